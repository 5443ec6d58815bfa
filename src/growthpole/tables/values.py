"""Figures of evidence: what a cell without a number says, what its unit is, and whether its status wants one."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.catalogue.unit_words import YES_NO
from growthpole.errors import Problem
from growthpole.model.evidence import STATUSES
from growthpole.model.status import VALUELESS, Status
from growthpole.tables.notes import Notes
from growthpole.tables.numbers import Figures
from growthpole.tables.quantities import Conversion, UnitClashError
from growthpole.tables.raw import RawTable
from growthpole.tables.words import folded

__all__ = ["check_units", "not_numbers", "read_values"]

_VALUELESS = np.array([status in VALUELESS for status in STATUSES])
_ESTIMATED = STATUSES.index(Status.ESTIMATED)
_WORDED = {
    Status.UPPER_BOUND: "近|将近|不足|不到|至多|不超过|小于|低于|nearly|under|at most|up to|<|≤",
    Status.LOWER_BOUND: "超过|超|逾|突破|至少|不低于|不少于|大于|高于|over|above|more than|at least|>|≥",
    Status.ESTIMATED: "约|大约|about|around|approximately|circa|ca|~|≈",
}
"""Words before a figure that say how far it is known, and the status that says the same."""


def read_values(
    table: RawTable, figures: Figures, units: Conversion, status: npt.NDArray[np.int8], notes: Notes
) -> npt.NDArray[np.float64]:
    """The figures in canonical units; NaN where nothing is known, or where a fault was noted."""
    cells = table.load(table.place["value"])
    not_numbers(table, "value", cells, figures.faulty, notes)
    check_units(table, cells, units, notes)
    _check_answers(table, cells, figures.yes_no, units, notes)
    value = units.apply(figures.value)
    without = _VALUELESS[status]
    absent = np.isnan(figures.value) & np.isnan(figures.low) & ~figures.faulty & ~without
    absent &= ~((status == _ESTIMATED) & _both_ends(table))
    table.flag(notes, absent, lambda record: _value_missing(table, cells, STATUSES[int(status[record])], record))
    surplus = ~np.isnan(value) & without
    table.flag(notes, surplus, lambda record: _value_surplus(table, cells, STATUSES[int(status[record])], record))
    return np.where(without, np.nan, value)


def _check_answers(
    table: RawTable, cells: pl.Series, yes_no: npt.NDArray[np.bool_], units: Conversion, notes: Notes
) -> None:
    """Yes is no figure: it goes with a unit for questions, or with none."""
    asks = np.array([folded(given) in ("", *YES_NO) for given in units.given], dtype=bool)
    table.flag(
        notes,
        yes_no & ~asks[units.code],
        lambda record: table.problem(
            "value-not-number", f"{str(cells[record])!r} with the unit {units.given[int(units.code[record])]!r}",
            "a number, or the unit yes/no", "Type the figure, or correct the unit.",
            row=int(table.rows[record]), column="value",
        ),
    )  # fmt: skip


def _both_ends(table: RawTable) -> npt.NDArray[np.bool_]:
    return (table.text("low").is_not_null() & table.text("high").is_not_null()).to_numpy()


def _value_missing(table: RawTable, cells: pl.Series, status: Status, record: int) -> Problem:
    given = cells[record]
    found = repr(given.strip()) if isinstance(given, str) and given.strip() else "an empty cell"
    return table.problem(
        "value-missing", found, f"a figure, as the status is {status.value!r}",
        "Give the figure, or set the status to missing, corrupt or suppressed: unknown is never zero.",
        row=int(table.rows[record]), column="value",
    )  # fmt: skip


def _value_surplus(table: RawTable, cells: pl.Series, status: Status, record: int) -> Problem:
    return table.problem(
        "value-ignored", repr(str(cells[record])), f"an empty cell, as the status is {status.value!r}",
        "The figure is not used; change the status if it is known.",
        row=int(table.rows[record]), column="value", severity="warning",
    )  # fmt: skip


def not_numbers(table: RawTable, column: str, cells: pl.Series, faulty: npt.NDArray[np.bool_], notes: Notes) -> None:
    """Note the cells of a column of figures that hold none."""
    table.flag(notes, faulty, lambda record: _not_number(table, column, str(cells[record]).strip(), record))


def _not_number(table: RawTable, column: str, text: str, record: int) -> Problem:
    code, do = _advice(text)
    return table.problem(
        code,
        repr(text),
        "a number such as 1234.5 or 1,234.5, or yes / no",
        do,
        row=int(table.rows[record]),
        column=column,
    )


def _advice(text: str) -> tuple[str, str]:
    """What kind of fault a cell without a number is, and what to do about it."""
    if re.match(r"^#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)", text, re.IGNORECASE):
        return (
            "value-error-cell",
            "Correct the formula, or type the figure; if it is not known, clear the cell, status missing.",
        )
    if re.match(r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}", text):
        return "value-date", "The cell holds a date; set its format to number and type the figure again."
    if text.startswith("="):
        return "value-formula", "The cell holds a formula without its result; calculate the sheet and paste the values."
    for status, words in _WORDED.items():
        if re.match(words, text, re.IGNORECASE):
            return "value-words", f"Type the bare number and set the status to {status.value!r}."
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})*,\d+|\d+,\d{1,2}|[+-]?[\d,. ]+", text):
        return "value-separators", "Write the decimal sign as a point, and part thousands by commas in groups of three."
    return "value-not-number", "Type the bare number; put its unit into the column unit and its wording into quote."


def check_units(table: RawTable, cells: pl.Series, units: Conversion, notes: Notes) -> None:
    """Note the rows whose unit is not known, or stands twice."""
    table.flag(notes, units.faulty, lambda record: _wrong_unit(table, cells, units, record))


def _wrong_unit(table: RawTable, cells: pl.Series, units: Conversion, record: int) -> Problem:
    error = units.error(record)
    row = int(table.rows[record])
    if isinstance(error, UnitClashError):
        return table.problem(
            "unit-clash", f"{str(cells[record]).strip()!r}: {error}", "one scale and one unit",
            "Write the bare number, and its whole unit, such as 亿元, into the column unit.", row=row, column="value",
        )  # fmt: skip
    return table.problem(
        "unit-unknown", f"the unit {units.given[int(units.code[record])]!r}",
        "a unit such as CNY, 万元, 亿元, persons, 亩, km2, tce, % or count",
        "Correct the unit.", row=row, column="unit" if "unit" in table.place else "value",
    )  # fmt: skip
