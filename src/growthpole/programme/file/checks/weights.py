"""Weights add up: groups to 100 or 1, items to 100, to 1 or to the weight of their group."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from growthpole.errors import Problem
from growthpole.programme.file.faults import Path, dotted, fault
from growthpole.programme.file.statute import Leaf, Rules
from growthpole.programme.file.values.numbers import exact

__all__ = ["check"]

_WHOLE = (Fraction(100), Fraction(1))
_ROUNDING = Fraction(1, 10**6)


def check(rules: Rules) -> Iterator[Problem]:
    """The weights of the index and of the factors."""
    if "index" in {path[0] for path in rules.tables}:
        yield from _add_up(rules, ("index",), _leaves(rules, ("index",)), _WHOLE)
        for group in rules.sections("index"):
            own = group.find("weight", float)
            totals = _WHOLE if own is None else (*_WHOLE, exact(own))
            yield from _add_up(rules, group.path, _leaves(rules, group.path), totals)
    for part in rules.sections("fund", "part"):
        if part.find("mode", str) == "factor":
            yield from _add_up(rules, part.path, list(part.leaves("factors")), _WHOLE)


def _leaves(rules: Rules, path: Path) -> list[Leaf]:
    """The weights below a path; none where one of them is missing or faulty, which was reported already."""
    found = [section.leaf("weight") for section in rules.sections(*path)]
    return [leaf for leaf in found if leaf is not None] if None not in found else []


def _add_up(rules: Rules, path: Path, leaves: list[Leaf], totals: tuple[Fraction, ...]) -> Iterator[Problem]:
    total = sum((exact(leaf.value) for leaf in leaves if isinstance(leaf.value, float)), Fraction(0))
    if not leaves or any(abs(total - one) <= _ROUNDING for one in totals):
        return
    allowed = " or ".join(dict.fromkeys(f"{float(one):g}" for one in totals))
    shown = " + ".join(f"{leaf.value:g}" for leaf in leaves if isinstance(leaf.value, float))
    yield fault(
        "weights-sum",
        path,
        rules.tables[path].line,
        found=f"{shown} = {float(total):g}",
        must=f"weights in {dotted(path)} that add up to {allowed}",
        do="Correct the weights; each stands on its own line below the heading.",
    )
