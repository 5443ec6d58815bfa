"""The arithmetic of statuses: what a row leaves open, and what several rows of one cell leave open together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthpole.model.evidence import STATUSES, EvidenceTable
from growthpole.model.status import VALUELESS, Status
from growthpole.programme.language.bounds import Bounds

__all__ = ["cell_ends", "row_ends"]

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_DISPUTED = STATUSES.index(Status.DISPUTED)


def _flags(*statuses: Status) -> Flags:
    return np.array([status in statuses for status in STATUSES])


_LOWER, _UPPER = _flags(Status.LOWER_BOUND), _flags(Status.UPPER_BOUND)
_GIVEN, _NOTHING = _flags(Status.ESTIMATED, Status.DISPUTED), _flags(*VALUELESS)


def row_ends(evidence: EvidenceTable, rows: Ints) -> Bounds:
    """What each row leaves open.

    Parameters
    ----------
    evidence : EvidenceTable
        The whole table.
    rows : ndarray of int64, shape (n,)
        The rows meant.

    Returns
    -------
    Bounds, shape (n,)
        A point, the interval given with an estimate, or a half-open interval; ``(-inf, inf)`` where the row
        tells nothing.
    """
    status = evidence.status[rows]
    low, high = evidence.value[rows], evidence.value[rows]
    given = _GIVEN[status]
    if given.any():
        low_given, high_given = evidence.low[rows], evidence.high[rows]
        given &= ~(np.isnan(low_given) & np.isnan(high_given))
        low, high = np.where(given, low_given, low), np.where(given, high_given, high)
    nothing = _NOTHING[status]
    low[_UPPER[status] | nothing | np.isnan(low)] = -np.inf
    high[_LOWER[status] | nothing | np.isnan(high)] = np.inf
    return Bounds(low, high)


def cell_ends(ends: Bounds, status: npt.NDArray[np.int8], first: Ints) -> Bounds:
    """What the rows of each cell leave open together.

    Rows are intersected, those under dispute first joined to their hull. Where nothing is left, they contradict
    each other and the hull of all their values stays.

    Parameters
    ----------
    ends : Bounds, shape (n,)
        From `row_ends`, sorted by cell.
    status : ndarray of int8, shape (n,)
        Index into ``STATUSES``.
    first : ndarray of int64, shape (cells,)
        Where each cell begins.

    Returns
    -------
    Bounds, shape (cells,)
        Never crossed.
    """
    if len(first) == len(status):
        return ends
    low, high = np.maximum.reduceat(ends.low, first), np.minimum.reduceat(ends.high, first)
    disputed = np.logical_or.reduceat(status == _DISPUTED, first)
    hard = np.flatnonzero((low > high) | disputed)
    if len(hard):
        sizes = np.diff(np.append(first, len(status)))
        chosen = np.repeat(np.isin(np.arange(len(first)), hard, assume_unique=True), sizes)
        starts = np.concatenate([[0], np.cumsum(sizes[hard])[:-1]]).astype(np.int64)
        part = Bounds(ends.low[chosen], ends.high[chosen])
        low[hard], high[hard] = _hard_cells(part, status[chosen] == _DISPUTED, starts)
    return Bounds(low, high)


def _hard_cells(ends: Bounds, disputed: Flags, first: Ints) -> Bounds:
    hull_low = np.minimum.reduceat(np.where(disputed, ends.low, np.inf), first)
    hull_high = np.maximum.reduceat(np.where(disputed, ends.high, -np.inf), first)
    none = hull_low > hull_high
    low = np.maximum.reduceat(np.where(disputed, -np.inf, ends.low), first)
    high = np.minimum.reduceat(np.where(disputed, np.inf, ends.high), first)
    low = np.maximum(low, np.where(none, -np.inf, hull_low))
    high = np.minimum(high, np.where(none, np.inf, hull_high))
    # A half-open row has one value; a row that tells nothing has none and takes no part in the hull.
    tells = np.isfinite(ends.low) | np.isfinite(ends.high)
    lowest = np.where(np.isfinite(ends.low), ends.low, ends.high)
    highest = np.where(np.isfinite(ends.high), ends.high, ends.low)
    all_low = np.minimum.reduceat(np.where(tells, lowest, np.inf), first)
    all_high = np.maximum.reduceat(np.where(tells, highest, -np.inf), first)
    crossed = low > high
    return Bounds(np.where(crossed, all_low, low), np.where(crossed, all_high, high))
