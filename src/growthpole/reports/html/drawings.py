"""The charts of the page, as specifications that the page's own script draws."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import altair as alt
import vl_convert

from growthpole import charts
from growthpole.model.assessment import Assessment
from growthpole.model.text import LANGUAGES

__all__ = ["drawings", "embedded", "library"]

Draw = Callable[[str], alt.typing.ChartType]


def drawings(assessment: Assessment, boundaries: Mapping[str, Any] | None) -> dict[str, Draw]:
    """The charts for which the assessment has something to draw, by name: language in, chart out."""
    clusters = assessment.clusters
    scored = any(one.score for one in clusters)
    wanted: dict[str, tuple[bool, Draw]] = {
        "county_map": (bool(boundaries and clusters), lambda tongue: charts.county_map(assessment, boundaries or {}, tongue)),
        "ladder": (bool(assessment.ladder), lambda tongue: charts.ladder(assessment, tongue)),
        "criteria_matrix": (
            any(one.criteria for one in clusters),
            lambda tongue: charts.criteria_matrix(assessment, tongue),
        ),
        "score_intervals": (scored, lambda tongue: charts.score_intervals(assessment, tongue)),
        "rank_ranges": (any(one.rank for one in clusters), lambda tongue: charts.rank_ranges(assessment, tongue)),
        "points_bars": (scored, lambda tongue: charts.points_bars(assessment, tongue)),
        "fund_split": (
            any(one.award and one.award.cents for one in clusters),
            lambda tongue: charts.fund_split(assessment, tongue),
        ),
        "unknowns": (bool(assessment.unknowns), lambda tongue: charts.unknowns(assessment, tongue)),
    }
    return {name: draw for name, (has, draw) in wanted.items() if has}


def embedded(drawn: Mapping[str, Draw]) -> str:
    """All charts in all languages as JSON that may stand inside a script element."""
    specs = {
        language: {name: draw(language).to_dict(validate=False) for name, draw in drawn.items()}
        for language in LANGUAGES
    }
    return json.dumps(specs, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def library() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from the package: nothing is fetched."""
    bundle: str = vl_convert.javascript_bundle()
    return bundle.replace("</script", "<\\/script")
