"""What must hold between the rules of a programme, one family of checks a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from growthpole.errors import Problem
from growthpole.programme.file.checks import weights
from growthpole.programme.file.statute import Rules

__all__ = ["check_rules"]

Check = Callable[[Rules], Iterator[Problem]]
FAMILIES: tuple[Check, ...] = (weights.check,)


def check_rules(rules: Rules) -> Iterator[Problem]:
    """Every fault between the rules in force on one day."""
    for family in FAMILIES:
        yield from family(rules)
