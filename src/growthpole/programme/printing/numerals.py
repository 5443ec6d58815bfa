"""Numbers of chapters, articles and points, as official measures write them."""

from __future__ import annotations

__all__ = ["article", "chapter", "chinese", "point"]

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A number up to 999 in Chinese numerals.

    Examples
    --------
    >>> [chinese(one) for one in (3, 10, 12, 20, 35, 100, 105, 110, 214)]
    ['三', '十', '十二', '二十', '三十五', '一百', '一百零五', '一百一十', '二百一十四']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        words += "零"
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return words + (_DIGITS[ones] if ones or not words else "")


def chapter(number: int, language: str) -> str:
    """``Chapter 3`` or ``第三章``."""
    return f"第{chinese(number)}章" if language == "zh" else f"Chapter {number}."


def article(number: int, language: str) -> str:
    """``Article 3`` or ``第三条``."""
    return f"第{chinese(number)}条" if language == "zh" else f"Article {number}."


def point(number: int, language: str) -> str:
    """``(3)`` or ``（三）``."""
    return f"（{chinese(number)}）" if language == "zh" else f"({number}) "
