"""Which heading is which column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from growthpole.errors import Problem
from growthpole.tables.columns import TABLES, Column, plain
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable, trimmed

__all__ = ["TITLE_ROWS", "heading_place", "understood"]

TITLE_ROWS = 10
"""So many rows at most are looked at for the headings, as titles often stand above them."""

_RECORD = {"evidence": "figure", "clusters": "cluster"}


def understood(table: RawTable, notes: Notes) -> RawTable | None:
    """The table with each known column found by its heading, or ``None`` when a needed one is absent.

    A column's own name wins over an alias, so that ``cluster`` and ``id`` may stand side by side.
    """
    words = [plain(heading) for heading in table.headings]
    _twice(table, words, notes)
    known = replace(table, place=_placed(TABLES[table.kind].columns, words))
    _without(known, words, notes)
    _unknown(known, words, notes)
    if not _complete(known, notes):
        return None
    if len(known) == 0 and known.kind in {"evidence", "clusters"}:
        notes.add(
            known.problem(
                "table-empty", "headings and no row below them", f"a row for each {_RECORD[known.kind]}",
                "Fill it in.", row=known.heading_row,
            )
        )  # fmt: skip
    return known


def heading_place(rows: Sequence[Sequence[str]], kind: str) -> int:
    """Which row holds the headings: the first that names all needed columns; else the first."""
    needed = [{plain(name) for name in (one.name, *one.aliases)} for one in TABLES[kind].columns if one.required]
    for place, row in enumerate(rows):
        words = {plain(cell) for cell in row}
        if all(names & words for names in needed):
            return place
    return 0


def _placed(columns: Sequence[Column], words: list[str]) -> dict[str, int]:
    """Where each column stands: first by their own names, then by the other names in their order."""
    place = {column.name: words.index(plain(column.name)) for column in columns if plain(column.name) in words}
    for column in columns:
        names = [plain(alias) for alias in column.aliases if plain(alias) in words]
        free = [words.index(name) for name in names if words.index(name) not in place.values()]
        if column.name not in place and free:
            place[column.name] = free[0]
    return place


def _twice(table: RawTable, words: list[str], notes: Notes) -> None:
    for position, word in enumerate(words):
        if word and word in words[:position]:
            notes.add(
                table.problem(
                    "heading-twice", f"the heading {table.headings[position]!r} twice", "each heading once",
                    "Rename or delete one of the two columns.", row=table.heading_row, column=table.headings[position],
                )
            )  # fmt: skip


def _without(table: RawTable, words: list[str], notes: Notes) -> None:
    """Values under an empty heading would be read by nobody."""
    for position, word in enumerate(words):
        held = table.rows[:0] if word else table.rows[trimmed(table.load(position)).is_not_null().to_numpy()]
        if len(held):
            notes.add(
                table.problem(
                    "cell-beside",
                    f"{len(held)} value{'s'[: len(held) != 1]} under an empty heading (no. {position + 1})",
                    "a column with a heading",
                    "Give the column a heading, or clear it.", row=int(held[0]),
                )
            )  # fmt: skip


def _unknown(table: RawTable, words: list[str], notes: Notes) -> None:
    """A heading that is not understood is a warning, as its column is not read; the registers keep theirs."""
    kind = TABLES[table.kind]
    if kind.keeps_others:
        return
    known = {plain(name): column.name for column in kind.columns for name in (column.name, *column.aliases)}
    for position, word in enumerate(words):
        if position in table.place.values() or not word or word in words[:position]:
            continue
        notes.add(_second(table, position, known[word]) if word in known else _strange(table, position, word, known))


def _second(table: RawTable, position: int, column: str) -> Problem:
    """A further heading for a column that has one; two columns of figures cannot both be right."""
    return table.problem(
        "heading-twice", f"the headings {table.heading(column)!r} and {table.headings[position]!r}",
        f"one heading that means {column}", f"Rename or delete one of the two; {table.heading(column)!r} is read.",
        row=table.heading_row, column=table.headings[position],
        severity="error" if column in {"value", "unit"} else "warning",
    )  # fmt: skip


def _strange(table: RawTable, position: int, word: str, known: dict[str, str]) -> Problem:
    near = get_close_matches(word, known, n=1, cutoff=0.7)
    hint = f"Rename it to {known[near[0]]!r} if that is meant" if near else "Delete it, or rename it"
    return table.problem(
        "heading-unknown", f"the heading {table.headings[position]!r}",
        "one of " + ", ".join(column.name for column in TABLES[table.kind].columns),
        f"{hint}; the column is not read.", row=table.heading_row, column=table.headings[position],
        severity="warning",
    )  # fmt: skip


def _complete(table: RawTable, notes: Notes) -> bool:
    absent = [column for column in TABLES[table.kind].columns if column.required and column.name not in table.place]
    if table.kind == "evidence" and not {"cluster", "region_code"} & set(table.place):
        absent.insert(0, TABLES["evidence"].columns[0])
    for column in absent:
        notes.add(
            table.problem(
                "column-missing", "the headings " + ", ".join(repr(one) for one in table.headings if one.strip()),
                f"a column {column.name!r} ({column.meaning.en})",
                f"Add it; it may also be called {', '.join(column.aliases)}.", row=table.heading_row,
            )
        )  # fmt: skip
    return not absent
