"""Impute: fill unknown figures by a stated rule, and flag every filled cell to the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError
from growthpole.index.composite import CompositeIndex
from growthpole.index.heights import ARRAYS, add_column, as_matrix, close_frame, open_frame, refuse
from growthpole.index.ranks import class_members

__all__ = ["ImputeResult", "impute"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ImputeResult:
    """Figures with some unknown ones filled in.

    Attributes
    ----------
    values : ndarray of float, shape (n, m)
        Figures; observed ones are never changed. NaN where the rule could not say.
    imputed : ndarray of bool, shape (n, m)
        Cells that were filled.
    """

    values: Floats
    imputed: NDArray[np.bool_]


def impute(
    data: Any,
    how: str = "none",
    *,
    classes: ArrayLike | str | None = None,
    units: ArrayLike | str | None = None,
    periods: ArrayLike | str | None = None,
    columns: Sequence[str] | None = None,
) -> Any:
    """Fill unknown figures, never changing an observed one.

    "class mean", "class median": of the known figures of the unit's class (of all units without classes),
    within the period. "regression": least squares on the other indicators that are known for every unit that
    needs the figure. "last observation": the unit's most recent known figure of an earlier period.

    Parameters
    ----------
    data : ndarray, frame or CompositeIndex
        Figures, units in rows; NaN or null where unknown.
    how : {"none", "class mean", "class median", "regression", "last observation"}, default "none"
        The rule. "none" leaves the unknown unknown, to be carried as an interval.
    classes, units, periods : array_like of shape (n,), or for a frame the name of a column
        Class, unit and period of each row; an index brings its own.
    columns : sequence of str, optional
        For a frame: the indicator columns; all numeric columns but the period by default.

    Returns
    -------
    ImputeResult, frame or CompositeIndex
        An array gives an `ImputeResult`. A frame comes back with a column ``imputed`` that names the filled
        columns of each row. An index gains the stage "imputed" and its flags. A figure the rule cannot give
        (a class without a known figure) stays unknown.

    Raises
    ------
    InputError
        If `how` is unknown, or "last observation" is asked for without units and periods.

    References
    ----------
    Little and Rubin (2019), Statistical Analysis with Missing Data, 3rd ed., ch. 4; OECD and JRC (2008),
    Handbook on Constructing Composite Indicators, step 3.

    Examples
    --------
    >>> impute(np.array([[1.0], [3.0], [np.nan]]), "class mean").values.ravel().tolist()
    [1.0, 3.0, 2.0]
    """
    if how not in RULES:
        raise InputError(f"`how` must be one of {', '.join(map(repr, RULES))}; it is {how!r}.")
    if isinstance(data, CompositeIndex):
        refuse("an index", classes=classes, units=units, periods=periods, columns=columns)
        found = _impute(data.data, how, _Labels(data.classes, data.units, data.periods))
        after = data.with_stage("imputed", found.values, imputed=found.imputed)
        return after.record(impute, how=how)
    if isinstance(data, ARRAYS):
        refuse("an array", columns=columns)
        labels = _Labels(*(None if one is None else np.asarray(one) for one in (classes, units, periods)))
        return _impute(as_matrix(data), how, labels)
    if columns is None and periods is not None:
        columns = [one for one in open_frame(data, None, None)[1] if one != periods]
    frame, names, matrix = open_frame(data, columns, None)
    labels = _Labels(*(None if one is None else frame[str(one)].to_numpy() for one in (classes, units, periods)))
    found = _impute(matrix, how, labels)
    filled = ["; ".join(np.array(names, dtype=object)[row]) for row in found.imputed]
    return add_column(close_frame(frame, names, found.values), "imputed", filled)


@dataclass(frozen=True, slots=True)
class _Labels:
    classes: NDArray[Any] | None
    units: NDArray[Any] | None
    periods: NDArray[Any] | None


def _impute(values: Floats, how: str, labels: _Labels) -> ImputeResult:
    proposal = RULES[how](values, labels)
    filled = np.isnan(values) & ~np.isnan(proposal)
    return ImputeResult(np.where(filled, proposal, values), filled)


def _none(values: Floats, labels: _Labels) -> Floats:  # noqa: ARG001
    return np.full(values.shape, np.nan)


def _class_mean(values: Floats, labels: _Labels) -> Floats:
    return _by_class(values, labels, _column_means)


def _class_median(values: Floats, labels: _Labels) -> Floats:
    return _by_class(values, labels, _column_medians)


def _by_class(values: Floats, labels: _Labels, centre: Callable[[Floats], Floats]) -> Floats:
    """Spread the centre of each class, within its period, over its members."""
    proposal = np.full(values.shape, np.nan)
    for inside in class_members(labels.periods, len(values)):
        peers = None if labels.classes is None else labels.classes[inside]
        for members in class_members(peers, inside.size):
            proposal[inside[members]] = centre(values[inside[members]])
    return proposal


def _column_means(values: Floats) -> Floats:
    known = ~np.isnan(values)
    count = known.sum(axis=0)
    total = np.where(known, values, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _column_medians(values: Floats) -> Floats:
    return np.array([np.median(one[~np.isnan(one)]) if (~np.isnan(one)).any() else np.nan for one in values.T])


def _regression(values: Floats, labels: _Labels) -> Floats:  # noqa: ARG001
    """Predict each column by least squares; without enough known rows the column stays unknown."""
    proposal = np.full(values.shape, np.nan)
    unknown = np.isnan(values)
    for place in np.flatnonzero(unknown.any(axis=0)):
        wanting = unknown[:, place]
        others = np.flatnonzero(~unknown[wanting].any(axis=0))
        fitted = ~wanting & ~unknown[:, others].any(axis=1)
        # At least one observation beyond the number of coefficients, or the fit is only an interpolation.
        if others.size and fitted.sum() > others.size + 1:
            proposal[wanting, place] = _least_squares(values[:, others], values[:, place], fitted, wanting)
    return proposal


def _least_squares(known: Floats, aim: Floats, fitted: NDArray[np.bool_], wanting: NDArray[np.bool_]) -> Floats:
    """Fit on standardised regressors (units must not matter to the rank of the system) and predict."""
    centre, spread = known[fitted].mean(axis=0), known[fitted].std(axis=0)
    design = np.column_stack([np.ones(len(known)), (known - centre) / np.where(spread > 0, spread, 1.0)])
    slope = np.linalg.lstsq(design[fitted], aim[fitted], rcond=None)[0]
    return np.asarray(design[wanting] @ slope)


def _last_observation(values: Floats, labels: _Labels) -> Floats:
    if labels.units is None or labels.periods is None:
        raise InputError(
            "`how` 'last observation' needs `units` and `periods`; give both, or build the index on a panel."
        )
    proposal = values.copy()
    for members in class_members(labels.units, len(values)):
        order = members[np.argsort(labels.periods[members], kind="stable")]
        for before, after in pairwise(order):
            gap = np.isnan(proposal[after])
            proposal[after, gap] = proposal[before, gap]
    return proposal


RULES: dict[str, Callable[[Floats, _Labels], Floats]] = {
    "none": _none,
    "class mean": _class_mean,
    "class median": _class_median,
    "regression": _regression,
    "last observation": _last_observation,
}
