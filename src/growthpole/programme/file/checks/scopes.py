"""Which names an expression may use, by the place where it stands."""

from __future__ import annotations

from growthpole.catalogue.units import parse_unit
from growthpole.programme.file.faults import Path
from growthpole.programme.file.statute import Rules
from growthpole.programme.language.kinds import Scope
from growthpole.programme.language.names import SUPPLIED

__all__ = ["PLACES", "scope_at"]

_HELD = frozenset({"peer_class", "tier"})
_SCORED = _HELD | {"criteria_met", "score", "grade"}

PLACES: dict[str, tuple[frozenset[str], str | None]] = {
    "indicator": (frozenset(), "number"),
    "criterion": (_HELD, "test"),
    "index": (_HELD | {"criteria_met"}, "number"),
    "deduction": (_HELD | {"criteria_met"}, None),
    "bonus": (_HELD | {"criteria_met"}, None),
    "gate": (_SCORED, "test"),
    "veto": (_SCORED, "test"),
    "weakness": (_SCORED, "test"),
    "transitions": (_SCORED | {"warned", "gates_next", "gates_held", "vetoed"}, "test"),
    "fund": (SUPPLIED - {"threshold"}, "test"),
}
"""By the first part of the path: the names that are supplied there, and what an expression must be."""


def scope_at(rules: Rules, path: Path, threshold: str | None = None) -> Scope:
    """The names that an expression at a path may use."""
    words = {
        "grade": tuple(reversed(rules.ids("grade"))),
        "tier": tuple(rules.ids("tier")),
        "peer_class": tuple(rules.ids("class")),
    }
    criteria = frozenset() if path[0] in {"indicator", "criterion"} else frozenset(rules.ids("criterion"))
    return Scope(_units(rules), criteria, words, threshold, PLACES[path[0]][0])


def _units(rules: Rules) -> dict[str, str]:
    """The canonical unit of each indicator; a plain number where it is faulty, which was reported already."""
    given = {section.id: section.find("unit", str) for section in rules.sections("indicator")}
    return {name: parse_unit(unit).canonical if unit else "1" for name, unit in given.items()}
