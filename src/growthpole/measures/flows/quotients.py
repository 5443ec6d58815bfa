"""Location quotients that say how much of an input a region can supply itself: SLQ, CILQ, RLQ, FLQ, AFLQ, 2D-LQ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError

__all__ = ["METHODS", "QuotientInterval", "supply_quotients", "supply_quotients_interval", "supply_shares"]

Floats: TypeAlias = NDArray[np.float64]
Method: TypeAlias = Literal["SLQ", "CILQ", "RLQ", "FLQ", "AFLQ", "2D-LQ"]
METHODS: tuple[Method, ...] = ("SLQ", "CILQ", "RLQ", "FLQ", "AFLQ", "2D-LQ")
DELTA = 0.3
"""Flegg and Webber (1997) proposed 0.3, Flegg and Tohmo (2013) found 0.25 best; the docs show how much it matters."""


@dataclass(frozen=True, eq=False)
class QuotientInterval:
    """Shares of supply where the region's industries are known as intervals only.

    Attributes
    ----------
    low, central, high : ndarray, shape (n, n)
        As :func:`supply_shares`; ``central`` is NaN where the central figures are.
    """

    low: Floats
    central: Floats
    high: Floats


def supply_quotients(
    region: ArrayLike,
    nation: ArrayLike,
    method: Method = "FLQ",
    *,
    delta: float = DELTA,
    alpha: float = 1.0,
    beta: float = DELTA,
) -> Floats:
    r"""Quotients of a region's industries against the nation's, for a seller i in the row and a buyer j in the column.

    .. math::
       SLQ_i = \frac{e_i / e}{E_i / E}, \quad CILQ_{ij} = \frac{SLQ_i}{SLQ_j}, \quad
       RLQ_{ij} = \frac{SLQ_i}{\log_2 (1 + SLQ_j)}

    .. math::
       FLQ_{ij} = \lambda\, CILQ_{ij}, \quad FLQ_{ii} = \lambda\, SLQ_i, \quad
       \lambda = [\log_2 (1 + e / E)]^\delta

    AFLQ: FLQ, at most 1, times :math:`\log_2(1 + SLQ_j)` where :math:`SLQ_j > 1`. 2D-LQ:
    :math:`SLQ_i^\alpha (e_j / E_j)^\beta`, with :math:`1 + \tfrac12 \tanh(SLQ_i - 1)` for :math:`SLQ_i` above 1.
    The diagonal of CILQ and RLQ is :math:`SLQ_i`, as CILQ would be 1 whatever the region is like.

    Parameters
    ----------
    region, nation : sequence of length n, >= 0
        Employment (or output) e and E by industry; the nation's positive.
    method : {"SLQ", "CILQ", "RLQ", "FLQ", "AFLQ", "2D-LQ"}
        Which quotient.
    delta : float, in [0, 1)
        How strongly FLQ and AFLQ make small regions import more; 0 leaves the size of the region out.
    alpha, beta : float, >= 0
        Of 2D-LQ: for the seller and for the buyer. There are no settled values: at 1 the seller counts as in SLQ, and
        `beta` does for each buyer what `delta` does for the whole region.

    Returns
    -------
    matrix, shape (n, n)
        Not limited to 1; see :func:`supply_shares`. 0 where the region has no seller, infinite where it has a seller
        but no buyer.

    Raises
    ------
    ShapeError
        If the two are not of one length.
    InputError
        If a figure is unknown or negative, the region is empty, the nation lacks an industry, or an option is out of
        its range.

    References
    ----------
    Round (1978), Journal of Regional Science 18, 179-194; Flegg and Webber (1997), Regional Studies 31, 795-805, and
    (2000), 34, 563-569; Pereira-López, Carrascal-Incera and Fernández-Fernández (2020), Spatial Economic Analysis 15,
    476-493; Miller and Blair (2022), section 10.2.

    Examples
    --------
    >>> supply_quotients([10, 30], [100, 100], "SLQ")
    array([[0.5, 0.5],
           [1.5, 1.5]])
    >>> supply_quotients([10, 30], [100, 100], "CILQ").round(3)
    array([[0.5  , 0.333],
           [3.   , 1.5  ]])
    """
    local, whole = _inputs(region, nation, method, delta=delta, alpha=alpha, beta=beta)
    size = np.full((len(local), len(local)), local.sum())
    sellers, buyers = np.meshgrid(local, local, indexing="ij")
    return _quotients(sellers, buyers, size, whole, (method, delta, alpha, beta))


def supply_shares(
    region: ArrayLike,
    nation: ArrayLike,
    method: Method = "FLQ",
    *,
    delta: float = DELTA,
    alpha: float = 1.0,
    beta: float = DELTA,
) -> Floats:
    r"""The part of each national input coefficient that a region supplies itself.

    .. math:: t_{ij} = \min(1, q_{ij}), \qquad r_{ij} = t_{ij} a_{ij}

    Parameters
    ----------
    region, nation, method, delta, alpha, beta
        As for :func:`supply_quotients`.

    Returns
    -------
    matrix, shape (n, n)
        In [0, 1]; only AFLQ may pass 1, as specialised buyers are taken to use more of local inputs than the nation.

    Raises
    ------
    ShapeError, InputError
        As :func:`supply_quotients`.

    References
    ----------
    Miller and Blair (2022), section 10.2; Flegg and Webber (2000), for AFLQ.

    Examples
    --------
    >>> supply_shares([10, 30], [100, 100], "SLQ")
    array([[0.5, 0.5],
           [1. , 1. ]])
    """
    found = supply_quotients(region, nation, method, delta=delta, alpha=alpha, beta=beta)
    return found if method == "AFLQ" else np.minimum(found, 1.0)


def supply_quotients_interval(
    low: ArrayLike,
    central: ArrayLike,
    high: ArrayLike,
    nation: ArrayLike,
    method: Method = "FLQ",
    *,
    total: float,
    delta: float = DELTA,
    alpha: float = 1.0,
    beta: float = DELTA,
) -> QuotientInterval:
    r"""Shares of supply when the region's industries are intervals and its total is known.

    .. math:: t_{ij} \in [t_{ij}(\underline e_i, \overline e_j, e),\ t_{ij}(\overline e_i, \underline e_j, e)]

    Every share rises with the seller when the region's total is fixed. With the buyer SLQ stays, 2D-LQ rises, AFLQ
    rises up to where FLQ is 1 and falls beyond, the others fall. So the ends are known: exact for each pair, though not
    all pairs can be at their ends at once.

    Parameters
    ----------
    low, central, high : sequence of length n, >= 0
        Employment by industry; ``central`` may be NaN.
    nation, method, delta, alpha, beta
        As for :func:`supply_quotients`.
    total : float, > 0
        The region's employment in all industries: known, as from a census by section.

    Returns
    -------
    QuotientInterval
        Of shares, as :func:`supply_shares` gives them.

    Raises
    ------
    ShapeError, InputError
        As :func:`supply_quotients`, and if an interval is empty or `total` cannot be the sum of the intervals.

    References
    ----------
    Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis, section 5.1, for monotone functions.

    Examples
    --------
    >>> shares = supply_quotients_interval([0, 20], [10, 30], [20, 40], [100, 100], "SLQ", total=40)
    >>> shares.low[:, 0], shares.central[:, 0], shares.high[:, 0]
    (array([0., 1.]), array([0.5, 1. ]), array([1., 1.]))
    """
    options = (method, delta, alpha, beta)
    least, whole = _inputs(low, nation, method, delta=delta, alpha=alpha, beta=beta, empty=True)
    most, _ = _inputs(high, nation, method, delta=delta, alpha=alpha, beta=beta, empty=True)
    middle = np.asarray(central, dtype=np.float64)
    _check_intervals(least, middle, most, total)

    def at(sellers: Floats, buyers: Floats) -> Floats:
        rows, columns = np.meshgrid(sellers, buyers, indexing="ij")
        # A sector buys from itself: both are the same unknown, so its own cell takes one end for both.
        np.fill_diagonal(columns, sellers)
        found = _quotients(rows, columns, np.full(rows.shape, float(total)), whole, options)
        return found if method == "AFLQ" else np.minimum(found, 1.0)

    both = at(least, least), at(least, most), at(most, least), at(most, most)
    upper = np.fmax(both[2], both[3])
    if method == "AFLQ":
        upper = np.fmax(upper, _highest_aflq(least, most, whole, total, delta))
    return QuotientInterval(np.fmin(both[0], both[1]), at(middle, middle), upper)


def _highest_aflq(least: Floats, most: Floats, nation: Floats, total: float, delta: float) -> Floats:
    """AFLQ where the buyer is as large as it can be with FLQ still at 1; the diagonal has no such place."""
    scale = np.log2(1.0 + total / nation.sum()) ** delta
    buyers = np.clip(scale * np.outer(most / nation, nation), least[None, :], most[None, :])
    sellers = np.broadcast_to(most[:, None], buyers.shape)
    size = np.full(buyers.shape, float(total))
    found = _quotients(sellers, buyers, size, nation, ("AFLQ", delta, 1.0, 0.0))
    np.fill_diagonal(found, 0.0)
    return found


def _quotients(
    sellers: Floats, buyers: Floats, size: Floats, nation: Floats, options: tuple[Method, float, float, float]
) -> Floats:
    """Quotients of each pair, given what the seller, the buyer and the whole region employ."""
    method, delta, alpha, beta = options
    found: Floats
    share = nation / nation.sum()
    own = sellers / size / share[:, None]
    other = buyers / size / share[None, :]
    scale: Floats = np.log2(1.0 + size / nation.sum()) ** delta
    match method:
        case "SLQ":
            found = own
        case "CILQ":
            found = _off_diagonal(_over(own, other), own)
        case "RLQ":
            found = _off_diagonal(_over(own, np.log2(1.0 + other)), own)
        case "FLQ":
            found = scale * _off_diagonal(_over(own, other), own)
        case "AFLQ":
            special = np.maximum(np.log2(1.0 + other), 1.0)
            found = np.minimum(scale * _off_diagonal(_over(own, other), own), 1.0) * special
        case _:
            found = _two_dimensional(sellers, own, buyers / nation[None, :], alpha, beta)
    return found


def _two_dimensional(sellers: Floats, own: Floats, buyers: Floats, alpha: float, beta: float) -> Floats:
    """2D-LQ: the seller by its quotient, the buyer by its part of the nation's."""
    seller = np.where(own > 1.0, 1.0 + 0.5 * np.tanh(own - 1.0), own) ** alpha
    # Unlike 0 to the power of 0, a region without the seller supplies nothing.
    return np.where(sellers == 0, 0.0, seller * buyers**beta)


