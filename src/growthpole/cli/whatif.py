"""``growthpole whatif``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import comparison, show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.services.whatif import what_if

app = command_app()


@app.command()
def whatif(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    change: Annotated[
        list[str] | None, typer.Option("--set", help="A change of the rules, such as gates.city.output=1.2e9.")
    ] = None,
    other: Annotated[str | None, typer.Option("--with", help="A second programme file to compare with.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Show who enters, leaves, rises or falls, and gets how much, when the rules change."""
    result = what_if(path, change or [], other=other, programme=programme, period=period)
    show.warnings(result.warnings, language)
    comparison.show(result, language)
