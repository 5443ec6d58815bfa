"""Assess: open the inputs, judge, and record with the hashes of everything that went in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from growthpole.model.assessment import Assessment
from growthpole.programme.assess import assess
from growthpole.programme.robustness import draws_for, examine_ranks
from growthpole.reports import write_excel, write_html, write_pdf
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.record import record_lines
from growthpole.services.inputs import Inputs, open_inputs

__all__ = ["assess_path", "write_results"]


def assess_path(path: Path, programme: str | None = None, period: str | None = None) -> tuple[Inputs, Assessment]:
    """Assess a folder or workbook.

    Parameters
    ----------
    path : Path
        What the office hands in.
    programme : str, optional
        A programme file or the name of a shipped one; ``programme.toml`` beside the evidence by default.
    period : str, optional
        The year to assess; the latest year of the evidence by default.

    Returns
    -------
    Inputs, Assessment
    """
    inputs = open_inputs(path, programme, period)
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    robustness = examine_ranks(assessment, inputs.dossier, draws_for(len(inputs.dossier.clusters)))
    return inputs, replace(assessment, robustness=robustness)


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written."""

    record: Path
    html: Path
    pdf: Path
    excel: Path


def write_results(
    assessment: Assessment,
    folder: Path,
    boundaries: Mapping[str, Any] | None = None,
    *,
    made: bool = False,
    chapters: Sequence[Chapter] = (),
) -> Written:
    """Write the record, the report (HTML and PDF) and the workbook into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = Written(
        record=folder / "assessment.json",
        html=folder / "report.html",
        pdf=folder / "report.pdf",
        excel=folder / "report.xlsx",
    )
    with written.record.open("wb") as file:
        file.writelines(record_lines(assessment))
    write_html(assessment, written.html, boundaries=boundaries, made=made, chapters=chapters)
    write_pdf(assessment, written.pdf, boundaries=boundaries, made=made, chapters=chapters)
    write_excel(assessment, written.excel, boundaries=boundaries, made=made, chapters=chapters)
    return written
