"""``growthpole plan echelon``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.cli.plan_screen import show_grid
from growthpole.services.plan_echelon import (
    Outlook,
    look_at_echelon,
    said_ladder,
    said_outlook,
    write_echelon_charts,
    write_forecasts,
)

app = command_app()
_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}


@app.command()
def echelon(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    years: Annotated[int, typer.Option(help="Years ahead, 1 to 30.")] = 5,
    paths: Annotated[int, typer.Option(help="Futures to draw.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same result.")] = 0,
    undertakings: Annotated[
        Path | None,
        typer.Option(help="Remedies chosen, as `growthpole plan portfolio --out` writes them.", exists=True),
    ] = None,
    draw_unknown: Annotated[
        bool, typer.Option(help="Draw unknown figures of the base year from their class instead of giving bounds.")
    ] = False,
    backtest: Annotated[bool, typer.Option(help="Try such forecasts on the past.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Forecast to keep: .csv, .xlsx, .tsv or .parquet; `plan progress` scores it.")
    ] = None,
    charts: Annotated[Path | None, typer.Option(help="Folder for the charts.")] = None,
    workers: Annotated[int, typer.Option(help="Tasks at a time; -1 for all cores.")] = 1,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language of the screen and the charts.")] = Language.en,
) -> None:
    """Simulate the ladder for years ahead: the chance of each target, and who is next."""
    outlook = look_at_echelon(
        path, programme=programme, period=period, years=years, paths=paths, seed=seed, undertakings=undertakings,
        drawn=draw_unknown, backtest=backtest, workers=workers,
    )  # fmt: skip
    show.warnings(outlook.inputs.warnings, language)
    _print(outlook, language)
    if out is not None:
        typer.echo(_WRITTEN[language].format(rows=write_forecasts(outlook.echelon, out), out=out))
    for written in write_echelon_charts(outlook, charts, language) if charts is not None else ():
        typer.echo(str(written))


def _print(outlook: Outlook, language: str) -> None:
    for line in said_outlook(outlook, language):
        typer.echo(line)
    for heading, columns, rows in said_ladder(outlook, language):
        show_grid(heading, columns, rows, language)
