"""The values of a part of an expression in one period, by cluster, and how they are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from growthpole.model.text import Text
from growthpole.programme.language.bounds import Bounds
from growthpole.programme.language.phrases import JOINTS
from growthpole.programme.language.quantities import joined, say, say_interval, scale_for

__all__ = ["Values", "span", "values_of"]


@dataclass(frozen=True, slots=True)
class Values:
    """Intervals by cluster, with what is needed to say them.

    Attributes
    ----------
    low, high : list of float
        By cluster.
    whole : tuple of float
        The interval when nothing is known.
    unit, shown : str
        Canonical unit, and the one in which people read it.
    words : mapping of float to Text, or None
        For a grade, tier or class, the word of each ordinal.
    fact : bool
        Whether 1 and 0 are said as yes and no.
    """

    low: list[float]
    high: list[float]
    whole: tuple[float, float]
    unit: str
    shown: str
    words: Mapping[float, Text] | None = None
    fact: bool = False

    def pick(self, cluster: int) -> tuple[float, float]:
        """The interval of one cluster."""
        return self.low[cluster], self.high[cluster]

    def unknown(self, ends: tuple[float, float]) -> bool:
        """Whether nothing is known of a value."""
        low, high = ends
        return low < high and low <= self.whole[0] and high >= self.whole[1]

    def sentence(self, picked: list[tuple[float, float]], language: str) -> str:
        """What the values of one or several years were: ``was 4.2 and 4.4 billion CNY``, or ``is not known``."""
        words = JOINTS[language]
        if all(self.unknown(ends) for ends in picked):
            return words["unknown"].format(words["not known"])
        verb = words["is a fact" if self.fact else "was"]
        return verb.format(self.said(picked, language))

    def said(self, picked: list[tuple[float, float]], language: str) -> str:
        """Values in words; known ones of several years share their unit: ``4.2, 4.4 and 4.9 billion CNY``."""
        if self.words is not None or self.fact:
            return joined([self._word(ends, language) for ends in picked], language)
        if len(picked) == 1:
            return self._interval(picked[0], language)
        if all(low == high for low, high in picked):
            scale = scale_for([low for low, _ in picked], self.unit, self.shown, language)
            return joined([say(low, scale) for low, _ in picked], language) + scale.suffix
        return joined([self._interval(ends, language) for ends in picked], language)

    def _interval(self, ends: tuple[float, float], language: str) -> str:
        return say_interval(*ends, scale_for(ends, self.unit, self.shown, language), language, self.whole)

    def _word(self, ends: tuple[float, float], language: str) -> str:
        if self.unknown(ends):
            return JOINTS[language]["not known"]
        words = [self._one(end, language) for end in dict.fromkeys(ends)]
        return JOINTS[language]["to"].join(words)

    def _one(self, end: float, language: str) -> str:
        if self.words is not None:
            return self.words[end].get(language) if end in self.words else JOINTS[language]["none"]
        return JOINTS[language]["yes" if end >= 1 else "no"]


def values_of(
    number: Bounds,
    never: Bounds,
    clusters: int,
    periods: int,
    column: int,
    *,
    unit: str,
    shown: str,
    words: Mapping[float, Text] | None,
    fact: bool,
) -> Values:
    """Take one period out of the whole history."""
    low, high = (np.broadcast_to(end, (clusters, periods))[:, column].tolist() for end in number)
    whole = float(never.low.flat[0]), float(never.high.flat[0])
    return Values(low, high, whole, unit, shown, words, fact)


def span(period: str, years: int) -> str:
    """The years that end in a period.

    Examples
    --------
    >>> span("2023", 3), span("2023", 1)
    ('2021–2023', '2023')
    """
    return period if years == 1 else f"{int(period) - years + 1}–{period}"
