"""Treat: tame indicators whose outliers would otherwise decide the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.index.composite import CompositeIndex
from growthpole.index.heights import ARRAYS, as_matrix, base_mask, base_rows, close_frame, open_frame, refuse
from growthpole.index.outliers import Treatment, box_cox, kurtosis, logarithm, shape_of_columns, skewness, winsorise

__all__ = ["TreatResult", "treat"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TreatResult:
    """Figures after treatment.

    Attributes
    ----------
    values : ndarray of float, shape (n, m)
        Treated figures; NaN stays NaN.
    treated : ndarray of bool, shape (n, m)
        Cells whose figure was changed.
    treatments : tuple of Treatment, length m
        What was done to each column.
    """

    values: Floats
    treated: NDArray[np.bool_]
    treatments: tuple[Treatment, ...]


def treat(
    data: Any,
    how: str | Sequence[str] = "none",
    *,
    most: int = 5,
    skew: float = 2.0,
    kurt: float = 3.5,
    combine: bool = False,
    base: Any = None,
    columns: Sequence[str] | None = None,
) -> Any:
    """Treat each indicator that fails the test on skewness and kurtosis, with one remedy after the other.

    A column fails if ``|skewness| >= skew`` and ``kurtosis >= kurt``. The remedies of `how` are tried in
    turn, each on the original column (or, with `combine`, on the result of the one before), until the column
    passes.

    Parameters
    ----------
    data : ndarray, frame or CompositeIndex
        Figures, units in rows; NaN where unknown.
    how : {"none", "winsorise", "log", "box-cox"} or a sequence of them, default "none"
        The remedies, such as ``("winsorise", "log")``.
    most : int, default 5
        Most points that winsorising may draw in.
    skew, kurt : float, default 2.0 and 3.5
        Thresholds for the absolute skewness and the excess kurtosis.
    combine : bool, default False
        Whether a later remedy is applied on top of an earlier one that failed.
    base : mask of shape (n,) for an array or frame; period or "pooled" for an index, optional
        Rows on which remedies are fitted; they are applied to all. For an index the first period by default.
    columns : sequence of str, optional
        For a frame: the indicator columns; all numeric columns by default.

    Returns
    -------
    TreatResult, frame or CompositeIndex
        An array gives a `TreatResult`, a frame comes back with treated columns, an index gains the stage
        "treated". A column with fewer than 4 known figures, or with one value only, passes.

    Raises
    ------
    InputError
        If a remedy is unknown or `most` is negative.

    References
    ----------
    Becker et al. (2022), COINr, Journal of Open Source Software 7(78), 4567 (treatment by skewness and
    kurtosis); Box and Cox (1964), Journal of the Royal Statistical Society B 26(2), 211-252.

    Examples
    --------
    >>> found = treat(np.array([[1.0], [2.0], [3.0], [4.0], [99.0]]), "winsorise")
    >>> found.values.ravel().tolist(), found.treatments[0].how
    ([1.0, 2.0, 3.0, 4.0, 4.0], 'winsorise')
    """
    remedies = (how,) if isinstance(how, str) else tuple(how)
    _check(remedies, most)
    rule = _Rule(remedies, most, skew, kurt, combine)
    if isinstance(data, CompositeIndex):
        refuse("an index", columns=columns)
        found = _treat(data.data, base_rows(data, base), rule)
        after = data.with_stage("treated", found.values, fits={**data.fits, "treat": found.treatments})
        return after.record(treat, how=how, most=most, skew=skew, kurt=kurt, combine=combine, base=base)
    if isinstance(data, ARRAYS):
        refuse("an array", columns=columns)
        return _treat(as_matrix(data), base_mask(base, len(data)), rule)
    frame, names, matrix = open_frame(data, columns, None)
    return close_frame(frame, names, _treat(matrix, base_mask(base, len(matrix)), rule).values)


def treat_interval(values: Floats, treatments: Sequence[Treatment]) -> Floats:
    """Apply fitted treatments to the ends of intervals; infinite ends stay where the clip leaves them."""
    with np.errstate(invalid="ignore", over="ignore"):
        return np.column_stack([one.apply(values[:, place]) for place, one in enumerate(treatments)])


@dataclass(frozen=True, slots=True)
class _Rule:
    remedies: tuple[str, ...]
    most: int
    skew: float
    kurt: float
    combine: bool

    def passes(self, known: Floats) -> bool:
        """Whether a column of known figures needs no treatment."""
        if known.size < 4 or known.min() == known.max():
            return True
        return abs(skewness(known)) < self.skew or kurtosis(known) < self.kurt


def _treat(values: Floats, base: NDArray[np.bool_], rule: _Rule) -> TreatResult:
    nothing, base_values = Treatment(), values[base]
    if set(rule.remedies) <= {"none"}:
        return TreatResult(values.copy(), np.zeros(values.shape, np.bool_), (nothing,) * values.shape[1])
    # Most columns pass: one look at all of them spares the simulations a look at each.
    skew, kurt = shape_of_columns(base_values)
    surely = (np.abs(skew) < rule.skew) | (kurt < rule.kurt)
    treatments = tuple(
        nothing if passed else _fit(column[~np.isnan(column)], rule)
        for passed, column in zip(surely, base_values.T, strict=True)
    )
    treated = values.copy()
    for place, one in enumerate(treatments):
        if one.how != "none":
            treated[:, place] = one.apply(values[:, place])
    return TreatResult(treated, (treated != values) & ~np.isnan(values), treatments)


def _fit(known: Floats, rule: _Rule) -> Treatment:
    """Find the first remedy after which the column passes; the last one stands if none helps."""
    done = Treatment()
    if rule.passes(known):
        return done
    for remedy in rule.remedies:
        if remedy == "none":
            continue
        before = done if rule.combine else Treatment()
        done = _then(before, REMEDIES[remedy](before.apply(known), rule.most, rule.passes))
        if rule.passes(done.apply(known)):
            break
    return done


def _then(before: Treatment, after: Treatment) -> Treatment:
    """Join a clip and what was fitted on its result into one treatment."""
    if before.how == "none":
        return after
    low, high = max(before.low, after.low), min(before.high, after.high)
    return Treatment(f"{before.how} + {after.how}", low, high, after.shift, after.sign, after.power)


def _check(remedies: Sequence[str], most: int) -> None:
    unknown = [one for one in remedies if one not in {"none", *REMEDIES}]
    if unknown:
        raise InputError(f"`how` must name remedies among 'none', {', '.join(map(repr, REMEDIES))}; got {unknown}.")
    if most < 0:
        raise InputError(f"`most` must be 0 or more, a number of points; it is {most!r}.")
    if {"log", "box-cox"} & set(remedies[:-1]):
        raise InputError(f"a transformation must be the last remedy; `how` is {tuple(remedies)}.")


REMEDIES: dict[str, Callable[[Floats, int, Callable[[Floats], bool]], Treatment]] = {
    "winsorise": winsorise,
    "log": lambda known, most, test: logarithm(known),  # noqa: ARG005
    "box-cox": lambda known, most, test: box_cox(known),  # noqa: ARG005
}
