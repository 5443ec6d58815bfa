"""Flexible talent: days of experts who stay with their institute and work for a cluster part of the year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.partners_affinity import AFFINITY_WEIGHTS, affinities, worths
from growthpole.chain.partners_records import PartnerRecords
from growthpole.chain.partners_transport import allocate
from growthpole.model.interval import Interval

__all__ = ["Loan", "LoansResult", "lend_experts"]

Floats = NDArray[np.float64]
_YEARS = 1_000_000
"""Days that stand for "as many as you like"."""


@dataclass(frozen=True, slots=True)
class Loan:
    """Days a year that an institute's experts work for a need."""

    need: str
    institute: str
    days: int


@dataclass(frozen=True, slots=True)
class LoansResult:
    """Days lent, and days that nobody lends.

    Attributes
    ----------
    loans : tuple of Loan
        Where the needs ask for the most they may and the institutes have the least they may: what can be promised.
        Sorted by need and institute.
    unmet : mapping of str to Interval
        By need, the days that nobody lends: in the best case and in the worst.
    unasked : tuple of str
        Institutes that have not said how many days they can lend; they lend none here.
    """

    loans: tuple[Loan, ...]
    unmet: Mapping[str, Interval]
    unasked: tuple[str, ...]


def lend_experts(
    records: PartnerRecords,
    places: Mapping[str, tuple[float, float]] | None = None,
    *,
    weights: Mapping[str, float] = AFFINITY_WEIGHTS,
) -> LoansResult:
    """Divide the experts' days of the institutes among the needs that ask for some, for the largest total fit.

    ``max sum_nj w_n a_nj d_nj`` with ``sum_j d_nj <= days asked``, ``sum_n d_nj <= days offered``, whole days. It is
    solved twice: for the most that is asked and the least that is offered, and the other way round.

    Parameters
    ----------
    records : PartnerRecords
        Needs with ``days`` take part, and institutes with ``days``.
    places, weights
        As for :func:`growthpole.chain.partners.match_partners`.

    Returns
    -------
    LoansResult
        Empty where no need asks for days. A need whose unmet days are ``[0, d]`` may be served or not: it depends on
        what is not known.

    Raises
    ------
    InputError
        As for :func:`growthpole.chain.partners.match_partners`.

    References
    ----------
    Hitchcock (1941); see :func:`growthpole.chain.partners_transport.allocate`.

    Examples
    --------
    >>> from growthpole.chain.partners_disciplines import disciplines
    >>> from growthpole.chain.partners_records import Institute, Need
    >>> from growthpole.model.text import Text
    >>> need = Need("n", "glass", Text("moulds"), "talent", ("0805",), days=Interval(30, 50))
    >>> school = Institute("u", Text("U"), ("0805",), 1, days=Interval.point(40))
    >>> found = lend_experts(PartnerRecords((need,), (school,), {}, disciplines()))
    >>> found.loans[0].days, str(found.unmet["n"])
    (40, '[0, 10]')
    """
    needs = [(one, one.days) for one in records.needs if one.days is not None]
    lenders = [(one, one.days) for one in records.institutes if one.days is not None]
    fits = affinities(records, places, weights)
    table = worths([need for need, _ in needs], [one for one, _ in lenders], fits)
    asked, offered = ([days for _, days in side] for side in (needs, lenders))
    worst = _days(table, [_up(each.high) for each in asked], [_down(each.low) for each in offered])
    best = _days(table, [_up(each.low) for each in asked], [_down(each.high) for each in offered])
    loans = tuple(
        Loan(needs[row][0].id, lenders[column][0].id, int(worst[row, column]))
        for row, column in zip(*np.nonzero(worst), strict=True)
    )
    unmet = {need.id: _unmet(days, best[row], worst[row]) for row, (need, days) in enumerate(needs)}
    return LoansResult(loans, unmet, tuple(one.id for one in records.institutes if one.days is None) if needs else ())


def _days(table: Floats, asked: Sequence[int], offered: Sequence[int]) -> NDArray[np.int64]:
    most = np.minimum.outer(np.array(asked, dtype=np.int64), np.array(offered, dtype=np.int64))
    return allocate(table, asked, offered, limit=most).amounts


def _unmet(asked: Interval, best: NDArray[np.int64], worst: NDArray[np.int64]) -> Interval:
    """The two cases may serve needs in different turns: what is unmet lies between the less and the more of them."""
    ends = _up(asked.low) - int(best.sum()), _up(asked.high) - int(worst.sum())
    return Interval(float(min(ends)), float(max(ends)))


def _up(days: float) -> int:
    return math.ceil(min(days, _YEARS))


def _down(days: float) -> int:
    return math.floor(min(days, _YEARS))
