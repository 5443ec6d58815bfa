"""What the unknown cells of a region leave open."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from growthpole.measures.matrix.presences import Presences

__all__: list[str] = []


def mean_bounds(
    table: Presences, rows: NDArray[np.intp], values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least and greatest mean of ``values`` over the industries a region may have; nan where not defined."""
    bounds = np.array([_mean_bounds(*_known_and_open(table, row, values)) for row in rows])
    return bounds[:, 0], bounds[:, 1]


def _known_and_open(
    table: Presences, row: np.intp, values: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    assert table.hidden is not None  # noqa: S101  (only incomplete regions come here)
    return values[table.values[row] > 0], values[table.hidden[row]]


def _mean_bounds(known: NDArray[np.float64], open_: NDArray[np.float64]) -> tuple[float, float]:
    # An industry that no complete region has is without a value, and a region that has it is too.
    if np.isnan(known).any() or np.isnan(open_).any():
        return np.nan, np.nan
    return -_greatest_mean(-known, -open_), _greatest_mean(known, open_)


def _greatest_mean(known: NDArray[np.float64], open_: NDArray[np.float64]) -> float:
    # The best set holds the k greatest of the open ones, for some k; at least one cell is present.
    sums = known.sum() + np.concatenate([[0.0], np.cumsum(np.sort(open_)[::-1])])
    sizes = known.size + np.arange(open_.size + 1)
    return float((sums[sizes > 0] / sizes[sizes > 0]).max())
