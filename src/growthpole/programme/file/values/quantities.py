"""Values with a unit: quantities, money, ranges, thresholds and effects."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from growthpole.catalogue.units import Unit, parse_unit, to_canonical
from growthpole.errors import UnitError
from growthpole.model.interval import Interval
from growthpole.programme.file.faults import UnfitError
from growthpole.programme.file.values.numbers import exact

__all__ = ["Quantity", "effect", "gain", "money", "quantity", "range_", "threshold", "unit"]

_QUANTITY = re.compile(r"\s*([+\-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(.*?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes
    ----------
    value : float
        In the canonical unit; the number itself where no unit was given.
    canonical : str
        The canonical unit; empty where no unit was given.
    given : str
        As it was written.
    """

    value: float
    canonical: str
    given: str


def unit(value: object) -> str:
    """A unit that the catalogue knows."""
    if not isinstance(value, str) or not value.strip():
        raise UnfitError("a unit, as text", 'Write "CNY", "万元", "persons", "%", "count" or "yes/no".', "unit-missing")
    _worth(value)
    return value.strip()


def quantity(value: object) -> Quantity:
    """A plain number, or a text of a number and its unit.

    Examples
    --------
    >>> quantity("4 bn CNY")
    Quantity(value=4000000000.0, canonical='CNY', given='4 bn CNY')
    >>> quantity(1.2)
    Quantity(value=1.2, canonical='', given='1.2')
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and not math.isnan(value):
        return Quantity(float(value), "", f"{value}")
    digits, given = _split(value)
    worth = _worth(given)
    return Quantity(float(to_canonical(digits, worth)), worth.canonical, str(value))


def money(value: object, currency: str) -> int:
    """An amount of money in whole hundredths of the currency, exactly.

    Examples
    --------
    >>> money("50 mn CNY", "CNY"), money("500.05万元", "CNY")
    (5000000000, 500050000)
    """
    if not isinstance(value, str):
        raise UnfitError("an amount with its currency, as text", f'Write "5 mn {currency}".', "unit-missing")
    digits, given = _split(value)
    worth = _worth(given)
    if worth.canonical != currency:
        raise UnfitError(
            f"money in {currency}, the currency of the programme", f'Write "5 mn {currency}".', "unit-dimension"
        )
    cents = exact(digits) * worth.factor * 100
    if cents.denominator != 1 or cents < 0:
        do = "Write an amount without a minus." if cents < 0 else "Round it to the cent."
        raise UnfitError(f"0 or more, in whole hundredths of a {currency}", do, "money-cents")
    return int(cents)


def range_(value: object) -> tuple[Quantity, Quantity]:
    """The lowest and the highest value; ``inf`` and ``-inf`` leave an end open."""
    if not isinstance(value, list) or len(value) != 2:
        raise UnfitError("a list of the lowest and the highest value", "Write [0, 100], or [0, inf] for an open end.")
    low, high = quantity(value[0]), quantity(value[1])
    if low.canonical == high.canonical and low.value > high.value:
        raise UnfitError("a range whose low end is not above its high end", "Exchange the two.", "range-order")
    return low, high


def threshold(value: object) -> str:
    """A number, or a text of a number and its unit; kept as the text that stands for ``threshold``."""
    quantity(value)
    return str(value).strip() if isinstance(value, str) else repr(value)


def effect(value: object) -> Interval:
    """A relative change, or two joined by ``..``.

    Examples
    --------
    >>> effect("+10 % .. +30 %"), effect("-5 %")
    (Interval(low=0.1, high=0.3), Interval(low=-0.05, high=-0.05))
    """
    if not isinstance(value, str) or "%" not in value.replace("％", "%"):
        raise UnfitError("a change in per cent, as text", 'Write "+10 % .. +30 %" or "+10 %".', "unit-missing")
    ends = [quantity(end.strip()) for end in value.split("..")]
    if len(ends) > 2 or {end.canonical for end in ends} != {"1"}:
        raise UnfitError("one or two changes in per cent", 'Write "+10 % .. +30 %" or "+10 %".')
    if ends[0].value > ends[-1].value:
        raise UnfitError("a range whose low end is not above its high end", "Exchange the two.", "range-order")
    return Interval(ends[0].value, ends[-1].value)


def gain(value: object) -> tuple[Quantity, Quantity]:
    """An absolute change, or two joined by ``..``; ``yes`` is 1.

    Examples
    --------
    >>> [end.value for end in gain("+1 .. +2")], [end.value for end in gain("yes")]
    ([1.0, 2.0], [1.0, 1.0])
    >>> gain("+200 persons .. +400 persons")[1]
    Quantity(value=400.0, canonical='person', given='+400 persons')
    """
    if value in {"yes", "是"}:
        return Quantity(1.0, "yes", "yes"), Quantity(1.0, "yes", "yes")
    parts = value.split("..") if isinstance(value, str) else [value]
    if not 1 <= len(parts) <= 2:
        raise UnfitError("one or two changes", 'Write "+1 .. +2", "+200 persons" or "yes".')
    ends = [quantity(_plain(part)) for part in parts]
    if ends[0].value > ends[-1].value:
        raise UnfitError("a range whose low end is not above its high end", "Exchange the two.", "range-order")
    return ends[0], ends[-1]


def _plain(part: object) -> object:
    """A text that is a bare number as that number."""
    if not isinstance(part, str):
        return part
    text = part.strip().replace("−", "-")
    return float(text) if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", text) else text


def _split(value: object) -> tuple[str, str]:
    given = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if given is None:
        raise UnfitError("a number, or a text of a number and its unit", 'Write "4 bn CNY", "40亿元", "70 %" or 0.7.')
    if not given[2]:
        raise UnfitError("a number with its unit", 'Write the unit after it, such as "4 bn CNY".', "unit-missing")
    return given[1].replace(",", "").replace("−", "-"), given[2]


def _worth(given: str) -> Unit:
    try:
        known = parse_unit(given)
    except UnitError:
        raise UnfitError(
            "a unit that is known", "Use CNY, 万元, 亿元, persons, 亩, km2, tce, %, count or yes/no.", "unit-unknown"
        ) from None
    return known
