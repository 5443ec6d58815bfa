"""Co-agglomeration of industries: pairs, all at once, with intervals; and groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from growthpole.errors import InputError, ShapeError
from growthpole.measures.matrix.inputs import Labels, dense, read
from growthpole.measures.matrix.specialisation import check_amounts
from growthpole.measures.matrix.years import yearly

__all__ = ["CoagglomerationResult", "coagglomeration", "group_coagglomeration"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CoagglomerationResult:
    """Co-agglomeration of all pairs of industries.

    Attributes
    ----------
    index : matrix, shape (I, I)
        The pairwise index; symmetric, ``nan`` on the diagonal and for industries whose total is zero or unknown.
    low, high : matrix, shape (I, I), or None
        Ends of the confidence interval; None without plant Herfindahls, ``nan`` for an industry of one plant.
    z : matrix, shape (I, I), or None
        Index over its standard deviation when plants choose places by size alone, independently of each other.
    size : ndarray, shape (R,), shares summing to 1
        The regions' sizes that were used.
    industries : tuple or None
        Names, where the matrix had any.
    """

    index: Any
    low: Any
    high: Any
    z: Any
    size: Floats
    industries: Labels | None


@yearly
def coagglomeration(
    x: Any,
    *,
    herfindahl: ArrayLike | None = None,
    size: str | ArrayLike = "mean",
    confidence: float = 0.95,
) -> CoagglomerationResult:
    r"""Pairwise co-agglomeration of all industries.

    .. math:: \gamma^c_{ij} = \frac{\sum_r (s_{ri} - x_r)(s_{rj} - x_r)}{1 - \sum_r x_r^2}

    The interval takes plants as the sampling unit: shares vary as if an industry's plants, of the Herfindahl
    given, had been drawn independently from its own distribution over regions,
    :math:`V(s_i) = H_i (\mathrm{diag}(p_i) - p_i p_i')`. The variance of the product of two independent such
    vectors follows by the delta method with the second-order term under dispersion.

    Parameters
    ----------
    x : matrix, shape (R, I), >= 0
        Employment; ``nan`` is unknown. A mapping from year to matrix gives a dict.
    herfindahl : array, shape (I,), in (0, 1], optional
        Herfindahl index of plant sizes of each industry; 1/n for n equal plants.
    size : {"mean", "total"} or array, shape (R,)
        A region's size: mean of the industries' shares (2010), share of all employment (1997), or given.
    confidence : float in (0, 1)
        Coverage of the interval.

    Returns
    -------
    CoagglomerationResult
        An industry with an unknown cell, or with nothing, is ``nan`` for itself and takes no part in ``size``.

    Raises
    ------
    InputError
        When an amount is negative or an option out of range.
    ShapeError
        When ``herfindahl`` or ``size`` does not fit.

    References
    ----------
    Ellison, Glaeser and Kerr (2010), equation 1; Ellison and Glaeser (1997), section IV.

    Examples
    --------
    Glass and iron share a town; beef has the other. Both towns are of equal size.

    >>> jobs = np.array([[80, 60, 0], [20, 40, 100]])
    >>> coagglomeration(jobs, size=[0.5, 0.5]).index.round(2)
    array([[  nan,  0.12, -0.6 ],
           [ 0.12,   nan, -0.2 ],
           [-0.6 , -0.2 ,   nan]])
    """
    given = read(x, "x")
    check_amounts(given.values, "x")
    if not 0 < confidence < 1:
        raise InputError(f"`confidence` must lie between 0 and 1; found {confidence}.")
    shares, weight = _shares(dense(given.values).astype(np.float64), size)
    spread = 1.0 - float(weight @ weight)
    apart = shares - weight[:, None]
    raw = apart.T @ apart
    index = raw / spread if spread > 0 else np.full_like(raw, np.nan)
    low, high, z = _intervals(shares, apart, raw, weight, herfindahl, confidence)
    for matrix in (index, low, high, z):
        if matrix is not None:
            np.fill_diagonal(matrix, np.nan)
    names = ("industries", "industries")
    like = [None if matrix is None else given.like(matrix, *names) for matrix in (index, low, high, z)]
    return CoagglomerationResult(like[0], like[1], like[2], like[3], weight, given.industries)


def group_coagglomeration(x: Any, group: Sequence[int] | Sequence[Any], *, size: str | ArrayLike = "total") -> float:
    r"""Co-agglomeration of a group of industries.

    .. math::
       \gamma^c = \frac{G / (1 - \sum_r x_r^2) - H - \sum_j \hat\gamma_j w_j^2 (1 - H_j)}{1 - \sum_j w_j^2}
                = \frac{G - \sum_j w_j^2 G_j}{(1 - \sum_r x_r^2)(1 - \sum_j w_j^2)}

    w is an industry's share of the group, :math:`G = \sum_r (s_r - x_r)^2` of the group as one industry. With
    :math:`H = \sum_j w_j^2 H_j` the plant Herfindahls cancel: the index needs none. For two industries it is
    the pairwise index.

    Parameters
    ----------
    x : matrix, shape (R, I), >= 0
        Employment; ``nan`` is unknown.
    group : sequence
        The industries: names where ``x`` has them, otherwise places.
    size : {"mean", "total"} or array, shape (R,)
        A region's size, of all industries in ``x``; see :func:`coagglomeration`.

    Returns
    -------
    float
        0 where the group is no more together than its members' own concentration explains. ``nan`` where a
        member's total is zero or unknown.

    Raises
    ------
    InputError
        When an amount is negative, fewer than two industries are named, or a name does not exist.
    ShapeError
        When ``size`` does not fit.

    References
    ----------
    Ellison and Glaeser (1997), section IV, equation 5.

    Examples
    --------
    >>> jobs = np.array([[80, 60, 0], [20, 40, 100]])
    >>> round(group_coagglomeration(jobs, [0, 1], size=[0.5, 0.5]), 2)
    0.12
    """
    given = read(x, "x")
    check_amounts(given.values, "x")
    places = _places(group, given.industries, given.values.shape[1])
    amounts = dense(given.values).astype(np.float64)
    shares, weight = _shares(amounts, size)
    w = amounts[:, places].sum(axis=0) / amounts[:, places].sum()
    apart = shares[:, places] - weight[:, None]
    together = float(np.sum((apart @ w) ** 2) - np.sum(w**2 * np.sum(apart**2, axis=0)))
    return together / ((1.0 - float(weight @ weight)) * (1.0 - float(w @ w)))


def _places(group: Sequence[Any], names: Labels | None, industries: int) -> list[int]:
    known = names if names is not None else tuple(range(industries))
    missing = [one for one in group if one not in known]
    if missing or len(set(group)) != len(group) or len(group) < 2:
        raise InputError(
            f"`group` must name at least two different industries of `x`; found {list(group)}"
            + (f", of which {missing} do not exist." if missing else ".")
        )
    return [known.index(one) for one in group]


def _shares(amounts: Floats, size: str | ArrayLike) -> tuple[Floats, Floats]:
    """Each industry's shares over regions, and the regions' sizes."""
    totals = amounts.sum(axis=0)
    with np.errstate(invalid="ignore"):
        shares = amounts / np.where(totals > 0, totals, np.nan)
    usable = totals > 0
    if isinstance(size, str):
        if size not in {"mean", "total"}:
            raise InputError(f"`size` must be 'mean', 'total' or one number per region; found {size!r}.")
        return shares, shares[:, usable].mean(axis=1) if size == "mean" else _normal(amounts[:, usable].sum(axis=1))
    weight = np.asarray(size, dtype=np.float64)
    if weight.shape != (len(amounts),):
        raise ShapeError(f"`size` must have one number per region, {len(amounts)}; found shape {weight.shape}.")
    return shares, _normal(weight)


def _normal(weight: Floats) -> Floats:
    total = weight.sum()
    return weight / total if total > 0 else np.full_like(weight, np.nan)


def _intervals(
    shares: Floats,
    apart: Floats,
    raw: Floats,
    weight: Floats,
    herfindahl: ArrayLike | None,
    confidence: float,
) -> tuple[Floats | None, Floats | None, Floats | None]:
    if herfindahl is None:
        return None, None, None
    plants = np.asarray(herfindahl, dtype=np.float64)
    if plants.shape != (shares.shape[1],):
        raise ShapeError(
            f"`herfindahl` must have one number per industry, {shares.shape[1]}; found shape {plants.shape}."
        )
    if not np.all((plants > 0) & (plants <= 1) | np.isnan(plants)):
        raise InputError(f"`herfindahl` must lie in (0, 1]; found {plants.min():g} to {plants.max():g}.")
    spread = 1.0 - float(weight @ weight)
    chance = float(np.sum(weight**2) - 2 * np.sum(weight**3) + np.sum(weight**2) ** 2)
    deviation = np.sqrt(_variance(shares, apart, raw, weight, plants, chance)) * (ndtri((1 + confidence) / 2) / spread)
    root = np.sqrt(plants) * chance**0.25
    return raw / spread - deviation, raw / spread + deviation, raw / root[:, None] / root


def _variance(shares: Floats, apart: Floats, raw: Floats, weight: Floats, plants: Floats, chance: float) -> Floats:
    """Sampling variance of the numerator of every pair.

    For fixed deviations a of one industry and plants of the other drawn from p,
    V(a's) = h (sum p a^2 - (sum p a)^2) with h = H / (1 - H), which makes the plug-in of shares for p unbiased.
    The two sides add. Each plug-in of a contains the noise of a, so that the sum holds the second-order term
    twice; under dispersion that term is H_i H_j ``chance``, and once it is taken off.
    """
    with np.errstate(divide="ignore"):
        factor = np.where(plants < 1, plants / (1.0 - plants), np.nan)
    # Single precision is ample for a standard error and halves the cost of the one further product.
    squares = (np.square(apart, dtype=np.float32).T @ shares.astype(np.float32)).astype(np.float64)
    along = raw + (apart.T @ weight)[:, None]
    squares -= np.square(along, out=along)
    np.maximum(squares, 0.0, out=squares)
    squares *= factor
    noise = np.multiply.outer(plants * chance, plants)
    variance = squares + squares.T
    variance -= noise
    return np.maximum(variance, noise, out=variance)
