"""Evidence: from the cells of a file to columns in canonical units, every row checked."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.unit_words import YES_NO
from growthpole.model.evidence import STATUSES, Codes, EvidenceTable
from growthpole.model.status import Status
from growthpole.tables.coding import encode, first_given, recode, same_word
from growthpole.tables.damage import check_damage
from growthpole.tables.estimates import Ends, check_ends, read_ends
from growthpole.tables.notes import Notes
from growthpole.tables.numbers import Figures, read_figures
from growthpole.tables.ordering import stacked
from growthpole.tables.periods import is_unusual, period_fault, read_period
from growthpole.tables.quantities import conversion
from growthpole.tables.raw import RawTable
from growthpole.tables.swapped import swapped
from growthpole.tables.values import read_values
from growthpole.tables.words import STATUS_WORDS, folded, identifier

__all__ = ["read_evidence"]

_STATUS_CODE = {folded(word): STATUSES.index(status) for status, words in STATUS_WORDS.items() for word in words}
_REPORTED, _ESTIMATED, _MISSING = (
    STATUSES.index(status) for status in (Status.REPORTED, Status.ESTIMATED, Status.MISSING)
)


def read_evidence(table: RawTable, notes: Notes) -> EvidenceTable:
    """Read one table of evidence; its faults go to ``notes``, and a faulty row keeps what could be read of it."""
    figures = read_figures(table.load(table.place["value"]))
    if swapped(table, figures, notes):
        return stacked([])
    check_damage(table, ("indicator", "source", "quote"), notes)
    subject, indicator, period = _subject(table, notes), _indicator(table, notes), _period(table, notes)
    unit = encode(table.text("unit"))
    units = conversion(figures.suffix, unit)
    ends = read_ends(table, figures, units, notes)
    status = _status(table, figures, ends, notes)
    value = read_values(table, figures, units, status, notes)
    check_ends(table, value, ends, status, notes)
    return EvidenceTable(
        subject=subject,
        indicator=indicator,
        period=period,
        unit=_units_given(unit, figures),
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


def _units_given(unit: Codes, figures: Figures) -> Codes:
    """The unit column, else the unit of the cell, else what an answer is counted in."""
    answers = Codes(YES_NO[:1], np.where(figures.yes_no, 0, -1).astype(np.int32))
    return first_given(first_given(unit, figures.suffix), answers)


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
    unusual = np.array([is_unusual(word) and period_fault(word) is None for word in period.words] + [False])
    table.flag(
        notes,
        unusual[period.code],
        lambda record: table.problem(
            "period-unusual", repr(period[record]), "a year such as 2023, a part of it, before or after",
            "It is kept as a period of its own, which no rule about years will find; correct it if it is a slip.",
            row=int(table.rows[record]), column="period", severity="warning",
        ),
    )  # fmt: skip
    return period


def _status(table: RawTable, figures: Figures, ends: Ends, notes: Notes) -> npt.NDArray[np.int8]:
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
