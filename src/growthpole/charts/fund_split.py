"""The award fund by cluster and by part."""

from __future__ import annotations

import altair as alt

from growthpole.charts.palette import INK, PARTS
from growthpole.charts.selection import by_award, labels, truncation
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.model.assessment import Assessment, ClusterAssessment

__all__ = ["fund_split"]

_CENTS = {"zh": 1_000_000, "en": 100_000_000}
"""Cents to the unit people read: 万元 in Chinese, a million in English."""


def fund_split(assessment: Assessment, language: str) -> alt.LayerChart:
    """Draw what each cluster receives, by part of the fund.

    Parameters
    ----------
    assessment : Assessment
        Clusters that receive nothing are left out.
    language : {"en", "zh"}
        The language of the labels; it also chooses between 万元 and million.

    Returns
    -------
    altair.LayerChart
        One bar a cluster, the largest award first, at most 80 of them.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    clusters = by_award(assessment)
    title = word("money", language)
    y = alt.Y("cluster:N", sort=None, title=None)
    x = alt.X("amount:Q", title=title, axis=alt.Axis(grid=True, tickCount=TICKS, format=",~r"))
    tips = [
        alt.Tooltip("cluster:N", title=" "),
        alt.Tooltip("part:N", title=word("part", language)),
        alt.Tooltip("amount:Q", title=title, format=",.4f" if language == "zh" else ",.6f"),
    ]
    bars = alt.Chart(rows(_parts(assessment, clusters, language))).mark_bar(height=15, cursor="pointer")
    colour = alt.Color("part:N", sort=None, scale=alt.Scale(range=list(PARTS)))
    totals = alt.Chart(rows(_totals(clusters, language))).mark_text(align="left", dx=6, color=INK, fontSize=12)
    sums = totals.encode(x, y, alt.Text("amount:Q", format=",.2f"))
    note = truncation(len(clusters), sum(bool(one.award and one.award.cents) for one in assessment.clusters), language)
    return layered(bars.encode(x, y, colour, order="order:Q", tooltip=tips), sums, height=alt.Step(25), note=note)


def _parts(assessment: Assessment, clusters: tuple[ClusterAssessment, ...], language: str) -> list[Row]:
    fund = assessment.programme.fund
    parts = {part.id: (at, part.name.get(language)) for at, part in enumerate(fund.parts)} if fund else {}
    names = labels(clusters, language)
    return [
        {
            "id": one.cluster.id,
            "cluster": names[one.cluster.id],
            "part": parts.get(part, (0, part))[1],
            "order": parts.get(part, (len(parts), part))[0],
            "amount": cents / _CENTS[language],
        }
        for one in clusters
        if one.award
        for part, cents in (one.award.parts or {word("total", language): one.award.cents}).items()
        if cents
    ]


def _totals(clusters: tuple[ClusterAssessment, ...], language: str) -> list[Row]:
    names = labels(clusters, language)
    return [
        {"id": one.cluster.id, "cluster": names[one.cluster.id], "amount": one.award.cents / _CENTS[language]}
        for one in clusters
        if one.award
    ]
