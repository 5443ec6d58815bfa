"""Where the register places a cluster on the programme's ladder: tiers and classes must be the programme's own."""

from __future__ import annotations

from collections.abc import Collection

from growthpole.errors import Problem
from growthpole.model.dossier import Dossier
from growthpole.model.programme import Programme
from growthpole.tables.links import Given
from growthpole.tables.notes import Notes

__all__ = ["check_standing"]


def check_standing(dossier: Dossier, programme: Programme, given: Given, notes: Notes) -> None:
    """Warn of clusters whose tier or class the programme does not have; they count as holding none."""
    for cluster in dossier.clusters:
        for column, word, known in (
            ("tier", cluster.tier, programme.tiers),
            ("peer_class", cluster.peer_class, programme.classes),
        ):
            if word and known and word not in known:
                notes.add(_problem(given, cluster.id, column, word, known))


def _problem(given: Given, cluster: str, column: str, word: str, known: Collection[str]) -> Problem:
    must = f"a {column} of the programme: {', '.join(known)}"
    found, do = f"{word!r} for {cluster!r}", "Correct it; until then it counts as none."
    code = f"{column.replace('_', '-')}-unknown"
    if "clusters" not in given:
        return Problem(code, "clusters", found, must, do, column=column, severity="warning")
    row = given.rows["clusters"].get(cluster)
    return given.tables["clusters"].problem(code, found, must, do, row=row, column=column, severity="warning")
