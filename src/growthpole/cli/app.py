"""The command ``growthpole``: a table of commands, each loaded when it is called.

Loading on call keeps ``growthpole --help`` instant although the commands stand on NumPy, Polars and Altair.
"""

from __future__ import annotations

from importlib import import_module

import click
import typer
from typer.core import TyperGroup

# command -> (module that holds a Typer ``app``, the line shown by --help)
COMMANDS: dict[str, tuple[str, str]] = {
}


class LazyGroup(TyperGroup):
    """A group whose commands are imported only when one of them is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(COMMANDS[cmd_name][0])
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command
