"""The annex: every indicator with its unit, range, source of the figure and proof."""

from __future__ import annotations

import math
from collections.abc import Iterator

from growthpole.model.rules import Indicator
from growthpole.programme.printing.voice import Voice

__all__ = ["table"]

_UNITS_ZH = {
    "CNY": "元", "mn CNY": "百万元", "bn CNY": "十亿元", "EUR": "欧元", "mn EUR": "百万欧元", "bn EUR": "十亿欧元",
    "count": "个", "share": "比例", "ratio": "倍", "persons": "人", "person": "人", "km2": "平方公里", "days": "天",
    "years": "年", "percentage points": "百分点", "tce": "吨标准煤", "t": "吨", "kWh": "千瓦时",
}  # fmt: skip
_DIRECTIONS = {"up": ("more is better", "越大越好"), "down": ("less is better", "越小越好"), "neutral": ("", "")}
_OF = {"cluster": ("", ""), "region": ("of the region", "所在地区"), "programme": ("of the programme", "项目总体")}


def table(voice: Voice) -> str:
    """A table with one row for each indicator."""
    head = voice.say(
        "| id | indicator | unit | range | | how it comes about | proof |",
        "| 代号 | 指标 | 单位 | 取值范围 | 方向 | 数据来源 | 证明材料 |",
    )
    rows = [_row(voice, one) for one in voice.programme.indicators.values()]
    return "\n".join([head, "| --- " * 7 + "|", *rows])


def _row(voice: Voice, one: Indicator) -> str:
    cells = [
        one.id,
        voice.name(one.name),
        _unit(voice, one),
        _range(voice, one),
        voice.say(*_DIRECTIONS[one.direction]),
        voice.say("; ", "；").join(_origin(voice, one)),
        voice.name(one.proof),
    ]
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _unit(voice: Voice, one: Indicator) -> str:
    if one.kind == "yes/no":
        return voice.say("yes or no", "是/否")
    return voice.say(one.unit, "/".join(_UNITS_ZH.get(piece, piece) for piece in one.unit.split("/")))


def _range(voice: Voice, one: Indicator) -> str:
    low, high = one.bounds.low, one.bounds.high
    if one.kind == "yes/no" or (math.isinf(low) and math.isinf(high)):
        return ""
    if math.isinf(high):
        return voice.say(f"{voice.quantity(low, one.id)} or more", f"不低于{voice.quantity(low, one.id)}")
    if math.isinf(low):
        return voice.say(f"{voice.quantity(high, one.id)} or less", f"不高于{voice.quantity(high, one.id)}")
    return voice.say(" to ", "至").join(voice.quantity(end, one.id) for end in (low, high))


def _origin(voice: Voice, one: Indicator) -> Iterator[str]:
    if one.formula:
        said = voice.aloud(one.formula)
        yield voice.say(f"computed: {said}", f"计算：{said}") + voice.law(f"indicator.{one.id}.formula", one.basis)
    else:
        yield voice.say("collected", "采集")
    if one.of != "cluster":
        yield voice.say(*_OF[one.of])
    if one.carry_years:
        law = voice.law(f"indicator.{one.id}.carry", one.basis)
        years = one.carry_years
        yield voice.say(f"the last figure may stand in for {years} years{law}", f"最近数据可沿用{years}年{law}")
