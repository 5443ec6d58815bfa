"""Rows into region x industry cells with their margins, in the engine the frame came with."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from growthpole.errors import NameUnknownError
from growthpole.measures.panel.frames import collect, enter
from growthpole.measures.panel.layout import Layout

__all__ = ["FIGURE", "GAP", "cells", "margins"]

FIGURE, GAP = "__figure", "__gap"
ROW, COLUMN, TOTAL = "__row", "__column", "__total"


def cells(frame: Any, layout: Layout, *more: nw.Expr) -> nw.LazyFrame[Any]:
    """Sum the rows of each cell; a cell with one figure missing is missing.

    A figure that cannot be (negative, infinite, not a number) counts as missing: a lazy table cannot be looked
    through before it is computed, and one such figure must not spoil a country.

    Parameters
    ----------
    frame : frame
        Of any kind; one row per cell or many.
    layout : Layout
        Which column is what.
    *more : narwhals expression
        Further sums wanted per cell, over the column ``FIGURE``.

    Returns
    -------
    narwhals.LazyFrame
        The keys, ``FIGURE`` (null where missing) and ``GAP`` (1 where missing, else 0).
    """
    rows = enter(frame, (*layout.keys, layout.value))
    if layout.reference is not None:
        _check_reference(rows, layout)
    figure = nw.col(layout.value).cast(nw.Float64)
    rows = rows.with_columns(nw.when((figure >= 0) & (figure < float("inf"))).then(figure).alias(FIGURE))
    rows = rows.with_columns(nw.when(nw.col(FIGURE).is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).alias(GAP))
    summed = rows.group_by(*layout.keys).agg(nw.col(FIGURE).sum(), nw.col(GAP).max(), *more)
    summed = summed.with_columns(nw.when(nw.col(GAP) == 0).then(nw.col(FIGURE)).alias(FIGURE))
    return summed if layout.absent == "zero" else _with_absent(summed, layout)


def _check_reference(rows: nw.LazyFrame[Any], layout: Layout) -> None:
    """Look for one row of the reference: a misspelt one would leave every region without an economy."""
    if collect(rows.filter(nw.col(layout.region) == nw.lit(layout.reference)).head(1)).is_empty():
        known = collect(rows.select(layout.region).unique())[layout.region]
        raise NameUnknownError("region", str(layout.reference), map(str, known.drop_nulls().to_list()))


def _with_absent(summed: nw.LazyFrame[Any], layout: Layout) -> nw.LazyFrame[Any]:
    """Add the combinations without a row, as missing."""
    every = summed.select(layout.region).unique().join(summed.select(layout.industry).unique(), how="cross")
    if layout.period is not None:
        every = every.join(summed.select(layout.period).unique(), how="cross")
    joined = every.join(summed, on=list(layout.keys), how="left")
    return joined.with_columns(nw.col(GAP).fill_null(1)).select(*layout.keys, FIGURE, GAP)


def margins(table: nw.LazyFrame[Any], layout: Layout) -> nw.LazyFrame[Any]:
    """Write beside each cell its region's total, its industry's and the economy's; null where unknown.

    With ``reference`` the industry's total and the economy's come from the row of that region, which leaves
    the table. Adds ``ROW``, ``COLUMN``, ``TOTAL`` and ``"status"``.
    """
    rows = (*layout.time, layout.region)
    table = table.with_columns(
        nw.col(GAP).max().over(*rows).alias("__row_gap"), nw.col(FIGURE).sum().over(*rows).alias(ROW)
    )
    table = table.with_columns(nw.when(nw.col("__row_gap") == 0).then(nw.col(ROW)).alias(ROW))
    table = _against_reference(table, layout) if layout.reference is not None else _against_sum(table, layout)
    return table.with_columns(_status().alias("status"))


def _over(expression: nw.Expr, keys: list[str]) -> nw.Expr:
    """Aggregate over groups, or over the whole table where there are no keys."""
    return expression.over(*keys) if keys else expression


def _against_sum(table: nw.LazyFrame[Any], layout: Layout) -> nw.LazyFrame[Any]:
    time = list(layout.time)
    counted = nw.col(FIGURE)
    if layout.unknown == "leave_out":
        counted = nw.when(nw.col("__row_gap") == 0).then(counted).otherwise(nw.lit(0.0))
    table = table.with_columns(counted.alias("__counted"))
    table = table.with_columns(
        nw.col("__counted").sum().over(*time, layout.industry).alias(COLUMN),
        _over(nw.col("__counted").sum(), time).alias(TOTAL),
        _over(nw.col(GAP).max(), time).alias("__any_gap"),
    )
    if layout.unknown == "leave_out":
        return table
    return table.with_columns(nw.when(nw.col("__any_gap") == 0).then(nw.col(TOTAL)).alias(TOTAL))


def _against_reference(table: nw.LazyFrame[Any], layout: Layout) -> nw.LazyFrame[Any]:
    economy = table.filter(nw.col(layout.region) == nw.lit(layout.reference)).select(
        *layout.time,
        layout.industry,
        nw.col(FIGURE).alias(COLUMN),
        nw.col(ROW).alias(TOTAL),
        nw.lit(1).alias("__told"),
    )
    others = table.filter(nw.col(layout.region) != nw.lit(layout.reference))
    joined = others.join(economy, on=[*layout.time, layout.industry], how="left")
    # An industry that the reference has no row for is one it does not have: there is nothing to divide by.
    nowhere = nw.col("__told").is_null()
    return joined.with_columns(
        nw.when(nowhere).then(nw.lit(0.0)).otherwise(nw.col(COLUMN)).alias(COLUMN),
        nw.when(nowhere).then(nw.lit(0.0)).otherwise(nw.col(TOTAL)).alias(TOTAL),
        nw.lit(0).alias("__any_gap"),
    )


def _status() -> nw.Expr:
    """Say of each cell whether its figures are known, known against part of the economy, or unknown."""
    unknown = (nw.col("__row_gap") > 0) | nw.col(TOTAL).is_null() | nw.col(COLUMN).is_null()
    empty = (nw.col(ROW) == 0) | (nw.col(COLUMN) == 0) | (nw.col(TOTAL) == 0)
    partial = nw.when(nw.col("__any_gap") > 0).then(nw.lit("partial")).otherwise(nw.lit("known"))
    return (
        nw.when(unknown).then(nw.lit("unknown")).otherwise(nw.when(empty).then(nw.lit("undefined")).otherwise(partial))
    )
