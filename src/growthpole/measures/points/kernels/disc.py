"""How much of the pairs between two grid cells lies within a distance: the kernel of the FFT pass."""

from __future__ import annotations

import math

from numba import njit

from growthpole.measures.points.arrays import Array

# Points per axis at which the offset of two sites within their cells is integrated.
QUADRATURE = 6


@njit(nogil=True, cache=True)
def share_within(i: int, j: int, radius: float) -> float:
    """Share of pairs of sites, uniform in two unit cells i and j apart, that are no further apart than radius.

    The difference of two uniforms has a triangular density on (-1, 1), integrated by the midpoint rule.
    """
    near = math.hypot(max(i - 1.0, 0.0), max(j - 1.0, 0.0))
    if near > radius:
        return 0.0
    if math.hypot(i + 1.0, j + 1.0) <= radius:
        return 1.0
    total = 0.0
    for a in range(2 * QUADRATURE):
        u = (a + 0.5) / QUADRATURE - 1.0
        for b in range(2 * QUADRATURE):
            v = (b + 0.5) / QUADRATURE - 1.0
            if (i + u) ** 2 + (j + v) ** 2 <= radius * radius:
                total += (1.0 - abs(u)) * (1.0 - abs(v))
    return total / QUADRATURE**2


@njit(nogil=True, cache=True)
def fill_ring(inner: float, outer: float, out: Array) -> None:
    """Write the share of pairs with distance in (inner, outer] for cells i, j >= 0 apart (in place); O(outer^2)."""
    out[:] = 0.0
    end = min(math.ceil(outer) + 2, out.shape[0])
    for i in range(end):
        for j in range(min(i + 1, out.shape[1])):
            if math.hypot(i + 1.0, j + 1.0) > inner:
                share = share_within(i, j, outer) - share_within(i, j, inner)
                out[i, j] = share
                out[j, i] = share
