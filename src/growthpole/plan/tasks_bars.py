"""Tasks as bars in time: alike tasks of several clusters in one bar, figures to collect in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.plan.task_ledger_merge import LedgerRow
from growthpole.plan.tasks import SECTIONS

__all__ = ["TaskBar", "bars_of"]


@dataclass(frozen=True, slots=True)
class TaskBar:
    """Alike tasks in time.

    Attributes
    ----------
    id, section : str
        Section and rule; the section.
    name : Text
        What is to be done.
    begins, due : str
        The first day of the first, and the last day of the last of them.
    tasks, late : int
        How many there are, and how many of them are late.
    share : float
        How much of them is done, from 0 to 1, each counting once.
    """

    id: str
    section: str
    name: Text
    begins: str
    due: str
    tasks: int
    late: int
    share: float


def bars_of(rows: Sequence[LedgerRow], programme: Programme, day: str) -> tuple[TaskBar, ...]:
    """The bars of a ledger.

    Parameters
    ----------
    rows : sequence of LedgerRow
        Dropped tasks, those that nothing is left of and those without a day are left out.
    programme : Programme
        Names the rules.
    day : str
        The day on which lateness is told.

    Returns
    -------
    tuple of TaskBar
        What is to be collected first, then criteria, gates and remedies, each by its day.
    """
    groups: dict[tuple[str, str], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        found = row.task or row.entry
        if found is not None and found.due and row.state != "dropped" and row.standing != "orphaned":
            groups[found.section, "" if found.section == "collect" else found.rule].append(row)
    bars = [_bar(section, rule, members, programme, day) for (section, rule), members in groups.items()]
    return tuple(sorted(bars, key=lambda bar: (SECTIONS.index(bar.section), bar.due, bar.id)))


def _bar(section: str, rule: str, rows: Sequence[LedgerRow], programme: Programme, day: str) -> TaskBar:
    spans = [(_own(row, "begins"), _own(row, "due")) for row in rows]
    return TaskBar(
        f"{section}.{rule}",
        section,
        _name(section, rule, programme),
        f"{min(begins for begins, _ in spans)[:4]}-01-01",
        max(due for _, due in spans),
        len(rows),
        sum(row.entry is not None and row.entry.late(day) for row in rows),
        sum(_share(row) for row in rows) / len(rows),
    )


def _own(row: LedgerRow, what: str) -> str:
    """What the office wrote, else what is proposed."""
    texts = [str(getattr(one, what)) for one in (row.entry, row.task) if one is not None]
    return next(text for text in texts if text)


def _share(row: LedgerRow) -> float:
    """How much is done for certain."""
    if row.state == "done":
        return 1.0
    known = None if row.entry is None else row.entry.done_share
    return 0.0 if known is None else known.low


def _name(section: str, rule: str, programme: Programme) -> Text:
    match section:
        case "collect":
            return Text("collect figures", "补充数据")
        case "criterion":
            return programme.criteria[rule].name
        case "gate":
            return programme.gates[rule].name
        case _:
            return programme.remedies[rule].name
