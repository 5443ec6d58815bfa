"""Figures of the years ahead: the baseline carried on, moved by the remedies that work.

A row is a cluster with a schedule of remedies. Relative changes compound, absolute ones come on top; a figure that
nobody knows stays unknown under a relative change, whatever is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.units import parse_unit
from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator, Remedy
from growthpole.programme.derived import derive, in_order
from growthpole.programme.figures import Figures
from growthpole.programme.language.bounds import Bounds
from growthpole.programme.language.names import names
from growthpole.programme.language.parsing import parse

__all__ = ["FASTEST", "GROWTHS", "Outlook", "ahead", "effects_of", "own_growth"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

GROWTHS = ("own", "held")
"""How figures go on without a remedy: each as it grew of itself, or as it stands."""
FASTEST = 0.3
"""No figure is taken to go on growing or falling by more than this in a year: a slip of the pen is no trend."""
_HISTORY = 3
_STEADY = frozenset({"1", "day", "km", "km2"})
"""Canonical units of shares, counts, times and places, which are held; amounts of money, persons, energy grow."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """The figures of the base years and of the years ahead without any remedy.

    Attributes
    ----------
    base : Figures
        Up to the year assessed.
    years : tuple of str
        The years ahead.
    low, high : mapping of str to ndarray of float64, shape (clusters, years ahead)
        By collected indicator.
    """

    base: Figures
    years: tuple[str, ...]
    low: Mapping[str, Floats]
    high: Mapping[str, Floats]


def own_growth(low: Floats, high: Floats) -> Floats:
    """The median yearly growth of a figure over its last three years.

    Parameters
    ----------
    low, high : ndarray of float64, shape (clusters, periods)
        Ends of the figure.

    Returns
    -------
    ndarray of float64, shape (clusters,)
        0 where no two years in a row are known and positive; within ``FASTEST`` on either side.

    Examples
    --------
    >>> figure = np.array([[100.0, 110.0, 121.0], [100.0, 100.0, 1e6]])
    >>> own_growth(figure, figure).round(6).tolist()
    [0.1, 0.3]
    """
    known = np.where((low == high) & (low > 0) & np.isfinite(low), low, np.nan)[:, -_HISTORY - 1 :]
    rates = known[:, 1:] / known[:, :-1] - 1.0
    counted = ~np.isnan(rates)
    ordered = np.sort(rates, axis=1)  # unknown ones last
    count = counted.sum(axis=1)
    rows = np.arange(len(low))
    median = np.zeros(len(low))
    some = count > 0
    lower, upper = (count[some] - 1) // 2, count[some] // 2
    median[some] = (ordered[rows[some], lower] + ordered[rows[some], upper]) / 2
    return np.clip(median, -FASTEST, FASTEST)


def ahead(programme: Programme, base: Figures, years: Sequence[str], growth: str = "own") -> Outlook:
    """The baseline of the years ahead.

    Parameters
    ----------
    programme : Programme
        Its indicators.
    base : Figures
        Up to the year assessed.
    years : sequence of str
        The years ahead.
    growth : {"own", "held"}
        Whether amounts of money, persons, energy and the like go on growing as they did (the median of the last
        three years), or are held; counts, shares and facts are held in any case.

    Returns
    -------
    Outlook
        Unknown figures stay the whole range of their indicator.
    """
    steps = np.arange(1, len(years) + 1)
    low, high = {}, {}
    for indicator in programme.indicators.values():
        if indicator.formula:
            continue
        first, last = base.low[indicator.id], base.high[indicator.id]
        rate = own_growth(first, last) if growth == "own" and _grows(indicator) else np.zeros(len(first))
        factor = (1.0 + rate)[:, None] ** steps
        low[indicator.id], high[indicator.id] = _inside(
            first[:, -1:] * factor, last[:, -1:] * factor, base.ranges[indicator.id]
        )
    return Outlook(base, tuple(years), low, high)


def _grows(indicator: Indicator) -> bool:
    return indicator.kind == "number" and parse_unit(indicator.unit).canonical not in _STEADY


def _inside(low: Floats, high: Floats, whole: Interval) -> tuple[Floats, Floats]:
    return np.clip(low, whole.low, whole.high), np.clip(high, whole.low, whole.high)


def effects_of(remedy: Remedy, programme: Programme, *, best: bool = False) -> Remedy:
    """A remedy with its effects as they are, or at their better end: the higher one where more is better."""
    if not best:
        return remedy
    return replace(
        remedy,
        effects={name: _better(change, programme.indicators[name]) for name, change in remedy.effects.items()},
        adds={name: _better(change, programme.indicators[name]) for name, change in remedy.adds.items()},
    )


def _better(change: Interval, indicator: Indicator) -> Interval:
    if indicator.direction == "neutral":
        return change
    return Interval.point(change.high if indicator.direction == "up" else change.low)


def lifted(
    outlook: Outlook, programme: Programme, remedies: Sequence[Remedy], rows: Ints, works: npt.NDArray[np.int64]
) -> Figures:
    """The figures of every row up to the last year ahead.

    Parameters
    ----------
    outlook : Outlook
        The baseline.
    programme : Programme
        Its formulas.
    remedies : sequence of Remedy
        The columns of ``works``.
    rows : ndarray of int, shape (rows,)
        The cluster of each row.
    works : ndarray of int, shape (rows, remedies)
        Position of the first year ahead in which a remedy works; as many as there are years, or more: never.

    Returns
    -------
    Figures
        Of as many pseudo-clusters as there are rows.
    """
    base = outlook.base
    active = works[:, :, None] <= np.arange(len(outlook.years))
    figures = _empty(base, rows, outlook.years)
    touched: dict[str, npt.NDArray[np.bool_]] = {}
    for indicator in in_order(programme.indicators):
        name = indicator.id
        past = base.low[name][rows], base.high[name][rows]
        if indicator.formula:
            used = [touched[one] for one in names(parse(indicator.formula)) if one in touched]
            touched[name] = (
                np.asarray(np.any(used, axis=0), bool) if used else np.zeros((len(rows), len(outlook.years)), bool)
            )
            low, high = _derived(indicator, figures, past, touched[name], base.ranges[name])
        else:
            moving = [k for k, one in enumerate(remedies) if name in one.effects or name in one.adds]
            touched[name] = np.asarray(active[:, moving].any(axis=1), bool)
            low, high = _moved(name, outlook, [remedies[k] for k in moving], rows, active[:, moving])
        figures.low[name], figures.high[name] = np.hstack([past[0], low]), np.hstack([past[1], high])
    return figures


def _empty(base: Figures, rows: Ints, years: tuple[str, ...]) -> Figures:
    return replace(
        base,
        clusters=tuple(f"{base.clusters[row]}#{place}" for place, row in enumerate(rows.tolist())),
        periods=(*base.periods, *years),
        other={key: Bounds(one.low[rows], one.high[rows]) for key, one in base.other.items()},
        low={},
        high={},
        memory={},
    )


def _moved(
    name: str, outlook: Outlook, moving: Sequence[Remedy], rows: Ints, active: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Relative changes multiply, absolute ones are added; both ends keep inside the range of the indicator."""
    low, high = outlook.low[name][rows], outlook.high[name][rows]
    for place, remedy in enumerate(moving):
        if name in remedy.effects:
            change, on = remedy.effects[name], active[:, place]
            ends = [_times(end, 1.0 + factor) for end in (low, high) for factor in (change.low, change.high)]
            low = np.where(on, np.minimum.reduce(ends), low)
            high = np.where(on, np.maximum.reduce(ends), high)
    for place, remedy in enumerate(moving):
        if name in remedy.adds:
            low = low + np.where(active[:, place], remedy.adds[name].low, 0.0)
            high = high + np.where(active[:, place], remedy.adds[name].high, 0.0)
    return _inside(low, high, outlook.base.ranges[name])


def _times(figure: Floats, factor: float) -> Floats:
    """A product in which an open end stays open, and nothing times an open end is nothing."""
    return np.zeros_like(figure) if factor == 0.0 else figure * factor


def _derived(
    indicator: Indicator,
    figures: Figures,
    past: tuple[Floats, Floats],
    touched: npt.NDArray[np.bool_],
    whole: Interval,
) -> tuple[Floats, Floats]:
    """A formula in the years ahead; where it says nothing and no remedy moves what it uses, its last result holds."""
    count = touched.shape[1]
    found = derive(indicator.formula, figures).all_columns
    years = slice(past[0].shape[1], past[0].shape[1] + count)
    low, high = _inside(found.low[:, years], found.high[:, years], whole)
    silent = (low <= whole.low) & (high >= whole.high) & ~touched
    return np.where(silent, past[0][:, -1:], low), np.where(silent, past[1][:, -1:], high)
