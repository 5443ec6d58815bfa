"""Neighbours of the same industry around each plant of a growing random sample."""

from __future__ import annotations

import numpy as np
from numba import njit

from growthpole.measures.points.arrays import Array, Real
from growthpole.measures.points.kernels.rows import LANES, slots


@njit(nogil=True, cache=True)
def extend_rows(
    bx: Array, by: Array, bz: Array, w: Array, begin: int, end: int, top: Real, curve: Real, rows: Array
) -> None:
    """Let plants ``begin`` to ``end - 1`` join those before them (in place).

    ``bx``, ``by``, ``bz`` (n,) in the precision of the distances and bin widths; ``w`` float64 (n,); ``rows``
    float64 (n, top + 1) holds, for each plant, the weight of the others by slot. O((end2 - begin2) / 2).
    """
    index = np.empty(LANES, np.uint32)
    for row in range(begin, end):
        own = rows[row]
        for j in range(0, row, LANES):
            stop = min(j + LANES, row)
            part, columns, weights = index[: stop - j], rows[j:stop], w[j:stop]
            slots(bx[j:stop], by[j:stop], bz[j:stop], bx[row], by[row], bz[row], top, curve, part, part.size)
            for q in range(part.size):
                own[part[q]] += weights[q]
                columns[q, part[q]] += w[row]
