"""The portfolio by cost and effect: what each cluster's undertakings cost, and what they prove to bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import altair as alt
import numpy as np

from growthpole.charts.palette import INK, PARTS
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.errors import InputError
from growthpole.model.text import Text
from growthpole.plan.portfolio import Portfolio

__all__ = ["plan_portfolio"]

_CENTS = {"zh": 1_000_000, "en": 100_000_000}
"""Cents to the unit people read: 万元 in Chinese, a million in English."""
_LABELLED = 40
"""With more names than this they would lie upon each other; the table has all."""
_WORDS = {
    "points": Text("points gained for certain, last year of the plan", "规划末年可证实的得分增量"),
    "rung": Text("changes the rung", "层级提升"),
    "same": Text("betters the figures", "指标改善"),
    "remedies": Text("remedies", "措施"),
}


def plan_portfolio(plan: Portfolio, names: Mapping[str, Text], language: str) -> alt.LayerChart:
    """Draw the undertakings of each cluster by cost and effect.

    Parameters
    ----------
    plan : Portfolio
        With at least one undertaking.
    names : mapping of str to Text
        Names of the clusters by id.
    language : {"en", "zh"}
        The language of the labels; it also chooses between 万元 and million.

    Returns
    -------
    altair.LayerChart
        A mark for each cluster: a filled circle where a rung changes, a hollow square where figures get better.

    Raises
    ------
    InputError
        If there is nothing to draw.
    NameUnknownError
        If the language is another one.
    """
    title = word("money", language)
    if not plan.by_cluster:
        raise InputError("`plan` must have an undertaking to be drawn; it has none.")
    kinds = [_WORDS[key].get(language) for key in ("rung", "same")]
    made = list(_rows(plan, names, language))
    x = alt.X(
        "cost:Q", title=title, axis=alt.Axis(grid=True, tickCount=TICKS, format=",~r"), scale=alt.Scale(zero=True)
    )
    y = alt.Y("points:Q", title=_WORDS["points"].get(language), axis=alt.Axis(grid=True, tickCount=TICKS))
    colour = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[PARTS[0], PARTS[3]]))
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["circle", "square"]), legend=None)
    tips = [
        alt.Tooltip("cluster:N", title=" "),
        alt.Tooltip("remedies:N", title=_WORDS["remedies"].get(language)),
        alt.Tooltip("cost:Q", title=title, format=",.6~r"),
        alt.Tooltip("points:Q", title=word("points", language), format=".1f"),
    ]
    base = alt.Chart(rows(made)).encode(x, y)
    marks = base.mark_point(size=90, filled=True, cursor="pointer").encode(colour, shape, tooltip=tips)
    labels = alt.Chart(rows(made if len(made) <= _LABELLED else [])).mark_text(
        align="left", dx=8, color=INK, fontSize=11
    )
    return layered(marks, labels.encode(x, y, alt.Text("cluster:N")), height=320)


def _rows(plan: Portfolio, names: Mapping[str, Text], language: str) -> Iterator[Row]:
    menu, remedies = plan.ground.menu, plan.ground.programme.remedies
    for cluster, option in sorted(plan.by_cluster.items()):
        changes = bool(np.any(menu.rank[option] != menu.base[menu.owner[option]]))
        yield {
            "id": cluster,
            "cluster": names.get(cluster, Text(cluster)).get(language),
            "cost": int(menu.cost[option].sum()) / _CENTS[language],
            "points": round(float(menu.points[option, -1]), 6),
            "kind": _WORDS["rung" if changes else "same"].get(language),
            "remedies": ("、" if language == "zh" else ", ").join(
                remedies[name].name.get(language) for name, _ in menu.schedules[option]
            ),
        }
