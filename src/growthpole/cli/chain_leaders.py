"""``growthpole chain leaders``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.chain_chapter import give_chapter
from growthpole.cli.chain_screen import narrowed, say_written
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.chain import open_chains, told
from growthpole.services.chain_frames import leader_frame, write_frame

app = command_app()


@app.command()
def leaders(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    out: Annotated[Path | None, typer.Option(help="Table to write: .csv, .tsv, .xlsx or .parquet.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Measure the leading enterprises: dominance, size, pull, and whether leader and linkage are strong."""
    inputs, study = open_chains(path, programme, period)
    show.warnings(inputs.warnings, language)
    if out is not None:
        say_written(write_frame(leader_frame(study), out), out, language)
        return
    give_chapter(narrowed(told(study), "chain-leaders", (0, 1, 4, 8, 10, 12)), language, tables=False)
