"""What the ledgers of exports and of the demand of markets must hold beyond their single cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from growthpole.chain.exports_faults import cell_fault, nearest
from growthpole.chain.exports_markets import MarketWords
from growthpole.errors import Problem
from growthpole.model.ledger import Record

__all__ = ["export_doubts", "export_faults"]

_DEMAND_KEY = ("product", "market", "year")
_EXPORT_KEY = ("cluster", "product", "market", "year")
Rows = Sequence[Record]


def export_faults(exports: Rows, demand: Rows, words: MarketWords) -> tuple[Problem, ...]:
    """Every fault of the two ledgers as they were written, by file and row.

    Parameters
    ----------
    exports, demand : sequence of Record
        The rows of ``exports`` and ``markets``.
    words : MarketWords
        What the office calls its markets.

    Returns
    -------
    tuple of Problem
        Figures below 0; a product or market that the demand does not have; exports beyond all that is imported; the
        imports of one market under two words.
    """
    faults = [
        *_negative(exports, "value"),
        *_negative(demand, "imports"),
        *_strangers(exports, demand, words),
        *_beyond(words.settled(exports), words.settled(demand)),
        *_twice(demand, words, _DEMAND_KEY, "Put the two rows into one."),
    ]
    return tuple(sorted(faults, key=_place))


def export_doubts(exports: Rows, words: MarketWords) -> tuple[Problem, ...]:
    """Warnings, by file and row: words that no territory bears, and the exports of one market under two words."""
    strange = words.doubts(exports, [(row.text("market"),) for row in exports], "market")
    twice = _twice(exports, words, _EXPORT_KEY, "Both are added up; delete one where it is the same sale.")
    return tuple(sorted((*strange, *(replace(one, severity="warning") for one in twice)), key=_place))


def _place(one: Problem) -> tuple[str, int]:
    return one.file, one.row or 0


def _negative(rows: Rows, column: str) -> list[Problem]:
    return [
        cell_fault(
            row, column, str(cell), "at least 0", "Correct it; leave it empty where unknown.", code="value-negative"
        )
        for row in rows
        if (cell := row.figure(column)) is not None and cell.low < 0
    ]


def _strangers(exports: Rows, demand: Rows, words: MarketWords) -> list[Problem]:
    """Products and markets of the exports that the demand does not know: a slip in either, most often of spelling."""
    products = {row.text("product") for row in demand}
    markets = {words.id(row.text("market")) for row in demand}
    faults = [
        _stranger(row, "product", tuple(products)) for row in exports if row.text("product") not in products
    ] + [
        _stranger(row, "market", tuple(words.ids)) for row in exports if words.id(row.text("market")) not in markets
    ]  # fmt: skip
    return faults if demand else []


def _stranger(row: Record, column: str, known: tuple[str, ...]) -> Problem:
    word = row.text(column)
    return cell_fault(
        row, column, repr(word), f"a {column} of the ledger markets",
        f"Write it as there, or add what it imports to markets. {nearest(word, tuple(sorted(known)))}",
        code=f"{column}-unknown",
    )  # fmt: skip


def _beyond(exports: Rows, demand: Rows) -> list[Problem]:
    """Exports beyond all imports of the product by the market: two units, or two markets, were mixed up."""
    imports = {tuple(row.text(name) for name in _DEMAND_KEY): row for row in demand}
    faults = []
    for row in exports:
        other = imports.get(tuple(row.text(name) for name in _DEMAND_KEY))
        cell, whole = row.figure("value"), other.figure("imports") if other else None
        if cell is not None and whole is not None and other is not None and cell.low > whole.high:
            faults.append(
                cell_fault(
                    row, "value", f"{cell} USD",
                    f"no more than all that the market imports, {whole} USD in {other.place}",
                    "Check the unit of both.", code="exports-beyond-imports",
                )
            )  # fmt: skip
    return faults


def _twice(rows: Rows, words: MarketWords, key: Sequence[str], do: str) -> list[Problem]:
    """Rows of what an earlier row has under another word for the market; the same word twice is found on reading."""
    first: dict[tuple[str, ...], Record] = {}
    faults = []
    for row in sorted(rows, key=lambda one: (one.file, one.row)):
        other = first.setdefault(tuple((words.id if name == "market" else str)(row.text(name)) for name in key), row)
        if other.text("market") != row.text("market"):
            faults.append(
                cell_fault(
                    row, "market", repr(row.text("market")), f"each {' and '.join(key)} once",
                    f"It is the market {other.text('market')!r} of row {other.row}. {do}", code="market-twice",
                )
            )  # fmt: skip
    return faults
