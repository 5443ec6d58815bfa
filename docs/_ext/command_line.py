"""The reference of the command line, written from the commands themselves: nothing left out, nothing out of date."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from sphinx.application import Sphinx

from growthpole.cli.app import COMMANDS

PAGE = Path(__file__).parents[1] / "reference" / "generated" / "command-line.md"


def write_page(app: Sphinx) -> None:  # noqa: ARG001
    lines = ["# The command line", "", "Every command says the same with `--help`.", ""]
    for name, (module, _) in COMMANDS.items():
        command: Any = typer.main.get_command(import_module(module).app)
        lines += described(f"growthpole {name}", command, "##")
    text = "\n".join(lines) + "\n"
    PAGE.parent.mkdir(exist_ok=True)
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        PAGE.write_text(text, encoding="utf-8")


def described(name: str, command: Any, mark: str) -> Iterator[str]:
    """The heading, the words and the parameters of a command, then those of the commands under it."""
    yield from (f"{mark} {name}", "", (command.help or "").strip(), "")
    parameters = [one for one in command.params if one.name != "help"]
    if parameters:
        yield from ("| argument or option | meaning | default |", "| --- | --- | --- |")
        yield from (row(one) for one in parameters)
        yield ""
    for under, one in beneath(command).items():
        yield from described(f"{name} {under}", one, mark + "#")


def beneath(command: Any) -> dict[str, Any]:
    """The commands of a family, loaded where it loads them on call only."""
    if hasattr(command, "loaded"):
        return {name: command.loaded(name) for name in command.list_commands(None)}
    return getattr(command, "commands", {})


def row(parameter: Any) -> str:
    """One parameter as a row of a table."""
    option = parameter.param_type_name == "option"
    names = " / ".join(f"`{name}`" for name in parameter.opts) if option else f"`{parameter.name}`"
    default = (
        "required" if parameter.required else "" if parameter.default in (None, "", ()) else f"`{parameter.default}`"
    )
    meaning = (getattr(parameter, "help", None) or "").replace("|", "\\|").replace("[", "\\[")
    return f"| {names} | {meaning} | {default} |"


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("builder-inited", write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
