"""Investment targets as intervals, and the options of a diversification between relatedness and complexity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from growthpole.chain.diversification import Option
from growthpole.charts.palette import ACCENT, INK, PARTS, POSSIBLE, VERDICT
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.errors import NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.text import LANGUAGES, Text
from growthpole.model.verdict import Verdict

__all__ = ["TargetLine", "shift_bubbles", "short_name", "target_dots"]

_MOST = 30
"""More lines than this cannot be read on one page."""
_LETTER, _SIGN, _LINE = 0.0085, 0.0175, 0.035
"""Width of a Latin letter and of a Chinese sign and height of a line, as shares of the chart."""
_LABEL = 38
"""So many letters of a name stand in a chart."""
_WORDS: Mapping[str, Text] = {
    "score": Text("score, 0 to 100", "得分（0—100）"),
    "from": Text("at least", "最低"),
    "to": Text("at most", "最高"),
    "rank": Text("rank", "位次"),
    "related": Text("relatedness to what the region lives on (0 to 1)", "与现有主导产业的关联度（0—1）"),
    "knowledge": Text("complexity: knowledge services in it, % of output", "复杂度：知识服务含量（占产值%）"),
    "energy": Text("energy, % of output", "能源支出占产值%"),
    "standing": Text("on the front", "前沿"),
    Verdict.MET: Text("on the front", "处于前沿"),
    Verdict.NOT_MET: Text("another is better in everything", "被其他选项全面占优"),
    Verdict.UNKNOWN: Text("hangs on what is not known", "取决于未知数据"),
    "cut": Text("the first {shown} of {all}", "列出前{shown}个，共{all}个"),
}


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One line of the chart of targets.

    Attributes
    ----------
    id : str
        What it stands for.
    name : Text
        What it is called.
    score : Interval
        0 to 100.
    best, worst : int
        The range of its rank.
    """

    id: str
    name: Text
    score: Interval
    best: int
    worst: int


def target_dots(lines: Sequence[TargetLine], language: str) -> alt.LayerChart:
    """Draw the score of each target from what is certain to what it may reach.

    Parameters
    ----------
    lines : sequence of TargetLine
        In the order of the chart, the first on top; the first 30 are drawn.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        A known score is one mark; an open one a bar between two, with the range of its rank beside it.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    say = _speaker(language)
    counts = Counter(one.name.get(language) for one in lines)
    made: list[Row] = [
        {
            "id": one.id,
            # Two of one name would share a line.
            "target": one.name.get(language) + (f" ({one.id})" if counts[one.name.get(language)] > 1 else ""),
            "low": round(one.score.low, 4),
            "high": round(one.score.high, 4),
            "rank": f"{one.best}" if one.best == one.worst else f"{one.best}–{one.worst}",
        }
        for one in lines[:_MOST]
    ]
    x = alt.X("low:Q", scale=alt.Scale(domain=[0, 100]), title=say("score"), axis=alt.Axis(grid=True, tickCount=TICKS))
    tips = [
        alt.Tooltip("target:N", title=" "),
        alt.Tooltip("low:Q", title=say("from"), format=".1f"),
        alt.Tooltip("high:Q", title=say("to"), format=".1f"),
        alt.Tooltip("rank:N", title=say("rank")),
    ]
    y = alt.Y("target:N", sort=None, title=None, axis=alt.Axis(labelLimit=330))
    base = alt.Chart(rows(made)).encode(y, tooltip=tips)
    span = base.mark_bar(height=8, cornerRadius=4, color=POSSIBLE).encode(x, x2="high:Q")
    ends = [
        base.mark_tick(thickness=3, size=15, color=VERDICT[Verdict.MET]).encode(alt.X(f"{end}:Q", title=say("score")))
        for end in ("low", "high")
    ]
    beside = base.mark_text(align="left", dx=6, color=INK, fontSize=11)
    ranks = beside.encode(alt.X("high:Q", title=say("score")), text="rank:N")
    return layered(span, *ends, ranks, height=alt.Step(24), note=_cut(len(made), len(lines), language))


def shift_bubbles(options: Sequence[Option], language: str) -> alt.LayerChart:
    """Draw options between relatedness and complexity; the larger the bubble, the more energy it takes.

    Parameters
    ----------
    options : sequence of Option
        At least one.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        Options that another one dominates are pale; those on the front are named where there is room.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    say = _speaker(language)
    made = [_bubble(option, language) for option in options]
    x = alt.X("related:Q", title=say("related"), axis=alt.Axis(grid=True, tickCount=TICKS))
    y = alt.Y("knowledge:Q", title=say("knowledge"), axis=alt.Axis(grid=True, tickCount=TICKS))
    order = [say(verdict) for verdict in (Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET)]
    bubbles = (
        alt.Chart(rows(made))
        .mark_circle(stroke=INK, strokeWidth=0.5)
        .encode(
            x,
            y,
            alt.Size("energy:Q", title=say("energy"), scale=alt.Scale(range=[25, 900]), legend=None),
            alt.Color("standing:N", sort=order, scale=alt.Scale(domain=order, range=[PARTS[0], PARTS[1], POSSIBLE])),
            opacity=alt.Opacity("front:Q", scale=alt.Scale(domain=[0, 1], range=[0.45, 0.9]), legend=None),
            tooltip=[
                alt.Tooltip("option:N", title=" "),
                alt.Tooltip("related:Q", title=say("related"), format=".2f"),
                alt.Tooltip("knowledge:Q", title=say("knowledge"), format=".1f"),
                alt.Tooltip("told:N", title=say("energy")),
                alt.Tooltip("standing:N", title=say("standing")),
            ],
        )
    )
    front = [row for row, option in zip(made, options, strict=True) if option.standing is Verdict.MET]
    marks = alt.Chart(rows(front)).mark_point(shape="cross", size=14, color=ACCENT).encode(x, y)
    return layered(bubbles, marks, *_names(front, made, x, y), height=420)


