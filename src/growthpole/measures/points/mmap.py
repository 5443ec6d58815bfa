"""Local M: where around the plants of an industry its neighbours are of the same industry."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import false_discovery_control, hypergeom

from growthpole.errors import InputError
from growthpole.measures.points.arrays import Floats, Ints
from growthpole.measures.points.onepass import PairWork
from growthpole.measures.points.plane import Coordinates, locate
from growthpole.measures.points.plans import bins_for, make_plan
from growthpole.measures.points.sites import SiteChecks, check_sites, chosen
from growthpole.measures.points.surroundings import Field, survey
from growthpole.measures.points.units import metres


@dataclass(frozen=True, slots=True)
class LocalMResult:
    """Local M of one industry at one distance.

    Attributes
    ----------
    industry : str
        The industry.
    r : float
        Distance, metres.
    x, y : (n,) float64
        Coordinates of its plants, as given.
    rows : (n,) int64
        Their rows in the input.
    m : (n,) float64
        Local M; NaN for a plant without neighbours.
    p_value : (n,) float64
        Probability of as many neighbours of the industry or more, if labels were dealt out at random: exact
        (hypergeometric); NaN with weights or without neighbours.
    q_value : (n,) float64
        Benjamini-Hochberg adjusted ``p_value``.
    """

    industry: str
    r: float
    x: Floats
    y: Floats
    rows: Ints
    m: Floats
    p_value: Floats
    q_value: Floats


def m_map(
    x: ArrayLike,
    y: ArrayLike,
    industry: ArrayLike,
    which: str,
    *,
    r: float | str,
    weights: ArrayLike | None = None,
    coordinates: Coordinates = "plane",
    checks: SiteChecks | None = None,
    work: PairWork | None = None,
) -> LocalMResult:
    r"""The term of M that each plant of an industry contributes, scaled so that 1 means "as in the economy".

    .. math::

        M_p(r) = \frac{\sum_{q \in i, q \ne p} w_q 1(d_{pq} \le r)}{\sum_{q \ne p} w_q 1(d_{pq} \le r)}
            \Big/ \frac{W_i - w_p}{W - w_p}

    Parameters
    ----------
    x, y, industry, weights, coordinates, checks, work
        As for `m_function`.
    which : str
        The industry.
    r : float or str
        Distance.

    Returns
    -------
    LocalMResult
        One value per plant; NaN where a plant has no neighbour within r.

    Raises
    ------
    InputError
        If the industry has fewer than 2 plants, or coordinates or lengths cannot be worked with.

    References
    ----------
    Marcon and Puech (2017), Regional Science and Urban Economics 62, 56-67; Tidu, Guy and Usai (2024), Geographical
    Analysis 56 (the map).

    Examples
    --------
    >>> result = m_map([0, 3, 4, 50, 54], [0] * 5, ["a", "a", "b", "b", "b"], "a", r=5)
    >>> result.m
    array([2., 2.])
    """
    sites = check_sites(x, y, industry, weights, checks)
    members = np.flatnonzero(sites.code == chosen(sites, which)[0])
    if len(members) < 2:
        raise InputError(f"industry {which!r} must have 2 plants or more; it has {len(members)}.")
    distance = metres("r", r)
    plan = replace(make_plan(distance, distance, True, 0.95, "permutation"), r=np.array([0.0, distance]))
    positions = locate(sites.x, sites.y, coordinates, distance)
    field = survey(
        positions.xyz, sites.weights, bins_for(plan, distance, positions.radius), plan, float("nan"), work or PairWork()
    )
    near = field.neighbours(members)[:, 1]
    p = np.full(len(members), np.nan) if sites.weights is not None else _p_values(field, members, near)
    known = ~np.isnan(p)
    q = p.copy()
    q[known] = false_discovery_control(p[known])
    return LocalMResult(
        which, distance, sites.x[members], sites.y[members], sites.rows[members], _local(field, members, near), p, q
    )


def _local(field: Field, members: Ints, near: Floats) -> Floats:
    own = field.weights[members]
    share = (own.sum() - own) / (field.weights.sum() - own)
    m = near * field.inverse[members, 1] / share
    return np.where(field.has[members, 1], m, np.nan)


def _p_values(field: Field, members: Ints, near: Floats) -> Floats:
    """P(X >= near), X hypergeometric: k neighbours drawn from N - 1 others of which n - 1 are of the industry."""
    has = field.has[members, 1]
    k = np.round(np.divide(1.0, field.inverse[members, 1], out=np.zeros(len(members)), where=has))
    p = hypergeom.sf(np.round(near) - 1, len(field.xyz) - 1, len(members) - 1, k)
    return np.where(has, np.minimum(p, 1.0), np.nan)
