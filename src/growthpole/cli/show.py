"""What every command may print: tables of problems, warnings, where the results lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from growthpole.cli.words import counted, say
from growthpole.errors import Problem

if TYPE_CHECKING:
    # only named here: loading it would load every engine behind a command that prints problems
    from growthpole.services.assess import Written

__all__ = ["place_of", "problems", "warnings", "written"]

WARNINGS_SHOWN = 10


def problems(found: Sequence[Problem], language: str = "en", console: Console | None = None) -> None:
    """Print every fault with its place, what was found, what must hold and what to do."""
    console = console or Console(stderr=True)
    table = Table(title=_count(found, language), title_justify="left", show_lines=True)
    for heading in ("where", "found", "must be", "what to do"):
        table.add_column(say(language, heading), overflow="fold")
    mixed = len({each.severity for each in found}) > 1
    for each in found:
        style = "red" if each.severity == "error" else "yellow"
        table.add_row(
            Styled(_marked(each, language, mixed=mixed), style), Styled(each.found), Styled(each.must), Styled(each.do)
        )
    console.print(table)
    faulty = [each for each in found if each.severity == "error"]
    if faulty:
        rules = all(each.file.endswith(".toml") for each in faulty)
        console.print(say(language, "correct lines" if rules else "correct cells"))


def _marked(one: Problem, language: str, *, mixed: bool) -> str:
    """The place; a warning among errors is told by a word too, since not every screen has colours."""
    place = place_of(one, language)
    warns = mixed and one.severity != "error"
    return say(language, "brackets", words=place, inside=say(language, "only warns")) if warns else place


def place_of(one: Problem, language: str) -> str:
    """Where a fault stands, in the words of its file: rows and columns of a table, lines and keys of a file of rules.

    Examples
    --------
    >>> fault = Problem("x", "targets.toml", "2", "1", "Correct it.", row=12, column="firm.land.weight")
    >>> place_of(fault, "en"), place_of(fault, "zh")
    ('targets.toml, line 12, key firm.land.weight', 'targets.toml，第12行，键 firm.land.weight')
    """
    row, column = ("line", "key") if one.file.endswith(".toml") else ("row", "column")
    parts = [one.file]
    if one.sheet is not None:
        parts.append(say(language, "sheet", name=one.sheet))
    if one.row is not None:
        parts.append(say(language, row, n=one.row))
    if one.column is not None:
        parts.append(say(language, column, name=one.column))
    return say(language, "pause").join(parts)


def _count(found: Sequence[Problem], language: str) -> str:
    errors = sum(each.severity == "error" for each in found)
    return say(language, "comma").join(
        [
            counted(language, errors, "error", "errors"),
            counted(language, len(found) - errors, "warning", "warnings"),
        ]
    )


def warnings(found: Sequence[Problem], language: str = "en", console: Console | None = None) -> None:
    """Print what is doubtful about the inputs of a result, a line for each."""
    if not found:
        return
    console = console or Console(stderr=True)
    console.print(Styled(counted(language, len(found), "warning", "warnings"), "yellow"))
    for each in found[:WARNINGS_SHOWN]:
        console.print(Styled(f"  {place_of(each, language)}{say(language, 'colon')}{each.found}. {each.do}"))
    if len(found) > WARNINGS_SHOWN:
        console.print(Styled(say(language, "more warnings", n=len(found) - WARNINGS_SHOWN)))


def written(files: Written, inputs: Path | None = None, language: str = "en", console: Console | None = None) -> None:
    """Print where the results lie."""
    console = console or Console()
    console.print(f"\n[bold]{say(language, 'written')}[/bold]")
    for field in fields(files):
        console.print(f"  {getattr(files, field.name)}", highlight=False, markup=False)
    if inputs is not None:
        console.print(f"  {inputs} {say(language, 'inputs')}", highlight=False, markup=False)
