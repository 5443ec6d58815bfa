"""Markets: how concentrated exports are, why they changed, and where more is to be expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.exports import Trade
from growthpole.chain.markets_concentration import ExportConcentration, export_concentration
from growthpole.chain.markets_standings import MarketStanding, Opportunity, opportunities_of, standing_of
from growthpole.chain.potential import PotentialResult, export_potential
from growthpole.errors import NameUnknownError
from growthpole.measures.panel.kernels.size_bounds import share_bounds
from growthpole.measures.panel.market_share import (
    MarketShareBounds,
    MarketShareResult,
    Order,
    constant_market_share,
    constant_market_share_bounds,
)
from growthpole.model.interval import Interval

__all__ = ["Decomposition", "MarketsResult", "study_markets"]

Floats = NDArray[np.float64]

HORIZON = 5.0
"""Years ahead for which demand is taken."""
_HUGE = 1e24


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Why exports changed from one year to another.

    Attributes
    ----------
    first, last : str
        The years.
    totals : MarketShareBounds
        Each effect in USD, between its ends.
    by_order : mapping of str to (Interval, Interval)
        The commodity and the market effect with products taken out first (``"product"``) and with markets first
        (``"market"``).
    cells : MarketShareResult or None
        Cell by cell, where all exports are known.
    left_out : int
        Pairs of product and market without figures of demand in both years; they are in no effect.
    """

    first: str
    last: str
    totals: MarketShareBounds
    by_order: Mapping[str, tuple[Interval, Interval]]
    cells: MarketShareResult | None
    left_out: int


@dataclass(frozen=True)
class MarketsResult:
    """What exports show.

    Attributes
    ----------
    trade : Trade
        What was measured.
    year : str
        The last year.
    by_product, by_market : mapping of str to ExportConcentration or None
        Concentration in each year; ``None`` where nothing was exported.
    decomposition : Decomposition or None
        ``None`` where demand is not known in two years.
    advantage : mapping of str to Interval
        Balassa's revealed comparative advantage of each product in the last year, against what these markets import.
    potential : PotentialResult or None
    opportunities : tuple of Opportunity
        The largest certainly untapped first, then the largest possibly untapped, then by product and market.
    standings : tuple of MarketStanding
        Sorted by market.
    whole : MarketStanding
        All markets together.
    """

    trade: Trade
    year: str
    by_product: Mapping[str, ExportConcentration | None]
    by_market: Mapping[str, ExportConcentration | None]
    decomposition: Decomposition | None
    advantage: Mapping[str, Interval]
    potential: PotentialResult | None
    opportunities: tuple[Opportunity, ...]
    standings: tuple[MarketStanding, ...]
    whole: MarketStanding


def study_markets(trade: Trade, *, until: str = "", order: Order = "mean", horizon: float = HORIZON) -> MarketsResult:
    """Measure exports: concentration, constant market shares, revealed advantage and potential.

    The formulas are those of :func:`growthpole.chain.markets_concentration.export_concentration`,
    :func:`growthpole.measures.panel.market_share.constant_market_share` from the first to the last year whose demand
    is known, and :func:`growthpole.chain.potential.export_potential` in the last;
    ``advantage_k = (v_k / v) / (w_k / w)``.

    Parameters
    ----------
    trade : Trade
        From :func:`growthpole.chain.exports.trade_of`.
    until : str, optional
        The last year to look at; the latest of the exports by default.
    order : {"mean", "product", "market"}
        Which structure the decomposition takes out first.
    horizon : float, years
        How far ahead demand is taken where the office expects it to grow.

    Returns
    -------
    MarketsResult
        Parts that need figures of demand are empty where there are none.

    Raises
    ------
    NameUnknownError
        If there are no exports up to that year.
    InputError
        If the order or the horizon is none.

    References
    ----------
    Leamer and Stern (1970); Richardson (1971); Decreux and Spies (2016); Balassa, B. (1965), Trade liberalisation and
    "revealed" comparative advantage, The Manchester School 33, 99-123.

    Examples
    --------
    >>> cells = np.array([[[10.0, 10.0]], [[25.0, 9.0]]])
    >>> nothing, demand = np.full((1, 2), np.nan), np.array([[[100.0, 100.0]], [[200.0, 100.0]]])
    >>> axes = ("2019", "2024"), ("glass",), ("DE", "US")
    >>> trade = Trade(*axes, cells, cells, demand, demand, nothing, nothing, {}, ())
    >>> found = study_markets(trade)
    >>> found.decomposition.totals.competitiveness.tolist(), found.standings[0].share.low
    ([4.0, 4.0], 0.125)
    """
    years = [year for year in trade.years if not until or year <= until]
    if not years:
        raise NameUnknownError("year of exports", until, trade.years)
    last = trade.years.index(years[-1])
    spread = {axis: {year: _spread(trade, at, axis) for at, year in enumerate(years)} for axis in ("product", "market")}
    known = [at for at in range(last + 1) if not np.isnan(trade.imports_low[at]).all()]
    potential = _potential(trade, known[-1], horizon) if known and known[-1] == last else None
    return MarketsResult(
        trade,
        years[-1],
        spread["product"],
        spread["market"],
        _decomposed(trade, known[0], known[-1], order) if len(known) > 1 else None,
        _advantage(trade, last),
        potential,
        opportunities_of(trade, last, potential),
        tuple(standing_of(trade, known, last, [at], potential) for at in range(len(trade.markets))),
        standing_of(trade, known, last, range(len(trade.markets)), potential),
    )


