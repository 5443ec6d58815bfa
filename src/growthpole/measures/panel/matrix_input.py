"""A regions x industries array at the door of a measure: coerced and checked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from scipy import sparse

from growthpole.errors import InputError, ShapeError

__all__ = ["Array", "as_matrix", "is_matrix"]

Array: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def is_matrix(table: Any) -> bool:
    """Whether it is an array (NumPy, SciPy sparse, nested lists) rather than a frame."""
    return isinstance(table, (np.ndarray, list, tuple)) or sparse.issparse(table)


def as_matrix(table: Any, *, name: str = "table", options: Mapping[str, object] = MappingProxyType({})) -> Array:
    """Coerce to a float array of shape (R, I) and check that it holds figures >= 0 or NaN.

    ``options`` are the arguments that say something about a frame: an array has no columns to name, and an
    argument that does nothing is an error.

    Examples
    --------
    >>> as_matrix([[1, 2], [3, -4]])
    Traceback (most recent call last):
        ...
    growthpole.errors.InputError: `table` must hold figures >= 0 (NaN for unknown); row 1, column 1 is -4.0.
    """
    given = [key for key, value in options.items() if value is not None]
    if given:
        raise InputError(f"`{given[0]}` says something about a frame; `{name}` is an array. Leave it out.")
    x = np.asarray(table.toarray() if hasattr(table, "toarray") else table, dtype=np.float64)
    if x.ndim != 2:
        raise ShapeError(f"`{name}` must have the shape (regions, industries); it has the shape {x.shape}.")
    bad = (x < 0) | np.isinf(x)
    if bad.any():
        row, column = np.argwhere(bad)[0]
        raise InputError(
            f"`{name}` must hold figures >= 0 (NaN for unknown); row {row}, column {column} is {x[row, column]}."
        )
    return x
