"""Thresholds: each in the unit of what it is compared with, none lower on a higher rung."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from growthpole.errors import Problem
from growthpole.programme.file.checks.scopes import scope_at
from growthpole.programme.file.faults import Path, fault
from growthpole.programme.file.statute import Leaf, Rules, Section
from growthpole.programme.file.values.quantities import Quantity, quantity
from growthpole.programme.language.checking import kind_of
from growthpole.programme.language.faults import ExpressionError
from growthpole.programme.language.kinds import dimension
from growthpole.programme.language.nodes import Call, Comparison, Name, Negation, Node, children
from growthpole.programme.language.parsing import parse

__all__ = ["check", "compared_unit"]

_THRESHOLD = Name("threshold")
_RISING = {">=": True, ">": True, "<=": False, "<": False}


def check(rules: Rules) -> Iterator[Problem]:
    """The thresholds of every gate."""
    for gate in rules.sections("gate"):
        comparison = _comparison(gate)
        thresholds = list(gate.leaves("threshold"))
        if comparison is not None:
            yield from _units(rules, gate, comparison, thresholds)
            yield from _order(rules, comparison, thresholds)
        elif thresholds and gate.find("test", str) is not None and not _mentions(gate):
            yield _unused(thresholds[0])


def compared_unit(rules: Rules, node: Node, path: Path) -> str | None:
    """The unit that ``threshold`` must have in a test; ``None`` where the rule has no threshold."""
    if path[0] != "gate" or (*path[:-1], "threshold") not in rules.tables:
        return None
    comparison = _find(node)
    return (_unit_beside(rules, comparison, path) if comparison else None) or "1"


def _comparison(gate: Section) -> Comparison | None:
    node = _parsed(gate)
    return _find(node) if node is not None else None


def _parsed(gate: Section) -> Node | None:
    try:
        return parse(gate.get("test", str, ""))
    except ExpressionError:
        return None  # told by the check of expressions


def _find(node: Node) -> Comparison | None:
    """The first comparison of something with the threshold; below a negation its sense would be turned."""
    if isinstance(node, Comparison) and _THRESHOLD in {node.left, node.right}:
        return node
    if isinstance(node, Negation):
        return None
    return next((found for child in children(node) if (found := _find(child)) is not None), None)


def _mentions(gate: Section) -> bool:
    node = _parsed(gate)
    return node is None or any(part == _THRESHOLD for part in _parts(node))


def _parts(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from _parts(child)


def _unit_beside(rules: Rules, comparison: Comparison, path: Path) -> str | None:
    other = comparison.left if comparison.right == _THRESHOLD else comparison.right
    if isinstance(other, Call) and other.function == "each":
        other = other.arguments[0]
    try:
        kind = kind_of(other, scope_at(rules, path, "1"))
    except ExpressionError:
        return None
    return kind.unit if kind.form == "number" else None


def _units(rules: Rules, gate: Section, comparison: Comparison, thresholds: list[Leaf]) -> Iterator[Problem]:
    wanted = _unit_beside(rules, comparison, (*gate.path, "test"))
    for leaf in thresholds:
        given = quantity(leaf.given)
        if wanted is not None and dimension(given.canonical or "1") != dimension(wanted):
            yield fault(
                "unit-missing" if not given.canonical else "unit-dimension",
                leaf.path,
                leaf.line,
                found=str(leaf.given),
                must=f"a threshold in {wanted}, as the figure that it is compared with",
                do=f'Write the unit after the number, such as "{given.value:g} {wanted}".',
            )


def _order(rules: Rules, comparison: Comparison, thresholds: list[Leaf]) -> Iterator[Problem]:
    rising = _RISING.get(comparison.sign)
    if rising is None:
        return
    if comparison.left == _THRESHOLD:
        rising = not rising
    rank = {name: number for number, name in enumerate(rules.ids("tier"))}
    known = sorted((leaf for leaf in thresholds if leaf.path[-1] in rank), key=lambda leaf: rank[leaf.path[-1]])
    for lower, higher in pairwise(known):
        below, above = quantity(lower.given), quantity(higher.given)
        if below.value != above.value and (above.value < below.value) == rising:
            yield _falling(lower, below, higher, above)


def _falling(lower: Leaf, below: Quantity, higher: Leaf, above: Quantity) -> Problem:
    return fault(
        "threshold-order",
        higher.path,
        higher.line,
        found=f"{above.given} for {higher.path[-1]}, and {below.given} for {lower.path[-1]} below it",
        must="a threshold at least as hard to reach as that of the rung below",
        do="Correct one of the two, or the order of the rungs.",
    )


def _unused(leaf: Leaf) -> Problem:
    return fault(
        "threshold-unused",
        leaf.path,
        leaf.line,
        found="a threshold that the test does not use",
        must="a test in which `threshold` stands",
        do="Write `threshold` in the test where the number stands, or remove the thresholds.",
    )
