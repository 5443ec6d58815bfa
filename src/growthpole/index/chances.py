"""Chances of a place or a gate, from score intervals alone or from draws of scores."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.index.intervals import checked_interval
from growthpole.index.ranks import class_members

__all__ = ["probability_at_least", "probability_top"]

Floats = NDArray[np.float64]
BLOCK = 256  # draws at a time, so that memory stays small


def probability_top(
    low: ArrayLike, high: ArrayLike, k: int, seed: int, draws: int = 10_000, classes: ArrayLike | None = None
) -> Floats:
    """Estimate the probability of a rank of at most `k`, if every score is uniform in its interval.

    ``P_i = E[1{1 + #{j : s_j > s_i} <= k}]``, the scores drawn independently. Uniform is an assumption,
    stated where the figure is shown; the certain part of the answer is `standing_top`, which needs none.

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of each score, finite.
    k : int, at least 1
        Number of places in each class.
    seed : int
        Seed of the draws.
    draws : int, default 10000
        Number of draws; the standard error is at most ``0.5 / sqrt(draws)``.
    classes : array_like of shape (n,), optional
        Peer class of each unit.

    Returns
    -------
    ndarray of float, shape (n,), 0 to 1
        Exactly 1 for a unit that is safe in and exactly 0 for one that is safe out; empty for empty input.

    Raises
    ------
    InputError
        If an end is NaN or infinite, or `k` or `draws` is below 1.
    ShapeError
        If shapes do not fit.

    References
    ----------
    Goldstein and Spiegelhalter (1996), League tables and their limitations, Journal of the Royal Statistical
    Society A 159(3), 385-443 (ranks as distributions).

    Examples
    --------
    >>> probability_top([6.0, 0.0, 1.0], [6.0, 10.0, 1.0], k=1, seed=1, draws=20_000).round(1).tolist()
    [0.6, 0.4, 0.0]
    """
    first, last = checked_interval(low, high, "`low`", "`high`")
    if first.ndim != 1:
        raise ShapeError(f"`low` and `high` must be one-dimensional; they have shape {first.shape}.")
    if not (np.isfinite(first).all() and np.isfinite(last).all()):
        raise InputError("a uniform draw needs finite ends; give every unknown figure a lowest and a highest value.")
    if k < 1 or draws < 1:
        raise InputError(f"`k` and `draws` must be at least 1; they are {k!r} and {draws!r}.")
    rng, hits = np.random.default_rng(seed), np.zeros(first.size)
    groups = class_members(classes, first.size)
    for begin in range(0, draws, BLOCK):
        block = first + (last - first) * rng.random((min(BLOCK, draws - begin), first.size))
        for members in groups:
            hits[members] += _in_top(block[:, members], k)
    return hits / draws


def probability_at_least(low: ArrayLike, high: ArrayLike, cut: ArrayLike) -> Floats:
    """Give the probability of reaching a gate, if every score is uniform in its interval.

    ``P = (high - cut) / (high - low)``, cut to 0 and 1; 0 or 1 for a known score.

    Parameters
    ----------
    low, high : array_like of float, any shape
        Ends of each score, finite.
    cut : array_like of float, broadcast against the scores
        The lowest score that passes.

    Returns
    -------
    ndarray of float, the shape of the scores, 0 to 1
        Exactly 1 where even the low end passes, exactly 0 where the high end fails.

    Raises
    ------
    InputError
        If an end is NaN or infinite.

    References
    ----------
    The uniform distribution on [low, high].

    Examples
    --------
    >>> probability_at_least([60.0, 50.0, 40.0], [70.0, 70.0, 50.0], 60.0).tolist()
    [1.0, 0.5, 0.0]
    """
    first, last = checked_interval(low, high, "`low`", "`high`")
    if not (np.isfinite(first).all() and np.isfinite(last).all()):
        raise InputError("a uniform distribution needs finite ends; give unknown figures a lowest and a highest value.")
    gate, width = np.asarray(cut, np.float64), last - first
    share = np.clip((last - gate) / np.where(width > 0, width, 1.0), 0.0, 1.0)
    return np.where(first >= gate, 1.0, np.where(last < gate, 0.0, share))


def _in_top(scores: Floats, k: int) -> Floats:
    """Count in how many rows each column is among the best k, ties sharing the better rank."""
    if k >= scores.shape[1]:
        return np.full(scores.shape[1], float(len(scores)))
    gate = -np.partition(-scores, k - 1, axis=1)[:, k - 1 : k]
    return np.asarray((scores >= gate).sum(axis=0), np.float64)
