"""Values that are times: durations and days."""

from __future__ import annotations

import re
from datetime import date, datetime

from growthpole.programme.file.faults import UnfitError

__all__ = ["calendar", "date_", "day", "days", "months", "years"]

_WORDS = {
    "year": "year", "years": "year", "年": "year",
    "month": "month", "months": "month", "个月": "month", "月": "month",
    "day": "day", "days": "day", "天": "day", "日": "day",
}  # fmt: skip


def years(value: object) -> int:
    """A whole number of years: ``"3 years"``, ``"3年"``."""
    return _count(value, {"year": 1}, '"3 years"')


def months(value: object) -> int:
    """A time in months: ``"18 months"``, ``"1 year"``."""
    return _count(value, {"month": 1, "year": 12}, '"12 months"')


def days(value: object) -> int:
    """A time in days: ``"5 days"``."""
    return _count(value, {"day": 1}, '"5 days"')


def _count(value: object, worth: dict[str, int], example: str) -> int:
    given = re.fullmatch(r"\s*(\d+)\s*(\S+)\s*", value) if isinstance(value, str) else None
    word = _WORDS.get(given[2]) if given else None
    if given is None or word not in worth:
        units = " or ".join(f"{one}s" for one in worth)
        raise UnfitError(f"a whole number of {units}, as text", f"Write {example}.", "unit-missing")
    return int(given[1]) * worth[word]


def day(value: object) -> str:
    """A day of the year, ``"04-30"``."""
    given = re.fullmatch(r"(\d{2})-(\d{2})", value) if isinstance(value, str) else None
    try:
        date(2024, int(given[1]), int(given[2])) if given else date(0, 1, 1)
    except ValueError:
        raise UnfitError("a month and day that exist, as text", 'Write "04-30" for 30 April.') from None
    return str(value)


def date_(value: object) -> date:
    """A TOML date, without a time."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise UnfitError("a date, without quotation marks", "Write it as 2024-01-01.")
    return value


def calendar(value: object) -> str:
    """A calendar year, ``2025``."""
    given = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not re.fullmatch(r"[1-9]\d{3}", given, re.ASCII):
        raise UnfitError("a year of four digits", "Write 2025.")
    return given
