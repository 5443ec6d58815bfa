"""The budget frontier: how far more or less money would carry the ladder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import altair as alt

from growthpole.charts.palette import ACCENT, SOFT, tier_colours
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.errors import InputError
from growthpole.model.text import Text
from growthpole.plan.frontier import FrontierPoint

__all__ = ["budget_frontier_chart"]

_CENTS = {"zh": 1_000_000, "en": 100_000_000}
_WORDS = {
    "clusters": Text(
        "clusters on the tier or above, proven, in the year of the target", "目标年在该层级及以上的数量（可证实）"
    ),
    "budget": Text("money over all years, {unit}", "规划期资金合计（{unit}）"),
    "plan": Text("the plan", "本规划"),
    "target": Text("target {count}", "目标{count}"),
}


def budget_frontier_chart(points: Sequence[FrontierPoint], tiers: Mapping[str, Text], language: str) -> alt.LayerChart:
    """Draw how many clusters each tier has, by the money that there is.

    Parameters
    ----------
    points : sequence of FrontierPoint
        At least one of them with a target; that without any limit is left out, since it has no place on the axis.
    tiers : mapping of str to Text
        Names of the tiers by id, from the lowest.
    language : {"en", "zh"}
        The language of the labels; it also chooses between 万元 and million.

    Returns
    -------
    altair.LayerChart
        A step line for each target, dashed lines at the targets, and a line at the budget of the plan.

    Raises
    ------
    InputError
        If no point has a target.
    NameUnknownError
        If the language is another one.
    """
    title = _WORDS["budget"].get(language).format(unit=word("money", language))
    limited = [one for one in points if one.budget_cents is not None]
    if not any(one.reached for one in limited):
        raise InputError("`points` must have a target to be drawn against; they have none.")
    order = [tiers[tier].get(language) for tier in tiers if any(tier == one[0] for one in limited[0].reached)]
    x = alt.X("budget:Q", title=title, axis=alt.Axis(grid=True, tickCount=TICKS, format=",~r"))
    y = alt.Y("count:Q", title=_WORDS["clusters"].get(language), axis=alt.Axis(grid=True, tickMinStep=1))
    colour = alt.Color("tier:N", sort=order, scale=alt.Scale(domain=order, range=tier_colours(max(len(order), 2))))
    tips = [alt.Tooltip("tier:N", title=word("tier", language)), alt.Tooltip("budget:Q", title=title, format=",.6~r"),
            alt.Tooltip("count:Q", title=word("clusters", language))]  # fmt: skip
    made = alt.Chart(rows(_rows(limited, tiers, language)))
    lines = made.mark_line(interpolate="step-after", strokeWidth=2.5, point=True).encode(x, y, colour, tooltip=tips)
    aims = alt.Chart(rows(_aims(limited[0], tiers, language))).encode(alt.Y("count:Q"))
    dashes = aims.mark_rule(strokeDash=[5, 4], strokeWidth=1.2).encode(color=colour)
    # Outside the plot: inside it the line of one target crosses the label of the next.
    said = aims.mark_text(align="left", dx=6, color=SOFT, fontSize=11).encode(
        x=alt.value("width"), text=alt.Text("label:N")
    )
    here = [{"budget": one.budget_cents / _CENTS[language], "label": _WORDS["plan"].get(language)}
            for one in limited if one.factor == 1.0 and one.budget_cents is not None]  # fmt: skip
    now = alt.Chart(rows(here)).encode(alt.X("budget:Q"))
    mark = now.mark_rule(color=ACCENT, strokeWidth=1.2)
    label = now.mark_text(color=ACCENT, align="left", dx=5, fontSize=11).encode(
        y=alt.value(10), text=alt.Text("label:N")
    )
    return layered(dashes, said, lines, mark, label, height=320)


def _rows(points: Sequence[FrontierPoint], tiers: Mapping[str, Text], language: str) -> Iterator[Row]:
    for point in points:
        for tier, year, planned, _ in point.reached:
            yield {
                "id": f"{tier}-{year}",
                "tier": tiers[tier].get(language),
                "budget": (point.budget_cents or 0) / _CENTS[language],
                "count": planned,
            }


def _aims(point: FrontierPoint, tiers: Mapping[str, Text], language: str) -> Iterator[Row]:
    for tier, _, _, target in point.reached:
        label = _WORDS["target"].get(language).format(count=target)
        yield {"id": tier, "tier": tiers[tier].get(language), "count": target, "label": label}
