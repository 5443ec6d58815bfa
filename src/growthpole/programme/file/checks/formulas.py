"""No indicator follows from itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from growthpole.errors import Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Rules
from growthpole.programme.language.faults import ExpressionError
from growthpole.programme.language.names import names
from growthpole.programme.language.parsing import parse

__all__ = ["check"]


def check(rules: Rules) -> Iterator[Problem]:
    """Circles of formulas, each told once."""
    used = {section.id: _used(section.find("formula", str)) for section in rules.sections("indicator")}
    told: set[frozenset[str]] = set()
    for start in used:
        circle = _circle(start, used)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            leaf = rules.leaf("indicator", start, "formula")
            yield fault(
                "formula-circle",
                ("indicator", start, "formula"),
                leaf.line if leaf else 0,
                found=" → ".join([*circle, start]),
                must="a formula that does not lead back to its own indicator",
                do="Let one of them be collected instead, or use other indicators.",
            )


def _used(formula: str | None) -> list[str]:
    try:
        return sorted(names(parse(formula))) if formula else []
    except ExpressionError:
        return []  # told by the check of expressions


def _circle(start: str, used: Mapping[str, list[str]]) -> list[str]:
    """The shortest way from an indicator back to itself, empty when there is none."""
    paths, seen = [[start]], set[str]()
    for path in paths:
        for name in used.get(path[-1], []):
            if name == start:
                return path
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []
