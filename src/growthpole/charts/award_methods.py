"""What each cluster would receive by every method, beside the rule in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import altair as alt

from growthpole.charts.palette import INK, PARTS, POSSIBLE
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.errors import InputError
from growthpole.model.text import Text
from growthpole.plan.awards import AwardSplit

__all__ = ["award_methods"]

_CENTS = {"zh": 1_000_000, "en": 100_000_000}
"""Cents to the unit people read: 万元 in Chinese, a million in English."""
_LIMIT = 40
"""More rows than this cannot be read on one page."""
_WORDS = {"method": Text("method", "办法"), "rule": Text("the rule in force", "现行办法")}


def award_methods(splits: Sequence[AwardSplit], names: Mapping[str, Text], language: str) -> alt.LayerChart:
    """Draw the award of every cluster by every method.

    The pale bar is the rule in force, each dot another method.

    Parameters
    ----------
    splits : sequence of AwardSplit
        The rule in force first; at least one of them pays somebody.
    names : mapping of str to Text
        Names of the clusters by id.
    language : {"en", "zh"}
        The language of the labels; it also chooses between 万元 and million.

    Returns
    -------
    altair.LayerChart
        One row a cluster that any method pays, the largest award under the rule first, at most 40 of them.

    Raises
    ------
    InputError
        If nobody is paid by any method.
    NameUnknownError
        If the language is another one.
    """
    title = word("money", language)
    shown = _order(splits)
    if not shown:
        raise InputError("`splits` must pay at least one cluster to be drawn; none of them does.")
    made = list(_rows(splits, shown[:_LIMIT], names, language))
    y = alt.Y("cluster:N", sort=None, title=None)
    x = alt.X("amount:Q", title=title, axis=alt.Axis(grid=True, tickCount=TICKS, format=",~r"))
    tips = [
        alt.Tooltip("cluster:N", title=" "),
        alt.Tooltip("method:N", title=_WORDS["method"].get(language)),
        alt.Tooltip("amount:Q", title=title, format=",.4f" if language == "zh" else ",.6f"),
    ]
    others = [split.method.name.get(language) for split in splits[1:]]
    scale = alt.Scale(domain=others, range=[PARTS[at % len(PARTS)] for at in range(len(others))])
    bars = alt.Chart(rows(row for row in made if row["rule"])).mark_bar(
        height=15, color=POSSIBLE, stroke=INK, strokeWidth=0.4
    )
    dots = alt.Chart(rows(row for row in made if not row["rule"])).mark_point(filled=True, size=70, opacity=0.9)
    colour = alt.Color("method:N", sort=None, scale=scale)
    shape = alt.Shape("method:N", sort=None, scale=alt.Scale(domain=others))
    note = _WORDS["rule"].get(language) + {"en": ": pale bar", "zh": "：浅色条"}[language]
    if len(shown) > _LIMIT:
        note += f" · {word('first', language).format(shown=_LIMIT, all=len(shown))}"
    drawn = bars.encode(x, y, tooltip=tips), dots.encode(x, y, colour, shape, tooltip=tips)
    return layered(*drawn, height=alt.Step(25), note=note)


def _order(splits: Sequence[AwardSplit]) -> list[str]:
    """The clusters that any method pays, the largest award under the first one first."""
    paid = {id_ for split in splits for id_, cents in split.cents.items() if cents}
    return sorted(paid, key=lambda id_: (-splits[0].cents.get(id_, 0), id_))


def _rows(
    splits: Sequence[AwardSplit], shown: Sequence[str], names: Mapping[str, Text], language: str
) -> Iterator[Row]:
    for id_ in shown:
        for place, split in enumerate(splits):
            yield {
                "id": id_,
                "cluster": names.get(id_, Text(id_, id_)).get(language),
                "method": split.method.name.get(language),
                "amount": split.cents.get(id_, 0) / _CENTS[language],
                "rule": place == 0,
            }
