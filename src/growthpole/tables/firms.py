"""Firms: a register whose further columns are figures where their heading gives a unit."""

from __future__ import annotations

import re

from growthpole.catalogue.units import Unit, parse_unit
from growthpole.errors import UnitError
from growthpole.model.places import Firm
from growthpole.model.text import Text
from growthpole.tables.coding import same_word
from growthpole.tables.notes import Notes
from growthpole.tables.numbers import read_figures
from growthpole.tables.quantities import conversion
from growthpole.tables.raw import RawTable
from growthpole.tables.registers import Row, known, register
from growthpole.tables.words import folded, identifier

__all__ = ["read_firms"]

_JOBS = frozenset({"employment", "jobs", "从业人员", "从业人数", "从业人员数"})
_MONEY = frozenset(
    {"output", "revenue", "sales", "产值", "总产值", "工业总产值", "营业收入", "主营业务收入", "销售收入"}
)


def read_firms(table: RawTable, notes: Notes) -> list[Firm]:
    """The firms, sorted by id; a column with a unit in brackets is a figure."""
    figures = _firm_figures(table, notes)

    def make(record: int, row: Row, extra: Row) -> Firm:
        own = {name: known for name, value in figures.items() if (known := value[record]) is not None}
        rest = {name: text for name, text in extra.items() if _figure_name(name)[0] not in figures}
        return Firm(
            identifier(row["firm"]), Text(row["name_en"], row["name_zh"]), identifier(row["cluster"]),
            identifier(row["industry_code"]), identifier(row["region_code"]), own, rest,
            table.origin, int(table.rows[record]),
        )  # fmt: skip

    return register(table, "firm", make, notes)


def _firm_figures(table: RawTable, notes: Notes) -> dict[str, list[float | None]]:
    figures = {}
    for place, heading in enumerate(table.headings):
        name, unit = _figure_name(heading)
        if unit is not None and place not in table.place.values():
            _check_dimension(table, name, unit, heading, notes)
            figures[name] = _figure_column(table, place, unit, notes)
    return figures


def _check_dimension(table: RawTable, name: str, unit: Unit, heading: str, notes: Notes) -> None:
    """Note a heading that counts persons in km2, or money in anything but CNY.

    A figure of a firm keeps no unit, and the firms of a chain are added up: another currency would be taken for CNY.
    """
    jobs, money = folded(name) in _JOBS, folded(name) in _MONEY
    if (jobs and unit.canonical != "person") or (money and unit.canonical != "CNY"):
        must = "a unit of persons, such as person or 人" if jobs else "money in CNY, such as 元 or 万元"
        notes.add(
            table.problem(
                "unit-dimension", f"the unit {unit.given!r} for {name!r}", must, "Correct the unit in the heading.",
                row=table.heading_row, column=heading,
            )
        )  # fmt: skip


def _figure_name(heading: str) -> tuple[str, Unit | None]:
    """The name of a figure and its unit, from a heading such as ``revenue (万元)``; employment counts persons."""
    match = re.fullmatch(r"\s*(.+?)\s*[(（]\s*(.+?)\s*[)）]\s*", heading)
    if match is None:
        return heading.strip(), parse_unit("person") if heading.strip() in {"employment", "从业人员"} else None
    try:
        return identifier(match[1]), parse_unit(match[2])
    except UnitError:
        return heading.strip(), None


def _figure_column(table: RawTable, place: int, unit: Unit, notes: Notes) -> list[float | None]:
    cells = table.load(place)
    figures = read_figures(cells)
    units = conversion(figures.suffix, same_word(unit.given, len(table)))
    table.flag(
        notes,
        figures.faulty | units.faulty,
        lambda record: table.problem(
            "value-not-number", repr(str(cells[record])), f"a number in {unit.given}", "Type the bare number.",
            row=int(table.rows[record]), column=table.headings[place],
        ),
    )  # fmt: skip
    return known(units.apply(figures.value))
