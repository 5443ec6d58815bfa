"""Exports and the demand of markets, from the office's ledgers to arrays of year x product x market."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.amounts import ANY_AMOUNT
from growthpole.chain.exports_checks import export_doubts, export_faults
from growthpole.chain.exports_markets import MarketWords, market_name, market_words
from growthpole.errors import EvidenceError, Problem
from growthpole.model.dossier import Dossier
from growthpole.model.ledger import Record
from growthpole.model.text import Text

__all__ = ["Trade", "trade_of"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Trade:
    """Exports of some clusters, and what the markets import from everywhere.

    Attributes
    ----------
    years, products, markets : tuple of str
        The axes, sorted.
    low, high : ndarray of shape (Y, K, M), USD
        Between what the exports lie: 0 to infinity where nothing is known, 0 where a cluster that reports the year
        has no row.
    imports_low, imports_high : ndarray of shape (Y, K, M), USD
        Likewise; NaN on both sides where nothing is known.
    growth_low, growth_high : ndarray of shape (K, M)
        Yearly growth of demand that the office expects; NaN where it expects nothing.
    names : mapping of str to Text
        Names that the office gives to products (``product:ID``) and markets (``market:ID``).
    clusters : tuple of str
        Whose exports they are.
    words : MarketWords
        What the office calls its markets.
    doubts : tuple of Problem
        Warnings: words that no territory bears, and rows of one market under two words.
    """

    years: tuple[str, ...]
    products: tuple[str, ...]
    markets: tuple[str, ...]
    low: Floats
    high: Floats
    imports_low: Floats
    imports_high: Floats
    growth_low: Floats
    growth_high: Floats
    names: Mapping[str, Text]
    clusters: tuple[str, ...]
    words: MarketWords = field(default_factory=MarketWords)
    doubts: tuple[Problem, ...] = ()

    def product(self, id_: str) -> Text:
        """The name of a product; its id where it has none."""
        return self.names.get(f"product:{id_}", Text(id_))

    def market(self, id_: str) -> Text:
        """The name of a market: the office's, else the territory's; its id where it has none."""
        return market_name(id_, self.names.get(f"market:{id_}", Text()))

    @property
    def demand_known(self) -> bool:
        """Whether anything is known of what the markets import."""
        return not bool(np.isnan(self.imports_low).all())


def trade_of(dossier: Dossier, clusters: Sequence[str] = ()) -> Trade | None:
    """Read the ledgers ``exports`` and ``markets``.

    A market is one whatever its rows call it: names in Chinese or English and codes of two or three letters stand for
    the territory (:func:`growthpole.catalogue.territories.territory_code`); a word that no territory bears stands for
    itself, with a warning.

    Parameters
    ----------
    dossier : Dossier
        What was handed in.
    clusters : sequence of str, optional
        Only the exports of these; all by default.

    Returns
    -------
    Trade or None
        ``None`` where no exports were handed in. A product and market without a row in a year that its cluster
        reports is no trade; a row with an empty value is unknown; a year that a cluster does not report at all is
        unknown for all that it ever exported.

    Raises
    ------
    EvidenceError
        With every fault: figures below 0, a market or product that the ledger ``markets`` does not have, exports
        where nothing is imported or beyond all that is imported, the imports of one market under two words.

    Examples
    --------
    >>> from growthpole.model.interval import Interval
    >>> cells = {"cluster": "glass", "product": "7013", "market": "US", "year": "2024", "source": ""}
    >>> row = Record({**cells, "value": Interval(5.0, 6.0)}, "exports.csv", 2)
    >>> trade = trade_of(Dossier((), None, ledgers={"exports": (row,)}))
    >>> trade.markets, trade.low.tolist(), trade.high.tolist()
    (('US',), [[[5.0]]], [[[6.0]]])
    """
    written, listed = dossier.ledgers.get("exports", ()), dossier.ledgers.get("markets", ())
    words = market_words(listed)
    exports, demand = words.settled(written), words.settled(listed)
    if faults := export_faults(written, listed, words):
        raise EvidenceError(faults)
    rows = [row for row in exports if not clusters or row.text("cluster") in clusters]
    if not rows:
        return None
    axes = _axes(rows, demand)
    low, high = _exports(rows, axes)
    imports, growth = _table(demand, "imports", axes), _latest(_table(demand, "growth", axes))
    whose = tuple(sorted({row.text("cluster") for row in rows}))
    doubts = export_doubts(written, words)
    named = axes.year, axes.product, axes.market
    return Trade(*named, low, high, *imports, *growth, _names(demand), whose, words, doubts)


class _Axes(NamedTuple):
    """The labels of the three axes, sorted."""

    year: tuple[str, ...]
    product: tuple[str, ...]
    market: tuple[str, ...]

    @property
    def shape(self) -> tuple[int, int, int]:
        return len(self.year), len(self.product), len(self.market)

    def place(self, row: Record) -> tuple[int, int, int]:
        """Where a row stands; the axes hold its labels."""
        return (
            self.year.index(row.text("year")),
            self.product.index(row.text("product")),
            self.market.index(row.text("market")),
        )


def _axes(rows: Sequence[Record], demand: Sequence[Record]) -> _Axes:
    """Years are those of the exports; products and markets also those that the demand alone knows."""

    def labels(name: str, *more: Record) -> tuple[str, ...]:
        return tuple(sorted({row.text(name) for row in (*rows, *more)}))

    return _Axes(labels("year"), labels("product", *demand), labels("market", *demand))


def _exports(rows: Sequence[Record], axes: _Axes) -> tuple[Floats, Floats]:
    """The sums over clusters; unknown where a cluster that trades in the product and market does not report."""
    low, high = np.zeros(axes.shape), np.zeros(axes.shape)
    for row in rows:
        at, cell = axes.place(row), row.figure("value") or ANY_AMOUNT
        low[at] += cell.low
        high[at] += cell.high
    reported: dict[str, set[str]] = {}
    for row in rows:
        reported.setdefault(row.text("cluster"), set()).add(row.text("year"))
    silent = {name: np.array([year not in told for year in axes.year]) for name, told in reported.items()}
    for row in rows:
        _, product, market = axes.place(row)
        high[silent[row.text("cluster")], product, market] = np.inf
    return low, high


def _table(rows: Sequence[Record], column: str, axes: _Axes) -> tuple[Floats, Floats]:
    low, high = np.full(axes.shape, np.nan), np.full(axes.shape, np.nan)
    for row in rows:
        cell = row.figure(column)
        if cell is not None and row.text("year") in axes.year:
            at = axes.place(row)
            low[at], high[at] = cell.low, cell.high
    return low, high


def _latest(growth: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """What is expected is what was said last."""
    low, high = np.full(growth[0].shape[1:], np.nan), np.full(growth[0].shape[1:], np.nan)
    for year in range(len(growth[0])):
        said = ~np.isnan(growth[0][year])
        low[said], high[said] = growth[0][year][said], growth[1][year][said]
    return low, high


def _names(demand: Sequence[Record]) -> dict[str, Text]:
    """Names by product and market: the first that is given, in order of the ledger's key."""
    found: dict[str, Text] = {}
    for row in demand:
        for kind in ("product", "market"):
            key = f"{kind}:{row.text(kind)}"
            name = Text(row.text(f"{kind}_en"), row.text(f"{kind}_zh"))
            if (name.en or name.zh) and key not in found:
                found[key] = name
    return found
