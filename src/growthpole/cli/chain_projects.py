"""``growthpole chain projects``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text as Styled

from growthpole.cli import show
from growthpole.cli.chain_grid import print_grid
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.chain_targets import open_targets, project_grids, project_sentences, write_projects

app = command_app()
_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}


@app.command()
def projects(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    cluster: Annotated[str, typer.Option(help="Id of one cluster; all of them by default.")] = "",
    out: Annotated[Path | None, typer.Option(help="Table to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language of the screen and the table.")] = Language.en,
) -> None:
    """What projects close of each gap, what they draw on, and how the gaps changed in the year."""
    found = open_targets(path, cluster=cluster, programme=programme, period=period, change=True)
    show.warnings(found.inputs.warnings, language)
    if out is not None:
        typer.echo(_WRITTEN[language].format(rows=write_projects(found, out, language), out=out))
        return
    for sentence in project_sentences(found):
        Console().print(Styled(sentence.get(language)))
    for grid in project_grids(found):
        if grid.rows:
            print_grid(grid, language)
