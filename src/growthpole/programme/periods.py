"""The axis of time: years without a gap, and periods that are no year beside it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthpole.errors import InputError
from growthpole.model.evidence import EvidenceTable

__all__ = ["Periods", "periods_of"]


@dataclass(frozen=True, slots=True)
class Periods:
    """Years without a gap, and the other periods of the evidence, sorted."""

    years: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """The years, then the others: the columns of a dense table."""
        return self.years + self.others


def is_year(period: str) -> bool:
    """Whether a period is a year: four digits.

    Examples
    --------
    >>> is_year("2023"), is_year("after"), is_year("2023Q1")
    (True, False, False)
    """
    return len(period) == 4 and period.isascii() and period.isdecimal()


def periods_of(evidence: EvidenceTable, last: str | None) -> Periods:
    """The periods of a table of evidence, up to the year ``last``; without any year at all, that one alone.

    Raises
    ------
    InputError
        If `last` is no year, or neither it nor the evidence names one.
    """
    if last is not None and not is_year(last):
        raise InputError(f"`period` must be a year such as '2023'; it is {last!r}. Give the year to be assessed.")
    # Flags instead of sorting: ten million rows hold a handful of periods. An empty cell (-1) flags the last place.
    present = np.zeros(len(evidence.period.words) + 1, np.bool_)
    present[evidence.period.code] = True
    used = [word for word, there in zip(evidence.period.words, present, strict=False) if there]
    years = sorted(int(word) for word in used if is_year(word))
    if last is None and not years:
        raise InputError("the evidence has no year, and no `period` was given. Give the year to be assessed.")
    end = years[-1] if last is None else int(last)
    first = min([year for year in years if year <= end], default=end)
    others = tuple(sorted(word for word in used if not is_year(word) and word))
    return Periods(tuple(f"{year:04d}" for year in range(first, end + 1)), others)
