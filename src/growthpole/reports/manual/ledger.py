"""A row of the task ledger as the cells of a table that reads back."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.plan.task_ledger import TaskEntry
from growthpole.plan.task_ledger_merge import LedgerRow
from growthpole.plan.tasks import Task

__all__ = ["STANDINGS", "ledger_cells"]

STANDINGS: Mapping[str, Text] = {
    "new": Text("new", "新增"),
    "kept": Text("kept", "延续"),
    "settled": Text("settled: what it was for is met", "已了结：目标已达到"),
    "orphaned": Text("orphaned: the rule or cluster is gone", "失去依据：规则或对象已不存在"),
}


def ledger_cells(row: LedgerRow, language: str) -> dict[str, str]:
    """The cells of one row by the column's name; what the office wrote goes before what is proposed.

    Parameters
    ----------
    row : LedgerRow
        From `carried_on`.
    language : {"en", "zh"}
        The language of what is proposed.

    Returns
    -------
    dict of str to str
        One cell for each column of the ledger, and ``"standing"``; empty where nothing is known.
    """
    proposed = {} if row.task is None else _proposed(row.task, language)
    written = {} if row.entry is None else _written(row.entry)
    names = dict.fromkeys((*proposed, *written))
    cells = {name: written.get(name) or proposed.get(name, "") for name in names}
    return {**_EMPTY, **cells, "state": row.state, "standing": STANDINGS[row.standing].get(language)}


_EMPTY = dict.fromkeys(("done_share", "spent", "done_on", "note"), "")


def _proposed(task: Task, language: str) -> dict[str, str]:
    cost = None if task.cost_cents is None else Fraction(task.cost_cents, 100)
    return {
        "task": task.id, "cluster": task.cluster, "section": task.section, "rule": task.rule, "tier": task.tier,
        "what": task.what.get(language), "owner": task.owner.get(language), "begins": task.begins, "due": task.due,
        "cost": "" if cost is None else _digits(float(cost)), "proof": task.proof.get(language),
        "measure": task.measure.get(language),
    }  # fmt: skip


def _written(entry: TaskEntry) -> dict[str, str]:
    return {
        "task": entry.id, "cluster": entry.cluster, "section": entry.section, "rule": entry.rule, "tier": entry.tier,
        "what": entry.what, "owner": entry.owner, "begins": entry.begins, "due": entry.due, "cost": _ends(entry.cost),
        "proof": entry.proof, "measure": entry.measure, "done_share": _ends(entry.done_share, 100),
        "spent": _ends(entry.spent), "done_on": entry.done_on, "note": entry.note,
    }  # fmt: skip


def _ends(figure: Interval | None, times: int = 1) -> str:
    """A figure, or a range such as ``3-5``, as a cell that reads back."""
    if figure is None:
        return ""
    return "-".join(_digits(end * times) for end in dict.fromkeys((figure.low, figure.high)))


def _digits(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
