"""A presence matrix as the other measures work on it: checked, counted, multiplied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.matrix.inputs import Given, dense, is_sparse, read, unknown

__all__: list[str] = []

# A sparse product costs about this many times a dense one for each multiplication it makes.
SPARSE_COST = 60


@dataclass(frozen=True, slots=True)
class Presences:
    """A matrix of zeros and ones, and where it is unknown (None: nowhere)."""

    given: Given
    values: Any
    hidden: NDArray[np.bool_] | None

    @property
    def shape(self) -> tuple[int, int]:
        return self.values.shape[0], self.values.shape[1]


def presences(m: Any, name: str = "m") -> Presences:
    """Read ``m`` and check that it holds 0, 1 and nan; unknown cells stand as 0 in ``values``."""
    given = read(m, name)
    hidden = unknown(given.values)
    values = given.values if hidden is None else np.where(hidden, 0.0, dense(given.values))
    cells: Any = values.data if is_sparse(values) else values
    if cells.dtype.kind != "b":
        _check(cells, name)
    return Presences(given, values, hidden)


def _check(cells: NDArray[Any], name: str) -> None:
    # Within [0, 1] the sum reaches the number of cells that are not zero only if all of those are one: three passes
    # and no temporary array.
    flat = cells.ravel()
    within = not flat.size or (flat.min() >= 0 and flat.max() <= 1)
    if not within or float(flat.sum(dtype=np.float64)) != np.count_nonzero(flat):
        wrong = flat[(flat != 0) & (flat != 1)]
        raise InputError(
            f"`{name}` must hold 0, 1 and nan (unknown) only; found {wrong[0]:g}. "
            "Pass `gp.presence(gp.rca(x))`, or another threshold."
        )


def counts(values: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Diversity of the regions and ubiquity of the industries."""
    by_region = np.asarray(values.sum(axis=1), dtype=np.float64).ravel()
    return by_region, np.asarray(values.sum(axis=0), dtype=np.float64).ravel()


def together(left: Any, right: Any) -> NDArray[np.float64]:
    """``left' right`` for matrices of zeros and ones, dense and exact.

    Single precision counts without error to 2**24 regions and is twice as fast as double.
    """
    if is_sparse(left) and is_sparse(right) and _thin(left):
        return np.asarray((left.T @ right).toarray(), dtype=np.float64)
    exact = np.float32 if left.shape[0] < 2**24 else np.float64
    one: Any = dense(left).astype(exact)
    # The same object on both sides lets NumPy use the symmetric product, at half the cost.
    other = one if right is left else dense(right).astype(exact)
    both: NDArray[np.float64] = (one.T @ other).astype(np.float64)
    return both


def _thin(values: Any) -> bool:
    rows, columns = values.shape
    per_row = np.diff(values.indptr).astype(np.float64)
    return bool(SPARSE_COST * per_row @ per_row < rows * columns * columns)
