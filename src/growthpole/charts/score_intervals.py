"""Scores as the intervals they are."""

from __future__ import annotations

import altair as alt

from growthpole.charts.palette import ACCENT, POSSIBLE, VERDICT
from growthpole.charts.selection import by_score, labels, truncation
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.model.assessment import Assessment
from growthpole.model.verdict import Verdict

__all__ = ["score_intervals"]


def score_intervals(assessment: Assessment, language: str) -> alt.LayerChart:
    """Draw the score of each cluster from what is certain to what it may reach, with the grades' thresholds.

    Parameters
    ----------
    assessment : Assessment
        Clusters without a score are left out.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One interval a cluster, the highest middle first, at most 80 of them.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    index = assessment.programme.index
    made = _rows(assessment, language)
    top = max([index.scale if index else 100.0, *(row["high"] for row in made)])
    x = alt.X(
        "low:Q",
        scale=alt.Scale(domain=[0, top]),
        title=word("score", language),
        axis=alt.Axis(grid=True, tickCount=TICKS),
    )
    base = alt.Chart(rows(made)).encode(
        alt.Y("cluster:N", sort=None, title=None),
        tooltip=[
            alt.Tooltip("cluster:N", title=" "),
            alt.Tooltip("low:Q", title=word("score from", language), format=".1f"),
            alt.Tooltip("high:Q", title=word("score to", language), format=".1f"),
        ],
    )
    span = base.mark_bar(height=8, cornerRadius=4, color=POSSIBLE, cursor="pointer").encode(x, x2="high:Q")
    ends = [
        base.mark_tick(thickness=3, size=15, color=VERDICT[Verdict.MET], cursor="pointer").encode(
            alt.X(f"{end}:Q", title=None)
        )
        for end in ("low", "high")
    ]
    lines = alt.Chart(rows(_grades(assessment, language)))
    grades = lines.mark_rule(color=ACCENT, strokeDash=[3, 3], opacity=0.75).encode(alt.X("at:Q", title=None))
    # On a narrow page neighbouring grades would write over each other; there they stand on steps.
    steps = alt.expr("width < 360 ? -13 * datum.step : 0")
    names = lines.mark_text(dy=steps, color=ACCENT, align="left", dx=4, baseline="bottom", fontSize=12).encode(
        alt.X("at:Q", title=None), y=alt.value(-4), text="grade:N"
    )
    note = truncation(len(made), len(assessment.clusters), language) if made else ""
    return layered(grades, span, *ends, names, height=alt.Step(26), note=note)


def _rows(assessment: Assessment, language: str) -> list[Row]:
    clusters = by_score(assessment)
    names = labels(clusters, language)
    return [
        {
            "id": one.cluster.id,
            "cluster": names[one.cluster.id],
            "low": round(one.score.total.low, 4),
            "high": round(one.score.total.high, 4),
        }
        for one in clusters
        if one.score is not None
    ]


def _grades(assessment: Assessment, language: str) -> list[Row]:
    """The thresholds that part one grade from the next; the lowest grade starts at nothing."""
    return [
        {"at": grade.at_least, "grade": grade.name.get(language), "step": step % 3}
        for step, grade in enumerate(assessment.programme.grades.values())
        if grade.at_least > 0
    ]
