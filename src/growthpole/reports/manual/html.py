"""A document of blocks as one HTML file without scripts."""

from __future__ import annotations

import base64
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from growthpole.reports.manual.blocks import Document
from growthpole.reports.manual.spoken_blocks import charts_of, spoken_document

__all__ = ["write_manual_html"]


def write_manual_html(document: Document, path: str | Path, language: str = "zh") -> Path:
    """Write a document as one HTML file that needs nothing else, in one language.

    Parameters
    ----------
    document : Document
        Any document.
    path : str or Path
        The file to write; its folder must exist.
    language : {"zh", "en"}
        The language.

    Returns
    -------
    Path
        The file written. The same document gives the same bytes.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    target = Path(path)
    charts = {name: base64.b64encode(svg).decode() for name, svg in charts_of(document, language).items()}
    page = _environment().from_string(_own("manual.html.jinja"))
    style = Markup(_own("manual.css"))  # noqa: S704 - our own file
    text = page.render(d=spoken_document(document, language), charts=charts, style=style)
    target.write_text(text, encoding="utf-8", newline="\n")
    return target


@cache
def _environment() -> Environment:
    """Everything put into the page is escaped."""
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _own(name: str) -> str:
    return files("growthpole.reports.manual").joinpath(name).read_text("utf-8")
