"""The command ``growthpole``: a table of commands, each loaded when it is called."""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from typing import Annotated, TextIO

import typer

from growthpole.cli.command import command_app, spoken
from growthpole.cli.lazy import family
from growthpole.errors import GrowthpoleError, ProblemsError

__all__ = ["COMMANDS", "main"]

# command -> (module that holds a Typer ``app``, the line shown by --help)
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("growthpole.cli.demo", "Assess a shipped world and write its report."),
    "init": ("growthpole.cli.init", "Write a workbook to fill in and a programme to start from."),
    "check": ("growthpole.cli.check", "Check evidence row by row, and mark what is wrong."),
    "assess": ("growthpole.cli.assess", "Assess a folder of evidence under its programme."),
    "explain": ("growthpole.cli.explain", "Print one cluster's whole reasoning, each figure with its source."),
    "whatif": ("growthpole.cli.whatif", "Show what a change of the rules would do."),
    "measure": ("growthpole.cli.measure", "Measure a table: specialisation, concentration, change, complexity."),
    "points": ("growthpole.cli.points", "Measure how far apart establishments are: K_d, M, Ripley's K."),
    "programme": ("growthpole.cli.programme", "List, print, check or try programme files."),
    "index": ("growthpole.cli.index", "Build a composite index whose ranks carry an error bar."),
    "chain": ("growthpole.cli.chain", "Industry chains: what is missing, who leads, whom to attract, where to sell."),
    "plan": ("growthpole.cli.plan", "Plans: remedies under a budget, the ladder ahead, awards, manual and tasks."),
    "replay": ("growthpole.cli.replay", "Prove that the same inputs give the same assessment."),
}


app = command_app(cls=family(COMMANDS), no_args_is_help=True)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"growthpole {import_module('growthpole').__version__}")
        raise typer.Exit


@app.callback()
def growthpole(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Run a programme for industrial clusters on evidence.

    A programme is a file; evidence goes in; decisions come out. Unknown is never zero.
    """


def _plain_warning(
    message: Warning | str,
    category: type[Warning],  # noqa: ARG001
    filename: str,  # noqa: ARG001
    lineno: int,  # noqa: ARG001
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    """What a measure warns of, without the line of code that said it."""
    print(f"growthpole: take care: {message}", file=sys.stderr)  # noqa: T201


def main() -> int:
    """Run the command line; an expected fault is one plain message, never a traceback.

    Returns
    -------
    int
        0 for success, 1 where the input has faults.
    """
    warnings.showwarning = _plain_warning
    try:
        app()
    except ProblemsError as error:
        import_module("growthpole.cli.show").problems(error.problems, spoken())
        return 1
    except GrowthpoleError as error:
        print(f"growthpole: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0
