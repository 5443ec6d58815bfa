"""Every measure of the command line, from ``measures.toml``: name, question, function, arguments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from growthpole.errors import NameUnknownError

__all__ = ["Argument", "Measure", "measure_named", "measures"]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a measure, as ``--set name=value`` gives it.

    Attributes
    ----------
    name : str
        As in the function.
    kind : str
        How its text is read; see the head of ``measures.toml``.
    help : str
        One line.
    required : bool
        Whether the measure cannot do without.
    """

    name: str
    kind: str
    help: str
    required: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; see the head of ``measures.toml`` for what each key means."""

    name: str
    function: str
    question: str
    formula: str
    result: str
    arguments: tuple[Argument, ...]
    cells: bool
    years: bool
    progress: bool
    run: str

    def argument(self, name: str) -> Argument:
        """Find an argument by its name."""
        for one in self.arguments:
            if one.name == name:
                return one
        raise NameUnknownError(f"argument of {self.name}", name, [one.name for one in self.arguments])


@cache
def measures() -> Mapping[str, Measure]:
    """Give every measure by its name, in the order of the table."""
    text = (files("growthpole.services") / "measures.toml").read_text(encoding="utf-8")
    return {name: _measure(name, row) for name, row in tomllib.loads(text).items()}


def measure_named(name: str) -> Measure:
    """Give one measure.

    Raises
    ------
    NameUnknownError
        With the nearest names.
    """
    table = measures()
    if name not in table:
        raise NameUnknownError("measure", name, table)
    return table[name]


def _measure(name: str, row: dict[str, Any]) -> Measure:
    arguments = [
        Argument(argument, kind.rstrip("!"), text, kind.endswith("!"))
        for argument, (kind, text) in row.get("arguments", {}).items()
    ]
    return Measure(
        name=name,
        function=row["function"],
        question=row["question"],
        formula=row["formula"],
        result=row["result"],
        arguments=tuple(arguments),
        cells=row.get("cells", True),
        years=row.get("years", False),
        progress=row.get("progress", False),
        run=row.get("run", "growthpole.services.measure:on_frame"),
    )
