"""Grades fall from the best to the worst, and every score has one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from growthpole.errors import Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Rules

__all__ = ["check"]


def check(rules: Rules) -> Iterator[Problem]:
    """The grades."""
    grades = list(rules.sections("grade"))
    if not grades:
        return
    if rules.section("index") is None:
        yield fault(
            "grade-scoreless",
            grades[0].path,
            grades[0].line,
            found="grades, and no [index]",
            must="an index that gives the points",
            do="Add an [index], or remove the grades.",
        )
    leaves = [leaf for grade in grades if (leaf := grade.leaf("at_least")) is not None]
    for better, worse in pairwise(leaves):
        if float(str(worse.value)) >= float(str(better.value)):
            yield fault(
                "grade-order",
                worse.path,
                worse.line,
                found=f"{worse.value:g} points after {better.value:g}",
                must="grades from the best to the worst, each from fewer points on",
                do="Put the grades in order.",
            )
    if len(leaves) == len(grades) and float(str(leaves[-1].value)) > 0:
        yield fault(
            "grade-gap",
            leaves[-1].path,
            leaves[-1].line,
            found=f"no grade below {leaves[-1].value:g} points",
            must="a last grade from 0 points on, so that every score has a grade",
            do="Add a grade with at_least = 0.",
        )
