"""A chapter: sentences, tables and charts in both languages, without a word on how they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from growthpole.model.text import Text
from growthpole.reports.drawings import Draw

__all__ = ["MOST_ROWS", "Chapter", "Drawing", "Grid", "dated", "drawn_in"]

MOST_ROWS = 300
"""So many rows of a table stand on the page; the workbook has all."""

_SENTENCE = 90
"""A cell with more letters than this is a sentence."""

_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a chapter.

    Attributes
    ----------
    id : str
        Short name, unlike that of any other grid of the report: it names the sheet of the workbook.
    title : Text
        What it shows.
    columns : tuple of Text
        Its headings.
    rows : tuple of tuple of Text or str
        Cells, as many as there are headings; text that is the same in both languages is a ``str``.
    numeric : frozenset of int
        The columns of numbers, which stand to the right.
    """

    id: str
    title: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text | str, ...], ...]
    numeric: frozenset[int] = frozenset()

    @property
    def long(self) -> frozenset[int]:
        """The columns of sentences, which need room."""
        return frozenset(
            place
            for place in range(len(self.columns))
            if any(len(_english(row[place])) > _SENTENCE for row in self.rows)
        )

    @property
    def dates(self) -> frozenset[int]:
        """The columns with a day or month in them, which must not break at its hyphen."""
        return dated(self.rows) - self.long


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of a chapter: what it shows, and how it is drawn in a language."""

    caption: Text
    draw: Draw


@dataclass(frozen=True)
class Chapter:
    """A chapter of a report.

    Attributes
    ----------
    id : str
        Short name in small letters and hyphens, such as ``"chain-gaps"``; no two chapters share one.
    title : Text
        Its heading.
    lead : tuple of Text
        Its sentences: what was found, and what is not known. Each says where its numbers come from.
    drawings : mapping of str to Drawing
        Charts by name (small letters and underscores), unlike that of any other chart of the report.
    grids : tuple of Grid
        Tables, in order.
    notes : tuple of Text
        Method, sources and limits, in small type at the end.
    on_cluster : mapping of str to tuple of Text
        What the chapter says of single clusters, by id: it stands on the cluster's own page too.
    """

    id: str
    title: Text
    lead: tuple[Text, ...] = ()
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    grids: tuple[Grid, ...] = ()
    notes: tuple[Text, ...] = ()
    on_cluster: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


def _english(cell: Text | str) -> str:
    return cell if isinstance(cell, str) else cell.get("en")


def dated(rows: Sequence[Sequence[Text | str]]) -> frozenset[int]:
    """The columns with a day or month in them."""
    return frozenset(place for row in rows for place, cell in enumerate(row) if _DATE.fullmatch(_english(cell)))


def drawn_in(chapters: Sequence[Chapter]) -> dict[str, Draw]:
    """The charts of chapters by name."""
    return {name: one.draw for chapter in chapters for name, one in chapter.drawings.items()}
