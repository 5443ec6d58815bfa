"""The sequence of remedies that a portfolio wrote, read back."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from growthpole.errors import EvidenceError, Problem
from growthpole.model.plan import Undertaking
from growthpole.model.programme import Programme
from growthpole.tables.plain import numbers, scan_table

__all__ = ["read_sequence"]

_COLUMNS = ("cluster", "remedy", "begins", "works_from", "cost_cents")


def read_sequence(path: Path, programme: Programme) -> tuple[Undertaking, ...]:
    """Read the remedies chosen, as ``growthpole plan portfolio --out`` writes them.

    Parameters
    ----------
    path : Path
        A table with the columns ``cluster``, ``remedy``, ``begins``, ``works_from`` and ``cost_cents``; further
        columns are left aside.
    programme : Programme
        Which must know the remedies.

    Returns
    -------
    tuple of Undertaking
        Sorted.

    Raises
    ------
    EvidenceError
        With every column that is missing, or every row whose remedy, year or cost cannot be.
    """
    table = scan_table(path)
    missing = [name for name in _COLUMNS if name not in table.collect_schema()]
    if missing:
        raise EvidenceError([_fault(path, 1, name, "no such column", f"the column {name}") for name in missing])
    read, _ = numbers(table, ["cost_cents"])
    rows = read.select(pl.col("cost_cents"), *(pl.col(name).cast(pl.String) for name in _COLUMNS[:-1])).collect()
    found = list(enumerate(rows.iter_rows(named=True), 2))
    faults = [fault for at, row in found for fault in _faults(path, at, row, programme)]
    if faults:
        raise EvidenceError(faults)
    return tuple(sorted(Undertaking(**{**row, "cost_cents": round(row["cost_cents"])}) for _, row in found))


def _faults(path: Path, at: int, row: dict[str, object], programme: Programme) -> list[Problem]:
    found, cost = [], row["cost_cents"]
    if row["remedy"] not in programme.remedies:
        found.append(_fault(path, at, "remedy", repr(row["remedy"]), "a remedy of the programme"))
    for column in ("begins", "works_from"):
        text = str(row[column] or "")
        if not (text.isascii() and text.isdecimal() and len(text) == 4):
            found.append(_fault(path, at, column, repr(row[column]), "a year such as 2025"))
    if not isinstance(cost, int | float) or not cost >= 0:
        found.append(_fault(path, at, "cost_cents", repr(cost), "hundredths of the currency, 0 or more"))
    return found


def _fault(path: Path, row: int, column: str, found: str, must: str) -> Problem:
    do = "Let growthpole plan portfolio write the file, or correct it."
    return Problem("sequence-invalid", path.name, found, must, do, row=row, column=column)
