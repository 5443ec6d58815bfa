"""``growthpole assess``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.services.assess import assess_path, write_results

app = typer.Typer()


@app.command()
def assess(
    path: Annotated[Path, typer.Argument(help="Folder of CSV or Parquet files, or an Excel workbook.", exists=True)],
    programme: Annotated[str | None, typer.Option(help="Programme file, or the name of a shipped one.")] = None,
    period: Annotated[str | None, typer.Option(help="Year to assess; the latest of the evidence by default.")] = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("out"),
    language: Annotated[str, typer.Option(help="Language on the screen: en or zh.")] = "en",
) -> None:
    """Assess a folder of evidence under its programme, and write the record and the report."""
    inputs, assessment = assess_path(path, programme, period)
    written = write_results(assessment, out, inputs.dossier.boundaries)
    show.assessment(assessment, language)
    show.written(written)
