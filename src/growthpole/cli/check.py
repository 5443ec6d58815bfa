"""``growthpole check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from growthpole.cli import show
from growthpole.cli.command import Language, command_app
from growthpole.cli.words import counted, say
from growthpole.model.dossier import Dossier
from growthpole.services.check import Checked, check_path, write_json, write_marked

app = command_app()


@app.command()
def check(
    path: Annotated[Path, typer.Argument(help="Folder of CSV or Parquet files, or an Excel workbook.")],
    programme: Annotated[str | None, typer.Option(help="Programme file, or the name of a shipped one.")] = None,
    json: Annotated[Path | None, typer.Option(help="Write the problems to this JSON file.")] = None,
    excel: Annotated[Path | None, typer.Option(help="Write an Excel copy with the faulty cells marked.")] = None,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Check evidence row by row; exit 1 when there are errors, 0 when there are none or only warnings."""
    checked = check_path(path, programme)
    if json is not None:
        write_json(checked, json)
    if excel is not None:
        write_marked(checked, excel)
    if checked.problems:
        show.problems(checked.problems, language)
    if checked.errors or checked.dossier is None:
        raise typer.Exit(1)
    Console().print(_summary(checked, checked.dossier, language))


def _summary(checked: Checked, dossier: Dossier, language: str) -> str:
    name = checked.programme
    return say(
        language,
        "taken in",
        path=checked.path,
        clusters=counted(language, len(dossier.clusters), "cluster", "clusters"),
        rows=counted(language, len(dossier.evidence), "evidence row", "evidence rows"),
        checked=say(language, "checked against", name=name) if name else say(language, "checked alone"),
    )
