"""Several rows for one cell: they agree, or they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.model.evidence import STATUSES, EvidenceTable
from growthpole.model.status import VALUELESS, Status
from growthpole.tables.notes import Notes
from growthpole.tables.rows import figure, flag_rows, row_problem

__all__ = ["check_cells"]

_CLOSE = 1e-9
"""Relative difference below which two figures are the same figure, written in different units."""
_ASIDE = np.array([status in VALUELESS or status is Status.DISPUTED for status in STATUSES])
_LOWER, _UPPER = STATUSES.index(Status.LOWER_BOUND), STATUSES.index(Status.UPPER_BOUND)
_EVERYTHING = ("subject", "indicator", "period", "unit", "source", "quote", "entered_by", "checked_by")


@dataclass(frozen=True)
class _Ends:
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


def check_cells(evidence: EvidenceTable, notes: Notes) -> None:
    """Note rows of one cell that cannot all be true, and rows that stand twice.

    Parameters
    ----------
    evidence : EvidenceTable
        In canonical order.
    notes : Notes
        Takes the faults: a contradiction is an error at each row of the cell, a repeated row a warning.
    """
    first = _first_of_cell(evidence)
    cell = np.cumsum(first) - 1
    starts = np.flatnonzero(first)
    if len(starts) == len(evidence):
        return
    ends = _ends(evidence)
    low, high = np.maximum.reduceat(ends.low, starts), np.minimum.reduceat(ends.high, starts)
    with np.errstate(invalid="ignore"):
        crossed = low - high > _CLOSE * np.maximum(np.abs(low), np.abs(high))
    faulty = crossed[cell] & ~_ASIDE[evidence.status] & np.isfinite(np.where(np.isinf(ends.low), ends.high, ends.low))
    flag_rows(
        notes, evidence, faulty,
        lambda row: row_problem(
            evidence, row, "contradiction",
            f"{_said(evidence, row)} beside {_others(evidence, row, starts[cell[row]], faulty)}",
            "figures of one cluster, indicator and period that can all be true",
            "Delete the wrong one; if nobody knows which is right, give all of them the status 'disputed'.",
            column="value",
        ),
    )  # fmt: skip
    _check_repeats(evidence, first, notes)


def _first_of_cell(evidence: EvidenceTable) -> npt.NDArray[np.bool_]:
    first = np.ones(len(evidence), dtype=bool)
    codes = [getattr(evidence, name).code for name in ("subject", "indicator", "period")]
    first[1:] = np.logical_or.reduce([code[1:] != code[:-1] for code in codes])
    return first


def _ends(evidence: EvidenceTable) -> _Ends:
    """What each row leaves open; everything where it tells nothing or is under dispute."""
    status = evidence.status
    low = np.where(np.isnan(evidence.low), evidence.value, evidence.low)
    high = np.where(np.isnan(evidence.high), evidence.value, evidence.high)
    low = np.where(_ASIDE[status] | (status == _UPPER) | np.isnan(low), -np.inf, low)
    high = np.where(_ASIDE[status] | (status == _LOWER) | np.isnan(high), np.inf, high)
    return _Ends(low, high)


def _said(evidence: EvidenceTable, row: int) -> str:
    return f"{figure(evidence, row)} ({STATUSES[evidence.status[row]].value})"


def _others(evidence: EvidenceTable, row: int, start: int, faulty: npt.NDArray[np.bool_]) -> str:
    """The rows of the cell that this one is beside."""
    same = [other for other in range(start, min(start + 20, len(evidence))) if faulty[other] and other != row]
    codes = [getattr(evidence, name).code for name in ("subject", "indicator", "period")]
    same = [other for other in same if all(code[other] == code[row] for code in codes)]
    return ", ".join(f"{_said(evidence, other)} in row {evidence.row[other]}" for other in same)


def _check_repeats(evidence: EvidenceTable, first: npt.NDArray[np.bool_], notes: Notes) -> None:
    repeated = ~first
    for name in _EVERYTHING[3:]:
        code = getattr(evidence, name).code
        repeated[1:] &= code[1:] == code[:-1]
    for name in ("status", "value", "low", "high"):
        column = getattr(evidence, name)
        same = column[1:] == column[:-1]
        if column.dtype.kind == "f":
            same |= np.isnan(column[1:]) & np.isnan(column[:-1])
        repeated[1:] &= same
    flag_rows(
        notes, evidence, repeated,
        lambda row: row_problem(
            evidence, row, "row-twice", f"the same row as row {evidence.row[row - 1]}", "each row once",
            "Delete one of the two.", column="indicator", severity="warning",
        ),
    )  # fmt: skip
