"""Column treatments against outliers: clipping at a next value, and transformations that tame a long tail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import boxcox
from scipy.stats import boxcox_normmax

__all__ = ["Treatment", "kurtosis", "skewness"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Treatment:
    """What was done to one indicator: clip to [low, high], then transform.

    Attributes
    ----------
    how : str
        "none", "winsorise", "log", "box-cox", or two of them joined by " + ".
    low, high : float
        Values beyond are set to them; infinite where nothing was clipped.
    shift : float
        Added before the logarithm or the power, after multiplication by `sign`.
    sign : {1, -1}
        -1 mirrors a column with a long lower tail before and after the transformation.
    power : float or None
        Exponent of Box and Cox, 0 for the logarithm, None for no transformation.
    """

    how: str = "none"
    low: float = -np.inf
    high: float = np.inf
    shift: float = 0.0
    sign: int = 1
    power: float | None = None

    def clip(self, values: Floats) -> Floats:
        """Set values beyond the limits to the limits; NaN stays NaN."""
        return np.clip(values, self.low, self.high)

    def transform(self, values: Floats) -> Floats:
        """Transform without clipping; strictly increasing, NaN where the transformation is not defined."""
        if self.power is None:
            return values
        moved = self.sign * values + self.shift
        inside = np.where(moved > 0, moved, np.nan)
        return np.asarray(self.sign * boxcox(inside, self.power))

    def apply(self, values: Floats) -> Floats:
        """Clip, then transform."""
        return self.transform(self.clip(values))


def skewness(values: Floats) -> float:
    """Give the adjusted Fisher-Pearson skewness; NaN for fewer than 3 values or a constant."""
    n, second, third, _ = _central_moments(values)
    return float("nan") if n < 3 or second == 0 else float(_skew(n, second, third))


def kurtosis(values: Floats) -> float:
    """Give the unbiased excess kurtosis; NaN for fewer than 4 values or a constant."""
    n, second, _, fourth = _central_moments(values)
    return float("nan") if n < 4 or second == 0 else float(_kurt(n, second, fourth))


def shape_of_columns(values: Floats) -> tuple[Floats, Floats]:
    """Give skewness and kurtosis of every column at once; NaN for one with a NaN, a constant or below 4 rows."""
    n = len(values)
    if n < 4:
        return np.full(values.shape[1], np.nan), np.full(values.shape[1], np.nan)
    centred = values - values.mean(axis=0)
    square = centred * centred
    second, third, fourth = (one.mean(axis=0) for one in (square, square * centred, square * square))
    second = np.where(second > 0, second, np.nan)
    return np.asarray(_skew(n, second, third)), np.asarray(_kurt(n, second, fourth))


def _skew(n: int, second: Floats | float, third: Floats | float) -> Floats | float:
    return third / second**1.5 * float(np.sqrt(n * (n - 1))) / (n - 2)


def _kurt(n: int, second: Floats | float, fourth: Floats | float) -> Floats | float:
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (fourth / second**2 - 3.0) + 6.0)


def _central_moments(values: Floats) -> tuple[int, float, float, float]:
    """Give the number of values and their second to fourth central moment."""
    n = values.size
    centred = values - values.sum() / n
    # Products of vectors rather than means: this stands in the innermost loop of every simulation with treatment.
    square = centred * centred
    return n, float(square.sum()) / n, float(square @ centred) / n, float(square @ square) / n


def winsorise(values: Floats, most: int, passes: Callable[[Floats], bool]) -> Treatment:
    """Draw in the longer tail value by value until the column passes or `most` points are drawn in.

    Tied values are drawn in together, so that the last step may exceed `most`, as in COINr.
    """
    low, high = -np.inf, np.inf
    current = values
    while not passes(current) and int((values != current).sum()) < most:
        if skewness(current) >= 0:
            high = float(current[current < current.max()].max())
        else:
            low = float(current[current > current.min()].min())
        current = np.clip(values, low, high)
    return Treatment("winsorise", low, high)


def logarithm(values: Floats) -> Treatment:
    """Take the logarithm of the distance to the short tail, plus a hundredth of the range."""
    return _fit_power(values, "log", 0.0)


def box_cox(values: Floats) -> Treatment:
    """Choose the power of the transformation by maximum likelihood."""
    start = _fit_power(values, "box-cox", 0.0)
    power = float(boxcox_normmax(start.sign * values + start.shift, method="mle"))
    return _fit_power(values, "box-cox", power)


def _fit_power(values: Floats, how: str, power: float) -> Treatment:
    """Fit the shift of a transformation; the fitted range bounds what other periods may bring."""
    sign = 1 if skewness(values) >= 0 else -1
    least, most = float(values.min()), float(values.max())
    margin = 0.01 * (most - least)
    shift = margin - least if sign > 0 else margin + most
    return Treatment(how, least, most, shift, sign, power)
