"""Compare two scores: where the difference comes from, in parts that add up to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthpole.index.composite import CompositeIndex
from growthpole.index.explanation import mean_tree, node_scores
from growthpole.index.tree import Tree

__all__ = ["ComparisonResult", "compare"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """Where the difference of two scores comes from.

    Attributes
    ----------
    unit, peer : str
        The two units; the peer may be "class median".
    difference : float
        Score of the unit less that of the peer.
    ids : tuple of str
        Indicators, in the order of the framework.
    values, peer_values : ndarray of float, shape (m,)
        Normalised values.
    points : ndarray of float, shape (m,)
        Part of the difference that is due to each indicator; they add up to `difference`.
    """

    unit: str
    peer: str
    difference: float
    ids: tuple[str, ...]
    values: Floats
    peer_values: Floats
    points: Floats


def compare(index: CompositeIndex, unit: str, peer: str | None = None, *, period: object = None) -> ComparisonResult:
    """Split the difference of a unit to a peer, or to the median of its class, among the indicators.

    At every node ``f(y) - f(z) = sum_k c_k (y_k - z_k)`` holds exactly with ``c_k = w_k`` (arithmetic),
    ``w_k L(f(y), f(z)) / L(y_k, z_k)`` with the logarithmic mean ``L(a, b) = (a - b) / ln(a / b)`` (geometric), and
    ``w_k f(y) f(z) / (y_k z_k)`` (harmonic); the coefficients multiply down the tree. Where a score of 0 is left, the
    values of 0 that caused it share the difference by their weights, which is the limit.

    Parameters
    ----------
    index : CompositeIndex
        An aggregated index whose nodes are all means.
    unit : str
        The unit.
    peer : str, optional
        The other unit; by default a made-up one with the median of the class in every indicator.
    period : optional
        Which period of a panel; the last by default.

    Returns
    -------
    ComparisonResult
        The difference and its parts; NaN where a value is unknown.

    Raises
    ------
    NameUnknownError
        If a unit does not exist.
    InputError
        If a node is not aggregated by a mean.

    References
    ----------
    Ang (2005), The LMDI approach to decomposition analysis: a practical guide, Energy Policy 33(7), 867-871; Ang and
    Liu (2007), Handling zero values in the logarithmic mean Divisia index decomposition approach, Energy Policy
    35(1), 238-246.

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.building import build
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("a", weight=3, worst=0, best=10), Indicator("b", worst=0, best=10)))
    >>> frame = pl.DataFrame({"unit": ["p", "q"], "a": [8.0, 6.0], "b": [4.0, 6.0]})
    >>> found = compare(build(frame, tree), "p", "q")
    >>> found.difference, found.points.tolist()
    (10.0, [15.0, -5.0])
    """
    tree = mean_tree(index)
    row = index.row(unit, period)
    values = index.stage("normalised")[row]
    if peer is None:
        other = _median(index.stage("normalised")[index.groups == index.groups[row]])
    else:
        other = index.stage("normalised")[index.row(peer, period)]
    difference = float(node_scores(index, tree, values)[-1] - node_scores(index, tree, other)[-1])
    points = _difference(index, tree, other, values)
    name = "class median" if peer is None else str(peer)
    return ComparisonResult(str(unit), name, difference, index.framework.columns, values, other, points)


def _median(values: Floats) -> Floats:
    """Take the median of the known values of every column."""
    known = [one[~np.isnan(one)] for one in values.T]
    return np.array([np.median(one) if one.size else np.nan for one in known])


def _difference(index: CompositeIndex, tree: Tree, before: Floats, after: Floats) -> Floats:
    """Split the difference of two scores among the indicators, by coefficients from the root down."""
    ends = [np.concatenate([one, node_scores(index, tree, one)]) for one in (before, after)]
    factor = np.zeros(ends[0].size)
    factor[-1] = 1.0
    for k in reversed(range(len(tree.hows))):
        inside = slice(tree.start[k], tree.start[k + 1])
        own = tree.children[inside]
        nodes = ends[0][tree.m + k], ends[1][tree.m + k]
        values = ends[0][own], ends[1][own]
        factor[own] = factor[tree.m + k] * _coefficients(values, nodes, tree.shares[inside], tree.hows[k])
    return factor[: tree.m] * (after - before)


def _coefficients(values: tuple[Floats, Floats], nodes: tuple[float, float], share: Floats, how: str) -> Floats:
    """Give the coefficients that make the difference of a node an exact sum over its children."""
    if how == "arithmetic":
        return share
    if min(nodes) == 0.0:
        return _from_zero(values, nodes, share)
    with np.errstate(divide="ignore", invalid="ignore"):
        if how == "harmonic":
            found = share * nodes[0] * nodes[1] / (values[0] * values[1])
        else:
            middle = _logarithmic_mean(np.array(nodes[:1]), np.array(nodes[1:]))
            found = share * middle / _logarithmic_mean(*values)
    return np.where(share > 0, found, 0.0)


def _from_zero(values: tuple[Floats, Floats], nodes: tuple[float, float], share: Floats) -> Floats:
    """Share a difference from or to 0 among the children that were 0, by their weights."""
    gap = values[1] - values[0]
    zero = (values[int(nodes[1] == 0.0)] == 0) & (share > 0) & (gap != 0)
    if max(nodes) == 0.0 or not zero.any():
        return np.zeros(share.size)
    part = np.where(zero, share, 0.0) / share[zero].sum()
    return np.where(zero, part * (nodes[1] - nodes[0]) / np.where(zero, gap, 1.0), 0.0)


def _logarithmic_mean(a: Floats, b: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        # log1p keeps the digits of nearly equal values.
        mean = (a - b) / np.log1p((a - b) / b)
    return np.where(a == b, a, mean)
