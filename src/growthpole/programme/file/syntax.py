"""From text to plain values, or to the problems of its syntax."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from growthpole.errors import Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.lines import Lines, RawPath, find_lines

__all__ = ["parse_toml"]


def parse_toml(text: str) -> tuple[dict[str, Any], Lines, list[Problem]]:
    """Parse TOML 1.0 and say where each key stands.

    Parameters
    ----------
    text : str
        The file.

    Returns
    -------
    values : dict
        Empty when there are problems.
    lines : Lines
        Where each key stands.
    problems : list of Problem
        Every duplicate key, or else the first fault of the syntax.
    """
    lines = Lines()
    try:
        lines = find_lines(text)
        return tomllib.loads(text), lines, []
    except tomllib.TOMLDecodeError as error:
        return {}, lines, _duplicates(lines) or [_syntax(str(error), text)]
    except RecursionError:
        return {}, Lines(), [_nesting(text)]


def _duplicates(lines: Lines) -> list[Problem]:
    return [
        fault(
            "key-duplicate",
            _names(one.path),
            one.line,
            found=f"{one.path[-1]!r} a second time",
            must=f"stated once; it stands on line {one.first_line} already",
            do="Remove one of the two.",
        )
        for one in lines.duplicates
    ]


def _names(path: RawPath) -> tuple[str, ...]:
    return tuple(f"[{key + 1}]" if isinstance(key, int) else key for key in path)


def _nesting(text: str) -> Problem:
    deepest = max(range(len(text.splitlines())), key=lambda row: sum(map(text.splitlines()[row].count, "[{")))
    return fault(
        "nesting",
        (),
        deepest + 1,
        found="hundreds of brackets inside each other",
        must="lists and tables a few levels deep",
        do="Write the value as the reference of programme files shows it.",
    )


def _syntax(message: str, text: str) -> Problem:
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(place[1]) if place else text.count("\n") + 1
    shown = text.splitlines()[line - 1].strip() if text.splitlines()[line - 1 : line] else "the end of the file"
    return fault(
        "syntax",
        (),
        line,
        found=f"{shown!r} ({re.sub(r' [(]at .*', '', message)})",
        must="TOML 1.0: key = value, text in quotation marks",
        do="Correct the line; text and units stand in quotation marks, numbers do not.",
    )
