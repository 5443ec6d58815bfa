"""The report as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from growthpole.archive import timeless
from growthpole.model.assessment import Assessment
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.excel.chapters import chapter_sheets
from growthpole.reports.excel.contents import sheets
from growthpole.reports.excel.reweighting import add_reweighting
from growthpole.reports.excel.sheet import add_sheet
from growthpole.reports.view.names import Names
from growthpole.reports.view.reweighting import reweighting

__all__ = ["write_excel"]

_DAY = "1980-01-01"
"""A day for all workbooks: the hour of writing would make a copy differ from its original."""


def write_excel(
    assessment: Assessment,
    path: str | Path,
    *,
    boundaries: Mapping[str, Any] | None = None,
    made: bool = False,
    chapters: Sequence[Chapter] = (),
) -> Path:
    """Write every list of the report to a workbook, with headings in Chinese and English.

    Parameters
    ----------
    assessment : Assessment
        Any assessment; a list longer than 20,000 rows is cut, and says so above its heading.
    path : str or Path
        The file to write; its folder must exist.
    boundaries : mapping, optional
        GeoJSON FeatureCollection, for the names of regions.
    made : bool
        Whether the data are made up; then every sheet says so.
    chapters : sequence of Chapter
        What chains and plans add: a sheet for each of their tables.

    Returns
    -------
    Path
        The file written. The same assessment gives the same bytes.
    """
    book = Workbook(write_only=True)
    names, what = Names.of(assessment, boundaries), reweighting(assessment)
    for sheet in sheets(names):
        add_sheet(book, sheet, made=made)
    for sheet in chapter_sheets(chapters):
        add_sheet(book, sheet, made=made)
    if what is not None:
        add_reweighting(book, what, names, made=made)
    book.properties.title = f"{assessment.programme.name.get('zh')} {assessment.period}"
    book.properties.creator = "growthpole"
    written = io.BytesIO()
    book.save(written)
    target = Path(path)
    target.write_bytes(timeless(written.getvalue(), _DAY))
    return target
