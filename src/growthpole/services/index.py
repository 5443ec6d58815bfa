"""Composite indices: open a table and a framework, build, rank with error bars, find what matters, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from growthpole.charts.index import rank_intervals, sensitivity_bars
from growthpole.errors import InputError
from growthpole.index.composite import CompositeIndex
from growthpole.index.montecarlo import UncertaintyResult, simulate
from growthpole.index.ranges import IntervalResult, index_intervals
from growthpole.index.ranks import at_least, standing_top
from growthpole.index.sobol import SensitivityResult, sensitivity
from growthpole.index.uncertainty import Uncertainty
from growthpole.services.index_sources import method_named
from growthpole.tables.plain import write_table

__all__ = [
    "Ranked",
    "rank_index",
    "rank_table",
    "score_table",
    "sensitivity_table",
    "slider_numbers",
    "uncertainty_of",
    "write_frame",
    "write_rank_chart",
    "write_sensitivity_chart",
]

CHART_FORMATS = (".html", ".svg", ".png", ".json")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An index with the ranges of its ranks, and draws where anything was varied."""

    index: CompositeIndex
    intervals: IntervalResult
    draws: UncertaintyResult | None


def rank_index(
    index: CompositeIndex, uncertainty: Uncertainty, *, replications: int = 1000, seed: int = 0, workers: int = 1
) -> Ranked:
    """Give every rank its exact range, and its distribution where anything is uncertain.

    Parameters
    ----------
    index : CompositeIndex
        Ranked.
    uncertainty : Uncertainty
        What varies; where nothing does, there are no draws.
    replications, seed, workers : int
        As for `simulate`.

    Returns
    -------
    Ranked

    Raises
    ------
    InputError
        If the uncertainty does not suit the index.
    """
    intervals = index_intervals(index)
    varies = [one for one in uncertainty.factors if one != "unknown"] or bool(np.isnan(index.data).any())
    draws = simulate(index, uncertainty, replications=replications, seed=seed, workers=workers) if varies else None
    return Ranked(index, intervals, draws)


def score_table(index: CompositeIndex) -> pl.DataFrame:
    """The scores of all nodes, the range of score and rank, and the imputed figures, a row a unit (and period)."""
    found = index_intervals(index)
    table: pl.DataFrame = index.to_frame("polars")
    return table.with_columns(
        pl.Series("score_low", found.low),
        pl.Series("score_high", found.high),
        pl.Series("rank_best", found.best),
        pl.Series("rank_worst", found.worst),
    )


def rank_table(ranked: Ranked, *, top: int = 10, gate: float | None = None) -> pl.DataFrame:
    """Ranks with error bars, a row a unit (and period), the best first.

    Parameters
    ----------
    ranked : Ranked
        Ranges, and draws where there are any.
    top : int, default 10
        Places whose holders are told apart as safe in, borderline and safe out.
    gate : float, optional
        The lowest score that passes.

    Returns
    -------
    polars.DataFrame
        With the probability of a place and of the gate where there are draws.
    """
    index, found, draws = ranked.index, ranked.intervals, ranked.draws
    columns: dict[str, Any] = {"unit": index.units}
    columns |= {name: part for name, part in (("period", index.periods), ("class", index.classes)) if part is not None}
    columns |= {"score_low": found.low, "score_high": found.high, "rank_best": found.best, "rank_worst": found.worst}
    columns[f"top_{top}"] = standing_top(found.low, found.high, top, index.groups)
    if gate is not None:
        columns["gate"] = at_least(found.low, found.high, gate)
    if draws is not None:
        low, middle, high = draws.rank_quantiles()
        columns |= {"rank_5": low, "rank_50": middle, "rank_95": high, f"p_top_{top}": draws.probability_top(top)}
        if gate is not None:
            columns["p_gate"] = draws.probability_at_least(gate)
    return pl.DataFrame(columns).sort("rank_best", "rank_worst", "unit")


