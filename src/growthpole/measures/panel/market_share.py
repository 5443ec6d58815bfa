"""Constant-market-share analysis: why exports changed, told apart into demand, composition and competitiveness."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias

import numpy as np

from growthpole.errors import InputError, ShapeError
from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.matrix_input import Array

__all__ = ["MarketShareBounds", "MarketShareResult", "Order", "constant_market_share", "constant_market_share_bounds"]

Order: TypeAlias = Literal["mean", "product", "market"]


@dataclass(frozen=True, slots=True)
class MarketShareResult:
    """A change of exports in four effects, each cell by cell: products down, markets across.

    Attributes
    ----------
    change : ndarray of shape (K, M)
        Exports of the last year less those of the first; the four effects add up to it in every cell.
    growth : ndarray of shape (K, M)
        What exports would have gained had they grown as all imports did.
    commodity : ndarray of shape (K, M)
        What came of the products: some grew faster than the whole.
    market : ndarray of shape (K, M)
        What came of the markets.
    competitiveness : ndarray of shape (K, M)
        What came of shares won and lost: the residual.
    pure : ndarray of shape (K, M)
        Of competitiveness, the change of shares at the demand of the first year.
    interaction : ndarray of shape (K, M)
        Of competitiveness, the change of shares times the change of demand: above 0 where shares were won in what
        grew. ``pure + interaction = competitiveness``.
    """

    change: Array
    growth: Array
    commodity: Array
    market: Array
    competitiveness: Array
    pure: Array
    interaction: Array

    def totals(self) -> dict[str, float]:
        """Each effect summed over all cells, by name; NaN where a cell is unknown."""
        return {field.name: float(getattr(self, field.name).sum()) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class MarketShareBounds:
    """The least and the largest that each effect may be in total, as arrays ``[low, high]``.

    Attributes
    ----------
    change, growth, commodity, market, competitiveness : ndarray of shape (2,)
        In the unit of exports. The effects of one and the same exports add up; their ends need not.
    """

    change: Array
    growth: Array
    commodity: Array
    market: Array
    competitiveness: Array


def constant_market_share(exports: Any, imports: Any, *, order: Order = "mean") -> MarketShareResult:
    """Constant-market-share analysis of a change of exports.

    With V exports and W imports of product k by market m, first year 0 and last year 1, and the growth of
    imports ``r = W1/W0 - 1``, ``r_k`` and ``r_m`` of the whole, a product and a market, and ``r_km``:
    ``growth = r V``, ``competitiveness = V1 - V0 (1 + r_km)``, and, products first,
    ``commodity = (r_k - r) V``, ``market = (r_km - r_k) V``; markets first,
    ``market = (r_m - r) V``, ``commodity = (r_km - r_m) V``. Which of the two comes first changes both, and neither
    order is right: ``"mean"`` takes the mean of the two, which is Shapley's value of the two factors.

    Parameters
    ----------
    exports : array of shape (2, K, M), >= 0, any unit
        Exports of the first and of the last year; NaN is unknown.
    imports : array of shape (2, K, M), >= 0, the same unit
        What the markets import from everywhere; above 0 where exports are. The whole is their sum: markets that are
        not in the table do not count.
    order : {"mean", "product", "market"}
        Which structure is taken out first.

    Returns
    -------
    MarketShareResult
        Cells of unknown exports are NaN; one unknown import makes every effect but ``change`` NaN, as the growth of
        the whole is not known then. Empty tables give empty arrays.

    Raises
    ------
    ShapeError
        If the two are not alike, or not of two years.
    InputError
        If a figure is negative or infinite, exports go where nothing is imported, or the order is unknown.

    References
    ----------
    Leamer, E. E. and Stern, R. M. (1970), Quantitative International Economics, chapter 7; Richardson, J. D.
    (1971), Constant-market-shares analysis of export growth, Journal of International Economics 1, 227-239, for the
    order and the interaction.

    Examples
    --------
    One product in two markets. Demand grew by half in all: by 100 % in the first market, not at all in the second.

    >>> exports = np.array([[[10.0, 10.0]], [[25.0, 9.0]]])
    >>> imports = np.array([[[100.0, 100.0]], [[200.0, 100.0]]])
    >>> found = constant_market_share(exports, imports, order="product").totals()
    >>> {name: found[name] for name in ("change", "growth", "commodity", "market", "competitiveness")}
    {'change': 14.0, 'growth': 10.0, 'commodity': 0.0, 'market': 0.0, 'competitiveness': 4.0}
    """
    v, w = _pair(exports, imports)
    coefficients = _coefficients(w, order)
    _check_demand(v, w)
    growth, commodity, market, whole = (
        coefficients[name] * v[0] for name in ("growth", "commodity", "market", "whole")
    )
    shares = np.where(w > 0, ratio(v, w), np.where(np.isnan(w), np.nan, np.where(np.isnan(v), np.nan, 0.0)))
    pure = w[0] * (shares[1] - shares[0])
    interaction = (w[1] - w[0]) * (shares[1] - shares[0])
    change = v[1] - v[0]
    return MarketShareResult(change, growth, commodity, market, change - whole, pure, interaction)


def constant_market_share_bounds(low: Any, high: Any, imports: Any, *, order: Order = "mean") -> MarketShareBounds:
    """Constant-market-share analysis of exports known as intervals.

    Each effect is linear in the exports, ``sum a V0 + sum b V1``: it is least where every cell stands at the end
    that its coefficient asks for.

    Parameters
    ----------
    low, high : array of shape (2, K, M), ``0 <= low <= high``
        Between what the exports lie; NaN on both sides where nothing is known.
    imports : array of shape (2, K, M)
        As for `constant_market_share`.
    order : {"mean", "product", "market"}
        As for `constant_market_share`.

    Returns
    -------
    MarketShareBounds
        Exact ends of the totals; a cell of which nothing is known is taken as anything from 0 to infinity, so that
        an effect it bears on is open on that side.

    Raises
    ------
    ShapeError, InputError
        As for `constant_market_share`; also if an end is above the other.

    References
    ----------
    As for `constant_market_share`; Moore, R. E. (1966), Interval Analysis, for the ends of a linear function.

    Examples
    --------
    >>> low = np.array([[[10.0]], [[20.0]]])
    >>> high = np.array([[[10.0]], [[26.0]]])
    >>> found = constant_market_share_bounds(low, high, np.array([[[100.0]], [[150.0]]]))
    >>> found.growth.tolist(), found.competitiveness.tolist()
    ([5.0, 5.0], [5.0, 11.0])
    """
    ends = [np.asarray(each, dtype=np.float64) for each in (low, high)]
    unknown = np.isnan(ends[0]) | np.isnan(ends[1])
    least, w = _pair(np.where(unknown, 0.0, ends[0]), imports)
    most, _ = _pair(np.where(unknown, 0.0, ends[1]), imports)
    if (least > most).any():
        raise InputError(f"`low` must not be above `high`; it is at {tuple(np.argwhere(least > most)[0].tolist())}.")
    most = np.where(unknown, np.inf, most)
    _check_demand(np.where(unknown, 0.0, most), w)
    coefficients = _coefficients(w, order)
    one = np.ones_like(w[0])
    linear = {
        "change": (-one, one),
        **{name: (coefficients[name], 0 * one) for name in ("growth", "commodity", "market")},
        "competitiveness": (-1 - coefficients["whole"], one),
    }
    return MarketShareBounds(**{name: _ends(np.stack(both), least, most) for name, both in linear.items()})


def _pair(exports: Any, imports: Any) -> tuple[Array, Array]:
    v, w = np.asarray(exports, dtype=np.float64), np.asarray(imports, dtype=np.float64)
    if v.ndim != 3 or v.shape[0] != 2 or v.shape != w.shape:
        raise ShapeError(
            f"`exports` and `imports` must both have shape (2, products, markets); they have {v.shape} and {w.shape}."
        )
    for name, cells in (("exports", v), ("imports", w)):
        wrong = (cells < 0) | np.isinf(cells)
        if wrong.any():
            place = tuple(np.argwhere(wrong)[0].tolist())
            raise InputError(
                f"`{name}` must be finite and not negative; {cells[place]} stands at year, product, market {place}. "
                "Write NaN where a figure is unknown."
            )
    return v, w


def _check_demand(v: Array, w: Array) -> None:
    wrong = (v > 0) & (w == 0)
    if wrong.any():
        place = tuple(np.argwhere(wrong)[0].tolist())
        raise InputError(
            f"`imports` must be above 0 where there are exports; at year, product, market {place} exports are "
            f"{v[place]} and imports 0. Correct one of the two, or write NaN for imports that are unknown."
        )


def _growth(w: Array, axis: tuple[int, ...]) -> Array:
    """Growth of imports summed over axes; 0 where nothing was imported, which no exports meet."""
    sums = w.sum(axis=axis, keepdims=True)
    return np.where(sums[0] == 0, 0.0, ratio(sums[1], sums[0]) - 1)


def _coefficients(w: Array, order: Order) -> dict[str, Array]:
    """What a unit of first-year exports adds to each effect, cell by cell."""
    if order not in ("mean", "product", "market"):
        raise InputError(f"`order` must be 'mean', 'product' or 'market'; it is {order!r}.")
    whole, cell = _growth(w, (1, 2)), _growth(w, ())
    product, market = _growth(w, (2,)), _growth(w, (1,))
    # Shares of the two orders: products first, markets first.
    first, second = {"product": (1.0, 0.0), "market": (0.0, 1.0), "mean": (0.5, 0.5)}[order]
    commodity = first * (product - whole) + second * (cell - market)
    by_market = first * (cell - product) + second * (market - whole)
    return {"growth": whole + 0 * cell, "commodity": commodity, "market": by_market, "whole": cell}


def _ends(coefficients: Array, low: Array, high: Array) -> Array:
    """Least and largest value of a linear function over a box; 0 times infinity is 0."""

    def total(rising: Array, falling: Array) -> float:
        with np.errstate(invalid="ignore"):
            terms = np.where(coefficients > 0, coefficients * rising, coefficients * falling)
        return float(np.where(coefficients == 0, 0.0, terms).sum())

    return np.array([total(low, high), total(high, low)])
