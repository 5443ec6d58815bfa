"""A register of plants row by row: where each stands, what it makes, between what its size lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.frames import collect, enter
from growthpole.measures.panel.grid import Flags, Places
from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.layout import Layout
from growthpole.measures.panel.matrix_input import Array

__all__ = ["HIGH", "LOW", "Register", "read_rows", "regional_shares", "register_of", "summed"]

LOW, HIGH = "__low", "__high"


@dataclass(frozen=True, slots=True)
class Register:
    """One period's plants, row by row, sorted by industry; codes index the sorted labels."""

    industries: pl.Series
    regions: pl.Series
    industry: Places
    region: Places
    low: Array
    high: Array
    economy: Array | None

    @property
    def known(self) -> Flags:
        """Which plants' sizes are known, exactly or as a class."""
        return ~np.isnan(self.low)


def read_rows(table: Any, layout: Layout, bounds: tuple[str, str] | None) -> pl.DataFrame:
    """Fetch every plant with the bounds of its size, null where it has none, and check them."""
    low, high = bounds or (layout.value, layout.value)
    wanted = enter(table, (*layout.keys, low, high)).select(
        *layout.keys, nw.col(low).cast(nw.Float64).alias(LOW), nw.col(high).cast(nw.Float64).alias(HIGH)
    )
    rows = collect(wanted).with_columns(pl.col(LOW, HIGH).fill_nan(None))
    if rows.filter((pl.col(LOW) > pl.col(HIGH)) | (pl.col(LOW) < 0)).height:
        raise InputError(
            f"every size class must have 0 <= `{low}` <= `{high}`; "
            f"{rows.filter((pl.col(LOW) > pl.col(HIGH)) | (pl.col(LOW) < 0)).row(0)} has not."
        )
    unknown = pl.col(LOW).is_null() | pl.col(HIGH).is_null()
    return rows.with_columns(pl.when(~unknown).then(pl.col(LOW, HIGH)))


def register_of(part: pl.DataFrame, layout: Layout, totals: pl.DataFrame | None) -> Register:
    """Turn one period's rows into arrays; the regions are the economy's, where one is given."""
    part = part.sort(layout.industry, maintain_order=True)
    regions = part[layout.region] if totals is None else totals[layout.region].cast(part[layout.region].dtype)
    regions = regions.unique().sort()
    economy = None
    if totals is not None:
        aligned = regions.to_frame(layout.region).join(totals, on=layout.region, how="left", maintain_order="left")
        economy = aligned[aligned.columns[-1]].cast(pl.Float64).to_numpy()
        economy = economy / economy.sum()
    place = regions.to_frame("label").with_row_index("place")
    region = part.select(label=layout.region).join(place, on="label", how="left", maintain_order="left")["place"]
    return Register(
        industries=part[layout.industry].unique().sort(),
        regions=regions,
        industry=part[layout.industry].rank("dense").cast(pl.Int64).to_numpy() - 1,
        region=region.cast(pl.Int64).to_numpy(),
        low=part[LOW].fill_null(np.nan).to_numpy(),
        high=part[HIGH].fill_null(np.nan).to_numpy(),
        economy=economy,
    )


def regional_shares(register: Register, size: Array, layout: Layout) -> Array:
    """Regional shares of all jobs, without the industries that have a plant of unknown size."""
    gap = np.zeros(len(register.industries), dtype=bool)
    gap[register.industry[~register.known]] = True
    counted = np.where(gap[register.industry], 0.0, size) if layout.unknown == "leave_out" else size
    total = summed(register.region, counted, len(register.regions))
    return ratio(total, total.sum())


def summed(codes: Places, weights: Array, length: int) -> Array:
    """Sum the weights of each code."""
    total: Array = np.bincount(codes, weights, length).astype(np.float64)
    return total
