"""Relatedness density: how much of what is related to an industry a region already has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.matrix.inputs import dense, is_sparse, read
from growthpole.measures.matrix.presences import presences
from growthpole.measures.matrix.years import yearly

__all__ = ["DensityResult", "density"]


@dataclass(frozen=True, slots=True, eq=False)
class DensityResult:
    """Relatedness density with what unknown cells leave open.

    Attributes
    ----------
    density : matrix, shape (R, I), share in [0, 1]
        ``nan`` where an unknown cell matters.
    low, high : matrix, shape (R, I), share in [0, 1]
        The least and the greatest value, with every unknown cell absent or present; equal to ``density`` where
        nothing is unknown.
    """

    density: Any
    low: Any
    high: Any


@yearly
def density(m: Any, relatedness: Any, *, itself: bool = True, neighbours: int | None = None) -> DensityResult:
    r"""Relatedness density: the share of an industry's relatedness that falls on industries the region has.

    .. math:: d_{ri} = \frac{\sum_j M_{rj} \phi_{ij}}{\sum_j \phi_{ij}}

    Parameters
    ----------
    m : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown. A mapping from year to matrix gives a dict.
    relatedness : matrix, shape (I, I), >= 0
        :func:`proximity` or :func:`relatedness`; pairs that are ``nan`` weigh nothing. May be a mapping of
        the same years.
    itself : bool
        Whether the industry itself is among the related (as in Hidalgo and others) or left out.
    neighbours : int, optional
        Count the most related industries only, above and below the line; ties at the edge are all counted.

    Returns
    -------
    DensityResult
        A share in [0, 1]; ``nan`` for an industry related to nothing. Unknown cells give an interval.

    Raises
    ------
    InputError
        When ``m`` holds anything but 0, 1 and nan, a relatedness is negative, or ``neighbours`` is below 1.
    ShapeError
        When ``relatedness`` is not I x I.

    References
    ----------
    Hidalgo, Klinger, Barabasi and Hausmann (2007), equation 2; Boschma, Balland and Kogler (2015).

    Examples
    --------
    >>> phi = np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> density(np.array([[1, 0], [1, 1]]), phi).density.round(3)
    array([[0.667, 0.333],
           [1.   , 1.   ]])
    >>> interval = density(np.array([[1.0, np.nan]]), phi)
    >>> interval.low.round(3), interval.high.round(3)
    (array([[0.667, 0.333]]), array([[1., 1.]]))
    """
    table = presences(m)
    weights = _weights(read(relatedness, "relatedness").values, table.shape[1], itself, neighbours)
    low = _share(table.values, weights)
    if table.hidden is None:
        known = table.given.like(low)
        return DensityResult(known, known, known)
    high = _share(np.where(table.hidden, 1.0, table.values), weights)
    middle = np.where(high > low, np.nan, low)
    return DensityResult(table.given.like(middle), table.given.like(low), table.given.like(high))


def _weights(values: Any, industries: int, itself: bool, neighbours: int | None) -> NDArray[np.float64]:
    if values.shape != (industries, industries):
        raise ShapeError(
            f"`relatedness` must be {industries} x {industries}, as `m` has {industries} industries; "
            f"found {values.shape}."
        )
    weights = np.nan_to_num(dense(values).astype(np.float64), nan=0.0)
    if weights.size and weights.min() < 0:
        raise InputError(f"`relatedness` must be at least zero; found {weights.min():g}.")
    if not itself:
        np.fill_diagonal(weights, 0.0)
    return weights if neighbours is None else _nearest(weights, neighbours)


def _nearest(weights: NDArray[np.float64], neighbours: int) -> NDArray[np.float64]:
    if neighbours < 1:
        raise InputError(f"`neighbours` must be at least 1; found {neighbours}.")
    if neighbours >= len(weights):
        return weights
    edge = np.partition(weights, len(weights) - neighbours, axis=1)[:, len(weights) - neighbours]
    return np.where(weights >= edge[:, None], weights, 0.0)


def _share(values: Any, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    # ``weights`` holds an industry's neighbours in its row: nearest neighbours are not mutual.
    related: NDArray[np.float64]
    related = values @ weights.T if is_sparse(values) else values.astype(np.float64, copy=False) @ weights.T
    with np.errstate(invalid="ignore"):
        related /= weights.sum(axis=1)
    # Rounding may carry a full share a hair above one.
    return np.minimum(related, 1.0, out=related)
