"""The null of each industry on the sites of its counterfactual: exact moments, or random placements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from scipy.stats import skew as sample_skewness

from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.bands import Null, gaussian_null, simulated_null
from growthpole.measures.points.moments import share_moments
from growthpole.measures.points.observed import Industry
from growthpole.measures.points.onepass import Bins, PairSums, PairWork, pair_sums
from growthpole.measures.points.permutation import prefix_shares, weighted_shares
from growthpole.measures.points.plans import Plan

# Above this skewness the Cornish-Fisher term no longer brings a Gaussian band to its level.
SKEWED = 0.3
# Below this number of sites simulation costs nothing worth saving.
FEW_SITES = 2_000
# Subsets on which skewness is measured; it falls with the square root of their size.
LADDER = (100, 200, 400)


@dataclass(frozen=True, slots=True)
class IndustryNull:
    """An observed curve, its null, how the null was made, and from how many sites."""

    observed: Floats
    null: Null
    method: str
    n_sites: int


def industry_nulls(
    positions: Floats, industries: Sequence[Industry], bins: Bins, plan: Plan, work: PairWork
) -> list[IndustryNull]:
    """The observed curve and the null of each industry (each of 2 plants or more) on one set of sites."""
    if plan.method == "permutation" or (plan.method == "auto" and len(positions) <= FEW_SITES):
        return list(_simulated(positions, industries, bins, plan, work).values())
    ladder = _ladder(positions, bins, plan, work)
    limit = 0.0 if plan.method == "exact" else _least_plants(ladder, industries, bins, plan)
    few = {i for i, one in enumerate(industries) if one.plants.effective < limit}
    found = _simulated(positions, [industries[i] for i in sorted(few)], bins, plan, work)
    result = dict(zip(sorted(few), found.values(), strict=True))
    many = [i for i in range(len(industries)) if i not in few]
    exact = _exact(positions, [industries[i] for i in many], bins, plan, work, ladder)
    result.update(zip(many, exact, strict=True))
    return [result[i] for i in range(len(industries))]


def _exact(
    positions: Floats, industries: Sequence[Industry], bins: Bins, plan: Plan, work: PairWork, ladder: dict[int, Floats]
) -> list[IndustryNull]:
    if not industries:
        return []
    near = plan.reach(industries, bins)
    sums = pair_sums(positions, near, work)
    normals = np.random.default_rng(plan.seed).standard_normal((plan.draws // 2, len(plan.r)), dtype=np.float32)
    return list(
        Parallel(n_jobs=work.n_jobs, prefer="threads")(
            delayed(_exact_one)(one, near, sums, plan, normals, ladder) for one in industries
        )
    )


def _exact_one(
    one: Industry, bins: Bins, sums: PairSums, plan: Plan, normals: Floats, ladder: dict[int, Floats]
) -> IndustryNull:
    matrix = plan.matrix(bins, one.bandwidth)
    mean, covariance = share_moments(sums, one.plants)
    taken = min(one.n / sums.n_sites, 0.5)
    thinning = (1 - 2 * taken) / np.sqrt(1 - taken)
    skew = unit_skewness(ladder, matrix, sums.n_sites) * thinning / np.sqrt(max(one.plants.effective, 1.0))
    null = gaussian_null(matrix @ mean, matrix @ covariance @ matrix.T, skew, plan.level, normals)
    return IndustryNull(matrix @ one.shares[: bins.count + 1], null, "exact", sums.n_sites)


def _simulated(
    positions: Floats, industries: Sequence[Industry], bins: Bins, plan: Plan, work: PairWork
) -> dict[int, IndustryNull]:
    """Nulls by random placement, by row of ``industries``; equal plants share their placements by prefix."""
    near = plan.reach(industries, bins)
    found: dict[int, IndustryNull] = {}
    even = [i for i, one in enumerate(industries) if one.weights is None]
    sizes = [industries[i].n for i in even]
    for n, shares in prefix_shares(positions, near, work, sizes, plan.simulations, plan.seed):
        for i in (i for i in even if industries[i].n == n):
            found[i] = _simulated_one(industries[i], near, plan, shares, len(positions))
    for i, one in enumerate(industries):
        if one.weights is not None:
            shares = weighted_shares(positions, near, work, one.weights, plan.simulations, plan.seed)
            found[i] = _simulated_one(one, near, plan, shares, len(positions))
    return {i: found[i] for i in range(len(industries))}


def _simulated_one(one: Industry, bins: Bins, plan: Plan, shares: Floats, n_sites: int) -> IndustryNull:
    matrix = plan.matrix(bins, one.bandwidth)
    null = simulated_null(shares @ matrix.T, plan.level)
    return IndustryNull(matrix @ one.shares[: bins.count + 1], null, "permutation", n_sites)


def _ladder(positions: Floats, bins: Bins, plan: Plan, work: PairWork) -> dict[int, Floats]:
    """Simulated shares of a few sizes, to measure skewness on; no size above an eighth of the sites."""
    sizes = [n for n in LADDER if n <= len(positions) // 8]
    return dict(prefix_shares(positions, bins, work, sizes, plan.simulations, plan.seed))


def unit_skewness(ladder: dict[int, Floats], matrix: Floats, n_sites: int) -> Floats:
    """Skewness of the curve times the root of the number of plants, (R,); zero without a ladder."""
    total = np.zeros(len(matrix))
    for n, shares in ladder.items():
        taken = n / n_sites
        skew = np.nan_to_num(sample_skewness(shares[:, : matrix.shape[1]] @ matrix.T, axis=0))
        total += skew * np.sqrt(n * (1 - taken)) / (1 - 2 * taken)
    return total / max(len(ladder), 1)


def _least_plants(ladder: dict[int, Floats], industries: Sequence[Industry], bins: Bins, plan: Plan) -> float:
    """Effective plants from which on the curve's root mean square skewness is below ``SKEWED``."""
    if not ladder or not industries:
        return 0.0
    middle = float(np.median([one.bandwidth for one in industries]))
    skew = unit_skewness(ladder, plan.matrix(bins, middle), int(1e18))
    return float(np.mean(skew**2) / SKEWED**2)
