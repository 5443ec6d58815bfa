"""Read a chain file: every fault at once, or its chains."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from growthpole.chain.file.build import build_chains
from growthpole.chain.file.checks import check_chains
from growthpole.chain.file.keys import SCHEMA
from growthpole.errors import EvidenceError
from growthpole.model.chain import Chain
from growthpole.programme.file.node import grow
from growthpole.programme.file.shape import hold_against_schema
from growthpole.programme.file.syntax import parse_toml

__all__ = ["ChainFile", "read_chains"]


@dataclass(frozen=True)
class ChainFile:
    """A chain file without fault.

    Attributes
    ----------
    chains : tuple of Chain
        In the order of the file.
    file : str
        Its name.
    lines : mapping of str to int
        The line of each key, by its path (``"chain.glassware.master"``).
    """

    chains: tuple[Chain, ...]
    file: str
    lines: Mapping[str, int] = field(default_factory=dict)


def read_chains(text: str, file: str, sectors: Collection[str], on: date = date.max) -> ChainFile:
    """Read a chain file.

    Parameters
    ----------
    text : str
        The TOML file.
    file : str
        Its name, for the problems.
    sectors : collection of str
        The codes of the input-output table that its stages may name.
    on : date
        The day whose version of the chains is asked for; the last one by default.

    Returns
    -------
    ChainFile
        Its chains; none where the file has none.

    Raises
    ------
    EvidenceError
        With every problem of the file: its line, the path of the key, what was found, what must hold, what to do.

    Examples
    --------
    >>> from growthpole.chain.file import shipped_chain
    >>> codes = [f"{number:03d}" for number in range(1, 154)]
    >>> glass = read_chains(shipped_chain("glassware"), "glassware.toml", codes).chains[0]
    >>> [stage.id for stage in glass.core], len(glass.inputs)
    (['glassware'], 8)
    """
    values, lines, problems = parse_toml(text)
    if problems:
        raise EvidenceError([replace(problem, file=file) for problem in problems])
    root, problems = grow(values, lines, ())
    statute, more = hold_against_schema(root, SCHEMA)
    rules = statute.on(on)
    found = {*problems, *more, *check_chains(rules, frozenset(sectors))}
    if found:
        listed = sorted(found, key=lambda one: (one.row or 0, one.column or "", one.code, one.must))
        raise EvidenceError([replace(problem, file=file) for problem in listed])
    places = {".".join(path): leaf.line for path, leaf in rules.leaves.items()}
    return ChainFile(build_chains(rules), file, places)
