"""Breakthroughs, weaknesses, remedies, the fund and the manual, from the rules in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from growthpole.catalogue.units import parse_unit, to_canonical
from growthpole.model.interval import Interval
from growthpole.model.rules import Breakthrough, Fund, FundPart, Indicator, Manual, ManualSection, Remedy, Weakness
from growthpole.model.text import Text
from growthpole.programme.file.statute import Leaf, Rules, Section
from growthpole.programme.file.values.quantities import Quantity

__all__ = ["breakthroughs", "fund", "manual", "remedies", "weaknesses"]


def breakthroughs(rules: Rules) -> Iterator[Breakthrough]:
    """The headings of the remedies."""
    return (Breakthrough(one.id, one.get("name", Text, Text()), one.basis) for one in rules.sections("breakthrough"))


def weaknesses(rules: Rules) -> Iterator[Weakness]:
    """The weaknesses; a remedy that is not in force yet is not offered."""
    known = set(rules.ids("remedy"))
    for one in rules.sections("weakness"):
        tied = tuple(remedy for remedy in one.get("remedies", tuple, ()) if remedy in known)
        yield Weakness(one.id, one.get("name", Text, Text()), one.get("test", str, ""), tied, one.basis)


def remedies(rules: Rules, indicators: Mapping[str, Indicator]) -> Iterator[Remedy]:
    """The remedies; a prerequisite that is not in force yet is not asked for."""
    known = set(rules.ids("remedy"))
    for one in rules.sections("remedy"):
        yield Remedy(
            one.id,
            one.get("name", Text, Text()),
            breakthrough=one.get("breakthrough", str, ""),
            effects={leaf.path[-1]: leaf.value for leaf in one.leaves("effect") if isinstance(leaf.value, Interval)},
            cost_cents=one.find("cost", int),
            lead_months=one.find("lead_time", int),
            owner=one.get("owner", Text, Text()),
            basis=one.basis,
            adds={leaf.path[-1]: _gain(leaf, indicators) for leaf in one.leaves("adds")},
            requires=tuple(name for name in one.get("requires", tuple, ()) if name in known),
            uses={leaf.path[-1]: leaf.value.value for leaf in one.leaves("uses") if isinstance(leaf.value, Quantity)},
        )


def _gain(leaf: Leaf, indicators: Mapping[str, Indicator]) -> Interval:
    """An absolute change in the canonical unit of its indicator; a plain number is in the unit people read."""
    unit = parse_unit(indicators[leaf.path[-1]].unit)
    low, high = cast(tuple[Quantity, Quantity], leaf.value)
    return Interval(*(end.value if end.canonical else float(to_canonical(end.value, unit)) for end in (low, high)))


def fund(rules: Rules) -> Fund | None:
    """The award fund."""
    one = rules.section("fund")
    if one is None:
        return None
    return Fund(
        one.get("budget", int, 0),
        tuple(_part(part) for part in rules.sections("fund", "part")),
        eligible=one.get("eligible", str, ""),
        tranches=one.get("tranches", tuple, (1.0,)),
        basis=one.basis,
    )


def _part(one: Section) -> FundPart:
    return FundPart(
        one.id,
        one.get("name", Text, Text()),
        one.get("mode", str, ""),
        share=one.find("share", float),
        amount_cents=one.find("amount", int),
        among=one.get("among", str, ""),
        floor_cents=one.find("floor", int),
        cap_cents=one.find("cap", int),
        factors={leaf.path[-1]: leaf.value for leaf in one.leaves("factors") if isinstance(leaf.value, float)},
        basis=one.basis,
    )


def manual(rules: Rules) -> Manual | None:
    """The work manual."""
    one = rules.section("manual")
    if one is None:
        return None
    sections = tuple(
        ManualSection(section.id, section.get("name", Text, Text()), section.get("content", str, "text"))
        for section in rules.sections("manual", "section")
    )
    return Manual(one.get("full", tuple, ()), one.get("short", str, "all others"), sections)
