"""Cross-products of row histograms, G += H'H, one triangle, eight rows at a time.

BLAS would do, but its idle threads spin between calls and take the cores the pair counting runs on.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from growthpole.measures.points.arrays import Array, Floats

STRIDE = 8


@njit(nogil=True, cache=True, fastmath={"contract"})
def add_gram(rows: Array, out: Array) -> None:
    """Add ``rows' rows`` to the upper triangle of ``out`` (B, B) in place; ``rows`` float64 (R, B). O(R B2 / 2)."""
    bins = rows.shape[1]
    whole = rows.shape[0] // STRIDE * STRIDE
    for i in range(0, whole, STRIDE):
        r0, r1, r2, r3 = rows[i], rows[i + 1], rows[i + 2], rows[i + 3]
        r4, r5, r6, r7 = rows[i + 4], rows[i + 5], rows[i + 6], rows[i + 7]
        for b in range(bins):
            a0, a1, a2, a3, a4, a5, a6, a7 = r0[b], r1[b], r2[b], r3[b], r4[b], r5[b], r6[b], r7[b]
            line = out[b, b:]
            c0, c1, c2, c3 = r0[b:], r1[b:], r2[b:], r3[b:]
            c4, c5, c6, c7 = r4[b:], r5[b:], r6[b:], r7[b:]
            for c in range(line.size):
                left = a0 * c0[c] + a1 * c1[c] + a2 * c2[c] + a3 * c3[c]
                line[c] += left + a4 * c4[c] + a5 * c5[c] + a6 * c6[c] + a7 * c7[c]
    for i in range(whole, rows.shape[0]):
        for b in range(bins):
            for c in range(b, bins):
                out[b, c] += rows[i, b] * rows[i, c]


def gram(rows: Floats) -> Floats:
    """``rows' rows``, both triangles."""
    upper = np.zeros((rows.shape[1], rows.shape[1]))
    add_gram(rows, upper)
    return upper + np.triu(upper, 1).T
