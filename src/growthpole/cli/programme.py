"""``growthpole programme``: list, print, check, keys."""

from __future__ import annotations

from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.services.programme import check_programme, measure, programme_keys, shipped

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Programme files: list, print, check, keys.")

Language = Annotated[str, typer.Option(help="Language: en or zh.")]
File = Annotated[str, typer.Argument(help="Programme file, or the name of a shipped one.")]


@app.command("list")
def list_shipped(language: Language = "en") -> None:
    """List the programmes that ship with the package."""
    for programme in shipped():
        typer.echo(f"{programme.id:<26} {programme.name.get(language)}")


@app.command("print")
def print_measure(file: File, language: Language = "en") -> None:
    """Print a programme as an official measure (Markdown)."""
    typer.echo(measure(file, language), nl=False)


@app.command()
def check(file: File, language: Language = "en") -> None:
    """Check a programme file; exits 1 when it has faults."""
    checked = check_programme(file)
    if checked.programme is None:
        show.problems(checked.problems)
        raise typer.Exit(1)
    counted = ", ".join(f"{count} {name}" for name, count in checked.counts.items())
    name, day = checked.programme.name.get(language), checked.programme.in_force
    typer.echo(f"{name}: no faults ({counted}); in force since {day}.")


@app.command()
def keys(language: Language = "en") -> None:
    """Tell every key of a programme file; * marks those that must be there."""
    for key in programme_keys():
        required = "*" if key.required else " "
        typer.echo(f"{required} {key.path:<34} {key.kind:<11} {key.meaning.get(language)}")
