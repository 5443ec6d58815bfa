"""Largest rise and fall of skewed Gaussian curves, in units of their local bands."""

from __future__ import annotations

from numba import njit

from growthpole.measures.points.arrays import Array


@njit(nogil=True, cache=True)
def skewed_extremes(draws: Array, skew: Array, up: Array, down: Array, rises: Array, falls: Array) -> None:
    """For each Gaussian draw and its negative, the extremes of z + skew (z2 - 1) / 6 (in place).

    ``draws`` float32 (D, R) with unit variance; ``skew``, ``up``, ``down`` float32 (R,); ``rises``, ``falls``
    float64 (2 D,). O(D R).
    """
    sixth = skew / 6
    over, under = 1 / up, 1 / down
    for i in range(draws.shape[0]):
        z = draws[i]
        a, b, c, d = z[0] * 0, z[0] * 0, z[0] * 0, z[0] * 0
        for r in range(z.size):
            bend = sixth[r] * (z[r] * z[r] - 1)
            a = max(a, (z[r] + bend) * over[r])
            b = max(b, (bend - z[r]) * over[r])
            c = max(c, -(z[r] + bend) * under[r])
            d = max(d, (z[r] - bend) * under[r])
        rises[2 * i], rises[2 * i + 1], falls[2 * i], falls[2 * i + 1] = a, b, c, d
