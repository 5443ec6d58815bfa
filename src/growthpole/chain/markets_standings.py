"""Where each market stands: what goes there, what share that is, how fast it grows, and what is untapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.exports import Trade
from growthpole.chain.potential import PotentialResult
from growthpole.model.interval import Interval

__all__ = ["MarketStanding", "Opportunity", "opportunities_of", "standing_of"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A product and market: what goes there, what might, and what is untapped, in USD."""

    product: str
    market: str
    actual: Interval
    potential: Interval
    untapped: Interval


@dataclass(frozen=True, slots=True)
class MarketStanding:
    """One market, all products together.

    Attributes
    ----------
    market : str
    exports, imports : Interval
        USD in the last year; imports of the products exported, as far as they are known.
    share : Interval
        The first over the second, 0 to 1.
    growth : Interval or None
        Yearly growth of its imports between the two years; ``None`` where a year is unknown.
    untapped : Interval
        USD.
    """

    market: str
    exports: Interval
    imports: Interval
    share: Interval
    growth: Interval | None
    untapped: Interval


def opportunities_of(trade: Trade, year: int, found: PotentialResult | None) -> tuple[Opportunity, ...]:
    """Every product and market of which potential is known, the largest certainly untapped first."""
    if found is None:
        return ()
    pairs = [
        Opportunity(
            product,
            market,
            Interval(float(trade.low[year, row, column]), float(trade.high[year, row, column])),
            *(Interval(*(float(side[row, column]) for side in ends)) for ends in (found.potential, found.untapped)),
        )
        for row, product in enumerate(trade.products)
        for column, market in enumerate(trade.markets)
        if not np.isnan(found.potential[0][row, column])
    ]
    return tuple(sorted(pairs, key=lambda one: (-one.untapped.low, -one.untapped.high, one.product, one.market)))


def standing_of(
    trade: Trade, known: Sequence[int], last: int, markets: Sequence[int], potential: PotentialResult | None
) -> MarketStanding:
    """One market, or several as one."""
    own, demand = _at(trade.low, trade.high, last, markets), _at(trade.imports_low, trade.imports_high, last, markets)
    told = ~np.isnan(demand[0])
    imports = _total(demand, told)
    untapped = Interval(0.0, np.inf)
    if potential is not None:
        pairs = (potential.untapped[0][:, list(markets)], potential.untapped[1][:, list(markets)])
        untapped = _total(pairs, ~np.isnan(pairs[0]))
    return MarketStanding(
        trade.markets[markets[0]] if len(markets) == 1 else "",
        _total(own, np.ones_like(told)),
        imports,
        _quotient(_total(own, told), imports),
        _growth(trade, known, last, markets),
        untapped,
    )


def _growth(trade: Trade, known: Sequence[int], last: int, markets: Sequence[int]) -> Interval | None:
    """Yearly growth of imports, over the pairs whose demand is known in both years."""
    if len(known) < 2 or known[-1] != last:
        return None
    years = int(trade.years[last]) - int(trade.years[known[0]])
    ends = [_at(trade.imports_low, trade.imports_high, year, markets) for year in (known[0], last)]
    both = ~np.isnan(ends[0][0]) & ~np.isnan(ends[1][0])
    then, now = (_total(each, both) for each in ends)
    if then.low <= 0:
        return None
    return Interval((now.low / then.high) ** (1 / years) - 1, (now.high / then.low) ** (1 / years) - 1)


def _at(low: Floats, high: Floats, year: int, markets: Sequence[int]) -> tuple[Floats, Floats]:
    return low[year][:, list(markets)], high[year][:, list(markets)]


def _total(ends: tuple[Floats, Floats], counted: NDArray[np.bool_]) -> Interval:
    return Interval(float(ends[0][counted].sum()), float(ends[1][counted].sum()))


def _quotient(over: Interval, under: Interval) -> Interval:
    if under.low <= 0:
        return Interval(0.0, 1.0)
    return Interval(min(1.0, over.low / under.high), min(1.0, over.high / under.low))
