"""The sequence of remedies that a portfolio wrote, read back."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

import polars as pl

from growthpole.errors import EvidenceError, Problem
from growthpole.model.plan import Undertaking
from growthpole.model.programme import Programme
from growthpole.tables.plain import numbers, scan_table

__all__ = ["read_sequence"]

_COLUMNS = ("cluster", "remedy", "begins", "works_from", "cost_cents")
_TYPED = "cost as typed"


def read_sequence(path: Path, programme: Programme, clusters: Container[str]) -> tuple[Undertaking, ...]:
    """Read the remedies chosen, as ``growthpole plan portfolio --out`` writes them.

    Parameters
    ----------
    path : Path
        A table with the columns ``cluster``, ``remedy``, ``begins``, ``works_from`` and ``cost_cents``; further
        columns are left aside.
    programme : Programme
        Which must know the remedies.
    clusters : container of str
        The ids of the clusters registered.

    Returns
    -------
    tuple of Undertaking
        Sorted.

    Raises
    ------
    EvidenceError
        With every column that is missing, or every row whose cluster, remedy, year or cost cannot be.
    """
    table = scan_table(path)
    missing = [name for name in _COLUMNS if name not in table.collect_schema()]
    if missing:
        raise EvidenceError([_fault(path, 1, name, "no such column", f"the column {name}") for name in missing])
    read, _ = numbers(table.with_columns(pl.col("cost_cents").cast(pl.String).alias(_TYPED)), ["cost_cents"])
    texts = (pl.col(name).cast(pl.String) for name in _COLUMNS[:-1])
    rows = read.select(pl.col("cost_cents"), pl.col(_TYPED), *texts).collect()
    found = list(enumerate(rows.iter_rows(named=True), 2))
    faults = [fault for at, row in found for fault in _faults(path, at, row, programme, clusters)]
    if faults:
        raise EvidenceError(faults)
    return tuple(
        sorted(
            Undertaking(row["cluster"], row["remedy"], row["begins"], row["works_from"], round(row["cost_cents"]))
            for _, row in found
        )
    )


def _faults(
    path: Path, at: int, row: dict[str, object], programme: Programme, clusters: Container[str]
) -> list[Problem]:
    found, cost = [], row["cost_cents"]
    if row["cluster"] not in clusters:
        found.append(_fault(path, at, "cluster", repr(row["cluster"]), "one of the clusters registered"))
    if row["remedy"] not in programme.remedies:
        found.append(_fault(path, at, "remedy", repr(row["remedy"]), "a remedy of the programme"))
    for column in ("begins", "works_from"):
        text = str(row[column] or "")
        if not (text.isascii() and text.isdecimal() and len(text) == 4):
            found.append(_fault(path, at, column, repr(row[column]), "a year such as 2025"))
    if not found and str(row["works_from"]) < str(row["begins"]):
        found.append(_fault(path, at, "works_from", repr(row["works_from"]), "not before the year in which it begins"))
    if not isinstance(cost, int | float) or not cost >= 0:
        found.append(_fault(path, at, "cost_cents", repr(row[_TYPED]), "hundredths of the currency, 0 or more"))
    return found


def _fault(path: Path, row: int, column: str, found: str, must: str) -> Problem:
    do = "Let growthpole plan portfolio write the file, or correct it."
    return Problem("sequence-invalid", path.name, found, must, do, row=row, column=column)
