"""``growthpole chain targets``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text as Styled

from growthpole.cli import show
from growthpole.cli.chain_grid import print_grid
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.model.text import Text
from growthpole.services.chain_targets import Attracted, open_targets, target_grids, write_candidates, write_targets

app = command_app()
SHOWN = 25
_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}
_NOTHING = {
    "en": "No target: what the cluster makes is not told, no input is lacking, or no candidate firms were handed in.",
    "zh": "无招商目标：集群未填写行业、投入均可本地供应，或未报送目标企业。",
}


@app.command()
def targets(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    cluster: Annotated[str, typer.Argument(help="Id of one cluster; all of them by default.")] = "",
    firms: Annotated[bool, typer.Option("--firms", help="Candidate firms instead of industries.")] = False,
    criteria: Annotated[
        Path | None, typer.Option(help="File of criteria; targets.toml of the folder by default.", exists=True)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Table to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language of the screen and the table.")] = Language.en,
) -> None:
    """Rank the industries and firms to attract, each with its reason."""
    found = open_targets(path, cluster=cluster, programme=programme, period=period, criteria=criteria)
    show.warnings(found.inputs.warnings, language)
    if out is not None:
        rows = (write_candidates if firms else write_targets)(found, out, language)
        typer.echo(_WRITTEN[language].format(rows=rows, out=out))
        return
    _print(found, language, firms=firms, cluster=cluster)


def _print(found: Attracted, language: str, *, firms: bool, cluster: str) -> None:
    grid = target_grids(found)[1 if firms else 0]
    if not grid.rows:
        typer.echo(_NOTHING[language])
        return
    # Score and rank stand beside the name; the reason below says the rest in words.
    # Of one cluster the first column would say the same on every line.
    print_grid(grid, language, (1, 2, 3, 4) if cluster and not firms else (0, 1, 2, 3, 4), shown=SHOWN)
    console = Console()
    for row in grid.rows[:3]:
        name, reason = row[0 if firms else 1], row[-1]
        colon = "：" if language == "zh" else ": "
        console.print(Styled(f"{_words(name, language)}{colon}{_words(reason, language)}"))


def _words(cell: Text | str, language: str) -> str:
    return cell if isinstance(cell, str) else cell.get(language)
