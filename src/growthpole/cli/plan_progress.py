"""``growthpole plan progress``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.cli.plan_screen import show_grid
from growthpole.services.plan_progress import look_at_progress, said_progress, tables_of_progress, write_progress

app = command_app()
SHOWN = 20
_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}
_NOTHING = {
    "en": "neither tasks nor forecasts were kept: write them with `growthpole plan tasks --out` and "
    "`growthpole plan echelon --out`, and leave the files in the folder",
    "zh": "未留存任务台账与预测：请用 growthpole plan tasks --out 和 growthpole plan echelon --out 写出，"
    "并将文件留在文件夹中",
}


@app.command()
def progress(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    out: Annotated[Path | None, typer.Option(help="Table of the figures moved: .csv, .xlsx, .tsv or .parquet.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language of the screen.")] = Language.en,
) -> None:
    """Hold tasks, money, figures and last year's forecast against what happened."""
    standing = look_at_progress(path, programme=programme, period=period)
    show.warnings((*standing.inputs.warnings, *standing.doubts), language)
    for line in said_progress(standing, language):
        typer.echo(line)
    tables = tables_of_progress(standing, language)
    for heading, frame in tables:
        show_grid(heading, frame.columns, frame.rows(), language, top=SHOWN)
    if not tables:
        typer.echo(_NOTHING[language])
    if out is not None:
        typer.echo(_WRITTEN[language].format(rows=write_progress(standing, out), out=out))
