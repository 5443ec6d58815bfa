"""Figures in the sentences of a chain, in both languages."""

from __future__ import annotations

import math

from growthpole.model.amount import amounting
from growthpole.model.interval import Interval
from growthpole.model.text import Text

__all__ = ["UNKNOWN", "money", "percent", "said"]

UNKNOWN = Text("unknown", "未知")


def percent(share: Interval) -> Text:
    """A share in per cent.

    Examples
    --------
    >>> percent(Interval(0.25, 0.25)).en, percent(Interval(0.1, 0.4)).zh, percent(Interval(0.0, 1.0)).en
    ('25 %', '10%–40%', 'unknown')
    """
    if share.low <= 0 and share.high >= 1:
        return UNKNOWN
    low, high = (f"{100 * end:.3g}" for end in (share.low, share.high))
    return Text(f"{low} %", f"{low}%") if low == high else Text(f"{low}–{high} %", f"{low}%–{high}%")


def money(amount: Interval) -> Text:
    """An amount of CNY, in millions in English and in 万元 or 亿元 in Chinese.

    Examples
    --------
    >>> money(Interval(1.5e8, 1.5e8)).en, money(Interval(1.5e8, 2e8)).zh, money(Interval(0.0, math.inf)).en
    ('150 mn CNY', '1.5–2亿元', 'unknown')
    >>> money(Interval(3e6, math.inf)).zh, money(Interval(0.0, 2e6)).en
    ('至少300万元', 'at most 2 mn CNY')
    """
    if amount.low <= 0 and math.isinf(amount.high):
        return UNKNOWN
    if math.isinf(amount.high):
        least = money(Interval.point(amount.low))
        return amounting(Text(f"at least {least.en}", f"至少{least.zh}"), amount.low, amount.high)
    if amount.low <= 0 < amount.high:
        most = money(Interval.point(amount.high))
        return amounting(Text(f"at most {most.en}", f"至多{most.zh}"), amount.low, amount.high)
    worth, unit = (1e8, "亿元") if amount.high >= 1e8 else (1e4, "万元")
    said = Text(_ends(amount, 1e6) + " mn CNY", _ends(amount, worth) + unit)
    return amounting(said, amount.low, amount.high)


def _ends(amount: Interval, worth: float) -> str:
    low, high = (_digits(end / worth) for end in (amount.low, amount.high))
    return low if low == high else f"{low}–{high}"


def _digits(value: float) -> str:
    """Three figures, and no fraction from a thousand on."""
    text = f"{value:,.0f}" if value >= 1000 else f"{float(f'{value:.3g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def said(template: Text, **gaps: Text | str | int) -> Text:
    """A sentence with its gaps filled, in both languages.

    Examples
    --------
    >>> said(Text("{share} of it", "占{share}"), share=Text("25 %", "25%")).zh
    '占25%'
    """
    english = {name: one.en if isinstance(one, Text) else one for name, one in gaps.items()}
    chinese = {name: one.get("zh") if isinstance(one, Text) else one for name, one in gaps.items()}
    return Text(template.en.format(**english), template.zh.format(**chinese))
