"""One verb at three heights: the same arithmetic on an array, on a frame and on a whole index.

The lower height never knows the higher one. A frame goes in as any eager frame that narwhals reads and comes
back as the same kind, with the columns that are not indicators untouched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.index.composite import CompositeIndex
from growthpole.index.framework import Indicator
from growthpole.index.reading import numbers

__all__: list[str] = []

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
ARRAYS = (np.ndarray, list, tuple)  # what is taken for an array rather than a frame


def refuse(height: str, **given: object) -> None:
    """Refuse arguments that have no meaning at this height, rather than ignore them."""
    idle = sorted(name for name, value in given.items() if value is not None)
    if idle:
        raise InputError(f"`{'`, `'.join(idle)}` means nothing for {height}, which brings its own or has none.")


def as_matrix(data: ArrayLike) -> Floats:
    """Take figures as a float matrix, units in rows and indicators in columns."""
    try:
        matrix = np.asarray(data, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"figures must be numbers or NaN; found {type(data).__name__} {data!r:.80}.") from error
    if matrix.ndim != 2:
        raise ShapeError(f"figures must be a matrix, units x indicators; the shape is {matrix.shape}.")
    return matrix


def specs(indicators: Sequence[Indicator] | None, columns: Sequence[str]) -> tuple[Indicator, ...]:
    """Find the indicator of each column; without any, more is better in every column."""
    if indicators is None:
        return tuple(Indicator(one) for one in columns)
    by_id = {one.id: one for one in indicators}
    for one in columns:
        if one not in by_id:
            raise NameUnknownError("indicator", one, by_id)
    return tuple(by_id[one] for one in columns)


def positional(indicators: Sequence[Indicator] | None, width: int) -> tuple[Indicator, ...]:
    """Match indicators to the columns of an array by their order."""
    if indicators is None:
        return tuple(Indicator(f"column {place}") for place in range(width))
    if len(indicators) != width:
        raise ShapeError(f"`indicators` must have one entry a column; {len(indicators)} for {width} columns.")
    return tuple(indicators)


def open_frame(
    data: Any, columns: Sequence[str] | None, indicators: Sequence[Indicator] | None
) -> tuple[nw.DataFrame[Any], tuple[str, ...], Floats]:
    """Take the indicator columns out of a frame: those named, those of the indicators, or all numeric
    ones.
    """
    try:
        frame = nw.from_native(data, eager_only=True)
    except TypeError as error:
        raise InputError(
            f"the data must be an array, an eager frame (pandas, Polars, PyArrow) or a CompositeIndex; "
            f"got {type(data).__name__}. Collect a lazy frame first."
        ) from error
    if columns is None and indicators is not None:
        columns = [one.id for one in indicators]
    if columns is None:
        columns = [one for one in frame.columns if frame.schema[one].is_numeric()]
    for one in columns:
        if one not in frame.columns:
            raise NameUnknownError("column", one, frame.columns)
    return frame, tuple(columns), np.column_stack([numbers(frame, one) for one in columns])


def close_frame(frame: nw.DataFrame[Any], columns: Sequence[str], matrix: Floats) -> Any:
    """Put changed columns back into a frame of the caller's kind."""
    backend = frame.implementation
    changed = [
        nw.new_series(name=one, values=np.ascontiguousarray(matrix[:, place]), dtype=nw.Float64, backend=backend)
        for place, one in enumerate(columns)
    ]
    return frame.with_columns(*(_aligned(one, frame) for one in changed)).to_native()


def add_column(native: Any, name: str, values: Sequence[Any]) -> Any:
    """Add one column to a frame of the caller's kind."""
    frame = nw.from_native(native, eager_only=True)
    series = nw.new_series(name=name, values=list(values), backend=frame.implementation)
    return frame.with_columns(_aligned(series, frame)).to_native()


def base_rows(index: CompositeIndex, base: object) -> Bools:
    """Find the rows whose figures fix the references: one period of a panel, or all rows.

    `base` is a period, "pooled" for all periods together, or None for the first period.
    """
    if index.periods is None or (isinstance(base, str) and base == "pooled"):
        return np.ones(index.rows.size, np.bool_)
    period = index.periods.min() if base is None else base
    there = np.asarray(index.periods == period)
    if not there.any():
        raise NameUnknownError("period", str(period), sorted({str(one) for one in index.periods}))
    return there


def base_mask(base: ArrayLike | None, n: int) -> Bools:
    """Take a mask of reference rows for an array; all rows by default."""
    mask = np.ones(n, np.bool_) if base is None else np.asarray(base, dtype=np.bool_)
    if mask.shape != (n,) or not mask.any():
        raise ShapeError(f"`base` must be a mask of shape ({n},) with at least one row; it has {mask.shape}.")
    return mask


def _aligned(series: nw.Series[Any], frame: nw.DataFrame[Any]) -> nw.Series[Any]:
    """Give a new series the index of a pandas frame, so that rows are not matched by label."""
    if frame.implementation.is_pandas_like():
        native = series.to_native()
        native.index = frame.to_native().index
        return nw.from_native(native, series_only=True)
    return series
