"""The ladder ahead: simulate, look back at earlier forecasts, and tell both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from growthpole.charts.calibration import calibration
from growthpole.charts.echelon_fan import echelon_fan
from growthpole.charts.next_clusters import next_clusters
from growthpole.model.assessment import Assessment
from growthpole.plan.backtest import Backtest, backtest_echelon
from growthpole.plan.echelon import simulate_echelon
from growthpole.plan.echelon_result import Echelon
from growthpole.plan.forecasts import forecasts_of
from growthpole.plan.standing import registered_in
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.echelon import echelon_chapter
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.services.plan_sequence import read_sequence
from growthpole.tables.plain import write_table

__all__ = [
    "Outlook",
    "echelon_study",
    "forecast_table",
    "look_at_echelon",
    "said_ladder",
    "said_outlook",
    "write_echelon_charts",
    "write_forecasts",
]

CHAPTER_PATHS, CHAPTER_YEARS, CHAPTER_BACKTEST, LARGE = 200, 5, 100, 30_000
"""A chapter has two seconds: fewer paths than the command draws, and it says so."""


@dataclass(frozen=True)
class Outlook:
    """The ladder ahead, and how good such forecasts would have been.

    Attributes
    ----------
    inputs : Inputs
        What was handed in.
    echelon : Echelon
        The years ahead.
    backtest : Backtest or None
        Forecasts from earlier years, where they were asked for.
    """

    inputs: Inputs
    echelon: Echelon
    backtest: Backtest | None


def look_at_echelon(
    path: Path,
    *,
    programme: str | None = None,
    period: str | None = None,
    years: int = 5,
    paths: int = 1000,
    seed: int = 0,
    undertakings: Path | None = None,
    drawn: bool = False,
    backtest: bool = False,
    workers: int = 1,
) -> Outlook:
    """Simulate the ladder of a folder or workbook.

    Parameters
    ----------
    path : Path
        What the office hands in.
    programme, period : str, optional
        As for the assessment; for an earlier year the ledger ``standing`` tells the tiers to start from, where kept.
    years, paths, seed, drawn, workers
        As for `simulate_echelon`.
    undertakings : Path, optional
        Remedies chosen, as ``growthpole plan portfolio --out`` writes them.
    backtest : bool, default False
        Whether to forecast from earlier years too.

    Returns
    -------
    Outlook

    Raises
    ------
    EvidenceError
        With every fault of the files.
    InputError
        If a number is out of range.
    """
    inputs = open_inputs(path, programme, period)
    rules, dossier = inputs.programme, inputs.dossier
    chosen = () if undertakings is None else read_sequence(undertakings, rules, dossier.cluster_index)
    echelon = simulate_echelon(
        rules, registered_in(rules, dossier, inputs.period), inputs.period, years=years, paths=paths, seed=seed,
        undertakings=chosen, drawn=drawn, workers=workers,
    )  # fmt: skip
    looked_back = (
        backtest_echelon(rules, dossier, inputs.period, paths=paths, seed=seed, workers=workers) if backtest else None
    )
    return Outlook(inputs, echelon, looked_back)


def forecast_table(echelon: Echelon) -> pl.DataFrame:
    """The forecast to keep, a row for each year, tier and cluster; it reads back as the ledger ``forecasts``."""
    names = (
        "made", "year", "tier", "cluster", "chance", "chance_low", "chance_high", "count", "count_low", "count_high",
        "target",
    )  # fmt: skip
    found = forecasts_of(echelon)
    columns = {name: [getattr(one, name) for one in found] for name in names}
    schema = {name: pl.String if name in names[:4] else pl.Float64 if "chance" in name else pl.Int64 for name in names}
    return pl.DataFrame(columns, schema=schema).with_columns(pl.col(pl.Float64).fill_nan(None))


def write_forecasts(echelon: Echelon, out: Path) -> int:
    """Write the forecast to keep as CSV, Excel or Parquet, by the ending; gives the number of rows."""
    table = forecast_table(echelon)
    write_table(table, out)
    return table.height


def said_outlook(outlook: Outlook, language: str) -> tuple[str, ...]:
    """The outlook in sentences."""
    return tuple(one.get(language) for one in _chapter(outlook).lead)


def said_ladder(outlook: Outlook, language: str) -> tuple[tuple[str, list[str], list[list[str]]], ...]:
    """The tables of the outlook: heading, columns and rows."""
    return tuple(
        (
            grid.title.get(language),
            [column.get(language) for column in grid.columns],
            [[cell if isinstance(cell, str) else cell.get(language) for cell in row] for row in grid.rows],
        )
        for grid in _chapter(outlook).grids
        if grid.id != "echelon-growth"
    )


def _chapter(outlook: Outlook) -> Chapter:
    counted = frozenset(outlook.echelon.clusters)
    left_out = [each.name for each in outlook.inputs.dossier.clusters if each.id not in counted]
    return echelon_chapter(outlook.echelon, outlook.backtest, outlook.inputs.programme, left_out)


def write_echelon_charts(outlook: Outlook, folder: Path, language: str = "en") -> tuple[Path, ...]:
    """Draw the ladder ahead and who is next into a folder, and the reliability of earlier forecasts where asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    charts = {"echelon_fan": echelon_fan(outlook.echelon, language)}
    charts["next_clusters"] = next_clusters(outlook.echelon, language)
    if outlook.backtest is not None and outlook.backtest.events:
        charts["calibration"] = calibration(outlook.backtest.score("moved"), language)
    written = []
    for name, chart in charts.items():
        written.append(folder / f"{name}.html")
        chart.save(str(written[-1]), inline=True)
    return tuple(written)


def echelon_study(inputs: Inputs, assessment: Assessment) -> Chapter | None:
    """The chapter of the ladder ahead; none for a programme without tiers or clusters."""
    rules, dossier = assessment.programme, inputs.dossier
    if not rules.tiers or not dossier.clusters:
        return None
    paths = max(20, min(CHAPTER_PATHS, LARGE // len(dossier.clusters)))
    echelon = simulate_echelon(rules, dossier, assessment.period, years=CHAPTER_YEARS, paths=paths)
    backtest = backtest_echelon(rules, dossier, assessment.period, paths=min(paths, CHAPTER_BACKTEST))
    return echelon_chapter(echelon, backtest, rules)
