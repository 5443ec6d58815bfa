"""Exhibitions tied to the markets they open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from growthpole.chain.exports import Trade
from growthpole.chain.exports_faults import cell_fault, nearest
from growthpole.chain.exports_markets import MarketWords
from growthpole.chain.markets_standings import Opportunity
from growthpole.chain.partners_disciplines import parted
from growthpole.errors import EvidenceError, Problem
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.text import Text

__all__ = ["Fair", "FairReach", "fair_doubts", "fair_reach", "fairs_of", "opens"]


@dataclass(frozen=True, slots=True)
class Fair:
    """An exhibition.

    Attributes
    ----------
    id : str
    name : Text
    year : str
    place : Text
        Where it is held.
    markets : tuple of str
        The markets it opens, at least one.
    products : tuple of str
        The products shown; empty for all.
    cost : Interval or None
        CNY; ``None`` where unknown.
    orders : Interval or None
        USD signed there, once it is over.
    """

    id: str
    name: Text
    year: str
    place: Text
    markets: tuple[str, ...]
    products: tuple[str, ...] = ()
    cost: Interval | None = None
    orders: Interval | None = None


@dataclass(frozen=True, slots=True)
class FairReach:
    """What an exhibition opens: untapped potential of its products in its markets, USD, and that per CNY of cost."""

    fair: Fair
    untapped: Interval
    per_cost: Interval | None


def fairs_of(rows: Sequence[Record], trade: Trade | None = None) -> tuple[Fair, ...]:
    """Read the ledger ``fairs``.

    Parameters
    ----------
    rows : sequence of Record
    trade : Trade, optional
        Whose markets and products the exhibitions must name where their demand is known; without it any will do.

    Returns
    -------
    tuple of Fair
        Sorted by id.

    Raises
    ------
    EvidenceError
        With every fault: a market or product that is not known, a cost or orders below 0.

    Examples
    --------
    >>> cells = {"fair": "f", "name_en": "Fair", "name_zh": "", "year": "2025", "place_en": "Bonn", "place_zh": "波恩",
    ...          "markets": "德国; US", "products": "", "cost": Interval.point(1e5), "orders": None, "source": ""}
    >>> fairs_of([Record(cells, "fairs.csv", 2)])[0].markets
    ('DE', 'US')
    """
    words = trade.words if trade else MarketWords()
    faults = [fault for row in rows for fault in _faults(row, trade)]
    if faults:
        raise EvidenceError(faults)
    return tuple(
        Fair(
            row.text("fair"),
            Text(row.text("name_en"), row.text("name_zh")),
            row.text("year"),
            Text(row.text("place_en"), row.text("place_zh")),
            tuple(dict.fromkeys(words.id(word) for word in parted(row.text("markets")))),
            parted(row.text("products")),
            row.figure("cost"),
            row.figure("orders"),
        )
        for row in rows
    )


def fair_doubts(rows: Sequence[Record], trade: Trade) -> tuple[Problem, ...]:
    """Warnings: words for markets that no territory bears, where no demand tells them to be wrong."""
    return trade.words.doubts(rows, [parted(row.text("markets")) for row in rows], "markets")


def fair_reach(fairs: Sequence[Fair], opportunities: Sequence[Opportunity]) -> tuple[FairReach, ...]:
    """What each exhibition opens.

    ``reach_f =`` sum of untapped potential over its markets and products; ``per_cost_f = reach_f / cost_f``. It is an
    upper limit of what taking part could serve, not a forecast of orders.

    Parameters
    ----------
    fairs : sequence of Fair
    opportunities : sequence of Opportunity
        From :func:`growthpole.chain.markets.study_markets`.

    Returns
    -------
    tuple of FairReach
        The largest certain reach first, then by id. Open above where the potential of a product and market that it
        opens is not known; nothing per cost where the cost is unknown or 0.

    References
    ----------
    Decreux and Spies (2016), for the potential.

    Examples
    --------
    >>> found = Opportunity("glass", "DE", Interval(1, 1), Interval(4, 4), Interval(3, 3))
    >>> reach = fair_reach([Fair("f", Text("Fair"), "", Text(), ("DE",), cost=Interval.point(10.0))], [found])
    >>> str(reach[0].untapped), str(reach[0].per_cost)
    ('3', '0.3')
    """
    reached = [
        FairReach(fair, total, _per(total, fair.cost)) for fair in fairs for total in [_opened(fair, opportunities)]
    ]
    return tuple(sorted(reached, key=lambda one: (-one.untapped.low, -one.untapped.high, one.fair.id)))


def opens(fair: Fair, one: Opportunity) -> bool:
    """Whether an exhibition opens a product and market."""
    return one.market in fair.markets and (not fair.products or one.product in fair.products)


def _opened(fair: Fair, opportunities: Sequence[Opportunity]) -> Interval:
    there = {(one.product, one.market): one.untapped for one in opportunities if opens(fair, one)}
    shown = fair.products or {one.product for one in opportunities}
    known = bool(shown) and all((product, market) in there for product in shown for market in fair.markets)
    low, high = sum(one.low for one in there.values()), sum(one.high for one in there.values())
    return Interval(low, high if known else math.inf)


def _per(total: Interval, cost: Interval | None) -> Interval | None:
    if cost is None or cost.low <= 0:
        return None
    return Interval(total.low / cost.high, total.high / cost.low)


def _faults(row: Record, trade: Trade | None) -> list[Problem]:
    faults = _strangers(row, trade) if trade and trade.demand_known else []
    for column in ("cost", "orders"):
        cell = row.figure(column)
        if cell is not None and cell.low < 0:
            faults.append(cell_fault(row, column, str(cell), "at least 0", "Correct it; leave it empty where unknown."))
    return faults


def _strangers(row: Record, trade: Trade) -> list[Problem]:
    words = trade.words
    pairs = [("products", word, word in trade.products, trade.products) for word in parted(row.text("products"))]
    pairs += [
        ("markets", word, words.id(word) in trade.markets, (*words.ids, *trade.markets))
        for word in parted(row.text("markets"))
    ]
    return [
        cell_fault(row, column, repr(word), f"{column} of the ledger markets", nearest(word, known))
        for column, word, found, known in pairs
        if not found
    ]
