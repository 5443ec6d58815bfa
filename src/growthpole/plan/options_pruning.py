"""Options that another one makes superfluous, so that the choice stays small without losing the best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from growthpole.plan.options_bundles import Schedule
from growthpole.plan.options_paths import Paths

__all__ = ["dominated", "kept"]

Floats = npt.NDArray[np.float64]


def kept(
    owner: npt.NDArray[np.intp],
    schedules: Sequence[Schedule],
    paths: Paths,
    nothing: Paths,
    *,
    cost: npt.NDArray[np.int64],
    uses: Floats,
    fair: Sequence[bool],
) -> npt.NDArray[np.intp]:
    """The options worth choosing among, in order.

    Left out are those that change nothing; those that have a remedy more than another with the same outcome (a remedy
    without effect is never chosen); and those that no cluster could prefer: another one stands as high in every year,
    has as many points, and costs and takes no more. Where a floor asks for a number of undertakings or for money in a
    county, having fewer of them is no advantage.

    Parameters
    ----------
    owner : ndarray of int, shape (options,)
        The cluster of each option; equal ones stand together.
    schedules : sequence of Schedule
    paths : Paths
        Of the options.
    nothing : Paths
        Of the clusters, when nothing is done.
    cost, uses : ndarray, shape (options, years) and (options, resources)
    fair : sequence of bool
        By cluster, whether a floor speaks of its county.

    Returns
    -------
    ndarray of int
    """
    found: list[int] = []
    for row in range(len(fair)):
        mine = np.flatnonzero(owner == row).tolist()
        mine = _changing(mine, paths, nothing.outcome(row))
        mine = _unpadded(mine, schedules, paths)
        gains = np.hstack([paths.rank[mine], paths.low[mine]])
        draws = np.hstack([cost[mine], uses[mine]])
        if fair[row]:
            counts = np.array([len(schedules[one]) for one in mine], float).reshape(-1, 1)
            gains = np.hstack([gains, counts, cost[mine].sum(axis=1, keepdims=True)])
        found += np.array(mine, np.intp)[~dominated(gains, draws)].tolist()
    return np.array(found, np.intp)


def _changing(mine: list[int], paths: Paths, nothing: bytes) -> list[int]:
    return [one for one in mine if paths.outcome(one) != nothing]


def _unpadded(mine: list[int], schedules: Sequence[Schedule], paths: Paths) -> list[int]:
    """Without those that hold another of the same outcome and something on top."""
    alike: dict[bytes, list[frozenset[tuple[str, int]]]] = {}
    left = []
    for one in sorted(mine, key=lambda option: len(schedules[option])):
        steps, seen = frozenset(schedules[one]), alike.setdefault(paths.outcome(one), [])
        if not any(smaller < steps for smaller in seen):
            seen.append(steps)
            left.append(one)
    return sorted(left)


def dominated(gains: Floats, draws: Floats) -> npt.NDArray[np.bool_]:
    """Which rows another row makes superfluous; of equal rows the first stays.

    Parameters
    ----------
    gains, draws : ndarray of float64, shape (rows, ...)
        What is the better the higher, and the better the lower.

    Returns
    -------
    ndarray of bool, shape (rows,)

    Examples
    --------
    >>> dominated(np.array([[1.0], [1.0], [2.0]]), np.array([[5.0], [5.0], [9.0]])).tolist()
    [False, True, False]
    """
    gone = np.zeros(len(gains), bool)
    for row in range(len(gains)):
        as_good = (gains >= gains[row]).all(axis=1) & (draws <= draws[row]).all(axis=1) & ~gone
        same = (gains == gains[row]).all(axis=1) & (draws == draws[row]).all(axis=1)
        as_good[row] = False
        gone[row] = (as_good & ~same).any() or (as_good & same)[:row].any()
    return gone
