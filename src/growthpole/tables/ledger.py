"""Ledgers: tables whose columns say what they hold, read alike.

A ledger is described by a file of ``tables/ledgers``: its columns, what each holds, and the key that tells its rows
apart. Whoever adds a ledger writes that file and nothing else here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from growthpole.catalogue.units import Unit, parse_unit
from growthpole.errors import UnitError
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Cell, Record
from growthpole.tables.coding import same_word
from growthpole.tables.columns import TABLES, Column
from growthpole.tables.damage import check_damage
from growthpole.tables.links import Given, near
from growthpole.tables.notes import Notes
from growthpole.tables.numbers import Figures, read_figures
from growthpole.tables.periods import period_fault, read_period
from growthpole.tables.quantities import Conversion, conversion
from growthpole.tables.raw import RawTable
from growthpole.tables.words import folded, identifier

__all__ = ["check_references", "read_ledger"]


def read_ledger(table: RawTable, notes: Notes) -> tuple[Record, ...]:
    """The rows of a ledger, sorted by its key; a key that stands twice is a fault."""
    kind = TABLES[table.kind]
    check_damage(table, (column.name for column in kind.columns if column.kind != "figure"), notes)
    columns = {column.name: _cells(table, column, notes) for column in kind.columns}
    others = _others(table)
    found: dict[tuple[str, ...], Record] = {}
    for record in range(len(table)):
        row = Record(
            {name: cells[record] for name, cells in columns.items()},
            table.origin,
            int(table.rows[record]),
            {heading: cells[record] for heading, cells in others.items() if cells[record]},
        )
        key = tuple(row.text(name) for name in kind.key)
        if key in found:
            notes.add(
                table.problem(
                    "row-twice", f"{' / '.join(key)!r}, which stands in row {found[key].row} already",
                    f"each {' and '.join(kind.key)} once", "Delete one of the two rows, or put them into one.",
                    row=row.row, column=kind.key[0],
                )
            )  # fmt: skip
        found.setdefault(key, row)
    return tuple(found[key] for key in sorted(found))


def _others(table: RawTable) -> dict[str, list[str]]:
    """The columns that the ledger does not know, by heading."""
    places = [place for place in range(len(table.headings)) if place not in table.place.values()]
    return {
        table.headings[place].strip(): [str(cell or "").strip() for cell in table.load(place).to_list()]
        for place in places
        if table.headings[place].strip() and TABLES[table.kind].keeps_others
    }


def _cells(table: RawTable, column: Column, notes: Notes) -> Sequence[Cell]:
    if column.kind == "figure":
        return _figures(table, column, notes)
    texts = table.text(column.name).fill_null("").to_list()
    readers: dict[str, Callable[[str], str]] = {"id": identifier, "year": read_period, "choice": _chooser(column)}
    read = readers.get(column.kind, str)
    found = [read(text) if text else "" for text in texts]
    if column.required:
        _demand(table, column, found, notes)
    if column.kind == "year":
        _check_years(table, column, found, notes)
    if column.kind == "choice":
        _check_choices(table, column, found, texts, notes)
        return [word if word in column.choices else "" for word in found]
    return found


def _chooser(column: Column) -> Callable[[str], str]:
    words = {folded(word): choice for choice, given in column.choices.items() for word in (choice, *given)}
    return lambda text: words.get(folded(identifier(text)), text)


def _demand(table: RawTable, column: Column, found: Sequence[str], notes: Notes) -> None:
    table.flag(
        notes,
        np.array([not word for word in found], dtype=bool),
        lambda record: table.problem(
            "cell-empty", "an empty cell", column.meaning.en, "Fill it in, or delete the row.",
            row=int(table.rows[record]), column=column.name,
        ),
    )  # fmt: skip


def _check_years(table: RawTable, column: Column, found: Sequence[str], notes: Notes) -> None:
    faults = [period_fault(word) if word else None for word in found]
    odd = [bool(word) and (fault is not None or len(word) != 4) for word, fault in zip(found, faults, strict=True)]
    table.flag(
        notes,
        np.array(odd, dtype=bool),
        lambda record: table.problem(
            "period-invalid", repr(found[record]), "a year such as 2024", "Type the year as four digits.",
            row=int(table.rows[record]), column=column.name,
        ),
    )  # fmt: skip


def _check_choices(table: RawTable, column: Column, found: Sequence[str], texts: Sequence[str], notes: Notes) -> None:
    table.flag(
        notes,
        np.array([bool(word) and word not in column.choices for word in found], dtype=bool),
        lambda record: table.problem(
            "choice-unknown", repr(texts[record]),
            "one of " + ", ".join("/".join((choice, *words[:1])) for choice, words in column.choices.items()),
            "Choose one of them.", row=int(table.rows[record]), column=column.name,
        ),
    )  # fmt: skip


def _figures(table: RawTable, column: Column, notes: Notes) -> list[Interval | None]:
    """Figures in canonical units: of the cell's own unit, the heading's in brackets, or the ledger's."""
    cells = table.cells(column.name)
    if cells is None:
        return [None] * len(table)
    unit = _unit(table, column, notes)
    figures = read_figures(cells)
    units = conversion(figures.suffix, same_word(unit, len(table)))
    table.flag(
        notes,
        figures.faulty | units.faulty | figures.yes_no,
        lambda record: table.problem(
            "value-not-number", repr(str(cells[record])), f"a number in {unit or 'no unit'}, or a range such as 3-5",
            "Type the bare number; leave the cell empty where nothing is known.",
            row=int(table.rows[record]), column=column.name,
        ),
    )  # fmt: skip
    if column.measures:
        _check_kinds(table, column, figures, units, notes)
    value, low, high = (units.apply(ends) for ends in (figures.value, figures.low, figures.high))
    starts, ends = np.where(np.isnan(low), value, low), np.where(np.isnan(high), value, high)
    table.flag(
        notes,
        np.nan_to_num(starts) > np.nan_to_num(ends),
        lambda record: table.problem(
            "range-reversed", repr(str(cells[record])), "the smaller number first", "Swap the two numbers.",
            row=int(table.rows[record]), column=column.name,
        ),
    )  # fmt: skip
    return [
        None if np.isnan(start) else Interval(min(start, end), max(start, end))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def _check_kinds(table: RawTable, column: Column, figures: Figures, units: Conversion, notes: Notes) -> None:
    """A figure of land in land, of water in water: its own unit must say so, as the bare number could be any."""
    choice = next(one for one in TABLES[table.kind].columns if one.name == column.measures)
    chosen = [_chooser(choice)(text) for text in table.text(choice.name).fill_null("").to_list()]
    wanted = [column.units.get(word, "") for word in chosen]
    kinds = {word: parse_unit(word).canonical for word in wanted if word}
    given = [unit.canonical if isinstance(unit, Unit) else "" for unit in units.units]
    wrong = [
        bool(word) and (suffix < 0 or (given[code] != kinds[word] and bool(given[code])))
        for word, suffix, code in zip(wanted, figures.suffix.code.tolist(), units.code.tolist(), strict=True)
    ]
    table.flag(
        notes,
        np.array(wrong, dtype=bool) & ~figures.empty,
        lambda record: table.problem(
            "unit-mismatch", repr(str(table.text(column.name)[record])),
            f"a figure of {chosen[record]} with its unit, such as {wanted[record]}",
            f"Write a unit of {chosen[record]} behind the number.", row=int(table.rows[record]), column=column.name,
        ),
    )  # fmt: skip


def _unit(table: RawTable, column: Column, notes: Notes) -> str:
    """The unit of a heading such as ``value (万元)``, else the ledger's; the two must measure the same."""
    match = re.fullmatch(r".*?[(（]\s*(.+?)\s*[)）]\s*", table.heading(column.name).strip())
    if match is None:
        return column.unit
    try:
        given = parse_unit(match[1])
    except UnitError:
        return column.unit
    if column.unit and given.canonical != parse_unit(column.unit).canonical:
        notes.add(
            table.problem(
                "unit-mismatch", f"the unit {match[1]!r}", f"a unit of the same kind as {column.unit}",
                "Convert the column, or correct its heading.", row=table.heading_row, column=column.name,
            )
        )  # fmt: skip
    return match[1]


def check_references(dossier: Dossier, given: Given, notes: Notes) -> None:
    """Note every id of a ledger that the register it refers to does not hold."""
    registers: Mapping[str, frozenset[str]] = {
        "clusters": frozenset(dossier.cluster_index),
        "regions": frozenset(region.code for region in dossier.regions),
        "firms": frozenset(firm.id for firm in dossier.firms),
    }
    for kind, records in dossier.ledgers.items():
        for column in TABLES[kind].columns:
            if column.refers not in given:
                continue
            known = registers[column.refers]
            for row in records:
                word = row.text(column.name)
                if word and word not in known:
                    notes.add(
                        given.tables[kind].problem(
                            f"{column.refers[:-1]}-unknown", repr(word), f"one of the {column.refers} handed in",
                            f"Correct it, or add it to {column.refers}.{near(word, known)}",
                            row=row.row, column=column.name,
                        )
                    )  # fmt: skip
