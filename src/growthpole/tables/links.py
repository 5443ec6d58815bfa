"""Do the tables go together? Every name that a row refers to must stand in its register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from growthpole.errors import NameUnknownError
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, PROGRAMME, EvidenceTable
from growthpole.tables.boundaries import feature_code, outside
from growthpole.tables.industry_codes import check_codes
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable
from growthpole.tables.rows import flag_rows, row_problem

__all__ = ["Given", "check_links", "near"]


@dataclass(frozen=True)
class Given:
    """Which registers were handed in, and where their rows stand.

    Attributes
    ----------
    tables : mapping of str to RawTable
        The register tables by name.
    rows : mapping of str to mapping of str to int
        For each of them, id to row.
    """

    tables: Mapping[str, RawTable] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def __contains__(self, kind: object) -> bool:
        return kind in self.tables


def check_links(dossier: Dossier, given: Given, notes: Notes) -> None:
    """Note every reference to a cluster, region, industry or source that its register does not hold."""
    regions = _regions(dossier)
    _check_subjects(dossier, given, regions, notes)
    if "sources" in given:
        known = [source.id for source in dossier.sources]
        _check_words(dossier.evidence, "source", known, notes)
        _check(given, "clusters", "source", ((one.id, one.source) for one in dossier.clusters), known, notes)
    if "regions" in given:
        _check(given, "clusters", "region_code", ((one.id, one.region) for one in dossier.clusters), regions, notes)
        _check(given, "firms", "region_code", ((one.id, one.region) for one in dossier.firms), regions, notes)
    if "industries" in given:
        codes = [industry.code for industry in dossier.industries]
        leading = ((one.id, code) for one in dossier.clusters for code in one.industries)
        _check(given, "clusters", "industries", leading, codes, notes)
        _check(given, "firms", "industry_code", ((one.id, one.industry) for one in dossier.firms), codes, notes)
    elif "firms" in given:
        check_codes(given.tables["firms"], dossier.firms, notes)
    if "clusters" in given:
        members = ((one.id, one.cluster) for one in dossier.firms)
        _check(given, "firms", "cluster", members, dossier.cluster_index, notes)
    _check_places(dossier, given, notes)


def _regions(dossier: Dossier) -> set[str]:
    drawn = {feature_code(feature) for feature in dossier.boundaries.get("features", ())}
    return {region.code for region in dossier.regions} | (drawn - {""})


def _check_subjects(dossier: Dossier, given: Given, regions: set[str], notes: Notes) -> None:
    if "clusters" not in given:
        return
    known = [*dossier.cluster_index, *sorted(regions | {one.region for one in dossier.clusters if one.region})]
    _check_words(dossier.evidence, "subject", [*known, PROGRAMME, ALL], notes)


_NOUNS = {
    "region_code": ("region", "regions"),
    "industries": ("industry", "industries"),
    "industry_code": ("industry", "industries"),
    "cluster": ("cluster", "clusters"),
    "source": ("source", "sources"),
}
_WORDS = {
    "subject": ("cluster", "a cluster of the register, a region code, *programme* or *all*"),
    "source": ("source", "a source of the register"),
}


def _check_words(evidence: EvidenceTable, column: str, known: Collection[str], notes: Notes) -> None:
    """Note the rows whose word of a coded column is not known."""
    codes, names = getattr(evidence, column), frozenset(known)
    unknown = np.array([word not in names for word in codes.words] + [False])[codes.code]
    heading, must = _WORDS[column]
    flag_rows(
        notes, evidence, unknown,
        lambda row: row_problem(
            evidence, row, f"{heading}-unknown", repr(codes[row]), must,
            f"Correct it, or add it to {heading}s.{near(codes[row], known)}", column=heading,
        ),
    )  # fmt: skip


def near(word: str, known: Iterable[str]) -> str:
    """The hint of an unknown name: `` Did you mean ...?`` or nothing."""
    message = str(NameUnknownError("", word, known))
    return message[message.index(" Did you") :] if " Did you" in message else ""


def _check(
    given: Given, kind: str, column: str, pairs: Iterable[tuple[str, str]], known: Collection[str], notes: Notes
) -> None:
    """Note the rows of a register that refer to what is not known; an empty cell refers to nothing."""
    names = frozenset(known)
    for name, word in pairs if kind in given else ():
        if word and word not in names:
            notes.add(
                given.tables[kind].problem(
                    f"{_NOUNS[column][0]}-unknown", repr(word), f"one of the {_NOUNS[column][1]} handed in",
                    f"Correct it, or add it to {_NOUNS[column][1]}.{near(word, known)}",
                    row=given.rows[kind].get(name), column=column,
                )
            )  # fmt: skip


def _check_places(dossier: Dossier, given: Given, notes: Notes) -> None:
    for cluster in dossier.clusters if "clusters" in given else ():
        elsewhere = outside(cluster, dossier.boundaries)
        if elsewhere is not None:
            there = f"region {elsewhere}" if elsewhere else "none of the regions drawn"
            notes.add(
                given.tables["clusters"].problem(
                    "coordinate-outside", f"{cluster.longitude}, {cluster.latitude}, which lies in {there}",
                    f"a place in region {cluster.region}",
                    "Correct the coordinates or the region; a search by name often finds a namesake elsewhere.",
                    row=given.rows["clusters"].get(cluster.id), column="longitude", severity="warning",
                )
            )  # fmt: skip
