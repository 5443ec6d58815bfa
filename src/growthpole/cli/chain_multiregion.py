"""``growthpole chain multiregion``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from growthpole.cli.command import Language, command_app
from growthpole.cli.flows_screen import empty_cells, said, show_frame
from growthpole.errors import InputError
from growthpole.services.flows import write_frame
from growthpole.services.multiregion import (
    MultiRegionStudy,
    effects_frame,
    multi_region_study,
    regions_frame,
    trade_frame,
)

app = command_app()


class View(StrEnum):
    """The tables that the command makes."""

    sectors = "sectors"
    regions = "regions"
    trade = "trade"


FRAMES = {View.sectors: effects_frame, View.regions: regions_frame, View.trade: trade_frame}
COLUMNS = {
    View.sectors: (
        "region", "sector", "made", "multiplier", "within", "feedback", "spillover", "bought_elsewhere",
        "sold_elsewhere",
    ),
    View.regions: ("region", "exports", "imports", "balance", "bought_elsewhere"),
    View.trade: ("seller", "buyer", "intermediate", "final", "gross", "net"),
}  # fmt: skip


@app.command()
def multiregion(
    path: Annotated[Path, typer.Argument(help="Table of several regions: square, or one flow a row.")],
    unit: Annotated[str | None, typer.Option(help="Unit of the file, such as 万元, where it does not say it.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Worksheet of a workbook; the first by default.")] = None,
    empty: Annotated[
        str, typer.Option(help="error or zero: what an empty cell, or a flow that no row tells, means.")
    ] = "error",
    show: Annotated[View | None, typer.Option(help="Only this table; --out writes it (sectors by default).")] = None,
    sort: Annotated[str, typer.Option(help="Column to sort by, the largest first.")] = "",
    top: Annotated[int, typer.Option(min=1, help="Rows of each table shown on the screen.")] = 30,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
    out: Annotated[Path | None, typer.Option(help="File to write: .csv, .tsv, .parquet or .xlsx.")] = None,
) -> None:
    """Measure a table of several regions: multipliers within, spilling over and fed back; trade; shares elsewhere."""
    study = multi_region_study(path, sheet=sheet, unit=unit, empty=empty_cells(empty))
    view = show or View.sectors
    frame = _sorted(FRAMES[view](study), sort)
    if out is not None:
        write_frame(frame, out)
        typer.echo(said(language, "written", n=frame.height, file=out))
        return
    _screen(study, {view: frame} if show else {view: frame, **_others(study)}, language, top)


def _sorted(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    if not column:
        return frame
    if column not in frame.columns:
        raise InputError(f"`--sort` must name a column of {', '.join(frame.columns)}; it names {column!r}.")
    return frame.sort(column, descending=True, nulls_last=True, maintain_order=True)


def _others(study: MultiRegionStudy) -> dict[View, pl.DataFrame]:
    return {view: FRAMES[view](study) for view in (View.regions, View.trade)}


def _screen(study: MultiRegionStudy, frames: dict[View, pl.DataFrame], language: Language, top: int) -> None:
    table = study.table
    names = {"regions": len(table.region_names), "sectors": len(table.sector_names), "unit": table.table.unit}
    typer.echo(said(language, "regions", **names))
    for view, frame in frames.items():
        typer.echo("")
        show_frame(frame.rename({"output": "made"}, strict=False), COLUMNS[view], language, top)
    typer.echo("")
    if View.sectors in frames:
        typer.echo(said(language, "parts"))
    if study.trade.final is None:
        typer.echo(said(language, "no final"))
