"""``growthpole explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import reasoning, show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.explain import explained

app = command_app()


@app.command()
def explain(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    cluster: Annotated[str, typer.Argument(help="Id or name of the cluster.")],
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Print one cluster's whole reasoning, each figure with its source and quote."""
    inputs, assessment, one = explained(path, cluster, programme, period)
    show.warnings(inputs.warnings, language)
    reasoning.show(assessment, one, language)
