"""The rules that the ladder turns on, and the figures that they read; everything else is left out of a simulation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.programme.derived import in_order
from growthpole.programme.ladder import PRECEDENCE
from growthpole.programme.language import Node, criteria_used, names, parse, supplied_used
from growthpole.programme.language.nodes import Call, children

__all__ = ["figures_read", "ladder_rules", "needs_single_paths", "tier_matters", "years_back"]

FAR = 1000
"""Further back than any history."""
WINDOWS = {"each", "max", "mean", "min", "sum"}
EARLIER = {"change", "growth", "mean_growth", "previous"}


def ladder_rules(programme: Programme) -> Programme:
    """The programme without what no move depends on.

    Returns
    -------
    Programme
        Weaknesses, remedies, fund and vetoes of the fund alone are left out; criteria and the score stay where a
        gate, a veto, an adjustment, a move or a quota asks for them.
    """
    used = {gate for tier in programme.tiers.values() for gate in tier.gates}
    slim = replace(
        programme,
        gates={key: rule for key, rule in programme.gates.items() if key in used},
        vetoes={key: rule for key, rule in programme.vetoes.items() if rule.excludes == "tier"},
        weaknesses={},
        remedies={},
        fund=None,
        manual=None,
    )
    asked: set[str] = set().union(*(supplied_used(node) for node in _nodes(slim, scored=False)))
    if not asked & {"score", "grade"} and all(tier.quota is None for tier in slim.tiers.values()):
        slim = replace(slim, index=None, grades={}, adjustments={})
    nodes = list(_nodes(slim))
    named = set().union(*(criteria_used(node) for node in nodes))
    counted = any("criteria_met" in supplied_used(node) for node in nodes)
    kept = slim.criteria if counted else {key: rule for key, rule in slim.criteria.items() if key in named}
    return replace(slim, criteria=kept)


def figures_read(rules: Programme) -> list[Indicator]:
    """The indicators that the rules read, each after those that its formula needs."""
    open_names = set().union(*(names(node) for node in _nodes(rules)))
    found: set[str] = set()
    while open_names:
        name = open_names.pop()
        found.add(name)
        formula = rules.indicators[name].formula
        open_names |= (names(parse(formula)) if formula else set()) - found
    return in_order({name: one for name, one in rules.indicators.items() if name in found})


def tier_matters(rules: Programme) -> bool:
    """Whether anything but a move asks for the tier held, so that every rung has to be judged by itself."""
    moves = {getattr(rules.transitions, name).test for name in PRECEDENCE if getattr(rules.transitions, name)}
    texts = (text for text in _texts(rules) if text not in moves)
    return any("tier" in supplied_used(parse(text)) for text in texts)


def needs_single_paths(rules: Programme) -> bool:
    """Whether the figures of one cluster stand in for another's: paths may then not be judged side by side."""
    groups = () if rules.index is None else rules.index.groups
    return any(item.missing == "class mean" for group in groups for item in group.items)


def years_back(rules: Programme) -> int:
    """How many years before a year the rules may look, at most; a long time where a test asks for the latest figure.

    Each function with ``years`` looks back so far into what it is given, and a test may stand on a gate, a score and a
    move that look back in turn; their sum is enough. Figures that follow from a formula are there already.
    """
    depths = {text: _depth(parse(text)) for text in _texts(rules)}
    moves = [getattr(rules.transitions, name) for name in PRECEDENCE if getattr(rules.transitions, name)]
    others = set(depths) - {move.test for move in moves}
    deepest = sorted((depths[text] for text in others), reverse=True)
    # A criterion, an item, a veto and a gate may each stand on the one before.
    chained = deepest[:4] if any(_supplied(text) for text in others) else deepest[:1]
    waits: list[int] = [move.years - 1 + depths[move.test] for move in moves]
    return sum(chained) + sum(waits)


def _supplied(text: str) -> set[str]:
    return supplied_used(parse(text)) - {"threshold", "peer_class"} | criteria_used(parse(text))


def _depth(node: Node) -> int:
    below = max((_depth(one) for one in children(node)), default=0)
    if not isinstance(node, Call):
        return below
    if node.function in {"latest", "at"}:
        return FAR
    if node.function in WINDOWS:
        return below + (node.years or 1) - 1
    return below + ((node.years or 1) if node.function in EARLIER else 0)


def _nodes(rules: Programme, *, scored: bool = True) -> Iterator[Node]:
    return (parse(text) for text in _texts(rules, scored=scored))


def _texts(rules: Programme, *, scored: bool = True) -> Iterator[str]:
    """Every expression of the rules; without those that make the score where it is asked who needs one."""
    yield from (rule.test for rule in rules.criteria.values())
    yield from (rule.test for rule in rules.vetoes.values())
    yield from (rule.test for rule in rules.gates.values())
    for gate in rules.gates.values():
        yield from gate.thresholds.values()
    for name in PRECEDENCE:
        rule = getattr(rules.transitions, name)
        if rule is not None:
            yield rule.test
    if scored and rules.index is not None:
        yield from (item.value for group in rules.index.groups for item in group.items)
        yield from (rule.count for rule in rules.adjustments.values())
