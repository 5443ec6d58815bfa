"""Location quotients that look over the border: what stands nearby counts too."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.frames import collect, enter
from growthpole.measures.panel.grid import Grid, framed, labelled, sides
from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array

__all__ = ["proximity_location_quotient"]


def proximity_location_quotient(
    table: Any,
    *,
    weights: Any,
    neighbour: str = "neighbour",
    weight: str = "weight",
    **columns: Unpack[Columns],
) -> Any:
    """Proximity-adjusted (focal) location quotient of every region and industry.

    ``lq_ri = (sum_s w_rs x_si / sum_s w_rs x_s.) / (x_.i / x_..)``: the quotient of the region together with its
    surroundings, each neighbour counting as much as its weight. With ``w = 1`` on the diagonal and 0 elsewhere
    it is the plain one.

    Parameters
    ----------
    table : frame
        Employment or output, >= 0, by region and industry.
    weights : frame of any kind
        One row per pair: the region, its ``neighbour`` and a ``weight`` >= 0 (a distance decay, a share of
        commuters, contiguity). A region counts itself with weight 1 unless a row says otherwise.
    neighbour, weight : str
        The columns of ``weights``; its region column is named as in ``table``.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`.

    Returns
    -------
    frame of the same kind
        One row per region and industry that has something within reach: the keys, ``lq`` and ``status``. A
        region whose own figures, or those of a neighbour with weight, are unknown is ``"unknown"``.

    Raises
    ------
    InputError
        If a weight is negative or missing.
    NameUnknownError
        If a column does not exist.

    References
    ----------
    Cromley, R. G. and Hanink, D. M. (2012), Focal location quotients: specification and applications,
    Geographical Analysis 44, 398-410.

    Examples
    --------
    Town b has no glass, but its neighbour has; counted in full, both have the same quotient.

    >>> import polars as pl
    >>> jobs = pl.DataFrame({"region": ["a", "b", "c"], "industry": ["glass", "farms", "farms"],
    ...                      "employment": [20, 20, 40]})
    >>> near = pl.DataFrame({"region": ["a", "b"], "neighbour": ["b", "a"], "weight": [1.0, 1.0]})
    >>> proximity_location_quotient(jobs, weights=near).filter(industry="glass")["lq"].to_list()
    [2.0, 2.0]
    """
    layout = Layout.of(columns)
    pairs = collect(enter(weights, (layout.region, neighbour, weight)))
    if pairs.filter(pl.col(weight).is_null() | (pl.col(weight) < 0)).height:
        raise InputError(f"`weights` must give every pair a number >= 0; column `{weight}` has others.")

    def of_period(grid: Grid) -> pl.DataFrame:
        matrix = _matrix(pairs, grid.regions, (layout.region, neighbour, weight))
        side = sides(grid.x, "region", layout.unknown, grid.reference)
        near = _weighted(matrix, grid.x)
        share = ratio(near, near.sum(axis=1, keepdims=True))
        lq = ratio(share, ratio(side.economy, side.economy.sum()) + 0 * share)
        row, column = np.nonzero(near)
        lacking = np.isnan(near[row]).any(axis=1) | np.isnan(side.economy).any()
        value = lq[row, column]
        without = np.where(lacking, "unknown", "undefined")
        status = np.where(np.isnan(value), without, "partial" if side.partial else "known")
        labels = {layout.region: grid.regions[row], layout.industry: grid.industries[column]}
        return labelled(grid, layout, labels, {"lq": value, "status": status})

    return framed(table, layout, of_period)


def _matrix(pairs: pl.DataFrame, regions: pl.Series, names: tuple[str, str, str]) -> Array:
    """Weights as an array (R, R); pairs with a region that the table does not have say nothing here."""
    region, neighbour, weight = names
    place = regions.to_frame("label").with_row_index("place")
    found = (
        pairs.select(pl.col(region).alias("from"), pl.col(neighbour).alias("to"), pl.col(weight).alias("weight"))
        .join(place.rename({"label": "from", "place": "row"}), on="from")
        .join(place.rename({"label": "to", "place": "column"}), on="to")
    )
    matrix = np.eye(len(regions))
    matrix[found["row"].to_numpy(), found["column"].to_numpy()] = found["weight"].to_numpy()
    return matrix


def _weighted(matrix: Array, x: Array) -> Array:
    """Weighted sums over the regions; unknown only where a region with weight is."""
    missing = np.isnan(x)
    near = matrix @ np.where(missing, 0.0, x)
    return np.where((matrix > 0).astype(float) @ missing.any(axis=1, keepdims=True) > 0, np.nan, near)
