"""The report as a PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from growthpole.model.assessment import Assessment
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.pdf.pictures import chapter_pictures, fonts, pictures
from growthpole.reports.pdf.spoken import spoken
from growthpole.reports.view.method import METHOD
from growthpole.reports.view.register import register
from growthpole.reports.view.report import report_view
from growthpole.reports.view.words import MOVES, STATUSES, VERDICTS, WORDS

__all__ = ["write_pdf"]

_PAGES = 60
_FULL = 20
"""Up to this many clusters, each section ends with its rows of evidence; beyond, they stand in the workbook."""
_ROWS = 200


def write_pdf(
    assessment: Assessment,
    path: str | Path,
    *,
    boundaries: Mapping[str, Any] | None = None,
    made: bool = False,
    language: str = "zh",
    chapters: Sequence[Chapter] = (),
) -> Path:
    """Write the report as a PDF (PDF/A-2b) on A4 paper, in one language.

    Parameters
    ----------
    assessment : Assessment
        Any assessment; the first 60 clusters have a section of their own.
    path : str or Path
        The file to write; its folder must exist.
    boundaries : mapping, optional
        GeoJSON FeatureCollection in WGS84 with the properties ``adcode`` and ``name``; without it there is no map.
    made : bool
        Whether the data are made up; then every page says so.
    language : {"zh", "en"}
        The language of the report.
    chapters : sequence of Chapter
        What chains and plans add.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    target = Path(path)
    drawn = pictures(assessment, boundaries, language) | chapter_pictures(chapters, language)
    data = _data(assessment, boundaries, made, language) | {
        "charts": {name: len(sheets) for name, sheets in drawn.items()},
        "chapters": [_chapter(one, language) for one in chapters],
    }
    # The files of the document by name; the compiler takes them in memory though its stubs know only one file.
    inputs: Any = {
        "main.typ": files("growthpole.reports.pdf").joinpath("report.typ").read_bytes(),
        "data.json": json.dumps(data, ensure_ascii=False).encode(),
        **{f"{name}-{sheet}.svg": svg for name, sheets in drawn.items() for sheet, svg in enumerate(sheets)},
    }
    pdf = typst.compile(
        inputs,
        font_paths=[str(fonts())],
        ignore_system_fonts=True,
        pdf_standards=["a-2b"],
    )
    target.write_bytes(pdf)
    return target


def _data(assessment: Assessment, boundaries: Mapping[str, Any] | None, made: bool, language: str) -> dict[str, Any]:
    """What the template prints; long lists are cut, and say so."""
    view = report_view(assessment, boundaries, made=made, pages=_PAGES)
    programme = assessment.programme
    data: dict[str, Any] = spoken(view, language)
    for name in ("unknowns", "doubtful", "shared"):
        data[f"{name}_total"], data[name] = len(data[name]), data[name][:_ROWS]
    return {
        **data,
        "full": len(assessment.clusters) <= _FULL,
        "language": language,
        "title": programme.name.get(language),
        "subject": programme.cluster.get(language),
        "programme": f"{programme.id} {programme.version}",
        "reference": programme.reference,
        "period": assessment.period,
        "dated": _dated(assessment),
        "register": spoken(register(view.names, _ROWS), language),
        "method": spoken(METHOD, language),
        "words": spoken(WORDS, language),
        "verdicts": spoken(VERDICTS, language),
        "moves": spoken(MOVES, language),
        "statuses": spoken(STATUSES, language),
    }


def _chapter(chapter: Chapter, language: str) -> dict[str, Any]:
    """A chapter in one language; long tables are cut, and say so."""
    grids = [
        spoken(replace(grid, rows=grid.rows[:_ROWS]), language)
        | {
            "total": len(grid.rows),
            "numeric": sorted(grid.numeric),
            "long": sorted(grid.long),
            "dates": sorted(grid.dates),
        }
        for grid in chapter.grids
    ]
    drawings = [(name, one.caption.get(language)) for name, one in chapter.drawings.items()]
    said = {
        "title": chapter.title,
        "lead": chapter.lead,
        "notes": chapter.notes,
        "on_cluster": chapter.on_cluster,
    }
    return {**spoken(said, language), "grids": grids, "drawings": drawings}


def _dated(assessment: Assessment) -> tuple[int, int, int]:
    """The last day of the year assessed: the hour of printing would make every copy differ."""
    year = assessment.period[:4]
    since = assessment.programme.in_force
    return (int(year), 12, 31) if year.isdecimal() and len(year) == 4 else (since.year, since.month, since.day)
