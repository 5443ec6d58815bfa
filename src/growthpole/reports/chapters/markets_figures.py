"""Amounts, shares and names as the chapter of markets prints them: two ends where a figure is not settled."""

from __future__ import annotations

import math

from growthpole.chain.fairs import FairReach
from growthpole.model.amount import amounting
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.units import UNKNOWN, number

__all__ = ["decimals", "fair_named", "share", "usd"]


def usd(amount: Interval) -> Text:
    """Dollars in millions, or in 万美元; two ends where the amount is not settled."""
    scaled = {"en": (1e6, "mn USD", " "), "zh": (1e4, "万美元", "")}
    said = Text(*(_amount(amount, *scaled[language]) for language in ("en", "zh")))
    return amounting(said, amount.low, amount.high, "USD") if _told(amount) else UNKNOWN


def _amount(amount: Interval, scale: float, unit: str, joint: str) -> str:
    low, high = (number(_short(end / scale)) if math.isfinite(end) else "" for end in (amount.low, amount.high))
    both_ends = low if low == high else f"{low}~{high}"
    digits = both_ends if low and high else f"≥ {low}" if low else f"≤ {high}"
    return f"{digits}{joint}{unit}"


def _short(size: float) -> float:
    """Four digits or the whole number, whichever says more: decimals of a size in thousands tell nothing."""
    return round(size, 2 if abs(size) < 100 else 1 if abs(size) < 1000 else 0)


def _told(amount: Interval) -> bool:
    return math.isfinite(amount.high) or (math.isfinite(amount.low) and amount.low > 0)


def share(value: Interval) -> Text:
    """A share in per cent, or its two ends."""
    low, high = (number(round(100 * end, 1)) for end in (value.low, value.high))
    return Text(f"{low}%" if low == high else f"{low}~{high}%")


def decimals(value: Interval, places: int) -> Text:
    """A number with so many decimals, or its two ends."""
    if not _told(value):
        return UNKNOWN
    low, high = (number(round(end, places)) if math.isfinite(end) else "" for end in (value.low, value.high))
    if not high:
        return Text(f"≥ {low}")
    return Text(low if low == high else f"{low}~{high}")


def fair_named(one: FairReach) -> Text:
    """The name of an exhibition; its id where it has none."""
    return Text(one.fair.name.get("en") or one.fair.id, one.fair.name.get("zh") or one.fair.id)
