"""Which charts a report shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from growthpole.charts.county_map import county_map
from growthpole.charts.criteria_matrix import criteria_matrix
from growthpole.charts.fund_split import fund_split
from growthpole.charts.ladder import ladder
from growthpole.charts.points_bars import points_bars
from growthpole.charts.rank_ranges import rank_ranges
from growthpole.charts.score_intervals import score_intervals
from growthpole.charts.sensitivity import sensitivity
from growthpole.charts.unknowns import unknowns
from growthpole.model.assessment import Assessment, Robustness

__all__ = ["Draw", "drawings"]

Draw = Callable[[str], alt.typing.ChartType]


def drawings(assessment: Assessment, boundaries: Mapping[str, Any] | None) -> dict[str, Draw]:
    """The charts for which the assessment has something to draw, by name: language in, chart out."""
    clusters = assessment.clusters
    scored = any(one.score for one in clusters)
    has = {
        "ladder": bool(assessment.ladder),
        "criteria_matrix": any(one.criteria for one in clusters),
        "score_intervals": scored,
        "rank_ranges": any(one.rank for one in clusters),
        "sensitivity": _moved(assessment.robustness),
        "points_bars": scored,
        "fund_split": any(one.award and one.award.cents for one in clusters),
        "unknowns": bool(assessment.unknowns),
    }
    plain = (ladder, criteria_matrix, score_intervals, rank_ranges, sensitivity, points_bars, fund_split, unknowns)
    drawn: dict[str, Draw] = {chart.__name__: _of(chart, assessment) for chart in plain if has[chart.__name__]}
    if boundaries and clusters:
        drawn["county_map"] = lambda language: county_map(assessment, boundaries, language)
    return drawn


def _moved(robustness: Robustness | None) -> bool:
    """Whether anything is known to move the ranks."""
    return robustness is not None and any(each.total > 0 for each in robustness.influences)


def _of(chart: Callable[[Assessment, str], alt.typing.ChartType], assessment: Assessment) -> Draw:
    return lambda language: chart(assessment, language)
