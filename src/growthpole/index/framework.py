"""What an index is made of: indicators, their directions and goalposts, and the tree that carries the
weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, NameUnknownError

__all__ = ["Framework", "Indicator", "Node"]

Direction = Literal[1, -1]


def _check_weight(name: str, weight: float) -> None:
    if not np.isfinite(weight) or weight < 0:
        raise InputError(f"the weight of {name!r} must be finite and 0 or more; it is {weight!r}.")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: a leaf of the tree.

    Parameters
    ----------
    id : str
        Name of the column of figures.
    parent : str, default "index"
        Id of the node it belongs to.
    weight : float, default 1.0
        Weight inside its node, relative to its siblings; 0 or more.
    direction : {1, -1}, optional
        1 if more is better, -1 if less is. Taken from the goalposts when they are given, else 1.
    unit, name : str
        Unit of the figures, and a name to show.
    worst, best : float, optional
        Goalposts, in the unit of the figures.
    target, reference : float, optional
        For "distance to target" and "distance to reference".
    scale : {"linear", "log"}, default "linear"
        Whether goalposts are applied to the figure or to its natural logarithm.
    lowest, highest : float, default -inf and inf
        The range in which an unknown figure can lie.
    denominator : str, optional
        The column by which the figure is divided first.

    Raises
    ------
    InputError
        If the weight is negative, the direction contradicts the goalposts, only one goalpost is given, or a
        log scale has a goalpost that is not positive.

    Examples
    --------
    >>> Indicator("co2", worst=20.0, best=0.0).sign
    -1
    """

    id: str
    parent: str = "index"
    weight: float = 1.0
    direction: Direction | None = None
    unit: str = ""
    name: str = ""
    worst: float | None = None
    best: float | None = None
    target: float | None = None
    reference: float | None = None
    scale: Literal["linear", "log"] = "linear"
    lowest: float = -np.inf
    highest: float = np.inf
    denominator: str | None = None

    def __post_init__(self) -> None:
        _check_weight(self.id, self.weight)
        if self.direction not in {None, 1, -1}:
            raise InputError(f"`direction` of {self.id!r} must be 1 or -1; it is {self.direction!r}.")
        if self.scale not in {"linear", "log"}:
            raise InputError(f"`scale` of {self.id!r} must be 'linear' or 'log'; it is {self.scale!r}.")
        _check_goalposts(self)
        if not self.lowest <= self.highest:
            raise InputError(
                f"`lowest` of {self.id!r} must not exceed `highest`; they are {self.lowest} and {self.highest}."
            )

    @property
    def sign(self) -> Direction:
        """1 if more is better, -1 if less is."""
        if self.direction is not None:
            return self.direction
        return -1 if self.worst is not None and self.best is not None and self.worst > self.best else 1


@dataclass(frozen=True, slots=True)
class Node:
    """One inner node of the tree, or its root.

    Parameters
    ----------
    id : str
        Its name in the tree.
    parent : str or None, default None
        Id of the node above; None for the root.
    weight : float, default 1.0
        Weight inside the node above; 0 or more.
    name : str
        A name to show.
    how : str or None
        How its children are aggregated; None leaves the choice to the index.

    Raises
    ------
    InputError
        If the weight is negative or not finite.

    Examples
    --------
    >>> Node("health", parent="index", weight=2.0).weight
    2.0
    """

    id: str
    parent: str | None = None
    weight: float = 1.0
    name: str = ""
    how: str | None = None

    def __post_init__(self) -> None:
        _check_weight(self.id, self.weight)


