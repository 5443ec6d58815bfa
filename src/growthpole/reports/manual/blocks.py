"""A document as blocks, in both languages, without a word on how they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from growthpole.model.text import Text
from growthpole.reports.drawings import Draw

__all__ = ["Block", "Document", "Heading", "Paragraph", "Picture", "Sheet", "headings"]

Cell = Text | str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``fresh`` begins a new page where there are pages."""

    level: int
    text: Text
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; ``small`` for notes and sources."""

    text: Text
    small: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes
    ----------
    title : Text
        Its caption; may be empty.
    columns : tuple of Text
        Headings.
    rows : tuple of tuple of Text or str
        Cells, as many as headings.
    widths : tuple of float
        The share of the width that each column takes.
    numeric : frozenset of int
        Columns of numbers, which stand to the right.
    """

    title: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its name, unlike any other of the document, what it shows, and how it is drawn in a language."""

    name: str
    caption: Text
    draw: Draw


Block = Heading | Paragraph | Sheet | Picture


@dataclass(frozen=True)
class Document:
    """A document.

    Attributes
    ----------
    id : str
        The name of its file, without the ending.
    title, subtitle : Text
        What stands on its first page.
    author : Text
        Whose it is: the programme.
    dated : (int, int, int)
        Year, month and day that it speaks of; the hour of printing would make every copy differ.
    blocks : tuple of Block
        In order.
    """

    id: str
    title: Text
    subtitle: Text
    author: Text
    dated: tuple[int, int, int]
    blocks: tuple[Block, ...]


def headings(document: Document, deepest: int = 2) -> Iterator[tuple[int, Heading]]:
    """The headings for a table of contents, each with its place among the blocks."""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level <= deepest:
            yield at, block
