"""The diagram of a chain: stages as boxes from left to right, who is on them and what is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from growthpole.chain.gaps import InputGap
from growthpole.chain.study import ClusterChain, StageState
from growthpole.chain.wording import money
from growthpole.charts.palette import INK_ON, SOFT, SYMBOL, VERDICT
from growthpole.charts.theme import WIDTH, Row, layered, rows, tips
from growthpole.charts.words import word
from growthpole.model.chain import Chain
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

__all__ = ["chain_diagram"]

_ROW = 70
"""Pixels from one box to the next below it: three lines of type and a gap."""
_LINE = 13 / _ROW
"""The height of a line of type, in rows."""
_MOST_LETTERS = {"en": 30, "zh": 15}
"""Letters of a line of a box where there are three columns."""
_WORDS: Mapping[str, Text] = {
    Verdict.MET: Text("somebody is on it", "有企业"),
    Verdict.NOT_MET: Text("missing: nobody is on it", "缺失：无企业"),
    Verdict.UNKNOWN: Text("unknown whether anybody is on it", "未知是否有企业"),
    "firms": Text("firms known: {n}", "已知企业{n}家"),
    "core": Text("the cluster itself; firms known: {n}", "本集群；已知企业{n}家"),
    "gap": Text("gap {gap}", "缺口{gap}"),
    "stage": Text("stage", "环节"),
    "kind": Text("of which", "情况"),
}


@dataclass(frozen=True, slots=True)
class _Box:
    """A box of the diagram: the stage, its column from the left, its place from the top."""

    state: StageState
    column: int
    top: float


def chain_diagram(one: ClusterChain, gaps: Sequence[InputGap], language: str) -> alt.LayerChart:
    """Draw the chain of a cluster.

    Parameters
    ----------
    one : ClusterChain
        The chain and who is on it.
    gaps : sequence of InputGap
        Its gaps by stage.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        A box for each stage, what comes in on the left, the core in the middle, what follows on the right. A tick marks
        a stage with a firm, a cross a stage that is surely empty, a question mark one of which nobody knows; the gap
        stands in the box.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    word("unknown", language)  # refuses a language that there is not
    boxes = _boxes(one)
    columns = 1 + max(box.column for box in boxes.values())
    most = max(box.top for box in boxes.values()) + 1
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, columns], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False, reverse=True))
    lines = alt.Chart(rows(_lines(one.chain, boxes))).mark_rule(color=SOFT, opacity=0.45, strokeWidth=1)
    made = [_box(one, box, {gap.stage: gap for gap in gaps}, columns, language) for box in boxes.values()]
    order = [_WORDS[verdict].get(language) for verdict in Verdict]
    colour = alt.Color("there:N", sort=order, scale=alt.Scale(domain=order, range=[VERDICT[each] for each in Verdict]))
    cells = alt.Chart(rows(made)).mark_rect(cornerRadius=3, stroke=SOFT, strokeWidth=0.7)
    words = alt.Chart(rows(made)).mark_text(fontSize=11, lineBreak="\n", lineHeight=13, baseline="middle")
    told = tips({"stage": _WORDS["stage"].get(language), "there": " ", "told": " "})
    return layered(
        lines.encode(x, y, x2="x2:Q", y2="y2:Q"),
        cells.encode(x, y, colour, x2="x2:Q", y2="y2:Q", tooltip=told),
        words.encode(
            alt.X("middle:Q"),
            alt.Y("centre:Q"),
            alt.Text("label:N"),
            color=alt.Color("ink:N", scale=None),
            tooltip=told,
        ),
        height=round(most * _ROW),
    )


def _boxes(one: ClusterChain) -> dict[str, _Box]:
    """Columns by how far a stage is from the core, before it and after it; in a column by the order of the chain."""
    steps = _steps(one.chain)
    first = min(steps.values())
    columns: dict[int, list[StageState]] = {}
    for state in one.stages:
        columns.setdefault(steps[state.stage] - first, []).append(state)
    most = max(len(listed) for listed in columns.values())
    return {
        state.stage: _Box(state, column, (most - len(listed)) / 2 + place)
        for column, listed in columns.items()
        for place, state in enumerate(listed)
    }


def _steps(chain: Chain) -> dict[str, int]:
    """How many steps each stage is after the core (before it: negative); a stage apart stands with the core."""
    found = {stage.id: 0 for stage in chain.core}
    feeds = {stage.id: stage.feeds for stage in chain.stages}
    ahead = list(found)
    while ahead:
        after = [name for stage in ahead for name in feeds[stage] if name in feeds and name not in found]
        found |= {name: 1 + max(found[stage] for stage in ahead if name in feeds[stage]) for name in after}
        ahead = list(dict.fromkeys(after))
    behind = [stage.id for stage in chain.core]
    while behind:
        before = [stage for stage in feeds if stage not in found and set(feeds[stage]) & set(behind)]
        found |= {name: min(found[fed] for fed in feeds[name] if fed in behind) - 1 for name in before}
        behind = before
    return {stage: found.get(stage, 0) for stage in feeds}


def _lines(chain: Chain, boxes: Mapping[str, _Box]) -> list[Row]:
    return [
        {
            "x": boxes[stage.id].column + 0.93,
            "x2": boxes[fed].column + 0.07,
            "y": boxes[stage.id].top + 0.43,
            "y2": boxes[fed].top + 0.43,
        }
        for stage in chain.stages
        for fed in stage.feeds
        if fed in boxes
    ]


def _box(one: ClusterChain, box: _Box, gaps: Mapping[str, InputGap], columns: int, language: str) -> Row:
    state, stage = box.state, one.chain.by_id[box.state.stage]
    core = stage in one.chain.core
    told = _WORDS["core" if core else "firms"].get(language).format(n=len(state.firms))
    known = told if core or state.there is not Verdict.UNKNOWN else ""
    gap = gaps.get(stage.id)
    lacking = "" if gap is None else _WORDS["gap"].get(language).format(gap=money(gap.gap).get(language))
    name = _wrapped(stage.name.get(language), columns, language)
    label = "\n".join(part for part in (f"{SYMBOL[state.there]} {name}", known, lacking) if part)
    return {
        "id": one.cluster.id,
        "stage": stage.name.get(language),
        "there": _WORDS[state.there].get(language),
        "told": " · ".join(part for part in (told, lacking) if part),
        "label": label,
        "ink": INK_ON[state.there],
        "x": box.column + 0.07,
        "x2": box.column + 0.93,
        "middle": box.column + 0.5,
        "y": box.top + 0.05,
        "y2": box.top + 0.83,
        # Type is centred on its first line.
        "centre": box.top + 0.44 - _LINE * label.count("\n") / 2,
    }


def _wrapped(name: str, columns: int, language: str) -> str:
    """A name on at most two lines of a box."""
    letters = max(6, _MOST_LETTERS[language] * 3 * WIDTH // (columns * WIDTH))
    if language == "zh":
        lines = [name[at : at + letters] for at in range(0, len(name), letters)]
    else:
        lines = textwrap.wrap(name, letters)
    return "\n".join(lines if len(lines) <= 2 else [lines[0], lines[1][: letters - 1] + "…"])
