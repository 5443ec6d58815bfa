"""``growthpole chain markets``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.chain_chapter import give_chapter, write_chapter
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.chain_markets import HORIZON, markets_of_path
from growthpole.services.market_frames import market_frames

app = command_app()


@app.command()
def markets(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    cluster: Annotated[list[str] | None, typer.Option(help="Only its exports; may be given again.")] = None,
    order: Annotated[
        str, typer.Option(help="Structure taken out first: product, market, or the mean of both.")
    ] = "mean",
    horizon: Annotated[float, typer.Option(help="Years ahead for which demand is taken.")] = HORIZON,
    budget: Annotated[float | None, typer.Option(help="Yuan for exhibitions: which of them to choose.")] = None,
    out: Annotated[Path | None, typer.Option(help="Table to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    table: Annotated[str, typer.Option(help="Which table to print or write; the first is written by default.")] = "",
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen and of names in the table.")] = Language.en,
) -> None:
    """Measure exports: concentration, why they changed, where more is to be expected, which exhibitions open it."""
    study = markets_of_path(
        path, clusters=cluster or (), order=order, horizon=horizon, budget=budget, programme=programme, period=period
    )
    show.warnings((*study.inputs.warnings, *study.doubts), language)
    if out is None:
        give_chapter(study.chapter, language, table)
    else:
        write_chapter(study.chapter, partial(market_frames, study), out, language, table)
