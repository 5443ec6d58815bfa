"""The portfolio by cost and effect: what each cluster's undertakings cost, and what they prove to bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import altair as alt
import numpy as np
import numpy.typing as npt

from growthpole.charts.palette import INK, PARTS
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.errors import InputError
from growthpole.model.text import Text
from growthpole.plan.portfolio import Portfolio

__all__ = ["plan_portfolio"]

_CENTS = {"zh": 1_000_000, "en": 100_000_000}
"""Cents to the unit people read: 万元 in Chinese, a million in English."""
_LIMIT = 60
"""More rows than this cannot be read on one page."""
_WORDS = {
    "rung": Text("changes the rung", "层级提升"),
    "same": Text("betters the figures", "指标改善"),
    "remedies": Text("remedies", "措施"),
    "first": Text("The first {shown} of {all}, by effect", "按成效列出前{shown}个，共{all}个"),
    "effect": Text("proven to bring", "可证实成效"),
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
        A bar for each cluster, as long as its undertakings cost, and beside it what they prove to bring: those that
        change a rung first, then by points gained; at most 60 of them.

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
    every = sorted(_rows(plan, names, language), key=lambda row: (-row["lift"], -row["points"], row["id"]))
    made = rows(every[:_LIMIT])
    x = alt.X("cost:Q", title=title, axis=alt.Axis(grid=True, tickCount=TICKS, format=",~r"))
    y = alt.Y("cluster:N", sort=None, title=None)
    colour = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[PARTS[0], PARTS[1]]))
    tips = [
        alt.Tooltip("cluster:N", title=" "),
        alt.Tooltip("remedies:N", title=_WORDS["remedies"].get(language)),
        alt.Tooltip("cost:Q", title=title, format=",.6~r"),
        alt.Tooltip("effect:N", title=_WORDS["effect"].get(language)),
    ]
    bars = alt.Chart(made).mark_bar(height=15, cursor="pointer").encode(x, y, colour, tooltip=tips)
    labels = alt.Chart(made).mark_text(align="left", dx=6, color=INK, fontSize=12).encode(x, y, alt.Text("effect:N"))
    return layered(bars, labels, height=alt.Step(25), note=_note(len(every), language))


def _note(count: int, language: str) -> str:
    """Says that not all are shown; empty where all are."""
    return "" if count <= _LIMIT else _WORDS["first"].get(language).format(shown=_LIMIT, all=count)


def _rows(plan: Portfolio, names: Mapping[str, Text], language: str) -> Iterator[Row]:
    menu, remedies = plan.ground.menu, plan.ground.programme.remedies
    called = labels_of(plan, names, language)
    for cluster, option in sorted(plan.by_cluster.items()):
        lift = menu.rank[option].astype(int) - menu.base[menu.owner[option]]
        points = round(float(menu.points[option, -1]), 6)
        yield {
            "id": cluster,
            "cluster": called[cluster],
            "cost": int(menu.cost[option].sum()) / _CENTS[language],
            "points": points,
            "lift": int(lift.sum()),
            "kind": _WORDS["rung" if np.any(lift) else "same"].get(language),
            "effect": _effect(plan, option, lift, points).get(language),
            "remedies": ("、" if language == "zh" else ", ").join(
                remedies[name].name.get(language) for name, _ in menu.schedules[option]
            ),
        }


def labels_of(plan: Portfolio, names: Mapping[str, Text], language: str) -> dict[str, str]:
    """A label for each cluster, no two alike: a name that stands twice is followed by the id."""
    plain = {cluster: names.get(cluster, Text(cluster)).get(language) for cluster in plan.by_cluster}
    times = Counter(plain.values())
    return {cluster: name if times[name] == 1 else f"{name} ({cluster})" for cluster, name in plain.items()}


def _effect(plan: Portfolio, option: int, lift: npt.NDArray[np.int_], points: float) -> Text:
    """The rung it comes to stand on for the first time, or the points gained."""
    gained = Text(f"+{points:.1f} points", f"+{points:.1f}分")
    if not np.any(lift > 0):
        return gained
    column = int(np.flatnonzero(lift > 0)[0])
    menu = plan.ground.menu
    tier = plan.ground.programme.tiers[menu.tiers[int(menu.rank[option, column]) - 1]].name
    year = menu.years[column]
    return Text(f"{tier.get('en')} in {year}; {gained.en}", f"{year}年{tier.get('zh')}；{gained.zh}")
