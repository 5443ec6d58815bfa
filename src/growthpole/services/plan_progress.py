"""Progress: the task ledger and the forecasts that were kept, held against the year that is over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from growthpole.errors import Problem
from growthpole.model.assessment import Assessment
from growthpole.plan.echelon import simulate_echelon
from growthpole.plan.echelon_result import Echelon
from growthpole.plan.forecasts import ForecastScore, score_forecasts
from growthpole.plan.progress import PlanProgress, plan_progress
from growthpole.programme.assess import assess
from growthpole.reports.chapters.chapter import Chapter, Grid
from growthpole.reports.chapters.progress import progress_chapter
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.services.plan_kept import read_kept
from growthpole.tables.plain import write_table

__all__ = [
    "Standing",
    "look_at_progress",
    "progress_study",
    "progress_table",
    "said_progress",
    "tables_of_progress",
    "write_progress",
]

NEXT_PATHS, LARGE = 200, 30_000
"""Next year's forecast beside last year's: few paths do for medians."""


@dataclass(frozen=True)
class Standing:
    """How a plan stands.

    Attributes
    ----------
    inputs : Inputs
        What was handed in.
    assessment : Assessment
        Of the year that is over.
    progress : PlanProgress
        Tasks, money and figures.
    scores : tuple of ForecastScore
        The forecasts of that year.
    ahead : Echelon or None
        Next year's forecast; ``None`` where no forecast was kept.
    doubts : tuple of Problem
        What is doubtful about the task ledger.
    """

    inputs: Inputs
    assessment: Assessment
    progress: PlanProgress
    scores: tuple[ForecastScore, ...]
    ahead: Echelon | None
    doubts: tuple[Problem, ...]


def look_at_progress(path: Path, *, programme: str | None = None, period: str | None = None) -> Standing:
    """Hold the plan of a folder or workbook against what happened.

    Parameters
    ----------
    path : Path
        What the office hands in, with its ledgers ``tasks`` and ``forecasts`` where it keeps them.
    programme, period : str, optional
        As for the assessment.

    Returns
    -------
    Standing
        Empty where neither ledger is there.

    Raises
    ------
    EvidenceError
        With every fault of the files.
    """
    inputs = open_inputs(path, programme, period)
    return _standing(inputs, assess(inputs.programme, inputs.dossier, inputs.period))


def _standing(inputs: Inputs, assessment: Assessment) -> Standing:
    rules, dossier = inputs.programme, inputs.dossier
    entries, kept, doubts = read_kept(dossier, rules)
    scores = score_forecasts(kept, assessment)
    progress = plan_progress(rules, dossier, entries, assessment)
    paths = max(20, min(NEXT_PATHS, LARGE // max(1, len(dossier.clusters))))
    ahead = simulate_echelon(rules, dossier, inputs.period, years=1, paths=paths) if scores else None
    return Standing(inputs, assessment, progress, scores, ahead, doubts)


def progress_study(inputs: Inputs, assessment: Assessment) -> Chapter | None:
    """The chapter of progress; none where neither tasks nor forecasts were kept."""
    kept = {"tasks", "forecasts"} & set(inputs.dossier.ledgers)
    return _chapter(_standing(inputs, assessment)) if kept else None


def _chapter(standing: Standing) -> Chapter | None:
    return progress_chapter(standing.progress, standing.scores, standing.ahead, standing.assessment)


def said_progress(standing: Standing, language: str) -> tuple[str, ...]:
    """Progress in sentences; none where nothing was kept."""
    chapter = _chapter(standing)
    return () if chapter is None else tuple(one.get(language) for one in chapter.lead)


def tables_of_progress(standing: Standing, language: str) -> tuple[tuple[str, pl.DataFrame], ...]:
    """The tables of progress with their headings."""
    chapter = _chapter(standing)
    return (
        () if chapter is None else tuple((grid.title.get(language), _frame(grid, language)) for grid in chapter.grids)
    )


def _frame(grid: Grid, language: str) -> pl.DataFrame:
    names = [column.get(language) for column in grid.columns]
    rows = [[cell if isinstance(cell, str) else cell.get(language) for cell in row] for row in grid.rows]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def progress_table(standing: Standing) -> pl.DataFrame:
    """The figures that remedies were to move, a row each, in canonical units."""
    moved = standing.progress.moved
    texts = ("task", "cluster", "remedy", "indicator", "begins", "works_from", "standing")
    columns: dict[str, list[object]] = {name: [getattr(one, name) for one in moved] for name in texts}
    for name in ("before", "now", "planned"):
        ends = [getattr(one, name) for one in moved]
        columns[f"{name}_low"] = [None if end is None else end.low for end in ends]
        columns[f"{name}_high"] = [None if end is None else end.high for end in ends]
    columns |= {name: [getattr(one, name) for one in moved] for name in ("change", "others")}
    schema = {name: pl.String if name in texts else pl.Float64 for name in columns}
    return pl.DataFrame(columns, schema=schema).with_columns(pl.col(pl.Float64).fill_nan(None))


def write_progress(standing: Standing, out: Path) -> int:
    """Write the figures that remedies were to move as CSV, Excel or Parquet; gives the number of rows."""
    table = progress_table(standing)
    write_table(table, out)
    return table.height
