"""What must hold between the rules of a programme, one family of checks a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from growthpole.errors import Problem
from growthpole.programme.file.checks import (
    expressions,
    formulas,
    grades,
    ladder,
    money,
    moves,
    names,
    plan,
    ranges,
    references,
    remedies,
    scales,
    thresholds,
    weights,
)
from growthpole.programme.file.checks.dates import check_dates
from growthpole.programme.file.checks.reachable import check_reachable
from growthpole.programme.file.statute import Rules

__all__ = ["FAMILIES", "check_dates", "check_reachable", "check_rules"]

FAMILIES: tuple[Callable[[Rules], Iterator[Problem]], ...] = (
    names.check,
    ranges.check,
    formulas.check,
    expressions.check,
    references.check,
    ladder.check,
    thresholds.check,
    weights.check,
    scales.check,
    grades.check,
    moves.check,
    money.check,
    remedies.check,
    plan.check,
)
"""Each looks at the rules in force on one day."""


def check_rules(rules: Rules) -> Iterator[Problem]:
    """Every fault between the rules in force on one day."""
    for family in FAMILIES:
        yield from family(rules)
