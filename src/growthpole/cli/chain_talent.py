"""``growthpole chain talent``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.chain_chapter import give_chapter, write_chapter
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.chain_talent import talent_of_path, talent_of_region
from growthpole.services.talent_frames import talent_frames

app = command_app()


@app.command()
def talent(
    of: Annotated[str, typer.Argument(help="Folder or workbook, or the code of a county or city, such as 140727.")],
    peers: Annotated[
        str, typer.Option(help="Province whose counties are compared with, such as 14; all by default.")
    ] = "",
    out: Annotated[Path | None, typer.Option(help="Table to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    table: Annotated[str, typer.Option(help="Which table to print or write; the first is written by default.")] = "",
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen and of names in the table.")] = Language.en,
) -> None:
    """Hold workers by occupation against what the industries let expect, and openings against graduates."""
    path = Path(of)
    if path.exists():
        study = talent_of_path(path, programme=programme, period=period, peers=peers)
    else:
        study = talent_of_region(of, peers=peers)
    if study.inputs is not None:
        show.warnings(study.inputs.warnings, language)
    if out is None:
        give_chapter(study.chapter, language, table)
    else:
        write_chapter(study.chapter, partial(talent_frames, study.findings), out, language, table)
