"""Figures as people read them: the indicator's own unit, in the language of the page."""

from __future__ import annotations

import math
import re
from functools import cache

from growthpole.catalogue.units import Unit, parse_unit, to_unit
from growthpole.model.amount import Amount, amounting
from growthpole.model.interval import Interval
from growthpole.model.rules import Indicator
from growthpole.model.text import LANGUAGES, Text

__all__ = ["UNKNOWN", "figure", "money", "money_short", "number", "paid", "paid_short", "unit_label"]

UNKNOWN = Text("unknown", "未知")
_YES, _NO = Text("yes", "是"), Text("no", "否")

# Unit as a programme may write it -> (unit to convert to, label), by language: a billion is no Chinese unit and
# 亿 is no English one.
_SHOWN: dict[str, dict[str, tuple[str, str]]] = {
    "zh": {
        "mn eur": ("mn EUR", "百万欧元"), "eur": ("EUR", "欧元"),
        "bn cny": ("亿元", "亿元"), "mn cny": ("万元", "万元"), "cny": ("元", "元"), "yuan": ("元", "元"),
        "persons": ("人", "人"), "person": ("人", "人"), "people": ("人", "人"), "jobs": ("人", "人"),
        "days": ("天", "天"), "day": ("天", "天"), "years": ("年", "年"), "year": ("年", "年"),
        "months": ("月", "个月"),
        "km2": ("平方公里", "平方公里"), "mu": ("亩", "亩"), "ha": ("公顷", "公顷"), "km": ("公里", "公里"),
        "tce": ("吨标准煤", "吨标准煤"), "t": ("吨", "吨"),
        "kwh": ("千瓦时", "千瓦时"), "m3": ("立方米", "立方米"),
        "pp": ("pp", "个百分点"), "percentage points": ("pp", "个百分点"),
    },
    "en": {
        "亿元": ("mn CNY", "mn CNY"), "万元": ("mn CNY", "mn CNY"), "元": ("CNY", "CNY"), "yuan": ("CNY", "CNY"),
        "人": ("persons", "persons"), "person": ("persons", "persons"), "万人": ("persons", "persons"),
        "天": ("days", "days"), "年": ("years", "years"), "亩": ("mu", "mu"), "公顷": ("ha", "ha"),
        "公里": ("km", "km"), "平方公里": ("km2", "km²"), "km2": ("km2", "km²"), "吨标准煤": ("tce", "tce"),
        "吨": ("t", "t"), "m3": ("m3", "m³"), "千瓦时": ("kWh", "kWh"), "百分点": ("pp", "pp"), "立方米": ("m3", "m³"),
    },
}  # fmt: skip
_OVER = {"万元": "CNY"}
_UNDER = {"人": "person", "persons": "person", "people": "person"}
_BARE = frozenset(
    {"", "1", "-", "count", "家", "户", "个", "件", "项", "种", "次", "无", "yes/no", "是/否", "ratio", "index"}
)
_SHARES = frozenset({"share", "%", "％", "percent", "per cent"})


@cache
def _shown(unit: str, language: str) -> tuple[Unit, str]:
    """The unit to convert to and its label."""
    if unit.strip().lower() in _SHARES:
        return parse_unit("%"), "%"
    if unit.strip().lower() in _BARE:
        return parse_unit(""), ""
    pieces = re.split(r"\s*([/*])\s*", unit.strip())
    targets = [_piece(piece, language, at, of=len(pieces)) for at, piece in enumerate(pieces[::2])]
    joints = [*pieces[1::2], ""]
    code = "".join(target + joint for (target, _), joint in zip(targets, joints, strict=True))
    return parse_unit(code), "".join(label + joint for (_, label), joint in zip(targets, joints, strict=True))


def _piece(piece: str, language: str, at: int, *, of: int) -> tuple[str, str]:
    """One piece of a unit; inside a quotient money is counted singly and so are people: CNY/person."""
    if of > 1 and language == "en":
        single = _OVER if at == 0 else _UNDER
        if piece.lower() in single:
            return single[piece.lower()], single[piece.lower()]
    return _SHOWN[language].get(piece.lower(), (piece, piece))


def unit_label(unit: str) -> Text:
    """The unit's label in both languages; empty for a plain number.

    Examples
    --------
    >>> unit_label("bn CNY").zh, unit_label("万元/亩").en, unit_label("count").en
    ('亿元', 'CNY/mu', '')
    """
    return Text(*(_shown(unit, language)[1] for language in LANGUAGES))


