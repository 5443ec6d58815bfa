"""Sum a file up the tree of a classification: the adapter of ``growthpole measure aggregate``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from growthpole.catalogue.aggregate import aggregate
from growthpole.errors import InputError
from growthpole.services.measures_table import Measure
from growthpole.tables.plain import numbers

__all__: list[str] = []


def aggregated(
    measure: Measure, table: pl.LazyFrame, columns: Mapping[str, str], arguments: Mapping[str, Any]
) -> pl.DataFrame:
    """Read the columns to sum as numbers, and sum them."""
    if columns:
        raise InputError(
            f"{measure.name} takes its columns by `--set code=... --set values=...`; found {dict(columns)}."
        )
    figures, _ = numbers(table, [str(name) for name in arguments["values"]])
    return aggregate(figures, **arguments).collect()
