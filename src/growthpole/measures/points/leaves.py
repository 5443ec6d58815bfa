"""Sites sorted into small boxes, so that whole groups of pairs are skipped or counted at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from growthpole.measures.points.arrays import Floats, Ints

# Sites in a leaf: enough rows to share the gathering of columns, small enough to lie inside one bin in a town.
LEAF = 64


@dataclass(frozen=True, slots=True)
class Leaves:
    """Sites in the order of a k-d tree's leaves.

    Attributes
    ----------
    x : (N, 3) float64
        Coordinates, sorted.
    order : (N,) int64
        ``x`` is the caller's ``positions[order]``.
    starts : (L + 1,) int64
        Leaf l holds the rows ``starts[l]`` to ``starts[l + 1] - 1``; at most ``LEAF`` of them.
    low, high : (L, 3) float64
        Corners of each leaf's box.
    """

    x: Floats
    order: Ints
    starts: Ints
    low: Floats
    high: Floats

    def tasks(self, rows: int) -> list[tuple[int, int]]:
        """Ranges of leaves holding at most about ``rows`` sites each, in order."""
        per_task = max(1, rows // LEAF)
        edges = [*range(0, self.starts.size - 1, per_task), self.starts.size - 1]
        return list(pairwise(edges))


def sort_into_leaves(positions: Floats) -> Leaves:
    """Sort (N, 3) positions into leaves of at most ``LEAF`` sites; N = 0 gives no leaf."""
    if not len(positions):
        empty = np.empty((0, 3))
        return Leaves(empty, np.empty(0, np.int64), np.zeros(1, np.int64), empty, empty)
    tree = cKDTree(positions, leafsize=LEAF)
    order = np.asarray(tree.indices, dtype=np.int64)
    x = np.ascontiguousarray(positions[order])
    starts = np.asarray([*_leaf_starts(tree.tree), len(positions)], dtype=np.int64)
    return Leaves(x, order, starts, np.minimum.reduceat(x, starts[:-1]), np.maximum.reduceat(x, starts[:-1]))


def _leaf_starts(root: Any) -> list[int]:
    """First rows of all leaves; a leaf of many sites at one address is cut into pieces."""
    found: list[int] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.split_dim == -1:
            found.extend(range(node.start_idx, node.end_idx, LEAF))
        else:
            waiting.extend((node.greater, node.lesser))
    return found
