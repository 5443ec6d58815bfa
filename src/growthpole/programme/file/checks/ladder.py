"""The ladder can be climbed: every rung has a way up, room for its target, and a threshold for its gates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from growthpole.errors import Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Rules, Section

__all__ = ["check"]


def check(rules: Rules) -> Iterator[Problem]:
    """Targets, quotas, gates and thresholds of the rungs."""
    tiers = list(rules.sections("tier"))
    for number, tier in enumerate(tiers):
        yield from _room(tier)
        if number and _asks_for_nothing(tier):
            yield _without_gate(tier)
    for lower, higher in pairwise(tiers):
        yield from _targets(lower, higher)
    if not any(tier.has("gates") and tier.leaf("gates") is None for tier in tiers):
        for gate in rules.sections("gate"):
            yield from _asked(gate, tiers)


def _asks_for_nothing(tier: Section) -> bool:
    leaf = tier.leaf("gates")
    return leaf.value == () if leaf is not None else not tier.has("gates")


def _room(tier: Section) -> Iterator[Problem]:
    quota, target, leaf = tier.find("quota", int), tier.find("target", int), tier.leaf("quota")
    if leaf is None or quota is None:
        return
    if quota == 0:
        yield fault(
            "tier-unreachable",
            leaf.path,
            leaf.line,
            found="a quota of 0",
            must="a quota of 1 or more: nobody could ever hold the rung",
            do="Raise the quota, or remove the rung.",
        )
    elif target is not None and target > quota:
        yield fault(
            "target-order",
            leaf.path,
            leaf.line,
            found=f"a quota of {quota} and a target of {target}",
            must="a quota that leaves room for the target",
            do="Raise the quota, or lower the target.",
        )


def _without_gate(tier: Section) -> Problem:
    return fault(
        "tier-unreachable",
        (*tier.path, "gates"),
        tier.line,
        found=f"no gates for {tier.id!r}",
        must="at least one gate: without one nothing tells who reaches the rung",
        do='Add a line such as gates = ["output_size"].',
    )


def _targets(lower: Section, higher: Section) -> Iterator[Problem]:
    below, above, leaf = lower.find("target", int), higher.find("target", int), higher.leaf("target")
    if below is not None and above is not None and leaf is not None and above > below:
        yield fault(
            "target-order",
            leaf.path,
            leaf.line,
            found=f"a target of {above} for {higher.id!r}, and of {below} for {lower.id!r} below it",
            must="a target not above that of the rung below",
            do="Correct the targets, or list the rungs from the lowest to the highest.",
        )


def _asked(gate: Section, tiers: list[Section]) -> Iterator[Problem]:
    """A gate with thresholds has one for each rung that asks for it, and no other."""
    asking = {tier.id for tier in tiers if gate.id in tier.get("gates", tuple, ())}
    given = {leaf.path[-1]: leaf for leaf in gate.leaves("threshold")}
    if not asking:
        yield _unasked(gate)
    if not given:
        return
    for tier in sorted(asking - given.keys()):
        yield fault(
            "threshold-missing",
            (*gate.path, "threshold"),
            gate.line,
            found=f"no threshold for {tier!r}, which asks for the gate",
            must="a threshold for every rung that asks for the gate",
            do=f"Add {tier} = ... to the thresholds, or take the gate from that rung.",
        )
    for tier in sorted((given.keys() & {one.id for one in tiers}) - asking):
        yield fault(
            "threshold-unused",
            given[tier].path,
            given[tier].line,
            found=f"a threshold for {tier!r}, which does not ask for the gate",
            must="thresholds for the rungs that ask for the gate",
            do=f"Add {gate.id!r} to the gates of {tier!r}, or remove the threshold.",
        )


def _unasked(gate: Section) -> Problem:
    return fault(
        "gate-unused",
        gate.path,
        gate.line,
        found=f"the gate {gate.id!r}, which no rung asks for",
        must="named in the `gates` of a rung",
        do="Add it to a rung, or remove it.",
    )
