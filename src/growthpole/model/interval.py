"""What is known of a number: all that it may still be."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["UNBOUNDED", "Interval"]


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A closed interval ``[low, high]``; a known figure has ``low == high``.

    Attributes
    ----------
    low, high : float
        Ends, ``low <= high``; may be infinite.

    Examples
    --------
    >>> Interval(2.0, 2.0).known, Interval(0.0, 1.0).known
    (True, False)
    >>> str(Interval(3.0, math.inf))
    '[3, ∞)'
    """

    low: float
    high: float

    @classmethod
    def point(cls, value: float) -> Interval:
        """The interval of one known value."""
        return cls(value, value)

    @property
    def known(self) -> bool:
        """Whether it holds one value only."""
        return self.low == self.high

    @property
    def width(self) -> float:
        """``high - low``; 0 for a known figure, infinite where an end is open."""
        return 0.0 if self.known else self.high - self.low

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int | float) and self.low <= value <= self.high

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high

    def __str__(self) -> str:
        if self.known:
            return f"{self.low:.12g}"
        left = f"[{self.low:.12g}" if math.isfinite(self.low) else "(-∞"
        right = f"{self.high:.12g}]" if math.isfinite(self.high) else "∞)"
        return f"{left}, {right}"


UNBOUNDED = Interval(-math.inf, math.inf)
