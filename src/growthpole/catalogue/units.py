"""Units: what a figure was given in, and its value in the canonical unit of its dimension.

Dimensions and prefixes are Pint's; this module adds the office's words (万元, 亿元, 亩, 人, tce ...) and exact
factors. A factor is a fraction, so that 70 % is the double nearest to 0.7 and not 70 x 0.01.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

import numpy as np
import numpy.typing as npt
import pint

from growthpole.errors import UnitError

__all__ = ["CANONICAL", "Unit", "parse_unit", "to_canonical", "to_unit"]

CANONICAL = ("CNY", "EUR", "USD", "person", "1", "km2", "km", "tce", "t", "kWh", "year", "m3")
"""The units in which figures are stored, one a dimension; products and quotients are written with * and /."""

_DEFINITIONS = """
CNY = [money_cny] = yuan = RMB
EUR = [money_eur] = euro
USD = [money_usd] = dollar
person = [people] = persons = people = employee = employees = job = jobs
tce = [energy_coal] = tonne_coal_equivalent
mu = 2000/3 * meter ** 2
piece = 1 = pieces = count = firm = firms = enterprise = enterprises = patent = patents = score = point = points = visit = visits
yes_no = 1
"""

# The office's words, longest first where one contains another.
_WORDS: dict[str, str] = {
    "人民币": "CNY", "元": "CNY", "圆": "CNY", "yuan": "CNY", "rmb": "CNY", "¥": "CNY", "￥": "CNY", "cny": "CNY",
    "eur": "EUR", "€": "EUR", "usd": "USD", "美元": "USD", "欧元": "EUR",
    "人": "person", "名": "person", "persons": "person", "people": "person", "jobs": "person", "employees": "person",
    "亩": "mu", "公顷": "hectare", "ha": "hectare", "平方公里": "km2", "平方千米": "km2", "平方米": "m2",
    "公里": "km", "千米": "km", "吨标准煤": "tce", "吨标煤": "tce", "吨": "t", "tonne": "t", "tonnes": "t", "千瓦时": "kWh",
    "度": "kWh", "天": "day", "日": "day", "days": "day", "年": "year", "years": "year", "months": "month", "月": "month",
    "家": "1", "户": "1", "个": "1", "件": "1", "项": "1", "种": "1", "次": "1", "count": "1", "share": "1", "ratio": "1",
    "yes/no": "1", "yes_no": "1", "是/否": "1", "分": "1", "points": "1", "index": "1", "": "1", "-": "1", "无": "1",
    "立方米": "m3",
}  # fmt: skip
_SCALES: dict[str, int] = {
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
}
_LATIN_SCALES: dict[str, int] = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "mio": 10**6, "million": 10**6,
    "bn": 10**9, "billion": 10**9, "tn": 10**12, "trillion": 10**12, "100m": 10**8, "10k": 10**4,
}  # fmt: skip
_PER_HUNDRED = {
    "%": 100,
    "％": 100,
    "percent": 100,
    "per cent": 100,
    "百分点": 100,
    "percentage points": 100,
    "pp": 100,
    "‰": 1000,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as given and what it is worth.

    Attributes
    ----------
    given : str
        The unit as it was written.
    canonical : str
        The canonical unit of its dimension, such as ``"CNY"`` or ``"CNY/km2"``.
    factor : Fraction
        A value in this unit times ``factor`` is the value in the canonical unit.
    """

    given: str
    canonical: str
    factor: Fraction


@cache
def _registry() -> pint.UnitRegistry[Fraction]:
    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(
        non_int_type=Fraction, autoconvert_offset_to_baseunit=False
    )
    for line in _DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


@cache
def parse_unit(text: str) -> Unit:
    """Read a unit in English or Chinese.

    Parameters
    ----------
    text : str
        Such as ``"bn CNY"``, ``"万元"``, ``"亿元"``, ``"%"``, ``"persons"``, ``"万元/亩"``, ``"yes/no"``.

    Returns
    -------
    Unit
        With its exact factor to the canonical unit; an empty text is a plain number.

    Raises
    ------
    UnitError
        If the unit is not known.

    Examples
    --------
    >>> parse_unit("亿元")
    Unit(given='亿元', canonical='CNY', factor=Fraction(100000000, 1))
    >>> parse_unit("%").factor, parse_unit("mn CNY").factor, parse_unit("万人").factor
    (Fraction(1, 100), Fraction(1000000, 1), Fraction(10000, 1))
    >>> parse_unit("万元/亩").canonical
    'CNY/km2'
    """
    pieces = re.split(r"\s*([/*·])\s*", text.strip()) if text.strip().lower() not in _WORDS else [text.strip()]
    factor, canonical = _piece(pieces[0], text)
    for operator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        other, name = _piece(piece, text)
        factor = factor / other if operator == "/" else factor * other
        if name != "1":
            canonical = f"{canonical}{'/' if operator == '/' else '*'}{name}"
    return Unit(text, canonical, factor)


