"""The references of a normalisation: fitted once, applied to any rows, monotone in every figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.index.framework import Indicator

__all__ = ["References", "fit_references"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
CAPPED = (0.0, 1.0)
OPEN = (-np.inf, np.inf)


@dataclass(frozen=True, slots=True)
class References:
    """Fitted references of m indicators.

    A column becomes ``(t - origin) / span`` with t the figure or its logarithm; ``span / t`` where `inverse`;
    or a count over the sorted `ladder` of base values. The result is cut to `limits` and put on `scale`.

    Attributes
    ----------
    how : str
        The method.
    origin, span : ndarray of float, shape (m,)
        Reference point and signed width.
    inverse, log : ndarray of bool, shape (m,)
        Columns that are divided into the span, and columns whose logarithm is taken.
    limits, scale : (float, float)
        Limits of the result on the unit scale, and what 0 and 1 become.
    signs : ndarray of float, shape (m,)
        1 if more is better, -1 if less is.
    ladder : tuple of ndarray
        Sorted base values of each column, times its sign; for ranks only.
    """

    how: str
    origin: Floats
    span: Floats
    signs: Floats
    inverse: Bools
    log: Bools
    limits: tuple[float, float]
    scale: tuple[float, float]
    ladder: tuple[Floats, ...] = field(default=())

    @property
    def fixed(self) -> bool:
        """Whether the references come from the framework alone, so that no figure can move them."""
        return self.how in {"goalposts", "distance to reference"}

    def apply(self, values: Floats) -> Floats:
        """Normalise figures, shape (n, m); NaN stays NaN, and infinite ends of intervals are allowed."""
        unit = _count(self, values) if self.ladder else _affine(self, values)
        low, high = self.scale
        return low + (high - low) * np.clip(unit, *self.limits)

    def best_value(self) -> float:
        """Give the largest normalised value there can be; infinite where nothing is cut."""
        low, high = self.scale
        return low + (high - low) * self.limits[1]


def fit_references(
    base: Floats,
    how: str,
    indicators: Sequence[Indicator],
    scale: tuple[float, float] | None = None,
    cap: bool | None = None,
) -> References:
    """Fit the references of a method on the base rows, shape (n_base, m)."""
    if how not in METHODS:
        raise InputError(f"`how` must be one of {', '.join(map(repr, METHODS))}; it is {how!r}.")
    signs = np.array([one.sign for one in indicators], dtype=np.float64)
    log = np.array([one.scale == "log" for one in indicators], dtype=np.bool_) & (how == "goalposts")
    if how not in {"goalposts", "distance to reference"}:
        _need_known(base, indicators)
    origin, span, inverse = METHODS[how](base, indicators, signs)
    ladder = how in {"rank", "percentile"}
    return References(
        how=how,
        origin=origin,
        span=span,
        signs=signs,
        inverse=inverse,
        log=log,
        limits=_limits(how, cap),
        scale=_scale(how, scale),
        ladder=_ladder(base, signs) if ladder else (),
    )


def _scale(how: str, given: tuple[float, float] | None) -> tuple[float, float]:
    """Settle what 0 and 1 become; for z-scores the mean and the deviation are given instead."""
    if how == "rank":
        return 0.0, 1.0
    if how == "z-score":
        mean, deviation = given or (0.0, 1.0)
        return mean, mean + deviation
    return given or (0.0, 100.0)


def _limits(how: str, cap: bool | None) -> tuple[float, float]:
    if how == "rank":
        return OPEN
    if how == "percentile" or cap or (cap is None and how == "goalposts"):
        return CAPPED
    return (-np.inf, 1.0) if how == "distance to target" else OPEN


def _affine(fitted: References, values: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        taken = values
        if fitted.log.any():
            # A figure of 0 or less lies below every positive goalpost: minus infinity, cut like any other.
            logs = np.where(np.isnan(values), np.nan, np.log(np.maximum(values, 0.0)))
            taken = np.where(fitted.log, logs, values)
        unit = (taken - fitted.origin) / fitted.span
        if fitted.inverse.any():
            _need_positive(values, fitted.inverse, fitted.how)
            unit = np.where(fitted.inverse, fitted.span / np.maximum(values, 0.0), unit)
    return unit


def _count(fitted: References, values: Floats) -> Floats:
    """Count the base values that are strictly worse; NaN stays NaN."""
    result = np.full(values.shape, np.nan)
    for place, steps in enumerate(fitted.ladder):
        mine = fitted.signs[place] * values[:, place]
        worse = np.searchsorted(steps, mine, side="left").astype(np.float64)
        unit = worse + 1.0 if fitted.how == "rank" else worse / max(steps.size - 1, 1)
        result[:, place] = np.where(np.isnan(mine), np.nan, unit)
    return result


def _ladder(base: Floats, signs: Floats) -> tuple[Floats, ...]:
    return tuple(np.sort(sign * column[~np.isnan(column)]) for sign, column in zip(signs, base.T, strict=True))


Fitted = tuple[Floats, Floats, Bools]


def _goalposts(base: Floats, indicators: Sequence[Indicator], signs: Floats) -> Fitted:  # noqa: ARG001
    worst, best = _marks(indicators, "worst"), _marks(indicators, "best")
    log = np.array([one.scale == "log" for one in indicators], dtype=np.bool_)
    with np.errstate(divide="ignore", invalid="ignore"):
        worst, best = (np.where(log, np.log(np.where(log, one, 1.0)), one) for one in (worst, best))
    return worst, best - worst, np.zeros(len(indicators), np.bool_)


def _min_max(base: Floats, indicators: Sequence[Indicator], signs: Floats) -> Fitted:
    least, most = np.nanmin(base, axis=0), np.nanmax(base, axis=0)
    _need_range(least, most, indicators)
    return np.where(signs > 0, least, most), signs * (most - least), np.zeros(signs.size, np.bool_)


def _z_score(base: Floats, indicators: Sequence[Indicator], signs: Floats) -> Fitted:
    _need_range(np.nanmin(base, axis=0), np.nanmax(base, axis=0), indicators)
    return np.nanmean(base, axis=0), signs * np.nanstd(base, axis=0, ddof=1), np.zeros(signs.size, np.bool_)


def _ranks(base: Floats, indicators: Sequence[Indicator], signs: Floats) -> Fitted:  # noqa: ARG001
    return np.zeros(signs.size), np.ones(signs.size), np.zeros(signs.size, np.bool_)


def _to_reference(base: Floats, indicators: Sequence[Indicator], signs: Floats) -> Fitted:  # noqa: ARG001
    marks = _marks(indicators, "reference")
    _need_positive_marks(marks, indicators, "reference")
    return np.zeros(signs.size), marks, signs < 0


def _to_target(base: Floats, indicators: Sequence[Indicator], signs: Floats) -> Fitted:
    marks = _marks(indicators, "target")
    start = np.where(signs > 0, np.nanmin(base, axis=0), np.nanmax(base, axis=0))
    wrong = [one.id for one, width in zip(indicators, signs * (marks - start), strict=True) if width <= 0]
    if wrong:
        raise InputError(f"`target` must lie beyond the worst base figure; it does not for {wrong}.")
    return start, marks - start, np.zeros(signs.size, np.bool_)


def _of_maximum(base: Floats, indicators: Sequence[Indicator], signs: Floats) -> Fitted:
    marks = np.where(signs > 0, np.nanmax(base, axis=0), np.nanmin(base, axis=0))
    _need_positive_marks(marks, indicators, "best figure")
    return np.zeros(signs.size), marks, signs < 0


def _marks(indicators: Sequence[Indicator], key: str) -> Floats:
    """Collect a goalpost, target or reference of every indicator; all missing ones are named at once."""
    lost = [one.id for one in indicators if getattr(one, key) is None]
    if lost:
        raise InputError(f"every indicator needs a `{key}` for this method; {lost} have none.")
    marks = np.array([getattr(one, key) for one in indicators], dtype=np.float64)
    if np.isnan(marks).any():
        wrong = [one.id for one, mark in zip(indicators, marks, strict=True) if np.isnan(mark)]
        raise InputError(f"`{key}` of {wrong} lies outside what the treatment of the column can transform.")
    return marks


def _need_known(base: Floats, indicators: Sequence[Indicator]) -> None:
    empty = [one.id for one, column in zip(indicators, base.T, strict=True) if np.isnan(column).all()]
    if empty:
        raise InputError(f"every indicator needs a known figure in the base rows; {empty} have none.")


def _need_range(least: Floats, most: Floats, indicators: Sequence[Indicator]) -> None:
    flat = [one.id for one, low, high in zip(indicators, least, most, strict=True) if low == high]
    if flat:
        raise InputError(
            f"an indicator with one value for all base rows tells no units apart: {flat}. "
            "Leave it out, or normalise with goalposts."
        )


def _need_positive_marks(marks: Floats, indicators: Sequence[Indicator], key: str) -> None:
    wrong = [one.id for one, mark in zip(indicators, marks, strict=True) if not mark > 0]
    if wrong:
        raise InputError(f"a ratio needs a positive {key}; {wrong} have none. Use goalposts instead.")


def _need_positive(values: Floats, inverse: Bools, how: str) -> None:
    with np.errstate(invalid="ignore"):
        wrong = np.argwhere((values <= 0) & inverse & np.isfinite(values))
    if wrong.size:
        row, column = (int(one) for one in wrong[0])
        raise InputError(
            f"'{how}' divides by figures of which less is better; they must be positive, but row {row}, "
            f"column {column} is {values[row, column]:g}. Use goalposts instead."
        )


METHODS: dict[str, Callable[[Floats, Sequence[Indicator], Floats], Fitted]] = {
    "goalposts": _goalposts,
    "min-max": _min_max,
    "z-score": _z_score,
    "rank": _ranks,
    "percentile": _ranks,
    "distance to reference": _to_reference,
    "distance to target": _to_target,
    "fraction of maximum": _of_maximum,
}
