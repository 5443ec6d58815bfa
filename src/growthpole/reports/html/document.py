"""The report as one self-contained HTML file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup

from growthpole.model.assessment import Assessment
from growthpole.reports.chapters.chapter import MOST_ROWS, Chapter, drawn_in
from growthpole.reports.drawings import drawings
from growthpole.reports.html.drawings import embedded, library
from growthpole.reports.html.markup import environment
from growthpole.reports.view.register import register
from growthpole.reports.view.report import report_view
from growthpole.reports.view.reweighting import embedded as standings_of
from growthpole.reports.view.reweighting import reweighting

__all__ = ["html_text", "write_html"]

_ROWS = 2000
_LISTED = 300
_SHARED = 2000


def write_html(
    assessment: Assessment,
    path: str | Path,
    *,
    boundaries: Mapping[str, Any] | None = None,
    made: bool = False,
    chapters: Sequence[Chapter] = (),
) -> Path:
    """Write the report as one HTML file that needs nothing else, in Chinese and English.

    Parameters
    ----------
    assessment : Assessment
        Any assessment; parts that its programme does not have are left out.
    path : str or Path
        The file to write; its folder must exist.
    boundaries : mapping, optional
        GeoJSON FeatureCollection in WGS84 with the properties ``adcode`` and ``name``; without it there is no map.
    made : bool
        Whether the data are made up; then every page says so.
    chapters : sequence of Chapter
        What chains and plans add.

    Returns
    -------
    Path
        The file written. The same assessment gives the same bytes.
    """
    target = Path(path)
    text = html_text(assessment, boundaries=boundaries, made=made, chapters=chapters)
    target.write_text(text, encoding="utf-8", newline="\n")
    return target


def html_text(
    assessment: Assessment,
    *,
    boundaries: Mapping[str, Any] | None = None,
    made: bool = False,
    chapters: Sequence[Chapter] = (),
) -> str:
    """The page as text: up to 100 clusters have a page of their own, up to 2,000 stand in its table."""
    view = report_view(assessment, boundaries, made=made)
    drawn = drawings(assessment, boundaries) | drawn_in(chapters)
    what = reweighting(assessment)
    movable = what is not None and bool(what.standings)
    scripts = [*([library()] if drawn else ()), _own("report.js"), *([_own("reweighting.js")] if movable else ())]
    return (
        environment()
        .get_template("report.html.jinja")
        .render(
            view=view,
            chapters=chapters,
            programme=assessment.programme,
            assessment=assessment,
            register=register(view.names, _ROWS),
            pages={one.id for one in view.clusters},
            drawn=frozenset(drawn),
            policy=_policy(scripts),
            style=Markup(_own("report.css")),  # noqa: S704 - our own file
            scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files
            specs=Markup(embedded(drawn)),  # noqa: S704 - JSON without a single <
            what=what,
            standings=Markup(standings_of(what, view.names)) if what and movable else "",  # noqa: S704 - the same
            listed=_LISTED,
            most=MOST_ROWS,
            shared=_SHARED,
        )
    )


def _own(name: str) -> str:
    return files("growthpole.reports.html").joinpath(name).read_text("utf-8")


def _policy(scripts: list[str]) -> str:
    """What the page may do: run its own scripts and style itself; no connection, no evaluation of text."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
