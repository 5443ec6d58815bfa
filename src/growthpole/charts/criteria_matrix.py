"""The criteria of every cluster at a glance: met, not met, unknown."""

from __future__ import annotations

import altair as alt

from growthpole.charts.palette import INK_ON, SYMBOL, VERDICT
from growthpole.charts.selection import LIMIT, labels, leading
from growthpole.charts.theme import Row, layered, rows, tips
from growthpole.charts.words import word
from growthpole.model.assessment import Assessment
from growthpole.model.verdict import Verdict

__all__ = ["criteria_matrix"]

_ANGLE, _LONGEST = -50, 260
"""Degrees and pixels of the labels of the columns."""


def criteria_matrix(assessment: Assessment, language: str) -> alt.LayerChart:
    """Draw clusters x criteria; each cell has a colour and a symbol, so that none is told by colour alone.

    Parameters
    ----------
    assessment : Assessment
        With the criteria of each cluster.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One row a cluster; above 80 clusters one bar a criterion with the share of each verdict.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    if len(assessment.clusters) > LIMIT:
        return _shares(assessment, language)
    base = alt.Chart(rows(_cells(assessment, language))).encode(
        alt.X(
            "criterion:N", sort=None, title=None, axis=alt.Axis(orient="top", labelAngle=_ANGLE, labelLimit=_LONGEST)
        ),
        alt.Y("cluster:N", sort=None, title=None),
    )
    names = {name: word(name, language) for name in ("criterion", "verdict", "reason")}
    cells = base.mark_rect(stroke="white", strokeWidth=2, cornerRadius=3, cursor="pointer").encode(
        _colour(language), tooltip=tips({"cluster": " ", **names})
    )
    symbols = base.mark_text(fontSize=13, fontWeight="bold", cursor="pointer").encode(
        text="symbol:N", color=alt.Color("ink:N", scale=None), tooltip=alt.value(None)
    )
    # The colour of a symbol is given outright; only the colour of a cell has a scale.
    chart = layered(cells, symbols, height=alt.Step(26))
    # The chart engine measures a slanting label a little too short and would cut off its end.
    return chart.properties(padding={"left": 5, "top": 5, "bottom": 5, "right": 28})


def _marked(verdict: Verdict, language: str) -> str:
    return f"{SYMBOL[verdict]} {word(verdict, language)}"


def _colour(language: str) -> alt.Color:
    scale = alt.Scale(domain=[_marked(one, language) for one in Verdict], range=[VERDICT[one] for one in Verdict])
    return alt.Color("verdict:N", scale=scale, legend=alt.Legend(orient="bottom"))


def _cells(assessment: Assessment, language: str) -> list[Row]:
    clusters, criteria = leading(assessment), assessment.programme.criteria
    names = labels(clusters, language)
    return [
        {
            "id": one.cluster.id,
            "cluster": names[one.cluster.id],
            "criterion": criteria[finding.id].name.get(language) if finding.id in criteria else finding.id,
            "verdict": _marked(finding.verdict, language),
            "symbol": SYMBOL[finding.verdict],
            "ink": INK_ON[finding.verdict],
            "reason": finding.reason.get(language),
        }
        for one in clusters
        for finding in one.criteria
    ]


def _shares(assessment: Assessment, language: str) -> alt.LayerChart:
    """One bar a criterion: ten thousand rows of cells say nothing."""
    counts: dict[tuple[str, Verdict], int] = {}
    for one in assessment.clusters:
        for finding in one.criteria:
            counts[finding.id, finding.verdict] = counts.get((finding.id, finding.verdict), 0) + 1
    bars = alt.Chart(rows(_bars(assessment, counts, language))).mark_bar(height=18)
    chart = bars.encode(
        alt.Y("criterion:N", sort=None, title=None),
        alt.X("count:Q", stack="normalize", title=word("share", language), axis=alt.Axis(format="%", grid=True)),
        _colour(language),
        order="order:Q",
        tooltip=tips({"criterion": " ", "verdict": word("verdict", language), "count": word("clusters", language)}),
    )
    return layered(chart, height=alt.Step(30))


def _bars(assessment: Assessment, counts: dict[tuple[str, Verdict], int], language: str) -> list[Row]:
    return [
        {
            "criterion": criterion.name.get(language),
            "verdict": _marked(verdict, language),
            "count": counts.get((id_, verdict), 0),
            "order": order,
        }
        for id_, criterion in assessment.programme.criteria.items()
        for order, verdict in enumerate(Verdict)
    ]
