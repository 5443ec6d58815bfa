"""From tidy cells to a regions x industries array and back, for measures of a whole row or column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal, TypeAlias

import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.cells import FIGURE, GAP, cells
from growthpole.measures.panel.frames import collect, leave
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array, as_matrix, is_matrix

__all__ = [
    "Flags",
    "Grid",
    "Of",
    "Sides",
    "framed",
    "grids",
    "labelled",
    "measured_frame",
    "per_unit",
    "repeated",
    "sides",
    "status_of",
]

Flags: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Places: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Of: TypeAlias = Literal["region", "industry"]
Kernel: TypeAlias = Callable[[Array, Array], Any]


@dataclass(frozen=True, slots=True)
class Grid:
    """One period's cells as an array.

    Attributes
    ----------
    period : polars.Series of length 1, or None
        The period in its own type; None for a table without one, of length 0 for an empty table.
    regions, industries : polars.Series
        The labels of the axes, sorted; lengths R and I.
    x : ndarray of shape (R, I)
        The figures; NaN where unknown, 0 where there is nothing.
    reference : ndarray of shape (I,) or None
        The figures of the region that stands for the economy, where one was named.
    more : dict of str to ndarray of shape (R, I)
        Further sums over the rows of each cell, where they were asked for.
    """

    period: pl.Series | None
    regions: pl.Series
    industries: pl.Series
    x: Array
    reference: Array | None
    more: dict[str, Array] = field(default_factory=dict)

    @property
    def present(self) -> tuple[Places, Places]:
        """Rows and columns of the cells that hold something, or something unknown."""
        row, column = np.nonzero(self.x)
        return row, column


@dataclass(frozen=True, slots=True)
class Sides:
    """What a kernel needs: the units' own figures, and those they are compared with.

    Attributes
    ----------
    own : ndarray of shape (U, K)
        One row per unit; a row with NaN has no value.
    economy : ndarray of shape (K,)
        The reference economy over the same K categories.
    gap : ndarray of shape (U,), bool
        Units with an unknown figure of their own.
    partial : bool
        Whether regions with unknown figures were left out.
    """

    own: Array
    economy: Array
    gap: Flags
    partial: bool


def grids(table: Any, layout: Layout, *more: nw.Expr) -> Iterator[Grid]:
    """Yield the array of every period, in order; ``more`` are further sums per cell."""
    summed = collect(cells(table, layout, *more))
    for key in layout.keys:
        if summed[key].null_count():
            raise InputError(
                f"every row must name its {key}; column `{key}` has rows without a value. "
                "Fill them in, or leave the rows out."
            )
    if layout.period is None:
        yield _grid(summed, layout, None)
    elif summed.is_empty():
        yield _grid(summed, layout, summed[layout.period])
    else:
        for part in summed.sort(layout.period).partition_by(layout.period, maintain_order=True):
            yield _grid(part, layout, part[layout.period].head(1))


def _grid(part: pl.DataFrame, layout: Layout, period: pl.Series | None) -> Grid:
    regions, row = _codes(part[layout.region])
    industries, column = _codes(part[layout.industry])
    x = np.zeros((len(regions), len(industries)))
    cell = row * len(industries) + column
    x.ravel()[cell] = part[FIGURE].fill_null(np.nan).to_numpy()
    extra: dict[str, Array] = {
        name: np.zeros_like(x) for name in part.columns if name not in (*layout.keys, FIGURE, GAP)
    }
    for name, array in extra.items():
        array.ravel()[cell] = part[name].to_numpy()
    if layout.reference is None:
        return Grid(period, regions, industries, x, None, extra)
    place = regions.index_of(layout.reference)
    if place is None:
        raise InputError(f"`reference` must have figures in every period; {layout.reference!r} has none in {period}.")
    others = np.arange(len(regions)) != place
    return Grid(
        period,
        regions.filter(pl.Series(others)),
        industries,
        x[others],
        x[place],
        {name: array[others] for name, array in extra.items()},
    )


def _codes(labels: pl.Series) -> tuple[pl.Series, Places]:
    """Sorted distinct labels, and the place of each label among them; by hash, for text as for numbers."""
    known = labels.unique().sort().alias("label")
    places = pl.DataFrame([known]).with_row_index("place")
    found = pl.DataFrame([labels.alias("label")]).join(places, on="label", how="left", maintain_order="left")
    return known, found["place"].cast(pl.Int64).to_numpy()


def sides(x: Array, of: Of, unknown: str, reference: Array | None = None) -> Sides:
    """Turn the array so that units are rows, and form the economy they are compared with.

    Under ``"leave_out"`` a region with an unknown figure leaves the economy: as a unit it has no value, and the
    industries are measured over the other regions. Under ``"spread"`` nothing leaves.
    """
    if of not in ("region", "industry"):
        raise InputError(f"`of` must be 'region' or 'industry'; it is {of!r}.")
    missing = np.isnan(x)
    complete = np.logical_not(np.any(missing, axis=1))
    kept = x[complete] if unknown == "leave_out" else x
    partial = bool((~complete).any())
    if of == "industry":
        return Sides(np.ascontiguousarray(kept.T), kept.sum(axis=1), np.any(missing, axis=0), partial)
    economy = kept.sum(axis=0) if reference is None else reference
    return Sides(x, economy, ~complete, partial and reference is None)


def per_unit(table: Any, kernel: Kernel, name: str, of: Of, columns: Columns) -> Any:
    """Measure every region (or industry) with a kernel, on an array or a frame.

    ``kernel(own, economy)`` gives an array of shape (U,), or a frozen dataclass of such arrays whose field
    names become the columns.
    """
    if is_matrix(table):
        side = sides(as_matrix(table, options=columns), of, "leave_out")
        return kernel(side.own, side.economy)
    layout = Layout.of(columns)
    return framed(table, layout, lambda grid: _measured(grid, kernel, name, of, layout))


def framed(table: Any, layout: Layout, measure: Callable[[Grid], pl.DataFrame], *more: nw.Expr) -> Any:
    """Measure every period and hand the stacked results back as the kind of frame given."""
    parts = [measure(grid) for grid in grids(table, layout, *more)]
    return leave(pl.concat(parts), table)


def _measured(grid: Grid, kernel: Kernel, name: str, of: Of, layout: Layout) -> pl.DataFrame:
    side = sides(grid.x, of, layout.unknown, grid.reference)
    return measured_frame(grid, side, kernel(side.own, side.economy), name, of, layout)


def measured_frame(grid: Grid, side: Sides, measured: Any, name: str, of: Of, layout: Layout) -> pl.DataFrame:
    """Label a kernel's result: one column, or one for each field of a dataclass, and the status."""
    if is_dataclass(measured):
        values = {field.name: getattr(measured, field.name) for field in fields(measured)}
    else:
        values = {name: measured}
    labels = grid.regions if of == "region" else grid.industries
    unit = layout.region if of == "region" else layout.industry
    status = status_of(next(iter(values.values())), side)
    return labelled(grid, layout, {unit: labels}, {**values, "status": status})


def labelled(grid: Grid, layout: Layout, labels: dict[str, pl.Series], values: dict[str, Any]) -> pl.DataFrame:
    """Put the period (where there is one) and the labels before the values of each row."""
    count = len(next(iter(labels.values())))
    period = {} if grid.period is None else {str(layout.period): repeated(grid.period, count)}
    typed = {name: pl.Series(name, column) for name, column in values.items()}
    if "status" in typed:
        typed["status"] = typed["status"].cast(pl.String)
    return pl.DataFrame({**period, **labels, **typed})


def repeated(period: pl.Series, count: int) -> pl.Series:
    """A period down a column, in its own type: a year that was 32 bits wide still joins."""
    return period.new_from_index(0, count) if len(period) else period


def status_of(value: Array, side: Sides) -> list[str]:
    """Say of each unit whether its value is known, partial, unknown or undefined."""
    lacking = side.gap | np.isnan(side.economy).any()
    without = np.where(lacking, "unknown", "undefined")
    return list(np.where(np.isnan(value), without, "partial" if side.partial else "known"))
