"""Tables of several regions: open a file, tell multipliers apart by region, list the trade between regions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

from growthpole.measures.flows.multiregion import MultiRegionTable, RegionalEffects, regional_effects
from growthpole.measures.flows.trade import RegionalTrade, regional_trade
from growthpole.services.flows import check_exports
from growthpole.tables.input_output_regions import read_multi_region

__all__ = ["MultiRegionStudy", "effects_frame", "multi_region_study", "regions_frame", "trade_frame"]


@dataclass(frozen=True)
class MultiRegionStudy:
    """A table of regions with what is measured of it.

    Attributes
    ----------
    table : MultiRegionTable
    effects : RegionalEffects
    trade : RegionalTrade
    """

    table: MultiRegionTable
    effects: RegionalEffects
    trade: RegionalTrade


def multi_region_study(
    file: Path,
    *,
    sheet: str | None = None,
    unit: str | None = None,
    empty: Literal["error", "zero"] = "error",
) -> MultiRegionStudy:
    """Open a table of several regions and measure it.

    Parameters
    ----------
    file : Path
        Square or with one flow a row, as :func:`growthpole.read_multi_region` reads it.
    sheet, unit, empty
        Of the file.

    Returns
    -------
    MultiRegionStudy

    Raises
    ------
    InputError, EvidenceError
        As :func:`growthpole.read_multi_region` and :func:`growthpole.regional_effects`.
    """
    table = read_multi_region(file, sheet=sheet, unit=unit, empty=empty)
    check_exports(table.table, file)
    return MultiRegionStudy(table, regional_effects(table), regional_trade(table))


def effects_frame(study: MultiRegionStudy) -> pl.DataFrame:
    """Output multipliers of each sector of each region, taken apart, and what it buys and sells elsewhere.

    Parameters
    ----------
    study : MultiRegionStudy

    Returns
    -------
    polars.DataFrame
        ``region``, ``sector``, ``output`` (money); ``multiplier`` with its parts ``within``, ``feedback`` and
        ``spillover``; shares ``bought_elsewhere``, ``imported`` and ``sold_elsewhere``, null where there is nothing to
        take a share of. A sector that a region does not have has no row.
    """
    effects, trade = study.effects, study.trade
    return (
        pl.DataFrame(
            {
                "region": study.table.regions,
                "sector": study.table.sectors,
                "output": study.table.table.output,
                "multiplier": effects.total.ravel(),
                "within": effects.own.ravel(),
                "feedback": effects.feedback.ravel(),
                "spillover": effects.spillover.ravel(),
                "bought_elsewhere": trade.bought_elsewhere.ravel(),
                "imported": trade.imported.ravel(),
                "sold_elsewhere": trade.sold_elsewhere.ravel(),
            }
        )
        .filter(pl.col("output") > 0)
        .fill_nan(None)
    )


def regions_frame(study: MultiRegionStudy) -> pl.DataFrame:
    """What each region sells to and buys from the others.

    Parameters
    ----------
    study : MultiRegionStudy

    Returns
    -------
    polars.DataFrame
        ``region``; ``exports``, ``imports`` and ``balance`` (money, with the other regions of the table);
        ``bought_elsewhere``, the part of its inputs that comes from them.
    """
    trade = study.trade
    return pl.DataFrame(
        {
            "region": trade.regions,
            "exports": trade.exports,
            "imports": trade.imports,
            "balance": trade.balance,
            "bought_elsewhere": trade.region_bought_elsewhere,
        }
    ).fill_nan(None)


def trade_frame(study: MultiRegionStudy) -> pl.DataFrame:
    """Trade between each two regions, the largest first.

    Parameters
    ----------
    study : MultiRegionStudy

    Returns
    -------
    polars.DataFrame
        ``seller``, ``buyer``; ``intermediate``, ``final`` (null where the table does not say whose final demand it
        is), ``gross`` and ``net`` (gross less what the buyer sells back), money.
    """
    trade = study.trade
    count = len(trade.regions)
    sellers, buyers = (~np.eye(count, dtype=bool)).nonzero()
    final = [None] * len(sellers) if trade.final is None else trade.final[sellers, buyers]
    frame = pl.DataFrame(
        {
            "seller": [trade.regions[place] for place in sellers],
            "buyer": [trade.regions[place] for place in buyers],
            "intermediate": trade.intermediate[sellers, buyers],
            "final": pl.Series(final, dtype=pl.Float64),
            "gross": trade.gross[sellers, buyers],
            "net": trade.net[sellers, buyers],
        }
    )
    return frame.fill_nan(None).sort("gross", descending=True, nulls_last=True, maintain_order=True)
