"""The task ledger as the office keeps it: what each row says, and what is wrong with it."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from growthpole.errors import EvidenceError, Problem
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record

__all__ = ["STATES", "TaskEntry", "money_of", "read_day", "read_tasks"]

STATES = ("open", "started", "done", "dropped")
"""How far a task may have come."""

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日]?(?:[T ]00:00(?::00(?:\.0+)?)?)?")


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """One row of the task ledger.

    Attributes
    ----------
    id, cluster, section, rule, tier : str
        As of the task, see `Task`.
    what, owner, proof, measure, note : str
        In the office's own words; empty where nothing stands.
    begins, due, done_on : str
        A year, and days (``2025-12-31``); empty where nothing stands.
    state : {"open", "started", "done", "dropped"}
        How far it has come.
    cost, spent : Interval or None
        In the programme's currency; ``None`` where nothing is known.
    done_share : Interval or None
        From 0 to 1.
    record : Record
        The row itself.
    """

    id: str
    cluster: str
    section: str
    rule: str
    tier: str
    what: str
    owner: str
    begins: str
    due: str
    cost: Interval | None
    proof: str
    measure: str
    state: str
    done_share: Interval | None
    spent: Interval | None
    done_on: str
    note: str
    record: Record

    def late(self, day: str) -> bool:
        """Whether it was due by a day (``2024-12-31``) and is neither done nor dropped."""
        return self.state in ("open", "started") and bool(self.due) and self.due <= day


def read_tasks(dossier: Dossier) -> tuple[tuple[TaskEntry, ...], tuple[Problem, ...]]:
    """Read the task ledger of a dossier.

    Parameters
    ----------
    dossier : Dossier
        What was handed in.

    Returns
    -------
    tuple of TaskEntry
        By id; empty where no ledger was handed in.
    tuple of Problem
        What is doubtful and stops nothing: more spent than planned, done or due before it
        began.

    Raises
    ------
    EvidenceError
        With every row that cannot be so: a cluster that is not registered, a task done without its day, a day that is
        none, an amount below 0, a share above 100 %.
    """
    records = sorted(dossier.ledgers.get("tasks", ()), key=lambda record: (record.file, record.row))
    found = [(record, tuple(_problems(record, dossier.cluster_index))) for record in records]
    faults = [one for _, problems in found for one in problems if one.severity == "error"]
    if faults:
        raise EvidenceError(faults)
    entries = tuple(_entry(record) for record, _ in found)
    return tuple(sorted(entries, key=lambda one: one.id)), tuple(one for _, problems in found for one in problems)


def read_day(text: str) -> str:
    """A day as it is kept (``2025-06-30``); a month or a year means its last day; empty where it is no day.

    Examples
    --------
    >>> [read_day(one) for one in ("2025年6月", "2025/6/3", "2025", "2025-06-30 00:00:00", "soon", "2025-02-30")]
    ['2025-06-30', '2025-06-03', '2025-12-31', '2025-06-30', '', '']
    """
    match = _DAY.fullmatch(" ".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        return ""
    year, month = int(match[1]), int(match[2] or 12)
    if not (1900 <= year <= 2200 and 1 <= month <= 12):
        return ""
    last = calendar.monthrange(year, month)[1]
    day = int(match[3] or last)
    return date(year, month, day).isoformat() if 1 <= day <= last else ""


def _entry(record: Record) -> TaskEntry:
    text, figure = record.text, record.figure
    return TaskEntry(
        text("task"), text("cluster"), text("section"), text("rule"), text("tier"), text("what"), text("owner"),
        text("begins"), read_day(text("due")), figure("cost"), text("proof"), text("measure"), text("state"),
        figure("done_share"), figure("spent"), read_day(text("done_on")), text("note"), record,
    )  # fmt: skip


def _problems(record: Record, clusters: Mapping[str, int]) -> Iterator[Problem]:
    """All that is wrong with a row, column by column."""
    cluster = record.text("cluster")
    if cluster and cluster not in clusters:
        yield _fault(record, "cluster-unknown", "cluster", repr(cluster), "a cluster of the register", "Correct it.")
    for column in ("due", "done_on"):
        text = record.text(column)
        if text and not read_day(text):
            yield _fault(
                record, "day-invalid", column, repr(text), "a day such as 2025-06-30", "Type year, month, day."
            )
    for column in ("cost", "spent"):
        figure = record.figure(column)
        if figure is not None and figure.low < 0:
            yield _fault(record, "money-negative", column, str(figure), "0 or more", "Correct the amount.")
    yield from _share(record)
    yield from _order(record)


def _share(record: Record) -> Iterator[Problem]:
    share, state = record.figure("done_share"), record.text("state")
    if share is None:
        return
    said = f"{100 * share.low:.12g} %"
    if not (share.low >= 0 and share.high <= 1):
        yield _fault(record, "share-outside", "done_share", said, "between 0 % and 100 %", "Correct the share.")
    elif state == "done" and share.high < 1:
        yield _doubt(
            record, "share-below", "done_share", f"{said} of a task that is done", "100 %", "Correct one of them."
        )
    elif state == "open" and share.low > 0:
        yield _doubt(
            record, "share-above", "done_share", f"{said} of a task not begun", "0 %", "Set its state to started."
        )


def _order(record: Record) -> Iterator[Problem]:
    """The state and its day belong together; money and days run in their order."""
    state, done = record.text("state"), read_day(record.text("done_on"))
    if state == "done" and not record.text("done_on"):
        yield _fault(record, "done-undated", "done_on", "an empty cell", "the day on which it was done", "Fill it in.")
    if state in ("open", "started") and record.text("done_on"):
        yield _fault(
            record, "state-contradicts", "state", f"{state!r} with a day on which it was done", "done",
            "Set the state to done, or clear the day.",
        )  # fmt: skip
    if done and done[:4] < record.text("begins"):
        yield _doubt(record, "done-early", "done_on", done, "not before it begins", "Correct one of the two.")
    due = read_day(record.text("due"))
    if due and due[:4] < record.text("begins"):
        yield _doubt(record, "due-early", "due", due, "not before it begins", "Correct one of the two.")
    cost, spent = record.figure("cost"), record.figure("spent")
    if cost is not None and spent is not None and spent.low > cost.high:
        yield _doubt(
            record, "spent-above-cost", "spent", f"{spent} of {cost} planned", "not above the cost",
            "Correct it, or say why in the note.",
        )  # fmt: skip


def _fault(record: Record, code: str, column: str, found: str, must: str, do: str) -> Problem:
    return Problem(code, record.file, found, must, do, row=record.row, column=column)


def _doubt(record: Record, code: str, column: str, found: str, must: str, do: str) -> Problem:
    return Problem(code, record.file, found, must, do, row=record.row, column=column, severity="warning")


def money_of(amounts: Sequence[Interval | None]) -> tuple[Interval, int]:
    """The sum of what is known, and of how many nothing is known."""
    known = [one for one in amounts if one is not None]
    return Interval(fsum(one.low for one in known), fsum(one.high for one in known)), len(amounts) - len(known)
