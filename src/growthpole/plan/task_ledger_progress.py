"""What became of the tasks: done, late and open, the money, and whether what they were for is met now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from growthpole.model.assessment import Assessment
from growthpole.model.interval import Interval
from growthpole.model.verdict import Verdict
from growthpole.plan.task_ledger import TaskEntry, money_of
from growthpole.plan.task_ledger_merge import now_of

__all__ = ["Tally", "TaskProgress", "task_progress"]


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks counted together.

    Attributes
    ----------
    tasks, done, started, open, dropped, late : int
        By state; those that are late are among the open and the started.
    planned, spent : Interval
        Money planned and spent, as far as it is known.
    planned_unknown, spent_unknown : int
        Tasks whose cost, or the money spent on which, nobody told.
    """

    tasks: int
    done: int
    started: int
    open: int
    dropped: int
    late: int
    planned: Interval
    planned_unknown: int
    spent: Interval
    spent_unknown: int


@dataclass(frozen=True)
class TaskProgress:
    """The task ledger held against the year assessed.

    Attributes
    ----------
    day : str
        The day on which lateness is told: the last of the year assessed.
    entries : tuple of TaskEntry
        By id.
    now : mapping of str to Verdict or None
        By task: whether what it is for is met; ``None`` where the programme or register no longer knows it.
    whole : Tally
        All of them.
    by_owner, by_county : mapping of str to Tally
        In the order of the names; the empty name is nobody, and a cluster without a county. An owner of the
        programme counts once, in whichever language the ledger names it.
    """

    day: str
    entries: tuple[TaskEntry, ...]
    now: Mapping[str, Verdict | None]
    whole: Tally
    by_owner: Mapping[str, Tally]
    by_county: Mapping[str, Tally]

    @property
    def without_effect(self) -> tuple[TaskEntry, ...]:
        """Done, and what they were for is still not met."""
        return tuple(one for one in self.entries if one.state == "done" and self.now[one.id] is Verdict.NOT_MET)

    @property
    def late(self) -> tuple[TaskEntry, ...]:
        """Due and not done."""
        return tuple(one for one in self.entries if one.late(self.day))


def task_progress(entries: Sequence[TaskEntry], assessment: Assessment) -> TaskProgress:
    """Hold a task ledger against an assessment.

    Parameters
    ----------
    entries : sequence of TaskEntry
        From `read_tasks`.
    assessment : Assessment
        Of the year that is over.

    Returns
    -------
    TaskProgress
        Whatever the order of the entries; an empty ledger gives tallies of nothing.
    """
    day = f"{assessment.period}-12-31"
    ordered = tuple(sorted(entries, key=lambda one: one.id))
    known = {one.owner.en: one.owner.zh for one in assessment.programme.remedies.values() if one.owner.zh}
    county = {each.cluster.id: each.cluster.region for each in assessment.clusters}
    return TaskProgress(
        day,
        ordered,
        {one.id: now_of(one, assessment) for one in ordered},
        _tally(ordered, day),
        _by(ordered, day, lambda one: known.get(one.owner.strip(), one.owner.strip())),
        _by(ordered, day, lambda one: county.get(one.cluster, "")),
    )


def _by(entries: Sequence[TaskEntry], day: str, key: Callable[[TaskEntry], str]) -> dict[str, Tally]:
    groups: dict[str, list[TaskEntry]] = defaultdict(list)
    for one in entries:
        groups[key(one)].append(one)
    return {name: _tally(groups[name], day) for name in sorted(groups)}


def _tally(entries: Sequence[TaskEntry], day: str) -> Tally:
    states = Counter(one.state for one in entries)
    planned, planned_unknown = money_of([one.cost for one in entries])
    # Money that nobody told of an open task is not unknown: nothing has begun.
    told = [one.spent for one in entries if one.spent is not None or one.state in ("started", "done")]
    spent, spent_unknown = money_of(told)
    return Tally(
        len(entries), states["done"], states["started"], states["open"], states["dropped"],
        sum(one.late(day) for one in entries), planned, planned_unknown, spent, spent_unknown,
    )  # fmt: skip
