"""Explain a score: its points as a tree that adds up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.index.composite import CompositeIndex
from growthpole.index.gradients import slopes
from growthpole.index.intervals import MEANS
from growthpole.index.tree import Tree, compile_tree, evaluate

__all__ = ["ExplanationLine", "ExplanationResult", "explain"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ExplanationLine:
    """One indicator or node in the explanation of a score.

    Attributes
    ----------
    id : str
        The indicator or node.
    parent : str or None
        The node above.
    depth : int
        0 for the root.
    share : float
        Weight inside the node above, divided by the sum over the siblings.
    value : float
        Normalised value of the indicator, or score of the node.
    points : float
        Its part of the score of the root; the children of a node have its points between them.
    lost : float
        Points to the best: what the line would add if its indicators were at the best value of the scale, to first
        order for the geometric and the harmonic mean, exactly for the arithmetic mean.
    """

    id: str
    parent: str | None
    depth: int
    share: float
    value: float
    points: float
    lost: float


@dataclass(frozen=True, slots=True)
class ExplanationResult:
    """The points of one score.

    Attributes
    ----------
    unit : str
        Whose score it is.
    score : float
        The score; NaN if it is unknown, and then every line above an unknown value is NaN too.
    lines : tuple of ExplanationLine
        The tree, every node before its children, in the order of the framework.
    """

    unit: str
    score: float
    lines: tuple[ExplanationLine, ...]


def explain(index: CompositeIndex, unit: str, *, period: object = None) -> ExplanationResult:
    """Split a score into points of nodes and indicators that add up to it.

    The means are homogeneous of degree one, so that by Euler's theorem ``f(y) = sum_k y_k df/dy_k``. The share of
    child k in the points of its node is ``w_k y_k / sum`` (arithmetic), ``w_k`` (geometric) or ``w_k f / y_k``
    (harmonic).

    Parameters
    ----------
    index : CompositeIndex
        An aggregated index whose nodes are all means.
    unit : str
        Whose score to explain.
    period : optional
        Which period of a panel; the last by default.

    Returns
    -------
    ExplanationResult
        The tree of points. A node of score 0 gives its children 0 points each.

    Raises
    ------
    NameUnknownError
        If the unit does not exist.
    InputError
        If a node is not aggregated by a mean.

    References
    ----------
    Tasche (1999), Risk contributions and performance measurement, Technische Universitaet Muenchen (Euler
    allocation).

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.building import build
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("a", weight=3, worst=0, best=10), Indicator("b", worst=0, best=10)))
    >>> found = explain(build(pl.DataFrame({"unit": ["p"], "a": [8.0], "b": [4.0]}), tree), "p")
    >>> [(line.id, line.points, line.lost) for line in found.lines]
    [('index', 70.0, 30.0), ('a', 60.0, 15.0), ('b', 10.0, 15.0)]
    """
    tree = mean_tree(index)
    row = index.row(unit, period)
    values = index.stage("normalised")[row]
    places = np.concatenate([values, node_scores(index, tree, values)])
    points, slope = _spread(tree, places, places[-1]), slopes(tree, places)
    room = np.maximum(index.fits["normalise"].best_value() - values, 0.0)
    lost = _summed(tree, np.concatenate([slope[: tree.m] * room, np.zeros(len(tree.hows))]))
    return ExplanationResult(str(unit), float(places[-1]), _lines(index, places, points, lost))


def mean_tree(index: CompositeIndex) -> Tree:
    """Compile the tree of an index; an index that is not made of means is refused."""
    wrong = {node: how for node, how in index.hows.items() if how not in MEANS}
    if not index.hows or wrong:
        raise InputError(f"points add up for means only; aggregated otherwise, or not yet: {wrong or 'every node'}.")
    return compile_tree(index.framework, index.hows)


def node_scores(index: CompositeIndex, tree: Tree, values: Floats) -> Floats:
    """Score every node for one row of normalised values, shape (m,) to (p,)."""
    return evaluate(tree, values[None, :], np.zeros(1, np.int64), index.missing)[0, :]


def _spread(tree: Tree, places: Floats, total: float) -> Floats:
    """Hand the points of every node on to its children, from the root down."""
    points = np.zeros(places.size)
    points[-1] = total
    for k in reversed(range(len(tree.hows))):
        inside = slice(tree.start[k], tree.start[k + 1])
        own = tree.children[inside]
        parts = _euler(places[own], tree.shares[inside], tree.hows[k])
        points[own] = points[tree.m + k] * parts
    return points


def _euler(values: Floats, share: Floats, how: str) -> Floats:
    """Give the share of every child in the points of its node; they sum to 1, or are 0 for a node of 0."""
    counted = np.where(np.isnan(values), 0.0, share) if not np.isnan(values).all() else share
    if how == "geometric":
        return np.asarray(counted / counted.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = counted * values if how == "arithmetic" else counted / values
    parts = np.where(counted > 0, parts, 0.0)
    total = parts.sum()
    return np.asarray(parts / total) if np.isfinite(total) and total != 0 else np.zeros(values.size)


def _summed(tree: Tree, places: Floats) -> Floats:
    """Add up from the leaves to the root."""
    for k in range(len(tree.hows)):
        places[tree.m + k] = places[tree.children[tree.start[k] : tree.start[k + 1]]].sum()
    return places


def _lines(index: CompositeIndex, places: Floats, points: Floats, lost: Floats) -> tuple[ExplanationLine, ...]:
    framework = index.framework
    place = {one: k for k, one in enumerate((*framework.columns, *framework.order))}
    lines: list[ExplanationLine] = []

    def walk(one: str, parent: str | None, depth: int) -> None:
        k = place[one]
        numbers: dict[str, Any] = {"value": float(places[k]), "points": float(points[k]), "lost": float(lost[k])}
        lines.append(ExplanationLine(one, parent, depth, framework.shares[one], **numbers))
        for child in framework.children.get(one, ()):
            walk(child, one, depth + 1)

    walk(framework.root, None, 0)
    return tuple(lines)
