"""The heading, classes, indicators and criteria, from the rules in force."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.catalogue.units import parse_unit, to_canonical
from growthpole.model.interval import UNBOUNDED, Interval
from growthpole.model.rules import Criterion, Indicator, PeerClass
from growthpole.model.text import Text
from growthpole.programme.file.statute import Rules, Section
from growthpole.programme.file.values.quantities import Quantity

__all__ = ["FACTS", "classes", "criteria", "indicators"]

FACTS = frozenset({"yes/no", "yes_no", "是/否"})
"""The units of a fact."""


def classes(rules: Rules) -> Iterator[PeerClass]:
    """The peer classes."""
    return (PeerClass(one.id, one.get("name", Text, Text()), one.basis) for one in rules.sections("class"))


def indicators(rules: Rules) -> Iterator[Indicator]:
    """The indicators."""
    return (_indicator(one) for one in rules.sections("indicator"))


def _indicator(one: Section) -> Indicator:
    unit = one.get("unit", str, "")
    return Indicator(
        one.id,
        one.get("name", Text, Text()),
        unit=unit,
        direction=one.get("direction", str, "up"),
        bounds=_bounds(one, unit),
        kind="yes/no" if unit in FACTS else "number",
        formula=one.get("formula", str, ""),
        of=one.get("of", str, "cluster"),
        carry_years=one.get("carry", int, 0),
        question=one.get("question", Text, Text()),
        proof=one.get("proof", Text, Text()),
        basis=one.basis,
    )


def _bounds(one: Section, unit: str) -> Interval:
    """All values it can take, in the canonical unit; a plain number in the file is in the indicator's unit."""
    given = one.find("range", tuple)
    if given is None:
        return Interval(0.0, 1.0) if unit in FACTS else UNBOUNDED
    low, high = (_end(end, unit) for end in given)
    return Interval(low, high)


def _end(end: Quantity, unit: str) -> float:
    return end.value if end.canonical else float(to_canonical(end.value, parse_unit(unit)))


def criteria(rules: Rules) -> Iterator[Criterion]:
    """The criteria, in the order of the file."""
    for one in rules.sections("criterion"):
        yield Criterion(
            one.id,
            one.get("name", Text, Text()),
            one.get("test", str, ""),
            one.get("proof", Text, Text()),
            one.basis,
            owner=one.get("owner", Text, Text()),
        )
