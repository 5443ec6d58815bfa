"""Marcon and Puech's M and m: the relative concentration around plants, within r or at r."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from growthpole.errors import InputError
from growthpole.measures.points.assemble import assemble
from growthpole.measures.points.observed import Industry, observe
from growthpole.measures.points.onepass import PairWork
from growthpole.measures.points.plane import Coordinates, locate
from growthpole.measures.points.plans import Plan, bins_for, make_plan
from growthpole.measures.points.redraw import around_another, around_own
from growthpole.measures.points.results import CurvesResult
from growthpole.measures.points.sites import SiteChecks, Sites, check_sites, chosen
from growthpole.measures.points.surroundings import survey
from growthpole.measures.points.units import metres


def m_function(
    x: ArrayLike,
    y: ArrayLike,
    industry: ArrayLike,
    *,
    r_max: float | str,
    step: float | str,
    weights: ArrayLike | None = None,
    which: Sequence[str] | str | None = None,
    around: str | None = None,
    level: float = 0.95,
    simulations: int = 1000,
    seed: int = 0,
    coordinates: Coordinates = "plane",
    checks: SiteChecks | None = None,
    work: PairWork | None = None,
) -> CurvesResult:
    r"""Share of an industry in the surroundings of its plants, over its share in the economy, within each distance.

    .. math::

        \hat M_i(r) = \sum_{p \in i} \frac{\sum_{q \in i, q \ne p} w_q 1(d_{pq} \le r)}
            {\sum_{q \ne p} w_q 1(d_{pq} \le r)} \Bigg/ \sum_{p \in i} \frac{W_i - w_p}{W - w_p}

    where both outer sums run over the plants that have a neighbour within r; plants count alike, their neighbours
    by weight.

    Parameters
    ----------
    x, y : array-like (N,), float
        Coordinates of all establishments: metres, or degrees (see ``coordinates``).
    industry : array-like (N,)
        Industry of each establishment.
    r_max, step : float or str
        Largest distance and spacing of the curve: metres, or with a unit (``"20km"``).
    weights : array-like (N,), float, optional
        Employment; 1 by default.
    which : str or sequence of str, optional
        Industries to measure; all by default.
    around : str, optional
        Measure the industries ``which`` around the plants of this industry, instead of around their own.
    level : float
        Level of each side of the bands, between 0.5 and 1.
    simulations : int
        Times the industries are redrawn among the plants, which keep their sites and weights.
    seed : int
        Seed of the redraws.
    coordinates : {"plane", "lonlat"}
        Metres on a plane, or longitude and latitude in degrees.
    checks : SiteChecks, optional
        What to do about faulty rows.
    work : PairWork, optional
        Precision, memory, workers, progress.

    Returns
    -------
    CurvesResult
        M by industry, 0 or more, 1 where the industry is as frequent around its plants as in the economy; NaN
        where no plant has a neighbour, and for an industry of fewer than 2 plants.

    Raises
    ------
    InputError
        If coordinates, lengths or options cannot be worked with.

    References
    ----------
    Marcon and Puech (2010), Journal of Economic Geography 10, 745-762, equation 6.

    Examples
    --------
    Of the two neighbours within 5 m of each plant of ``a``, one is of ``a``; in the economy it is 1 of 4 others:

    >>> result = m_function([0, 3, 4, 50, 54], [0] * 5, ["a", "a", "b", "b", "b"], r_max=5, step=1, simulations=19)
    >>> result.curve("a").observed[[2, 5]]
    array([0., 2.])
    """
    sites = check_sites(x, y, industry, weights, checks)
    plan = replace(make_plan(r_max, step, True, level, "permutation"), simulations=simulations, seed=seed)
    return _measure(
        "M", sites, plan, which=which, around=around, coordinates=coordinates, work=work or PairWork(), fixed=None
    )


def m_density(
    x: ArrayLike,
    y: ArrayLike,
    industry: ArrayLike,
    *,
    r_max: float | str,
    step: float | str,
    weights: ArrayLike | None = None,
    which: Sequence[str] | str | None = None,
    around: str | None = None,
    bandwidth: float | str | None = None,
    level: float = 0.95,
    simulations: int = 1000,
    seed: int = 0,
    coordinates: Coordinates = "plane",
    checks: SiteChecks | None = None,
    work: PairWork | None = None,
) -> CurvesResult:
    r"""Share of an industry at distance r from its plants, over its share in the economy.

    M with the kernel of K_d in place of the count within r:

    .. math::

        \hat m_i(r) = \sum_{p \in i} \frac{\sum_{q \in i, q \ne p} w_q k(r, d_{pq})}
            {\sum_{q \ne p} w_q k(r, d_{pq})} \Bigg/ \sum_{p \in i} \frac{W_i - w_p}{W - w_p}

    Parameters
    ----------
    x, y, industry, r_max, step, weights, which, around, level, simulations, seed, coordinates, checks, work
        As for `m_function`.
    bandwidth : float or str, optional
        Bandwidth of the Gaussian kernel, reflected at zero; by default the median over the industries of
        Silverman's rule. It is the same for all, since the surroundings of a site are.

    Returns
    -------
    CurvesResult
        m by industry; NaN as for M.

    Raises
    ------
    InputError
        If coordinates, lengths or options cannot be worked with.

    References
    ----------
    Lang, Marcon and Puech (2020), Annals of Regional Science 64, 271-298, equation 8.

    Examples
    --------
    >>> result = m_density([0, 3, 4, 50, 54], [0] * 5, list("aabbb"), r_max=5, step=1, bandwidth=1, simulations=19)
    >>> bool(result.curve("a").observed[3] > result.curve("a").observed[1] > 1)
    True
    """
    sites = check_sites(x, y, industry, weights, checks)
    plan = replace(make_plan(r_max, step, False, level, "permutation"), simulations=simulations, seed=seed)
    fixed = None if bandwidth is None else metres("bandwidth", bandwidth)
    return _measure(
        "m", sites, plan, which=which, around=around, coordinates=coordinates, work=work or PairWork(), fixed=fixed
    )


def _measure(
    measure: str,
    sites: Sites,
    plan: Plan,
    *,
    which: Sequence[str] | str | None,
    around: str | None,
    coordinates: Coordinates,
    work: PairWork,
    fixed: float | None,
) -> CurvesResult:
    """M or m, according to the plan."""
    if len(sites.x) < 2:
        raise InputError(f"there must be 2 establishments or more to measure; there are {len(sites.x)}.")
    positions = locate(sites.x, sites.y, coordinates, 2 * float(plan.r[-1]))
    reach = float(plan.r[-1]) * (1 if plan.cumulative else 2)
    bins = bins_for(plan, reach, positions.radius)
    seen = observe(positions.xyz, sites.code, chosen(sites, which), bins, work)
    bandwidth = _common_bandwidth(seen, fixed)
    seen = [replace(one, bandwidth=bandwidth) for one in seen]
    field = survey(positions.xyz, sites.weights, plan.reach(seen, bins), plan, bandwidth, work)
    if around is None:
        nulls = around_own(field, seen)
    else:
        reference = np.flatnonzero(sites.code == chosen(sites, around)[0])
        nulls = {i: around_another(field, reference, one) for i, one in enumerate(seen)}
    return assemble(measure, sites, seen, nulls, plan, positions.note)


def _common_bandwidth(seen: Sequence[Industry], fixed: float | None) -> float:
    """The bandwidth given, or the median of the industries'; NaN where none has a pair."""
    known = [one.bandwidth for one in seen if not np.isnan(one.bandwidth)]
    return float(np.median(known)) if fixed is None and known else float(fixed or np.nan)
