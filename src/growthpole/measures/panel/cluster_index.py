"""Litzenberger and Sternberg's cluster index: dense, large and of many plants."""

from __future__ import annotations

from typing import Any, Unpack

import narwhals.stable.v2 as nw

from growthpole.measures.panel.cells import FIGURE, GAP, cells
from growthpole.measures.panel.frames import enter, leave
from growthpole.measures.panel.kernels.cellwise import cluster_index
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.quotient import ordered

__all__ = ["litzenberger_sternberg"]


def litzenberger_sternberg(
    table: Any,
    *,
    regions: Any,
    plants: str = "plants",
    area: str = "area",
    population: str = "population",
    **columns: Unpack[Columns],
) -> Any:
    """Litzenberger and Sternberg's cluster index of every region and industry.

    Industrial density ``(x_ri / x_.i) / (a_r / a)`` times industrial stock ``(x_ri / x_.i) / (p_r / p)`` over
    relative plant size ``(x_ri / x_.i) / (b_ri / b_.i)``, with areas a, people p and plants b.

    Parameters
    ----------
    table : frame
        Jobs and number of plants, >= 0, by region and industry; rows are summed.
    regions : frame of any kind
        One row per region with its area and population, > 0, in any unit; together they are the whole economy.
    plants : str
        The column of ``table`` with the number of plants.
    area, population : str
        The columns of ``regions``.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`; ``reference`` does not apply.

    Returns
    -------
    frame of the same kind
        The keys, ``cluster_index`` (>= 0; 1: as the average) and ``status``. Null
        where a figure of the industry is unknown in any region, where the region is not in ``regions``
        (``"unknown"``), or where the industry has no jobs or plants (``"undefined"``).

    Raises
    ------
    NameUnknownError
        If a column does not exist.

    References
    ----------
    Litzenberger, T. and Sternberg, R. (2006), Der Clusterindex, Geographische Zeitschrift 94, 209-224.

    Examples
    --------
    Half the jobs and half the plants on a fifth of the land with a quarter of the people: 0.5 * 0.5 / 0.05.

    >>> import polars as pl
    >>> jobs = pl.DataFrame({"region": ["a", "b"], "industry": ["glass"] * 2, "employment": [50, 50],
    ...                      "plants": [5, 5]})
    >>> places = pl.DataFrame({"region": ["a", "b"], "area": [20, 80], "population": [25, 75]})
    >>> litzenberger_sternberg(jobs, regions=places)["cluster_index"].round(6).to_list()
    [5.0, 0.416667]
    """
    layout = Layout.of(columns)
    counted = Layout.of({**columns, "value": plants})
    keys, industry = list(layout.keys), [*layout.time, layout.industry]
    rows = cells(table, layout).join(
        cells(table, counted).select(*keys, nw.col(FIGURE).alias("__plants"), nw.col(GAP).alias("__plants_gap")),
        on=keys,
        how="left",
    )
    places = enter(regions, (layout.region, area, population))
    shares = places.select(
        layout.region,
        (nw.col(area) / nw.col(area).sum()).alias("__area"),
        (nw.col(population) / nw.col(population).sum()).alias("__population"),
    )
    rows = rows.join(shares, on=layout.region, how="left").with_columns(
        nw.col(FIGURE).sum().over(*industry).alias("__jobs"),
        nw.col("__plants").sum().over(*industry).alias("__all_plants"),
        (nw.col(GAP) + nw.col("__plants_gap")).max().over(*industry).alias("__lacking"),
    )
    unknown = (nw.col("__lacking") > 0) | nw.col("__area").is_null() | nw.col("__population").is_null()
    usable = ~unknown & (nw.col("__jobs") > 0) & (nw.col("__all_plants") > 0)
    rows = rows.with_columns(nw.when(usable).then(nw.col("__jobs")).alias("__jobs"))
    index = cluster_index(
        nw.col(FIGURE),
        nw.col("__jobs"),
        nw.col("__area"),
        nw.col("__population"),
        nw.col("__plants") / nw.col("__all_plants"),
    )
    status = (
        nw.when(unknown)
        .then(nw.lit("unknown"))
        .otherwise(nw.when(nw.col("__jobs").is_null()).then(nw.lit("undefined")).otherwise(nw.lit("known")))
    )
    return leave(ordered(rows.select(*keys, index.alias("cluster_index"), status.alias("status")), layout.keys), table)
