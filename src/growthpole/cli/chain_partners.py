"""``growthpole chain partners``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.chain_chapter import give_chapter, write_chapter
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.errors import InputError
from growthpole.services.chain_partners import match_path
from growthpole.services.partner_frames import partner_frames

app = command_app()


@app.command()
def partners(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    weight: Annotated[
        list[str] | None,
        typer.Option(help="What a part of the fit counts: discipline=0.6, distance=0.2 or cooperation=0.2."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Table to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    table: Annotated[str, typer.Option(help="Which table to print or write; the first is written by default.")] = "",
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen and of names in the table.")] = Language.en,
) -> None:
    """Match the clusters' needs with universities and institutes, and say what stays open and why."""
    study = match_path(path, programme=programme, period=period, weights=_weights(weight or []))
    show.warnings(study.inputs.warnings, language)
    if out is None:
        give_chapter(study.chapter, language, table)
    else:
        write_chapter(study.chapter, partial(partner_frames, study), out, language, table)


def _weights(given: list[str]) -> dict[str, float]:
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            sign = ""
        if not sign:
            raise InputError(f"a weight must read name=number, such as distance=0.3; it is {text!r}.")
    return found
