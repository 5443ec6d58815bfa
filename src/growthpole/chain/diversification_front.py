"""The Pareto front of options whose figures are intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import ShapeError
from growthpole.model.interval import Interval
from growthpole.model.verdict import Verdict

__all__ = ["pareto_front"]

Floats = NDArray[np.float64]


def pareto_front(options: Sequence[Sequence[Interval]]) -> tuple[tuple[Verdict, int | None], ...]:
    """Say of every option whether another is at least as good in everything and better in something.

    Parameters
    ----------
    options : sequence of sequence of Interval
        The figures of each option, as many for each; more is better.

    Returns
    -------
    tuple of (Verdict, int or None)
        Met: on the front whatever the figures turn out to be. Not met: dominated for certain, with the first option
        that dominates it. Unknown: it hangs on the figures. Empty for none.

    Raises
    ------
    ShapeError
        If the options have different numbers of figures.

    References
    ----------
    Kung, Luccio and Preparata (1975), On finding the maxima of a set of vectors; for intervals, domination for every
    value (certain) and for some (possible).

    Examples
    --------
    >>> one = Interval.point
    >>> [(str(verdict), by) for verdict, by in pareto_front([[one(1), one(2)], [one(2), one(1)], [one(1), one(1)]])]
    [('met', None), ('met', None), ('not met', 0)]
    >>> [str(verdict) for verdict, _ in pareto_front([[one(1)], [Interval(0, 2)]])]
    ['unknown', 'unknown']
    """
    if len({len(one) for one in options}) > 1:
        raise ShapeError(f"`options` must have as many figures each; found {sorted({len(one) for one in options})}.")
    if not options:
        return ()
    ends = np.array([[(cell.low, cell.high) for cell in one] for one in options])
    low, high = ends[..., 0], ends[..., 1]
    certain, possible = _dominates(low, high), _dominates(high, low)
    # Two options with the same interval do not dominate each other through one value of each: it is one option against
    # another, and every option is left out against itself.
    np.fill_diagonal(possible, False)
    return tuple(_verdict(certain[:, at], possible[:, at]) for at in range(len(options)))


def _dominates(one: Floats, other: Floats) -> NDArray[np.bool_]:
    """Where the figures ``one`` of the row's option dominate the figures ``other`` of the column's."""
    as_good = (one[:, None, :] >= other[None, :, :]).all(axis=2)
    better = (one[:, None, :] > other[None, :, :]).any(axis=2)
    return np.asarray(as_good & better)


def _verdict(certain: NDArray[np.bool_], possible: NDArray[np.bool_]) -> tuple[Verdict, int | None]:
    if certain.any():
        return Verdict.NOT_MET, int(np.argmax(certain))
    return (Verdict.UNKNOWN if possible.any() else Verdict.MET), None
