"""Location quotients of tables with suppressed cells: between what and what they must lie."""

from __future__ import annotations

from typing import Any, Unpack

import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.frames import collect, enter, leave
from growthpole.measures.panel.grid import grids, labelled
from growthpole.measures.panel.kernels.bounds import quotient_bounds
from growthpole.measures.panel.layout import Columns, Layout

__all__ = ["location_quotient_bounds"]


def location_quotient_bounds(table: Any, *, low: str, high: str, **columns: Unpack[Columns]) -> Any:
    """Smallest and largest location quotient that figures known as intervals allow.

    Every cell lies anywhere between its bounds, whatever the others are. With ``a`` the cell, ``b`` the rest of
    its region, ``c`` the rest of its industry and ``d`` all else, ``lq = a (a + b + c + d) / ((a + b) (a + c))``
    rises with d and falls with b and c; in a it may have a peak inside. The bounds are exact.

    Parameters
    ----------
    table : frame
        One row per region and industry (more rows are summed, bound by bound).
    low, high : str
        Columns of the smallest and the largest value, 0 <= low <= high; a known figure has both equal. A
        suppressed cell with nothing known has 0 and what the published margins leave.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`; ``value``, ``reference`` do not apply.

    Returns
    -------
    frame of the same kind
        The keys, ``lq_low``, ``lq_high`` and ``status``: ``"known"`` where the two are equal, ``"interval"``,
        ``"unknown"`` where a bound is missing anywhere in the period, ``"undefined"`` where the region or the
        industry may have nothing at all.

    Raises
    ------
    InputError
        If a lower bound is above its upper bound.
    NameUnknownError
        If a column does not exist.

    References
    ----------
    Moore, R. E. (1966), Interval Analysis; Isserman, A. M. and Westervelt, J. (2006), 1.5 million missing numbers:
    overcoming employment suppression in County Business Patterns data, International Regional Science Review 29,
    311-335.

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"region": ["a", "a", "b", "b"], "industry": ["glass", "farms"] * 2,
    ...                      "low": [10, 20, 0, 40], "high": [20, 20, 10, 40]})
    >>> location_quotient_bounds(jobs, low="low", high="high").filter(region="a", industry="glass").row(0)[2:4]
    (1.333..., 2.333...)
    """
    layout = Layout.of(columns)
    lows, highs = (Layout.of({**columns, "value": name}) for name in (low, high))
    checked = collect(enter(table, (low, high)).filter(nw.col(low) > nw.col(high)).head(1))
    if checked.height:
        raise InputError(f"every cell must have `{low}` <= `{high}`; one has {checked.row(0)}.")
    parts = []
    for least, most in zip(grids(table, lows), grids(table, highs), strict=True):
        lower, upper = quotient_bounds(least.x, most.x)
        row, column = np.nonzero(most.x)
        unknown = bool(np.isnan(least.x + most.x).any())
        status = np.where(
            unknown,
            "unknown",
            np.where(np.isnan(lower), "undefined", np.where(upper - lower <= 1e-12 * upper, "known", "interval")),
        )
        labels = {layout.region: least.regions[row], layout.industry: least.industries[column]}
        values = {"lq_low": lower[row, column], "lq_high": upper[row, column], "status": status[row, column]}
        parts.append(labelled(least, layout, labels, values))
    return leave(pl.concat(parts), table)
