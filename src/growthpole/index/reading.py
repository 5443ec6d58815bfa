"""Read the columns of a framework out of a frame."""

from __future__ import annotations

from typing import Any, Literal

import narwhals as nw
import numpy as np
from narwhals.typing import IntoDataFrame
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.index.composite import IndexTable
from growthpole.index.framework import Framework

__all__: list[str] = []

Floats = NDArray[np.float64]


def read_table(
    frame: IntoDataFrame,
    framework: Framework,
    *,
    unit: str = "unit",
    period: str | None = None,
    classes: str | None = None,
) -> IndexTable:
    """Take the columns of a framework out of a frame; every missing column is named at once."""
    given = nw.from_native(frame, eager_only=True)
    denominators = {one.denominator for one in framework.indicators if one.denominator}
    needed = [unit, *framework.columns, *sorted(denominators), *(one for one in (period, classes) if one)]
    lost = [one for one in needed if one not in given.columns]
    if lost:
        raise InputError(f"the frame must have the columns {lost}; it has {given.columns}.")
    figures = np.column_stack([numbers(given, one) for one in framework.columns])
    keys = [given[one].to_numpy() for one in (unit, period) if one]
    if len(set(zip(*keys, strict=True))) != len(given):
        raise InputError(f"every unit must stand once (in each period); the column {unit!r} repeats names.")
    figures.flags.writeable = False
    return IndexTable(
        units=given[unit].to_numpy().astype(str),
        figures=figures,
        periods=None if period is None else given[period].to_numpy(),
        classes=None if classes is None else given[classes].to_numpy().astype(str),
        denominators={one: numbers(given, one) for one in sorted(denominators)},
        low=_bounds(given, framework, "low"),
        high=_bounds(given, framework, "high"),
    )


def _bounds(frame: nw.DataFrame[Any], framework: Framework, end: Literal["low", "high"]) -> Floats | None:
    """Take the columns that bound unknown figures, the range of the indicator standing in where they are empty."""
    names = [f"{one.id}_{end}" for one in framework.indicators]
    if not set(names) & set(frame.columns):
        return None
    ranges = [one.lowest if end == "low" else one.highest for one in framework.indicators]
    columns = [numbers(frame, name) if name in frame.columns else np.full(len(frame), np.nan) for name in names]
    return np.column_stack([np.where(np.isnan(one), limit, one) for one, limit in zip(columns, ranges, strict=True)])


def numbers(frame: nw.DataFrame[Any], column: str) -> Floats:
    """Take one column as floats; a null is NaN, and a text is refused with the column's name."""
    kind = frame.schema[column]
    if not kind.is_numeric() and kind != nw.Boolean:
        if frame[column].is_null().all():
            return np.full(len(frame), np.nan)
        raise InputError(f"the column {column!r} must hold numbers; it holds {kind}.")
    values: Floats = frame[column].cast(nw.Float64).to_numpy().astype(np.float64)
    if np.isinf(values).any():
        raise InputError(f"the column {column!r} must hold finite numbers or nulls; it holds an infinite one.")
    return values
