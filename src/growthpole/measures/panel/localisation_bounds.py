"""Ellison and Glaeser's index of plants known by size class: between what it must lie."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import polars as pl

from growthpole.measures.panel.frames import leave
from growthpole.measures.panel.grid import repeated
from growthpole.measures.panel.kernels.size_bounds import gamma_bounds
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.localisation import plant_layout
from growthpole.measures.panel.plants import economy_totals
from growthpole.measures.panel.register import Register, read_rows, regional_shares, register_of

__all__ = ["ellison_glaeser_bounds"]


def ellison_glaeser_bounds(
    table: Any, *, bounds: tuple[str, str], economy: Any = None, **columns: Unpack[Columns]
) -> Any:
    """Bounds of Ellison and Glaeser's index of every industry for sizes known as classes.

    Whatever the head counts are within their classes, the index lies between ``gamma_low`` and ``gamma_high``:
    ``G`` is taken at its least and largest over the regional shares, ``H`` over the plants' shares, and the index
    at the corners of both. The bounds are safe, and wider than need be where one plant is large, because the same
    sizes cannot make both extreme at once.

    Parameters
    ----------
    table : frame
        One row per plant.
    bounds : pair of str
        The columns with the smallest and largest head count of each plant's size class, 0 <= low <= high.
    economy : frame, optional
        As for :func:`growthpole.measures.panel.localisation.ellison_glaeser`. By default the sum of the table
        with every plant in the middle of its class; the bounds are for these weights.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`; ``value`` and ``reference`` do not apply.

    Returns
    -------
    frame of the same kind
        Per industry: ``gamma_low``, ``gamma_high``, ``plants`` and ``status``. Null and ``"unknown"`` where a
        class is open or missing; null and ``"undefined"`` where one plant may be all of the industry.

    Raises
    ------
    InputError, NameUnknownError
        If a lower bound is above its upper bound, or a column does not exist.

    References
    ----------
    Ellison and Glaeser (1997), eq. 5; Moore, R. E. (1966), Interval Analysis.

    Examples
    --------
    >>> import polars as pl
    >>> plants = pl.DataFrame({"region": ["a", "a", "b"], "industry": ["glass"] * 3,
    ...                        "low": [10, 10, 10], "high": [10, 10, 12]})
    >>> jobs = pl.DataFrame({"region": ["a", "b"], "employment": [100, 100]})
    >>> result = ellison_glaeser_bounds(plants, bounds=("low", "high"), economy=jobs)
    >>> [round(value, 3) for value in result.select("gamma_low", "gamma_high").row(0)]
    [-0.412, -0.333]
    """
    layout = plant_layout(columns)
    rows, totals = read_rows(table, layout, bounds), economy_totals(economy, layout)
    parts = [rows] if layout.period is None else rows.partition_by(layout.period, maintain_order=True)
    return leave(pl.concat([_period(part, layout, totals) for part in parts]), table)


def _period(part: pl.DataFrame, layout: Layout, totals: pl.DataFrame | None) -> pl.DataFrame:
    time = [] if layout.period is None else [part[layout.period].head(1)]
    if totals is not None and time:
        totals = totals.filter(pl.col(str(layout.period)).is_in(time[0].implode()))
    register = register_of(part, layout, totals)
    count = len(register.industries)
    found = [_industry(register, industry, layout) for industry in range(count)]
    low, high, plants, status = (list(column) for column in zip(*found, strict=True))
    values = {"gamma_low": low, "gamma_high": high, "plants": plants, "status": status}
    labels = [*(repeated(one, count) for one in time), register.industries.alias(layout.industry)]
    return pl.DataFrame([*labels, *(pl.Series(name, value) for name, value in values.items())])


def _industry(register: Register, industry: int, layout: Layout) -> tuple[float, float, int, str]:
    own = register.industry == industry
    low, high, region = register.low[own], register.high[own], register.region[own]
    if np.isnan(low).any():
        return np.nan, np.nan, int((low > 0).sum()), "unknown"
    economy = register.economy
    if economy is None:
        economy = regional_shares(register, (register.low + register.high) / 2, layout)
    least, most = gamma_bounds(low, high, region, economy)
    otherwise = "partial" if register.economy is None and not register.known.all() else "known"
    return least, most, int((high > 0).sum()), "undefined" if np.isnan(least) else otherwise
