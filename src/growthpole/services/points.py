"""Distance-based concentration of a file of establishments: open, measure, write tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from growthpole.charts.points import curve_chart, gamma_chart, local_m_map
from growthpole.errors import InputError, NameUnknownError
from growthpole.measures.points.kd import kd
from growthpole.measures.points.mfunction import m_density, m_function
from growthpole.measures.points.mmap import m_map
from growthpole.measures.points.onepass import PairWork
from growthpole.measures.points.plane import Coordinates
from growthpole.measures.points.results import CurvesResult
from growthpole.measures.points.ripley import RipleyResult, ripley
from growthpole.measures.points.sites import OnFault, SiteChecks
from growthpole.measures.points.units import metres
from growthpole.tables.plain import numbers, scan_table, write_table

__all__ = [
    "PointColumns",
    "PointsRun",
    "curves_table",
    "default_step",
    "measure_points",
    "ripley_file",
    "window_of",
    "write_points",
]

MEASURES: dict[str, Callable[..., CurvesResult]] = {"kd": kd, "m": m_function, "m-density": m_density}
STEPS = 180
DRAWN = 12
"""Curves drawn unless industries are named: the most localised."""


@dataclass(frozen=True, slots=True)
class PointColumns:
    """Names of the columns of a table of establishments.

    Attributes
    ----------
    x, y, industry : str
        Coordinates and industry.
    weights : str
        Employment, or empty.
    group : str
        Broader industry or flag that confines the counterfactual, or empty.
    identifier : str
        Identifier of the establishment, or empty.
    """

    x: str
    y: str
    industry: str
    weights: str = ""
    group: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class PointsRun:
    """A measure of a file, and the columns it was made from.

    Attributes
    ----------
    result : CurvesResult
        The measure.
    series : mapping
        The arguments that came from columns.
    coordinates : str
        "plane" or "lonlat".
    lost : mapping of str to int
        Columns with cells that were no numbers, and how many.
    """

    result: CurvesResult
    series: Mapping[str, Any]
    coordinates: Coordinates
    lost: Mapping[str, int] = field(default_factory=dict)


def measure_points(
    measure: str,
    path: Path,
    columns: PointColumns,
    *,
    memory: str = "1GB",
    n_jobs: int = -1,
    progress: Callable[[int, int], None] | None = None,
    drop: bool = False,
    sheet: str | None = None,
    **options: Any,
) -> PointsRun:
    """Measure the establishments of a file.

    Parameters
    ----------
    measure : {"kd", "m", "m-density"}
        What to measure.
    path : Path
        CSV, TSV, Parquet or Excel.
    columns : PointColumns
        Its columns.
    memory : str
        Memory for the pass over pairs.
    n_jobs : int
        Workers.
    progress : callable, optional
        Called with the sites done and the sites in all.
    drop : bool
        Leave out rows that are missing, outside or duplicated (they are counted) instead of stopping.
    sheet : str, optional
        The worksheet of a workbook.
    **options
        Further arguments of the measure.

    Returns
    -------
    PointsRun

    Raises
    ------
    NameUnknownError
        If the measure or a column does not exist.
    InputError
        If the establishments cannot be worked with.
    """
    if measure not in MEASURES:
        raise NameUnknownError("measure", measure, MEASURES)
    table, lost = _read(path, columns, sheet)
    policy: OnFault = "drop" if drop else "error"
    identifier = table[columns.identifier].to_numpy() if columns.identifier else None
    series: dict[str, Any] = {
        "x": table[columns.x].to_numpy(),
        "y": table[columns.y].to_numpy(),
        "industry": table[columns.industry].to_numpy(),
        "weights": table[columns.weights].to_numpy() if columns.weights else None,
        "checks": SiteChecks(identifier=identifier, missing=policy, outside=policy, duplicated=policy),
    }
    if columns.group:
        options["counterfactual"] = table[columns.group].to_numpy()
    result = MEASURES[measure](**series, work=PairWork(memory=memory, n_jobs=n_jobs, progress=progress), **options)
    return PointsRun(result, series, options.get("coordinates", "plane"), lost)


def _read(path: Path, columns: PointColumns, sheet: str | None) -> tuple[pl.DataFrame, dict[str, int]]:
    """The named columns, coordinates and weights as numbers."""
    frame = scan_table(path, sheet)
    known = frame.collect_schema().names()
    named = [columns.x, columns.y, columns.industry, columns.weights, columns.group, columns.identifier]
    for name in filter(None, named):
        if name not in known:
            raise NameUnknownError("column", name, known)
    figures = [name for name in (columns.x, columns.y, columns.weights) if name]
    numeric, lost = numbers(frame.select(list(dict.fromkeys(filter(None, named)))), figures)
    return numeric.collect(), lost


def write_points(run: PointsRun, folder: Path, industries: Sequence[str] = ()) -> list[Path]:
    """Write ``industries.csv``, ``curves.parquet``, charts and, for the first industry, a map of local M.

    Parameters
    ----------
    run : PointsRun
        What to write.
    folder : Path
        Made if need be.
    industries : sequence of str
        Industries whose curves are drawn; by default the twelve most localised.

    Returns
    -------
    list of Path
        The files written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = pl.DataFrame(run.result.table())
    write_table(table, folder / "industries.csv")
    write_table(curves_table(run.result), folder / "curves.parquet")
    drawn = list(industries) or table.filter(pl.col("method") != "none")["industry"].head(DRAWN).to_list()
    charts = {"gamma": gamma_chart(run.result)}
    charts.update({f"curve-{number:02d}": curve_chart(run.result, name) for number, name in enumerate(drawn, 1)})
    if drawn:
        charts["map"] = local_m_map(
            m_map(**run.series, which=drawn[0], r=_map_distance(run.result, drawn[0]), coordinates=run.coordinates)
        )
    for name, chart in charts.items():
        chart.save(folder / f"{name}.svg")
        chart.save(folder / f"{name}.html", inline=True)
    return sorted(folder.iterdir())


