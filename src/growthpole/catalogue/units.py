"""Units: what a figure was given in, and its value in the canonical unit of its dimension.

Dimensions and prefixes are Pint's; `unit_words` adds the office's words (万元, 亿元, 亩, 人, tce ...). A factor is a
fraction, so that 70 % is the double nearest to 0.7 and not 70 x 0.01. Pint is loaded when a unit first needs it,
which the common ones do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.unit_words import CHINESE_SCALES, DEFINITIONS, LATIN_SCALES, NO_PREFIX, PARTS, WORDS
from growthpole.errors import UnitError

__all__ = ["CANONICAL", "Unit", "parse_unit", "to_canonical", "to_unit"]

CANONICAL = ("CNY", "EUR", "USD", "person", "1", "km2", "km", "tce", "t", "kWh", "day", "m3")
"""The units in which figures are stored, one a dimension; products and quotients are written with * and /."""

_EXACT_POWERS = 22
"""10**22 is the largest power of ten that a double holds exactly."""
_WHOLE = 2.0**53
"""Whole numbers up to here are doubles."""


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
def parse_unit(text: str) -> Unit:
    """Read a unit in English or Chinese.

    Parameters
    ----------
    text : str
        Such as ``"bn CNY"``, ``"万元"``, ``"亿元"``, ``"%"``, ``"persons"``, ``"万元/亩"``, ``"CNY per person"``,
        ``"100 million yuan"``, ``"万kWh"``, ``"yes/no"``.

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
    >>> parse_unit("万元/亩").canonical, parse_unit("100 million yuan").factor == parse_unit("亿元").factor
    ('CNY/km2', True)
    """
    word = " ".join(unicodedata.normalize("NFKC", text).split())
    if _known(word):
        factor, canonical = _one(word, text)
        return Unit(text, canonical, factor)
    if re.fullmatch(r"[\d.,\s]+", word):
        # A bare number among the units is a slip of the columns, not a factor.
        raise _unknown(text)
    pieces = re.split(r"\s*([/*·]|\bper\b(?! cent| mille)|每)\s*", word)
    factor, above, below = Fraction(1), Counter[str](), Counter[str]()
    for operator, piece in zip(["*", *pieces[1::2]], pieces[::2], strict=True):
        if not piece and len(pieces) > 1:
            raise _unknown(text)
        worth, name = _one(piece, text)
        factor = factor * worth if operator in "*·" else factor / worth
        (above if operator in "*·" else below)[name] += 1
    return Unit(text, _written(above - below, below - above), factor)


def _known(word: str) -> bool:
    return word.lower() in WORDS or word.lower() in PARTS


def _written(above: Counter[str], below: Counter[str]) -> str:
    """One spelling for each dimension: ``km2*CNY`` and ``CNY*km2`` are the same."""
    del above["1"], below["1"]
    return "/".join(["*".join(sorted(above.elements())) or "1", *sorted(below.elements())])


def _one(piece: str, whole: str) -> tuple[Fraction, str]:
    """What a unit without ``*`` and ``/`` is worth, and its canonical unit."""
    scale, rest = _scaled(piece)
    if rest.lower() in PARTS:
        return scale / PARTS[rest.lower()], "1"
    name = WORDS.get(rest.lower())
    if name is None and not re.fullmatch(r"[A-Za-z]+[23]?", rest):
        raise _unknown(whole)
    worth, canonical = _worth(name or rest, whole)
    return worth * scale, canonical


def _scaled(text: str) -> tuple[Fraction, str]:
    """The numbers and scales before a unit (``100 million``, 万, ``bn``), multiplied, and what follows them."""
    scale = Fraction(1)
    while not _known(text):
        step = _leading(text)
        if step is None:
            break
        scale, text = scale * step[0], step[1].strip()
    return scale, text


def _leading(text: str) -> tuple[Fraction, str] | None:
    if text[:1] in CHINESE_SCALES:
        return Fraction(CHINESE_SCALES[text[0]]), text[1:]
    if number := re.match(r"(\d{1,3}(?:,\d{3})+|\d+)(k\b)?", text):
        return Fraction(number[1].replace(",", "")) * (1000 if number[2] else 1), text[number.end() :]
    head, space, tail = text.partition(" ")
    word = head.lower()
    # A bare m is a metre and a bare k is nothing; before a unit they are scales.
    if word in LATIN_SCALES and (space or word not in {"m", "k"}):
        return Fraction(LATIN_SCALES[word]), tail
    return None


@cache
def _registry() -> Any:
    pint = import_module("pint")
    registry = pint.UnitRegistry(non_int_type=Fraction, autoconvert_offset_to_baseunit=False)
    for line in DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


@cache
def _worth(name: str, whole: str) -> tuple[Fraction, str]:
    if name in CANONICAL:
        return Fraction(1), name
    pint, registry, power = import_module("pint"), _registry(), _power(name)
    try:
        _refuse_prefix(name, whole)
        quantity = registry.Quantity(Fraction(1), power)
        for canonical in CANONICAL:
            if canonical != "1" and quantity.is_compatible_with(_power(canonical)):
                return Fraction(quantity.to(_power(canonical)).magnitude), canonical
    except (pint.PintError, AttributeError, ValueError, TypeError):
        raise _unknown(whole) from None
    raise UnitError(
        f"the unit {whole!r} has a dimension that is not used here. "
        f"Use one of {', '.join(CANONICAL)} or a unit of the same kind."
    )


def _refuse_prefix(name: str, whole: str) -> None:
    if any(prefix and unit in NO_PREFIX for prefix, unit, _ in _registry().parse_unit_name(name)):
        raise _unknown(whole)


def _power(name: str) -> str:
    """Pint writes a power as ``m**2``."""
    return re.sub(r"^([a-zA-Z]+)([23])$", r"\1**\2", name)


def _unknown(whole: str) -> UnitError:
    return UnitError(
        f"the unit {whole!r} is not known. Use a unit such as CNY, 万元, 亿元, persons, 亩, km2, tce, % or count."
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
        Of the same shape; NaN stays NaN. A number is taken for the shortest decimal that gives it, so that 16.56
        亿元 is 1,656,000,000 and not the 1,655,999,999.9999998 that 16.56 * 1e8 gives. In an array this holds for
        up to 15 digits and factors that are powers of ten; beyond, the last bit may differ.

    Examples
    --------
    >>> to_canonical("70", parse_unit("%")), to_canonical(4.2, parse_unit("bn CNY"))
    (0.7, 4200000000.0)
    >>> to_canonical(np.array([16.56, 0.1, np.nan]), parse_unit("亿元"))
    array([1.656e+09, 1.000e+07,       nan])
    """
    if isinstance(value, str):
        return float(Fraction(Decimal(value)) * unit.factor)
    if isinstance(value, np.ndarray):
        return _array_to_canonical(value, unit.factor)
    if not np.isfinite(value):
        return float(value)
    return float(Fraction(Decimal(repr(float(value)))) * unit.factor)


