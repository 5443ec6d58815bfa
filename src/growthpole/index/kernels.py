"""Compiled loops of the simulations: the tree of means, and ranks with ties, for many replications at once.

Each is written as plain Python on arrays and compiled by numba under its public name; `evaluate` and `rank`
are the readable NumPy versions that the tests hold them against.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

__all__: list[str] = []

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CODES = {"arithmetic": 0, "geometric": 1, "harmonic": 2}


def _score_batch(
    stack: Floats, which: Ints, shares: Floats, hows: Ints, start: Ints, children: Ints, available: bool, out: Floats
) -> None:
    """Score every unit in every replication; O(replications x units x edges).

    stack (c, n, m) float64: normalised values of each variant. which (r,) int64: variant of each replication.
    shares (r, e) float64: weight of each edge, summing to one in a node. hows (r, p) int64: 0 arithmetic, 1
    geometric, 2 harmonic. start (p + 1,), children (e,) int64: the tree. out (r, n) float64: modified in
    place; NaN where unknown.
    """
    n, m, p = stack.shape[1], stack.shape[2], start.size - 1
    place = np.empty(m + p)
    for r in range(which.size):
        for i in range(n):
            place[:m] = stack[which[r], i]
            for k in range(p):
                total, weight = 0.0, 0.0
                zero, unknown = False, False
                how = hows[r, k]
                for e in range(start[k], start[k + 1]):
                    share = shares[r, e]
                    if share <= 0.0:
                        continue
                    value = place[children[e]]
                    if np.isnan(value):
                        unknown = True
                        continue
                    weight += share
                    if how == 0:
                        total += share * value
                    elif value == 0.0:
                        zero = True
                    elif how == 1:
                        total += share * np.log(value)
                    else:
                        total += share / value
                if weight == 0.0 or (unknown and not available):
                    place[m + k] = np.nan
                elif zero:
                    place[m + k] = 0.0
                elif how == 0:
                    place[m + k] = total / weight
                elif how == 1:
                    place[m + k] = np.exp(total / weight)
                else:
                    place[m + k] = weight / total
            out[r, i] = place[m + p - 1]


def _rank_batch(scores: Floats, members: Ints, start: Ints, out: NDArray[np.float32]) -> None:
    """Rank every replication inside its groups, ties sharing the better rank; O(r n log n).

    scores (r, n) float64. members (n,) int64: units sorted by group; group g is ``members[start[g]:start[g +
    1]]``. out (r, n) float32: modified in place; NaN where the score is NaN.
    """
    for r in range(scores.shape[0]):
        for g in range(start.size - 1):
            inside = members[start[g] : start[g + 1]]
            # NaN sorts last, so that the known scores come first.
            order = np.argsort(-scores[r, inside])
            before, shared = np.inf, 1
            for place in range(inside.size):
                unit = inside[order[place]]
                score = scores[r, unit]
                if np.isnan(score):
                    out[r, unit] = np.nan
                    continue
                if score != before:
                    before, shared = score, place + 1
                out[r, unit] = shared


def _win_counts(scores: Floats, wins: Ints) -> None:
    """Count in how many rows of `scores` (r, n) each unit is strictly above each other one, into wins (n,
    n).
    """
    n = scores.shape[1]
    for r in range(scores.shape[0]):
        for i in range(n):
            mine = scores[r, i]
            for j in range(n):
                if mine > scores[r, j]:
                    wins[i, j] += 1


score_batch: Any = numba.njit(cache=True, nogil=True)(_score_batch)
rank_batch: Any = numba.njit(cache=True, nogil=True)(_rank_batch)
win_counts: Any = numba.njit(cache=True, nogil=True)(_win_counts)