def _map_distance(result: CurvesResult, industry: str) -> float:
    """The distance at which the curve stands out most; a tenth of the range where it does not."""
    row = result.industries.index(industry)
    place = int(np.argmax(np.nan_to_num(result.localisation[row])))
    return float(result.r[max(place, len(result.r) // 10, 1)])


def curves_table(result: CurvesResult) -> pl.DataFrame:
    """All curves as one long table: industry, r, observed, expected, bands."""
    columns = ("observed", "expected", "lower_local", "upper_local", "lower_global", "upper_global")
    shape = (len(result.industries), len(result.r))
    return pl.DataFrame(
        {
            "industry": np.repeat(np.array(result.industries), shape[1]),
            "r": np.tile(result.r, shape[0]),
            **{name: getattr(result, name).ravel() for name in columns},
        }
    )


def ripley_file(
    path: Path, columns: PointColumns, industry: str, window: Any, *, sheet: str | None = None, **options: Any
) -> RipleyResult:
    """Ripley's K of one industry of a file.

    Parameters
    ----------
    path, columns, sheet
        As for `measure_points`; plane metres.
    industry : str
        The industry.
    window : shapely geometry, tuple, or None
        The window; by default the rectangle around all establishments of the file.
    **options
        Further arguments of `ripley`.

    Returns
    -------
    RipleyResult

    Raises
    ------
    InputError
        If no establishment is of the industry.
    """
    table, _ = _read(path, columns, sheet)
    own = table.filter(pl.col(columns.industry).cast(pl.String) == industry)
    if own.is_empty():
        raise NameUnknownError("industry", industry, table[columns.industry].cast(pl.String).unique().to_list())
    x, y = table[columns.x], table[columns.y]
    if x.null_count() + y.null_count():
        raise InputError("every establishment must have coordinates; some have none. Leave them out of the file.")
    window = window or (x.min(), y.min(), x.max(), y.max())
    return ripley(own[columns.x].to_numpy(), own[columns.y].to_numpy(), window, **options)


def default_step(r_max: str) -> float:
    """A 180th of the range, as in the literature's 1 km up to 180 km; metres."""
    return metres("r_max", r_max) / STEPS


def window_of(text: str) -> tuple[float, ...] | None:
    """``x_min,y_min,x_max,y_max``; None for an empty text.

    Raises
    ------
    InputError
        If there are not four numbers in rising order.
    """
    if not text:
        return None
    try:
        low_x, low_y, high_x, high_y = (float(part) for part in text.split(","))
    except ValueError as fault:
        raise InputError(f"a window must be four numbers x_min,y_min,x_max,y_max; it is {text!r}.") from fault
    if not (low_x < high_x and low_y < high_y):
        raise InputError(f"a window must have x_min < x_max and y_min < y_max; it is {text!r}.")
    return low_x, low_y, high_x, high_y
