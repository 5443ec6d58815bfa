"""ISTAT's rule for an industrial district: manufacturing, small firms, one industry that leads."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Unpack

import numpy as np
import polars as pl

from growthpole.errors import InputError, NameUnknownError
from growthpole.measures.panel.cluster_rules import verdict
from growthpole.measures.panel.frames import leave
from growthpole.measures.panel.grid import Grid, grids, labelled
from growthpole.measures.panel.kernels import rules
from growthpole.measures.panel.kernels.shares import ratio, shares
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array

__all__ = ["industrial_districts"]


def industrial_districts(
    table: Any,
    *,
    manufacturing: Collection[Any],
    small: str = "small_firm_employment",
    majority: float = 0.5,
    **columns: Unpack[Columns],
) -> Any:
    """Industrial districts among local labour systems by the rule of Sforzi and ISTAT.

    A local labour system is a district if (1) the share of manufacturing in its jobs is above the nation's;
    (2) the share of firms under 250 in its manufacturing jobs is above the nation's; (3) one manufacturing
    industry leads: of those with a quotient (within manufacturing) above 1 the one with most jobs; (4) in that
    industry small firms have more than ``majority`` of the jobs.

    Parameters
    ----------
    table : frame
        Employment by local labour system and industry, >= 0: all industries, manufacturing among them.
    manufacturing : collection
        The labels of the manufacturing industries (11 in ISTAT's rule).
    small : str
        The column with the jobs in firms under 250 (ISTAT: small and medium).
    majority : float
        Of the leading industry's jobs, 0 to 1.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`; ``reference`` does not apply.

    Returns
    -------
    frame of the same kind
        One row per local labour system: ``manufacturing``, ``small_firms``, ``specialised``,
        ``small_in_leader`` and ``district``, each ``"met"``, ``"not met"`` or ``"unknown"``, and ``leader``, the
        leading industry (null where there is none, or a figure is unknown).

    Raises
    ------
    InputError, NameUnknownError
        If ``manufacturing`` is empty or has a label that the table lacks, or a column does not exist.

    References
    ----------
    ISTAT (1997), I sistemi locali del lavoro 1991, ed. F. Sforzi; ISTAT (2015), I distretti industriali 2011.

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"region": ["a"] * 3 + ["b"] * 3, "industry": ["glass", "cloth", "shops"] * 2,
    ...                      "employment": [60, 10, 30, 10, 30, 160], "small_firm_employment": [50, 10, 30, 2, 9, 160]})
    >>> result = industrial_districts(jobs, manufacturing=["glass", "cloth"])
    >>> result.select("region", "leader", "district").rows()
    [('a', 'glass', 'met'), ('b', 'cloth', 'not met')]
    """
    layout = Layout.of(columns)
    if not manufacturing:
        raise InputError("`manufacturing` must name one industry or more; it is empty.")
    minor = Layout.of({**columns, "value": small})
    pairs = zip(grids(table, layout), grids(table, minor), strict=True)
    return leave(pl.concat([_judged(whole, part, layout, manufacturing, majority) for whole, part in pairs]), table)


def _judged(grid: Grid, minor: Grid, layout: Layout, manufacturing: Collection[Any], majority: float) -> pl.DataFrame:
    known = grid.industries.to_list()
    for industry in manufacturing:
        if industry not in known:
            raise NameUnknownError("industry", str(industry), map(str, known))
    made = np.array([label in manufacturing for label in known], dtype=bool)
    x, y = grid.x[:, made], minor.x[:, made]
    complete = ~np.isnan(grid.x).any(axis=1)
    total = grid.x.sum(axis=1)
    weight = _against(x.sum(axis=1), total)
    smallness = _against(y.sum(axis=1), x.sum(axis=1))
    quotient = ratio(shares(x), shares(x[complete].sum(axis=0)))
    jobs = np.where(quotient > 1, x, np.where(np.isnan(x), np.nan, 0.0))
    lacking = np.isnan(grid.x).any(axis=1)
    leads = np.where(lacking, np.nan, (np.nan_to_num(jobs).max(axis=1) > 0).astype(float))
    leader = np.nan_to_num(jobs).argmax(axis=1)
    place = np.arange(len(x))
    part = ratio(y[place, leader], x[place, leader])
    minority = np.where(leads == 1, np.where(np.isnan(part), np.nan, (part > majority).astype(float)), leads)
    names = grid.industries.filter(pl.Series(made)).gather(leader)
    tests = {"manufacturing": weight, "small_firms": smallness, "specialised": leads, "small_in_leader": minority}
    tests["district"] = rules.conjunction(*tests.values())
    values: dict[str, Any] = {name: pl.Series(verdict(test), dtype=pl.String) for name, test in tests.items()}
    values["leader"] = pl.select(pl.when(pl.Series(leads == 1)).then(names)).to_series()
    return labelled(grid, layout, {layout.region: grid.regions}, values)


def _against(part: Array, whole: Array) -> Array:
    """Whether a region's share is above the nation's, over the regions where both are known."""
    complete = ~np.isnan(part + whole)
    share = ratio(part, whole)
    nation = ratio(part[complete].sum(), whole[complete].sum())
    return np.where(np.isnan(share) | np.isnan(nation), np.nan, (share > nation).astype(float))