def number(value: float) -> str:
    """A number with thousands separators and at most four decimals, fewer where the number is large.

    Examples
    --------
    >>> number(1234567.0), number(0.87126), number(42.5), number(-0.00004)
    ('1,234,567', '0.8713', '42.5', '-0.00004')
    """
    size = abs(value)
    if size and size < 0.001:
        return f"{value:.4g}" if size < 1e-6 else f"{value:.7f}".rstrip("0")
    decimals = 4 if size < 10 else 2 if size < 100_000 else 0
    text = f"{value:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_unit(digits: str, label: str, language: str) -> str:
    joint = "" if language == "zh" or label == "%" else " "
    return f"{digits}{joint}{label}" if label else digits


def _one(value: Interval, bounds: Interval, unit: str, language: str) -> str:
    target, label = _shown(unit, language)

    def digits(end: float) -> str:
        return number(to_unit(end, target))

    if value.known:
        return _with_unit(digits(value.low), label, language)
    # What only repeats the bounds of the indicator is not knowledge.
    low_known = math.isfinite(value.low) and value.low > bounds.low
    high_known = math.isfinite(value.high) and value.high < bounds.high
    if low_known and high_known:
        return _with_unit(f"{digits(value.low)}–{digits(value.high)}", label, language)
    if low_known:
        return _with_unit(f"≥ {digits(value.low)}", label, language)
    return _with_unit(f"≤ {digits(value.high)}", label, language) if high_known else UNKNOWN.get(language)


def figure(value: Interval, indicator: Indicator | None, unit: str = "") -> Text:
    """What is known of a figure, in words and digits.

    Parameters
    ----------
    value : Interval
        In the canonical unit.
    indicator : Indicator or None
        Says the unit to read it in and the bounds; without one the value is read in ``unit``.
    unit : str
        The unit where there is no indicator.

    Returns
    -------
    Text
        Such as ``4.2 bn CNY``, ``≥ 25``, ``16.56–34亿元``, ``yes``; ``unknown`` where nothing is known.

    Examples
    --------
    >>> output = Indicator("output", Text("output"), "bn CNY", bounds=Interval(0, math.inf))
    >>> figure(Interval(4.2e9, 4.2e9), output).as_dict()
    {'en': '4.2 bn CNY', 'zh': '42亿元'}
    >>> figure(Interval(0, math.inf), output).en, figure(Interval(1e9, math.inf), output).en
    ('unknown', '≥ 1 bn CNY')
    """
    if indicator is not None and indicator.kind == "yes/no":
        return (_YES if value.low else _NO) if value.known else UNKNOWN
    bounds = indicator.bounds if indicator is not None else Interval(-math.inf, math.inf)
    read_in = indicator.unit if indicator is not None else unit
    return Text(*(_one(value, bounds, read_in, language) for language in LANGUAGES))


def money(cents: int, currency: str = "CNY") -> str:
    """An amount to the cent, as it is paid out.

    Examples
    --------
    >>> money(123456789), money(5, "EUR"), money(-150)
    ('¥1,234,567.89', 'EUR 0.05', '-¥1.50')
    """
    sign, symbol = "-" if cents < 0 else "", "¥" if currency == "CNY" else f"{currency} "
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}{symbol}{whole:,}.{rest:02d}"


def money_short(cents: int, currency: str = "CNY") -> Text:
    """An amount for a headline, in 万元 or millions; to the cent it stands in the tables.

    Examples
    --------
    >>> money_short(493827156).as_dict()
    {'en': '¥4.94 million', 'zh': '493.83万元'}
    """
    symbol = "¥" if currency == "CNY" else f"{currency} "
    english = f"{symbol}{number(round(cents / 1e8, 2))} million" if cents else f"{symbol}0"
    return Text(
        english, f"{number(round(cents / 1e6, 2))}万{'元' if currency == 'CNY' else currency}" if cents else "0元"
    )


def paid(cents: int, currency: str = "CNY") -> Amount:
    """An amount to the cent for a cell: as `money` prints it, with its number for the workbook.

    Examples
    --------
    >>> paid(123456789).zh, paid(123456789).low
    ('¥1,234,567.89', 1234567.89)
    """
    said = money(cents, currency)
    return amounting(Text(said, said), cents / 100, cents / 100, currency)


def paid_short(cents: int, currency: str = "CNY") -> Amount:
    """An amount for a cell as `money_short` prints it; its number is that to the cent.

    Examples
    --------
    >>> paid_short(493827156).zh, paid_short(493827156).high
    ('493.83万元', 4938271.56)
    """
    return amounting(money_short(cents, currency), cents / 100, cents / 100, currency)
