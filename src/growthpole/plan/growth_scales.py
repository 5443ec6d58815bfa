"""The scale on which an indicator moves: growth rates of amounts, steps of counts, shares between their limits."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from growthpole.model.interval import Interval

__all__ = ["Scale", "scale_of"]

Floats = npt.NDArray[np.float64]
EDGE = 0.005
"""How far inside its limits a share at a limit is taken to lie: the logit of 0 is infinite, a share of 0 is not."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How a figure is put on a line without limits, moved there, and read again.

    Attributes
    ----------
    kind : {"amount", "count", "share", "difference"}
        ``log x`` of a figure of 0 or more, ``log(1 + x)`` of a whole number, the logit of a figure between two
        limits, or the figure itself.
    low, high : float
        The limits of the indicator.

    Examples
    --------
    >>> amount = Scale("amount", 0.0, float("inf"))
    >>> amount.moved(np.array([200.0, 0.0]), np.log(1.1)).round(9)
    array([220.,   0.])
    >>> Scale("count", 0.0, float("inf")).moved(np.array([3.0, 0.0]), np.log(1.3))
    array([4., 0.])
    """

    kind: str
    low: float
    high: float

    def line(self, figure: Floats) -> Floats:
        """The figure on the line; not finite where it stands at the limit of the line."""
        with np.errstate(divide="ignore", invalid="ignore"):
            match self.kind:
                case "amount":
                    return np.asarray(np.log(figure))
                case "count":
                    return np.asarray(np.log1p(figure))
                case "share":
                    part = (figure - self.low) / (self.high - self.low)
                    return np.asarray(logit(EDGE + (1 - 2 * EDGE) * part))
                case _:
                    return figure

    def read(self, line: Floats) -> Floats:
        """The figure at a place on the line."""
        with np.errstate(over="ignore"):
            match self.kind:
                case "amount":
                    found = np.exp(line)
                case "count":
                    found = np.rint(np.expm1(line))
                case "share":
                    found = self.low + (self.high - self.low) * (expit(line) - EDGE) / (1 - 2 * EDGE)
                case _:
                    found = line
        return np.clip(found, self.low, self.high)

    def moved(self, figure: Floats, step: Floats | float) -> Floats:
        """The figure after a step on the line; a step of 0 gives the figure back to the last digit."""
        move = np.asarray(step, dtype=np.float64)
        with np.errstate(over="ignore", invalid="ignore"):
            match self.kind:
                case "amount":
                    found = figure * np.exp(move)
                case "count":
                    found = np.rint(np.expm1(np.log1p(figure) + move))
                case "share":
                    part = (expit(self.line(figure) + move) - EDGE) / (1 - 2 * EDGE)
                    found = np.where(move == 0, figure, self.low + (self.high - self.low) * part)
                case _:
                    found = figure + move
        return np.clip(found, self.low, self.high)


def scale_of(known: Floats, whole: Interval, unit: str) -> Scale:
    """Choose the scale of an indicator.

    Parameters
    ----------
    known : ndarray of float
        All its known figures.
    whole : Interval
        Its range.
    unit : str
        Its canonical unit; whole numbers without a unit are counts.

    Returns
    -------
    Scale
        Two limits give a share, except of whole numbers; no limit below gives a difference.
    """
    counted = unit == "1" and whole.low >= 0 and bool(np.all(known == np.rint(known)))
    if counted and not (whole.low == 0 and whole.high == 1):
        return Scale("count", whole.low, whole.high)
    if isfinite(whole.low) and isfinite(whole.high):
        return Scale("share", whole.low, whole.high)
    if whole.low >= 0:
        return Scale("amount", whole.low, whole.high)
    return Scale("difference", whole.low, whole.high)
