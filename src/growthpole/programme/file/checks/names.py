"""No id hides another name."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.errors import Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Rules, Section
from growthpole.programme.language.functions import FUNCTIONS
from growthpole.programme.language.names import SUPPLIED

__all__ = ["check"]

_WORDS = SUPPLIED | FUNCTIONS.keys() | {"and", "or", "not"}


def check(rules: Rules) -> Iterator[Problem]:
    """Indicators called as a word of the language; a deduction and a bonus of one name."""
    for section in rules.sections("indicator"):
        if section.id in _WORDS:
            yield _taken(section, "a word of the expression language")
    deductions = set(rules.ids("deduction"))
    for section in rules.sections("bonus"):
        if section.id in deductions:
            yield _taken(section, "a deduction")


def _taken(section: Section, by: str) -> Problem:
    return fault(
        "name-taken",
        section.path,
        section.line,
        found=f"the id {section.id!r}",
        must=f"an id that is not the name of {by}",
        do="Give it another id.",
    )
