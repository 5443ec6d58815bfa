"""What if a value were another one: the file with some of its values replaced, by path."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from growthpole.errors import NameUnknownError
from growthpole.programme.file.faults import Path
from growthpole.programme.file.node import Node
from growthpole.programme.file.schema import SCHEMA, Branch

__all__ = ["apply_changes", "canonical_changes"]


def apply_changes(root: Node, changes: Mapping[str, str]) -> Node:
    """The tree of a file with some values replaced.

    Parameters
    ----------
    root : Node
        The file.
    changes : mapping of str to str
        Path with ids (``"gate.output_size.threshold.city"``) to the new value, written as in the file or without
        quotation marks (``"1.2 bn CNY"``). All versions by date give way to the new value.

    Returns
    -------
    Node
        A new tree; the law of the changed values is gone, since a changed number is nobody's.

    Raises
    ------
    NameUnknownError
        If there is no such value.
    """
    for path, text in changes.items():
        root = _changed(root, _known(root, path), _value(text))
    return root


def canonical_changes(changes: Mapping[str, str]) -> str:
    """The changes as one text, in the order of their paths, for the hash of the programme."""
    return "".join(f"{path} = {text}\n" for path, text in sorted(changes.items()))


def _known(root: Node, path: str) -> Path:
    names = tuple(path.split("."))
    if names not in set(_paths(root, SCHEMA)):
        raise NameUnknownError("value in the programme", path, (".".join(one) for one in _paths(root, SCHEMA)))
    return names


def _paths(node: Node, branch: Branch) -> Iterator[Path]:
    """Every value that stands in the file or could stand in one of its tables."""
    children = node.table or {}
    for name in {**children, **branch.below}:
        below = branch.at(name)
        if below is None or below.key is None:
            continue
        if below.key.is_table and name in children:
            yield from _paths(children[name], below)
        elif not below.key.is_table:
            yield (*node.path, name)


def _changed(node: Node, rest: Path, value: Any) -> Node:
    children = dict(node.table or {})
    name = rest[0]
    below = children.get(name, Node((*node.path, name), node.line, {}))
    if len(rest) == 1:
        children[name] = Node(below.path, below.line, value)
    else:
        children[name] = _changed(below, rest[1:], value)
    return replace(node, value=children)


def _value(text: str) -> Any:
    """A TOML value, or the text itself where it is none."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    return [Node((), 0, one) for one in value] if isinstance(value, list) else value
