"""One table over years as an array with the same regions and industries in every year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from growthpole.errors import InputError, NameUnknownError
from growthpole.measures.panel.grid import grids
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array

__all__ = ["Panel", "Step", "over_years", "panel_of", "steps"]


@dataclass(frozen=True, slots=True)
class Panel:
    """A table over years.

    Attributes
    ----------
    periods : polars.Series
        The T periods, sorted, in their own type.
    regions, industries : polars.Series
        Labels of the axes, sorted.
    x : ndarray of shape (T, R, I)
        Figures; NaN where unknown.
    reference : ndarray of shape (T, I) or None
        The region that stands for the economy, where one was named.
    """

    periods: pl.Series
    regions: pl.Series
    industries: pl.Series
    x: Array
    reference: Array | None


@dataclass(frozen=True, slots=True)
class Step:
    """Two dates of a panel, with the economy at both.

    Attributes
    ----------
    since, until : polars.Series of length 1
        The periods.
    before, after : ndarray of shape (R, I)
        The figures.
    economy_before, economy_after : ndarray of shape (I,)
        The economy, over the regions that are complete at both dates (or the reference).
    complete : ndarray of shape (R,), bool
        Which regions those are.
    partial : bool
        Whether others were left out of the economy.
    """

    since: pl.Series
    until: pl.Series
    before: Array
    after: Array
    economy_before: Array
    economy_after: Array
    complete: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    partial: bool

    def dated(self, period: str, body: pl.DataFrame) -> pl.DataFrame:
        """Put the two dates before every row of a result."""
        return pl.DataFrame([self.until.alias(period), self.since.alias("since")]).join(body, how="cross")


def over_years(columns: Columns, after: Any = None) -> Layout:
    """Read the keyword arguments of a measure that needs years; without a period column ``"period"`` is meant."""
    if after is not None:
        raise InputError("`after` is for arrays; a frame holds both dates in its column of periods. Leave it out.")
    layout = Layout.of({"period": "period", **columns})
    if layout.period is None:
        raise InputError("`period` must name the column of years: change is measured between two of them.")
    return layout


def panel_of(table: Any, layout: Layout) -> Panel:
    """Bring every period of a frame onto common axes; what has no row at a date is nothing at that date."""
    found = list(grids(table, layout))
    regions = pl.concat([grid.regions for grid in found]).unique().sort()
    industries = pl.concat([grid.industries for grid in found]).unique().sort()
    fill = 0.0 if layout.absent == "zero" else np.nan
    x = np.full((len(found), len(regions), len(industries)), fill)
    reference = None if layout.reference is None else np.zeros((len(found), len(industries)))
    for t, grid in enumerate(found):
        rows = regions.search_sorted(grid.regions).to_numpy()
        places = industries.search_sorted(grid.industries).to_numpy()
        x[t][np.ix_(rows, places)] = grid.x
        if reference is not None and grid.reference is not None:
            reference[t, places] = grid.reference
    periods = pl.concat([grid.period for grid in found if grid.period is not None])
    return Panel(periods, regions, industries, x, reference)


def steps(panel: Panel, start: Any, end: Any, unknown: str) -> Iterator[Step]:
    """Yield each period with the one before it; or one step from ``start`` to ``end`` where they are named."""
    if len(panel.periods) < 2:
        raise InputError(f"change needs two periods or more; the table has {panel.periods.to_list()}.")
    if start is None and end is None:
        pairs = list(zip(range(len(panel.periods) - 1), range(1, len(panel.periods)), strict=True))
    else:
        pairs = [(_place(panel, start, 0), _place(panel, end, -1))]
    for first, last in pairs:
        yield _step(panel, first, last, unknown)


def _place(panel: Panel, period: Any, default: int) -> int:
    if period is None:
        return default % len(panel.periods)
    known = panel.periods.to_list()
    if period not in known:
        raise NameUnknownError("period", str(period), map(str, known))
    return known.index(period)


def _step(panel: Panel, first: int, last: int, unknown: str) -> Step:
    before, after = panel.x[first], panel.x[last]
    complete = ~np.isnan(before + after).any(axis=1)
    kept = complete if unknown == "leave_out" else np.ones_like(complete)
    if panel.reference is None:
        economies = before[kept].sum(axis=0), after[kept].sum(axis=0)
    else:
        economies = panel.reference[first], panel.reference[last]
    partial = panel.reference is None and not bool(complete.all())
    since, until = panel.periods.slice(first, 1), panel.periods.slice(last, 1)
    return Step(since, until, before, after, *economies, complete, partial)
