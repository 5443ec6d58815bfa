"""A faulty cell of a ledger as a problem that names file, sheet, row and column."""

from __future__ import annotations

from difflib import get_close_matches

from growthpole.errors import Problem
from growthpole.model.ledger import Record

__all__ = ["cell_fault", "nearest"]


def cell_fault(row: Record, column: str, found: str, must: str, do: str, *, code: str = "") -> Problem:
    """The problem of a cell.

    Parameters
    ----------
    row : Record
    column, found, must, do : str
        What stands where, what must hold, and what to do.
    code : str
        Short name of the kind of fault; the column and ``-invalid`` by default.

    Returns
    -------
    Problem

    Examples
    --------
    >>> str(cell_fault(Record({}, "all.xlsx#出口", 7), "value", "-5", "at least 0", "Correct it."))
    'all.xlsx, sheet 出口, row 7, column value: found -5; must be at least 0. Correct it.'
    """
    file, _, sheet = row.file.partition("#")
    return Problem(code or f"{column}-invalid", file, found, must, do, sheet=sheet or None, row=row.row, column=column)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """What may have been meant, in a sentence.

    Examples
    --------
    >>> nearest("Germny", ("Germany", "France")), nearest("?", ("DE",))
    ("Did you mean 'Germany'?", 'Known: DE.')
    """
    near = get_close_matches(word, known, n=2, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(repr(one) for one in near)}?"
    return f"Known: {', '.join(sorted(known)[:8])}."
