"""``growthpole plan portfolio``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.cli.plan_screen import show_grid
from growthpole.services.plan_portfolio import (
    frontier_table,
    left_out_table,
    plan_portfolio,
    undertakings_table,
    write_frame,
    write_portfolio_charts,
)

app = command_app()
GRIDS = ("undertakings", "plan-frontier", "plan-prices")
_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}


@app.command()
def portfolio(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    budget: Annotated[
        list[str] | None,
        typer.Option(help="Money in place of the programme's: '20 mn CNY' for every year, '2026=30 mn CNY' for one."),
    ] = None,
    spend: Annotated[
        str, typer.Option(help="targets: no more than they need; all: the rest where points rise.")
    ] = "targets",
    growth: Annotated[str, typer.Option(help="Figures without a remedy: own (as they grew) or held.")] = "own",
    gap: Annotated[float, typer.Option(help="How far from the best the plan may be, as a share.")] = 0.001,
    time_limit: Annotated[float, typer.Option(help="Seconds for the choice.")] = 60.0,
    schedules: Annotated[int, typer.Option(help="Schedules of remedies tried for a cluster at the most.")] = 400,
    out: Annotated[Path | None, typer.Option(help="Undertakings to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    left: Annotated[
        Path | None, typer.Option("--left-out", help="What is left out and why, to write likewise.")
    ] = None,
    frontier: Annotated[Path | None, typer.Option(help="The budget frontier, to write likewise.")] = None,
    charts: Annotated[Path | None, typer.Option(help="Folder for the charts, as SVG.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Choose the remedies of every cluster and year: targets first, then earlier, then cheaper."""
    run = plan_portfolio(
        path, budgets=budget or (), spend=spend, growth=growth, gap=gap, time_limit=time_limit, limit=schedules,
        programme=programme, period=period,
    )  # fmt: skip
    show.warnings(run.inputs.warnings, language)
    for sentence in run.sentences:
        typer.echo(sentence.get(language))
    for grid in run.chapter.grids:
        if grid.id in GRIDS and not (grid.id == "undertakings" and out is not None):
            cells = [[cell if isinstance(cell, str) else cell.get(language) for cell in row] for row in grid.rows]
            heads = [column.get(language) for column in grid.columns]
            show_grid(grid.title.get(language), heads, cells, language, numeric=grid.numeric)
    tables = (
        (out, undertakings_table(run, language)),
        (left, left_out_table(run, language)),
        (frontier, frontier_table(run)),
    )
    for target, frame in tables:
        if target is not None:
            typer.echo(_WRITTEN[language].format(rows=write_frame(frame, target), out=target))
    if charts is not None:
        for file in write_portfolio_charts(run, charts, language):
            typer.echo(str(file))
