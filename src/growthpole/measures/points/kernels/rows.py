"""Row histograms: for each site of a leaf, how many sites lie in each distance bin around it."""

from __future__ import annotations

import numpy as np
from numba import njit

from growthpole.measures.points.arrays import Array, Real

# Columns handled at once: index buffers of four rows (8 kB) and two coordinate buffers stay in the first cache.
LANES = 512
# Rows counted together. Neighbouring columns tend to fall into one bin; four histograms in turn keep each store
# clear of the one before it, which doubles the speed on clustered sites.
ROWS = 4


@njit(nogil=True, cache=True)
def slots(
    bx: Array, by: Array, bz: Array, px: Real, py: Real, pz: Real, top: Real, curve: Real, out: Array, count: int
) -> None:
    """Write the slots of ``count`` columns around one row; ``curve`` > 0 turns chords into arcs. O(count).

    A count known when the caller is compiled lets the loop run in whole vectors.
    """
    none = top - top
    one = none + 1
    sixth, fortieth, tail = one / 6, 3 * one / 40, 15 * one / 336
    if curve > none:
        for q in range(count):
            dx, dy, dz = bx[q] - px, by[q] - py, bz[q] - pz
            square = dx * dx + dy * dy + dz * dz
            u = square * curve
            # arcsin(s) = s (1 + s2/6 + 3 s4/40 + 15 s6/336): to 3e-7 at 3,000 km on the Earth
            t = top - np.sqrt(square) * (one + u * (sixth + u * (fortieth + u * tail)))
            out[q] = np.uint32(np.int32(t if t > none else none))
    else:
        for q in range(count):
            dx, dy = bx[q] - px, by[q] - py
            t = top - np.sqrt(dx * dx + dy * dy)
            out[q] = np.uint32(np.int32(t if t > none else none))


@njit(nogil=True, cache=True)
def tally(bx: Array, by: Array, bz: Array, px: Array, py: Array, pz: Array, top: Real, curve: Real, out: Array) -> None:
    """Add to ``out[row, slot]`` one for each column (in place). Rows and columns come padded to ROWS and LANES."""
    index = np.empty((ROWS, LANES), np.uint32)
    one = np.uint32(1)
    for j in range(0, bx.size, LANES):
        cx, cy, cz = bx[j : j + LANES], by[j : j + LANES], bz[j : j + LANES]
        for i in range(0, px.size, ROWS):
            for r in range(ROWS):
                slots(cx, cy, cz, px[i + r], py[i + r], pz[i + r], top, curve, index[r], LANES)
            a, b, c, d = index[0], index[1], index[2], index[3]
            ha, hb, hc, hd = out[i], out[i + 1], out[i + 2], out[i + 3]
            for q in range(LANES):
                ha[a[q]] += one
                hb[b[q]] += one
                hc[c[q]] += one
                hd[d[q]] += one


@njit(nogil=True, cache=True)
def tally_weights(
    bx: Array, by: Array, bz: Array, bw: Array, px: Array, py: Array, pz: Array, top: Real, curve: Real, out: Array
) -> None:
    """Add to ``out[row, slot]`` the weight of each column (in place); float64 sums."""
    index = np.empty((ROWS, LANES), np.uint32)
    for j in range(0, bx.size, LANES):
        cx, cy, cz, cw = bx[j : j + LANES], by[j : j + LANES], bz[j : j + LANES], bw[j : j + LANES]
        for i in range(0, px.size, ROWS):
            for r in range(ROWS):
                slots(cx, cy, cz, px[i + r], py[i + r], pz[i + r], top, curve, index[r], LANES)
            a, b, c, d = index[0], index[1], index[2], index[3]
            ha, hb, hc, hd = out[i], out[i + 1], out[i + 2], out[i + 3]
            for q in range(LANES):
                ha[a[q]] += cw[q]
                hb[b[q]] += cw[q]
                hc[c[q]] += cw[q]
                hd[d[q]] += cw[q]
