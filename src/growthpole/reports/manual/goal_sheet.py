"""Annual goals as a table: what is asked for, where it stands, and the figure to reach in each year."""

from __future__ import annotations

from collections.abc import Sequence

from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.plan.goals import Goal
from growthpole.reports.manual.blocks import Sheet
from growthpole.reports.manual.words import ASKED, METHODS
from growthpole.reports.manual.words import MANUAL_WORDS as W
from growthpole.reports.units import UNKNOWN, figure
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import both

__all__ = ["goal_sheet", "kept_sheet", "open_sheet"]

_YES, _NO = Text("yes", "是"), Text("no", "否")


def goal_sheet(goals: Sequence[Goal], years: Sequence[str], names: Names, *, short: bool = False) -> Sheet:
    """The goals of a cluster.

    Parameters
    ----------
    goals : sequence of Goal
        In the order to print.
    years : sequence of str
        The years planned.
    names : Names
        What rules, indicators and sources are called.
    short : bool
        Whether only the last year is shown.

    Returns
    -------
    Sheet
        One row a goal; an unknown baseline is called so and has no path.
    """
    shown = years[-1:] if short else years
    columns = (W["figure"], W["asked by"], W["baseline"], W["source"], *(Text(year, year) for year in shown), W["way"])
    rows = tuple(
        (
            _named(goal),
            _asked(goal, names),
            _value(goal, names),
            _source(goal),
            *_path(goal, len(shown), names),
            _way(goal, names),
        )
        for goal in goals
    )
    widths = (2.4, 1.1, 1.2, 1.8, *(1.3,) * len(shown), 1.5)
    return Sheet(Text(), columns, rows, widths, frozenset({2, *range(4, 4 + len(shown))}))


def kept_sheet(goals: Sequence[Goal], names: Names) -> Sheet:
    """The goals that are reached already: what must not be lost, without a column for each year."""
    columns = (W["figure"], W["asked by"], W["baseline"], W["source"], W["keep"])
    rows = tuple(
        (_named(goal), _asked(goal, names), _value(goal, names), _source(goal), _path(goal, 1, names)[-1])
        for goal in goals
    )
    return Sheet(W["kept"], columns, rows, (3.6, 1.3, 1.4, 2.2, 1.4), frozenset({2, 4}))


def open_sheet(goals: Sequence[Goal], last: str, names: Names) -> Sheet:
    """The goals whose baseline is unknown: the limit in the last year, and no path to it."""
    columns = (W["figure"], W["asked by"], W["baseline"], both(W["limit in"], year=last))
    rows = tuple((_named(goal), _asked(goal, names), _value(goal, names), _path(goal, 1, names)[-1]) for goal in goals)
    return Sheet(W["to set"], columns, rows, (4.4, 1.5, 1.2, 1.6), frozenset({2, 3}))


def _named(goal: Goal) -> Text:
    """The figure with its limit; ``or`` where another would do instead, and how long it must hold."""
    held = Text(f", {goal.years} years running", f"，连续{goal.years}年") if goal.years > 1 else Text()
    either = Text(" (one of several is enough)", "（满足其一即可）") if goal.alternative and not goal.met else Text()
    return Text(f"{goal.name.en}{held.en}{either.en}", f"{goal.name.zh}{held.zh}{either.zh}")


def _asked(goal: Goal, names: Names) -> Text:
    """What kind of rule sets the limit; a gate names its tier."""
    if goal.section != "gate":
        return ASKED[goal.section]
    return both(ASKED["gate"], tier=names.tier(goal.tier))


def _value(goal: Goal, names: Names) -> Text:
    if goal.baseline is None:
        return UNKNOWN
    ends = (_rounded(end, goal.target) for end in (goal.baseline.low, goal.baseline.high))
    return _said(goal, Interval(*ends), names)


def _rounded(value: float, target: float) -> float:
    """Four figures that count are enough to read, unless rounding would lift a figure onto its limit."""
    short = float(f"{value:.4g}")
    return value if short == target else short


def _source(goal: Goal) -> Text:
    """The year of the baseline and the ids of its sources, whose titles stand at the end."""
    if goal.baseline is None:
        return Text("—", "—")
    ids = ", ".join(goal.sources)
    return Text(f"{goal.year} {ids}".strip(), f"{goal.year}年 {ids}".strip())


def _path(goal: Goal, years: int, names: Names) -> tuple[Text, ...]:
    """The figure to reach in each year; without a baseline only the last year has one."""
    if not goal.path:
        return (*(Text("—", "—") for _ in range(years - 1)), _limit(goal, goal.target, names))
    return tuple(_limit(goal, value, names) for value in goal.path[-years:])


def _limit(goal: Goal, value: float, names: Names) -> Text:
    if goal.fact:
        return _YES if goal.sign in (">=", "==") else _NO
    # Four figures that count are enough to plan with; the limit itself stands as the rule has it.
    planned = value if value == goal.target else float(f"{value:.4g}")
    said = _said(goal, Interval.point(planned), names)
    mark = {">=": "≥", "<=": "≤", "==": "=", "!=": "≠"}.get(goal.sign, goal.sign)
    return Text(f"{mark} {said.en}", f"{mark} {said.zh}")


def _said(goal: Goal, value: Interval, names: Names) -> Text:
    return figure(value, names.assessment.programme.indicators.get(goal.indicator), goal.unit)


def _way(goal: Goal, names: Names) -> Text:
    """How the path runs; a compound one names its yearly rate."""
    if goal.method != "compound" or goal.baseline is None:
        return METHODS[goal.method]
    start = goal.baseline.low if goal.sign in (">=", ">") else goal.baseline.high
    span = int(names.assessment.period) + len(goal.path) - int(goal.year)
    rate = 100 * ((goal.target / start) ** (1 / span) - 1)
    return both(METHODS["compound"], rate=Text(f"{rate:.1f} %", f"{rate:.1f}%"))
