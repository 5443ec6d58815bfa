"""What the plant-based indices need of a register: regional sums and moments of plant size, per industry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.cells import FIGURE
from growthpole.measures.panel.frames import collect, enter
from growthpole.measures.panel.grid import Flags, Grid, Places
from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.layout import Layout
from growthpole.measures.panel.matrix_input import Array

__all__ = ["COUNT", "MOMENTS", "Plants", "economy_totals", "plants_of"]

COUNT, SQUARES, FOURTHS = "__count", "__squares", "__fourths"
# A plant of size 0 employs nobody: it is a plant of the register, not one of the index.
MOMENTS = (
    (nw.col(FIGURE) * nw.col(FIGURE)).sum().alias(SQUARES),
    (nw.col(FIGURE) * nw.col(FIGURE) * nw.col(FIGURE) * nw.col(FIGURE)).sum().alias(FOURTHS),
    (nw.col(FIGURE) > 0).cast(nw.Float64).sum().alias(COUNT),
)


@dataclass(frozen=True, slots=True)
class Plants:
    """One period's plants, summed up.

    Attributes
    ----------
    share : ndarray of shape (R, I)
        Regional shares of each industry; NaN for an industry with a plant of unknown size, or with nothing.
    economy : ndarray of shape (R,)
        Regional shares of the economy.
    herfindahl, fourths : ndarray of shape (I,)
        Sums of the plants' shares to the second and fourth power.
    count : ndarray of shape (I,), int
        Plants with somebody employed.
    gap : ndarray of shape (I,), bool
        Industries with a plant of unknown size.
    partial : bool
        Whether such industries were left out of the economy.
    """

    share: Array
    economy: Array
    herfindahl: Array
    fourths: Array
    count: Places
    gap: Flags
    partial: bool

    def status(self, value: Array) -> list[str]:
        """Say of each industry whether its value is known, partial, unknown or undefined."""
        without = np.where(self.gap | np.isnan(self.economy).any(), "unknown", "undefined")
        return list(np.where(np.isnan(value), without, "partial" if self.partial else "known"))


def economy_totals(economy: Any, layout: Layout) -> pl.DataFrame | None:
    """Read the table of all jobs by region, where one is given."""
    if economy is None:
        return None
    rows = enter(economy, (*layout.time, layout.region, layout.value))
    totals = collect(rows.group_by(*layout.time, layout.region).agg(nw.col(layout.value).sum().alias(FIGURE)))
    if totals[FIGURE].is_null().any() or (totals[FIGURE] < 0).any():
        raise InputError("`economy` must give every region's total, >= 0; one is missing or negative.")
    return totals


def plants_of(grid: Grid, layout: Layout, totals: pl.DataFrame | None) -> Plants:
    """Bring one period's cells and the economy onto one region axis."""
    gap: Flags = np.any(np.isnan(grid.x), axis=0)
    total = grid.x.sum(axis=0)
    kept = grid.x[:, ~gap] if layout.unknown == "leave_out" else grid.x
    own: Array = kept.sum(axis=1)
    elsewhere: Array = np.zeros(0)
    if totals is not None:
        own, elsewhere = _aligned(grid, layout, totals)
    economy = ratio(np.append(own, elsewhere), np.asarray(own.sum() + elsewhere.sum()))
    share = ratio(grid.x, np.where(gap, np.nan, total))
    return Plants(
        share=np.vstack([share, np.zeros((len(economy) - len(share), share.shape[1])) + 0 * total]),
        economy=economy,
        herfindahl=ratio(grid.more[SQUARES].sum(axis=0), total**2),
        fourths=ratio(grid.more[FOURTHS].sum(axis=0), total**4),
        count=grid.more[COUNT].sum(axis=0).astype(np.int64),
        gap=gap,
        partial=totals is None and bool(gap.any()),
    )


def _aligned(grid: Grid, layout: Layout, totals: pl.DataFrame) -> tuple[Array, Array]:
    """Totals of the table's regions, in its order, and of the regions that have none of the plants."""
    if grid.period is not None:
        totals = totals.filter(pl.col(str(layout.period)).is_in(grid.period.implode()))
    named = grid.regions.to_frame(layout.region)
    joined = named.join(totals, on=layout.region, how="left", maintain_order="left")
    lacking = joined.filter(pl.col(FIGURE).is_null())
    if lacking.height:
        raise InputError(f"`economy` must name every region of the table; {lacking[layout.region][0]!r} is not in it.")
    others = totals.join(named, on=layout.region, how="anti")
    return joined[FIGURE].cast(pl.Float64).to_numpy(), others[FIGURE].cast(pl.Float64).to_numpy()
