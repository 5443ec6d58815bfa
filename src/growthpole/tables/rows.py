"""Faults of rows of an evidence table: told with the file, sheet and row that each came from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.units import Unit, parse_unit, to_unit
from growthpole.errors import Problem, UnitError
from growthpole.model.evidence import EvidenceTable
from growthpole.tables.notes import LISTED, Notes

__all__ = ["figure", "flag_rows", "row_problem"]


def figure(evidence: EvidenceTable, row: int) -> str:
    """The figure of a row in the unit it was given in, or its two ends."""
    unit = _unit(evidence.unit[row])
    ends = [float(end) for end in (evidence.low[row], evidence.high[row]) if not np.isnan(end)]
    shown = " to ".join(f"{to_unit(end, unit):.12g}" for end in ends or [float(evidence.value[row])])
    return f"{shown} {unit.given}".rstrip()


def _unit(given: str) -> Unit:
    try:
        return parse_unit(given)
    except UnitError:
        # The reader has told of it; the figure is then not a number.
        return parse_unit("")


def row_problem(
    evidence: EvidenceTable, row: int, code: str, found: str, must: str, do: str, *,
    column: str, severity: str = "error",
) -> Problem:  # fmt: skip
    """A fault of one row; ``column`` is the name of a known column."""
    file, _, sheet = evidence.file[row].partition("#")
    return Problem(code, file, found, must, do, sheet or None, int(evidence.row[row]), column, severity)


def flag_rows(
    notes: Notes, evidence: EvidenceTable, faulty: npt.NDArray[np.bool_], tell: Callable[[int], Problem]
) -> None:
    """Note a fault for each row of the mask, in the order of the files; long lists are counted, not listed."""
    rows = np.flatnonzero(faulty)
    if len(rows) == 0:
        return
    rows = rows[np.lexsort([evidence.row[rows], evidence.file.code[rows]])]
    for row in rows[:LISTED].tolist():
        notes.add(tell(row))
    if len(rows) > LISTED:
        one = tell(int(rows[0]))
        notes.count(one.code, one.file, one.sheet, one.column, len(rows) - LISTED)
