"""``growthpole chain show``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.chain_chapter import give_chapter
from growthpole.cli.chain_screen import narrowed, say_written
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.chain import open_chains, told
from growthpole.services.chain_frames import stage_frame, write_frame

app = command_app()


@app.command()
def show_chain(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    cluster: Annotated[str, typer.Argument(help="Cluster whose chain to show; all of them by default.")] = "",
    out: Annotated[Path | None, typer.Option(help="Table of stages to write: .csv, .tsv, .xlsx or .parquet.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Show each chain: its stages, who is on them, what is missing and who around could supply."""
    inputs, study = open_chains(path, programme, period)
    show.warnings(inputs.warnings, language)
    chapter = told(study, cluster)
    if out is not None:
        say_written(write_frame(stage_frame(study, cluster), out), out, language)
        return
    give_chapter(
        narrowed(chapter, "chain-stages", (0, 1, 4, 6, 8) if cluster else (0, 2, 4, 5, 7)), language, tables=False
    )
