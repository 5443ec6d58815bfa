"""Can a matrix of given signs have the wanted sums? Where not: which rows and columns stand against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import scipy.sparse
from numpy.typing import NDArray
from scipy.optimize import linprog

from growthpole.errors import InputError

__all__ = ["check_margins", "conflict"]

Floats: TypeAlias = NDArray[np.float64]
Names: TypeAlias = tuple[Sequence[str], Sequence[str]] | None
_SAME = 1e-9
_CELLS = 200_000
"""Beyond so many cells the programme that explains an impossible pair of sums would take minutes."""
_SHORT = 1e-7
_SHOWN = 5


def check_margins(signs: Floats, u: Floats, v: Floats, names: Names) -> None:
    """Refuse sums that add up differently, and rows or columns whose signs alone forbid their sum."""
    scale = max(float(np.abs(u).sum()), float(np.abs(v).sum()))
    if abs(u.sum() - v.sum()) > _SAME * scale:
        raise InputError(
            f"`row_sums` and `column_sums` must add up to the same; they add up to {u.sum():.12g} and {v.sum():.12g}, "
            f"{u.sum() - v.sum():.6g} apart. Decide which is right, and scale the other to it."
        )
    for axis, (kind, wanted) in enumerate((("row", u), ("column", v))):
        up, down = (signs > 0).any(axis=1 - axis), (signs < 0).any(axis=1 - axis)
        wrong = np.flatnonzero(((wanted > 0) & ~up) | ((wanted < 0) & ~down) | ((wanted == 0) & (up != down) & down))
        if wrong.size:
            raise InputError(_forbidden(kind, wrong, wanted, _called(names, axis, len(wanted))))


def conflict(signs: Floats, u: Floats, v: Floats, names: Names) -> str:
    r"""Which rows and columns cannot have their sums together; empty where all can, or where the matrix is too large.

    A linear programme looks for the matrix of these signs with the least shortfall; its dual is 1 on the sums that are
    too high for the others (by total unimodularity it is -1, 0 or 1).
    """
    rows, columns = np.nonzero(signs)
    if rows.size > _CELLS or not rows.size:
        return ""
    cells, m = rows.size, len(u)
    value = signs[rows, columns]
    place = np.arange(cells)
    system = scipy.sparse.csr_array(
        (np.r_[value, value], (np.r_[rows, m + columns], np.r_[place, place])), shape=(m + len(v), cells)
    )
    slack = scipy.sparse.eye_array(m + len(v))
    cost = np.r_[np.zeros(cells), np.ones(2 * (m + len(v)))]
    both: Any = scipy.sparse.csc_array(scipy.sparse.hstack([system, slack, -slack]))
    found: Any = linprog(cost, A_eq=both, b_eq=np.r_[u, v], method="highs")
    if found.status != 0 or found.fun <= _SHORT * float(np.abs(u).sum() + np.abs(v).sum()):
        return ""
    dual = np.round(found.eqlin.marginals)
    return _said(dual[:m], dual[m:], u, v, names)


def _said(y: Floats, z: Floats, u: Floats, v: Floats, names: Names) -> str:
    """The certificate in words: rows that need more than the columns that hold their cells may take."""
    # Both sides add up to the same, so a constant may pass from one to the other: half as many words are left.
    y, z = y - y.min(), z + y.min()
    largest = max(np.abs(y).max(), np.abs(z).max())
    y, z = np.sign(y) * (np.abs(y) == largest), np.sign(z) * (np.abs(z) == largest)
    rows, columns = _called(names, 0, len(u)), _called(names, 1, len(v))
    parts = []
    for kind, called, weights, wanted in (("rows", rows, y, u), ("columns", columns, z, v)):
        for sign, word in ((1, "too high"), (-1, "too low")):
            chosen = np.flatnonzero(weights == sign)
            if chosen.size:
                listed = ", ".join(called[place] for place in chosen[:_SHOWN])
                more = f" and {chosen.size - _SHOWN} more" if chosen.size > _SHOWN else ""
                parts.append(f"the sums of {kind} {listed}{more} ({wanted[chosen].sum():.6g} together) are {word}")
    short = float(y @ u + z @ v)
    return (
        f"no matrix with these zeros and signs has these sums: {' while '.join(parts)}, by {short:.6g}. "
        "Correct the sums, or give the matrix cells where it has zeros."
    )


def _called(names: Names, axis: int, count: int) -> Sequence[str]:
    return names[axis] if names is not None else [str(place + 1) for place in range(count)]


def _forbidden(kind: str, wrong: NDArray[np.intp], wanted: Floats, called: Sequence[str]) -> str:
    listed = ", ".join(f"{called[place]} ({wanted[place]:.6g})" for place in wrong[:_SHOWN])
    more = f" and {wrong.size - _SHOWN} more" if wrong.size > _SHOWN else ""
    return (
        f"the sum of a {kind} must be of the sign of a cell in it, and zero where all cells are; this cannot be for "
        f"{kind} {listed}{more}. Correct the sum, or give the {kind} a cell of that sign."
    )
