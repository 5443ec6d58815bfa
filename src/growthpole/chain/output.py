"""What a cluster makes in a year, as the evidence tells."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from growthpole.chain.amounts import ANY_AMOUNT
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.programme.figures import Figures

__all__ = ["Reading", "read_first", "read_output"]

_OUTPUT = {
    "output": Text("output", "产值"),
    "total_output": Text("total output", "总产值"),
    "revenue": Text("revenue", "营业收入"),
    "total_revenue": Text("total revenue", "营业总收入"),
    "leading_industry_output": Text("output of the leading industry", "主导产业产值"),
}
_YEARS_BACK = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of the evidence.

    Attributes
    ----------
    value : Interval
        In the canonical unit; all it may be where nothing is known.
    indicator, period : str
        Which figure; both empty where nothing is known.
    capped : bool
        Whether the high end is what the jobs of the place in the census could make, rather than evidence.
    """

    value: Interval
    indicator: str = ""
    period: str = ""
    capped: bool = False

    @property
    def name(self) -> Text:
        """Which figure, in words.

        Examples
        --------
        >>> Reading(Interval(4e9, 4e9), "revenue", "2024").name.zh
        '营业收入'
        """
        return _OUTPUT.get(self.indicator, Text(self.indicator))

    def within(self, most: float) -> Reading:
        """The figure held below what its place could make at all, where its own high end is open.

        Examples
        --------
        >>> Reading(ANY_AMOUNT).within(5e9).value, Reading(Interval(9e9, math.inf)).within(5e9).value
        (Interval(low=0.0, high=5000000000.0), Interval(low=9000000000.0, high=inf))
        """
        if math.isfinite(self.value.high) or not self.value.low < most < math.inf:
            return self
        return replace(self, value=Interval(self.value.low, most), capped=True)


def read_output(figures: Figures, cluster: str) -> Reading:
    """The output of a cluster, CNY a year.

    Parameters
    ----------
    figures : Figures
        What the evidence says.
    cluster : str
        Its id.

    Returns
    -------
    Reading
        Its output, else its revenue, of the year assessed or else of the latest of the five years before it of which
        something is known; any amount where nothing is.
    """
    found = read_first(figures, cluster, tuple(_OUTPUT), _YEARS_BACK)
    return found or Reading(ANY_AMOUNT)


def read_first(figures: Figures, cluster: str, indicators: tuple[str, ...], years_back: int = 0) -> Reading | None:
    """The first of several figures of which something is known, the latest year first; nothing where none is."""
    return next(_readings(figures, cluster, indicators, years_back), None)


def _readings(figures: Figures, cluster: str, indicators: tuple[str, ...], years_back: int) -> Iterator[Reading]:
    row = figures.clusters.index(cluster)
    last = len(figures.periods) - 1
    for column in range(last, max(-1, last - years_back - 1), -1):
        for name in indicators:
            if name not in figures.low:
                continue
            whole = figures.ranges[name]
            low, high = float(figures.low[name][row, column]), float(figures.high[name][row, column])
            if low > max(whole.low, 0.0) or (math.isfinite(high) and high < whole.high):
                yield Reading(Interval(max(0.0, low), high), name, figures.periods[column])
