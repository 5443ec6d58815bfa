"""``growthpole chain table``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli.command import Language, command_app
from growthpole.cli.flows_screen import empty_cells, said, show_frame
from growthpole.errors import InputError
from growthpole.services.flows import open_table, sector_frame, write_frame

app = command_app()
COLUMNS = (
    "sector", "name", "backward", "forward", "kind", "output_multiplier", "jobs_per_million", "upstreamness",
)  # fmt: skip


@app.command()
def table(
    file: Annotated[
        Path | None, typer.Argument(help="Input-output table: CSV, Excel or .csv.gz; China 2020 by default.")
    ] = None,
    sectors: Annotated[int, typer.Option(help="Of the shipped table: 153 or 42.")] = 153,
    unit: Annotated[str | None, typer.Option(help="Unit of the file, such as 万元, where it does not say it.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Worksheet of a workbook; the first by default.")] = None,
    empty: Annotated[str, typer.Option(help="error or zero: what an empty cell means.")] = "error",
    sort: Annotated[str, typer.Option(help="Column to sort by, the largest first; the table's order by default.")] = "",
    top: Annotated[int, typer.Option(min=1, help="Sectors shown on the screen.")] = 30,
    language: Annotated[Language, typer.Option(help="Language on the screen; files hold both names.")] = Language.en,
    out: Annotated[Path | None, typer.Option(help="File to write: .csv, .tsv, .parquet or .xlsx.")] = None,
) -> None:
    """Measure the sectors of an input-output table: linkages, multipliers, key sectors, upstreamness."""
    opened = open_table(file, sectors=sectors, sheet=sheet, unit=unit, empty=empty_cells(empty))
    frame = sector_frame(opened)
    if sort:
        if sort not in frame.columns:
            raise InputError(f"`--sort` must name a column of {', '.join(frame.columns)}; it names {sort!r}.")
        frame = frame.sort(sort, "sector", descending=[True, False], nulls_last=True)
    if out is not None:
        write_frame(frame, out)
        typer.echo(said(language, "written", n=frame.height, file=out))
        return
    show_frame(frame, [column for column in COLUMNS if column == "name" or column in frame.columns], language, top)
