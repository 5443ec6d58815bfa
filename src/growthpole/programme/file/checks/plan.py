"""The plan keeps within its years, names tiers that are there, and aims at what the ladder allows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from growthpole.errors import NameUnknownError, Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Leaf, Rules, Section

__all__ = ["LONGEST", "check"]

LONGEST = 20
"""Years that a plan may cover."""


def check(rules: Rules) -> Iterator[Problem]:
    """Years, tiers and targets of the plan."""
    plan = rules.section("plan")
    if plan is None:
        return
    yield from _length(plan)
    named = [leaf for tier in rules.ids("plan", "targets") for leaf in plan.leaves("targets", tier)]
    for leaf in (*plan.leaves("budgets"), *named):
        yield from _within(plan, leaf)
    yield from _tiers(rules, plan)
    yield from _targets(rules, plan)


def _length(plan: Section) -> Iterator[Problem]:
    leaf = plan.leaf("years")
    years = plan.find("years", int)
    if leaf is not None and years is not None and not 1 <= years <= LONGEST:
        yield fault(
            "plan-years", leaf.path, leaf.line, found=leaf.given, must=f"1 to {LONGEST} years",
            do="Shorten the plan, or lengthen it to a year.",
        )  # fmt: skip


def _within(plan: Section, leaf: Leaf) -> Iterator[Problem]:
    """A key that is a year, and one of the plan where the plan says its first."""
    year, first, years = leaf.path[-1], plan.find("first", str), plan.get("years", int, 3)
    if not (len(year) == 4 and year.isascii() and year.isdecimal()):
        yield fault(
            "plan-year", leaf.path, leaf.line, found=repr(year), must="a year of four digits",
            do='Write "2026" = ... with the year in quotation marks.',
        )  # fmt: skip
    elif first is not None and not int(first) <= int(year) < int(first) + years:
        yield fault(
            "plan-year", leaf.path, leaf.line, found=f"the year {year}",
            must=f"a year of the plan, {first} to {int(first) + years - 1}",
            do="Correct the year, or plan.first and plan.years.",
        )  # fmt: skip


def _tiers(rules: Rules, plan: Section) -> Iterator[Problem]:
    tiers = rules.ids("tier")
    places = [(one.id, one.path, one.line) for one in rules.sections("plan", "targets")]
    places += [(leaf.path[-1], leaf.path, leaf.line) for leaf in plan.leaves("priority")]
    for name, path, line in places:
        if name not in tiers:
            hint = str(NameUnknownError("tier", name, tiers)).partition(". ")[2]
            yield fault(
                "reference-undefined", path, line, found=f"the tier {name!r}", must="a tier that the file defines",
                do=f"{hint} Or add it below a heading for it.".strip(),
            )  # fmt: skip


def _targets(rules: Rules, plan: Section) -> Iterator[Problem]:
    """In one year no rung aims at more than the rung below it, or than its quota and those above hold."""
    given = {tier: {leaf.path[-1]: leaf for leaf in plan.leaves("targets", tier)} for tier in rules.ids("tier")}
    for lower, higher in pairwise(given):
        for year, leaf in given[higher].items():
            below = given[lower].get(year)
            if below is not None and _worth(leaf) > _worth(below):
                yield fault(
                    "target-order", leaf.path, leaf.line,
                    found=f"a target of {_worth(leaf)} for {higher!r}, and of {_worth(below)} for {lower!r} below it",
                    must="a target not above that of the rung below", do="Correct the targets.",
                )  # fmt: skip


def _worth(leaf: Leaf) -> int:
    return leaf.value if isinstance(leaf.value, int) else 0
