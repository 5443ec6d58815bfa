"""The index and the adjustments, from the rules in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from growthpole.model.rules import Adjustment, Index, Indicator, ScoreGroup, ScoreItem
from growthpole.model.text import Text
from growthpole.programme.file.statute import Rules, Section
from growthpole.programme.file.values.numbers import exact
from growthpole.programme.file.values.quantities import Quantity

__all__ = ["adjustments", "index"]

_NOTHING = Quantity(0.0, "", "0")


def index(rules: Rules, indicators: Mapping[str, Indicator]) -> Index | None:
    """The index; weights are divided by their sum."""
    heading = rules.section("index")
    if heading is None:
        return None
    groups = list(rules.sections("index"))
    total = _total(groups)
    missing = heading.get("missing", str, "unknown")
    return Index(
        tuple(_group(one, total, missing, indicators) for one in groups),
        heading.get("aggregate", str, "arithmetic"),
        heading.get("scale", float, 100.0),
        heading.basis,
    )


def _total(sections: list[Section]) -> Fraction:
    return sum((exact(one.get("weight", float, 0.0)) for one in sections), Fraction(0))


def _share(one: Section, total: Fraction) -> float:
    return float(exact(one.get("weight", float, 0.0)) / total)


def _group(one: Section, total: Fraction, missing: str, indicators: Mapping[str, Indicator]) -> ScoreGroup:
    items = list(one.rules.sections(*one.path))
    within = _total(items)
    return ScoreGroup(
        one.id,
        one.get("name", Text, Text()),
        _share(one, total),
        tuple(_item(item, within, missing, indicators) for item in items),
        one.basis,
    )


def _item(one: Section, total: Fraction, missing: str, indicators: Mapping[str, Indicator]) -> ScoreItem:
    named = indicators[one.id].name if one.id in indicators else Text(one.id.replace("_", " "))
    return ScoreItem(
        one.id,
        one.get("name", Text, named),
        value=one.get("value", str, one.id),
        weight=_share(one, total),
        worst=one.get("worst", Quantity, _NOTHING).value,
        best=one.get("best", Quantity, _NOTHING).value,
        cap=one.get("cap", float, 1.0),
        missing=one.get("missing", str, missing),
        basis=one.basis,
    )


def adjustments(rules: Rules) -> Iterator[Adjustment]:
    """The deductions, as negative points, and the bonus points."""
    for table, sign in (("deduction", -1.0), ("bonus", 1.0)):
        for one in rules.sections(table):
            points, count = sign * one.get("points", float, 0.0), one.get("count", str, "")
            yield Adjustment(one.id, one.get("name", Text, Text()), points, count, one.find("cap", float), one.basis)
