"""Which names an expression uses."""

from __future__ import annotations

from growthpole.programme.language.environment import SUPPLIED_NUMBERS, SUPPLIED_TESTS
from growthpole.programme.language.nodes import ORDINALS, Call, Name, Node, children, walk

__all__ = ["SUPPLIED", "criteria_used", "names", "supplied_used"]

SUPPLIED = frozenset({"threshold", *SUPPLIED_NUMBERS, *SUPPLIED_TESTS, *ORDINALS})
"""Names that the assessment supplies; no indicator may have one of them."""


def names(node: Node) -> set[str]:
    """The indicators that an expression uses.

    Examples
    --------
    >>> from growthpole.programme.language.parsing import parse
    >>> sorted(names(parse("share(sme_output, output) >= 0.7 and grade >= good and met(plan)")))
    ['output', 'sme_output']
    """
    if isinstance(node, Call) and node.function == "met":
        return set()
    if isinstance(node, Name):
        return {node.id} - SUPPLIED
    return set().union(*(names(child) for child in children(node)))


def supplied_used(node: Node) -> set[str]:
    """The names supplied by the assessment that an expression uses, such as ``score`` or ``warned``."""
    return {part.id for part in walk(node) if isinstance(part, Name)} & SUPPLIED


def criteria_used(node: Node) -> set[str]:
    """The criteria that an expression asks for with ``met(...)``."""
    calls = (part for part in walk(node) if isinstance(part, Call) and part.function == "met")
    return {one.id for call in calls for one in call.arguments if isinstance(one, Name)}