def uncertainty_of(vary: Sequence[str] = (), *, data: float = 0.0, concentration: float | None = None) -> Uncertainty:
    """Read what varies.

    Parameters
    ----------
    vary : sequence of str
        ``stage=method,method`` or ``weight:ID=low..high``.
    data : float, default 0.0
        Relative standard error of every figure.
    concentration : float, optional
        Of Dirichlet weights around the given ones.

    Returns
    -------
    Uncertainty

    Raises
    ------
    InputError
        If a text cannot be read.
    """
    choices: dict[str, Any] = {}
    ranges: dict[str, tuple[float, float]] = {}
    for text in vary:
        name, sign, value = text.partition("=")
        if name.startswith("weight:") and ".." in value:
            ranges[name.removeprefix("weight:")] = _range(text, value)
        elif sign and name in {"impute", "treat", "normalise", "aggregate"}:
            choices[name] = tuple(method_named(one) for one in value.split(","))
        else:
            raise InputError(f"what varies must read stage=method,method or weight:ID=low..high; it is {text!r}.")
    return Uncertainty(data=data, concentration=concentration, weight_ranges=ranges, **choices)


def sensitivity_table(
    index: CompositeIndex, uncertainty: Uncertainty, *, n: int = 512, seed: int = 0, workers: int = 1
) -> tuple[pl.DataFrame, SensitivityResult]:
    """Find what the ranks depend on: the Sobol indices of the mean rank shift, the most important factor first.

    Parameters
    ----------
    index : CompositeIndex
        Ranked.
    uncertainty : Uncertainty
        At least two factors.
    n, seed, workers : int
        As for `sensitivity`.

    Returns
    -------
    polars.DataFrame, SensitivityResult

    Raises
    ------
    InputError
        If fewer than two factors vary.
    """
    found = sensitivity(index, uncertainty, n=n, seed=seed, workers=workers)
    shift = found.rank_shift
    columns = {
        "factor": found.factors, "first": shift.first, "first_error": shift.first_error,
        "total": shift.total, "total_error": shift.total_error,
    }  # fmt: skip
    return pl.DataFrame(columns).sort("total", descending=True, nulls_last=True), found


def slider_numbers(index: CompositeIndex) -> dict[str, Any]:
    """What a page needs to re-weigh an index while its reader moves sliders: values and tree, as plain data.

    Parameters
    ----------
    index : CompositeIndex
        Ranked; every node a mean.

    Returns
    -------
    dict
        ``units`` and ``groups`` by row (of a panel all periods); ``indicators``; ``low`` and ``high``, the ends of
        each normalised value by row and indicator; ``nodes`` from the leaves to the root, each with ``id``, ``how``,
        ``children`` and their ``weights``. Weights that are moved are divided by their sum again.
    """
    found, tree = index_intervals(index), index.framework
    return {
        "units": [str(one) for one in index.units],
        "groups": index.groups.tolist(),
        "indicators": list(tree.columns),
        "low": found.cell_low.tolist(),
        "high": found.cell_high.tolist(),
        "nodes": [
            {
                "id": node,
                "how": index.hows[node],
                "children": list(tree.children[node]),
                "weights": [tree.weights[one] for one in tree.children[node]],
            }
            for node in tree.order
        ],
    }


def write_frame(table: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV, TSV, Parquet or Excel."""
    write_table(table, path)


def write_rank_chart(ranked: Ranked, path: Path, language: str = "en") -> None:
    """Draw ranks with error bars into an HTML, SVG, PNG or JSON file; of a panel the last period."""
    index = ranked.index
    last = None if index.periods is None else np.flatnonzero(index.periods == index.periods.max()).tolist()
    chart = rank_intervals(ranked.intervals, ranked.draws, where=last, language=language)
    _save(chart, path)


def write_sensitivity_chart(found: SensitivityResult, path: Path, language: str = "en") -> None:
    """Draw Sobol indices into an HTML, SVG, PNG or JSON file."""
    _save(sensitivity_bars(found, language=language), path)


def _save(chart: Any, path: Path) -> None:
    """Write a chart in the format of the file's ending; a page carries its scripts, so that it opens offline."""
    kind = path.suffix.lower()
    if kind not in CHART_FORMATS:
        raise InputError(f"a chart must end in {', '.join(CHART_FORMATS)}; {path.name!r} does not.")
    chart.save(str(path), **({"inline": True} if kind == ".html" else {}))


def _range(text: str, value: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in value.split(".."))
    except ValueError as error:
        raise InputError(f"a range of a weight must read weight:ID=low..high, two numbers; it is {text!r}.") from error
    return low, high
