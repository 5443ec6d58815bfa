"""The one table of keys of a programme file, read by validator, documentation and ``growthpole programme keys``."""

from __future__ import annotations

from dataclasses import dataclass, field

from growthpole.programme.file.schema import action, heading, ladder, plan, scoring
from growthpole.programme.file.schema.key import LAW, Key

__all__ = ["KEYED", "KEYS", "LAW", "SCHEMA", "Branch", "Key", "tree_of"]

KEYS: tuple[Key, ...] = (*heading.KEYS, *ladder.KEYS, *scoring.KEYS, *action.KEYS, *plan.KEYS)
"""Every key, in the order in which a programme is best read."""

KEYED = frozenset(key.parts for key in KEYS if key.kind == "list")
"""The arrays of tables whose elements are called by their id."""


@dataclass(slots=True)
class Branch:
    """What may stand at a place of the file: the key, the keys below it, and what stands under any id."""

    key: Key | None = None
    below: dict[str, Branch] = field(default_factory=dict)
    any: Branch | None = None

    def at(self, name: str) -> Branch | None:
        """The branch of a name below this one."""
        return self.below.get(name) or self.any


def tree_of(keys: tuple[Key, ...]) -> Branch:
    """The keys of a kind of file as a tree, in which what stands there is looked up."""
    root = Branch()
    for key in keys:
        branch = root
        for part in key.parts:
            if part == "*":
                branch.any = branch.any or Branch()
                branch = branch.any
            else:
                branch = branch.below.setdefault(part, Branch())
        branch.key = key
    return root


SCHEMA = tree_of(KEYS)
"""The keys as a tree."""
