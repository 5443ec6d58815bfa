"""The range of an indicator is in its own unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from growthpole.catalogue.units import parse_unit, to_canonical
from growthpole.errors import Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Leaf, Rules
from growthpole.programme.file.values.quantities import Quantity
from growthpole.programme.language.kinds import dimension

__all__ = ["check"]


def check(rules: Rules) -> Iterator[Problem]:
    """The ends of every range."""
    for section in rules.sections("indicator"):
        leaf, unit = section.leaf("range"), section.find("unit", str)
        if leaf is None or unit is None or not isinstance(leaf.value, tuple):
            continue
        ends = cast(tuple[Quantity, Quantity], leaf.value)
        wanted = parse_unit(unit).canonical
        strange = [end for end in ends if end.canonical and dimension(end.canonical) != dimension(wanted)]
        for end in strange:
            yield _strange(leaf, end, unit)
        if not strange and _worth(ends[0], unit) > _worth(ends[1], unit):
            yield _turned(leaf, ends)


def _worth(end: Quantity, unit: str) -> float:
    return end.value if end.canonical else float(to_canonical(end.value, parse_unit(unit)))


def _strange(leaf: Leaf, end: Quantity, unit: str) -> Problem:
    return fault(
        "unit-dimension",
        leaf.path,
        leaf.line,
        found=end.given,
        must=f"a value in {unit}, the unit of the indicator",
        do="Write plain numbers in the unit of the indicator, or a unit of the same kind.",
    )


def _turned(leaf: Leaf, ends: tuple[Quantity, Quantity]) -> Problem:
    return fault(
        "range-order",
        leaf.path,
        leaf.line,
        found=f"{ends[0].given} to {ends[1].given}",
        must="a range whose low end is not above its high end",
        do="Exchange the two.",
    )
