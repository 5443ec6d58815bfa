"""Charts of a composite index: ranks with error bars, where the points come from, and what the ranks depend on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np

from growthpole.charts.palette import ACCENT, GRID, PARTS, POSSIBLE, SOFT
from growthpole.charts.sensitivity import share_bars
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.errors import InputError
from growthpole.index.explanation import ExplanationResult
from growthpole.index.montecarlo import UncertaintyResult
from growthpole.index.ranges import IntervalResult
from growthpole.index.sobol import SensitivityResult
from growthpole.model.text import LANGUAGES, Text

__all__ = ["contribution_bars", "rank_intervals", "sensitivity_bars"]

LIMIT = 80
LEVELS = (0.05, 0.5, 0.95)

WORDS: Mapping[str, Text] = {
    "rank": Text("rank", "位次"),
    "possible": Text("the ranks that unknown figures leave open", "未知数据所留的可能位次"),
    "likely": Text(
        "pale: the ranks that unknown figures leave open; dark: 90 % of draws, with their median",
        "浅色：未知数据所留的可能位次；深色：九成模拟及其中位数",
    ),
    "points": Text("points", "分值"),
    "share of variance": Text("share of the variance of rank shifts", "位次变动方差占比"),
    "alone": Text("alone (first order)", "单独作用（一阶）"),
    "with others": Text("with interactions (total)", "含交互作用（总）"),
}


def rank_intervals(
    intervals: IntervalResult,
    draws: UncertaintyResult | None = None,
    *,
    where: Sequence[int] | None = None,
    language: str = "en",
) -> alt.LayerChart:
    """Draw the range of every rank, and inside it where nine of ten draws lie.

    Parameters
    ----------
    intervals : IntervalResult
        Best and worst rank of every unit.
    draws : UncertaintyResult, optional
        Draws of the same index: the 5 % to 95 % quantiles and the median are drawn on top.
    where : sequence of int, optional
        Rows to draw, such as those of one period and class; all by default.
    language : {"en", "zh"}, default "en"
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One bar a unit, the best first; at most 80 of them.

    Raises
    ------
    InputError
        If the draws are of another index, or the language is unknown.
    """
    if draws is not None and not np.array_equal(draws.units, intervals.units):
        raise InputError(
            f"the draws must be of the same index; they have {draws.units.size} rows, not {intervals.units.size}."
        )
    made = _rank_rows(intervals, draws, np.arange(intervals.units.size) if where is None else np.asarray(where))
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=TICKS, orient="top", grid=True)
    last = max((row[end] for row in made for end in ("worst", "to") if row.get(end)), default=1.0)
    scale = alt.Scale(domain=[0.5, last + 0.1], nice=False)
    x = alt.X("best:Q", title=_word("rank", language), axis=axis, scale=scale)
    tips = ["unit:N", "shown best:Q", "shown worst:Q", *(["likely best:Q", "likely worst:Q"] if draws else [])]
    base = alt.Chart(rows(made)).encode(alt.Y("unit:N", sort=None, title=None), tooltip=tips)
    layers = [base.mark_bar(height=12, color=POSSIBLE).encode(x, x2="worst:Q")]
    if draws is not None:
        layers.append(base.mark_bar(height=5, color=PARTS[0]).encode(alt.X("from:Q"), x2="to:Q"))
        layers.append(base.mark_tick(color=ACCENT, thickness=2, height=14).encode(alt.X("median:Q")))
    return layered(*layers, height=alt.Step(20), note=_word("possible" if draws is None else "likely", language))


def contribution_bars(explanations: Sequence[ExplanationResult], *, language: str = "en") -> alt.LayerChart:
    """Draw where the points of scores come from.

    Parameters
    ----------
    explanations : sequence of ExplanationResult
        One of them: a bar for each indicator, with what is lost to the best. Several: a stacked bar for each unit,
        one colour for each node below the root.
    language : {"en", "zh"}, default "en"
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        The lengths add up to the scores.

    Raises
    ------
    InputError
        If there is nothing to draw, or the language is unknown.
    """
    if not explanations:
        raise InputError("`explanations` must hold at least one explanation; it is empty.")
    return _one(explanations[0], language) if len(explanations) == 1 else _several(explanations, language)


def sensitivity_bars(result: SensitivityResult, *, language: str = "en") -> alt.LayerChart:
    """Draw how much of the shift of ranks each uncertain choice explains, alone and with interactions.

    Parameters
    ----------
    result : SensitivityResult
        Sobol indices of the mean rank shift.
    language : {"en", "zh"}, default "en"
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        Two bars a factor with 95 % error bars, the most important factor first.

    Raises
    ------
    InputError
        If the language is unknown.
    """
    shift, made = result.rank_shift, list[Row]()
    for place in np.argsort(-np.nan_to_num(shift.total)):
        for kind, value, error in (
            ("with others", shift.total[place], shift.total_error[place]),
            ("alone", shift.first[place], shift.first_error[place]),
        ):
            named = {"factor": result.factors[place], "kind": _word(kind, language)}
            made.append(
                {**named, "share": _finite(value), "low": _finite(value - error), "high": _finite(value + error)}
            )
    kinds = [_word("with others", language), _word("alone", language)]
    base, bars = share_bars(made, kinds, _word("share of variance", language))
    errors = base.mark_rule(color=SOFT).encode(alt.X("low:Q"), x2="high:Q")
    return layered(bars, errors, height=alt.Step(16))


def _rank_rows(intervals: IntervalResult, draws: UncertaintyResult | None, where: Any) -> list[Row]:
    quantiles = None if draws is None else draws.rank_quantiles(LEVELS)
    ranked = [(int(intervals.best[k]), int(intervals.worst[k]), str(intervals.units[k]), int(k)) for k in where]
    made: list[Row] = []
    for best, worst, unit, k in sorted(ranked)[:LIMIT]:
        # A known rank is a bar of its own width, not a line of no width.
        row: dict[str, Any] = {"unit": unit, "best": best - 0.4, "worst": worst + 0.4}
        row |= {"shown best": best, "shown worst": worst}
        if quantiles is not None:
            low, middle, high = (float(one) for one in quantiles[:, k])
            row |= {"from": _finite(low - 0.4), "to": _finite(high + 0.4), "median": _finite(middle)}
            row |= {"likely best": _finite(low), "likely worst": _finite(high)}
        made.append(row)
    return made


def _one(explanation: ExplanationResult, language: str) -> alt.LayerChart:
    parents = {line.parent for line in explanation.lines}
    leaves = [line for line in explanation.lines if line.id not in parents]
    made = [
        {
            "id": line.id,
            "points": _finite(line.points),
            "full": _finite(line.points + line.lost),
            "value": _finite(line.value),
        }
        for line in leaves
    ]
    base = alt.Chart(rows(made)).encode(
        alt.Y("id:N", sort=None, title=None),
        tooltip=["id:N", alt.Tooltip("points:Q", format=".2f"), alt.Tooltip("value:Q", format=".1f")],
    )
    x = alt.X("full:Q", title=_word("points", language), axis=alt.Axis(grid=True, tickCount=TICKS))
    full = base.mark_bar(height=13, color=GRID).encode(x)
    return layered(full, base.mark_bar(height=13, color=PARTS[0]).encode(alt.X("points:Q")), height=alt.Step(22))


def _several(explanations: Sequence[ExplanationResult], language: str) -> alt.LayerChart:
    shown = sorted(explanations, key=lambda one: (-np.nan_to_num(one.score), one.unit))[:LIMIT]
    made = [
        {"unit": one.unit, "node": line.id, "points": _finite(line.points), "order": order}
        for one in shown
        for order, line in enumerate(line for line in one.lines if line.depth == 1)
    ]
    nodes = list(dict.fromkeys(row["node"] for row in made))
    colours = [PARTS[k % len(PARTS)] for k in range(len(nodes))]
    bars = alt.Chart(rows(made)).mark_bar(height=15)
    chart = bars.encode(
        alt.Y("unit:N", sort=None, title=None),
        alt.X("points:Q", title=_word("points", language), axis=alt.Axis(grid=True, tickCount=TICKS)),
        alt.Color("node:N", sort=None, scale=alt.Scale(domain=nodes, range=colours)),
        order="order:Q",
        tooltip=["unit:N", "node:N", alt.Tooltip("points:Q", format=".2f")],
    )
    return layered(chart, height=alt.Step(22))


def _finite(value: float) -> float | None:
    """Give null for what is unknown: a chart must not draw it as zero."""
    return float(value) if np.isfinite(value) else None


def _word(name: str, language: str) -> str:
    if language not in LANGUAGES:
        raise InputError(f"`language` must be one of {', '.join(LANGUAGES)}; it is {language!r}.")
    return WORDS[name].get(language)
