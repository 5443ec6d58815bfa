"""Every test and formula can be read, uses names that exist, and compares figures of one kind."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.errors import Problem
from growthpole.programme.file.checks.scopes import PLACES, scope_at
from growthpole.programme.file.checks.thresholds import compared_unit
from growthpole.programme.file.faults import Path, fault
from growthpole.programme.file.statute import Leaf, Rules
from growthpole.programme.language.checking import check as check_expression
from growthpole.programme.language.faults import ExpressionError
from growthpole.programme.language.parsing import parse

__all__ = ["check", "problems_of"]

_KEYS = frozenset({"test", "formula", "value", "count", "eligible", "among"})


def check(rules: Rules) -> Iterator[Problem]:
    """Every expression of the file."""
    for path, leaf in rules.leaves.items():
        if path[0] in PLACES and path[-1] in _KEYS and isinstance(leaf.value, str):
            yield from problems_of(rules, leaf.value, path, leaf)
        elif path[:2] == ("fund", "part") and path[-2] == "factors":
            yield from problems_of(rules, path[-1], path, leaf, wanted="number")


def problems_of(rules: Rules, text: str, path: Path, leaf: Leaf, wanted: str | None = None) -> Iterator[Problem]:
    """The faults of one expression."""
    try:
        node = parse(text)
    except ExpressionError as error:
        yield _told(error, path, leaf.line)
        return
    threshold = compared_unit(rules, node, path)
    for each in check_expression(node, scope_at(rules, path, threshold), wanted or PLACES[path[0]][1]):
        yield _told(each, path, leaf.line)


def _told(error: ExpressionError, path: Path, line: int) -> Problem:
    place = error.text[error.column - 1 : error.column + 29]
    return fault(
        "expression",
        path,
        line,
        found=f"{error.text!r}, at column {error.column} ({place!r})" if place else f"{error.text!r}, at its end",
        must=error.must,
        do=error.do,
    )
