"""The pass on a graphics card, by array operations that NumPy and CuPy share."""

from __future__ import annotations

from typing import Any

import numpy as np

from growthpole.errors import InputError
from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.onepass import Bins, PairSums

ROWS, COLUMNS = 256, 65_536


def gpu_sums(positions: Floats, bins: Bins) -> PairSums:
    """T and G computed by CuPy in double precision; the numbers of the pass on the processor.

    Raises
    ------
    InputError
        If CuPy is not installed, or positions are not on a plane.
    """
    try:
        import cupy
    except ImportError as fault:
        raise InputError("`device='gpu'` needs CuPy; it is not installed. Install growthpole[gpu].") from fault
    return array_sums(positions, bins, cupy)


def array_sums(positions: Floats, bins: Bins, xp: Any) -> PairSums:
    """T and G by the array module ``xp`` (numpy or cupy); O(N2), blocks of 256 rows x 65,536 columns."""
    if bins.radius:
        raise InputError(
            "the pass on a graphics card needs positions on a plane. Use `device='cpu'` for great circles."
        )
    points = xp.asarray(positions[:, :2] / bins.width)
    slots = bins.count + 2
    total, gram = xp.zeros(bins.count + 1), xp.zeros((bins.count + 1, bins.count + 1))
    for begin in range(0, len(points), ROWS):
        rows = points[begin : begin + ROWS]
        counts = xp.zeros(len(rows) * slots)
        for at in range(0, len(points), COLUMNS):
            counts += _block(rows, points[at : at + COLUMNS], slots, xp)
        kept = counts.reshape(len(rows), slots)[:, :-1].copy()
        kept[:, 0] -= 1
        total += kept.sum(axis=0)
        gram += kept.T @ kept
    return PairSums(len(points), _host(total), _host(gram))


def _block(rows: Any, columns: Any, slots: int, xp: Any) -> Any:
    """Counts, flat (rows x slots), of columns by bin; the last slot takes what lies beyond."""
    dx = rows[:, None, 0] - columns[None, :, 0]
    dy = rows[:, None, 1] - columns[None, :, 1]
    bin_of = xp.minimum(xp.ceil(xp.sqrt(dx * dx + dy * dy)), slots - 1).astype(xp.int32)
    keys = bin_of + xp.arange(len(rows), dtype=xp.int32)[:, None] * slots
    return xp.bincount(keys.ravel(), minlength=len(rows) * slots)


def _host(values: Any) -> Floats:
    """As a NumPy array, from wherever it lies."""
    return np.asarray(values.get() if hasattr(values, "get") else values, dtype=np.float64)