@dataclass(frozen=True)
class Framework:
    """Indicators and nodes that form one tree.

    Parameters
    ----------
    indicators : tuple of Indicator
        The leaves; their order is the order of columns everywhere.
    nodes : tuple of Node, optional
        The inner nodes and the root. One root named "index" by default.

    Raises
    ------
    InputError
        If ids repeat, there is not exactly one root, a parent is missing or below its own child, a node has
        no children, or the weights under a node are all zero.

    Examples
    --------
    >>> tree = Framework((Indicator("a", weight=3.0), Indicator("b")))
    >>> tree.shares["a"], tree.effective_weights.tolist()
    (0.75, [0.75, 0.25])
    """

    indicators: tuple[Indicator, ...]
    nodes: tuple[Node, ...] = field(default=(Node("index"),))

    def __post_init__(self) -> None:
        ids = [one.id for one in self.members]
        repeated = sorted({one for one in ids if ids.count(one) > 1})
        if repeated:
            raise InputError(f"every id must stand once in the framework; {repeated} stand more than once.")
        roots = [one.id for one in self.nodes if one.parent is None]
        if len(roots) != 1:
            raise InputError(f"a framework has one root, a node without parent; found {roots}.")
        known = {one.id for one in self.nodes}
        for one in self.members:
            if one.parent is not None and one.parent not in known:
                raise NameUnknownError("node", one.parent, known)
        _check_tree(self)

    @cached_property
    def members(self) -> tuple[Indicator | Node, ...]:
        """Indicators, then nodes, in the order given."""
        return (*self.indicators, *self.nodes)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Ids of the indicators, in the order of columns."""
        return tuple(one.id for one in self.indicators)

    @cached_property
    def signs(self) -> NDArray[np.float64]:
        """1 or -1 for each indicator, shape (m,)."""
        return np.array([one.sign for one in self.indicators], dtype=np.float64)

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """Ids of the children of each node, in the order of the framework."""
        below: dict[str, list[str]] = {one.id: [] for one in self.nodes}
        for one in self.members:
            if one.parent is not None:
                below[one.parent].append(one.id)
        return {node: tuple(ids) for node, ids in below.items()}

    @cached_property
    def root(self) -> str:
        """Id of the root."""
        return next(one.id for one in self.nodes if one.parent is None)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Ids of the nodes, every node after all nodes below it; the root is last."""
        return _postorder(self.root, self.children)

    @cached_property
    def weights(self) -> dict[str, float]:
        """Weight of every indicator and node, as given."""
        return {one.id: float(one.weight) for one in self.members}

    @cached_property
    def shares(self) -> dict[str, float]:
        """Weight of every indicator and node divided by the sum over its siblings; 1 for the root."""
        shares = {self.root: 1.0}
        for ids in self.children.values():
            total = sum(self.weights[one] for one in ids)
            shares.update({one: self.weights[one] / total for one in ids})
        return shares

    @cached_property
    def effective_weights(self) -> NDArray[np.float64]:
        """Product of the shares from each indicator up to the root, shape (m,); they sum to 1."""
        parent = {one.id: one.parent for one in self.members}
        result = np.ones(len(self.indicators))
        for place, start in enumerate(self.columns):
            one: str | None = start
            while one is not None:
                result[place] *= self.shares[one]
                one = parent[one]
        return result

    def with_weights(self, weights: Mapping[str, float]) -> Framework:
        """Copy the framework with some of the weights changed."""
        unknown = sorted(set(weights) - set(self.weights))
        if unknown:
            raise NameUnknownError("indicator or node", unknown[0], self.weights)
        return Framework(
            tuple(replace(one, weight=weights.get(one.id, one.weight)) for one in self.indicators),
            tuple(replace(one, weight=weights.get(one.id, one.weight)) for one in self.nodes),
        )


def _check_goalposts(one: Indicator) -> None:
    """Refuse goalposts that are half given, equal, not positive on a log scale, or against the direction."""
    if (one.worst is None) != (one.best is None):
        raise InputError(
            f"{one.id!r} must have both goalposts or none; `worst` is {one.worst!r} and `best` is {one.best!r}."
        )
    if one.worst is None or one.best is None:
        return
    if one.worst == one.best:
        raise InputError(f"the goalposts of {one.id!r} must differ; both are {one.best!r}.")
    if one.scale == "log" and min(one.worst, one.best) <= 0:
        raise InputError(
            f"a log scale needs positive goalposts; those of {one.id!r} are {one.worst!r} and {one.best!r}."
        )
    if one.direction is not None and one.direction * (one.best - one.worst) < 0:
        raise InputError(
            f"`direction` {one.direction} of {one.id!r} contradicts its goalposts: "
            f"worst {one.worst!r}, best {one.best!r}. Leave `direction` out, or exchange them."
        )


def _check_tree(tree: Framework) -> None:
    """Refuse loops, childless nodes and nodes whose weights are all zero."""
    lost = sorted({one.id for one in tree.nodes} - set(_postorder(tree.root, tree.children)))
    if lost:
        raise InputError(f"every node must hang under the root {tree.root!r}; {lost} form a loop of their own.")
    for node, ids in tree.children.items():
        if not ids:
            raise InputError(f"every node must have children; {node!r} has none. Remove it, or add indicators.")
        if sum(tree.weights[one] for one in ids) <= 0:
            raise InputError(f"at least one weight under {node!r} must be positive; those of {ids} are all 0.")


def _postorder(root: str, children: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Walk the nodes under `root`, children first; a loop off the root is never entered."""
    below = [found for one in children[root] if one in children for found in _postorder(one, children)]
    return (*below, root)
