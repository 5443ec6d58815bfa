"""Openings of a year against the graduates who stay, by occupation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt

from growthpole.chain.talent_balance import TalentBalance
from growthpole.charts.palette import ACCENT, INK, PARTS, POSSIBLE
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.errors import NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.text import LANGUAGES, Text

__all__ = ["openings_gap"]

_WORDS = {
    "persons": Text("persons in a year", "每年人数"),
    "openings": Text("openings: jobs added and people replaced", "岗位需求：新增与补充"),
    "graduates": Text("graduates who stay", "留在本地的毕业生"),
    "unknown": Text("Not drawn, unknown: {names}", "未知，未绘出：{names}"),
}


def openings_gap(balance: Sequence[TalentBalance], occupations: Mapping[str, Text], language: str) -> alt.LayerChart:
    """Draw the openings of each occupation as an interval, and the graduates who stay as another.

    Parameters
    ----------
    balance : sequence of TalentBalance
        One for each occupation; those of which an end is unknown are named above the chart.
    occupations : mapping of str to Text
        Their names.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        Two bars an occupation: the pale part is what is not settled.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    words = {key: text.get(language) for key, text in _WORDS.items()}
    told = [one for one in balance if math.isfinite(_openings(one).high) and math.isfinite(one.graduates.high)]
    made = [row for one in told for row in _pair(one, occupations, words, language)]
    names = [occupations[one.occupation].get(language) for one in balance if one not in told]
    y = alt.Y("occupation:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    side = alt.YOffset("kind:N", sort=None)
    x = alt.X("low:Q", title=words["persons"], axis=alt.Axis(grid=True, tickCount=TICKS, format=",~r"))
    scale = alt.Scale(domain=[words["openings"], words["graduates"]], range=[ACCENT, PARTS[0]])
    base = alt.Chart(rows(made))
    tips = [alt.Tooltip("occupation:N", title=" "), alt.Tooltip("kind:N", title=" "), alt.Tooltip("span:N", title=" ")]
    layers = [
        base.mark_bar(height=9).encode(x, y, side, alt.Color("kind:N", scale=scale), tooltip=tips),
        base.mark_bar(height=9, color=POSSIBLE).encode(x, y, side, x2="high:Q", tooltip=tips),
        base.mark_text(align="left", dx=6, color=INK, fontSize=11).encode(alt.X("high:Q"), y, side, text="span:N"),
    ]
    note = words["unknown"].format(names=("、" if language == "zh" else ", ").join(names)) if names else ""
    return layered(*layers, height=alt.Step(22), note=note)


def _openings(one: TalentBalance) -> Interval:
    return Interval(one.expansion.low + one.replacement.low, one.expansion.high + one.replacement.high)


def _pair(one: TalentBalance, occupations: Mapping[str, Text], words: Mapping[str, str], language: str) -> list[Row]:
    joint = {"en": " to ", "zh": "至"}[language]
    return [
        {
            "id": f"{one.region}:{one.occupation}:{kind}",
            "occupation": occupations[one.occupation].get(language),
            "kind": words[kind],
            "low": round(value.low),
            "high": round(value.high),
            "span": joint.join(dict.fromkeys((f"{value.low:,.0f}", f"{value.high:,.0f}"))),
        }
        for kind, value in (("openings", _openings(one)), ("graduates", one.graduates))
    ]
