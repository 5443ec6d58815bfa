"""Shares of output as a chain file writes them: ``"3 %"`` or ``"2 % .. 4 %"``."""

from __future__ import annotations

import re

from growthpole.model.interval import Interval

__all__ = ["read_share"]

_PER_CENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[%％]\s*")


def read_share(text: str) -> Interval | None:
    """The share or the range of shares; nothing where the text is none between 0 and 100 %.

    Examples
    --------
    >>> read_share("3 %"), read_share("2 % .. 4 %"), read_share("4 % .. 2 %"), read_share("0.03")
    (Interval(low=0.03, high=0.03), Interval(low=0.02, high=0.04), None, None)
    """
    ends = [_PER_CENT.fullmatch(part) for part in text.split("..")]
    values = [float(end[1]) / 100 for end in ends if end is not None]
    if len(values) != len(ends) or len(values) > 2 or values != sorted(values) or values[-1] > 1:
        return None
    return Interval(values[0], values[-1])
