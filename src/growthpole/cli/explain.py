"""``growthpole explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import reasoning
from growthpole.services.explain import explained

app = typer.Typer()


@app.command()
def explain(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    cluster: Annotated[str, typer.Argument(help="Id or name of the cluster.")],
    programme: Annotated[str | None, typer.Option(help="Programme file, or the name of a shipped one.")] = None,
    period: Annotated[str | None, typer.Option(help="Year to assess; the latest of the evidence by default.")] = None,
    language: Annotated[str, typer.Option(help="Language on the screen: en or zh.")] = "en",
) -> None:
    """Print one cluster's whole reasoning, each figure with its source and quote."""
    assessment, one = explained(path, cluster, programme, period)
    reasoning.show(assessment, one, language)
