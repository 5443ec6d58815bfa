"""``growthpole demo``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import outcome, show
from growthpole.cli.command import Language, command_app
from growthpole.services.demo import demonstrate

app = command_app()


@app.command()
def demo(
    world: Annotated[
        str, typer.Option(help="jinzhong, jiaozuo (real, sparse) or sandbox (made, complete).")
    ] = "jinzhong",
    out: Annotated[Path, typer.Option(help="Folder to write to; a folder of the world's name is made in it.")] = Path(
        "out"
    ),
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Assess a shipped world and write its report."""
    result = demonstrate(world, out / world)
    typer.echo(f"{result.world.name.get(language)}")
    show.warnings(result.warnings, language)
    outcome.assessment(result.assessment, language)
    show.written(result.written, result.inputs, language)
