"""Concentration of sales over products or markets, from figures that may be known as intervals only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import xlogy

from growthpole.errors import InputError, ShapeError
from growthpole.measures.panel.grid import Places
from growthpole.measures.panel.kernels.size_bounds import largest_squares, share_bounds
from growthpole.measures.panel.matrix_input import Array
from growthpole.model.interval import Interval

__all__ = ["SalesConcentration", "sales_concentration"]

_ENOUGH = 1e24
"""Stands for infinity where shares are formed: a part of this size is the whole to the last digit."""


@dataclass(frozen=True, slots=True)
class SalesConcentration:
    """How concentrated sales are.

    Attributes
    ----------
    parts : int
        How many products or markets there are.
    herfindahl : Interval
        Sum of squared shares, 1 / parts to 1.
    equivalent_number : Interval
        Its inverse: how many equal parts would give the same.
    entropy : Interval
        Shannon's entropy in nats, 0 to ln(parts).
    ratios : tuple of Interval
        CR1, CR2 ...: share of the largest, of the two largest, and so on, 0 to 1, as many as were asked for.
    """

    parts: int
    herfindahl: Interval
    equivalent_number: Interval
    entropy: Interval
    ratios: tuple[Interval, ...]


def sales_concentration(low: Any, high: Any | None = None, *, largest: int = 4) -> SalesConcentration | None:
    """Herfindahl-Hirschman index, its equivalent number, entropy and concentration ratios of sales.

    ``H = sum s^2``, ``n = 1 / H``, ``E = -sum s ln s``, ``CR_k =`` sum of the k largest shares. Of figures between
    bounds, every one of these is most even where the figures are clip(t, low, high) for some level t, which is
    majorised by all others of its sum: H and CR are least there and E is largest, exactly. The largest CR is exact
    too; the largest H is bounded from above by its dual, and the least E by ``-ln H``, which are safe.

    Parameters
    ----------
    low, high : array of shape (P,), ``0 <= low <= high``, any unit
        Between what each figure lies; without ``high`` they are known. NaN is unknown: anything from 0 on.
    largest : int, >= 1
        How many concentration ratios to give.

    Returns
    -------
    SalesConcentration or None
        ``None`` where there is nothing to share: no parts, or sales that are 0 for certain.

    Raises
    ------
    ShapeError
        If the arrays are no vectors of one length.
    InputError
        If a figure is negative, an end is above the other, or ``largest`` is below 1.

    References
    ----------
    Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54, 761-762; Marshall, A. W. and
    Olkin, I. (1979), Inequalities: Theory of Majorization, chapter 5, for the most even figures.

    Examples
    --------
    >>> found = sales_concentration([50.0, 30.0, 20.0])
    >>> str(found.herfindahl), str(found.ratios[0]), str(found.ratios[1])
    ('0.38', '0.5', '0.8')
    >>> str(sales_concentration([50.0, 50.0], [50.0, 100.0]).ratios[0])
    '[0.5, 0.666666666667]'
    """
    least, most = _read(low, high, largest)
    if not most.sum() > 0:
        return None
    even = _path(least, most)
    ratios = tuple(_ratio(k, least, most, even) for k in range(1, min(largest, len(least)) + 1))
    index = _index(least, most, even)
    inverse = Interval(1 / index.high, 1 / index.low)
    entropy = _entropy(index, even, known=bool((least == most).all()))
    return SalesConcentration(len(least), index, inverse, entropy, ratios)


def _read(low: Any, high: Any | None, largest: int) -> tuple[Array, Array]:
    least = np.asarray(low, dtype=np.float64)
    most = least if high is None else np.asarray(high, dtype=np.float64)
    if least.ndim != 1 or least.shape != most.shape:
        raise ShapeError(f"`low` and `high` must be vectors of one length; they have {least.shape}, {most.shape}.")
    if largest < 1:
        raise InputError(f"`largest` must be at least 1; it is {largest}.")
    unknown = np.isnan(least) | np.isnan(most)
    least, most = np.where(unknown, 0.0, least), np.where(unknown, np.inf, most)
    wrong = (least < 0) | (least > most)
    if wrong.any():
        place = int(np.argmax(wrong))
        raise InputError(
            f"figures must lie between `low` and `high` with 0 <= low <= high; number {place} has "
            f"{least[place]} and {most[place]}."
        )
    return least, np.minimum(most, _ENOUGH)


def _path(low: Array, high: Array) -> Array:
    """The most even figures at every level where one of them meets an end, and where H or E is stationary between two.

    Between two such levels n figures stand at the level t and the rest f at an end. H is stationary where
    ``t = sum f^2 / sum f``, and E where ``ln t = sum f ln f / sum f``. Shape (levels, P).
    """
    ends = np.unique([low, high])
    between = np.clip(((ends[1:] + ends[:-1]) / 2)[:, None], low, high)
    rest = np.where((between > low) & (between < high), 0.0, between)
    sums = np.maximum(rest.sum(axis=1), np.finfo(float).tiny)
    squares, logs = (rest**2).sum(axis=1) / sums, xlogy(rest, rest).sum(axis=1) / sums
    levels = np.concatenate([ends, squares, np.exp(np.minimum(logs, np.log(_ENOUGH)))])
    figures = np.clip(levels[:, None], low, high)
    kept: Array = figures[figures.sum(axis=1) > 0]
    return kept


def _index(low: Array, high: Array, even: Array) -> Interval:
    shares = even / even.sum(axis=1, keepdims=True)
    least = float((shares**2).sum(axis=1).min())
    known = bool((low == high).all())
    most = least if known else min(largest_squares(np.zeros(len(low)), *share_bounds(low, high)), 1.0)
    return Interval(least, max(least, most))


def _entropy(index: Interval, even: Array, *, known: bool) -> Interval:
    shares = even / even.sum(axis=1, keepdims=True)
    most = float(np.abs(xlogy(shares, shares).sum(axis=1)).max())
    return Interval(most if known else min(float(abs(np.log(index.high))), most), most)


def _ratio(k: int, low: Array, high: Array, even: Array) -> Interval:
    """The k largest at their upper ends, the rest at their lower ones: which k, by Dinkelbach's steps."""
    ordered = np.sort(even, axis=1)[:, ::-1]
    least = float((ordered[:, :k].sum(axis=1) / ordered.sum(axis=1)).min())

    def share(chosen: Places) -> float:
        above, rest = float(high[chosen].sum()), float(low.sum() - low[chosen].sum())
        return above / (above + rest) if above else 0.0

    most = -1.0
    chosen = np.argsort(-high, kind="stable")[:k].astype(np.int64)
    while (better := share(chosen)) > most:
        most = better
        chosen = np.argsort(-((1 - most) * high + most * low), kind="stable")[:k].astype(np.int64)
    return Interval(least, max(least, most))
