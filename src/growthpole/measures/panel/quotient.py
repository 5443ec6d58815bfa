"""Location quotients: an industry's share in a region against its share in the economy."""

from __future__ import annotations

from typing import Any, Unpack

import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

from growthpole.measures.panel.cells import COLUMN, FIGURE, ROW, TOTAL, cells, margins
from growthpole.measures.panel.frames import leave
from growthpole.measures.panel.kernels.cellwise import quotient, symmetric
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array, as_matrix, is_matrix

__all__ = ["location_quotient", "log_location_quotient", "symmetric_location_quotient"]


def location_quotient(table: Any, **columns: Unpack[Columns]) -> Any:
    """Location quotient of every region and industry.

    ``lq_ri = (x_ri / x_r.) / (x_.i / x_..)``: the industry's share in the region over its share in the economy.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment, output or plants, >= 0, by region and industry; any unit. A frame of establishments is
        summed first.
    **columns
        ``region``, ``industry``, ``value``, ``period``, ``reference``, ``unknown``, ``absent``: see
        :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or array of shape (R, I)
        The keys, ``lq`` (>= 0, 1 is the average) and ``status``: ``"known"``; ``"partial"`` (other regions had
        missing figures and were left out of the economy); ``"unknown"`` (its own region has one); and
        ``"undefined"`` (a region or an industry with nothing at all), the last two with ``lq`` null. A lazy
        frame stays lazy; an empty one gives an empty one. An array gives NaN for the last two.

    Raises
    ------
    InputError
        If the table is no frame and no two-dimensional array, or an array holds a negative figure.
    NameUnknownError
        If a column does not exist.

    References
    ----------
    Florence, P. S. (1939), Report on the Location of Industry; Isard, W. (1960), Methods of Regional Analysis,
    ch. 7.

    Examples
    --------
    Half of the first town's 40 jobs are in glass, and a quarter of the economy's 80:

    >>> import polars as pl
    >>> jobs = pl.DataFrame({"region": ["a", "a", "b"], "industry": ["glass", "farms", "farms"],
    ...                      "employment": [20, 20, 40]})
    >>> location_quotient(jobs)["lq"].round(4).to_list()
    [0.6667, 2.0, 1.3333]
    """
    if is_matrix(table):
        return _array_quotient(as_matrix(table, options=columns))
    return _cellwise(table, "lq", nw.col("lq"), columns)


def symmetric_location_quotient(table: Any, **columns: Unpack[Columns]) -> Any:
    """Symmetric location quotient, as far from 0 for "half" as for "double".

    ``slq_ri = (lq_ri - 1) / (lq_ri + 1)``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        As for :func:`location_quotient`.
    **columns
        As for :func:`location_quotient`.

    Returns
    -------
    frame of the same kind, or array of shape (R, I)
        The keys, ``slq`` (-1 to 1) and ``status``; null as for :func:`location_quotient`.

    Raises
    ------
    InputError, NameUnknownError
        As for :func:`location_quotient`.

    References
    ----------
    Laursen, K. (2015), Revealed comparative advantage and the alternatives, Eurasian Business
    Review 5, 99-115.

    Examples
    --------
    >>> import numpy as np
    >>> symmetric_location_quotient(np.array([[20, 20], [0, 40]])).round(4).tolist()
    [[0.3333, -0.2], [-1.0, 0.1429]]
    """
    if is_matrix(table):
        return symmetric(_array_quotient(as_matrix(table, options=columns)))
    return _cellwise(table, "slq", symmetric(nw.col("lq")), columns)


def log_location_quotient(table: Any, **columns: Unpack[Columns]) -> Any:
    """Natural logarithm of the location quotient.

    ``llq_ri = ln lq_ri``; an industry that a region does not have is minus infinity on this scale, which is
    no number, so it is null with the status ``"undefined"``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        As for :func:`location_quotient`.
    **columns
        As for :func:`location_quotient`.

    Returns
    -------
    frame of the same kind, or array of shape (R, I)
        The keys, ``llq`` (0 is the average) and ``status``; null (NaN) where the quotient is 0 or unknown.

    Raises
    ------
    InputError, NameUnknownError
        As for :func:`location_quotient`.

    References
    ----------
    Vollrath, T. L. (1991), A theoretical evaluation of alternative trade intensity measures of revealed
    comparative advantage, Weltwirtschaftliches Archiv 127, 265-280.

    Examples
    --------
    >>> import numpy as np
    >>> log_location_quotient(np.array([[20, 20], [0, 40]])).round(4).tolist()
    [[0.6931, -0.4055], [nan, 0.2877]]
    """
    if is_matrix(table):
        lq = _array_quotient(as_matrix(table, options=columns))
        return np.log(np.where(lq > 0, lq, np.nan))
    positive = nw.when(nw.col("lq") > 0).then(nw.col("lq"))
    return _cellwise(table, "llq", positive.log(), columns, undefined_at_zero=True)


def quotients(table: Any, layout: Layout) -> nw.LazyFrame[Any]:
    """Cells with ``FIGURE``, their margins, ``lq`` and ``status``, lazily."""
    marked = margins(cells(table, layout), layout)
    product = nw.col(ROW) * nw.col(COLUMN)
    guarded = marked.with_columns(nw.when(product > 0).then(nw.col(ROW)).alias("__positive"))
    return guarded.with_columns(
        quotient(nw.col(FIGURE), nw.col("__positive"), nw.col(COLUMN), nw.col(TOTAL)).alias("lq")
    )


def _cellwise(table: Any, name: str, of_lq: nw.Expr, columns: Columns, *, undefined_at_zero: bool = False) -> Any:
    layout = Layout.of(columns)
    measured = quotients(table, layout)
    if undefined_at_zero:
        absent = (nw.col("status") != "unknown") & (nw.col("lq") == 0)
        status = nw.when(absent).then(nw.lit("undefined")).otherwise(nw.col("status"))
        measured = measured.with_columns(status.alias("status"))
    result = measured.select(*layout.keys, of_lq.alias(name), "status")
    return leave(ordered(result, layout.keys), table)


def ordered(result: nw.LazyFrame[Any], keys: tuple[str, ...]) -> nw.LazyFrame[Any]:
    """Sort by the keys where the table is in this machine's memory; a database keeps its own order."""
    return result.sort(*keys) if isinstance(result.to_native(), pl.LazyFrame) else result


def _array_quotient(x: Array) -> Array:
    complete = ~np.isnan(x).any(axis=1)
    row, column = x.sum(axis=1, keepdims=True), x[complete].sum(axis=0, keepdims=True)
    lq: Array = quotient(x, np.where(row > 0, row, np.nan), np.where(column > 0, column, np.nan), column.sum())
    return lq
