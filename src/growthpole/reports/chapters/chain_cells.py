"""Cells and sentences that the chapters of chains share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from growthpole.chain.amounts import ANY_SHARE, total
from growthpole.chain.gaps import InputGap
from growthpole.chain.study import ClusterChain
from growthpole.chain.wording import UNKNOWN, percent, said
from growthpole.model.amount import amounting
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.units import number

__all__ = ["MONEY", "PRESENT", "amount", "estimate", "headed", "index", "joined", "named", "share", "stated", "sum_of"]

PRESENT = {
    Verdict.MET: Text("✓ there", "✓ 有"),
    Verdict.NOT_MET: Text("× missing", "× 缺失"),
    Verdict.UNKNOWN: Text("? unknown", "？未知"),
}
"""Whether somebody stands on a stage."""

_WEAK = {
    Verdict.MET: Text("not strong", "不强"),
    Verdict.NOT_MET: Text("strong enough", "尚可"),
    Verdict.UNKNOWN: Text("unknown", "未知"),
}
_SILENT = Text("the programme has no such rule", "办法未设此项")


def stated(verdict: Verdict | None) -> Text:
    """A verdict on a weakness in words; what is said where there is none."""
    return _SILENT if verdict is None else _WEAK[verdict]


MONEY = Text("mn CNY", "万元")
"""The unit of the columns of money."""


def headed(name: Text) -> Text:
    """The heading of a column of money, with its unit."""
    return said(Text("{name} ({unit})", "{name}（{unit}）"), name=name, unit=MONEY)


def amount(value: Interval) -> Text:
    """An amount in the unit of `MONEY`, as short as a column of numbers needs it.

    Examples
    --------
    >>> amount(Interval(0.0, 1.5e8)).en, amount(Interval(1.2e6, 1.5e8)).zh, amount(Interval(3e6, 3e6)).en
    ('≤ 150', '120–15,000', '3')
    """
    if value.low <= 0 and math.isinf(value.high):
        return UNKNOWN
    return amounting(Text(_short(value, 1e6), _short(value, 1e4)), value.low, value.high)


def _short(value: Interval, worth: float) -> str:
    low, high = (number(float(f"{end / worth:.4g}")) if math.isfinite(end) else "" for end in (value.low, value.high))
    if value.known:
        return low
    if not high:
        return f"≥ {low}"
    return f"{low}–{high}" if value.low > 0 else f"≤ {high}"


def share(value: Interval | None) -> Text:
    """A share, or that it is unknown."""
    return UNKNOWN if value is None or value == ANY_SHARE else percent(value)


def index(value: Interval) -> Text:
    """A Herfindahl-Hirschman index, 0 to 1; unknown where it may be anything.

    Examples
    --------
    >>> index(Interval(0.144, 0.144)).en, index(Interval(0.04, 0.2)).zh, index(Interval(0.0, 1.0)).en
    ('0.144', '0.04–0.2', 'unknown')
    """
    if value == ANY_SHARE:
        return UNKNOWN
    low, high = (f"{end:.3g}" for end in (value.low, value.high))
    return Text(low, low) if low == high else Text(f"{low}–{high}", f"{low}–{high}")


def estimate(gap: InputGap) -> Text:
    """The central estimate of a gap, or that there is none."""
    return UNKNOWN if gap.estimate is None else amount(gap.estimate)


def sum_of(gaps: Sequence[InputGap]) -> Interval:
    """The gap of all stages of a cluster together."""
    return total(gap.gap for gap in gaps)


def joined(parts: Iterable[Text]) -> Text:
    """Several names in a row."""
    listed = tuple(parts)
    return Text(", ".join(one.get("en") for one in listed), "、".join(one.get("zh") for one in listed))


def named(one: ClusterChain, stage: str) -> Text:
    """The name of a stage of a cluster's chain; purchases that belong to none have one of their own."""
    return one.chain.by_id[stage].name if stage else Text("on no stage", "不属任何环节")
