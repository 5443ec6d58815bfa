"""Places under a quota on many paths at once: the better proven score first, equals as a whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.model.programme import Programme

__all__ = ["Standing", "admit"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Standing:
    """Where clusters stand; arrays of shape (paths, clusters).

    Attributes
    ----------
    rank : ndarray of int8
        By the rules; 0 is no tier.
    options : ndarray of uint16
        Every rung on which the cluster may stand, as bits.
    """

    rank: npt.NDArray[np.int8]
    options: npt.NDArray[np.uint16]


def admit(rules: Programme, before: Standing, after: Standing, score: Floats | None) -> Standing:
    """Let those who rise compete for places.

    Parameters
    ----------
    rules : Programme
        Its tiers with a quota, the highest first.
    before, after : Standing
        Before the moves of the year, and after them as if there were no quota.
    score : ndarray of float, shape (paths, clusters), or None
        What is proven of the points; without a score all are equal.

    Returns
    -------
    Standing
        Who finds no place stays. Where figures are unknown, whoever may rise to a rung that may be full may stay too.
    """
    rank, options = after.rank, after.options
    if not rank.size:
        return after
    points = np.zeros(rank.shape) if score is None else score
    for tier in reversed(list(rules.tiers.values())):
        if tier.quota is None:
            continue
        rising = (rank == tier.rank) & (before.rank == tier.rank - 1)
        holders = ((rank == tier.rank) & ~rising).sum(axis=1)
        placed = _placed(rising, points, np.maximum(0, tier.quota - holders))
        rank = np.where(rising & ~placed, before.rank, rank).astype(np.int8)
        options = _uncertain(before.options, options, tier.rank, tier.quota)
    settled = np.asarray((_single(before.options) & _single(after.options)).all(axis=1))
    known = np.left_shift(1, rank).astype(np.uint16)
    return Standing(rank, np.where(settled[:, None], known, options | known).astype(np.uint16))


def _placed(rising: Flags, points: Floats, places: npt.NDArray[np.intp]) -> Flags:
    """The best of those who qualify: all whose points exceed those of the first who finds no place."""
    least = -np.sort(-np.where(rising, points, -np.inf), axis=1)
    first_out = np.take_along_axis(least, np.minimum(places, least.shape[1] - 1)[:, None], axis=1)
    enough = np.greater_equal(places, rising.sum(axis=1)).reshape(-1, 1)
    return np.asarray(rising & (enough | (points > first_out)), dtype=np.bool_)


def _uncertain(
    before: npt.NDArray[np.uint16], after: npt.NDArray[np.uint16], rank: int, quota: int
) -> npt.NDArray[np.uint16]:
    """Whoever may come to a rung from below may be left there, where more may come than find a place."""
    may_hold = (after >> rank & 1).astype(np.bool_)
    crowded = (may_hold.sum(axis=1) > quota)[:, None]
    from_below = (before >> (rank - 1) & 1).astype(np.bool_)
    left = np.where(crowded & may_hold & from_below, np.uint16(1 << (rank - 1)), np.uint16(0))
    return np.asarray(after | left, dtype=np.uint16)


def _single(options: npt.NDArray[np.uint16]) -> Flags:
    return np.asarray(options & (options - np.uint16(1)) == 0)