def _piece(piece: str, whole: str) -> tuple[Fraction, str]:
    word = piece.strip().lower()
    if word in _PER_HUNDRED:
        return Fraction(1, _PER_HUNDRED[word]), "1"
    scale, rest = _scale(word)
    if rest in _PER_HUNDRED or (rest not in _WORDS and not re.fullmatch(r"[a-z]+[23]?", rest)):
        raise UnitError(
            f"the unit {whole!r} is not known. Use a unit such as CNY, 万元, 亿元, persons, 亩, km2, tce, % or count."
        )
    name = _WORDS.get(rest) or _case(piece.strip()[len(piece.strip()) - len(rest) :])
    worth, canonical = _worth(name, whole)
    return worth * scale, canonical


def _scale(word: str) -> tuple[int, str]:
    """The leading scale of a unit (万, 亿, mn, bn ...) and what follows it."""
    if word in _WORDS:
        return 1, word
    for name in sorted(_SCALES, key=len, reverse=True):
        if word.startswith(name) and (word[len(name) :] in _WORDS):
            return _SCALES[name], word[len(name) :]
    head, _, tail = word.partition(" ")
    if tail and head.replace(",", "") in _LATIN_SCALES:
        return _LATIN_SCALES[head.replace(",", "")], tail.strip()
    if tail and head.replace(",", "").isdigit():
        return int(head.replace(",", "")), tail.strip()
    if word in _LATIN_SCALES and word not in {"m", "k"}:
        return _LATIN_SCALES[word], ""
    return 1, word


def _case(name: str) -> str:
    """Pint minds the case of kWh and MWh; a power is written ``m2``."""
    return re.sub(r"^([a-zA-Z]+)([23])$", r"\1**\2", name)


@cache
def _worth(name: str, whole: str) -> tuple[Fraction, str]:
    name = _case(name)
    if name == "1":
        return Fraction(1), "1"
    registry = _registry()
    try:
        quantity = registry.Quantity(Fraction(1), name)
    except (pint.PintError, AttributeError, ValueError, TypeError):
        raise UnitError(
            f"the unit {whole!r} is not known. Use a unit such as CNY, 万元, 亿元, persons, 亩, km2, tce, % or count."
        ) from None
    for canonical in CANONICAL:
        target = "dimensionless" if canonical == "1" else _case(canonical)
        if quantity.is_compatible_with(target):
            return Fraction(quantity.to(target).magnitude), canonical
    raise UnitError(
        f"the unit {whole!r} has a dimension that is not used here; use one of {', '.join(CANONICAL)} or a unit of the same kind."
    )


def to_canonical(value: str | float | npt.NDArray[np.float64], unit: Unit) -> float | npt.NDArray[np.float64]:
    """A value in its canonical unit, correctly rounded.

    Parameters
    ----------
    value : str, float or ndarray
        A number, its digits, or an array of numbers, in ``unit``.
    unit : Unit
        From `parse_unit`.

    Returns
    -------
    float or ndarray of float64
        Of the same shape; NaN stays NaN.

    Examples
    --------
    >>> to_canonical("70", parse_unit("%")), to_canonical(4.2, parse_unit("bn CNY"))
    (0.7, 4200000000.0)
    """
    if isinstance(value, str):
        return float(Fraction(Decimal(value)) * unit.factor)
    if isinstance(value, np.ndarray):
        # Multiplying by the numerator and dividing by the denominator rounds as the exact value would,
        # as long as one of the two is 1; that holds for every scale and for per cent.
        result: npt.NDArray[np.float64] = value * float(unit.factor.numerator) / float(unit.factor.denominator)
        return result
    if not np.isfinite(value):
        return float(value)
    return float(Fraction(Decimal(repr(float(value)))) * unit.factor)


def to_unit(value: float, unit: Unit) -> float:
    """A canonical value in another unit of its dimension: the inverse of `to_canonical`.

    Examples
    --------
    >>> to_unit(4.2e9, parse_unit("亿元"))
    42.0
    """
    if not np.isfinite(value):
        return float(value)
    return float(Fraction(Decimal(repr(float(value)))) / unit.factor)
