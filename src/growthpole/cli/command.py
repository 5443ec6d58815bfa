"""What all commands share: plain help without frames, no shell machinery, the languages."""

from __future__ import annotations

from contextvars import ContextVar
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

__all__ = ["Language", "Period", "Programme", "command_app", "spoken"]

_SPOKEN: ContextVar[str] = ContextVar("_SPOKEN", default="en")


class Language(StrEnum):
    """The languages of screens and reports."""

    en = "en"
    zh = "zh"


Programme = Annotated[str | None, typer.Option(help="Programme file, or the name of a shipped one.")]
Period = Annotated[str | None, typer.Option(help="Year to assess; the latest of the evidence by default.")]


def spoken() -> str:
    """The language of the command that was called last: faults are told in it after the command has given up."""
    return _SPOKEN.get()


class _Command(TyperCommand):
    """A command that remembers the language it was asked to speak, its own default included."""

    def invoke(self, ctx: Any) -> Any:
        _SPOKEN.set(str(ctx.params.get("language", "en")))
        return super().invoke(ctx)


class _App(typer.Typer):
    def command(self, name: str | None = None, **settings: Any) -> Any:
        """A command of the house's kind."""
        return super().command(name, **{"cls": _Command, **settings})


def command_app(**settings: Any) -> typer.Typer:
    """An application for one command or a family of them, in the house's manner."""
    return _App(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings)
