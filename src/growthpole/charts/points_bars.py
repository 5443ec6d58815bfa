"""Where the points come from."""

from __future__ import annotations

import altair as alt

from growthpole.charts.palette import GRID, PARTS, POSSIBLE, VERDICT
from growthpole.charts.selection import by_score, labels, truncation
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.errors import NameUnknownError
from growthpole.model.assessment import Assessment, ClusterAssessment, Score
from growthpole.model.verdict import Verdict

__all__ = ["points_bars"]


def points_bars(assessment: Assessment, language: str, *, cluster: str | None = None) -> alt.LayerChart:
    """Draw the points by group of indicators for all clusters, or by indicator for one.

    Parameters
    ----------
    assessment : Assessment
        Clusters without a score are left out.
    language : {"en", "zh"}
        The language of the labels.
    cluster : str, optional
        The id of one cluster.

    Returns
    -------
    altair.LayerChart
        The points that are certain, one colour a group, and in pale what is still open because figures are
        unknown; for one cluster one bar an indicator, inside its full points.

    Raises
    ------
    NameUnknownError
        If the language or the cluster does not exist.
    """
    if cluster is not None:
        return _items(_one(assessment, cluster), assessment, language)
    clusters = by_score(assessment)
    made = _groups(assessment, clusters, language)
    names = [*dict.fromkeys(row["group"] for row in sorted(made, key=lambda row: row["order"]))]
    colours = [POSSIBLE if name == word("open", language) else PARTS[at % len(PARTS)] for at, name in enumerate(names)]
    bars = alt.Chart(rows(made)).mark_bar(height=15, cursor="pointer")
    chart = bars.encode(
        alt.Y("cluster:N", sort=None, title=None),
        alt.X("points:Q", title=word("points", language), axis=alt.Axis(grid=True, tickCount=TICKS)),
        alt.Color("group:N", sort=None, scale=alt.Scale(domain=names, range=colours)),
        order="order:Q",
        tooltip=[
            alt.Tooltip("cluster:N", title=" "),
            alt.Tooltip("group:N", title=word("group", language)),
            alt.Tooltip("points:Q", title=word("points", language), format=".2f"),
        ],
    )
    note = truncation(len(clusters), len(assessment.clusters), language) if clusters else ""
    return layered(chart, height=alt.Step(25), note=note)


def _one(assessment: Assessment, cluster: str) -> ClusterAssessment:
    for one in assessment.clusters:
        if one.cluster.id == cluster:
            return one
    raise NameUnknownError("cluster", cluster, [one.cluster.id for one in assessment.clusters])


def _groups(assessment: Assessment, clusters: tuple[ClusterAssessment, ...], language: str) -> list[Row]:
    index = assessment.programme.index
    groups = {group.id: group.name.get(language) for group in index.groups} if index else {}
    names, made = labels(clusters, language), list[Row]()
    for one in clusters:
        if one.score is None:
            continue
        same = {"id": one.cluster.id, "cluster": names[one.cluster.id]}
        sure, still_open = _by_group(one.score)
        for order, (group, points) in enumerate(sure.items()):
            made.append({**same, "group": groups.get(group, group), "points": round(points, 4), "order": order})
        made.append(
            {**same, "group": word("open", language), "points": round(still_open, 4), "order": len(groups) + 99}
        )
    return made


def _by_group(score: Score) -> tuple[dict[str, float], float]:
    """The certain points of each group, and the points that are open in all."""
    sure: dict[str, float] = {}
    for item in score.items:
        sure[item.group] = sure.get(item.group, 0.0) + item.points.low
    return sure, sum(item.points.width for item in score.items)


def _items(one: ClusterAssessment, assessment: Assessment, language: str) -> alt.LayerChart:
    index = assessment.programme.index
    names = {item.id: item.name.get(language) for group in index.groups for item in group.items} if index else {}
    made = [
        {
            "id": one.cluster.id,
            "item": names.get(item.item, item.item),
            "low": round(item.points.low, 4),
            "high": round(item.points.high, 4),
            "full": round(item.weight, 4),
        }
        for item in (one.score.items if one.score else ())
    ]
    tips = [
        alt.Tooltip("item:N", title=word("item", language)),
        alt.Tooltip("low:Q", title=word("score from", language), format=".2f"),
        alt.Tooltip("high:Q", title=word("score to", language), format=".2f"),
        alt.Tooltip("full:Q", title=word("full", language), format=".2f"),
    ]
    base = alt.Chart(rows(made)).encode(alt.Y("item:N", sort=None, title=None), tooltip=tips)
    x = alt.X("full:Q", title=word("points", language), axis=alt.Axis(grid=True, tickCount=TICKS))
    full = base.mark_bar(height=12, color=GRID).encode(x)
    may = base.mark_bar(height=12, color=POSSIBLE).encode(alt.X("high:Q", title=None))
    sure = base.mark_bar(height=12, color=VERDICT[Verdict.MET]).encode(alt.X("low:Q", title=None))
    return layered(full, may, sure, height=alt.Step(24))
