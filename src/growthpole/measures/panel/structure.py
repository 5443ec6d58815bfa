"""Structural change: who grew, how fast the structure turned, whose growth it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
import polars as pl

from growthpole.measures.panel.frames import leave
from growthpole.measures.panel.grid import Flags
from growthpole.measures.panel.kernels import change
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array, as_matrix, is_matrix
from growthpole.measures.panel.periods import Panel, Step, over_years, panel_of, steps

__all__ = ["ContributionResult", "StructuralChangeResult", "contribution", "structural_change"]


@dataclass(frozen=True, slots=True)
class ContributionResult:
    """What each industry did to its region's growth; both of shape (R, I).

    Attributes
    ----------
    contribution : ndarray
        Share of the region's change, in per cent; NaN where the region did not change.
    pull : ndarray
        Percentage points of the region's growth rate.
    """

    contribution: Array
    pull: Array


@dataclass(frozen=True, slots=True)
class StructuralChangeResult:
    """How far each region's structure moved; all of shape (R,).

    Attributes
    ----------
    lilien : ndarray
        Dispersion of the industries' log growth, >= 0.
    moore : ndarray
        Angle between the two vectors of shares, in degrees, 0 to 90.
    nav : ndarray
        Half the sum of absolute changes of the shares, 0 to 1.
    """

    lilien: Array
    moore: Array
    nav: Array


def contribution(
    table: Any, after: Any = None, *, start: Any = None, end: Any = None, **columns: Unpack[Columns]
) -> Any:
    """Contribution of each industry to its region's growth, its pull, and the change of the contribution.

    ``contribution_ri = 100 dx_ri / dx_r.`` (per cent), ``pull_ri = 100 dx_ri / x_r.`` (percentage points of
    growth), ``change = contribution - the contribution one period before`` (percentage points).

    Parameters
    ----------
    table : frame with a column of periods, or array of shape (R, I)
        Output, value added or employment, >= 0; the array holds the first date.
    after : array of shape (R, I), optional
        The second date, for arrays.
    start, end : optional
        The two periods to compare; by default every period with the one before it.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`; ``period`` is ``"period"`` by default.

    Returns
    -------
    frame of the same kind, or ContributionResult
        The later period, ``since``, region, industry, ``contribution`` (sums to 100 over a region),
        ``pull`` (sums to its growth rate), ``change_in_points`` (null at the first step) and ``status``. Null
        where a figure of the region is unknown at either date, or the region had nothing or did not change.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`growthpole.measures.panel.shift_share.shift_share`.

    References
    ----------
    National Bureau of Statistics of China, Explanatory notes on main statistical indicators (contribution rate
    and percentage points of growth pulled).

    Examples
    --------
    >>> result = contribution([[60, 40]], [[75, 45]])
    >>> result.contribution.tolist(), result.pull.tolist()
    ([[75.0, 25.0]], [[15.0, 5.0]])
    """
    if is_matrix(table):
        return _contribution(
            as_matrix(table, options={**columns, "start": start, "end": end}), as_matrix(after, name="after")
        )
    layout = over_years(columns, after)
    panel = panel_of(table, layout)
    parts, earlier = [], None
    for step in steps(panel, start, end, layout.unknown):
        result = _contribution(step.before, step.after)
        before = np.full_like(result.contribution, np.nan) if earlier is None else earlier
        values = {
            "contribution": result.contribution,
            "pull": result.pull,
            "change_in_points": result.contribution - before,
        }
        row, column = np.nonzero(step.before + step.after)
        labels = {layout.region: panel.regions[row], layout.industry: panel.industries[column]}
        picked = {name: value[row, column] for name, value in values.items()}
        parts.append(_labelled(step, layout, labels, picked, ~step.complete[row]))
        earlier = result.contribution
    return leave(pl.concat(parts), table)


def structural_change(
    table: Any, after: Any = None, *, start: Any = None, end: Any = None, **columns: Unpack[Columns]
) -> Any:
    """Lilien's index, Moore's angle and the norm of absolute values between two dates, for every region.

    ``lilien_r = sqrt(sum_i w_ri (dln x_ri - dln x_r.)^2)`` with w the mean of both dates' shares, over the
    industries present at both; ``cos moore_r = sum_i s_0 s_1 / (|s_0| |s_1|)``; ``nav_r = sum_i |s_1 - s_0| / 2``.

    Parameters
    ----------
    table, after, start, end, **columns
        As for :func:`contribution`.

    Returns
    -------
    frame of the same kind, or StructuralChangeResult
        The later period, ``since``, the region, ``lilien`` (>= 0), ``moore`` (degrees, 0 to 90), ``nav`` (0 to
        1) and ``status``; null where a figure is unknown at either date, or the region had nothing at one.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`growthpole.measures.panel.shift_share.shift_share`.

    References
    ----------
    Lilien, D. M. (1982), Sectoral shifts and cyclical unemployment, Journal of Political Economy 90, 777-793,
    with the weights of both dates after Ansari, M. R., Mussida, C. and Pastore, F. (2014), Note on Lilien and
    modified Lilien index, Stata Journal 14, 398-406; Moore, J. H. (1978), A
    measure of structural change in output, Review of Income and Wealth 24, 105-118; Dietrich, A. (2012), Does
    growth cause structural change, or is it the other way around?, Empirical Economics 43, 915-944 (NAV).

    Examples
    --------
    All jobs change industry: a right angle, and the whole norm.

    >>> result = structural_change([[10, 0]], [[0, 10]])
    >>> result.moore.round(9).tolist(), result.nav.tolist()
    ([90.0], [1.0])
    """
    if is_matrix(table):
        return _structural(
            as_matrix(table, options={**columns, "start": start, "end": end}), as_matrix(after, name="after")
        )
    layout = over_years(columns, after)
    panel = panel_of(table, layout)
    parts = [_structure_frame(panel, step, layout) for step in steps(panel, start, end, layout.unknown)]
    return leave(pl.concat(parts), table)


def _contribution(before: Array, after: Array) -> ContributionResult:
    rate, pull = change.contributions(before, after)
    return ContributionResult(100 * rate, 100 * pull)


def _structural(before: Array, after: Array) -> StructuralChangeResult:
    return StructuralChangeResult(
        change.lilien(before, after), np.degrees(change.moore_angle(before, after)), change.nav(before, after)
    )


def _structure_frame(panel: Panel, step: Step, layout: Layout) -> pl.DataFrame:
    result = _structural(step.before, step.after)
    values = {name: getattr(result, name) for name in ("lilien", "moore", "nav")}
    return _labelled(step, layout, {layout.region: panel.regions}, values, ~step.complete)


def _labelled(
    step: Step, layout: Layout, labels: dict[str, pl.Series], values: dict[str, Array], lacking: Flags
) -> pl.DataFrame:
    """Put the dates and labels before the values, and the status after them."""
    first = next(iter(values.values()))
    status = np.where(lacking, "unknown", np.where(np.isnan(first), "undefined", "known"))
    return step.dated(str(layout.period), pl.DataFrame({**labels, **values, "status": status}))
