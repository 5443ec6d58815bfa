"""Projects and candidate firms out of their ledgers, every fault named by row and column."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from growthpole.errors import EvidenceError, Problem
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.project import RESOURCES, Candidate, Project
from growthpole.model.text import Text

__all__ = ["Setting", "candidates_of", "projects_of"]

_AMOUNTS = ("investment", "output", *(resource.column for resource in RESOURCES.values()))
_MERITS = ("patents", "quality_marks", "demonstration")


@dataclass(frozen=True)
class Setting:
    """What the rows of a ledger may refer to.

    Attributes
    ----------
    sectors : collection of str
        Codes of the input-output table.
    regions : mapping of str to str
        Region of each cluster.
    stages : mapping of str to collection of str
        Stages of the chain of each cluster, where it has one.
    """

    sectors: Collection[str]
    regions: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, Collection[str]] = field(default_factory=dict)


def projects_of(records: Sequence[Record], setting: Setting) -> tuple[Project, ...]:
    """Read the project ledger.

    Parameters
    ----------
    records : sequence of Record
        Rows of the ledger ``projects``.
    setting : Setting
        The sectors, clusters and stages there are.

    Returns
    -------
    tuple of Project
        In the order of the ledger, which is that of its key; empty for none. A project without a county stands in
        that of its cluster.

    Raises
    ------
    EvidenceError
        With every fault: a sector that the table does not have, a stage that the cluster's chain does not have, an
        amount below 0, a project that produces and does not say since when.

    Examples
    --------
    >>> blank = dict.fromkeys(("name_en", "name_zh", "region_code", "stage", "firm", "source", "investment", "jobs",
    ...     "land", "energy", "water", "transport"))
    >>> row = Record({**blank, "project": "p1", "cluster": "glass", "sector": "57", "state": "producing",
    ...     "year": "2024", "output": Interval(2e8, 3e8)}, "projects.csv", 2)
    >>> found, = projects_of([row], Setting({"057"}, {"glass": "140727"}))
    >>> found.sector, found.region, found.produces_by(2024), found.output
    ('057', '140727', True, Interval(low=200000000.0, high=300000000.0))
    """
    _refuse([problem for row in records for problem in _project_faults(row, setting)])
    return tuple(_project(row, setting) for row in records)


def candidates_of(records: Sequence[Record], setting: Setting) -> tuple[Candidate, ...]:
    """Read the table of candidate firms.

    Parameters
    ----------
    records : sequence of Record
        Rows of the ledger ``candidates``.
    setting : Setting
        The sectors, clusters and stages there are.

    Returns
    -------
    tuple of Candidate
        In the order of the ledger; empty for none.

    Raises
    ------
    EvidenceError
        With every fault, as for `projects_of`.
    """
    _refuse([problem for row in records for problem in _shared_faults(row, setting, _MERITS)])
    return tuple(_candidate(row, setting) for row in records)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise EvidenceError(sorted(problems, key=lambda one: (one.row or 0, one.column or "")))


def _project(row: Record, setting: Setting) -> Project:
    year = row.text("year")
    return Project(
        row.text("project"),
        _name(row, "project"),
        row.text("cluster"),
        row.text("region_code") or setting.regions.get(row.text("cluster"), ""),
        row.text("stage"),
        _sector(row, setting),
        row.text("state"),
        int(year) if year else None,
        row.figure("investment"),
        row.figure("output"),
        _needs(row),
        row.text("firm"),
        row.text("source"),
        row.place,
    )


def _candidate(row: Record, setting: Setting) -> Candidate:
    merits = {name: figure for name in _MERITS if (figure := row.figure(name)) is not None}
    return Candidate(
        row.text("firm"),
        _name(row, "firm"),
        row.text("home_region"),
        row.text("cluster"),
        row.text("region_code") or setting.regions.get(row.text("cluster"), ""),
        row.text("stage"),
        _sector(row, setting),
        row.figure("output"),
        row.figure("investment"),
        _needs(row),
        merits,
        row.text("source"),
        row.place,
    )


def _name(row: Record, key: str) -> Text:
    return (
        Text(row.text("name_en"), row.text("name_zh"))
        if row.text("name_en") or row.text("name_zh")
        else Text(row.text(key), row.text(key))
    )


def _needs(row: Record) -> dict[str, Interval]:
    return {name: figure for name, resource in RESOURCES.items() if (figure := row.figure(resource.column)) is not None}


def _sector(row: Record, setting: Setting) -> str:
    """The code as the table writes it: a spreadsheet makes 57 of 057."""
    given = row.text("sector")
    padded = given.zfill(3)
    return padded if given.isdigit() and padded in setting.sectors else given


def _project_faults(row: Record, setting: Setting) -> Iterator[Problem]:
    yield from _shared_faults(row, setting)
    if row.text("state") == "producing" and not row.text("year"):
        yield _fault(
            row, "year", "year-missing", "an empty cell", "the year since which a project that produces does so",
            "Fill in the year: the change of the gap is measured from it.",
        )  # fmt: skip


def _shared_faults(row: Record, setting: Setting, further: tuple[str, ...] = ()) -> Iterator[Problem]:
    sector, stage, cluster = _sector(row, setting), row.text("stage"), row.text("cluster")
    if sector and sector not in setting.sectors:
        yield _fault(
            row, "sector", "sector-unknown", repr(row.text("sector")), "a sector of the input-output table",
            f"Correct the code.{_near(sector, setting.sectors)}",
        )  # fmt: skip
    stages = setting.stages.get(cluster, ())
    if stage and stages and stage not in stages:
        yield _fault(
            row, "stage", "stage-unknown", repr(stage), f"a stage of the chain of {cluster!r}",
            f"Correct it, or leave it empty and give the sector.{_near(stage, stages)}",
        )  # fmt: skip
    for column in (*_AMOUNTS, *further):
        figure = row.figure(column)
        if figure is not None and (figure.low < 0 or math.isinf(figure.low)):
            yield _fault(
                row, column, "amount-negative", f"{figure}", "0 or more",
                "Correct the figure; leave the cell empty where nothing is known.",
            )  # fmt: skip


def _fault(row: Record, column: str, code: str, found: str, must: str, do: str) -> Problem:
    return Problem(code, row.file, found, must, do, row=row.row, column=column)


def _near(word: str, known: Collection[str]) -> str:
    """The nearest names that exist, in a sentence; nothing where none is near."""
    near = get_close_matches(word, sorted(known), n=3, cutoff=0.6)
    return " Did you mean " + " or ".join(map(repr, near)) + "?" if near else ""
