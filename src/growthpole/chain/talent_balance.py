"""Openings of the clusters by occupation against the graduates who stay."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.chain.amounts import ANY_AMOUNT, ANY_SHARE, NOTHING, times, total
from growthpole.chain.exports_faults import cell_fault
from growthpole.chain.talent_structure import OccupationStructure
from growthpole.errors import EvidenceError, InputError, Problem
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record

__all__ = ["REPLACEMENT", "Staff", "TalentBalance", "graduates_of", "talent_balance", "total_balance"]

REPLACEMENT = Interval(0.02, 0.04)
"""Share of those who work that retires or leaves the occupation in a year, where the office knows no better: working
lives of 25 to 50 years."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Jobs of one cluster, now and a year before.

    Attributes
    ----------
    cluster, region : str
    section : str
        Section of GB/T 4754 its industry belongs to.
    now, before : Interval
        Persons; from 0 to infinity where nothing is known.
    """

    cluster: str
    region: str
    section: str
    now: Interval
    before: Interval


@dataclass(frozen=True, slots=True)
class TalentBalance:
    """Openings and graduates of a year in one occupation of one county.

    Attributes
    ----------
    region, occupation : str
    jobs : Interval
        Jobs of its clusters in the occupation.
    expansion : Interval
        Jobs added since the year before; below 0 where jobs went.
    replacement : Interval
        Those who retire or leave.
    graduates : Interval
        Those who finish in the year and stay.
    gap : Interval
        ``expansion + replacement - graduates``: above 0 where graduates do not suffice.
    """

    region: str
    occupation: str
    jobs: Interval
    expansion: Interval
    replacement: Interval
    graduates: Interval
    gap: Interval


def graduates_of(rows: Sequence[Record], year: str) -> Mapping[tuple[str, str], Interval]:
    """Graduates who stay, by region and occupation.

    ``graduates x share that stays``, summed over schools.

    Parameters
    ----------
    rows : sequence of Record
        The ledger ``graduates``.
    year : str
        The year in which they finish; the latest up to it that the ledger has.

    Returns
    -------
    mapping of (str, str) to Interval
        Of the pairs that have a row. A number of graduates that is unknown is anything from 0 on, a share that is
        unknown anything from 0 to 1.

    Raises
    ------
    EvidenceError
        With every fault: graduates below 0, a share outside 0 to 1.

    Examples
    --------
    >>> cells = {"institute": "u", "region_code": "r", "year": "2024", "occupation": "operators", "source": ""}
    >>> row = Record({**cells, "graduates": Interval.point(200.0), "stay": Interval(0.4, 0.5)}, "graduates.csv", 2)
    >>> {pair: str(count) for pair, count in graduates_of([row], "2024").items()}
    {('r', 'operators'): '[80, 100]'}
    """
    faults = [fault for row in rows for fault in _faults(row)]
    if faults:
        raise EvidenceError(faults)
    latest = max((row.text("year") for row in rows if row.text("year") <= year), default="")
    found: dict[tuple[str, str], Interval] = {}
    for row in rows:
        if row.text("year") == latest:
            key = (row.text("region_code"), row.text("occupation"))
            count, stay = row.figure("graduates") or ANY_AMOUNT, row.figure("stay") or ANY_SHARE
            found[key] = total([found.get(key, NOTHING), times(count, stay)])
    return found


def talent_balance(
    structure: OccupationStructure,
    staff: Sequence[Staff],
    graduates: Mapping[tuple[str, str], Interval],
    *,
    sections: Sequence[str],
    occupations: Sequence[str],
    replacement: Interval = REPLACEMENT,
) -> tuple[TalentBalance, ...]:
    """Hold the openings of the clusters against the graduates who stay, by county and occupation.

    ``jobs_o = sum_c E_c p_so``, ``expansion_o = sum_c (E_c - E'_c) p_so``, ``replacement_o = sum_c q E'_c p_so``: E
    the jobs of cluster c now and E' a year before, p the share of the occupation in its section, q the share that
    leaves in a year.

    Parameters
    ----------
    structure : OccupationStructure
        With its margins: a cluster differs from the section as counties do.
    staff : sequence of Staff
    graduates : mapping of (str, str) to Interval
        From `graduates_of`. A county of which no graduates at all are listed may have any number; an occupation that
        is not listed where others are has none.
    sections, occupations : sequence of str
        The rows and columns of the structure.
    replacement : Interval
        Share that leaves in a year, 0 to 1.

    Returns
    -------
    tuple of TalentBalance
        By region, then in the order of ``occupations``; for regions with a cluster.

    Raises
    ------
    InputError
        If a section is none of ``sections``, or the replacement lies outside 0 to 1.

    References
    ----------
    As for :func:`growthpole.chain.talent_structure.occupation_structure`; replacement and expansion demand as in
    Cedefop (2012), Skills supply and demand in Europe: methodological framework, chapter 6.

    Examples
    --------
    >>> structure = OccupationStructure(np.array([[0.2, 0.8]]), np.zeros(2), 0.9, 100)
    >>> staff = [Staff("glass", "r", "C", Interval.point(1100.0), Interval.point(1000.0))]
    >>> found = talent_balance(structure, staff, {("r", "b"): Interval.point(100.0)}, sections="C", occupations="ab")
    >>> [(str(one.expansion), str(one.replacement), str(one.gap)) for one in found]
    [('20', '[4, 8]', '[24, 28]'), ('80', '[16, 32]', '[-4, 12]')]
    """
    if not 0 <= replacement.low <= replacement.high <= 1:
        raise InputError(f"`replacement` must lie between 0 and 1; it is {replacement}.")
    for one in staff:
        if one.section not in sections:
            raise InputError(
                f"`section` must be one of {', '.join(sections)}; that of {one.cluster} is {one.section!r}."
            )
    listed = {region for region, _ in graduates}
    return tuple(
        _balance(
            [(one, _shares(structure, list(sections).index(one.section), at)) for one in staff if one.region == region],
            (region, occupation),
            graduates.get((region, occupation), NOTHING if region in listed else ANY_AMOUNT),
            replacement,
        )
        for region in sorted({one.region for one in staff})
        for at, occupation in enumerate(occupations)
    )


def total_balance(balance: Sequence[TalentBalance], label: str) -> tuple[TalentBalance, ...]:
    """Openings and graduates of all counties together: the sums of every part.

    Parameters
    ----------
    balance : sequence of TalentBalance
        From `talent_balance`.
    label : str
        What the whole is called.

    Returns
    -------
    tuple of TalentBalance
        One for each occupation, in the order of their first appearance.

    References
    ----------
    As for `talent_balance`.

    Examples
    --------
    >>> one = TalentBalance("r", "a", *[Interval(1.0, 2.0)] * 5)
    >>> [(each.region, str(each.gap)) for each in total_balance([one, one], "all")]
    [('all', '[2, 4]')]
    """
    occupations = dict.fromkeys(one.occupation for one in balance)
    parts = ("jobs", "expansion", "replacement", "graduates", "gap")
    return tuple(
        TalentBalance(
            label,
            occupation,
            *(total(getattr(one, part) for one in balance if one.occupation == occupation) for part in parts),
        )
        for occupation in occupations
    )


def _balance(
    staff: Sequence[tuple[Staff, Interval]], of: tuple[str, str], graduates: Interval, replacement: Interval
) -> TalentBalance:
    jobs = total(times(one.now, share) for one, share in staff)
    expansion = total(_signed(_minus(one.now, one.before), share) for one, share in staff)
    leaving = total(times(times(one.before, share), replacement) for one, share in staff)
    return TalentBalance(*of, jobs, expansion, leaving, graduates, _minus(total([expansion, leaving]), graduates))


def _shares(structure: OccupationStructure, section: int, occupation: int) -> Interval:
    _, low, high = structure.expected(np.eye(len(structure.shares))[section])
    return Interval(float(low[occupation]), float(high[occupation]))


def _minus(one: Interval, other: Interval) -> Interval:
    """Two infinities may differ by anything."""
    low, high = one.low - other.high, one.high - other.low
    return Interval(-math.inf if math.isnan(low) else low, math.inf if math.isnan(high) else high)


def _signed(change: Interval, share: Interval) -> Interval:
    """A change, which may be below 0, times a share; 0 times infinity is 0."""
    ends = [a * b if a and b else 0.0 for a in (change.low, change.high) for b in (share.low, share.high)]
    return Interval(min(ends), max(ends))


def _faults(row: Record) -> list[Problem]:
    count, stay = row.figure("graduates"), row.figure("stay")
    do = "Correct it; leave it empty where it is not known."
    faults = []
    if count is not None and count.low < 0:
        faults.append(cell_fault(row, "graduates", str(count), "at least 0", do))
    if stay is not None and not 0 <= stay.low <= stay.high <= 1:
        faults.append(cell_fault(row, "stay", str(stay), "a share from 0 to 1, or 0 % to 100 %", do))
    return faults
