"""Export potential: supply times demand times ease of trade, after the International Trade Centre."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, ShapeError

__all__ = ["PotentialResult", "export_potential"]

Floats = NDArray[np.float64]
Ends = tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class PotentialResult:
    """Export potential by product and market; every attribute is a pair of arrays, the least and the largest.

    Attributes
    ----------
    supply : pair of ndarray of shape (K,)
        Share of all imports of the product that the exporter supplies, 0 to 1.
    ease : pair of ndarray of shape (M,)
        Actual exports to the market over those expected of its shares: above 1 where trade is easier than elsewhere.
    demand : pair of ndarray of shape (K, M)
        What the market is expected to import.
    potential : pair of ndarray of shape (K, M)
        ``supply x demand x ease``, in the unit of exports; NaN where demand is unknown.
    untapped : pair of ndarray of shape (K, M)
        Potential less actual exports, at least 0.
    ease_estimated : bool
        Whether ease says anything: one product alone cannot tell an easy market from a product that sells well
        there, and ease is 1 then.
    """

    supply: Ends
    ease: Ends
    demand: Ends
    potential: Ends
    untapped: Ends
    ease_estimated: bool


def export_potential(
    exports: Any,
    imports: Any,
    *,
    exports_high: Any | None = None,
    imports_high: Any | None = None,
    growth: Any | None = None,
    growth_high: Any | None = None,
    horizon: float = 0.0,
) -> PotentialResult:
    """Potential of exports of each product to each market, and how much of it is untapped.

    With v exports of product k to market m and w what the market imports of it from everywhere:
    ``supply_k = sum_m v_km / sum_m w_km``, ``demand_km = w_km (1 + g_km)^h``,
    ``ease_m = sum_k v_km / sum_k supply_k w_km``, ``potential = supply x demand x ease`` and
    ``untapped = max(0, potential - v)``. It is the Centre's indicator as far as an office's tables carry it: growth
    of demand is what the office expects instead of a forecast of income and population, the exporter is taken to keep
    its share of supply, and tariffs and distance are held within ease, estimated from all products together. Over the
    products of a market, potential without growth adds up to actual exports: it says where among products and markets
    more is to be expected, not that all exports together could be larger.

    Parameters
    ----------
    exports : array of shape (K, M), >= 0, any unit
        Actual exports; with ``exports_high`` the least they may be. Of several clusters taken together, since ease
        needs several products.
    imports : array of shape (K, M), >= 0, the same unit
        What the markets import from everywhere; NaN is unknown, and such a pair then counts nowhere.
    exports_high, imports_high : array of shape (K, M), optional
        The largest that exports and imports may be; infinite where nothing is known.
    growth : array of shape (K, M), > -1, optional
        Yearly growth of demand; NaN counts as none expected.
    growth_high : array of shape (K, M), optional
        The largest that growth may be.
    horizon : float, years, >= 0
        How far ahead demand is taken.

    Returns
    -------
    PotentialResult
        Of intervals that hold every value that the figures allow; they are safe and not the tightest, as the same
        figure enters supply and ease. Known figures give two equal ends. Empty tables give empty arrays.

    Raises
    ------
    ShapeError
        If the tables are not alike.
    InputError
        If a figure is negative, an end is above the other, growth is -1 or less, or the horizon is negative.

    References
    ----------
    Decreux, Y. and Spies, J. (2016), Export Potential Assessments: a methodology to identify export opportunities for
    developing countries, International Trade Centre, Geneva (the Export Potential Indicator).

    Examples
    --------
    Glass holds 10 % of all imports of glass, vinegar 20 % of all of vinegar. The first market buys 40 where those
    shares let expect 30: ease 4/3.

    >>> exports = np.array([[10.0, 10.0], [30.0, 10.0]])
    >>> imports = np.array([[100.0, 100.0], [100.0, 100.0]])
    >>> found = export_potential(exports, imports)
    >>> found.supply[0].tolist(), found.ease[0].round(4).tolist()
    ([0.1, 0.2], [1.3333, 0.6667])
    >>> found.potential[0].round(2).tolist(), found.untapped[0].round(2).tolist()
    ([[13.33, 6.67], [26.67, 13.33]], [[3.33, 0.0], [0.0, 3.33]])
    """
    v = _ends("exports", exports, exports_high)
    w = _ends("imports", imports, imports_high)
    known = ~np.isnan(w[0]) & ~np.isnan(w[1])
    if v[0].shape != w[0].shape or v[0].ndim != 2:
        raise ShapeError(f"`exports` and `imports` must be tables alike; they have {v[0].shape} and {w[0].shape}.")
    _check(v, w, horizon)
    counted = tuple(np.where(known, side, 0.0) for side in v)
    demanded = tuple(np.where(known, side, 0.0) for side in w)
    supply = _over(_sum(counted, 1), _sum(demanded, 1))
    supply = supply[0], np.minimum(supply[1], 1.0)
    expected = _sum(_times((supply[0][:, None], supply[1][:, None]), demanded), 0)
    several = int((counted[1].sum(axis=1) > 0).sum()) > 1
    ones = np.ones(v[0].shape[1])
    ease = _over(_sum(counted, 0), expected) if several else (ones, ones.copy())
    grown = _grown(growth, growth_high, horizon, v[0].shape)
    demand = _times(w, grown)
    potential = _times(_times((supply[0][:, None], supply[1][:, None]), demand), (ease[0][None], ease[1][None]))
    untapped = np.maximum(potential[0] - v[1], 0.0), np.maximum(potential[1] - v[0], 0.0)
    return PotentialResult(supply, ease, demand, potential, untapped, several)


def _ends(name: str, low: Any, high: Any | None) -> Ends:
    least = np.asarray(low, dtype=np.float64)
    most = least if high is None else np.asarray(high, dtype=np.float64)
    if least.shape != most.shape:
        raise ShapeError(f"`{name}` and `{name}_high` must be alike; they have {least.shape} and {most.shape}.")
    return least, most


def _check(v: Ends, w: Ends, horizon: float) -> None:
    for name, (least, most) in (("exports", v), ("imports", w)):
        wrong = (least < 0) | (least > most) | np.isinf(least)
        if wrong.any():
            place = tuple(np.argwhere(wrong)[0].tolist())
            raise InputError(
                f"`{name}` must be finite, not negative and not above `{name}_high`; at product, market {place} they "
                f"are {least[place]} and {most[place]}."
            )
    if np.isnan(v[0]).any() or np.isnan(v[1]).any():
        raise InputError("`exports` must not hold NaN; write 0 and an infinite `exports_high` where nothing is known.")
    if not 0 <= horizon < np.inf:
        raise InputError(f"`horizon` must be a number of years of at least 0; it is {horizon}.")


def _grown(growth: Any | None, high: Any | None, horizon: float, shape: tuple[int, ...]) -> Ends:
    if growth is None:
        return np.ones(shape), np.ones(shape)
    least, most = _ends("growth", growth, high)
    if least.shape != shape or (least <= -1).any():
        raise InputError(f"`growth` must be a table like `exports`, of shares above -1; its shape is {least.shape}.")
    return tuple((1 + np.nan_to_num(side, nan=0.0)) ** horizon for side in (least, most))  # type: ignore[return-value]


def _sum(ends: tuple[Floats, ...], axis: int) -> Ends:
    return ends[0].sum(axis=axis), ends[1].sum(axis=axis)


def _times(one: tuple[Floats, ...], other: tuple[Floats, ...]) -> Ends:
    """Product of what is not negative; 0 times infinity is 0: there is none of it."""
    with np.errstate(invalid="ignore"):
        products = [
            np.where((a == 0) | (b == 0), np.where(np.isnan(a + b), np.nan, 0.0), a * b)
            for a, b in zip(one, other, strict=True)
        ]
    return products[0], products[1]


def _over(one: Ends, other: Ends) -> Ends:
    """Quotient of what is not negative; 0 where there is nothing above, infinite where only the divisor may be 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = one[0] / other[1], one[1] / other[0]
    return np.where(one[0] == 0, 0.0, np.where(np.isnan(low), 0.0, low)), np.where(
        one[1] == 0, 0.0, np.where(np.isnan(high), np.inf, high)
    )
