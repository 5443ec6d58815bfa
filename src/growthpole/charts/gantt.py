"""Tasks in time: when each begins, by when it is due, and how much of it is done."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

import altair as alt

from growthpole.charts.palette import ACCENT, INK, PARTS, POSSIBLE
from growthpole.charts.theme import Row, layered, rows
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.text import LANGUAGES, Text
from growthpole.plan.tasks_bars import TaskBar

__all__ = ["gantt"]

_SECTIONS = {
    "collect": Text("figures to collect", "补充数据"),
    "criterion": Text("criteria", "达成条件"),
    "gate": Text("gates", "达到门槛"),
    "remedy": Text("remedies", "实施措施"),
}
_WORDS = {
    "task": Text("task", "任务"), "begins": Text("begins", "开始"), "due": Text("due", "时限"),
    "tasks": Text("tasks", "任务数"), "late": Text("late", "逾期"), "done": Text("done", "完成比例"),
    "kind": Text("kind", "类别"), "line": Text("end of the year assessed", "评估年末"),
    "read": Text("dark: done, pale: still to do", "深色：已完成，浅色：待完成"),
}  # fmt: skip
_LIMIT = 40
"""More bars than this cannot be read on one page."""


def gantt(bars: Sequence[TaskBar], language: str, *, day: str = "") -> alt.LayerChart:
    """Draw tasks as bars in time.

    The pale bar runs from the year in which the first of them begins to the day on which the last is due; the dark
    one shows how much is done. Behind it stand the number of tasks and, in red, how many are late.

    Parameters
    ----------
    bars : sequence of TaskBar
        At least one; the first 40 are drawn, in their order.
    language : {"en", "zh"}
        The language of the labels.
    day : str
        A day to mark with a line, such as the last of the year assessed; none by default.

    Returns
    -------
    altair.LayerChart
        One row a bar.

    Raises
    ------
    InputError
        If there are no bars.
    NameUnknownError
        If the language is another one.
    """
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    if not bars:
        raise InputError("`bars` must hold at least one task to draw; it is empty.")
    suffix = "" if language == "en" else " + '年'"
    made = tuple(_rows(bars[:_LIMIT], language))
    span = range(min(row["begins"] for row in made), math.ceil(max(row["due"] for row in made)) + 1)
    years = alt.Axis(labelExpr=f"datum.value{suffix}", values=list(span), grid=True)
    x = alt.X("begins:Q", axis=years, title=None, scale=alt.Scale(zero=False, nice=False))
    shown, y = rows(made), alt.Y("task:N", sort=None, title=None)
    whole = alt.Chart(shown).mark_bar(height=14, color=POSSIBLE)
    done = alt.Chart(shown).mark_bar(height=14)
    colours = alt.Scale(domain=[_SECTIONS[key].get(language) for key in _SECTIONS], range=list(PARTS[: len(_SECTIONS)]))
    colour = alt.Color("kind:N", scale=colours, title=None)
    tips = [
        alt.Tooltip(f"{key}:N", title=_WORDS[key].get(language)) for key in ("task", "kind", "tasks", "late", "done")
    ]
    edge = alt.Chart(shown).mark_bar(height=14, fillOpacity=0, strokeWidth=1.2)
    counts = alt.Chart(shown).mark_text(align="left", dx=6, fontSize=11)
    red = alt.condition("datum.late > 0", alt.value(ACCENT), alt.value(INK))
    layers = [
        whole.encode(x, y, x2="due:Q", tooltip=tips),
        done.encode(x, y, x2="reached:Q", color=colour, tooltip=tips),
        edge.encode(x, y, x2="due:Q", stroke=alt.Stroke("kind:N", scale=colours, title=None)),
        counts.encode(alt.X("due:Q"), y, text="count:N", color=red),
    ]
    if day:
        rule = alt.Chart(rows([{"day": _end(day), "line": f"{_WORDS['line'].get(language)} {day}"}]))
        layers.append(rule.mark_rule(color=ACCENT, strokeDash=[4, 3]).encode(alt.X("day:Q"), tooltip="line:N"))
    note = _WORDS["read"].get(language) + ("" if len(bars) <= _LIMIT else f" ({_LIMIT} / {len(bars)})")
    return layered(*layers, height=alt.Step(26), note=note)


def _rows(bars: Sequence[TaskBar], language: str) -> Iterator[Row]:
    for bar in bars:
        first, last = int(bar.begins[:4]), _end(bar.due)
        yield {
            "id": bar.id,
            "task": bar.name.get(language),
            "kind": _SECTIONS[bar.section].get(language),
            "begins": first,
            "due": last,
            "reached": round(first + bar.share * (last - first), 4),
            "tasks": bar.tasks,
            "late": bar.late,
            "done": f"{100 * bar.share:.0f} %",
            "count": _count(bar, language),
        }


def _end(day: str) -> float:
    """The end of a day in years: no clock's zone can move a number."""
    then = date.fromisoformat(day)
    begin = date(then.year, 1, 1)
    return round(then.year + ((then - begin).days + 1) / (date(then.year + 1, 1, 1) - begin).days, 4)


def _count(bar: TaskBar, language: str) -> str:
    """How many tasks stand behind the bar, and how many of them are late."""
    late = f" ({bar.late} {_WORDS['late'].get(language)})" if bar.late else ""
    return (f"{bar.tasks}项{late}" if language == "zh" else f"{bar.tasks}{late}") if bar.tasks > 1 or late else ""
