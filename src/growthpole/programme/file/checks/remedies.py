"""Remedies move figures that are collected, draw on what counties have, and never wait for each other in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import cast

from growthpole.catalogue.units import parse_unit
from growthpole.errors import NameUnknownError, Problem
from growthpole.model.rules import RESOURCES
from growthpole.programme.file.build.heading import FACTS
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Leaf, Rules, Section
from growthpole.programme.file.values.quantities import Quantity
from growthpole.programme.language.kinds import dimension

__all__ = ["check"]


def check(rules: Rules) -> Iterator[Problem]:
    """Effects, gains, uses and prerequisites."""
    indicators = {one.id: one for one in rules.sections("indicator")}
    for remedy in rules.sections("remedy"):
        for leaf in (*remedy.leaves("effect"), *remedy.leaves("adds")):
            if leaf.path[-1] in indicators:
                yield from _movable(leaf, indicators[leaf.path[-1]])
        for leaf in remedy.leaves("adds"):
            if leaf.path[-1] in indicators:
                yield from _fitting(leaf, indicators[leaf.path[-1]])
        for leaf in remedy.leaves("uses"):
            yield from _resource(leaf)
    yield from _circle(rules)


def _movable(leaf: Leaf, indicator: Section) -> Iterator[Problem]:
    """A formula would overrule what is said of its result; a county's figure is not one cluster's to move."""
    if indicator.has("formula"):
        yield fault(
            "effect-derived", leaf.path, leaf.line,
            found=f"a change of {indicator.id!r}, which follows from a formula",
            must="a change of a figure that is collected",
            do="Name the figures that its formula uses.",
        )  # fmt: skip
    elif (of := indicator.get("of", str, "cluster")) != "cluster":
        yield fault(
            "effect-of", leaf.path, leaf.line,
            found=f"a change of {indicator.id!r}, a figure of the {of}",
            must="a change of a figure of the cluster",
            do="Name a figure of the cluster that takes the remedy.",
        )  # fmt: skip


def _fitting(leaf: Leaf, indicator: Section) -> Iterator[Problem]:
    unit = indicator.find("unit", str)
    if unit is None:
        return
    ends, fact = cast(tuple[Quantity, Quantity], leaf.value), unit in FACTS
    if fact != (ends[0].canonical == "yes"):
        wanted = "`yes`, since it is a fact" if fact else f"a number in {unit}"
        yield fault(
            "gain-kind", leaf.path, leaf.line, found=ends[0].given, must=wanted,
            do='Write "yes".' if fact else 'Write such as "+1 .. +2".',
        )  # fmt: skip
        return
    canonical = parse_unit(unit).canonical
    for end in {end.given: end for end in ends if end.canonical and not fact}.values():
        if dimension(end.canonical) != dimension(canonical):
            yield fault(
                "unit-dimension", leaf.path, leaf.line, found=end.given, must=f"a change in {unit}",
                do="Write plain numbers in the unit of the indicator, or a unit of the same kind.",
            )  # fmt: skip


def _resource(leaf: Leaf) -> Iterator[Problem]:
    name, given = leaf.path[-1], cast(Quantity, leaf.value)
    if name not in RESOURCES:
        hint = str(NameUnknownError("resource", name, RESOURCES)).partition(". ")[2]
        yield fault(
            "resource-unknown", leaf.path, leaf.line, found=f"the resource {name!r}",
            must="one of " + ", ".join(RESOURCES), do=hint,
        )  # fmt: skip
    elif not given.canonical or dimension(given.canonical) != dimension(RESOURCES[name]):
        yield fault(
            "unit-dimension", leaf.path, leaf.line, found=given.given, must=f"a quantity of {name} with its unit",
            do=f'Write such as "10 {RESOURCES[name]}".',
        )  # fmt: skip
    elif given.value < 0:
        yield fault(
            "range", leaf.path, leaf.line, found=given.given, must="0 or more",
            do="Write it without a sign: it is what the remedy takes.",
        )  # fmt: skip


def _circle(rules: Rules) -> Iterator[Problem]:
    """The first circle of prerequisites; the next shows once it is broken."""
    given = {one.id: one.leaf("requires") for one in rules.sections("remedy")}
    needs = {name: [one for one in cast(tuple[str, ...], leaf.value) if one in given] if leaf else []
             for name, leaf in given.items()}  # fmt: skip
    try:
        tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        # The sorter tells the circle against the arrows of `requires`, its first remedy at both ends.
        circle = list(reversed(error.args[1]))
        start = circle.index(min(circle))
        ordered = [*circle[start:-1], *circle[:start], circle[start]] if start else circle
        leaf = given[ordered[0]]
        if leaf is not None:
            yield fault(
                "remedy-circle", leaf.path, leaf.line, found=" requires ".join(ordered),
                must="prerequisites that do not lead back to the remedy itself",
                do="Take one of them out of a `requires`.",
            )  # fmt: skip
