"""On which line of a TOML file each key stands, and which keys stand there twice.

``tomllib`` gives values without their place and stops at the first duplicate; the syntax tree of tree-sitter gives
the place of every key, also in a file that ``tomllib`` refuses.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

__all__ = ["Duplicate", "Lines", "find_lines"]

Key = str | int
RawPath = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A key that stands in the file twice."""

    path: RawPath
    line: int
    first_line: int


@dataclass(slots=True)
class Lines:
    """Line of each key path; elements of arrays have their position in the path, counted from 0."""

    of: dict[RawPath, int] = field(default_factory=dict)
    duplicates: list[Duplicate] = field(default_factory=list)
    _counts: dict[RawPath, int] = field(default_factory=dict)

    def note(self, path: RawPath, line: int) -> None:
        """Remember where a path stands first, and every table on the way to it."""
        for end in range(1, len(path) + 1):
            self.of.setdefault(path[:end], line)

    def define(self, path: RawPath, line: int, *, before: int | None) -> None:
        """Remember a key that may stand only once; ``before`` is the line where it stood already."""
        if before is not None:
            self.duplicates.append(Duplicate(path, line, before))
        self.note(path, line)

    def element(self, path: RawPath) -> RawPath:
        """The path of the next element of the array of tables at ``path``."""
        number = self._counts.get(path, 0)
        self._counts[path] = number + 1
        return (*path, number)

    def inside(self, path: RawPath) -> RawPath:
        """The path as seen from a later header: through the last element of each array of tables."""
        result: RawPath = ()
        for key in path:
            result = (*result, key)
            if result in self._counts:
                result = (*result, self._counts[result] - 1)
        return result


def find_lines(text: str) -> Lines:
    r"""Find the line of every key of a TOML text.

    Parameters
    ----------
    text : str
        The file; need not be valid.

    Returns
    -------
    Lines
        1-based lines by key path, and the keys that stand there twice.

    Examples
    --------
    >>> lines = find_lines("[a]\nx = {y = 1}  # why\n[[t]]\nid = 'p'\n[[t]]\nid = 'q'")
    >>> lines.of[("a", "x", "y")], lines.of[("t", 1, "id")]
    (2, 6)
    """
    lines = Lines()
    tables: dict[RawPath, int] = {}
    pairs: dict[RawPath, int] = {}
    root = Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node
    for node in root.children:
        if node.type == "pair":
            _pair(node, (), lines, pairs)
        elif node.type in {"table", "table_array_element"}:
            _table(node, lines, tables, pairs)
    return lines


def _table(node: Node, lines: Lines, tables: dict[RawPath, int], pairs: dict[RawPath, int]) -> None:
    line, keys = node.start_point.row + 1, _keys(node)
    if node.type == "table":
        path = lines.inside(keys[:-1]) + keys[-1:]
        lines.define(path, line, before=tables.get(path) or pairs.get(path))
        tables.setdefault(path, line)
    else:
        path = lines.element(lines.inside(keys[:-1]) + keys[-1:])
        lines.note(path, line)
    for child in node.children:
        if child.type == "pair":
            _pair(child, path, lines, pairs)


def _pair(node: Node, at: RawPath, lines: Lines, pairs: dict[RawPath, int]) -> None:
    path = at + _keys(node)
    lines.define(path, node.start_point.row + 1, before=pairs.get(path))
    pairs.setdefault(path, node.start_point.row + 1)
    # A comment at the end of the line is the last child of the pair.
    _value([child for child in node.children if child.type != "comment"][-1], path, lines, pairs)


def _value(node: Node, path: RawPath, lines: Lines, pairs: dict[RawPath, int]) -> None:
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                _pair(child, path, lines, pairs)
    elif node.type == "array":
        elements = [child for child in node.named_children if child.type != "comment"]
        for number, child in enumerate(elements):
            lines.note((*path, number), child.start_point.row + 1)
            _value(child, (*path, number), lines, pairs)


def _keys(node: Node) -> RawPath:
    """The names in the header of a table or before the equals sign of a pair."""
    for child in node.named_children:
        if child.type in {"bare_key", "quoted_key", "dotted_key"}:
            return tuple(_name(one) for one in _leaves(child))
    return ()


def _leaves(node: Node) -> list[Node]:
    if node.type != "dotted_key":
        return [node]
    return [leaf for child in node.named_children for leaf in _leaves(child)]


def _name(node: Node) -> str:
    text = (node.text or b"").decode()
    if node.type == "bare_key":
        return text
    try:
        return next(iter(tomllib.loads(f"{text} = 0")))
    except tomllib.TOMLDecodeError:
        return text
