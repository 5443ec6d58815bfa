"""Ranks as the ranges that the evidence allows."""

from __future__ import annotations

import altair as alt

from growthpole.charts.palette import GRID, INK, PARTS
from growthpole.charts.selection import by_rank, labels, truncation
from growthpole.charts.theme import TICKS, Row, layered, rows, tips
from growthpole.charts.words import word
from growthpole.model.assessment import Assessment

__all__ = ["rank_ranges"]

_PALE = 0.45
"""Opacity of the bars where the draws are written over them."""


def rank_ranges(assessment: Assessment, language: str) -> alt.LayerChart:
    """Draw the best and the worst rank of each cluster inside its class.

    Parameters
    ----------
    assessment : Assessment
        Clusters without a rank are left out.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One bar a cluster from its best to its worst rank on a line from 1 to the size of its class; sorted by
        class, then by rank; at most 80 of them. Where ranks were drawn, a line over 90 % of the draws and a dot in
        their middle.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    made = _rows(assessment, language)
    y = alt.Y("cluster:N", sort=None, title=None)
    last = max((row["of"] for row in made), default=1)
    scale = alt.Scale(domain=[0.5, last + 0.5], nice=False, zero=False)
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=TICKS, orient="top")
    x = alt.X("from:Q", title=word("rank", language), scale=scale, axis=axis)
    several = len({row["class"] for row in made}) > 1
    colour = alt.Color(
        "class:N", sort=None, scale=alt.Scale(range=list(PARTS)), legend=alt.Legend() if several else None
    )
    base = alt.Chart(rows(made)).encode(y, tooltip=tips(_titles(language)))
    whole = base.mark_bar(height=2, color=GRID).encode(alt.X("first:Q", title=None, scale=scale), x2="last:Q")
    drawn = assessment.robustness is not None
    bars = base.mark_bar(height=12, cornerRadius=6, cursor="pointer", opacity=_PALE if drawn else 1.0)
    note = truncation(len(made), len(assessment.clusters), language) if made else ""
    marks = [whole, bars.encode(x, colour, x2="to:Q"), *(_draws(base, scale) if drawn else ())]
    return layered(*marks, height=alt.Step(24), note=note)


def _draws(base: alt.Chart, scale: alt.Scale) -> list[alt.Chart]:
    """A line over 90 % of the draws and a dot in their middle; clusters that were not drawn have neither."""
    had = base.transform_filter("isValid(datum.median)")
    line = had.mark_rule(color=INK, strokeWidth=1.5).encode(alt.X("low:Q", title=None, scale=scale), x2="high:Q")
    dot = had.mark_point(color=INK, filled=True, size=38, opacity=1)
    return [line, dot.encode(alt.X("median:Q", title=None, scale=scale))]


def _titles(language: str) -> dict[str, str]:
    keys = {
        "class": "class",
        "best": "best rank",
        "worst": "worst rank",
        "of": "of",
        "drawn": "drawn",
        "median": "median",
    }
    return {"cluster": " ", **{field: word(key, language) for field, key in keys.items()}}


def _rows(assessment: Assessment, language: str) -> list[Row]:
    clusters, classes = by_rank(assessment), assessment.programme.classes
    names = labels(clusters, language)
    return [
        {
            "id": one.cluster.id,
            "cluster": names[one.cluster.id],
            "class": classes[one.cluster.peer_class].name.get(language)
            if one.cluster.peer_class in classes
            else one.cluster.peer_class,
            "best": one.rank.best,
            "worst": one.rank.worst,
            "of": one.rank.of,
            # A known rank is a bar of its own width, not a line of no width.
            "from": one.rank.best - 0.4,
            "to": one.rank.worst + 0.4,
            "first": 0.6,
            "last": one.rank.of + 0.4,
            **_spread(assessment, one.cluster.id),
        }
        for one in clusters
        if one.rank is not None
    ]


def _spread(assessment: Assessment, cluster: str) -> Row:
    spread = assessment.robustness.spreads.get(cluster) if assessment.robustness else None
    if spread is None:
        return {}
    return {"low": spread.low, "high": spread.high, "median": spread.median, "drawn": f"{spread.low}–{spread.high}"}
