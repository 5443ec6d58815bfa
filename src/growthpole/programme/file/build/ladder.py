"""Tiers, gates, vetoes, grades and moves, from the rules in force."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.rules import Gate, Grade, Tier, Transition, Transitions, Veto
from growthpole.model.text import Text
from growthpole.programme.file.statute import Rules

__all__ = ["gates", "grades", "tiers", "transitions", "vetoes"]


def tiers(rules: Rules) -> Iterator[Tier]:
    """The rungs from the lowest to the highest; a gate that is not in force yet is not asked for."""
    known = set(rules.ids("gate"))
    for rank, one in enumerate(rules.sections("tier"), start=1):
        yield Tier(
            one.id,
            one.get("name", Text, Text()),
            rank,
            target=one.find("target", int),
            quota=one.find("quota", int),
            gates=tuple(gate for gate in one.get("gates", tuple, ()) if gate in known),
            validity_years=one.find("validity", int),
            basis=one.basis,
        )


def gates(rules: Rules) -> Iterator[Gate]:
    """The gates, with the threshold of each tier."""
    for one in rules.sections("gate"):
        thresholds = {leaf.path[-1]: str(leaf.value) for leaf in one.leaves("threshold")}
        yield Gate(one.id, one.get("name", Text, Text()), one.get("test", str, ""), thresholds, one.basis)


def vetoes(rules: Rules) -> Iterator[Veto]:
    """The facts that exclude."""
    for one in rules.sections("veto"):
        excludes = one.get("excludes", str, "tier")
        yield Veto(one.id, one.get("name", Text, Text()), one.get("test", str, ""), excludes, one.basis)


def grades(rules: Rules) -> Iterator[Grade]:
    """The grades from the best to the worst."""
    for one in rules.sections("grade"):
        yield Grade(one.id, one.get("name", Text, Text()), one.get("at_least", float, 0.0), one.basis)


def transitions(rules: Rules) -> Transitions:
    """The moves on the ladder and the deadlines."""
    heading = rules.section("transitions")
    if heading is None:
        return Transitions()
    return Transitions(
        promote=_move(rules, "promote"),
        warn=_move(rules, "warn"),
        demote=_move(rules, "demote"),
        exit=_move(rules, "exit"),
        objection_days=heading.find("objection", int),
        reevaluation_months=heading.find("reevaluation", int),
        basis=heading.basis,
    )


def _move(rules: Rules, name: str) -> Transition | None:
    one = rules.section("transitions", name)
    return Transition(one.get("test", str, ""), one.get("years", int, 1), one.basis) if one else None
