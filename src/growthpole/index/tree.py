"""The tree of an index as arrays, and the evaluation of all its nodes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.index.framework import Framework
from growthpole.index.frontier import benefit_of_the_doubt, benefit_of_the_doubt_bounds
from growthpole.index.intervals import MEANS, is_mean, weighted_interval
from growthpole.index.means import mazziotta_pareto, mazziotta_pareto_bounds, weighted_mean
from growthpole.index.outranking import copeland, copeland_bounds
from growthpole.index.ranks import class_members

__all__ = ["HOWS", "Tree", "compile_tree", "evaluate", "evaluate_interval"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Pair = tuple[Floats, Floats]
HOWS = (*MEANS, "mazziotta-pareto", "copeland", "benefit of the doubt")


@dataclass(frozen=True, slots=True)
class Tree:
    """A framework compiled to arrays.

    Attributes
    ----------
    m : int
        Number of indicators; they are the places 0 to m - 1.
    start : ndarray of int, shape (p + 1,)
        Node k has the children ``children[start[k]:start[k + 1]]``; node k itself is the place m + k.
    children : ndarray of int, shape (e,)
        Places of the children, nodes in post-order, so that the root is last.
    shares : ndarray of float, shape (e,)
        Weight of each child divided by the sum over its siblings.
    hows : tuple of str, length p
        How each node is aggregated.
    """

    m: int
    start: Ints
    children: Ints
    shares: Floats
    hows: tuple[str, ...]


def compile_tree(framework: Framework, hows: Mapping[str, str]) -> Tree:
    """Lay a framework out as arrays."""
    place = {one: k for k, one in enumerate((*framework.columns, *framework.order))}
    below = [framework.children[node] for node in framework.order]
    return Tree(
        m=len(framework.columns),
        start=np.concatenate([[0], np.cumsum([len(ids) for ids in below])]).astype(np.int64),
        children=np.array([place[one] for ids in below for one in ids], dtype=np.int64),
        shares=np.array([framework.shares[one] for ids in below for one in ids], dtype=np.float64),
        hows=tuple(hows[node] for node in framework.order),
    )


def check_how(how: str) -> None:
    """Refuse an unknown way of aggregating."""
    if how not in HOWS:
        raise InputError(f"`how` must be one of {', '.join(map(repr, HOWS))}; it is {how!r}.")


def evaluate(tree: Tree, values: Floats, groups: Ints, missing: str = "unknown") -> Floats:
    """Evaluate every node, from the leaves to the root.

    Shape (n, m) in, (n, p) out. NaN leaves the nodes above it unknown, or is left out where `missing` is
    "available". Methods that compare units do so inside `groups`, shape (n,).
    """
    places = np.column_stack([values, np.full((len(values), len(tree.hows)), np.nan)])
    for k, how in enumerate(tree.hows):
        inside = slice(tree.start[k], tree.start[k + 1])
        places[:, tree.m + k] = combine(places[:, tree.children[inside]], tree.shares[inside], how, groups, missing)
    return places[:, tree.m :]


def combine(values: Floats, share: Floats, how: str, groups: Ints, missing: str) -> Floats:
    """Aggregate the children of one node, shape (n, k) to (n,)."""
    if is_mean(how):
        return weighted_mean(values, share, how, missing)
    if how == "mazziotta-pareto":
        return mazziotta_pareto(values, share)
    result = np.full(len(values), np.nan)
    complete: NDArray[np.bool_] = np.asarray(~np.isnan(values).any(axis=1))
    for members in class_members(groups, len(values)):
        known = members[complete[members]]
        if known.size:
            result[known] = ACROSS[how](values[known], share)
    return result


def evaluate_interval(tree: Tree, low: Floats, high: Floats, groups: Ints) -> Pair:
    """Evaluate every node on intervals, shape (n, m) in, two of (n, p) out.

    Exact for the three means; for the other methods the ends are bounds that hold.
    """
    ends = [np.column_stack([one, np.full((len(one), len(tree.hows)), np.nan)]) for one in (low, high)]
    for k, how in enumerate(tree.hows):
        inside = slice(tree.start[k], tree.start[k + 1])
        own = tree.children[inside]
        found = combine_interval(ends[0][:, own], ends[1][:, own], tree.shares[inside], how, groups)
        ends[0][:, tree.m + k], ends[1][:, tree.m + k] = found
    return ends[0][:, tree.m :], ends[1][:, tree.m :]


def combine_interval(low: Floats, high: Floats, share: Floats, how: str, groups: Ints) -> Pair:
    """Aggregate the children of one node on intervals."""
    if is_mean(how):
        return weighted_interval(low, high, share, how)
    if how == "mazziotta-pareto":
        return mazziotta_pareto_bounds(low, high, share)
    result = np.empty(len(low)), np.empty(len(low))
    for members in class_members(groups, len(low)):
        result[0][members], result[1][members] = BOUNDS[how](low[members], high[members], share)
    return result


ACROSS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "copeland": copeland,
    "benefit of the doubt": lambda values, share: benefit_of_the_doubt(values[:, share > 0]),
}
BOUNDS: dict[str, Callable[[Floats, Floats, Floats], Pair]] = {
    "copeland": copeland_bounds,
    "benefit of the doubt": lambda low, high, share: benefit_of_the_doubt_bounds(low[:, share > 0], high[:, share > 0]),
}
