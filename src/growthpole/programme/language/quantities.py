"""Figures as an office says them: 4.2 billion CNY, 42亿元, 70 %."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from growthpole.catalogue.units import parse_unit
from growthpole.errors import UnitError
from growthpole.programme.language.kinds import dimension

__all__ = ["Scale", "joined", "say", "say_interval", "scale_for"]

_CURRENCIES = {"CNY", "EUR", "USD"}
_PERCENT = {"%", "％", "percent", "per cent"}
_POINTS = {"百分点", "percentage points", "pp"}
_ZH = {
    "CNY": "元", "EUR": "欧元", "USD": "美元", "person": "人", "km2": "平方公里", "km": "公里", "tce": "吨标准煤",
    "t": "吨", "kWh": "千瓦时", "year": "年", "m3": "立方米", "days": "天", "day": "天", "years": "年",
    "months": "个月", "1": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """How a figure is said: its value ``times`` a whole number ``over`` another one, then the words."""

    times: int
    over: int
    suffix: str
    separator: str


def scale_for(values: Sequence[float], unit: str, shown: str, language: str) -> Scale:
    """The scale in which people say figures, one for all of them.

    Parameters
    ----------
    values : sequence of float
        In the canonical unit; the largest finite one decides between million and billion.
    unit : str
        Canonical unit.
    shown : str
        The unit in which people read it, as written in the programme; may be empty.
    language : {"en", "zh"}
    """
    largest = 0.0
    for value in values:
        size = abs(value)
        if largest < size < math.inf:
            largest = size
    return _scale(bisect_right(_STEPS, largest), unit, shown, language)


_STEPS = (1e4, 1e6, 1e8, 1e9)
_MONEY = {
    "en": ((4, 10**9, "billion "), (2, 10**6, "million "), (0, 1, "")),
    "zh": ((3, 10**8, "亿"), (1, 10**4, "万"), (0, 1, "")),
}
"""From which of the steps on, the worth, and the word."""


@cache
def _scale(step: int, unit: str, shown: str, language: str) -> Scale:
    zh = language == "zh"
    separator = "" if zh else ","
    if shown.strip().lower() in _PERCENT:
        return Scale(100, 1, "%" if zh else " %", separator)
    if shown.strip().lower() in _POINTS:
        return Scale(100, 1, "个百分点" if zh else " percentage points", separator)
    if unit == "1":
        return Scale(1, 1, "", separator)
    if unit == "person" and zh and step >= 1:
        return Scale(1, 10_000, "万人", separator)
    if unit == "person":
        return Scale(1, 1, "人" if zh else " persons", separator)
    if unit.partition("/")[0] in _CURRENCIES and (unit in _CURRENCIES or not zh or shown.isascii()):
        worth, word = next((worth, word) for least, worth, word in _MONEY[language] if step >= least)
        return Scale(1, worth, f"{word}{_zh_unit(unit)}" if zh else f" {word}{unit}", separator)
    return _as_shown(unit, shown, zh, separator)


def _as_shown(unit: str, shown: str, zh: bool, separator: str) -> Scale:
    """The unit of the programme where it can be read in this language, the canonical one otherwise."""
    try:
        given = parse_unit(shown) if shown and dimension(parse_unit(shown).canonical) == dimension(unit) else None
    except UnitError:
        given = None
    if given is not None and (zh or shown.isascii()):
        return Scale(
            given.factor.denominator, given.factor.numerator, _zh_unit(shown) if zh else f" {shown}", separator
        )
    return Scale(1, 1, _zh_unit(unit) if zh else f" {unit}", separator)


def _zh_unit(unit: str) -> str:
    return "/".join("".join(_ZH.get(one, one) for one in piece.split("*")) for piece in unit.split("/"))


def say(value: float, scale: Scale) -> str:
    """A number in its scale, without its words; up to six decimals, never in powers of ten below 1e15.

    Examples
    --------
    >>> say(4.2e9, scale_for([4.2e9], "CNY", "bn CNY", "zh")), say(0.7, scale_for([0.7], "1", "%", "en"))
    ('42', '70')
    """
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    number = value * scale.times / scale.over
    if number and not 1e-6 <= abs(number) < 1e15:
        return f"{number:.6g}"
    return f"{number:{scale.separator}.6f}".rstrip("0").rstrip(".")


_WORDS: dict[str, dict[str, str]] = {
    "en": {"unknown": "not known", "least": "at least {}", "most": "at most {}", "between": "between {} and {}"},
    "zh": {"unknown": "未知", "least": "至少{}", "most": "至多{}", "between": "{}至{}"},
}


def say_interval(low: float, high: float, scale: Scale, language: str, whole: tuple[float, float]) -> str:
    """What is known of a figure; ``whole`` is its range when nothing is known.

    Examples
    --------
    >>> billion = scale_for([3e9], "CNY", "", "en")
    >>> say_interval(3e9, float("inf"), billion, "en", (0.0, float("inf")))
    'at least 3 billion CNY'
    """
    words = _WORDS[language]
    if low == high:
        return say(low, scale) + scale.suffix
    if low <= whole[0] and high >= whole[1]:
        return words["unknown"]
    if high >= whole[1] and math.isinf(high):
        return words["least"].format(say(low, scale) + scale.suffix)
    if low <= whole[0] and math.isinf(low):
        return words["most"].format(say(high, scale) + scale.suffix)
    return words["between"].format(say(low, scale), say(high, scale) + scale.suffix)


def joined(parts: Sequence[str], language: str) -> str:
    """A list in words.

    Examples
    --------
    >>> joined(["4.2", "4.4", "4.9"], "en"), joined(["42", "44"], "zh")
    ('4.2, 4.4 and 4.9', '42和44')
    """
    comma, last = ("、", "和") if language == "zh" else (", ", " and ")
    return parts[0] if len(parts) == 1 else comma.join(parts[:-1]) + last + parts[-1]
