"""``growthpole replay``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli.command import Programme, command_app
from growthpole.services.replay import replay as replayed

app = command_app()


@app.command()
def replay(
    record: Annotated[Path, typer.Argument(help="An assessment.json.", exists=True, dir_okay=False)],
    path: Annotated[Path, typer.Argument(help="The folder or workbook it was made from.", exists=True)],
    programme: Programme = None,
) -> None:
    """Assess again and prove that the result is the same, byte for byte."""
    period = replayed(record, path, programme)
    typer.echo(f"{record}: the assessment of {period} is the same, byte for byte.")
