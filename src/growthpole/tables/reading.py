"""Reading evidence: a folder or workbook goes in; a dossier comes out, or every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TypeVar

from growthpole.errors import EvidenceError, Problem
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, PROGRAMME, EvidenceTable, Source
from growthpole.model.places import Cluster
from growthpole.model.text import Text
from growthpole.tables.against import Rules, note_against
from growthpole.tables.coding import recode
from growthpole.tables.columns import TABLES
from growthpole.tables.evidence import read_evidence
from growthpole.tables.firms import read_firms
from growthpole.tables.folder import read_files, read_map
from growthpole.tables.headings import understood
from growthpole.tables.ledger import check_references, read_ledger
from growthpole.tables.links import Given, check_links
from growthpole.tables.notes import Notes
from growthpole.tables.ordering import in_order, stacked
from growthpole.tables.raw import BrokenTableError, RawTable
from growthpole.tables.registers import read_clusters, read_industries, read_regions, read_sources
from growthpole.tables.words import SUBJECT_WORDS, folded, identifier

__all__ = ["examine", "read_dossier"]

Thing = TypeVar("Thing")


def read_dossier(path: str | PathLike[str], programme: Rules | None = None) -> Dossier:
    r"""Read a folder of CSV or Parquet files, or one Excel workbook.

    Parameters
    ----------
    path : path
        A folder with ``evidence`` and, where given, ``clusters``, ``sources``, ``regions``, ``industries``,
        ``firms`` and ``boundaries.geojson``; or a workbook with sheets of these names.
    programme : Programme or mapping of str to Indicator, optional
        Rules to check the evidence against.

    Returns
    -------
    Dossier
        Everything handed in; values in canonical units, rows in canonical order. Warnings are dropped; `examine`
        gives them.

    Raises
    ------
    EvidenceError
        With every fault found; nothing is taken in.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     text = "cluster,indicator,period,value,unit\nqixian,output,2023年,16.56,亿元\n"
    ...     _ = Path(folder, "evidence.csv").write_text(text, encoding="utf-8")
    ...     dossier = read_dossier(folder)
    >>> row = dossier.evidence[0]
    >>> row.subject, row.period, row.value, str(row.status), str(row.origin)
    ('qixian', '2023', 1656000000.0, 'reported', 'evidence.csv, row 2')
    """
    dossier, problems = examine(path, programme)
    if dossier is None:
        raise EvidenceError([problem for problem in problems if problem.severity == "error"])
    return dossier


def examine(path: str | PathLike[str], programme: Rules | None = None) -> tuple[Dossier | None, tuple[Problem, ...]]:
    r"""Read as `read_dossier` does, and return the problems instead of raising.

    Parameters
    ----------
    path : path
        A folder or a workbook.
    programme : Programme or mapping of str to Indicator, optional
        Rules to check the evidence against.

    Returns
    -------
    tuple of Dossier or None, and of Problem
        The dossier, ``None`` when one of the problems is an error; and all problems, warnings included, in the
        order of the files.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     text = "cluster,indicator,period,value,unit\nqixian,output,2023,近17,亿元\n"
    ...     _ = Path(folder, "evidence.csv").write_text(text, encoding="utf-8")
    ...     dossier, problems = examine(folder)
    >>> dossier is None, problems[0].place, problems[0].do
    (True, 'evidence.csv, row 2, column value', "Type the bare number and set the status to 'upper bound'.")
    """
    notes, tables = Notes(), []
    raw, hashes = read_files(Path(path), notes)
    dossier = None
    try:
        tables = [table for table in (understood(one, notes) for one in raw) if table is not None]
        dossier = _dossier(Path(path), tables, hashes, notes)
        given = _given(tables)
        check_links(dossier, given, notes)
        check_references(dossier, given, notes)
        if programme is not None:
            note_against(dossier, programme, notes, given)
    except BrokenTableError as error:
        notes.add(error.problem)
    problems = tuple(_as_written(problem, tables) for problem in notes.problems())
    return (None if notes.errors else dossier), problems


def _dossier(path: Path, tables: Sequence[RawTable], hashes: dict[str, str], notes: Notes) -> Dossier:
    evidence = stacked([read_evidence(table, notes) for table in tables if table.kind == "evidence"])
    clusters = _all(tables, "clusters", read_clusters, notes)
    sources = _all(tables, "sources", read_sources, notes)
    evidence = in_order(replace(evidence, subject=recode(evidence.subject, _subject_reader(clusters))))
    # A register with headings only says nothing, as in a template that is half filled in.
    has = {table.kind for table in tables if len(table)}
    return Dossier(
        clusters=tuple(clusters) if "clusters" in has else _subjects(evidence),
        evidence=evidence,
        sources=tuple(sources) if "sources" in has else _named_sources(evidence),
        regions=tuple(_all(tables, "regions", read_regions, notes)),
        industries=tuple(_all(tables, "industries", read_industries, notes)),
        firms=tuple(_all(tables, "firms", read_firms, notes)),
        boundaries=read_map(path, notes, hashes),
        ledgers={table.kind: read_ledger(table, notes) for table in tables if TABLES[table.kind].key},
        hashes=hashes,
    )


def _all(
    tables: Sequence[RawTable], kind: str, read: Callable[[RawTable, Notes], list[Thing]], notes: Notes
) -> list[Thing]:
    return [thing for table in tables if table.kind == kind for thing in read(table, notes)]


def _subject_reader(clusters: Sequence[Cluster]) -> Callable[[str], str]:
    """Reads a subject: an id, a cluster's name in either language, or a word for the programme or for all."""
    names: dict[str, str] = {}
    for cluster in clusters:
        for name in (cluster.name.en, cluster.name.zh):
            # A name that two clusters bear says nothing.
            names[folded(name)] = "" if folded(name) in names else cluster.id
    names |= {folded(cluster.id): cluster.id for cluster in clusters}
    names |= {folded(word): subject for subject, words in SUBJECT_WORDS.items() for word in words}
    return lambda word: names.get(folded(word)) or word


def _subjects(evidence: EvidenceTable) -> tuple[Cluster, ...]:
    """Without a register, whatever the evidence speaks of is a cluster."""
    return tuple(Cluster(word, Text(word)) for word in evidence.subject.words if word not in {PROGRAMME, ALL})


def _named_sources(evidence: EvidenceTable) -> tuple[Source, ...]:
    return tuple(Source(word, Text(word)) for word in evidence.source.words)


def _given(tables: Sequence[RawTable]) -> Given:
    rows = {}
    registers = {table.kind: table for table in tables if table.kind != "evidence" and len(table)}
    for kind, table in registers.items():
        names = (identifier(word) for word in table.text(TABLES[kind].columns[0].name).fill_null("").to_list())
        rows[kind] = dict(zip(names, table.rows.tolist(), strict=True))
    return Given(registers, rows)


def _as_written(problem: Problem, tables: Sequence[RawTable]) -> Problem:
    """The problem with the heading as it stands in the file."""
    for table in tables:
        column = problem.column
        if column in table.place and (table.file, table.sheet) == (problem.file, problem.sheet):
            return replace(problem, column=table.heading(str(column)))
    return problem
