"""Permutations by prefix: the first n sites of one random order are a random n-subset for every n."""

from __future__ import annotations

import numpy as np
from numba import njit

from growthpole.measures.points.arrays import Array, Real
from growthpole.measures.points.kernels.rows import LANES, slots


@njit(nogil=True, cache=True)
def gather(x: Array, chosen: Array, like: Real) -> tuple[Array, Array, Array]:
    """Coordinates of chosen sites relative to the first site, in the precision of ``like``."""
    bx = np.full(chosen.size, like)
    by, bz = bx.copy(), bx.copy()
    for k in range(chosen.size):
        bx[k], by[k], bz[k] = x[chosen[k], 0] - x[0, 0], x[chosen[k], 1] - x[0, 1], x[chosen[k], 2] - x[0, 2]
    return bx, by, bz


@njit(nogil=True, cache=True)
def prefix_histograms(x: Array, orders: Array, sizes: Array, top: Real, curve: Real, out: Array) -> None:
    """Pairs among the first ``sizes[k]`` sites of each order, by slot (in place).

    ``x`` float64 (N, 3) in bin widths; ``orders`` int64 (S, max(sizes)); ``sizes`` int64 increasing;
    ``out`` uint32 (S, K, top + 1), zero. O(S max(sizes)^2 / 2), however many sizes there are.
    """
    index = np.empty(LANES, np.uint32)
    one = np.uint32(1)
    for s in range(orders.shape[0]):
        bx, by, bz = gather(x, orders[s], top)
        counts = np.zeros(out.shape[2], np.uint32)
        begin = 0
        for k in range(sizes.size):
            for row in range(begin, sizes[k]):
                for j in range(0, row, LANES):
                    stop = min(j + LANES, row)
                    part = index[: stop - j]
                    slots(bx[j:stop], by[j:stop], bz[j:stop], bx[row], by[row], bz[row], top, curve, part, part.size)
                    for q in range(part.size):
                        counts[part[q]] += one
            begin = sizes[k]
            out[s, k] = counts


@njit(nogil=True, cache=True)
def weighted_histograms(x: Array, orders: Array, weights: Array, top: Real, curve: Real, out: Array) -> None:
    """Pairs among n sites in each order, weighted by ``weights[a] weights[b]`` of their places (in place).

    ``orders`` int64 (S, n); ``weights`` float64 (n,); ``out`` float64 (S, top + 1), zero. O(S n^2 / 2).
    """
    index = np.empty(LANES, np.uint32)
    for s in range(orders.shape[0]):
        bx, by, bz = gather(x, orders[s], top)
        counts = out[s]
        for row in range(weights.size):
            for j in range(0, row, LANES):
                stop = min(j + LANES, row)
                part, w = index[: stop - j], weights[j:stop]
                slots(bx[j:stop], by[j:stop], bz[j:stop], bx[row], by[row], bz[row], top, curve, part, part.size)
                for q in range(part.size):
                    counts[part[q]] += weights[row] * w[q]
