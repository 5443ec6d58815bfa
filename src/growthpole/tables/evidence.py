"""Evidence: from the cells of a file to columns in canonical units, every row checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.errors import Problem
from growthpole.model.evidence import STATUSES, Codes, EvidenceTable
from growthpole.model.status import VALUELESS, Status
from growthpole.tables.coding import encode, first_given, recode, same_word
from growthpole.tables.notes import Notes
from growthpole.tables.numbers import Figures, read_figures
from growthpole.tables.periods import period_fault, read_period
from growthpole.tables.quantities import Conversion, UnitClashError, conversion
from growthpole.tables.raw import RawTable
from growthpole.tables.words import STATUS_WORDS, folded, identifier

__all__ = ["read_evidence"]

_STATUS_CODE = {folded(word): STATUSES.index(status) for status, words in STATUS_WORDS.items() for word in words}
_VALUELESS = np.array([status in VALUELESS for status in STATUSES])
_REPORTED, _ESTIMATED, _MISSING = (
    STATUSES.index(status) for status in (Status.REPORTED, Status.ESTIMATED, Status.MISSING)
)
_WORDED = {
    Status.UPPER_BOUND: "近|将近|不足|不到|至多|不超过|小于|低于|nearly|under|at most|up to|<|≤",
    Status.LOWER_BOUND: "超过|超|逾|突破|至少|不低于|不少于|大于|高于|over|above|more than|at least|>|≥",
    Status.ESTIMATED: "约|大约|about|around|approximately|circa|ca|~|≈",
}


def read_evidence(table: RawTable, notes: Notes) -> EvidenceTable:
    """Read one table of evidence; its faults go to ``notes``, and a faulty row keeps what could be read of it."""
    subject, indicator, period = _subject(table, notes), _indicator(table, notes), _period(table, notes)
    figures = read_figures(_cells(table, "value"))
    unit = encode(table.text("unit"))
    units = conversion(figures.suffix, unit)
    ends = _ends(table, figures, units, notes)
    status = _status(table, figures, ends, notes)
    value = _value(table, figures, units, status, notes)
    _check_ends(table, value, ends, status, notes)
    return EvidenceTable(
        subject=subject,
        indicator=indicator,
        period=period,
        unit=first_given(unit, figures.suffix),
        source=recode(encode(table.text("source")), identifier),
        quote=encode(table.text("quote")),
        entered_by=encode(table.text("entered_by")),
        checked_by=encode(table.text("checked_by")),
        file=same_word(table.origin, len(table)),
        status=status,
        value=value,
        low=ends.low,
        high=ends.high,
        row=table.rows,
    )


@dataclass(frozen=True)
class _Ends:
    """The ends that came with an estimate, canonical; NaN where none came."""

    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


def _cells(table: RawTable, column: str) -> pl.Series:
    cells = table.cells(column)
    return table.text(column) if cells is None else cells


def _subject(table: RawTable, notes: Notes) -> Codes:
    """The cluster, or the region where the cell of the cluster is empty."""
    cluster = recode(encode(table.text("cluster")), identifier)
    if "region_code" in table.place:
        cluster = first_given(cluster, recode(encode(table.text("region_code")), identifier))
    _demand(table, "cluster", cluster.code < 0, "the id of a cluster, a region code, *programme* or *all*", notes)
    return cluster


def _indicator(table: RawTable, notes: Notes) -> Codes:
    indicator = recode(encode(table.text("indicator")), identifier)
    _demand(table, "indicator", indicator.code < 0, "the id of an indicator", notes)
    return indicator


def _demand(table: RawTable, column: str, absent: npt.NDArray[np.bool_], must: str, notes: Notes) -> None:
    table.flag(
        notes,
        absent,
        lambda record: table.problem(
            "cell-empty",
            "an empty cell",
            must,
            "Fill it in, or delete the row.",
            row=int(table.rows[record]),
            column=column,
        ),
    )


def _period(table: RawTable, notes: Notes) -> Codes:
    given = encode(table.text("period"))
    period = recode(given, read_period)
    _demand(table, "period", period.code < 0, "a year such as 2023", notes)
    reasons = [period_fault(read_period(word)) for word in given.words]
    faulty = np.array([reason is not None for reason in reasons] + [False])[given.code]
    table.flag(
        notes,
        faulty,
        lambda record: table.problem(
            "period-invalid", f"{given[record]!r}: {reasons[int(given.code[record])]}",
            "a year such as 2023, or a part of it such as 2023Q1, 2023H2 or 2023-06", "Type the year as four digits.",
            row=int(table.rows[record]), column="period",
        ),
    )  # fmt: skip
    return period


def _ends(table: RawTable, figures: Figures, units: Conversion, notes: Notes) -> _Ends:
    low, high = figures.low, figures.high
    for column, side in (("low", low), ("high", high)):
        cells = table.cells(column)
        if cells is None:
            continue
        given = read_figures(cells)
        faulty = given.faulty | (given.suffix.code >= 0) | given.yes_no
        _not_numbers(table, column, cells, faulty, notes)
        np.copyto(side, given.value, where=~np.isnan(given.value))
    return _Ends(units.apply(low), units.apply(high))


def _status(table: RawTable, figures: Figures, ends: _Ends, notes: Notes) -> npt.NDArray[np.int8]:
    """The status of each row; an empty cell is *reported* beside a value and *missing* without one."""
    given = encode(table.text("status"))
    known = np.array([_STATUS_CODE.get(folded(identifier(word)), -2) for word in given.words] + [-1], dtype=np.int8)
    status = known[given.code]
    table.flag(
        notes,
        status == -2,
        lambda record: table.problem(
            "status-unknown", repr(given[record]), "one of " + ", ".join(status.value for status in STATUSES),
            "Choose one; a figure as published is 'reported'.", row=int(table.rows[record]), column="status",
        ),
    )  # fmt: skip
    default = np.where(figures.empty, _MISSING, _REPORTED)
    default[~np.isnan(ends.low) & ~np.isnan(ends.high)] = _ESTIMATED
    return np.where(status < 0, default, status).astype(np.int8)


def _value(
    table: RawTable, figures: Figures, units: Conversion, status: npt.NDArray[np.int8], notes: Notes
) -> npt.NDArray[np.float64]:
    cells = _cells(table, "value")
    _not_numbers(table, "value", cells, figures.faulty, notes)
    _wrong_units(table, cells, units, notes)
    value = units.apply(figures.value)
    without = _VALUELESS[status]
    absent = np.isnan(figures.value) & np.isnan(figures.low) & ~figures.faulty & ~without
    absent &= ~((status == _ESTIMATED) & _both_ends(table))
    table.flag(notes, absent, lambda record: _value_missing(table, STATUSES[int(status[record])], record))
    surplus = ~np.isnan(value) & without
    table.flag(notes, surplus, lambda record: _value_surplus(table, cells, STATUSES[int(status[record])], record))
    return np.where(without, np.nan, value)


def _both_ends(table: RawTable) -> npt.NDArray[np.bool_]:
    return (table.text("low").is_not_null() & table.text("high").is_not_null()).to_numpy()


def _value_missing(table: RawTable, status: Status, record: int) -> Problem:
    return table.problem(
        "value-missing", "an empty cell", f"a figure, as the status is {status.value!r}",
        "Give the figure, or set the status to missing, corrupt or suppressed: unknown is never zero.",
        row=int(table.rows[record]), column="value",
    )  # fmt: skip


def _value_surplus(table: RawTable, cells: pl.Series, status: Status, record: int) -> Problem:
    return table.problem(
        "value-ignored", repr(str(cells[record])), f"an empty cell, as the status is {status.value!r}",
        "The figure is not used; change the status if it is known.",
        row=int(table.rows[record]), column="value", severity="warning",
    )  # fmt: skip


def _not_numbers(table: RawTable, column: str, cells: pl.Series, faulty: npt.NDArray[np.bool_], notes: Notes) -> None:
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


def _wrong_units(table: RawTable, cells: pl.Series, units: Conversion, notes: Notes) -> None:
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
        "unit-unknown", str(error).split(".")[0], "a unit such as CNY, 万元, 亿元, persons, 亩, km2, tce, % or count",
        "Correct the unit.", row=row, column="unit" if "unit" in table.place else "value",
    )  # fmt: skip


def _check_ends(
    table: RawTable, value: npt.NDArray[np.float64], ends: _Ends, status: npt.NDArray[np.int8], notes: Notes
) -> None:
    has_low, has_high = ~np.isnan(ends.low), ~np.isnan(ends.high)
    both = has_low & has_high
    with np.errstate(invalid="ignore"):
        outside = both & ((ends.low > ends.high) | (value < ends.low) | (value > ends.high))
    faults = (
        (has_low ^ has_high, "one end of an estimate", "both ends, low and high", "Give the other end as well."),
        (outside, "ends that do not hold the figure", "low <= value <= high", "Correct the ends or the figure."),
        (
            both & (status != _ESTIMATED), "a range", "one figure, unless the status is 'estimated'",
            "Set the status to estimated, or give one figure.",
        ),
    )  # fmt: skip
    for faulty, found, must, do in faults:
        _flag_ends(table, faulty, (found, must, do), notes)


def _flag_ends(table: RawTable, faulty: npt.NDArray[np.bool_], words: tuple[str, str, str], notes: Notes) -> None:
    column = "low" if "low" in table.place else "value"
    table.flag(
        notes, faulty, lambda record: table.problem("estimate-ends", *words, row=int(table.rows[record]), column=column)
    )
