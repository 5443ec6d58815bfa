"""The axis of time: years without a gap, and periods that are no year beside it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

import numpy as np

from growthpole.errors import InputError
from growthpole.model.evidence import EvidenceTable

__all__ = ["LONGEST", "Periods", "is_year", "periods_of"]

LONGEST = 40
"""Years that the axis may hold."""


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
    """Whether a period is a year: four digits, from 1000 to 9999.

    Examples
    --------
    >>> is_year("2023"), is_year("after"), is_year("2023Q1"), is_year("0000")
    (True, False, False, False)
    """
    return len(period) == 4 and period.isascii() and period.isdecimal() and period[0] != "0"


def periods_of(evidence: EvidenceTable, last: str | None, indicators: Container[str] | None = None) -> Periods:
    """The axis of the evidence, up to the year ``last``.

    Parameters
    ----------
    evidence : EvidenceTable
        All evidence.
    last : str or None
        The last year; the last one of the evidence by default.
    indicators : container of str, optional
        Those whose periods count; all by default.

    Returns
    -------
    Periods
        Years without a gap; those more than ``LONGEST`` years back stand beside the axis, so that one figure of
        1949 does not make seventy empty years for each cluster.

    Raises
    ------
    InputError
        If `last` is no year, or neither it nor the evidence names one.
    """
    if last is not None and not is_year(last):
        raise InputError(
            f"`period` must be a year from 1000 to 9999, such as '2023'; it is {last!r}. Give the year to be assessed."
        )
    used = _used(evidence, indicators)
    years = sorted(int(word) for word in used if is_year(word))
    if last is None and not years:
        raise InputError("the evidence has no year, and no `period` was given. Give the year to be assessed.")
    end = years[-1] if last is None else int(last)
    first = min([year for year in years if end - LONGEST < year <= end], default=end)
    aside = (word for word in used if not is_year(word) or int(word) < first)
    return Periods(tuple(f"{year:04d}" for year in range(first, end + 1)), tuple(sorted(aside)))


def _used(evidence: EvidenceTable, indicators: Container[str] | None) -> list[str]:
    """The periods of the rows that count, by flags: ten million rows hold a handful of periods."""
    words = evidence.indicator.words
    counts = np.array([*(indicators is None or word in indicators for word in words), indicators is None])
    present = np.zeros(len(evidence.period.words) + 1, np.bool_)
    # An empty cell is coded -1 and flags the last place, which is no word.
    present[evidence.period.code[counts[evidence.indicator.code]]] = True
    return [word for word, there in zip(evidence.period.words, present, strict=False) if there]
