"""What is uncertain about an index, stated as a value: errors of the data, and choices that could have been
others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.index.composite import CompositeIndex
from growthpole.index.framework import Framework
from growthpole.index.ranges import index_intervals
from growthpole.index.tree import Tree, compile_tree
from growthpole.index.weighting import FROM_DATA

__all__ = ["Uncertainty", "Variants"]

Floats = NDArray[np.float64]
UPSTREAM = ("impute", "treat", "normalise")


@dataclass(frozen=True)
class Uncertainty:
    """What is uncertain.

    Parameters
    ----------
    data : float, default 0.0
        Relative standard error of every figure, normally distributed.
    errors : array_like of float, shape (m,) or (n, m), optional
        Standard error of every figure, in its unit, on top of `data`.
    unknown : bool, default True
        Whether figures that are unknown to the end are drawn uniformly from their normalised range.
    impute, treat, normalise, aggregate : tuple of str or mapping
        Choices for these stages, equally likely; empty leaves the stage as it is.
    concentration : float, optional
        Weights inside every node follow a Dirichlet distribution around the given ones with this
        concentration: a share w has the variance ``w (1 - w) / (concentration + 1)``.
    weight_ranges : mapping of str to (float, float)
        Weights, before they are divided by their sum, that are uniform in a range.

    Raises
    ------
    InputError
        If a standard error is negative, the concentration not positive, or a range crossed or negative.

    References
    ----------
    Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools for the
    quality assessment of composite indicators, Journal of the Royal Statistical Society A 168(2), 307-323.

    Examples
    --------
    >>> Uncertainty(normalise=("goalposts", "min-max"), concentration=100.0).factors
    ('normalise', 'weights', 'unknown')
    """

    data: float = 0.0
    errors: ArrayLike | None = None
    unknown: bool = True
    impute: tuple[Any, ...] = ()
    treat: tuple[Any, ...] = ()
    normalise: tuple[Any, ...] = ()
    aggregate: tuple[Any, ...] = ()
    concentration: float | None = None
    weight_ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not np.isfinite(self.data) or self.data < 0:
            raise InputError(f"`data` must be a relative standard error of 0 or more; it is {self.data!r}.")
        if self.errors is not None and not (np.asarray(self.errors, np.float64) >= 0).all():
            raise InputError("`errors` must be standard errors of 0 or more, without NaN.")
        if self.concentration is not None and not (np.isfinite(self.concentration) and self.concentration > 0):
            raise InputError(f"`concentration` must be positive and finite; it is {self.concentration!r}.")
        for name, (low, high) in self.weight_ranges.items():
            if not 0 <= low <= high < np.inf:
                raise InputError(f"the range of the weight of {name!r} must be 0 <= low <= high; it is {low}, {high}.")

    @property
    def factors(self) -> tuple[str, ...]:
        """Names of what varies, one input of the analysis each."""
        choices = [stage for stage in (*UPSTREAM, "aggregate") if len(getattr(self, stage)) > 1]
        weights = ["weights"] if self.concentration is not None else []
        ranges = [f"weight of {one}" for one in self.weight_ranges]
        data = ["data"] if self.data > 0 or self.errors is not None else []
        return (*choices, *weights, *ranges, *data, *(["unknown"] if self.unknown else []))


@dataclass(frozen=True)
class Variants:
    """An index and its uncertainty, prepared for many evaluations.

    Attributes
    ----------
    index : CompositeIndex
        The index as it stands.
    uncertainty : Uncertainty
        What varies.
    factors : tuple of str
        Inputs, in the order of columns of the unit cube; "unknown" only if something is unknown.
    built : tuple of CompositeIndex
        The index under every combination of upstream choices.
    stack : ndarray of float, shape (c, n, m)
        Their normalised values.
    low, high : ndarray of float, shape (c, n, m)
        Range of each normalised value; equal where it is known.
    trees : tuple of Tree
        The tree under every choice of aggregation.
    weights : ndarray of float, shape (c, e)
        Weight of every edge of the tree under every combination: weights from the data follow the normalisation.
    weighed : bool
        Whether the weights come from the data, and errors in the data therefore move them too.
    """

    index: CompositeIndex
    uncertainty: Uncertainty
    factors: tuple[str, ...]
    built: tuple[CompositeIndex, ...]
    stack: Floats
    low: Floats
    high: Floats
    trees: tuple[Tree, ...]
    weights: Floats
    weighed: bool


def prepare(index: CompositeIndex, uncertainty: Uncertainty) -> Variants:
    """Replay the index under every combination of choices, once."""
    for name in uncertainty.weight_ranges:
        if name not in index.framework.weights:
            raise NameUnknownError("indicator or node", name, index.framework.weights)
    if not index.rows.size:
        raise InputError("there is nothing to draw: the index has no rows.")
    _check_errors(index, uncertainty)
    options = [getattr(uncertainty, stage) or (None,) for stage in UPSTREAM]
    built = tuple(_variant(index, dict(zip(UPSTREAM, one, strict=True))) for one in product(*options))
    aggregated = [_variant(index, {"aggregate": one}) for one in uncertainty.aggregate or (None,)]
    stack = np.stack([one.stage("normalised") for one in built])
    unknown = np.isnan(stack)
    low, high = stack, stack
    if unknown.any() and index.missing == "unknown":
        ends = [index_intervals(one) for one in built]
        low = np.where(unknown, np.stack([one.cell_low for one in ends]), stack)
        high = np.where(unknown, np.stack([one.cell_high for one in ends]), stack)
        _check_ranges(low, high, uncertainty)
    trees = tuple(compile_tree(index.framework, one.hows) for one in aggregated)
    check_values(stack, trees)
    drawn = uncertainty.unknown and bool((low < high).any())
    factors = tuple(one for one in uncertainty.factors if one != "unknown" or drawn)
    if not factors:
        raise InputError("nothing varies: give the uncertainty at least one error, range or pair of choices.")
    weights = np.stack([edge_weights(one.framework, trees[0]) for one in built])
    weighed = any(step.verb == "weight" and step.arguments["how"] in FROM_DATA for step in index.log)
    return Variants(index, uncertainty, factors, built, stack, low, high, trees, weights, weighed)


def edge_names(framework: Framework, tree: Tree) -> list[str]:
    """Name the child of every edge, in the order of the tree."""
    names = [*framework.columns, *framework.order]
    return [names[child] for child in tree.children]


def edge_weights(framework: Framework, tree: Tree) -> Floats:
    """Give the weight of the child of every edge, shape (e,)."""
    return np.array([framework.weights[name] for name in edge_names(framework, tree)])


def _variant(index: CompositeIndex, choices: Mapping[str, Any]) -> CompositeIndex:
    changed = {stage: choice for stage, choice in choices.items() if choice is not None}
    return index.replay(**changed) if changed else index


def _check_errors(index: CompositeIndex, uncertainty: Uncertainty) -> None:
    n, m = index.table.figures.shape
    given = np.shape(uncertainty.errors if uncertainty.errors is not None else 0.0)
    if given not in {(), (m,), (n, m)}:
        raise ShapeError(f"`errors` must have shape ({m},) or ({n}, {m}), as the figures do; the shape is {given}.")


def _check_ranges(low: Floats, high: Floats, uncertainty: Uncertainty) -> None:
    if uncertainty.unknown and not (np.isfinite(low).all() and np.isfinite(high).all()):
        raise InputError(
            "an unknown figure needs a finite normalised range to be drawn from. "
            "Normalise with goalposts, or give the indicator a `lowest` and a `highest` value."
        )


def check_values(stack: Floats, trees: tuple[Tree, ...]) -> None:
    """Refuse negative values where a ratio mean is among the choices: no replication may be dropped."""
    ratio = {how for tree in trees for how in tree.hows} & {"geometric", "harmonic"}
    if ratio and (stack < 0).any():
        raise InputError(
            f"a {min(ratio)} mean needs values of 0 or more under every choice of normalisation; "
            f"the smallest is {np.nanmin(stack):g}. Choose a scale that starts at 0, or an arithmetic mean."
        )
