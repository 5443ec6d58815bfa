"""Tasks as tables: what is to be done, by whom, by when, at what cost, shown by what."""

from __future__ import annotations

from collections.abc import Sequence

from growthpole.model.amount import amounting
from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.plan.task_ledger_merge import LedgerRow, cost_of
from growthpole.plan.tasks import SECTIONS
from growthpole.reports.manual.blocks import Sheet
from growthpole.reports.manual.naming import NOBODY, owner_named, task_named
from growthpole.reports.manual.words import MANUAL_WORDS as W
from growthpole.reports.manual.words import STATES
from growthpole.reports.units import money_short
from growthpole.reports.view.words import both

__all__ = ["amount_said", "by_due", "collect_sheet", "cost_said", "cost_sum", "owner_note", "task_sheet", "what_of"]

_LENT = "*"
"""Stands behind an owner whom the rule does not name itself."""


def task_sheet(rows: Sequence[LedgerRow], programme: Programme, *, short: bool = False) -> Sheet:
    """Criteria, gates and remedies as one table; in short without proof and measure."""
    columns = [W["task"], W["owner"], W["due"], W["cost"], W["proof"], W["measure"], W["state"]]
    widths = [2.2, 1.4, 1.35, 1.05, 1.6, 2.6, 0.95]
    cells = [
        (
            what_of(row, programme), _owner(row, programme), _due(row), cost_said(cost_of(row), programme.currency),
            _proof(row), _measure(row), STATES[row.state],
        )
        for row in rows
    ]  # fmt: skip
    kept = (0, 1, 2, 3, 6) if short else range(7)
    return Sheet(
        Text(),
        tuple(columns[at] for at in kept),
        tuple(tuple(one[at] for at in kept) for one in cells),
        tuple(widths[at] for at in kept),
        frozenset({3}),
    )


def collect_sheet(rows: Sequence[LedgerRow], programme: Programme) -> Sheet:
    """The figures to collect: which, by when, shown by what, and what they settle."""
    cells = tuple(
        (what_of(row, programme), row.task.why if row.task else Text(), _due(row), _proof(row), STATES[row.state])
        for row in rows
    )
    return Sheet(Text(), (W["figure"], W["why"], W["due"], W["proof"], W["state"]), cells, (2.6, 2.2, 1.2, 2.2, 0.9))


def by_due(row: LedgerRow) -> tuple[str, int, str]:
    """Where a task stands among others: by its day, then criteria, gates and remedies."""
    found = row.task or row.entry
    section = "" if found is None else found.section
    return _due(row), SECTIONS.index(section) if section in SECTIONS else len(SECTIONS), row.id


def what_of(row: LedgerRow, programme: Programme) -> Text:
    """What is to be done: as proposed, or as the ledger has it."""
    if row.task is not None:
        return row.task.what
    return task_named(row.entry, programme) if row.entry is not None else Text()


def cost_said(amount: Interval | None, currency: str) -> Text:
    """Money planned, or that none is."""
    return W["no cost"] if amount is None else amount_said(amount, currency)


def amount_said(amount: Interval, currency: str) -> Text:
    """An amount in whole units of the currency, or the two ends of one that is not settled."""
    low, high = (money_short(round(100 * end), currency) for end in (amount.low, amount.high))
    said = low if amount.known else Text(f"{low.en} – {high.en}", f"{low.zh}至{high.zh}")
    return amounting(said, amount.low, amount.high, currency)


def cost_sum(rows: Sequence[LedgerRow], currency: str) -> Text:
    """The sum of what is priced, and how many tasks are not; what was dropped costs nothing."""
    costs = [cost_of(row) for row in rows if row.state != "dropped"]
    priced = [cost for cost in costs if cost is not None]
    if not priced:
        return W["no sum"]
    whole = Interval(sum(cost.low for cost in priced), sum(cost.high for cost in priced))
    rest = both(W["unpriced"], count=len(costs) - len(priced)) if len(priced) < len(costs) else Text()
    return both(W["sum"], cost=amount_said(whole, currency), rest=rest)


def owner_note(rows: Sequence[LedgerRow]) -> Text:
    """What the mark behind an owner means; empty where no owner shown is one of a remedy."""
    return W["lent"] if any(_lent(row) for row in rows) else Text()


def _owner(row: LedgerRow, programme: Programme) -> Text:
    if row.task is not None and _lent(row):
        return Text(row.task.owner.get("en") + _LENT, row.task.owner.get("zh") + _LENT)
    if row.entry is not None and row.entry.owner:
        return owner_named(row.entry.owner, programme)
    return row.task.owner if row.task is not None and row.task.owner != Text() else NOBODY


def _lent(row: LedgerRow) -> bool:
    """Whether the owner is one of a remedy: the office may have written another, or have kept the one proposed."""
    if row.task is None or not row.task.lent:
        return False
    written = "" if row.entry is None else row.entry.owner.strip()
    return not written or written in (row.task.owner.en, row.task.owner.zh)


def _due(row: LedgerRow) -> str:
    return (row.entry.due if row.entry is not None else "") or (row.task.due if row.task is not None else "")


def _proof(row: LedgerRow) -> Text:
    if row.entry is not None and row.entry.proof and row.task is None:
        return Text(row.entry.proof, row.entry.proof)
    return row.task.proof if row.task is not None and row.task.proof != Text() else W["no proof"]


def _measure(row: LedgerRow) -> Text:
    if row.task is not None:
        return row.task.measure
    return Text(row.entry.measure, row.entry.measure) if row.entry is not None else Text()
