"""One market by many words: rows that write Germany, 德国 and DE are of one market."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from growthpole.catalogue.territories import territory_code, territory_name, territory_nearest
from growthpole.chain.exports_faults import cell_fault
from growthpole.errors import Problem
from growthpole.model.ledger import Record
from growthpole.model.text import Text

__all__ = ["MarketWords", "market_name", "market_words"]

_REST = frozenset({"rest", "other", "others", "其他", "其它", "其他市场", "其他国家", "其他国家和地区", "其余"})
"""Words for all other markets together, which are no territory and need no warning."""


@dataclass(frozen=True)
class MarketWords:
    """What the office calls its markets.

    Attributes
    ----------
    ids : mapping of str to str
        Id by word, of the markets that the ledger ``markets`` lists: the words are its own ids and names.
    """

    ids: Mapping[str, str] = field(default_factory=dict)

    def id(self, word: str) -> str:
        """The id of a market: the office's own, else the code of the territory, else the word as it stands."""
        return self.ids.get(word) or territory_code(word) or word

    def known(self, word: str) -> bool:
        """Whether a word is a market of the ledger, a territory, or stands for all others."""
        return word in self.ids or bool(territory_code(word)) or word.casefold() in _REST

    def settled(self, rows: Iterable[Record]) -> tuple[Record, ...]:
        """Rows with the id of the market in place of its word."""
        return tuple(replace(row, cells={**row.cells, "market": self.id(row.text("market"))}) for row in rows)

    def doubts(self, rows: Sequence[Record], words: Sequence[Sequence[str]], column: str) -> tuple[Problem, ...]:
        """A warning for each word that is no market, at the first row that holds it.

        Parameters
        ----------
        rows : sequence of Record
        words : sequence of sequence of str
            The words of each row.
        column : str
            Where they stand.

        Returns
        -------
        tuple of Problem
            By file and row.
        """
        holding: dict[str, list[Record]] = {}
        for row, told in sorted(zip(rows, words, strict=True), key=lambda pair: (pair[0].file, pair[0].row)):
            for word in told:
                if not self.known(word):
                    holding.setdefault(word, []).append(row)
        return tuple(_doubt(word, found, column) for word, found in holding.items())


def market_words(demand: Iterable[Record]) -> MarketWords:
    """The markets of the ledger ``markets`` by every word it has for them.

    A market is the territory of its name; without a name, that of its id. One that bears the name of no territory
    (a group of countries, all others) keeps its id.

    Parameters
    ----------
    demand : iterable of Record

    Returns
    -------
    MarketWords

    Examples
    --------
    >>> rows = [Record({"market": "m1", "market_en": "", "market_zh": "德国"}, "markets.csv", 2)]
    >>> words = market_words(rows)
    >>> words.id("m1"), words.id("Germany"), words.id("USA"), words.id("Atlantis")
    ('DE', 'DE', 'US', 'Atlantis')
    """
    told: dict[str, Text] = {}
    for row in demand:
        old = told.get(row.text("market"), Text())
        told[row.text("market")] = Text(old.en or row.text("market_en"), old.zh or row.text("market_zh"))
    own = {word: _own(word, name) for word, name in sorted(told.items())}
    named = {each: own[word] for word, name in sorted(told.items()) for each in (name.en, name.zh) if each}
    return MarketWords(named | own)


def market_name(id_: str, own: Text = Text()) -> Text:
    """The name of a market in both languages: the office's, else the territory's; else its id.

    Examples
    --------
    >>> market_name("DE"), market_name("Atlantis").zh, market_name("DE", Text("Germany (FRG)"))
    (Text(en='Germany', zh='德国'), 'Atlantis', Text(en='Germany (FRG)', zh='德国'))
    """
    english, chinese = territory_name(id_, "en"), territory_name(id_, "zh")
    return Text(own.en or english or own.zh or id_, own.zh or chinese or own.en or id_)


def _own(word: str, name: Text) -> str:
    if not (name.en or name.zh):
        return territory_code(word) or word
    return territory_code(name.zh) or territory_code(name.en) or word


def _doubt(word: str, rows: Sequence[Record], column: str) -> Problem:
    near = " or ".join(repr(name) for name in territory_nearest(word))
    others = ", ".join(str(row.row) for row in rows[1:4]) + (f" and {len(rows) - 4} more" if len(rows) > 4 else "")
    fault = cell_fault(
        rows[0], column, repr(word), "the name or code of a country or region",
        f"{f'Did you mean {near}? ' if near else ''}It is taken as a market of its own; correct it, or list it in "
        f"the table markets.{f' It also stands in row {others}.' if others else ''}",
        code="market-unknown",
    )  # fmt: skip
    return replace(fault, severity="warning")
