"""Values that are plain numbers: counts, points, weights and shares."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from growthpole.programme.file.faults import UnfitError

__all__ = ["amount", "cap", "exact", "number", "positive", "share", "shares", "weight", "whole"]


def number(value: object) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UnfitError("a number, without quotation marks", "Write the number alone.")
    return float(value)


def amount(value: object) -> float:
    """A number of at least 0, above it where it counts."""
    result = number(value)
    if result <= 0:
        raise UnfitError("a number above 0", "Write it without a sign; the key says which way it counts.", "range")
    return result


def weight(value: object) -> float:
    """A weight: a number above 0."""
    if isinstance(value, int | float) and not isinstance(value, bool) and not value > 0:
        raise UnfitError("a weight above 0", "Give it a weight, or remove what has none.", "range")
    return number(value)


def whole(value: object) -> int:
    """A whole number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UnfitError("a whole number of 0 or more", "Write it with digits only.")
    return value


def positive(value: object) -> int:
    """A whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise UnfitError("a whole number of 1 or more", "Write it with digits only.")
    return value


def cap(value: object) -> float:
    """A multiple of the points, or ``none``."""
    return math.inf if value == "none" else amount(value)


def share(value: object) -> float:
    """A share between 0 and 1, as a number or in per cent.

    Examples
    --------
    >>> share(0.6), share("60 %")
    (0.6, 0.6)
    """
    if isinstance(value, str) and (given := re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*", value)):
        result = float(exact(given[1]) / 100)
    else:
        result = number(value)
    if not 0 < result <= 1:
        raise UnfitError("a share above 0 and up to 1 (or per cent, as text)", 'Write 0.6 or "60 %".', "range")
    return result


def shares(value: object) -> tuple[float, ...]:
    """A list of shares that add up to 1."""
    if not isinstance(value, list) or not value:
        raise UnfitError("a list of shares", "Write [0.6, 0.4].")
    listed = tuple(share(one) for one in value)
    total = sum((exact(one) for one in listed), Fraction(0))
    if abs(total - 1) > Fraction(1, 10**6):
        raise UnfitError(f"shares that add up to 1; these add up to {float(total):g}", "Correct the shares.", "sum")
    return listed


def exact(value: float | str) -> Fraction:
    """The number as it was written, without binary rounding.

    Examples
    --------
    >>> exact(0.1) + exact(0.2) == exact(0.3)
    True
    """
    return Fraction(value) if isinstance(value, str) else Fraction(repr(float(value)))
