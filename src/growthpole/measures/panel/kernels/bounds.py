"""Kernels for figures known as intervals."""

from __future__ import annotations

import numpy as np

from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.matrix_input import Array

__all__ = ["quotient_bounds"]


def quotient_bounds(low: Array, high: Array) -> tuple[Array, Array]:
    """Exact range of every location quotient, for cells anywhere between ``low`` and ``high``, shape (R, I).

    The quotient of a cell a rises with the jobs elsewhere in other industries (d) and falls with the rest of
    its row (b) and column (c). In a it rises up to a* with ``d a*^2 - 2 b c a* - b c (b + c + d) = 0`` and falls
    beyond, so that its least is at an end and its largest at an end or at a*. NaN where b or c and a may all be
    zero together. O(R I).
    """
    (b_low, c_low, d_low), (b_high, c_high, d_high) = _rest(low), _rest(high)
    least = np.fmin(_quotient(low, b_high, c_high, d_low), _quotient(high, b_high, c_high, d_low))
    with np.errstate(divide="ignore", invalid="ignore"):
        bc = b_low * c_low
        peak = (bc + np.sqrt(bc**2 + d_high * bc * (b_low + c_low + d_high))) / d_high
    inside = np.clip(np.where(d_high > 0, peak, high), low, high)
    candidates = [_quotient(a, b_low, c_low, d_high) for a in (low, high, inside)]
    most = np.fmax(np.fmax(candidates[0], candidates[1]), candidates[2])
    undefined = (low + b_low <= 0) | (low + c_low <= 0)
    return np.where(undefined, np.nan, least), np.where(undefined, np.nan, most)


def _rest(x: Array) -> tuple[Array, Array, Array]:
    """For each cell the rest of its row, of its column, and of the table."""
    row, column, total = x.sum(axis=1, keepdims=True), x.sum(axis=0, keepdims=True), x.sum()
    return row - x, column - x, total - row - column + x


def _quotient(a: Array, b: Array, c: Array, d: Array) -> Array:
    return ratio(a * (a + b + c + d), (a + b) * (a + c))
