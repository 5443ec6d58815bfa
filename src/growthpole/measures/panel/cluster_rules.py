"""Published rules that call a region's industry a cluster: European three stars, Harvard-style strong clusters."""

from __future__ import annotations

from typing import Any, Unpack

import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.grid import Grid, Sides, framed, labelled, sides
from growthpole.measures.panel.kernels import rules
from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array

__all__ = ["VERDICTS", "strong_clusters", "three_stars", "verdict"]

VERDICTS = {1.0: "met", 0.0: "not met"}


def three_stars(
    table: Any, *, top: float = 0.1, specialisation: float = 2.0, minimum: float = 0.0, **columns: Unpack[Columns]
) -> Any:
    """Stars of the European Cluster Observatory for size, specialisation and focus.

    One star each: employment among the top tenth of the regions in the same industry; location quotient of 2 or
    more; share of the region's own employment among the top tenth of all regional clusters.

    Parameters
    ----------
    table : frame
        Employment by region and industry (cluster category), >= 0.
    top : float
        What the top is, over 0 to 1.
    specialisation : float
        The quotient that gives a star.
    minimum : float
        Jobs below which there is no star at all.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`.

    Returns
    -------
    frame of the same kind
        One row per region and industry that has something: the keys; ``size``, ``specialisation``, ``focus``
        (``"met"``, ``"not met"``, ``"unknown"``); ``stars_low`` and ``stars_high``, equal where nothing is
        unknown. In a region with an unknown figure specialisation and focus are unknown; size is not.

    Raises
    ------
    InputError, NameUnknownError
        If ``top`` is not over 0 to 1, or a column does not exist.

    References
    ----------
    European Cluster Observatory, Evaluation of regional cluster strength (2008-2014); Commission staff working
    document SEC(2008) 2637, ch. 2.

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"region": ["a", "a", "b", "b"], "industry": ["glass", "farms"] * 2,
    ...                      "employment": [60, 40, 10, 190]})
    >>> three_stars(jobs, top=0.5).select("region", "industry", "stars_low").rows()
    [('a', 'farms', 0), ('a', 'glass', 3), ('b', 'farms', 2), ('b', 'glass', 0)]
    """
    if not 0 < top <= 1:
        raise InputError(f"`top` must be over 0 to 1; it is {top}.")

    def tests(grid: Grid, side: Sides) -> dict[str, Array]:
        share = ratio(grid.x, grid.x.sum(axis=1, keepdims=True))
        lq = ratio(share, ratio(side.economy, side.economy.sum()) + 0 * share)
        large = rules.at_least(grid.x, minimum)
        return {
            "size": rules.conjunction(large, rules.top_share(grid.x, top)),
            "specialisation": rules.conjunction(large, rules.at_least(lq, specialisation)),
            "focus": rules.conjunction(large, rules.top_share_of_all(share, top)),
        }

    return _judged(table, columns, tests, "stars")


def strong_clusters(
    table: Any,
    *,
    top: float = 0.25,
    specialisation: float = 1.0,
    minimum_share: float = 0.0,
    **columns: Unpack[Columns],
) -> Any:
    """Strong clusters in the manner of the U.S. Cluster Mapping project.

    A regional cluster is strong if its location quotient is among the top quarter of the regions that have the
    industry, at least ``specialisation``, and its share of the industry's national jobs at least
    ``minimum_share``.

    Parameters
    ----------
    table : frame
        Employment by region and industry (cluster category), >= 0.
    top : float
        What the top is, over 0 to 1.
    specialisation : float
        The quotient a strong cluster has at least.
    minimum_share : float
        The share of the industry's jobs it has at least, 0 to 1.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`.

    Returns
    -------
    frame of the same kind
        One row per region and industry that has something: the keys; ``leading``, ``specialised``, ``weighty``
        and ``strong``, all ``"met"``, ``"not met"`` or ``"unknown"``.

    Raises
    ------
    InputError, NameUnknownError
        If ``top`` is not over 0 to 1, or a column does not exist.

    References
    ----------
    Delgado, M., Porter, M. E. and Stern, S. (2014), Clusters, convergence, and economic performance, Research
    Policy 43, 1785-1799 (strong clusters by location quotient); U.S. Cluster Mapping Project, clustermapping.us
    (top quarter of the regions).

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"region": ["a", "a", "b", "b"], "industry": ["glass", "farms"] * 2,
    ...                      "employment": [60, 40, 10, 190]})
    >>> strong_clusters(jobs, top=0.5).filter(strong="met").select("region", "industry").rows()
    [('a', 'glass'), ('b', 'farms')]
    """
    if not 0 < top <= 1:
        raise InputError(f"`top` must be over 0 to 1; it is {top}.")

    def tests(grid: Grid, side: Sides) -> dict[str, Array]:
        share = ratio(grid.x, grid.x.sum(axis=1, keepdims=True))
        lq = ratio(share, ratio(side.economy, side.economy.sum()) + 0 * share)
        parts = {
            "leading": rules.top_share(lq, top),
            "specialised": rules.at_least(lq, specialisation),
            "weighty": rules.at_least(ratio(grid.x, side.economy + 0 * grid.x), minimum_share),
        }
        return {**parts, "strong": rules.conjunction(*parts.values())}

    return _judged(table, columns, tests, None)


def verdict(test: Array) -> list[str]:
    """Say a three-valued test in words."""
    return [VERDICTS.get(float(value), "unknown") for value in test]


def _judged(table: Any, columns: Columns, tests: Any, total: str | None) -> Any:
    layout = Layout.of(columns)

    def of_period(grid: Grid) -> pl.DataFrame:
        met = tests(grid, sides(grid.x, "region", layout.unknown, grid.reference))
        row, column = grid.present
        picked = {name: test[row, column] for name, test in met.items()}
        values: dict[str, Any] = {name: pl.Series(verdict(test), dtype=pl.String) for name, test in picked.items()}
        if total is not None:
            sure = np.sum([np.nan_to_num(test, nan=0.0) for test in picked.values()], axis=0)
            possible = np.sum([np.nan_to_num(test, nan=1.0) for test in picked.values()], axis=0)
            values |= {f"{total}_low": sure.astype(np.int64), f"{total}_high": possible.astype(np.int64)}
        labels = {layout.region: grid.regions[row], layout.industry: grid.industries[column]}
        return labelled(grid, layout, labels, values)

    return framed(table, layout, of_period)
