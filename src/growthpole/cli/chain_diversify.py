"""``growthpole chain diversify``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text as Styled

from growthpole.chain.diversification_study import Shift
from growthpole.cli.chain_grid import print_grid
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.reports.chapters.diversification import diversification_chapter, options_grid
from growthpole.services.chain_diversify import diversification_of, write_shift

app = command_app()
_WRITTEN = {"en": "{rows} options written to {out}", "zh": "已写入{rows}个转型方向：{out}"}


@app.command()
def diversify(
    place: Annotated[str, typer.Argument(help="Folder or workbook, or the code of a county or city (140729, 4108).")],
    base: Annotated[
        str, typer.Option("--from", help="Sectors to move on from, such as 006,042; coal and coke by default.")
    ] = "",
    region: Annotated[str, typer.Option(help="Code of the region of the folder.")] = "",
    criteria: Annotated[
        Path | None, typer.Option(help="File of criteria; targets.toml of the folder by default.", exists=True)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Table to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language of the screen and the table.")] = Language.en,
) -> None:
    """Rank where a coal region might go: related, sparing of energy, complex."""
    sectors = tuple(code.strip() for code in base.split(",") if code.strip())
    shift = diversification_of(
        place, base=sectors, region=region, criteria=criteria, programme=programme, period=period
    )
    if out is not None:
        write_shift(shift, out, language)
        typer.echo(_WRITTEN[language].format(rows=len(shift.options), out=out))
        return
    _print(shift, language)


def _print(shift: Shift, language: str) -> None:
    chapter = diversification_chapter(shift)
    if chapter is None:
        return
    console, grid = Console(), options_grid(shift)
    console.print(f"[bold]{chapter.title.get(language)}[/bold]", highlight=False)
    for sentence in chapter.lead:
        console.print(Styled(sentence.get(language)))
    print_grid(grid, language)
