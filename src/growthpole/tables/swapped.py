"""Columns that stand under each other's headings: one fault, told once instead of for every cell."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.tables.notes import Notes
from growthpole.tables.numbers import Figures, read_figures
from growthpole.tables.periods import period_fault, read_period
from growthpole.tables.raw import RawTable

__all__ = ["swapped"]

_MOST = 0.5
_YEARS = (1990, 2050)
_OTHERS = ("unit", "indicator", "cluster", "status", "source")


def swapped(table: RawTable, figures: Figures, notes: Notes) -> bool:
    """Whether the column of figures and another stand in each other's place; notes it.

    A column is taken for swapped when most of its cells are numbers and most figures are none, or when most figures
    are years and most periods are not.
    """
    told = ~figures.empty
    if _most(figures.faulty, told):
        for column in _OTHERS:
            other = table.text(column)
            if _most(_numeric(other), other.is_not_null().to_numpy()):
                return _tell(table, column, notes)
    years = (figures.value >= _YEARS[0]) & (figures.value <= _YEARS[1]) & (figures.value % 1 == 0)
    if _most(years, told) and _most(~_periods(table.text("period")), np.ones(len(table), dtype=bool)):
        return _tell(table, "period", notes)
    return False


def _most(mask: npt.NDArray[np.bool_], among: npt.NDArray[np.bool_]) -> bool:
    return bool(among.any()) and bool(mask[among].mean() > _MOST)


def _numeric(text: pl.Series) -> npt.NDArray[np.bool_]:
    numbers: npt.NDArray[np.bool_] = ~np.isnan(read_figures(text).value)
    return numbers


def _periods(text: pl.Series) -> npt.NDArray[np.bool_]:
    """Cells that can be a period."""
    words = text.fill_null("").unique().to_list()
    good = [word for word in words if word and period_fault(read_period(word)) is None]
    return text.fill_null("").is_in(good).to_numpy()


def _tell(table: RawTable, column: str, notes: Notes) -> bool:
    value, other = table.heading("value"), table.heading(column)
    notes.add(
        table.problem(
            "columns-swapped", f"most of the figures in {other!r}, and most of {value!r} without one",
            f"the figures in the column {value!r}", f"Exchange the headings {value!r} and {other!r}.",
            row=table.heading_row, column="value",
        )
    )  # fmt: skip
    return True
