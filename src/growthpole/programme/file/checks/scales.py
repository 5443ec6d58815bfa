"""A scored item runs from one reference to another, in the unit of what is scored."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.errors import Problem
from growthpole.programme.file.checks.scopes import scope_at
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Rules, Section
from growthpole.programme.file.values.quantities import Quantity
from growthpole.programme.language.checking import kind_of
from growthpole.programme.language.faults import ExpressionError
from growthpole.programme.language.kinds import dimension
from growthpole.programme.language.parsing import parse

__all__ = ["check"]


def check(rules: Rules) -> Iterator[Problem]:
    """Groups without items, items without an indicator, equal references, wrong units, turned scales."""
    heading = rules.section("index")
    if heading is not None and not rules.ids("index"):
        yield _empty(heading, "group")
    for group in rules.sections("index"):
        items = list(rules.sections(*group.path))
        if not items:
            yield _empty(group, "item")
        for item in items:
            yield from _item(rules, item)


def _empty(section: Section, what: str) -> Problem:
    return fault(
        "index-empty",
        section.path,
        section.line,
        found=f"no {what}",
        must=f"at least one {what} below the heading",
        do=f"Add a {what}, or remove the heading.",
    )


def _item(rules: Rules, item: Section) -> Iterator[Problem]:
    if item.leaf("value") is None and item.id not in rules.ids("indicator"):
        yield fault(
            "reference-undefined",
            item.path,
            item.line,
            found=f"the item {item.id!r} without a `value`",
            must="called as an indicator, or with a `value` of its own",
            do=f'Add value = "...", or define [indicator.{item.id}].',
        )
    worst, best = item.find("worst", Quantity), item.find("best", Quantity)
    if worst is None or best is None:
        return
    yield from _units(rules, item)
    if worst.value == best.value:
        yield _equal(item, worst, best)
    else:
        yield from _turned(rules, item, rising=best.value > worst.value)


def _units(rules: Rules, item: Section) -> Iterator[Problem]:
    """Both references are in the unit of the value; a zero needs none."""
    try:
        kind = kind_of(parse(item.get("value", str, item.id)), scope_at(rules, item.path))
    except ExpressionError:
        return  # told by the check of expressions
    for name in ("worst", "best"):
        leaf, given = item.leaf(name), item.find(name, Quantity)
        if leaf is None or given is None or (given.value == 0 and not given.canonical):
            continue
        if dimension(given.canonical or "1") != dimension(kind.unit):
            yield fault(
                "unit-missing" if not given.canonical else "unit-dimension",
                leaf.path,
                leaf.line,
                found=given.given,
                must=f"a reference in {kind.unit}, as the figure that is scored",
                do=f'Write the unit after the number, such as "{given.value:g} {kind.unit}".',
            )


def _equal(item: Section, worst: Quantity, best: Quantity) -> Problem:
    leaf = item.leaf("best")
    return fault(
        "scale-flat",
        (*item.path, "best"),
        leaf.line if leaf else item.line,
        found=f"worst = {worst.given} and best = {best.given}",
        must="two different references",
        do="Set the values that give no points and all points.",
    )


def _turned(rules: Rules, item: Section, rising: bool) -> Iterator[Problem]:
    """Where the indicator itself is scored, its direction and the scale say the same."""
    indicator = rules.section("indicator", item.get("value", str, item.id))
    direction = indicator.get("direction", str, "up") if indicator else "neutral"
    if direction != "neutral" and (direction == "up") != rising:
        leaf = item.leaf("best")
        yield fault(
            "scale-turned",
            (*item.path, "best"),
            leaf.line if leaf else item.line,
            found=f"a scale on which {'more' if rising else 'less'} is better",
            must=f"the direction of the indicator, which is {direction!r}",
            do="Exchange worst and best, or correct the direction of the indicator.",
        )
