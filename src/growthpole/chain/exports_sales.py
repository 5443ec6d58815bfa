"""What each cluster exports in a year, for its own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from growthpole.chain.amounts import ANY_AMOUNT, total
from growthpole.chain.exports_markets import market_words
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record

__all__ = ["Sales", "sales_of"]


@dataclass(frozen=True, slots=True)
class Sales:
    """What one cluster exports in a year, USD: in all, by market, and of which products."""

    total: Interval
    markets: Mapping[str, Interval]
    products: tuple[str, ...]


def sales_of(dossier: Dossier, year: str) -> Mapping[str, Sales]:
    """Exports of each cluster in a year.

    Parameters
    ----------
    dossier : Dossier
    year : str

    Returns
    -------
    mapping of str to Sales
        By cluster, sorted; those without a row in the year are absent. A value that is unknown leaves its sums open.

    Examples
    --------
    >>> cells = {"cluster": "glass", "product": "7013", "market": "US", "year": "2024", "source": ""}
    >>> row = Record({**cells, "value": Interval(5.0, 6.0)}, "exports.csv", 2)
    >>> str(sales_of(Dossier((), None, ledgers={"exports": (row,)}), "2024")["glass"].total)
    '[5, 6]'
    """
    rows: dict[str, list[Record]] = {}
    words = market_words(dossier.ledgers.get("markets", ()))
    for row in words.settled(dossier.ledgers.get("exports", ())):
        if row.text("year") == year:
            rows.setdefault(row.text("cluster"), []).append(row)
    return {cluster: _sales(rows[cluster]) for cluster in sorted(rows)}


def _sales(rows: Sequence[Record]) -> Sales:
    markets: dict[str, list[Interval]] = {}
    for row in rows:
        markets.setdefault(row.text("market"), []).append(row.figure("value") or ANY_AMOUNT)
    sums = {market: total(markets[market]) for market in sorted(markets)}
    return Sales(total(sums.values()), sums, tuple(sorted({row.text("product") for row in rows})))