def _names(front: Sequence[Row], made: Sequence[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The names of options on the front, the best first; one that would write over another is left to the table."""
    wide, high = (max(row[key] for row in made) for key in ("related", "knowledge"))
    taken: list[tuple[float, float, float]] = []
    sides: dict[Literal["left", "right"], list[Row]] = {"left": [], "right": []}
    for row in front:
        across, up, length = row["related"] / wide, row["knowledge"] / high, _width(row["label"])
        side: Literal["left", "right"] = "left" if across + length < 1 else "right"
        start = across if side == "left" else across - length
        if all(abs(up - at) > _LINE or start > end or start + length < begin for begin, end, at in taken):
            taken.append((start, start + length, up))
            sides[side].append(row)
    return [
        alt.Chart(rows(named))
        .mark_text(align=side, dx=9 if side == "left" else -9, dy=-5, fontSize=11, color=INK)
        .encode(x, y, text="label:N")
        for side, named in sides.items()
        if named
    ]


def _width(label: str) -> float:
    return sum(_LETTER if letter.isascii() else _SIGN for letter in label)


def short_name(name: str) -> str:
    """The name of a sector as a chart has room for it.

    Examples
    --------
    >>> short_name("Manufacture of glass and glass products")
    'glass and glass products'
    """
    short = name.removeprefix("Manufacture of ")
    return short if len(short) <= _LABEL + 1 else short[:_LABEL].rstrip() + "…"


def _bubble(option: Option, language: str) -> Row:
    energy = option.figures["energy"]
    told = [f"{100 * end:.1f}" for end in (energy.low, energy.high)]
    return {
        "id": option.sector,
        "option": option.name.get(language),
        "label": short_name(option.name.get(language)),
        "related": round(option.figures["relatedness"].low, 4),
        "knowledge": round(100 * option.figures["knowledge"].low, 3),
        "energy": round(100 * energy.high, 3),
        "told": told[0] if energy.known else "–".join(told),
        "standing": _WORDS[option.standing].get(language),
        "front": int(option.standing is not Verdict.NOT_MET),
    }


def _cut(shown: int, all_: int, language: str) -> str:
    return _WORDS["cut"].get(language).format(shown=shown, all=all_) if shown < all_ else ""


def _speaker(language: str) -> Callable[[str], str]:
    """The words of one language."""
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    return lambda key: _WORDS[key].get(language)
