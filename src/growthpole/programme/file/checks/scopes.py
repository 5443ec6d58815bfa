"""Which names an expression may use, by the place where it stands."""

from __future__ import annotations

from growthpole.catalogue.units import parse_unit
from growthpole.programme.file.faults import Path
from growthpole.programme.file.statute import Rules
from growthpole.programme.language.kinds import Scope
from growthpole.programme.language.names import SUPPLIED

__all__ = ["PLACES", "scope_at"]

_HELD = frozenset({"peer_class", "tier"})
_JUDGED = _HELD | {"criteria_met", "vetoed"}
_SCORED = _JUDGED | {"score", "grade"}
_CLIMBED = _SCORED | {"gates_next", "gates_held"}

PLACES: dict[str, tuple[frozenset[str], str | None]] = {
    "indicator": (frozenset(), "number"),
    "criterion": (_HELD, "test"),
    "veto": (_HELD | {"criteria_met"}, "test"),
    "index": (_JUDGED, "number"),
    "deduction": (_JUDGED, None),
    "bonus": (_JUDGED, None),
    "gate": (_SCORED, "test"),
    "weakness": (_CLIMBED, "test"),
    "transitions": (_CLIMBED | {"warned"}, "test"),
    "fund": (SUPPLIED - {"threshold"}, "test"),
}
"""By the first part of the path: the names that are supplied there, and what an expression must be.

A rule sees what was found before it: criteria, vetoes, score, grade, gates, moves, awards, in this order.
"""


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
