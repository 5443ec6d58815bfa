"""Hold the file against the table of keys: names, kinds, units, dates; keep what fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import pairwise

from growthpole.errors import Problem
from growthpole.model.rules import Basis
from growthpole.programme.file.faults import Path, UnfitError, fault
from growthpole.programme.file.law import LAW_KEYS, read_law
from growthpole.programme.file.node import Node
from growthpole.programme.file.schema import SCHEMA, Branch, Key
from growthpole.programme.file.statute import Statute, Table, Version
from growthpole.programme.file.values import convert

__all__ = ["hold_against_schema"]


def hold_against_schema(root: Node, schema: Branch = SCHEMA) -> tuple[Statute, list[Problem]]:
    """Hold the file against the table of keys.

    Parameters
    ----------
    root : Node
        The file.
    schema : Branch
        The keys that may stand there; those of a programme by default.

    Returns
    -------
    statute : Statute
        Everything that fits, in every version by date.
    problems : list of Problem
        Unknown, missing and ill-formed keys, missing units, unfounded official numbers, dates out of order.
    """
    shape = _Shape(_currency(root))
    shape.table(root, schema, Basis())
    return shape.statute, shape.problems


def _currency(root: Node) -> str:
    heading = (root.table or {}).get("programme")
    given = (heading.table or {}).get("currency") if heading else None
    return given.value if given is not None and given.value in {"CNY", "EUR", "USD"} else "CNY"


@dataclass(slots=True)
class _Shape:
    currency: str
    statute: Statute = field(default_factory=Statute)
    problems: list[Problem] = field(default_factory=list)

    def table(self, node: Node, branch: Branch, above: Basis) -> None:
        """A table: its law, the keys that must be there, the keys that are there."""
        children = node.table or {}
        basis, since, own = above, None, set[str]()
        is_rule = branch.key is not None and branch.key.kind == "rule"
        if is_rule:
            basis, since, problems = read_law(children, node.path, node.line, replace(above, note=""))
            self.problems += problems
            own = set(LAW_KEYS)
        if node.path:
            self.statute.tables[node.path] = Table(node.path, node.line, basis, since, is_rule)
        self.problems += _missing(node, branch)
        for name, child in children.items():
            if name not in own or name in branch.below:
                self.child(name, child, branch, basis)

    def child(self, name: str, node: Node, branch: Branch, basis: Basis) -> None:
        """One key of a table."""
        below = branch.at(name)
        if below is None or below.key is None or (below is branch.any and below.key.is_table and node.table is None):
            self.problems.append(_unknown(name, node, branch))
        elif below.key.is_table:
            self.named(node, below, branch, basis)
        else:
            self.leaf(node, below.key, basis)

    def named(self, node: Node, below: Branch, branch: Branch, basis: Basis) -> None:
        """A table below a table; one that stands under any id must have the form of one."""
        key = below.key
        if node.table is None or key is None:
            self.problems.append(_no_table(node, key))
            return
        listed = branch.key is not None and branch.key.kind == "list"  # the id of an element is a key of its own
        if below is branch.any and not listed and not _is_id(node.path[-1]):
            self.problems.append(_ill_named(node))
        self.table(node, below, basis)

    def leaf(self, node: Node, key: Key, basis: Basis) -> None:
        """A value: plain, as a table with its law, or in several versions by date."""
        versions: list[Version] = []
        for one in _versions(node):
            law, given = basis, one
            if key.dated and one.table is not None and "value" in one.table:
                law, _, problems = read_law(one.table, node.path, one.line, basis)
                self.problems += problems
                self.problems += [_unknown_law(name, child) for name, child in one.table.items() if name not in _DATED]
                given = one.table["value"]
            version = self.value(given, node.path, key, law)
            versions += [version] if version else []
        self.problems += _out_of_order(node, versions)
        if versions:
            self.statute.versions[node.path] = tuple(versions)

    def value(self, node: Node, path: Path, key: Key, law: Basis) -> Version | None:
        """One value, converted, or nothing and a problem."""
        try:
            value = convert(key, node.plain, self.currency)
        except UnfitError as unfit:
            self.statute.faulty.add(path)
            self.problems.append(fault(unfit.code, path, node.line, found=_shown(node), must=unfit.must, do=unfit.do))
            return None
        line = Basis(law.kind, law.reference, law.note, law.since, node.line)
        return Version(law.since, value, line, node.plain)


_DATED = {"value", *LAW_KEYS}


def _versions(node: Node) -> list[Node]:
    """The versions of a value: a list of tables that each have a `value`, or the one value."""
    if isinstance(node.value, list) and node.value and all(one.table and "value" in one.table for one in node.value):
        return node.value
    return [node]


def _is_id(name: str) -> bool:
    return name.isascii() and name.isidentifier() and name == name.lower()


def _shown(node: Node) -> str:
    plain = node.plain
    return repr(plain) if isinstance(plain, str | int | float | bool) else str(plain)


def _missing(node: Node, branch: Branch) -> Iterator[Problem]:
    for name, below in branch.below.items():
        if below.key is not None and below.key.required and name not in (node.table or {}):
            code = "unit-missing" if below.key.kind == "unit" else "key-missing"
            example = f" = {below.key.example}" if below.key.example else ""
            yield fault(
                code,
                (*node.path, name),
                node.line,
                found=f"no `{name}`",
                must=f"stated: {below.key.en}",
                do=f"Add {name}{example}.",
            )


def _unknown(name: str, node: Node, branch: Branch) -> Problem:
    known = [*branch.below, *(LAW_KEYS if branch.key is not None and branch.key.kind == "rule" else ())]
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return fault(
        "key-unknown",
        node.path,
        node.line,
        found=f"the key {name!r}",
        must="one of " + ", ".join(known),
        do=f"Did you mean {near[0]!r}?" if near else "Remove it, or see the list of keys.",
    )


def _unknown_law(name: str, node: Node) -> Problem:
    near = get_close_matches(name, sorted(_DATED), n=1, cutoff=0.6)
    return fault(
        "key-unknown",
        node.path,
        node.line,
        found=f"the key {name!r} beside `value`",
        must="one of value, basis, reference, note, since",
        do=f"Did you mean {near[0]!r}?" if near else "Remove it.",
    )


def _no_table(node: Node, key: Key | None) -> Problem:
    header = f"[[{key.path}]]" if key is not None and key.kind == "list" else f"[{'.'.join(node.path)}]"
    return fault(
        "type",
        node.path,
        node.line,
        found=_shown(node),
        must=f"a table: {key.en if key else ''}",
        do=f"Write it below a heading {header}.",
    )


def _ill_named(node: Node) -> Problem:
    return fault(
        "id-form",
        node.path,
        node.line,
        found=repr(node.path[-1]),
        must="an id: small letters, digits and underscores, a letter first",
        do="Rename it, such as output_size.",
    )


def _out_of_order(node: Node, versions: list[Version]) -> Iterator[Problem]:
    for earlier, later in pairwise(versions):
        if later.since is None or (earlier.since is not None and later.since <= earlier.since):
            yield fault(
                "dates-order",
                node.path,
                later.basis.line,
                found=f"since {later.since or 'the beginning'}, after since {earlier.since or 'the beginning'}",
                must="versions in the order of their dates, each with a `since` but the first",
                do="Put the versions in order, and give each a date of its own.",
            )
