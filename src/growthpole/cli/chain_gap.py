"""``growthpole chain gap``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.chain_chapter import give_chapter
from growthpole.cli.chain_screen import narrowed, say_written
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.chain import open_chains, told
from growthpole.services.chain_frames import gap_frame, write_frame

app = command_app()


@app.command()
def gap(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    out: Annotated[Path | None, typer.Option(help="Table to write: .csv, .tsv, .xlsx or .parquet.")] = None,
    sectors: Annotated[
        bool, typer.Option("--sectors", help="Write a row for each sector of the national table, not each stage.")
    ] = False,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Measure the local gap of every input in money, and who around could supply it."""
    inputs, study = open_chains(path, programme, period)
    show.warnings(inputs.warnings, language)
    if out is not None:
        say_written(write_frame(gap_frame(study, sectors=sectors), out), out, language)
        return
    give_chapter(narrowed(told(study), "chain-gaps", (0, 1, 2, 3, 4, 6, 5)), language, tables=False)
