"""The law of a rule: official or example, reference, note and date, as a table states it."""

from __future__ import annotations

from datetime import date

from growthpole.errors import Problem
from growthpole.model.rules import Basis
from growthpole.programme.file.faults import Path, UnfitError, fault
from growthpole.programme.file.node import Node
from growthpole.programme.file.schema import LAW
from growthpole.programme.file.values import convert

__all__ = ["LAW_KEYS", "read_law"]

LAW_KEYS = {key.path: key for key in LAW}


def read_law(table: dict[str, Node], path: Path, line: int, above: Basis) -> tuple[Basis, date | None, list[Problem]]:
    """Read the law that a table states for its values.

    Parameters
    ----------
    table : dict of Node
        The table.
    path, line
        Where it stands.
    above : Basis
        The law of the table around it, which holds where this one is silent.

    Returns
    -------
    basis : Basis
        The law.
    since : date or None
        The first day on which the table holds.
    problems : list of Problem
        What is wrong with it.
    """
    problems: list[Problem] = []
    given = {name: _value(table[name], problems) for name in LAW_KEYS if name in table}
    kind = str(given.get("basis") or above.kind)
    inherited = above.reference if kind == above.kind else ""
    reference = str(given.get("reference") or inherited)
    note, since = str(given.get("note") or ""), given.get("since")
    if given.get("basis") == "official" and not reference and "reference" not in table:
        problems.append(_unfounded(path, table["basis"].line))
    day = since if isinstance(since, date) else None
    return Basis(kind, reference, note or (above.note if not given else ""), day or above.since, line), day, problems


def _value(node: Node, problems: list[Problem]) -> object:
    try:
        return convert(LAW_KEYS[node.path[-1]], node.plain, "")
    except UnfitError as unfit:
        problems.append(fault(unfit.code, node.path, node.line, found=repr(node.plain), must=unfit.must, do=unfit.do))
        return None


def _unfounded(path: Path, line: int) -> Problem:
    return fault(
        "reference-missing",
        (*path, "basis"),
        line,
        found="an official number without a reference",
        must="an official number that names the rule it comes from",
        do='Add a `reference`, or set basis = "example".',
    )
