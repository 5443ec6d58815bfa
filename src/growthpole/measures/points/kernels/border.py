"""Share of a circle that lies inside a polygon: Ripley's isotropic border correction, exactly."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from growthpole.measures.points.arrays import Array

TURN = 2 * math.pi


@njit(nogil=True, cache=True)
def inside(px: float, py: float, edges: Array) -> bool:
    """Whether a point lies inside the rings whose edges (E, 4) are given as x1, y1, x2, y2 (even-odd rule)."""
    odd = False
    for e in range(edges.shape[0]):
        x1, y1, x2, y2 = edges[e, 0], edges[e, 1], edges[e, 2], edges[e, 3]
        if (y1 > py) != (y2 > py) and px < x1 + (py - y1) / (y2 - y1) * (x2 - x1):
            odd = not odd
    return odd


@njit(nogil=True, cache=True)
def crossings(px: float, py: float, r: float, edges: Array, angles: Array) -> int:
    """Write the angles at which the circle meets the edges; return how many there are. O(E)."""
    found = 0
    for e in range(edges.shape[0]):
        x1, y1 = edges[e, 0] - px, edges[e, 1] - py
        dx, dy = edges[e, 2] - edges[e, 0], edges[e, 3] - edges[e, 1]
        a = dx * dx + dy * dy
        b = x1 * dx + y1 * dy
        root = b * b - a * (x1 * x1 + y1 * y1 - r * r)
        if a == 0.0 or root <= 0.0:
            continue
        for sign in (-1.0, 1.0):
            t = (-b + sign * math.sqrt(root)) / a
            if 0.0 <= t < 1.0:
                angles[found] = math.atan2(y1 + t * dy, x1 + t * dx)
                found += 1
    return found


@njit(nogil=True, cache=True)
def inside_share(px: float, py: float, r: float, edges: Array, angles: Array) -> float:
    """Share of the circle of radius r about (px, py) inside the polygon; ``angles`` (2 E + 1,) is scratch."""
    found = crossings(px, py, r, edges, angles)
    if found == 0:
        return 1.0 if inside(px + r, py, edges) else 0.0
    some = np.sort(angles[:found])
    total = 0.0
    for k in range(found):
        begin = some[k]
        end = some[k + 1] if k + 1 < found else some[0] + TURN
        middle = (begin + end) / 2
        if inside(px + r * math.cos(middle), py + r * math.sin(middle), edges):
            total += end - begin
    return total / TURN


@njit(nogil=True, cache=True)
def corrected_histogram(
    a: Array, wa: Array, b: Array, wb: Array, same: bool, width: float, edges: Array, correct: bool, out: Array
) -> None:
    """Add ``wa wb / inside_share`` of each ordered pair to its distance bin (in place).

    ``a`` (n, 2) and ``b`` (m, 2) float64; with ``same`` the two are one set and a point is no neighbour of itself;
    ``out`` float64 (B + 1,). O(n m + pairs within reach x E).
    """
    angles = np.empty(2 * edges.shape[0] + 1)
    reach = (out.size - 1) * width
    for i in range(a.shape[0]):
        for j in range(b.shape[0]):
            if same and i == j:
                continue
            dx, dy = b[j, 0] - a[i, 0], b[j, 1] - a[i, 1]
            d = math.sqrt(dx * dx + dy * dy)
            if d > reach:
                continue
            share = inside_share(a[i, 0], a[i, 1], d, edges, angles) if correct and d > 0.0 else 1.0
            if share > 0.0:
                out[math.ceil(d / width)] += wa[i] * wb[j] / share
