"""Periods: the year a figure is of."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

__all__ = ["is_unusual", "period_fault", "read_period"]

_YEAR = re.compile(r"(?:fy)?\s*(\d{4})(?:\.0+)?\s*(?:年度?|全年)?", re.IGNORECASE)
_PART = re.compile(r"(\d{4})\s*年?[-/ ]?\s*(?:(Q[1-4]|H[12])|第?([一二三四1-4])季度|(上|下)半年)", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})\s*(?:-|/|\.|年)\s*(\d{1,2})\s*月?")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_QUARTERS = {"一": "Q1", "二": "Q2", "三": "Q3", "四": "Q4"} | {str(quarter): f"Q{quarter}" for quarter in range(1, 5)}
_ASIDE = ("before", "after")
_DAY_ZERO = date(1899, 12, 30)
"""The day that a spreadsheet stores as 0."""
_SERIAL_YEARS = (1980, 2060)
"""A number of five digits is taken for a stored date where it falls into these years."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def read_period(text: str) -> str:
    """A period as it is kept: ``"2023"``, ``"2023Q1"``, ``"2023H2"``, ``"2023-06"``; other words as they stand.

    Examples
    --------
    >>> [read_period(one) for one in ("2023年", "２０２３", "二〇二三年", "2023-12-31", "2023年6月", "2023上半年")]
    ['2023', '2023', '2023', '2023', '2023-06', '2023H1']
    """
    word = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(word.rstrip("年")) == 4:
        word = word.translate(_NUMERALS)
    if year := _YEAR.fullmatch(word):
        return year[1]
    if day := _DAY.fullmatch(word):
        # A spreadsheet keeps a year typed into a date cell as its first or last day.
        return day[1] if (int(day[2]), int(day[3])) in {(1, 1), (12, 31)} else word
    if month := _MONTH.fullmatch(word):
        return f"{month[1]}-{int(month[2]):02d}"
    if part := _PART.fullmatch(word):
        half = {"上": "H1", "下": "H2"}.get(part[4] or "")
        return part[1] + (part[2] or half or _QUARTERS[part[3]]).upper()
    return word


def _stored_year(period: str) -> int | None:
    """The year that was typed into a cell formatted as a date: 2023 is then shown as a day of 1905."""
    try:
        serial = (date.fromisoformat(period) - _DAY_ZERO).days
    except ValueError:
        return None
    return serial if _FIRST_YEAR <= serial <= _LAST_YEAR else None


def is_unusual(period: str) -> bool:
    """Whether a period is neither a year, a part of one, nor before or after.

    Examples
    --------
    >>> is_unusual("2023Q1"), is_unusual("after"), is_unusual("202 3")
    (False, False, True)
    """
    return period not in _ASIDE and re.fullmatch(r"[12]\d{3}(?:Q[1-4]|H[12]|-\d{2})?", period) is None


def period_fault(period: str) -> str | None:
    """Why a period, as `read_period` gave it, cannot be one; ``None`` where it can.

    Examples
    --------
    >>> period_fault("2023"), period_fault("after")
    (None, None)
    >>> period_fault("45291")
    'this is how a spreadsheet stores the date 2023-12-31'
    """
    if re.fullmatch(r"[12]\d{3}(?:Q[1-4]|H[12]|-\d{2})?", period):
        year, month = int(period[:4]), int(period[5:7]) if "-" in period else 1
        return None if _FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 else "this lies outside 1900 to 2100"
    day = _DAY_ZERO + timedelta(days=int(period[:5])) if re.fullmatch(r"\d{5}(?:\.\d+)?", period) else None
    if day is not None and _SERIAL_YEARS[0] <= day.year <= _SERIAL_YEARS[1]:
        return f"this is how a spreadsheet stores the date {day.isoformat()}"
    if _DAY.fullmatch(period):
        year_stored = _stored_year(period)
        if year_stored is not None:
            return f"this is the number {year_stored} in a cell formatted as a date"
        return "this is one day, not a year"
    return "this is a number, not a year" if re.fullmatch(r"[+-]?[\d.,]+", period) else None
