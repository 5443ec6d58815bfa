"""Duranton-Overman K_d for a whole economy from one pass over its sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from growthpole.errors import InputError
from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.assemble import assemble
from growthpole.measures.points.nulls import IndustryNull, industry_nulls
from growthpole.measures.points.observed import Industry, observe
from growthpole.measures.points.onepass import Bins, PairWork
from growthpole.measures.points.plane import Coordinates, Positions, locate
from growthpole.measures.points.plans import Method, Plan, bins_for, make_plan
from growthpole.measures.points.pools import pools
from growthpole.measures.points.results import CurvesResult
from growthpole.measures.points.sites import SiteChecks, Sites, check_sites, chosen
from growthpole.measures.points.units import metres

# Bins are halved, at most so often, until no more than this share of the kernels is narrower than a bin.
FINEST = 3
NARROW = 0.1


def kd(
    x: ArrayLike,
    y: ArrayLike,
    industry: ArrayLike,
    *,
    r_max: float | str,
    step: float | str,
    weights: ArrayLike | None = None,
    which: Sequence[str] | str | None = None,
    counterfactual: ArrayLike | None = None,
    cumulative: bool = False,
    bandwidth: float | str | None = None,
    level: float = 0.95,
    method: Method = "auto",
    simulations: int = 1000,
    draws: int = 10_000,
    seed: int = 0,
    coordinates: Coordinates = "plane",
    checks: SiteChecks | None = None,
    work: PairWork | None = None,
) -> CurvesResult:
    r"""Density of distances between the plants of each industry, against random location on the economy's sites.

    .. math::

        \hat K_i(r) = \frac{1}{h \sum_{a<b} w_a w_b} \sum_{a<b} w_a w_b
            \left[\varphi\left(\frac{r - d_{ab}}{h}\right) + \varphi\left(\frac{r + d_{ab}}{h}\right)\right]

    Parameters
    ----------
    x, y : array-like (N,), float
        Coordinates of all establishments of the economy: metres, or degrees (see ``coordinates``).
    industry : array-like (N,)
        Industry of each establishment.
    r_max, step : float or str
        Largest distance and spacing of the curve: metres, or with a unit (``"180km"``).
    weights : array-like (N,), float, optional
        Employment; pairs then count by the product of their weights, and under the null the plants keep their
        weights and take random sites.
    which : str or sequence of str, optional
        Industries to measure; all by default.
    counterfactual : array-like (N,), optional
        Sites of the null: all by default; booleans flag the sites that may be drawn; labels confine each industry
        to sites of the same label (its broader industry).
    cumulative : bool
        K cumulative, the share of pairs no further apart than r, without a kernel.
    bandwidth : float or str, optional
        Kernel bandwidth; by default Silverman's rule on each industry's pairs up to ``2 r_max``. The null keeps it.
    level : float
        Level of each side of the bands, between 0.5 and 1.
    method : {"auto", "exact", "hybrid", "permutation"}
        Exact finite-population moments (with a Cornish-Fisher term); the same with far pairs counted on a grid;
        random placements. ``auto`` is exact where the null is not too skewed and simulated where it is, and takes
        to the grid above 3,000,000 sites. ``CurvesResult.method`` says what was done.
    simulations, draws : int
        Random placements; draws of the Gaussian supremum.
    seed : int
        Seed of both.
    coordinates : {"plane", "lonlat"}
        Metres on a plane, or longitude and latitude in degrees.
    checks : SiteChecks, optional
        Region to check against, identifiers, and what to do about faulty rows.
    work : PairWork, optional
        Precision, memory, workers, progress.

    Returns
    -------
    CurvesResult
        Curves, bands, Gamma and Psi by industry. An industry of fewer than 2 plants (or of pairs without weight)
        has NaN and method "none".

    Raises
    ------
    InputError
        If coordinates, lengths or options cannot be worked with, or there are fewer than 2 sites.

    References
    ----------
    Duranton and Overman (2005), Review of Economic Studies 72, 1077-1106, equations 1-6.

    Examples
    --------
    Two plants 3 m apart among five sites in a row:

    >>> result = kd([0, 3, 10, 20, 30], [0] * 5, ["a", "a", "b", "b", "b"], r_max=10, step=1, cumulative=True)
    >>> result.curve("a").observed[[2, 3, 10]]
    array([0., 1., 1.])
    >>> result.curve("a").expected.round(1)[10]
    np.float64(0.5)
    """
    sites = check_sites(x, y, industry, weights, checks)
    if len(sites.x) < 2:
        raise InputError(f"there must be 2 sites or more to measure distances; there are {len(sites.x)}.")
    plan = make_plan(r_max, step, cumulative, level, method)
    plan = replace(plan, simulations=simulations, draws=draws, seed=seed)
    work = work or PairWork()
    positions = locate(sites.x, sites.y, coordinates, 2 * float(plan.r[-1]))
    fixed = None if bandwidth is None else metres("bandwidth", bandwidth)
    seen, bins = _observe_finely(positions, sites, chosen(sites, which), plan, work, fixed)
    nulls = _all_nulls(positions.xyz, sites, seen, bins, plan, work, counterfactual=counterfactual)
    return assemble("K cumulative" if cumulative else "K_d", sites, seen, nulls, plan, positions.note)


def _observe_finely(
    positions: Positions, sites: Sites, picks: Sequence[int], plan: Plan, work: PairWork, fixed: float | None
) -> tuple[list[Industry], Bins]:
    """Observe all industries in bins no wider than most kernels; the few narrower ones get a bin's width."""
    reach = float(plan.r[-1]) * (1 if plan.cumulative else 2)
    for halving in range(FINEST + 1):
        bins = bins_for(plan, reach, positions.radius, halving)
        seen = observe(positions.xyz, sites.code, picks, bins, work, sites.weights)
        if fixed is not None:
            seen = [replace(one, bandwidth=fixed + 0 * one.bandwidth) for one in seen]
        narrow = sum(one.bandwidth < bins.width for one in seen)
        if plan.cumulative or narrow <= NARROW * len(seen):
            break
    return [replace(one, bandwidth=np.fmax(one.bandwidth, bins.width) + 0 * one.bandwidth) for one in seen], bins


def _all_nulls(
    xyz: Floats,
    sites: Sites,
    seen: list[Industry],
    bins: Bins,
    plan: Plan,
    work: PairWork,
    *,
    counterfactual: ArrayLike | None,
) -> dict[int, IndustryNull]:
    """Observed curve and null by position in ``seen``, for the industries that have a pair."""
    able = [i for i, one in enumerate(seen) if not np.isnan(one.bandwidth)]
    found: dict[int, IndustryNull] = {}
    for pool in pools(sites, [seen[i] for i in able], counterfactual):
        users = [able[i] for i in pool.users]
        nulls = industry_nulls(xyz[pool.rows], [seen[i] for i in users], bins, plan, work)
        found.update(zip(users, nulls, strict=True))
    return found
