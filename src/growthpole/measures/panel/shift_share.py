"""Shift-share: how much of a region's growth is the nation's, its industries', its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any, Literal, TypeAlias, Unpack, cast

import numpy as np
import polars as pl

from growthpole.errors import InputError, ShapeError
from growthpole.measures.panel.frames import leave
from growthpole.measures.panel.kernels import change
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array, as_matrix, is_matrix
from growthpole.measures.panel.periods import Panel, Step, over_years, panel_of, steps

__all__ = [
    "ArcelusResult",
    "Dated",
    "EstebanResult",
    "ShiftShareResult",
    "shift_share",
    "shift_share_arcelus",
    "shift_share_dynamic",
    "shift_share_esteban",
]

By: TypeAlias = Literal["region", "industry", "cell"]


class Dated(Columns, total=False):
    """The keyword arguments of shift-share analyses: those of all measures, and these.

    start, end : object
        The two periods to compare; by default every period with the one before it. ``period`` is ``"period"`` by
        default.
    by : {"region", "industry", "cell"}
        What the parts of the cells are summed to; regions by default.
    """

    start: Any
    end: Any
    by: By


@dataclass(frozen=True, slots=True)
class ShiftShareResult:
    """Dunn's parts of the change of each cell; all of shape (R, I), in the unit of the table.

    Attributes
    ----------
    change : ndarray
        What there is to explain; the sum of the others.
    national : ndarray
        As if the cell had grown like the whole economy.
    mix : ndarray
        What its industry grew beyond that.
    regional : ndarray
        What the cell grew beyond its industry.
    """

    change: Array
    national: Array
    mix: Array
    regional: Array


@dataclass(frozen=True, slots=True)
class EstebanResult:
    """Esteban-Marquillas' parts; all of shape (R, I).

    Attributes
    ----------
    change, national, mix : ndarray
        As Dunn's.
    competitive : ndarray
        The region's lead over its industries on the jobs it would have with the economy's structure.
    allocation : ndarray
        The same lead on the jobs it has beyond that: is it specialised where it leads.
    """

    change: Array
    national: Array
    mix: Array
    competitive: Array
    allocation: Array


@dataclass(frozen=True, slots=True)
class ArcelusResult:
    """Arcelus' parts; all of shape (R, I). ``*_homothetic`` is on the jobs of the economy's structure.

    Attributes
    ----------
    change : ndarray
        The sum of the others.
    national_homothetic, national_other : ndarray
        The whole economy's growth.
    mix_homothetic, mix_other : ndarray
        The industry's growth beyond it.
    growth_homothetic, growth_other : ndarray
        The region's growth beyond the economy's.
    regional_mix_homothetic, regional_mix_other : ndarray
        What the region's industry did beyond both.
    """

    change: Array
    national_homothetic: Array
    national_other: Array
    mix_homothetic: Array
    mix_other: Array
    growth_homothetic: Array
    growth_other: Array
    regional_mix_homothetic: Array
    regional_mix_other: Array


Result: TypeAlias = ShiftShareResult | EstebanResult | ArcelusResult
Kernel: TypeAlias = Callable[[Array, Array, Array, Array], Result]


def shift_share(table: Any, after: Any = None, **options: Unpack[Dated]) -> Any:
    """Dunn's shift-share analysis.

    With growth rates ``G`` of the economy, ``g_i`` of the industry and ``g_ri`` of the cell:
    ``national = x G``, ``mix = x (g_i - G)``, ``regional = x (g_ri - g_i)``; they add up to the change.

    Parameters
    ----------
    table : frame with a column of periods, or array of shape (R, I)
        Employment or output, >= 0; the array holds the first date.
    after : array of shape (R, I), optional
        The second date, for arrays.
    **options
        ``start``, ``end``, ``by`` and the columns; see :class:`Dated`. Only for frames.

    Returns
    -------
    frame of the same kind, or ShiftShareResult
        The later period, ``since`` (the earlier one), the unit, ``change``, ``national``, ``mix``, ``regional``
        (in the unit of the table) and ``status``. A region with an unknown figure at either date is
        ``"unknown"`` and null; an industry that the economy did not have at the first date is all regional. What
        holds an industry that ``reference`` did not have is ``"undefined"``.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        With fewer than two periods, an unknown one, or arrays of different shapes.

    References
    ----------
    Dunn, E. S. (1960), A statistical and analytical technique for regional analysis, Papers of the Regional
    Science Association 6, 97-112.

    Examples
    --------
    The economy grows by half, industry 0 not at all, and region 0 keeps its 10 and doubles its 10:

    >>> result = shift_share([[10, 10], [10, 10]], [[10, 20], [10, 20]])
    >>> result.national[0].tolist(), result.mix[0].tolist(), result.regional[0].tolist()
    ([5.0, 5.0], [-5.0, 5.0], [0.0, 0.0])
    """
    return _analysed(table, after, _dunn, options)


def shift_share_esteban(table: Any, after: Any = None, **options: Unpack[Dated]) -> Any:
    """Shift-share with Esteban-Marquillas' homothetic employment.

    ``h_ri = x_r. S_i``; ``competitive = h (g_ri - g_i)``, ``allocation = (x - h) (g_ri - g_i)``; the other parts
    as in :func:`shift_share`. A cell that starts from nothing has no ``g_ri``: what arrives is allocation.

    Parameters
    ----------
    table, after, **options
        As for :func:`shift_share`.

    Returns
    -------
    frame of the same kind, or EstebanResult
        As for :func:`shift_share`, with ``competitive`` and ``allocation`` in place of ``regional``.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`shift_share`.

    References
    ----------
    Esteban-Marquillas, J. M. (1972), A reinterpretation of shift-share analysis, Regional and Urban Economics 2,
    249-255.

    Examples
    --------
    >>> result = shift_share_esteban([[30, 10], [10, 30]], [[60, 10], [10, 30]])
    >>> result.competitive[0].round(6).tolist(), result.allocation[0].round(6).tolist()
    ([5.0, 0.0], [2.5, 0.0])
    """
    return _analysed(table, after, _esteban, options)


def shift_share_arcelus(table: Any, after: Any = None, **options: Unpack[Dated]) -> Any:
    """Shift-share with Arcelus' regional growth and regional industry mix.

    With ``h`` as in :func:`shift_share_esteban` and the region's rate ``g_r``, the four rates ``G``, ``g_i - G``,
    ``g_r - G`` and ``(g_ri - g_r) - (g_i - G)`` each act on ``h`` and on ``x - h``.

    Parameters
    ----------
    table, after, **options
        As for :func:`shift_share`.

    Returns
    -------
    frame of the same kind, or ArcelusResult
        As for :func:`shift_share`, with the eight parts of :class:`ArcelusResult`.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`shift_share`.

    References
    ----------
    Arcelus, F. J. (1984), An extension of shift-share analysis, Growth and Change 15, 3-8.

    Examples
    --------
    >>> result = shift_share_arcelus([[30, 10], [10, 30]], [[60, 10], [10, 30]])
    >>> float(result.change[0].sum()), result.growth_homothetic[0].tolist()
    (30.0, [7.5, 7.5])
    """
    return _analysed(table, after, _arcelus, options)


def shift_share_dynamic(table: Any, *, by: By = "region", **columns: Unpack[Columns]) -> Any:
    """Dynamic shift-share: Dunn's parts year by year, summed over the years.

    ``national = sum_t x_t G_t`` and so on, so that the structure is brought up to date every year.

    Parameters
    ----------
    table : frame with a column of periods, or array of shape (T, R, I)
        Employment or output, >= 0.
    by : {"region", "industry", "cell"}
        What the parts of the cells are summed to. Only for frames.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`; ``period`` is ``"period"`` by default.

    Returns
    -------
    frame of the same kind, or ShiftShareResult
        As for :func:`shift_share`, one row per unit, from the first period to the last.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`shift_share`.

    References
    ----------
    Barff, R. A. and Knight, P. L. (1988), Dynamic shift-share analysis, Growth and Change 19, 1-10.

    Examples
    --------
    With two dates it is the same as the static one:

    >>> result = shift_share_dynamic([[[10, 10], [10, 10]], [[10, 20], [10, 20]]])
    >>> result.national[0].tolist()
    [5.0, 5.0]
    """
    if is_matrix(table):
        years = [as_matrix(year, options=columns) for year in table]
        if len(years) < 2:
            raise ShapeError(f"`table` must hold two dates or more along its first axis; it holds {len(years)}.")
        pairs = pairwise(years)
        return _total([_between(before, later, _dunn) for before, later in pairs])
    layout = over_years(columns)
    panel = panel_of(table, layout)
    every = list(steps(panel, None, None, layout.unknown))
    whole = next(steps(panel, panel.periods[0], panel.periods[-1], layout.unknown))
    parts = [_dunn(one.before, one.after, one.economy_before, one.economy_after) for one in every]
    return leave(_framed(panel, whole, _total(parts), by, layout), table)


def _dunn(before: Array, after: Array, economy_before: Array, economy_after: Array) -> ShiftShareResult:
    return ShiftShareResult(after - before, *change.dunn(before, after, economy_before, economy_after))


def _esteban(before: Array, after: Array, economy_before: Array, economy_after: Array) -> EstebanResult:
    return EstebanResult(after - before, *change.esteban(before, after, economy_before, economy_after))


def _arcelus(before: Array, after: Array, economy_before: Array, economy_after: Array) -> ArcelusResult:
    return ArcelusResult(after - before, *change.arcelus(before, after, economy_before, economy_after))


def _analysed(table: Any, after: Any, kernel: Kernel, options: Dated) -> Any:
    if is_matrix(table):
        if after is None:
            raise InputError("for arrays `after` must hold the second date; it is None.")
        return _between(as_matrix(table, options=options), as_matrix(after, name="after"), kernel)
    columns = cast("Columns", {name: value for name, value in options.items() if name not in ("start", "end", "by")})
    layout = over_years(columns, after)
    panel = panel_of(table, layout)
    dates, by = (options.get("start"), options.get("end")), options.get("by", "region")
    parts = [
        _framed(panel, step, kernel(step.before, step.after, step.economy_before, step.economy_after), by, layout)
        for step in steps(panel, *dates, layout.unknown)
    ]
    return leave(pl.concat(parts), table)


def _between(before: Array, after: Array, kernel: Kernel) -> Result:
    if before.shape != after.shape:
        raise ShapeError(f"both dates must have one shape; they have {before.shape} and {after.shape}.")
    kept = ~np.isnan(before + after).any(axis=1)
    return kernel(before, after, before[kept].sum(axis=0), after[kept].sum(axis=0))


def _total(parts: list[Any]) -> ShiftShareResult:
    names = [field.name for field in fields(ShiftShareResult)]
    return ShiftShareResult(*(np.sum([getattr(part, name) for part in parts], axis=0) for name in names))


def _framed(panel: Panel, step: Step, result: Result, by: By, layout: Layout) -> pl.DataFrame:
    """Sum the cells as asked and label them."""
    values = {field.name: getattr(result, field.name) for field in fields(result)}
    region, industry = panel.regions, panel.industries
    if by == "cell":
        row, column = np.nonzero(step.before + step.after)
        labels = {layout.region: region[row], layout.industry: industry[column]}
        picked, lacking = {k: v[row, column] for k, v in values.items()}, ~step.complete[row]
    elif by == "region":
        labels, lacking = {layout.region: region}, ~step.complete
        picked = {k: v.sum(axis=1) for k, v in values.items()}
    elif by == "industry":
        labels = {layout.industry: industry}
        lacking = np.zeros(len(industry), dtype=bool) | (layout.unknown == "spread" and step.partial)
        kept = step.complete if layout.unknown == "leave_out" else np.ones_like(step.complete)
        picked = {k: v[kept].sum(axis=0) for k, v in values.items()}
    else:
        raise InputError(f"`by` must be 'region', 'industry' or 'cell'; it is {by!r}.")
    part = next(value for name, value in picked.items() if name != "change")
    otherwise = "partial" if step.partial else "known"
    status = np.where(lacking, "unknown", np.where(np.isnan(part), "undefined", otherwise))
    picked = {name: np.where(lacking, np.nan, value) for name, value in picked.items()}
    body = pl.DataFrame({**labels, **picked, "status": status})
    return step.dated(str(layout.period), body)
