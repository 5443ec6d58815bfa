"""Talent: workers by occupation against what a county's industries let expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.talent_structure import OccupationStructure
from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.balancing import ras
from growthpole.model.interval import Interval

__all__ = ["OccupationGap", "SectionCross", "joint_gaps", "occupation_gaps", "section_cross"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OccupationGap:
    """One occupation in one county.

    Attributes
    ----------
    region, occupation : str
    workers : float
        Employed persons who live there and work in it.
    middle : float
        What the county's mix of industries lets expect, persons.
    expected : Interval
        Between what the expectation lies for counties of such a mix, persons.
    gap : Interval
        Expected less workers: above 0 where they are short.
    """

    region: str
    occupation: str
    workers: float
    middle: float
    expected: Interval
    gap: Interval

    @property
    def verdict(self) -> str:
        """``"short"``, ``"more"`` or, where the interval holds 0, ``"open"``."""
        return "short" if self.gap.low > 0 else "more" if self.gap.high < 0 else "open"


def occupation_gaps(
    structure: OccupationStructure,
    regions: Sequence[str],
    sections: Any,
    workers: Any,
    names: Sequence[str],
) -> tuple[OccupationGap, ...]:
    """Hold the workers of each county by occupation against what its industries let expect.

    ``gap = n (s P -+ margin) - w``: n its jobs, s its shares by section, P the structure, w its workers by
    occupation. A gap whose interval holds 0 is no finding: counties of this mix differ by as much. What is expected
    is what such counties have, not what they would need: where all of them are short, none shows a gap.

    Parameters
    ----------
    structure : OccupationStructure
        From :func:`growthpole.chain.talent_structure.occupation_structure`.
    regions : sequence of str, length C
    sections : array of shape (C, S), persons
        Jobs by section.
    workers : array of shape (C, O), persons
        The same people by occupation.
    names : sequence of str, length O
        The occupations.

    Returns
    -------
    tuple of OccupationGap
        By region, then in the order of ``names``. A county with an unknown figure is left out.

    Raises
    ------
    ShapeError
        If the tables do not fit each other.

    References
    ----------
    As for :func:`growthpole.chain.talent_structure.occupation_structure`.

    Examples
    --------
    >>> structure = OccupationStructure(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0.1, 0.1]), 0.9, 100)
    >>> found = occupation_gaps(structure, ["r"], [[100.0, 100.0]], [[140.0, 60.0]], ["farmers", "clerks"])
    >>> [(round(one.middle), one.verdict) for one in found]
    [(110, 'more'), (90, 'short')]
    """
    jobs, there = np.asarray(sections, dtype=np.float64), np.asarray(workers, dtype=np.float64)
    if jobs.shape != (len(regions), structure.shares.shape[0]) or there.shape != (len(regions), len(names)):
        raise ShapeError(
            f"`sections` and `workers` must have a row for each of {len(regions)} regions, and columns as the "
            f"structure and `names` have; they have {jobs.shape} and {there.shape}."
        )
    known = np.isfinite(jobs).all(axis=1) & np.isfinite(there).all(axis=1) & (jobs.sum(axis=1) > 0)
    return tuple(
        gap
        for at, region in sorted(enumerate(regions), key=lambda each: each[1])
        if known[at]
        for gap in _gaps(structure, region, jobs[at], there[at], names)
    )


def joint_gaps(
    structure: OccupationStructure, label: str, sections: Any, workers: Any, names: Sequence[str]
) -> tuple[OccupationGap, ...]:
    """Hold the workers of several counties together against what their industries let expect.

    As `occupation_gaps` of the sums over counties: a lack in one county and a surplus in its neighbour, where people
    live in one and work in the other, cancel.

    Parameters
    ----------
    structure, sections, workers, names
        As for `occupation_gaps`.
    label : str
        What the whole is called.

    Returns
    -------
    tuple of OccupationGap
        In the order of ``names``; empty where no county is known. The interval is the structure's: give one that is
        estimated on units of such a size.

    Raises
    ------
    ShapeError
        If the tables do not fit each other.

    References
    ----------
    As for `occupation_gaps`.

    Examples
    --------
    >>> structure = OccupationStructure(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0.1, 0.1]), 0.9, 100)
    >>> jobs, there = [[100.0, 100.0], [100.0, 100.0]], [[140.0, 60.0], [80.0, 120.0]]
    >>> [one.verdict for one in joint_gaps(structure, "all", jobs, there, ["farmers", "clerks"])]
    ['open', 'open']
    """
    tables = [np.asarray(table, dtype=np.float64) for table in (sections, workers)]
    known = np.isfinite(tables[0]).all(axis=1) & np.isfinite(tables[1]).all(axis=1)
    if not known.any():
        return ()
    jobs, there = (table[known].sum(axis=0, keepdims=True) for table in tables)
    return occupation_gaps(structure, [label], jobs, there, names)


def _gaps(
    structure: OccupationStructure, region: str, jobs: Floats, workers: Floats, names: Sequence[str]
) -> list[OccupationGap]:
    middle, low, high = (side * workers.sum() for side in structure.expected(jobs))
    return [
        OccupationGap(
            region,
            name,
            float(workers[at]),
            float(middle[at]),
            Interval(float(low[at]), float(high[at])),
            Interval(float(low[at] - workers[at]), float(high[at] - workers[at])),
        )
        for at, name in enumerate(names)
    ]


@dataclass(frozen=True, slots=True)
class SectionCross:
    """Occupations within the sections of one county, of which the census gives the margins only.

    Attributes
    ----------
    estimate : ndarray of shape (S, O), persons
        The nation's structure fitted to the county's two margins.
    low, high : ndarray of shape (S, O), persons
        What the margins alone allow: every cross table that has them lies between.
    """

    estimate: Floats
    low: Floats
    high: Floats


def section_cross(structure: OccupationStructure, sections: Any, workers: Any) -> SectionCross:
    """Estimate the occupations within each section of a county, and say what its margins alone allow.

    ``max(0, s + o - n) <= x <= min(s, o)`` for the cell of a section with s and an occupation with o of n jobs; the
    estimate is the table nearest to the structure, ``a_s P_so b_o``, that has both margins.

    Parameters
    ----------
    structure : OccupationStructure
    sections : array of shape (S,), persons
    workers : array of shape (O,), persons
        Both of one county; where their totals differ by rounding the sections' counts.

    Returns
    -------
    SectionCross

    Raises
    ------
    InputError
        If a figure is unknown or negative, or the totals differ by more than one in a hundred.

    References
    ----------
    Duncan, O. D. and Davis, B. (1953), An alternative to ecological correlation, American Sociological Review 18,
    665-666, for the bounds; Deming, W. E. and Stephan, F. F. (1940), Annals of Mathematical Statistics 11, 427-444,
    for the fit.

    Examples
    --------
    >>> structure = OccupationStructure(np.array([[0.9, 0.1], [0.2, 0.8]]), np.zeros(2), 0.9, 100)
    >>> found = section_cross(structure, [80.0, 20.0], [70.0, 30.0])
    >>> found.low.tolist(), found.high.tolist()
    ([[50.0, 10.0], [0.0, 0.0]], [[70.0, 30.0], [20.0, 20.0]])
    >>> found.estimate.sum(axis=0).round(6).tolist()
    [70.0, 30.0]
    """
    s, o = np.asarray(sections, dtype=np.float64), np.asarray(workers, dtype=np.float64)
    if not (np.isfinite(s).all() and np.isfinite(o).all() and (s >= 0).all() and (o >= 0).all() and o.sum() > 0):
        raise InputError("`sections` and `workers` must be known and not negative, and hold somebody.")
    if abs(s.sum() - o.sum()) > 0.01 * s.sum():
        raise InputError(f"`sections` and `workers` must be the same people; they are {s.sum():g} and {o.sum():g}.")
    o = o * (s.sum() / o.sum())
    low = np.maximum(s[:, None] + o[None] - s.sum(), 0.0)
    # A cell that the structure has at 0 may be needed where an occupation has no section to come from.
    seed = np.maximum(structure.shares, 1e-6) * s[:, None]
    return SectionCross(ras(seed, s, o).matrix, low, np.minimum(s[:, None], o[None]))
