"""When a part of an expression is read: so many years back, or at a period named in the expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["NEVER", "NOW", "Moment", "shifted"]

Number = TypeVar("Number", bound="np.generic[Any]")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of reading.

    Attributes
    ----------
    back : int
        Years before the period assessed, or before ``period``.
    period : str or None
        A period of its own, such as ``"2020"`` or ``"after"``; ``None`` follows the period assessed.
    """

    back: int = 0
    period: str | None = None

    def earlier(self, years: int) -> Moment:
        """The moment so many years earlier."""
        return Moment(self.back + years, self.period)

    def resolved(self) -> str | None:
        """The period meant, where the moment names one; a period that is no year has no earlier one."""
        if self.period is None or self.back == 0:
            return self.period
        return str(int(self.period) - self.back) if self.period.isdecimal() else ""


NOW = Moment()
NEVER = Moment(0, "")
"""A moment of which nothing is known: every figure is its whole range."""


def shifted(value: npt.NDArray[Number], moment: Moment, periods: tuple[str, ...], fill: float) -> npt.NDArray[Number]:
    """Read an array at a moment.

    Parameters
    ----------
    value : ndarray, shape (clusters, periods), (clusters, 1) or (1, 1)
        One column among several periods holds for all of them.
    moment : Moment
        When it is read.
    periods : tuple of str
        The years of the second axis.
    fill : float
        What stands where there is no such period.

    Returns
    -------
    ndarray, shape (clusters, periods), (clusters, 1) or (1, 1)
        A period of its own gives one column.
    """
    if moment == NOW or value.shape[1] != len(periods):
        return value
    if moment.period is None:
        return _back(value, moment.back, fill)
    period = moment.resolved()
    if period in periods:
        column = periods.index(period)
        return value[:, column : column + 1]
    return np.full((1, 1), fill, value.dtype)


def _back(value: npt.NDArray[Number], years: int, fill: float) -> npt.NDArray[Number]:
    earlier = np.full(value.shape, fill, value.dtype)
    if years < value.shape[1]:
        earlier[:, years:] = value[:, : value.shape[1] - years]
    return earlier
