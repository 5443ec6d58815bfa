"""``growthpole assess``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import outcome, show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.assess import assess_path, write_results
from growthpole.services.chapters import chapters_of

app = command_app()


@app.command()
def assess(
    path: Annotated[Path, typer.Argument(help="Folder of CSV or Parquet files, or an Excel workbook.", exists=True)],
    programme: Programme = None,
    period: Period = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("out"),
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Assess a folder of evidence under its programme, and write the record and the report."""
    inputs, assessment = assess_path(path, programme, period)
    written = write_results(assessment, out, inputs.dossier.boundaries, chapters=chapters_of(inputs, assessment))
    show.warnings(inputs.warnings, language)
    outcome.assessment(assessment, language)
    show.written(written, language=language)
