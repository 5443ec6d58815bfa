"""The figures that a verdict stands on, for one period and any cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from growthpole.model.assessment import FigureUsed
from growthpole.model.interval import Interval
from growthpole.programme.language.evaluation import FigureTable
from growthpole.programme.language.lexicon import Lexicon
from growthpole.programme.language.nodes import Node
from growthpole.programme.language.quantities import say_interval, scale_for
from growthpole.programme.language.readings import Reading

__all__ = ["ExplainedTable", "Witness", "witness"]


class ExplainedTable(FigureTable, Protocol):
    """Figures with what is needed to speak of them."""

    @property
    def lexicon(self) -> Lexicon:
        """Names and units."""

    @property
    def formulas(self) -> Mapping[str, Node]:
        """Formulas of derived indicators."""

    @property
    def ranges(self) -> Mapping[str, Interval]:
        """What a figure lies in when nothing is known."""

    @property
    def sources(self) -> Mapping[str, Any]:
        """By indicator that is carried forward, how many years back each figure comes from."""

    @property
    def memory(self) -> dict[Any, Any]:
        """What has been worked out already."""

    def rows(self, indicator: str, cluster: int, period: str) -> tuple[int, ...]:
        """Rows of evidence behind a figure."""

    def carried(self, indicator: str, cluster: int, period: str) -> str | None:
        """The earlier year whose figure stands in."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One figure read, for every cluster.

    Attributes
    ----------
    indicator : str
    unit, shown : str
        Canonical, and as people read it.
    whole : tuple of float
        Its range when nothing is known.
    period : list of str
        By cluster, the period that it was read for.
    low, high : list of float
        By cluster.
    made : dict of int to FigureUsed
        The figures asked for so far, shared by all tests that read them.
    """

    indicator: str
    unit: str
    shown: str
    whole: tuple[float, float]
    period: list[str]
    low: list[float]
    high: list[float]
    table: ExplainedTable
    made: dict[int, FigureUsed]

    def figure(self, cluster: int) -> FigureUsed:
        """The figure of one cluster with its rows of evidence."""
        made = self.made.get(cluster)
        if made is None:
            source, value = self.source(cluster), Interval(self.low[cluster], self.high[cluster])
            rows = self.table.rows(self.indicator, cluster, source)
            made = self.made[cluster] = FigureUsed(self.indicator, source, value, self.unit, rows)
        return made

    def source(self, cluster: int) -> str:
        """The period that the figure comes from, earlier where it was carried forward."""
        period = self.period[cluster]
        return self.table.carried(self.indicator, cluster, period) or period

    def said(self, cluster: int, language: str) -> str:
        """Name, period and value: ``output 2020: 3 billion CNY``."""
        low, high = self.low[cluster], self.high[cluster]
        name = named(self.table.lexicon, self.indicator, self.source(cluster), language)
        scale = scale_for((low, high), self.unit, self.shown, language)
        value = say_interval(low, high, scale, language, self.whole)
        return f"{name}{'：' if language == 'zh' else ': '}{value}"


def named(lexicon: Lexicon, indicator: str, period: str, language: str) -> str:
    """A name with its period, as each language puts it."""
    label = lexicon.labels[indicator].get(language) or indicator
    return with_period(label, period, language)


def with_period(label: str, period: str, language: str) -> str:
    """A phrase with its period or span.

    Examples
    --------
    >>> with_period("output", "2021–2023", "en"), with_period("产值", "2023", "zh")
    ('output 2021–2023', '2023年产值')
    """
    year = period[-4:].isdecimal()
    if language == "zh":
        return f"{period}年{label}" if year else f"{label}（{period}）"
    return f"{label} {period}" if year else f"{label} ({period})"


def witness(table: ExplainedTable, reading: Reading, column: int) -> Witness:
    """The figure of a reading for all clusters, seen from one period; worked out once."""
    key = reading, column
    if key not in table.memory:
        table.memory[key] = _witness(table, reading, column)
    kept: Witness = table.memory[key]
    return kept


def _witness(table: ExplainedTable, reading: Reading, column: int) -> Witness:
    shape = (len(table.clusters), len(table.periods))
    ends = [np.broadcast_to(end, shape) for end in table.read(reading.indicator, reading.moment)]
    whole = table.ranges[reading.indicator]
    columns = np.full(shape[0], column)
    if reading.latest and reading.moment.period is None:
        known = (ends[0] != whole.low) | (ends[1] != whole.high)
        last = np.maximum.accumulate(np.where(known, np.arange(shape[1]), -1), axis=1)[:, column]
        columns = np.where(last >= 0, last, column)
    low, high = (end[np.arange(shape[0]), columns].tolist() for end in ends)
    names = {one: _period(table, reading, one) for one in np.unique(columns).tolist()}
    lexicon = table.lexicon
    return Witness(
        reading.indicator,
        lexicon.canonical[reading.indicator],
        lexicon.shown[reading.indicator],
        (whole.low, whole.high),
        [names[one] for one in columns.tolist()],
        low,
        high,
        table,
        {},
    )


def _period(table: ExplainedTable, reading: Reading, column: int) -> str:
    """The period of a reading, seen from a column."""
    moment = reading.moment
    if moment.period is not None:
        return moment.resolved() or moment.period
    return str(int(table.periods[column]) - moment.back)
