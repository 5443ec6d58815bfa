"""The null of each industry on the sites of its counterfactual: exact moments, or random placements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed

from growthpole.measures.points.arrays import Floats, Singles
from growthpole.measures.points.bands import Null, gaussian_null, simulated_null
from growthpole.measures.points.gpu import gpu_sums
from growthpole.measures.points.hybrid import hybrid_sums
from growthpole.measures.points.moments import share_moments
from growthpole.measures.points.observed import Industry
from growthpole.measures.points.onepass import Bins, PairSums, PairWork, pair_sums
from growthpole.measures.points.permutation import prefix_shares, random_orders, weighted_shares
from growthpole.measures.points.plans import Plan

# Above this skewness the Cornish-Fisher term no longer brings a Gaussian band to its level.
SKEWED = 0.3
# Below this number of sites simulation costs nothing worth saving.
FEW_SITES = 2_000
# Above this number of sites pairs beyond a few bins are counted on a grid: exact counting would take hours.
MANY_SITES = 3_000_000
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
    positions: Floats,
    industries: Sequence[Industry],
    bins: Bins,
    plan: Plan,
    work: PairWork,
    ladder: dict[int, Singles],
) -> list[IndustryNull]:
    if not industries:
        return []
    near = plan.reach(industries, bins)
    hybrid = plan.method == "hybrid" or (plan.method == "auto" and len(positions) > MANY_SITES and not bins.radius)
    method = "hybrid" if hybrid else "exact"
    sums = _sums(positions, near, work, hybrid)
    normals = np.random.default_rng(plan.seed).standard_normal((plan.draws // 2, len(plan.r)), dtype=np.float32)
    return list(
        Parallel(n_jobs=work.n_jobs, prefer="threads")(
            delayed(_exact_one)(one, near, sums, plan, normals, ladder, method=method) for one in industries
        )
    )


def _sums(positions: Floats, bins: Bins, work: PairWork, hybrid: bool) -> PairSums:
    """T and G by the pass that was asked for."""
    if hybrid:
        return hybrid_sums(positions, bins, work)
    return gpu_sums(positions, bins) if work.device == "gpu" else pair_sums(positions, bins, work)


def _exact_one(
    one: Industry,
    bins: Bins,
    sums: PairSums,
    plan: Plan,
    normals: Floats,
    ladder: dict[int, Singles],
    *,
    method: str,
) -> IndustryNull:
    matrix = plan.matrix(bins, one.bandwidth)
    mean, covariance = share_moments(sums, one.plants)
    taken = min(one.n / sums.n_sites, 0.5)
    thinning = (1 - 2 * taken) / np.sqrt(1 - taken)
    skew = unit_skewness(ladder, matrix, sums.n_sites) * thinning / np.sqrt(max(one.plants.effective, 1.0))
    null = gaussian_null(matrix @ mean, matrix @ covariance @ matrix.T, skew, plan.level, normals)
    return IndustryNull(matrix @ one.shares[: bins.count + 1], null, method, sums.n_sites)


def _simulated(
    positions: Floats, industries: Sequence[Industry], bins: Bins, plan: Plan, work: PairWork
) -> dict[int, IndustryNull]:
    """Nulls by random placement, by row of ``industries``; equal plants share their placements by prefix."""
    near = plan.reach(industries, bins)
    run = Parallel(n_jobs=work.n_jobs, prefer="threads")
    found: dict[int, IndustryNull] = {}
    sizes = [one.n for one in industries if one.weights is None]
    for group in prefix_shares(positions, near, work, sizes, plan.simulations, plan.seed):
        some = [i for i, one in enumerate(industries) if one.weights is None and one.n in group]
        made = run(delayed(_simulated_one)(industries[i], near, plan, group[industries[i].n]) for i in some)
        found.update(zip(some, made, strict=True))
    longest = max((one.n for one in industries if one.weights is not None), default=0)
    orders = random_orders(len(positions), longest, plan.simulations, plan.seed) if longest else []
    for i, one in enumerate(industries):
        if one.weights is not None:
            found[i] = _simulated_one(one, near, plan, weighted_shares(positions, near, work, one.weights, orders))
    return {i: replace(found[i], n_sites=len(positions)) for i in range(len(industries))}


def _simulated_one(one: Industry, bins: Bins, plan: Plan, shares: Singles) -> IndustryNull:
    near = plan.reach([one], bins)
    matrix = plan.matrix(near, one.bandwidth)
    null = simulated_null(matrix.astype(np.float32) @ shares[:, : near.count + 1].T, plan.level)
    return IndustryNull(matrix @ one.shares[: near.count + 1], null, "permutation", 0)


def _ladder(positions: Floats, bins: Bins, plan: Plan, work: PairWork) -> dict[int, Singles]:
    """Simulated shares of a few sizes, to measure skewness on; no size above an eighth of the sites."""
    sizes = [n for n in LADDER if n <= len(positions) // 8]
    groups = prefix_shares(positions, bins, work, sizes, plan.simulations, plan.seed)
    return {n: shares for group in groups for n, shares in group.items()}


def unit_skewness(ladder: dict[int, Singles], matrix: Floats, n_sites: float) -> Floats:
    """Skewness of the curve times the root of the number of plants, (R,); zero without a ladder."""
    total = np.zeros(len(matrix))
    for n, shares in ladder.items():
        taken = n / n_sites
        curves = matrix.astype(np.float32) @ shares[:, : matrix.shape[1]].T
        total += _skewness(curves) * np.sqrt(n * (1 - taken)) / (1 - 2 * taken)
    return total / max(len(ladder), 1)


def _skewness(curves: Singles) -> Floats:
    """Sample skewness of each row; 0 for a row that does not vary."""
    centred = curves - curves.mean(axis=1, keepdims=True)
    square = centred * centred
    variance = square.mean(axis=1, dtype=np.float64)
    third = np.einsum("rs,rs->r", square, centred, dtype=np.float64) / curves.shape[1]
    live = variance > 1e-12 * curves.mean(axis=1) ** 2
    skew: Floats = np.divide(third, variance**1.5, out=np.zeros(len(curves)), where=live)
    return skew


def _least_plants(ladder: dict[int, Singles], industries: Sequence[Industry], bins: Bins, plan: Plan) -> float:
    """Effective plants from which on the curve's root mean square skewness is below ``SKEWED``."""
    if not ladder or not industries:
        return 0.0
    middle = float(np.median([one.bandwidth for one in industries]))
    skew = unit_skewness(ladder, plan.matrix(bins, middle), np.inf)
    return float(np.mean(skew**2) / SKEWED**2)
