"""The file as a tree of nodes that know their path and line; arrays of tables with ids become tables by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from growthpole.errors import Problem
from growthpole.programme.file.faults import Path, fault
from growthpole.programme.file.lines import Lines, RawPath

__all__ = ["Node", "grow"]


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file with its place.

    Attributes
    ----------
    path : tuple of str
        By names and ids; the id of an element of an array of tables stands for its position.
    line : int
        1-based.
    value : object
        A dict of nodes by key, a list of nodes, or a plain TOML value.
    """

    path: Path
    line: int
    value: Any

    @property
    def table(self) -> dict[str, Node] | None:
        """Its children by key, when it is a table."""
        return self.value if isinstance(self.value, dict) else None

    @property
    def plain(self) -> Any:
        """The value without places, as ``tomllib`` gave it."""
        if isinstance(self.value, dict):
            return {key: child.plain for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain for child in self.value]
        return self.value


def grow(values: dict[str, Any], lines: Lines, keyed: Iterable[Path]) -> tuple[Node, list[Problem]]:
    """Make the tree of a file.

    Parameters
    ----------
    values : dict
        From ``tomllib``.
    lines : Lines
        Where each key stands.
    keyed : iterable of path
        The arrays of tables whose elements are called by their ``id``.

    Returns
    -------
    root : Node
        The whole file.
    problems : list of Problem
        Elements without an id, and ids that stand twice.
    """
    problems: list[Problem] = []
    return _Grower(lines, frozenset(keyed), problems).grow(values, (), ()), problems


@dataclass(frozen=True, slots=True)
class _Grower:
    lines: Lines
    keyed: frozenset[Path]
    problems: list[Problem]

    def grow(self, value: Any, path: Path, raw: RawPath) -> Node:
        """The node of a value and of everything below it."""
        line = self.lines.of.get(raw, 1)
        if isinstance(value, dict):
            return Node(path, line, {key: self.grow(one, (*path, key), (*raw, key)) for key, one in value.items()})
        if isinstance(value, list) and path in self.keyed and all(isinstance(one, dict) for one in value):
            return Node(path, line, dict(self._by_id(value, path, raw)))
        if isinstance(value, list):
            return Node(path, line, [self.grow(one, path, (*raw, number)) for number, one in enumerate(value)])
        return Node(path, line, value)

    def _by_id(self, elements: list[dict[str, Any]], path: Path, raw: RawPath) -> Iterator[tuple[str, Node]]:
        seen: dict[str, int] = {}
        for number, element in enumerate(elements):
            line = self.lines.of.get((*raw, number, "id"), self.lines.of.get((*raw, number), 1))
            name = element.get("id")
            if not isinstance(name, str) or not name:
                self.problems.append(_without_id((*path, f"[{number + 1}]"), line))
                name = f"[{number + 1}]"
            elif name in seen:
                self.problems.append(_twice((*path, name), line, seen[name]))
                continue
            seen[name] = line
            yield name, self.grow(element, (*path, name), (*raw, number))


def _without_id(path: Path, line: int) -> Problem:
    return fault("id-missing", path, line, found="no id", must="an `id`, as text", do='Add a line such as id = "city".')


def _twice(path: Path, line: int, first: int) -> Problem:
    return fault(
        "id-duplicate",
        path,
        line,
        found=f"the id {path[-1]!r} a second time",
        must=f"an id of its own; line {first} has it already",
        do="Give one of the two another id.",
    )
