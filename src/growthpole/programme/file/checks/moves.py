"""Moves on the ladder have a ladder, and what they build on."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.errors import Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Rules
from growthpole.programme.language.faults import ExpressionError
from growthpole.programme.language.names import supplied_used
from growthpole.programme.language.parsing import parse

__all__ = ["check"]

# What a test may ask for, and the table without which it is never so.
_BASE = {
    "warned": (("transitions", "warn"), "a rule for warnings, [transitions.warn]"),
    "score": (("index",), "an [index] that gives the score"),
}


def check(rules: Rules) -> Iterator[Problem]:
    """Promotion needs two rungs; `warned` needs warnings; `score` needs an index."""
    tiers = rules.ids("tier")
    for move in rules.sections("transitions"):
        if not tiers or (move.id in {"promote", "demote"} and len(tiers) < 2):
            yield fault(
                "move-ladderless",
                move.path,
                move.line,
                found=f"a rule to {move.id} on a ladder of {len(tiers)} rungs",
                must="a ladder on which the move is possible",
                do="Add [[tier]] rungs, or remove the rule.",
            )
    for path, leaf in rules.leaves.items():
        if path[-1] in {"test", "among", "eligible"} and isinstance(leaf.value, str):
            for name in _missing(rules, leaf.value):
                yield fault(
                    "name-baseless",
                    path,
                    leaf.line,
                    found=f"`{name}` in {leaf.value!r}",
                    must=_BASE[name][1],
                    do="Add it, or change the test.",
                )


def _missing(rules: Rules, text: str) -> list[str]:
    try:
        used = supplied_used(parse(text))
    except ExpressionError:
        return []  # told by the check of expressions
    return [name for name, (path, _) in _BASE.items() if name in used and path not in rules.tables]
