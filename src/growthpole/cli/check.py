"""``growthpole check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from growthpole.cli import show
from growthpole.cli.command import command_app
from growthpole.services.check import Checked, check_path, write_json, write_marked

app = command_app()


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="Folder of CSV or Parquet files, or an Excel workbook.")],
    programme: Annotated[str | None, typer.Option(help="Programme file, or the name of a shipped one.")] = None,
    json: Annotated[Path | None, typer.Option(help="Write the problems to this JSON file.")] = None,
    excel: Annotated[Path | None, typer.Option(help="Write an Excel copy with the faulty cells marked.")] = None,
) -> None:
    """Check evidence row by row; exit 1 when there are errors, 0 when there are none or only warnings."""
    checked = check_path(path, programme)
    if json is not None:
        write_json(checked, json)
    if excel is not None:
        write_marked(checked, excel)
    if checked.problems:
        show.problems(checked.problems)
    if checked.errors:
        raise typer.Exit(1)
    Console().print(_summary(checked))


def _summary(checked: Checked) -> str:
    dossier = checked.dossier
    counts = "" if dossier is None else f"{len(dossier.clusters)} clusters and {len(dossier.evidence)} rows of evidence"
    against = f" against the programme {checked.programme}" if checked.programme else "; no programme to check against"
    return f"{checked.path}: {counts} can be taken in, checked{against}."
