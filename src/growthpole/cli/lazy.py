"""Families of commands that load a command's module only when it is called.

It keeps ``growthpole --help`` instant although the commands stand on NumPy, Polars and Altair.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

__all__ = ["family"]


def family(commands: Mapping[str, tuple[str, str]]) -> type[TyperGroup]:
    """A group of commands.

    Parameters
    ----------
    commands : mapping of str to tuple of str and str
        Command to the module that holds a Typer ``app``, and the line shown by ``--help``.

    Returns
    -------
    type of TyperGroup
        Lists the commands in the order of the table.
    """

    class Family(TyperGroup):
        """Imports a command's module only when that command is run."""

        def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
            """The commands in the order of the table."""
            return list(commands)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
            """A stand-in with the help line: enough to list it, nothing to run."""
            line = commands.get(cmd_name)
            return None if line is None else TyperCommand(name=cmd_name, help=line[1])

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            """The real command, loaded now."""
            name, stand_in, rest = super().resolve_command(ctx, args)
            if name is None or stand_in is None:
                return name, stand_in, rest
            return name, self.loaded(name), rest

        def loaded(self, name: str) -> Any:
            """The real command of a name."""
            command: Any = typer.main.get_command(import_module(commands[name][0]).app)
            command.name = name
            return command

    return Family
