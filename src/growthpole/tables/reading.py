"""Reading evidence: a folder or workbook goes in; a dossier comes out, or every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from typing import TypeVar

from growthpole.errors import EvidenceError, Problem
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, PROGRAMME, EvidenceTable, Source
from growthpole.model.places import Cluster
from growthpole.model.text import Text
from growthpole.tables.evidence import read_evidence
from growthpole.tables.folder import read_files
from growthpole.tables.headings import understood
from growthpole.tables.notes import Notes
from growthpole.tables.ordering import in_order, stacked
from growthpole.tables.raw import RawTable
from growthpole.tables.registers import read_clusters, read_firms, read_industries, read_regions, read_sources

__all__ = ["examine", "read_dossier"]

Thing = TypeVar("Thing")


def read_dossier(path: str | PathLike[str]) -> Dossier:
    """Read a folder of CSV or Parquet files, or one Excel workbook.

    Parameters
    ----------
    path : path
        A folder with ``evidence`` and, where given, ``clusters``, ``sources``, ``regions``, ``industries`` and
        ``firms``; or a workbook with sheets of these names.

    Returns
    -------
    Dossier
        Everything handed in; values in canonical units, rows in canonical order. Warnings are dropped; `examine`
        gives them.

    Raises
    ------
    EvidenceError
        With every fault found; nothing is taken in.
    """
    dossier, problems = examine(path)
    if dossier is None:
        raise EvidenceError([problem for problem in problems if problem.severity == "error"])
    return dossier


def examine(path: str | PathLike[str]) -> tuple[Dossier | None, tuple[Problem, ...]]:
    """Read as `read_dossier` does, and return the problems instead of raising.

    Parameters
    ----------
    path : path
        A folder or a workbook.

    Returns
    -------
    tuple of Dossier or None, and of Problem
        The dossier, ``None`` when one of the problems is an error; and all problems, warnings included.
    """
    notes = Notes()
    raw, hashes = read_files(Path(path), notes)
    tables = [table for table in (understood(one, notes) for one in raw) if table is not None]
    dossier = _dossier(tables, hashes, notes)
    return (None if notes.errors else dossier), notes.problems()


def _dossier(tables: Sequence[RawTable], hashes: dict[str, str], notes: Notes) -> Dossier:
    evidence = in_order(stacked([read_evidence(table, notes) for table in tables if table.kind == "evidence"]))
    clusters = _all(tables, "clusters", read_clusters, notes)
    sources = _all(tables, "sources", read_sources, notes)
    return Dossier(
        clusters=tuple(clusters) if _given(tables, "clusters") else _subjects(evidence),
        evidence=evidence,
        sources=tuple(sources) if _given(tables, "sources") else _named_sources(evidence),
        regions=tuple(_all(tables, "regions", read_regions, notes)),
        industries=tuple(_all(tables, "industries", read_industries, notes)),
        firms=tuple(_all(tables, "firms", read_firms, notes)),
        hashes=hashes,
    )


def _given(tables: Sequence[RawTable], kind: str) -> bool:
    return any(table.kind == kind for table in tables)


def _all(
    tables: Sequence[RawTable], kind: str, read: Callable[[RawTable, Notes], list[Thing]], notes: Notes
) -> list[Thing]:
    return [thing for table in tables if table.kind == kind for thing in read(table, notes)]


def _subjects(evidence: EvidenceTable) -> tuple[Cluster, ...]:
    """Without a register, whatever the evidence speaks of is a cluster."""
    return tuple(Cluster(word, Text(word)) for word in evidence.subject.words if word not in {PROGRAMME, ALL})


def _named_sources(evidence: EvidenceTable) -> tuple[Source, ...]:
    return tuple(Source(word, Text(word)) for word in evidence.source.words)
