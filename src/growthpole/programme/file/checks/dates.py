"""Rules begin with the programme or after it, and what must be there is there from the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from growthpole.errors import Problem
from growthpole.programme.file.faults import Path, fault
from growthpole.programme.file.schema import SCHEMA, Branch, Key
from growthpole.programme.file.statute import Statute

__all__ = ["check_dates"]


def check_dates(statute: Statute, begin: date) -> Iterator[Problem]:
    """The dates of all versions of all rules."""
    for path, table in statute.tables.items():
        if table.since is not None and table.since < begin:
            yield _early(path, table.line, table.since, begin)
    for path, versions in statute.versions.items():
        table_since = statute.tables[path[:-1]].since
        for version in versions:
            if version.since is not None and version.since < begin and version.since != table_since:
                yield _early(path, version.basis.line, version.since, begin)
        first, key = versions[0].since, _key(path)
        if key is not None and key.required and first is not None and first > (table_since or begin):
            yield _late(path, versions[0].basis.line, first)


def _key(path: Path) -> Key | None:
    branch: Branch | None = SCHEMA
    for name in path:
        branch = branch.at(name) if branch is not None else None
    return branch.key if branch is not None else None


def _early(path: Path, line: int, since: date, begin: date) -> Problem:
    return fault(
        "dates-order",
        path,
        line,
        found=f"since {since}",
        must=f"not before the programme, which is in force since {begin}",
        do="Correct the date, or leave it out: a rule without one holds from the beginning.",
    )


def _late(path: Path, line: int, since: date) -> Problem:
    return fault(
        "dates-order",
        path,
        line,
        found=f"the first version of {path[-1]!r} since {since}",
        must="a version for every day on which the rule holds",
        do="Leave out `since` in the first version.",
    )
