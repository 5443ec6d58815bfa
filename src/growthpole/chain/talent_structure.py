"""Which occupations each section employs, estimated from counties of which only the two margins are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from growthpole.errors import InputError, ShapeError

__all__ = ["OccupationStructure", "occupation_structure"]

Floats = NDArray[np.float64]

HOLD = 1e4
"""How much more a section's shares that do not add up to 1 weigh than a county that is missed."""


@dataclass(frozen=True, slots=True)
class OccupationStructure:
    """Occupations by section.

    Attributes
    ----------
    shares : ndarray of shape (S, O)
        Estimated share of each occupation in the jobs of a section; each row adds up to 1.
    margin : ndarray of shape (O,)
        How far from expectation the share of an occupation lies in counties that were left out of the estimate, in
        units of ``sqrt(p (1 - p))``: as far as ``level`` of them.
    level : float
        Of the intervals.
    counties : int
        How many the estimate stands on.
    """

    shares: Floats
    margin: Floats
    level: float
    counties: int

    def expected(self, sections: Any) -> tuple[Floats, Floats, Floats]:
        """Shares of the occupations that jobs by section let expect: the middle, the least and the largest.

        Parameters
        ----------
        sections : array of shape (S,), persons
            Jobs by section, not all 0.

        Returns
        -------
        middle, low, high : ndarray of shape (O,)
            Between 0 and 1; the middle adds up to 1.
        """
        jobs = np.asarray(sections, dtype=np.float64)
        middle = jobs / jobs.sum() @ self.shares
        reach = self.margin * _scale(middle)
        return middle, np.maximum(middle - reach, 0.0), np.minimum(middle + reach, 1.0)


def occupation_structure(
    sections: Any, occupations: Any, groups: Sequence[str], *, units: Sequence[str] | None = None, level: float = 0.9
) -> OccupationStructure:
    """Estimate the occupations of each section from counties of which both margins are known.

    ``min_P sum_c n_c |o_c - s_c P|^2`` with ``P >= 0`` and rows that add up to 1: s and o are a county's shares by
    section and by occupation, n its jobs. It holds as far as a section employs the same occupations everywhere. How
    far it does not is measured, not assumed: each group of counties is predicted from all others, and the interval
    reaches as far as ``level`` of them lie from their prediction.

    Parameters
    ----------
    sections : array of shape (C, S), persons, >= 0
        Jobs of each county by section.
    occupations : array of shape (C, O), persons, >= 0
        The same jobs by occupation; the two totals of a county may differ by rounding.
    groups : sequence of str, length C
        What is left out together, such as the province: neighbours are alike.
    units : sequence of str, length C, optional
        Counties of one unit, such as a city, are added up first; a unit lies in one group. The intervals are then
        those of units: narrower, as what counties lack and have more than enough of cancels.
    level : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    OccupationStructure

    Raises
    ------
    ShapeError
        If the tables do not fit each other.
    InputError
        If a figure is unknown, negative or infinite, a county has no jobs, all counties are of one group, or the
        level is none.

    References
    ----------
    Lee, T. C., Judge, G. G. and Zellner, A. (1970), Estimating the Parameters of the Markov Probability Model from
    Aggregate Time Series Data, chapter 3, for the estimate; Goodman, L. A. (1953), Ecological regressions and
    behavior of individuals, American Sociological Review 18, 663-664, for its assumption; Barber, R. F. et al. (2021),
    Predictive inference with the jackknife+, Annals of Statistics 49, 486-507, section 2, for intervals from what was
    left out.

    Examples
    --------
    Farms employ farmers only, works one clerk in five: every county is met exactly.

    >>> sections = np.array([[100.0, 0.0], [50.0, 50.0], [20.0, 80.0]])
    >>> occupations = np.array([[100.0, 0.0, 0.0], [50.0, 10.0, 40.0], [20.0, 16.0, 64.0]])
    >>> found = occupation_structure(sections, occupations, ["a", "b", "c"])
    >>> found.shares.round(3).tolist()
    [[1.0, 0.0, 0.0], [0.0, 0.2, 0.8]]
    """
    s, o, jobs, groups = _read(sections, occupations, groups, level, units)
    codes = np.unique(np.asarray(groups), return_inverse=True)[1]
    total = _Moments.of(s, o, jobs)
    parts = [_Moments.of(s[codes == code], o[codes == code], jobs[codes == code]) for code in range(codes.max() + 1)]
    missed = np.zeros_like(o)
    for code, part in enumerate(parts):
        there = codes == code
        middle = s[there] @ _estimate(total.less(part))
        missed[there] = np.abs(o[there] - middle) / _scale(middle)
    # The rank that holds for one more county beside those seen.
    rank = min(1.0, np.ceil(level * (len(s) + 1)) / len(s))
    return OccupationStructure(_estimate(total), np.quantile(missed, rank, axis=0, method="higher"), level, len(s))


