"""Tasks: what a cluster has to do, by whom, by when, at what cost, shown by what and measured how."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from growthpole.model.text import Text

__all__ = ["SECTIONS", "Task", "due_after", "task_id"]

SECTIONS = ("collect", "criterion", "gate", "remedy")
"""Why a task is there, in the order of work: what is unknown first."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the work manual.

    Attributes
    ----------
    id : str
        The same in every year: cluster, section, tier and rule, joined by dots.
    cluster : str
        Whose task it is.
    section : {"collect", "criterion", "gate", "remedy"}
        Why it is there.
    rule, tier : str
        Id of the indicator, criterion, gate or remedy; the tier of a gate, else empty.
    what, why : Text
        What is to be done, and what shows that it is needed.
    owner : Text
        Who does it; empty where the programme names nobody.
    lent : bool
        Whether the rule itself names nobody, and the owner is that of a remedy which moves one of its figures.
    begins, due : str
        Its first year, and the day by which it is to be done (``2025-12-31``).
    cost_cents : int or None
        In hundredths of the programme's currency; ``None`` where no cost is known.
    proof : Text
        The evidence to be shown; empty where the programme asks for none.
    measure : Text
        How its success is measured.
    """

    id: str
    cluster: str
    section: str
    rule: str
    tier: str
    what: Text
    why: Text
    owner: Text
    begins: str
    due: str
    cost_cents: int | None
    proof: Text
    measure: Text
    lent: bool = False

    @property
    def order(self) -> tuple[str, int, str]:
        """Where it stands in a list: by cluster, then by section, then by id."""
        return self.cluster, SECTIONS.index(self.section), self.id


def task_id(cluster: str, section: str, rule: str, tier: str = "", number: int = 1) -> str:
    """The id of a task; a remedy taken again has its number behind it.

    Examples
    --------
    >>> task_id("qixian-glassware", "gate", "output_size", "province"), task_id("a", "remedy", "fairs", number=2)
    ('qixian-glassware.gate.province.output_size', 'a.remedy.fairs.2')
    """
    parts = [cluster, section, tier, rule, str(number) if number > 1 else ""]
    return ".".join(part for part in parts if part)


def due_after(year: str, months: int | None) -> str:
    """The last day of the month that ends so many months after a year begins; of the year where none are given.

    Examples
    --------
    >>> due_after("2025", 6), due_after("2025", 24), due_after("2025", None)
    ('2025-06-30', '2026-12-31', '2025-12-31')
    """
    last = max(12 if months is None else months, 1) - 1
    then, month = int(year) + last // 12, last % 12 + 1
    return date(then, month, calendar.monthrange(then, month)[1]).isoformat()
