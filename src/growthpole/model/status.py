"""What a figure's status means for arithmetic."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["POINT", "VALUELESS", "Status"]


class Status(StrEnum):
    """How far a figure is known.

    ``REPORTED``, ``VERIFIED``, ``CORRECTED`` and ``DERIVED`` are points. ``ESTIMATED`` is a point, or the
    interval given with it. ``LOWER_BOUND`` and ``UPPER_BOUND`` are half-open intervals. Several ``DISPUTED``
    rows make the hull of their values. ``CORRUPT``, ``SUPPRESSED`` and ``MISSING`` leave the whole range of
    the indicator: unknown is never zero.
    """

    REPORTED = "reported"
    VERIFIED = "verified"
    CORRECTED = "corrected"
    ESTIMATED = "estimated"
    DERIVED = "derived"
    LOWER_BOUND = "lower bound"
    UPPER_BOUND = "upper bound"
    DISPUTED = "disputed"
    CORRUPT = "corrupt"
    SUPPRESSED = "suppressed"
    MISSING = "missing"


POINT = frozenset({Status.REPORTED, Status.VERIFIED, Status.CORRECTED, Status.DERIVED})
"""Statuses whose value is taken as it stands."""

VALUELESS = frozenset({Status.CORRUPT, Status.SUPPRESSED, Status.MISSING})
"""Statuses that tell nothing about the value."""
