"""Screen: which units have enough known figures to be compared at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError
from growthpole.index.composite import CompositeIndex
from growthpole.index.heights import ARRAYS, as_matrix, open_frame, refuse

__all__ = ["availability", "denominate", "screen"]

Floats = NDArray[np.float64]


def availability(data: ArrayLike) -> Floats:
    """Give the share of known figures of every unit: ``1 - (number of NaN) / m``.

    Parameters
    ----------
    data : array_like of float, shape (n, m)
        Figures; NaN where unknown.

    Returns
    -------
    ndarray of float, shape (n,), 0 to 1
        The share of each row; NaN for a matrix without columns.

    Raises
    ------
    ShapeError
        If `data` is not a matrix.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 3.

    Examples
    --------
    >>> availability([[1.0, np.nan], [2.0, 3.0]]).tolist()
    [0.5, 1.0]
    """
    matrix = as_matrix(data)
    if matrix.shape[1] == 0:
        return np.full(matrix.shape[0], np.nan)
    return np.asarray(1.0 - np.isnan(matrix).mean(axis=1))


def screen(data: Any, how: str = "none", *, least: float = 0.66, columns: Sequence[str] | None = None) -> Any:
    """Keep the units that have enough known figures.

    A unit stays if its `availability` is at least `least`.

    Parameters
    ----------
    data : ndarray, frame or CompositeIndex
        Figures, units in rows.
    how : {"none", "availability"}, default "none"
        "none" keeps every unit.
    least : float, default 0.66, 0 to 1
        Smallest share of known figures.
    columns : sequence of str, optional
        For a frame: the indicator columns; all numeric columns by default.

    Returns
    -------
    ndarray, frame or CompositeIndex
        As given, without the rows that fail; the order of rows is kept.

    Raises
    ------
    InputError
        If `how` is unknown or `least` is outside 0 to 1.

    References
    ----------
    Becker et al. (2022), COINr, Journal of Open Source Software 7(78), 4567 (unit screening).

    Examples
    --------
    >>> screen(np.array([[1.0, np.nan], [2.0, 3.0]]), "availability").tolist()
    [[2.0, 3.0]]
    """
    if how not in {"none", "availability"}:
        raise InputError(f"`how` must be 'none' or 'availability'; it is {how!r}.")
    if not 0 <= least <= 1:
        raise InputError(f"`least` must be a share from 0 to 1; it is {least!r}.")
    if isinstance(data, CompositeIndex):
        refuse("an index", columns=columns)
        kept = data if how == "none" else _restrict(data, np.flatnonzero(_passes(data.data, how, least)))
        return kept.record(screen, how=how, least=least)
    if isinstance(data, ARRAYS):
        refuse("an array", columns=columns)
        values = as_matrix(data)
        return values[_passes(values, how, least)]
    frame, _, matrix = open_frame(data, columns, None)
    passes = nw.new_series("passes", _passes(matrix, how, least).tolist(), backend=frame.implementation)
    return frame.filter(passes.to_list()).to_native()


def denominate(data: CompositeIndex, how: str = "given") -> CompositeIndex:
    """Divide each indicator by the denominator the framework names for it.

    ``x / d``; an indicator without denominator is left alone.

    Parameters
    ----------
    data : CompositeIndex
        An index with figures as they came.
    how : {"given", "none"}, default "given"
        "none" divides nothing.

    Returns
    -------
    CompositeIndex
        With the stage "denominated". An unknown or zero denominator makes the figure unknown.

    Raises
    ------
    InputError
        If `how` is unknown.

    References
    ----------
    Becker et al. (2022), COINr, Journal of Open Source Software 7(78), 4567 (denomination).

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.composite import assemble
    >>> from growthpole.index.reading import read_table
    >>> from growthpole.index.framework import Framework, Indicator
    >>> tree = Framework((Indicator("firms", denominator="people"),))
    >>> frame = pl.DataFrame({"unit": ["p", "q"], "firms": [6.0, 5.0], "people": [3.0, None]})
    >>> denominate(assemble(read_table(frame, tree), tree)).data.tolist()
    [[2.0], [nan]]
    """
    if how not in {"none", "given"}:
        raise InputError(f"`how` must be 'none' or 'given'; it is {how!r}.")
    values = data.data.copy()
    if how == "given":
        for place, one in enumerate(data.framework.indicators):
            if one.denominator is not None:
                below = data.table.denominators[one.denominator][data.rows]
                values[:, place] /= np.where(below == 0, np.nan, below)
    return data.with_stage("denominated", values).record(denominate, how=how)


def _passes(matrix: Floats, how: str, least: float) -> NDArray[np.bool_]:
    return np.ones(len(matrix), np.bool_) if how == "none" else availability(matrix) >= least


def _restrict(index: CompositeIndex, kept: NDArray[np.int64]) -> CompositeIndex:
    """Copy the index with some rows only, at every stage."""
    return replace(
        index,
        rows=index.rows[kept],
        stages={name: values[kept] for name, values in index.stages.items()},
        imputed=index.imputed[kept],
    )