def _spread(trade: Trade, year: int, axis: str) -> ExportConcentration | None:
    over = 1 if axis == "product" else 0
    ends = zip(trade.low[year].sum(axis=over).tolist(), trade.high[year].sum(axis=over).tolist(), strict=True)
    return export_concentration([Interval(low, high) for low, high in ends])


def _decomposed(trade: Trade, first: int, last: int, order: Order) -> Decomposition:
    """Pairs whose demand is unknown, or known as a range only, in one of the years are left out of both."""
    years = [first, last]
    demand, known = trade.imports_low[years], trade.imports_low[years] == trade.imports_high[years]
    both = known.all(axis=0)
    low, high, demand = (np.where(both, table, 0.0) for table in (trade.low[years], trade.high[years], demand))
    high = np.where(np.isinf(high), np.nan, high)
    low = np.where(np.isnan(high), np.nan, low)
    bounds = {
        each: constant_market_share_bounds(low, high, demand, order=each) for each in {order, "product", "market"}
    }
    by_order = {
        each: (Interval(*bounds[each].commodity.tolist()), Interval(*bounds[each].market.tolist()))
        for each in ("product", "market")
    }
    exact = bool((low == high).all())
    traded = (trade.high[years] > 0).any(axis=0)
    return Decomposition(
        trade.years[first],
        trade.years[last],
        bounds[order],
        by_order,
        constant_market_share(low, demand, order=order) if exact else None,
        int((traded & ~both).sum()),
    )


def _advantage(trade: Trade, year: int) -> dict[str, Interval]:
    """Shares of exports over shares of imports, product by product, over the pairs whose demand is known."""
    known = ~np.isnan(trade.imports_low[year])
    own = [np.minimum(np.where(known, table[year], 0.0).sum(axis=1), _HUGE) for table in (trade.low, trade.high)]
    others = [
        np.minimum(np.where(known, table[year], 0.0).sum(axis=1), _HUGE)
        for table in (trade.imports_low, trade.imports_high)
    ]
    if not own[1].sum() or not others[1].sum():
        return {}
    shares, norms = share_bounds(*own), share_bounds(*others)
    return {
        product: Interval(
            float(shares[0][at] / norms[1][at]), float(shares[1][at] / norms[0][at]) if norms[0][at] else np.inf
        )
        for at, product in enumerate(trade.products)
        if norms[1][at] > 0
    }


def _potential(trade: Trade, year: int, horizon: float) -> PotentialResult:
    return export_potential(
        trade.low[year],
        trade.imports_low[year],
        exports_high=trade.high[year],
        imports_high=trade.imports_high[year],
        growth=trade.growth_low,
        growth_high=trade.growth_high,
        horizon=horizon,
    )
