"""What all commands share: plain help without frames, no shell machinery, the languages."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

__all__ = ["Language", "Period", "Programme", "command_app"]


class Language(StrEnum):
    """The languages of screens and reports."""

    en = "en"
    zh = "zh"


Programme = Annotated[str | None, typer.Option(help="Programme file, or the name of a shipped one.")]
Period = Annotated[str | None, typer.Option(help="Year to assess; the latest of the evidence by default.")]


def command_app(**settings: Any) -> typer.Typer:
    """An application for one command or a family of them, in the house's manner."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings)
