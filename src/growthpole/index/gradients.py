"""Derivatives of the score of a tree of means, by the chain rule from the root down."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from growthpole.index.tree import Tree

__all__: list[str] = []

Floats = NDArray[np.float64]


def slopes(tree: Tree, places: Floats) -> Floats:
    """Give the derivative of the root with respect to every place, by the chain rule from the root down."""
    found = np.zeros(places.size)
    found[-1] = 1.0
    for k in reversed(range(len(tree.hows))):
        inside = slice(tree.start[k], tree.start[k + 1])
        own = tree.children[inside]
        found[own] = found[tree.m + k] * _slope(places[own], tree.shares[inside], tree.hows[k], places[tree.m + k])
    return found


def _slope(values: Floats, share: Floats, how: str, node: float) -> Floats:
    """Give the derivative of a mean with respect to its children; 0 where the mean itself is 0."""
    counted = np.where(np.isnan(values), 0.0, share)
    counted = counted / counted.sum() if counted.sum() > 0 else share
    if how == "arithmetic":
        return np.asarray(counted)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = counted * node / values if how == "geometric" else counted * (node / values) ** 2
    return np.asarray(np.where(np.isfinite(slope), slope, 0.0))
