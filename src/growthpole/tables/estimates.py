"""The ends that come with an estimate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.model.evidence import STATUSES
from growthpole.model.status import Status
from growthpole.tables.notes import Notes
from growthpole.tables.numbers import Figures, read_figures
from growthpole.tables.quantities import Conversion
from growthpole.tables.raw import RawTable
from growthpole.tables.values import not_numbers

__all__ = ["Ends", "check_ends", "read_ends"]

_ESTIMATED = STATUSES.index(Status.ESTIMATED)


@dataclass(frozen=True)
class Ends:
    """The ends that came with an estimate.

    Attributes
    ----------
    low, high : ndarray of float64, shape (rows,)
        In canonical units; NaN where none came.
    """

    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]


def read_ends(table: RawTable, figures: Figures, units: Conversion, notes: Notes) -> Ends:
    """The ends from the columns low and high, or from a range in the cell of the figure."""
    low, high = figures.low, figures.high
    for column, side in (("low", low), ("high", high)):
        cells = table.cells(column)
        if cells is None:
            continue
        given = read_figures(cells)
        faulty = given.faulty | (given.suffix.code >= 0) | given.yes_no
        not_numbers(table, column, cells, faulty, notes)
        np.copyto(side, given.value, where=~np.isnan(given.value))
    return Ends(units.apply(low), units.apply(high))


def check_ends(
    table: RawTable, value: npt.NDArray[np.float64], ends: Ends, status: npt.NDArray[np.int8], notes: Notes
) -> None:
    """Note ends without their other end, ends that do not hold the figure, and ends of what is no estimate."""
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
