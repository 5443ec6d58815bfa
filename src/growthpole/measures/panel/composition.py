"""What a region's economy is made of: related and unrelated variety, groups within, parts that count."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
import polars as pl

from growthpole.errors import NameUnknownError
from growthpole.measures.panel.grid import Grid, Of, framed, measured_frame, sides
from growthpole.measures.panel.groups import Groups, group_codes
from growthpole.measures.panel.kernels import composition
from growthpole.measures.panel.kernels.shares import divergence, ratio, shannon
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array, as_matrix, is_matrix

__all__ = ["TheilResult", "VarietyResult", "emerging_share", "related_variety", "resource_dependence", "theil"]


@dataclass(frozen=True, slots=True)
class TheilResult:
    """Theil's measure of each unit and its parts; all of shape (U,), in nats.

    Attributes
    ----------
    theil : ndarray
        The whole, >= 0.
    between, within : ndarray
        Between the groups of categories, and within them; they add up to the whole. Without groups everything
        is within.
    """

    theil: Array
    between: Array
    within: Array


@dataclass(frozen=True, slots=True)
class VarietyResult:
    """Variety of each unit, in bits; all of shape (U,).

    Attributes
    ----------
    variety : ndarray
        Entropy over all categories, >= 0.
    unrelated, related : ndarray
        Between the groups, and within them; they add up to ``variety``.
    """

    variety: Array
    unrelated: Array
    related: Array


def theil(table: Any, *, of: Of = "industry", groups: Groups | None = None, **columns: Unpack[Columns]) -> Any:
    """Theil's measure of concentration against the economy, split between and within groups.

    ``T_i = sum_r s_ri ln(s_ri / S_r)`` with ``0 ln 0 = 0``; between groups g of regions
    ``sum_g s_gi ln(s_gi / S_g)``, within them ``sum_g s_gi T_gi``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment or output, >= 0, any unit.
    of : {"industry", "region"}
        Industries measured over regions, or regions over industries.
    groups : mapping, sequence or int, optional
        The group of each category; see :func:`growthpole.measures.panel.groups.group_codes`.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or TheilResult
        The unit, ``theil``, ``between``, ``within`` and ``status``, as for
        :func:`growthpole.measures.panel.dissimilarity.krugman`.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        If a category has no group; and as for :func:`growthpole.measures.panel.dissimilarity.krugman`.

    References
    ----------
    Theil, H. (1967), Economics and Information Theory, ch. 4; Bruelhart, M. and Traeger, R. (2005), An account
    of geographic concentration patterns in Europe, Regional Science and Urban Economics 35, 597-624.

    Examples
    --------
    All in one of two equal regions: ln 2, and all of it between them.

    >>> result = theil([[4, 0], [0, 4]], groups=["north", "south"])
    >>> result.theil.round(4).tolist(), result.within.round(4).tolist()
    ([0.6931, 0.6931], [0.0, 0.0])
    """

    def kernel(own: Array, economy: Array, labels: pl.Series | int) -> TheilResult:
        if groups is None:
            whole = divergence(own, economy)
            return TheilResult(whole, 0 * whole, whole)
        between, within = composition.theil_parts(own, economy, group_codes(labels, groups))
        return TheilResult(between + within, between, within)

    return _with_labels(table, kernel, of, columns)


def related_variety(table: Any, *, groups: Groups, of: Of = "region", **columns: Unpack[Columns]) -> Any:
    """Related and unrelated variety of every region.

    ``unrelated = sum_g P_g log2(1 / P_g)`` over groups of industries, ``related = sum_g P_g H_g`` with
    ``H_g = sum_(i in g) (p_i / P_g) log2(P_g / p_i)``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment, >= 0, by the finest industries.
    groups : mapping, sequence or int
        The group of each industry, or how many leading digits of its code name it (2 in the paper).
    of : {"region", "industry"}
        Regions over industries; or industries over regions, in groups of regions.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or VarietyResult
        The unit, ``variety``, ``unrelated``, ``related`` (bits, >= 0; the first is the sum of the others) and
        ``status``, as for :func:`growthpole.measures.panel.dissimilarity.krugman`.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        If an industry has no group; and as for :func:`growthpole.measures.panel.dissimilarity.krugman`.

    References
    ----------
    Frenken, K., Van Oort, F. and Verburg, T. (2007), Related variety, unrelated variety and regional economic
    growth, Regional Studies 41, 685-697, eqs. 1-4.

    Examples
    --------
    Four equal industries, two in each of two groups: one bit between, one bit within.

    >>> result = related_variety([[5, 5, 5, 5]], groups=["a", "a", "b", "b"])
    >>> result.unrelated.tolist(), result.related.tolist()
    ([1.0], [1.0])
    """

    def kernel(own: Array, economy: Array, labels: pl.Series | int) -> VarietyResult:  # noqa: ARG001
        between, within = composition.variety_parts(own, group_codes(labels, groups))
        # Rounding may leave a hair below zero where every group has one industry.
        within = np.maximum(within, 0.0) + 0 * within
        return VarietyResult(np.abs(shannon(own)) / np.log(2), np.abs(between), within)

    return _with_labels(table, kernel, of, columns)


def emerging_share(table: Any, *, industries: Collection[Any], **columns: Unpack[Columns]) -> Any:
    """Share of the emerging industries in every region.

    ``e_r = sum_(i emerging) x_ri / x_r.``; which industries are emerging is the office's own list (China's
    strategic emerging industries, an advanced-manufacturing list).

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Output, value added or employment, >= 0.
    industries : collection
        The labels (of an array: column numbers) of the emerging industries.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or array of shape (R,)
        The region, ``emerging_share`` (0 to 1) and ``status``, as for
        :func:`growthpole.measures.panel.dissimilarity.krugman`.

    Raises
    ------
    NameUnknownError
        If an industry of the list is not in the table: a misspelt one would silently count as nothing.

    References
    ----------
    State Council of China (2010), Decision on accelerating the fostering of strategic emerging industries
    (Guofa 2010 No. 32), whose target was 15 % of GDP in 2020.

    Examples
    --------
    >>> emerging_share([[30, 70], [0, 50]], industries=[0]).tolist()
    [0.3, 0.0]
    """
    return _share_of(table, "emerging_share", industries, columns)


def resource_dependence(table: Any, *, industries: Collection[Any], **columns: Unpack[Columns]) -> Any:
    """Share of the resource industries in every region: how far it hangs on coal, ore, timber.

    ``d_r = sum_(i resource) x_ri / x_r.``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment, output or investment, >= 0.
    industries : collection
        The labels (of an array: column numbers) of the resource industries.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or array of shape (R,)
        The region, ``resource_dependence`` (0 to 1) and ``status``, as for
        :func:`growthpole.measures.panel.dissimilarity.krugman`.

    Raises
    ------
    NameUnknownError
        If an industry of the list is not in the table.

    References
    ----------
    Sachs, J. D. and Warner, A. M. (1995), Natural resource abundance and economic growth, NBER 5398; Xu, K. and
    Wang, J. (2006), An empirical study of the linkage between natural resource abundance and economic
    development, Economic Research Journal 1, 78-89 (share of mining in employment).

    Examples
    --------
    >>> resource_dependence([[30, 70], [0, 50]], industries=[0]).tolist()
    [0.3, 0.0]
    """
    return _share_of(table, "resource_dependence", industries, columns)


def _share_of(table: Any, name: str, industries: Collection[Any], columns: Columns) -> Any:
    def kernel(own: Array, economy: Array, labels: pl.Series | int) -> Array:  # noqa: ARG001
        known = list(range(labels)) if isinstance(labels, int) else labels.to_list()
        for industry in industries:
            if industry not in known:
                raise NameUnknownError("industry", str(industry), map(str, known))
        wanted = np.array([label in industries for label in known], dtype=bool)
        return ratio(own[:, wanted].sum(axis=1), own.sum(axis=1))

    return _with_labels(table, kernel, "region", columns, name)


def _with_labels(table: Any, kernel: Any, of: Of, columns: Columns, name: str = "") -> Any:
    """Measure with a kernel that also needs the labels of the categories."""
    if is_matrix(table):
        side = sides(as_matrix(table, options=columns), of, "leave_out")
        return kernel(side.own, side.economy, side.own.shape[1])
    layout = Layout.of(columns)

    def of_period(grid: Grid) -> pl.DataFrame:
        side = sides(grid.x, of, layout.unknown, grid.reference)
        complete = pl.Series(~np.isnan(grid.x).any(axis=1))
        kept = grid.regions.filter(complete) if layout.unknown == "leave_out" else grid.regions
        labels = grid.industries if of == "region" else kept
        return measured_frame(grid, side, kernel(side.own, side.economy, labels), name, of, layout)

    return framed(table, layout, of_period)