def _over(above: Floats, below: Floats) -> Floats:
    """Quotients with their limits: nothing sold is 0, something sold to nobody is unlimited."""
    limit = np.where(above > 0, np.inf, np.where(np.isnan(above) | np.isnan(below), np.nan, 0.0))
    return np.divide(above, below, out=limit, where=(below > 0) & ~np.isnan(above))


def _off_diagonal(pairs: Floats, own: Floats) -> Floats:
    found = pairs.copy()
    np.fill_diagonal(found, np.diagonal(own))
    return found


def _inputs(
    region: ArrayLike, nation: ArrayLike, method: str, *, delta: float, alpha: float, beta: float, empty: bool = False
) -> tuple[Floats, Floats]:
    local, whole = np.asarray(region, dtype=np.float64), np.asarray(nation, dtype=np.float64)
    if local.ndim != 1 or local.shape != whole.shape or not local.size:
        raise ShapeError(
            f"`region` and `nation` must be equally long sequences; found shapes {local.shape} and {whole.shape}."
        )
    if method not in METHODS:
        raise InputError(f"`method` must be one of {', '.join(METHODS)}; it is {method!r}.")
    if not 0 <= delta < 1 or not alpha >= 0 or not beta >= 0:
        raise InputError(f"`delta` must be in [0, 1), `alpha` and `beta` at least 0; found {delta}, {alpha}, {beta}.")
    for name, array, least in (("region", local, 0.0), ("nation", whole, np.nextafter(0.0, 1.0))):
        wrong = np.flatnonzero(~(np.isfinite(array) & (array >= least)))
        if wrong.size:
            must = "positive" if name == "nation" else "at least 0"
            raise InputError(
                f"`{name}` must be known and {must} in every industry; number {wrong[0] + 1} is {array[wrong[0]]}. "
                "Merge an industry that the nation does not have with another."
            )
    if not empty and not local.sum() > 0:
        raise InputError("`region` must have some employment; it has none. Correct the figures.")
    return local, whole


def _check_intervals(low: Floats, central: Floats, high: Floats, total: float) -> None:
    if central.shape != low.shape or high.shape != low.shape:
        raise ShapeError(
            f"`low`, `central` and `high` must be equally long; found {low.shape}, {central.shape} and {high.shape}."
        )
    wrong = np.flatnonzero((low > high) | (central < low) | (central > high))
    if wrong.size:
        place = wrong[0]
        raise InputError(
            f"`low` <= `central` <= `high` must hold; number {place + 1} is {low[place]:g}, {central[place]:g}, "
            f"{high[place]:g}. Correct the interval."
        )
    if not (total > 0 and low.sum() <= total * (1 + 1e-9) and total <= high.sum() * (1 + 1e-9)):
        raise InputError(
            f"`total` must be positive and between the sums of `low` ({low.sum():g}) and `high` ({high.sum():g}); it "
            f"is {total:g}. Correct it or the intervals."
        )
