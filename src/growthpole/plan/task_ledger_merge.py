"""The ledger carried on: this year's tasks beside last year's states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from growthpole.model.assessment import Assessment
from growthpole.model.interval import Interval
from growthpole.model.verdict import Verdict
from growthpole.plan.task_ledger import TaskEntry
from growthpole.plan.tasks import SECTIONS, Task

__all__ = ["LedgerRow", "carried_on", "cost_of", "now_of"]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of the ledger as it goes on.

    Attributes
    ----------
    id, cluster : str
        The task and whose it is.
    standing : {"new", "kept", "settled", "orphaned"}
        Proposed for the first time; in the ledger and still needed; in the ledger, and what it was for is met now; in
        the ledger, and the programme or register no longer knows what it was for.
    task : Task or None
        What the assessment proposes now, where it does.
    entry : TaskEntry or None
        What the ledger says, where it does; what the office wrote there goes before the proposal.
    now : Verdict
        Whether what it is for is met now.
    """

    id: str
    cluster: str
    standing: str
    task: Task | None
    entry: TaskEntry | None
    now: Verdict

    @property
    def state(self) -> str:
        """How far it has come; a new task is open."""
        return self.entry.state if self.entry is not None else "open"


def carried_on(tasks: Sequence[Task], entries: Sequence[TaskEntry], assessment: Assessment) -> tuple[LedgerRow, ...]:
    """Carry the ledger on: states are kept, new tasks join, and those without an object are told apart.

    Parameters
    ----------
    tasks : sequence of Task
        What the assessment proposes now.
    entries : sequence of TaskEntry
        The ledger as the office kept it.
    assessment : Assessment
        Which says whether a task is still needed.

    Returns
    -------
    tuple of LedgerRow
        By cluster, section and id; no row of the ledger is ever lost.
    """
    proposed, kept = {task.id: task for task in tasks}, {entry.id for entry in entries}
    rows = [_kept(entry, proposed.get(entry.id), assessment) for entry in entries]
    rows += [
        LedgerRow(task.id, task.cluster, "new", task, None, Verdict.NOT_MET) for task in tasks if task.id not in kept
    ]
    return tuple(sorted(rows, key=_order))


def _order(row: LedgerRow) -> tuple[str, int, str]:
    found = row.task or row.entry
    section = found.section if found is not None else SECTIONS[0]
    return row.cluster, SECTIONS.index(section), row.id


def _kept(entry: TaskEntry, task: Task | None, assessment: Assessment) -> LedgerRow:
    """A row that the ledger holds already."""
    now = now_of(entry, assessment)
    if now is None:
        return LedgerRow(entry.id, entry.cluster, "orphaned", task, entry, Verdict.UNKNOWN)
    standing = "settled" if task is None and now is Verdict.MET else "kept"
    return LedgerRow(entry.id, entry.cluster, standing, task, entry, now)


def now_of(entry: TaskEntry, assessment: Assessment) -> Verdict | None:
    """Whether what a task is for is met in the year assessed.

    Parameters
    ----------
    entry : TaskEntry
        A row of the ledger.
    assessment : Assessment
        Of any year.

    Returns
    -------
    Verdict or None
        A criterion or gate: its verdict. A remedy: met where none of its weaknesses is there any more. A figure to
        collect: met where it is known. ``None`` where cluster, rule or tier do not exist.
    """
    each = next((one for one in assessment.clusters if one.cluster.id == entry.cluster), None)
    if each is None:
        return None
    programme = assessment.programme
    match entry.section:
        case "criterion":
            return next((one.verdict for one in each.criteria if one.id == entry.rule), None)
        case "gate" if entry.tier in programme.tiers and entry.rule in programme.tiers[entry.tier].gates:
            shown = each.gates.get(entry.tier, ())
            held = each.decision.after
            passed = bool(held) and programme.tiers[entry.tier].rank <= programme.tiers[held].rank
            behind = Verdict.MET if passed else Verdict.UNKNOWN
            return next((one.verdict for one in shown if one.id == entry.rule), behind)
        case "remedy" if entry.rule in programme.remedies:
            there = [one.finding.verdict for one in each.weaknesses if entry.rule in one.remedies]
            return _opposite(there)
        case "collect" if entry.rule in programme.indicators:
            subjects = {each.cluster.id, each.cluster.region}
            gap = any(one.indicator == entry.rule and one.subject in subjects for one in assessment.unknowns)
            return Verdict.NOT_MET if gap else Verdict.MET
        case _:
            return None


def _opposite(there: Sequence[Verdict]) -> Verdict:
    """Whether every weakness is gone."""
    if Verdict.MET in there:
        return Verdict.NOT_MET
    return Verdict.MET if there and Verdict.UNKNOWN not in there else Verdict.UNKNOWN


def cost_of(row: LedgerRow) -> Interval | None:
    """The money planned, in whole units of the currency: the office's figure, else the programme's."""
    if row.entry is not None and row.entry.cost is not None:
        return row.entry.cost
    cents = row.task.cost_cents if row.task is not None else None
    return None if cents is None else Interval.point(cents / 100)