@dataclass(frozen=True, slots=True)
class _Moments:
    """What least squares need to know of counties: they add up, so that leaving some out costs nothing."""

    square: Floats
    cross: Floats

    @classmethod
    def of(cls, s: Floats, o: Floats, jobs: Floats) -> _Moments:
        weighted = s * (jobs / 1e6)[:, None]
        return cls(weighted.T @ s, weighted.T @ o)

    def less(self, part: _Moments) -> _Moments:
        return _Moments(self.square - part.square, self.cross - part.cross)


def _estimate(moments: _Moments) -> Floats:
    """The constrained least squares, by non-negative least squares on the root of the moments.

    A section that no county has leaves its row free; a whisper of a ridge makes it even.
    """
    sections, occupations = moments.cross.shape
    ridge = 1e-9 * np.trace(moments.square) / sections
    square = moments.square + ridge * np.eye(sections)
    root = np.linalg.cholesky(square).T
    target = np.linalg.solve(root.T, moments.cross + ridge / occupations)
    hold = HOLD * float(np.sqrt(np.trace(square) / sections))
    rows = np.vstack([np.kron(np.eye(occupations), root), hold * np.tile(np.eye(sections), (1, occupations))])
    solved: Any = nnls(rows, np.concatenate([target.T.ravel(), np.full(sections, hold)]))
    shares: Floats = solved[0].reshape(occupations, sections).T
    whole: Floats = shares.sum(axis=1, keepdims=True)
    return np.divide(shares, whole)


def _scale(shares: Floats) -> Floats:
    """A share near 0 or 1 varies less; a floor of one in ten thousand keeps it from not varying at all."""
    return np.sqrt(np.clip(shares * (1 - shares), 1e-4, None))


def _read(
    sections: Any, occupations: Any, groups: Sequence[str], level: float, units: Sequence[str] | None
) -> tuple[Floats, Floats, Floats, Sequence[str]]:
    s, o = np.asarray(sections, dtype=np.float64), np.asarray(occupations, dtype=np.float64)
    if s.ndim != 2 or o.ndim != 2 or len(s) != len(o) or len(groups) != len(s):
        raise ShapeError(
            f"`sections`, `occupations` and `groups` must have a row for each county; they have {s.shape}, {o.shape} "
            f"and {len(groups)}."
        )
    for name, table in (("sections", s), ("occupations", o)):
        wrong = ~np.isfinite(table).all(axis=1) | (table < 0).any(axis=1) | (table.sum(axis=1) <= 0)
        if wrong.any():
            raise InputError(
                f"`{name}` must hold persons, known and not negative, and some in every county; row "
                f"{int(np.argmax(wrong))} does not. Leave such counties out."
            )
    if len(set(groups)) < 2:
        raise InputError(f"`groups` must part the counties into at least two; there are {len(set(groups))}.")
    if not 0 < level < 1:
        raise InputError(f"`level` must lie between 0 and 1; it is {level}.")
    if units is not None:
        first, codes = np.unique(np.asarray(units), return_index=True, return_inverse=True)[1:]
        s, o = (np.array([table[codes == code].sum(axis=0) for code in range(len(first))]) for table in (s, o))
        groups = [groups[at] for at in first.tolist()]
    return s / s.sum(axis=1, keepdims=True), o / o.sum(axis=1, keepdims=True), s.sum(axis=1), groups
