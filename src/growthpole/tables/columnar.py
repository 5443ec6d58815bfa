"""Parquet files: columns are read one at a time, so that ten million rows fit in little memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from growthpole.errors import Problem
from growthpole.tables.notes import Notes
from growthpole.tables.raw import BrokenTableError, RawTable

__all__ = ["read_columnar"]

_BROKEN = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


def read_columnar(path: Path, kind: str, notes: Notes) -> RawTable | None:
    """Open a Parquet file as a table whose columns load when they are asked for; rows count from 1."""
    try:
        schema = pl.read_parquet_schema(path)
        rows = pl.scan_parquet(path).select(pl.len()).collect().item()
    except _BROKEN:
        notes.add(_problem(path))
        return None
    names = list(schema)

    def load(place: int) -> pl.Series:
        try:
            return pl.scan_parquet(path).select(names[place]).collect().to_series()
        except _BROKEN:
            raise BrokenTableError(_problem(path)) from None

    table = RawTable(kind, path.name, None, tuple(names), np.arange(1, rows + 1, dtype=np.int32), load, heading_row=0)
    nested = [name for name, kind_of in schema.items() if kind_of.is_nested()]
    for name in nested:
        notes.add(
            table.problem(
                "column-nested", f"a column of type {schema[name]}", "one value in each cell",
                "Write it as text or numbers.", column=name,
            )
        )  # fmt: skip
    return None if nested else table


def _problem(path: Path) -> Problem:
    return Problem(
        "parquet-broken", path.name, "a file that is not Parquet, or not whole", "a whole Parquet file",
        "Write the file again.",
    )  # fmt: skip
