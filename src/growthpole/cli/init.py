"""``growthpole init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli.command import command_app
from growthpole.services.init import init_folder

app = command_app()


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Folder to write to; made where it does not exist.")],
    programme: Annotated[
        str | None, typer.Option(help="Programme file, or the name of a shipped one, to start from.")
    ] = None,
    ledgers: Annotated[
        bool, typer.Option("--ledgers", help="Add sheets for projects, capacities, links and the other ledgers.")
    ] = False,
) -> None:
    """Write a workbook to fill in and a programme to start from."""
    workbook, rules = init_folder(folder, programme, ledgers=ledgers)
    typer.echo(f"{workbook}: fill in the clusters and the evidence; its first sheet says how.")
    typer.echo(f"{rules}: the rules; every number in it is an example for you to set.")
    typer.echo(f"Then run: growthpole check {folder}, and growthpole assess {folder}")