def _array_to_canonical(value: npt.NDArray[np.float64], factor: Fraction) -> npt.NDArray[np.float64]:
    if factor == 1:
        return value.astype(np.float64)
    result: npt.NDArray[np.float64] = value * float(factor.numerator) / float(factor.denominator)
    power = _power_of_ten(factor)
    if power is not None:
        _shift_decimals(value, power, result)
    return result


def _power_of_ten(factor: Fraction) -> int | None:
    power = len(str(factor.numerator)) - len(str(factor.denominator))
    return power if factor == Fraction(10) ** power and abs(power) <= _EXACT_POWERS else None


def _shift_decimals(value: npt.NDArray[np.float64], power: int, result: npt.NDArray[np.float64]) -> None:
    """Write ``value`` x 10**``power`` to ``result``, rounded once, wherever ``value`` has up to 15 digits.

    Such a value is n / 10**places with a whole n: both are doubles, so one multiplication or division of n by the
    power of ten that is left is correctly rounded.
    """
    left = np.flatnonzero(np.isfinite(value))
    for places in range(_EXACT_POWERS - abs(power) + 1):
        rest = value[left]
        whole = np.rint(rest * 10.0**places)
        small = np.abs(whole) < _WHOLE
        fits = small & (whole / 10.0**places == rest)
        shift = power - places
        result[left[fits]] = whole[fits] * 10.0**shift if shift >= 0 else whole[fits] / 10.0**-shift
        left = left[small & ~fits]
        if len(left) == 0:
            return


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
