"""All versions of all rules of a file, and the rules that are in force on one day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from growthpole.model.rules import Basis
from growthpole.programme.file.faults import Path

__all__ = ["Leaf", "Rules", "Section", "Statute", "Table", "Version"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version:
    """A value with its law, from a day on (``None``: from the beginning)."""

    since: date | None
    value: object
    basis: Basis
    given: object


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file; ``basis`` is the law that it states for the values in it, when it is a rule."""

    path: Path
    line: int
    basis: Basis
    since: date | None = None
    is_rule: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """The value of a key that is in force."""

    path: Path
    line: int
    value: object
    basis: Basis
    given: object


@dataclass(slots=True)
class Statute:
    """All that a file says, with every version by date; ``faulty`` has the keys whose values did not fit."""

    tables: dict[Path, Table] = field(default_factory=dict)
    versions: dict[Path, tuple[Version, ...]] = field(default_factory=dict)
    faulty: set[Path] = field(default_factory=set)

    def dates(self) -> list[date]:
        """The days on which something changes, in order."""
        given = {table.since for table in self.tables.values()}
        given |= {version.since for versions in self.versions.values() for version in versions}
        return sorted(one for one in given if one is not None)

    def on(self, day: date) -> Rules:
        """The rules in force on a day."""
        ahead = {path for path, table in self.tables.items() if table.since is not None and table.since > day}
        rules = Rules(day, defined=frozenset(self.tables), faulty=frozenset(self.faulty))
        for path, table in self.tables.items():
            if not _below(path, ahead):
                rules.tables[path] = table
        for path, versions in self.versions.items():
            held = [one for one in versions if one.since is None or one.since <= day]
            if held and not _below(path, ahead):
                last = held[-1]
                rules.leaves[path] = Leaf(path, last.basis.line, last.value, last.basis, last.given)
        return rules


def _below(path: Path, ahead: set[Path]) -> bool:
    return any(path[:end] in ahead for end in range(1, len(path) + 1)) if ahead else False


@dataclass(slots=True)
class Rules:
    """The rules in force on a day, by path.

    Attributes
    ----------
    day : date
        The day.
    tables, leaves : dict
        What is in force.
    defined : frozenset of path
        The tables of the whole file, in force or not.
    faulty : frozenset of path
        Keys whose values did not fit: they are not absent, and were reported already.
    """

    day: date
    tables: dict[Path, Table] = field(default_factory=dict)
    leaves: dict[Path, Leaf] = field(default_factory=dict)
    defined: frozenset[Path] = frozenset()
    faulty: frozenset[Path] = frozenset()

    def ids(self, *path: str) -> list[str]:
        """The names of the tables directly below a path, in the order of the file."""
        return [one[-1] for one in self.tables if len(one) == len(path) + 1 and one[:-1] == path]

    def sections(self, *path: str) -> Iterator[Section]:
        """The tables directly below a path."""
        return (Section(self, (*path, name)) for name in self.ids(*path))

    def section(self, *path: str) -> Section | None:
        """One table, when it is there."""
        return Section(self, path) if path in self.tables else None

    def leaf(self, *path: str) -> Leaf | None:
        """One value, when it is there."""
        return self.leaves.get(path)


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the rules in force."""

    rules: Rules
    path: Path

    @property
    def id(self) -> str:
        """The last part of its path."""
        return self.path[-1]

    @property
    def line(self) -> int:
        """The line where it begins."""
        return self.rules.tables[self.path].line

    def leaf(self, name: str) -> Leaf | None:
        """One of its values with its place, when it is there."""
        return self.rules.leaves.get((*self.path, name))

    def has(self, name: str) -> bool:
        """Whether the key stands there, with a value that fits or not."""
        return self.leaf(name) is not None or (*self.path, name) in self.rules.faulty

    def find(self, name: str, kind: type[T]) -> T | None:
        """One of its values, or nothing when it is absent (or faulty, which was reported)."""
        leaf = self.leaf(name)
        return leaf.value if leaf is not None and isinstance(leaf.value, kind) else None

    def get(self, name: str, kind: type[T], default: T) -> T:
        """One of its values, or the default."""
        found = self.find(name, kind)
        return default if found is None else found

    def leaves(self, *below: str) -> Iterator[Leaf]:
        """Its values directly below a path, in the order of the file."""
        at = (*self.path, *below)
        return (leaf for path, leaf in self.rules.leaves.items() if path[:-1] == at)

    @property
    def basis(self) -> Basis:
        """Its law: what the table says, or else what the first value says that has a law of its own."""
        table = self.rules.tables[self.path]
        stated = next((one for one in self._laws() if one.official or one.reference or one.note), table.basis)
        return Basis(stated.kind, stated.reference, stated.note, table.since or stated.since, table.line)

    def _laws(self) -> Iterator[Basis]:
        """The law of the table, then those of its values; values in a rule below it are that rule's."""
        yield self.rules.tables[self.path].basis
        for path, leaf in self.rules.leaves.items():
            if path[:-1] == self.path or (path[:-2] == self.path and not self.rules.tables[path[:-1]].is_rule):
                yield leaf.basis
