"""Whatever a rule names is defined somewhere in the file."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.errors import NameUnknownError, Problem
from growthpole.programme.file.faults import Path, fault
from growthpole.programme.file.statute import Leaf, Rules

__all__ = ["check"]

# Where ids are named, and the table that defines them.
_LISTS = (("tier", "gates", "gate"), ("weakness", "remedies", "remedy"), ("remedy", "requires", "remedy"))
_SINGLE = (("remedy", "breakthrough", "breakthrough"),)
_KEYS = (("gate", "threshold", "tier"), ("remedy", "effect", "indicator"), ("remedy", "adds", "indicator"))


def check(rules: Rules) -> Iterator[Problem]:
    """Gates of tiers, remedies of weaknesses, breakthroughs of remedies, tiers of thresholds, indicators of effects."""
    for table, key, kind in _LISTS:
        for section in rules.sections(table):
            leaf = section.leaf(key)
            for name in section.get(key, tuple, ()):
                yield from _defined(rules, kind, str(name), leaf)
    for table, key, kind in _SINGLE:
        for section in rules.sections(table):
            if name := section.find(key, str):
                yield from _defined(rules, kind, name, section.leaf(key))
    for table, key, kind in _KEYS:
        for section in rules.sections(table):
            for leaf in section.leaves(key):
                yield from _defined(rules, kind, leaf.path[-1], leaf)


def _defined(rules: Rules, kind: str, name: str, leaf: Leaf | None) -> Iterator[Problem]:
    known = [path[1] for path in rules.defined if path[:1] == (kind,) and len(path) == 2]
    if name not in known and leaf is not None:
        yield _undefined(kind, name, known, leaf.path, leaf.line)


def _undefined(kind: str, name: str, known: list[str], path: Path, line: int) -> Problem:
    hint = str(NameUnknownError(kind, name, known)).partition(". ")[2]
    return fault(
        "reference-undefined",
        path,
        line,
        found=f"the {kind} {name!r}",
        must=f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} that the file defines",
        do=f"{hint} Or add it below a heading for it.".strip(),
    )
