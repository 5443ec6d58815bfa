"""Normalise: bring indicators of different units to one scale, with references that are fixed by default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.index.composite import CompositeIndex
from growthpole.index.framework import Indicator
from growthpole.index.heights import (
    ARRAYS,
    as_matrix,
    base_mask,
    base_rows,
    close_frame,
    open_frame,
    positional,
    refuse,
    specs,
)
from growthpole.index.outliers import Treatment
from growthpole.index.references import References, fit_references

__all__ = ["normalise"]

Floats = NDArray[np.float64]


def normalise(
    data: Any,
    how: str = "goalposts",
    *,
    scale: tuple[float, float] | None = None,
    cap: bool | None = None,
    base: Any = None,
    indicators: Sequence[Indicator] | None = None,
    columns: Sequence[str] | None = None,
) -> Any:
    """Bring every indicator to one scale on which more is better.

    With s = 1 if more is better and -1 if less is, and statistics over the rows of `base`:

    - "goalposts": ``(x - worst) / (best - worst)`` (of the logarithm on a log scale), cut to 0 and 1;
    - "min-max": ``(x - min) / (max - min)``, or ``(max - x) / (max - min)`` if less is better;
    - "z-score": ``s (x - mean) / sd``, with n - 1 in the variance;
    - "rank": ``1 +`` the number of base rows that are strictly worse, so that the best has the largest;
    - "percentile": the share of the other base rows that are strictly worse;
    - "distance to reference": ``x / reference``, or ``reference / x`` if less is better;
    - "distance to target": ``(x - min) / (target - min)``, or ``(max - x) / (max - target)``, at most 1;
    - "fraction of maximum": ``x / max``, or ``min / x`` if less is better.

    Parameters
    ----------
    data : ndarray, frame or CompositeIndex
        Figures, units in rows; NaN where unknown.
    how : str, default "goalposts"
        One of the methods above.
    scale : (float, float), optional
        What 0 and 1 become; (0, 100) by default. For "z-score" the mean and the standard deviation, (0, 1) by
        default. Ranks have no scale.
    cap : bool, optional
        Whether values beyond 0 and 1 are cut. By default for "goalposts" only; "distance to target" is always
        cut at 1.
    base : mask of shape (n,) for an array or frame; period or "pooled" for an index, optional
        Rows that fix the references. For an index the first period by default.
    indicators : sequence of Indicator, optional
        Directions and goalposts: in the order of columns for an array, by id for a frame. An index brings its
        own.
    columns : sequence of str, optional
        For a frame: the indicator columns.

    Returns
    -------
    ndarray, frame or CompositeIndex
        As given, normalised; an index gains the stage "normalised". NaN stays NaN.

    Raises
    ------
    InputError
        If `how` is unknown, a goalpost, reference or target is missing, a column has no known figure in the
        base rows, one value only where a range is needed, or a figure that is not positive where a ratio is
        needed.
    ShapeError
        If shapes do not fit.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 5.

    Examples
    --------
    >>> x = np.array([[2.0], [4.0], [3.0]])
    >>> normalise(x, "min-max").ravel().tolist()
    [0.0, 100.0, 50.0]
    >>> normalise(x, "min-max", indicators=[Indicator("cost", direction=-1)]).ravel().tolist()
    [100.0, 0.0, 50.0]
    >>> normalise(x, "goalposts", indicators=[Indicator("share", worst=0.0, best=10.0)]).ravel().tolist()
    [20.0, 40.0, 30.0]
    """
    if isinstance(data, CompositeIndex):
        refuse("an index", indicators=indicators, columns=columns)
        fitted = _fit_index(data, how, scale, cap, base)
        after = data.with_stage("normalised", fitted.apply(data.data), fits={**data.fits, "normalise": fitted})
        return after.record(normalise, how=how, scale=scale, cap=cap, base=base)
    if isinstance(data, ARRAYS):
        refuse("an array", columns=columns)
        matrix = as_matrix(data)
        chosen = positional(indicators, matrix.shape[1])
        return fit_references(matrix[base_mask(base, len(matrix))], how, chosen, scale, cap).apply(matrix)
    frame, names, matrix = open_frame(data, columns, indicators)
    fitted = fit_references(matrix[base_mask(base, len(matrix))], how, specs(indicators, names), scale, cap)
    return close_frame(frame, names, fitted.apply(matrix))


def _fit_index(
    index: CompositeIndex, how: str, scale: tuple[float, float] | None, cap: bool | None, base: object
) -> References:
    treatments = index.fits.get("treat")
    chosen = index.framework.indicators
    if treatments is not None:
        # A column that was transformed is on another scale: its goalposts must follow it there.
        chosen = tuple(_moved(one, done) for one, done in zip(chosen, treatments, strict=True))
    return fit_references(index.data[base_rows(index, base)], how, chosen, scale, cap)


def _moved(indicator: Indicator, done: Treatment) -> Indicator:
    if done.power is None:
        return indicator

    def there(value: float | None) -> float | None:
        return None if value is None else float(done.transform(np.array([value]))[0])

    return replace(
        indicator,
        scale="linear",
        worst=there(indicator.worst),
        best=there(indicator.best),
        target=there(indicator.target),
        reference=there(indicator.reference),
    )
