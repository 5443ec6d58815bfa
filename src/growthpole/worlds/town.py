"""A made town of the sandbox, and what may be planted in it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FIRST_YEAR", "LAST_YEAR", "TRAITS", "Town"]

FIRST_YEAR, LAST_YEAR = 2019, 2024
TRAITS = ("rising", "steady", "leader", "linkage", "brand", "talent", "declining", "barred", "candidate")
"""What is planted: a strength, nothing, one of the four weaknesses, decline, false data, or no tier yet."""


@dataclass(frozen=True, slots=True)
class Town:
    """A made town and what was planted in it.

    Attributes
    ----------
    id : str
        Its id.
    county : int
        Position of its county.
    product : int
        Position of its product.
    tier : str
        The tier it holds; empty for a candidate.
    trait : str
        One of ``TRAITS``.
    size : float
        Output of the first year, in 100 million yuan.
    growth : float
        Yearly growth of output.
    luck : float
        How far all but its output lies above or below others of its rung.
    """

    id: str
    county: int
    product: int
    tier: str
    trait: str
    size: float
    growth: float
    luck: float
