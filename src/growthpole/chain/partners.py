"""Partners: needs of clusters matched with universities and institutes, and what is left without one, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.chain.partners_affinity import AFFINITY_WEIGHTS, Fit, affinities, worths
from growthpole.chain.partners_records import Institute, Need, PartnerRecords
from growthpole.chain.partners_transport import allocate, extra_place
from growthpole.model.interval import Interval

__all__ = ["Load", "Match", "PartnersResult", "Unmatched", "match_partners"]


@dataclass(frozen=True, slots=True)
class Match:
    """A need and the institute it goes with.

    Attributes
    ----------
    need, institute : str
    fit : Fit
        How well the two go together, part by part.
    held : bool
        Whether the pair is also matched where everything unknown turns out at its worst, and where at its best.
    """

    need: str
    institute: str
    fit: Fit
    held: bool


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Places of a need that stay empty.

    Attributes
    ----------
    need : str
    wanted, found : int
        Partners wanted and matched, ``found < wanted``.
    reason : str
        ``"discipline"`` (no institute has any of its disciplines), ``"barred"`` (those that do are ruled out),
        ``"unasked"`` (those that do have not said what they can take on), ``"full"`` (all their places are taken) or
        ``"few"`` (it has every institute of its disciplines already).
    institutes : tuple of str
        The institutes the reason speaks of.
    """

    need: str
    wanted: int
    found: int
    reason: str
    institutes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """How far an institute's places are used.

    Attributes
    ----------
    institute : str
    capacity : int or None
        ``None`` where nobody has asked.
    used : int
    worth : float
        What one more place would add to the total value; 0 where places are left.
    """

    institute: str
    capacity: int | None
    used: int
    worth: float


@dataclass(frozen=True)
class PartnersResult:
    """The best matching of needs and institutes.

    Attributes
    ----------
    matches : tuple of Match
        Sorted by need and institute.
    unmatched : tuple of Unmatched
        Sorted by need.
    loads : tuple of Load
        One for each institute, sorted by id.
    value : float
        Sum of weight times fit over the matches, at the middle of what is unknown.
    possible : Interval
        Between what the largest total lies, whatever the unknown turns out to be: exact.
    records : PartnerRecords
        What was matched.
    weights : mapping of str to float
        What the parts of a fit counted.
    fits : mapping of (str, str) to Fit
        How well every institute fits every need.
    """

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    loads: tuple[Load, ...]
    value: float
    possible: Interval
    records: PartnerRecords
    weights: Mapping[str, float]
    fits: Mapping[tuple[str, str], Fit]


def match_partners(
    records: PartnerRecords,
    places: Mapping[str, tuple[float, float]] | None = None,
    *,
    weights: Mapping[str, float] = AFFINITY_WEIGHTS,
) -> PartnersResult:
    """Match needs with institutes for the largest total fit, within the places of both.

    ``max sum_nj w_n a_nj x_nj`` with ``sum_j x_nj <= places_n``, ``sum_n x_nj <= capacity_j``, ``x`` 0 or 1: a
    transportation problem. The fit ``a`` is that of :func:`growthpole.chain.partners_affinity.affinity`; where it is
    an interval its middle is matched on. Of equally good matchings the first by id of need, then of institute, is
    taken.

    Parameters
    ----------
    records : PartnerRecords
        From :func:`growthpole.chain.partners_records.partner_records`.
    places : mapping of str to (float, float), optional
        Longitude and latitude of the clusters, degrees.
    weights : mapping of str to float
        Of ``discipline``, ``distance``, ``cooperation``.

    Returns
    -------
    PartnersResult
        Empty where there are no needs. An institute whose capacity is unknown is matched with nobody, and the needs
        it could serve say so.

    Raises
    ------
    InputError
        If the weights are not the three, negative, or all 0.

    References
    ----------
    Hitchcock (1941); see :func:`growthpole.chain.partners_transport.allocate`.

    Examples
    --------
    >>> from growthpole.chain.partners_disciplines import disciplines
    >>> from growthpole.model.text import Text
    >>> needs = tuple(Need(name, "glass", Text(name), "", ("0805",)) for name in ("n1", "n2"))
    >>> school = Institute("u", Text("U"), ("0805",), 1)
    >>> found = match_partners(PartnerRecords(needs, (school,), {}, disciplines()))
    >>> [(one.need, one.institute) for one in found.matches], found.unmatched[0].reason, found.loads[0].worth
    ([('n1', 'u')], 'full', 0.8)
    """
    fits = affinities(records, places, weights)
    asked = tuple(one for one in records.institutes if one.capacity is not None)
    sides = [one.places for one in records.needs], [one.capacity or 0 for one in asked]
    tables = {end: worths(records.needs, asked, fits, end) for end in ("low", "middle", "high")}
    found = {end: allocate(table, *sides) for end, table in tables.items()}
    amounts = found["middle"].amounts
    held = (found["low"].amounts > 0) & (found["high"].amounts > 0)
    matches = tuple(
        Match(
            records.needs[row].id,
            asked[column].id,
            fits[records.needs[row].id, asked[column].id],
            bool(held[row, column]),
        )
        for row, column in zip(*np.nonzero(amounts), strict=True)
    )
    used = dict(zip((one.id for one in asked), amounts.sum(axis=0).tolist(), strict=True))
    full = [one.id for one in asked if used[one.id] == one.capacity]
    worth = {name: extra_place(tables["middle"], *sides, [a.id for a in asked].index(name)) for name in full}
    loads = tuple(Load(one.id, one.capacity, used.get(one.id, 0), worth.get(one.id, 0.0)) for one in records.institutes)
    left = zip(records.needs, amounts.sum(axis=1).tolist(), strict=True)
    unmatched = tuple(_why(need, count, records, fits) for need, count in left if count < need.places)
    possible = Interval(found["low"].value, found["high"].value)
    return PartnersResult(matches, unmatched, loads, found["middle"].value, possible, records, dict(weights), fits)


def _why(need: Need, found: int, records: PartnerRecords, fits: Mapping[tuple[str, str], Fit]) -> Unmatched:
    having = [one for one in records.institutes if fits[need.id, one.id].shared]
    open_ = [one for one in having if not fits[need.id, one.id].barred]
    asked = [one for one in open_ if one.capacity is not None]
    if not having:
        return Unmatched(need.id, need.places, found, "discipline")
    if not open_:
        return Unmatched(need.id, need.places, found, "barred", _ids(having))
    if len(asked) > found:
        return Unmatched(need.id, need.places, found, "full", _ids(asked))
    if len(open_) > len(asked):
        return Unmatched(need.id, need.places, found, "unasked", _ids([one for one in open_ if one.capacity is None]))
    return Unmatched(need.id, need.places, found, "few", _ids(asked))


def _ids(institutes: Sequence[Institute]) -> tuple[str, ...]:
    return tuple(one.id for one in institutes)
