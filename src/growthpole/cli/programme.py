"""``growthpole programme``: list, print, check, try, keys."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.command import command_app
from growthpole.services.programme import check_programme, key_tables, measure, programme_keys, shipped, try_cases

app = command_app(no_args_is_help=True, help="Programme files: list, print, check, try, keys.")

Language = Annotated[str, typer.Option(help="Language: en or zh.")]
File = Annotated[str, typer.Argument(help="Programme file, or the name of a shipped one.")]


@app.command("list")
def list_shipped(language: Language = "en") -> None:
    """List the programmes that ship with the package."""
    for programme in shipped():
        typer.echo(f"{programme.id:<26} {programme.name.get(language)}")


@app.command("print")
def print_measure(
    file: File,
    language: Language = "en",
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day whose rules are printed; the last change by default."),
    ] = None,
) -> None:
    """Print a programme as an official measure (Markdown)."""
    typer.echo(measure(file, language, on.date() if on else None), nl=False)


@app.command()
def check(file: File, language: Language = "en") -> None:
    """Check a programme file; exits 1 when it has faults."""
    checked = check_programme(file)
    if checked.programme is None:
        show.problems(checked.problems, language)
        raise typer.Exit(1)
    counted = ", ".join(f"{count} {name}" for name, count in checked.counts.items())
    name, day = checked.programme.name.get(language), checked.programme.in_force
    typer.echo(f"{name}: no faults ({counted}); in force since {day}.")


@app.command("try")
def try_worked_cases(
    file: File,
    cases: Annotated[Path | None, typer.Option(help="File of worked cases; a shipped programme has its own.")] = None,
    language: Language = "en",
) -> None:
    """Run worked cases: given figures, expected decisions; exits 1 when one does not hold."""
    results = try_cases(file, cases)
    for result in results:
        typer.echo(f"{'holds' if result.holds else 'FAILS'}  {result.case.says.get(language)}")
        for mismatch in result.mismatches:
            typer.echo(f"       {mismatch}")
    if not all(result.holds for result in results):
        raise typer.Exit(1)


@app.command()
def keys(
    language: Language = "en",
    markdown: Annotated[bool, typer.Option(help="As the tables of the reference page.")] = False,
) -> None:
    """Tell every key of a programme file; * marks those that must be there."""
    if markdown:
        typer.echo(key_tables(), nl=False)
        return
    for key in programme_keys():
        required = "*" if key.required else " "
        typer.echo(f"{required} {key.path:<34} {key.kind:<11} {key.meaning.get(language)}")
