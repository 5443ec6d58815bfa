"""Exact moments and the bands made of them against 10,000 random placements (1,000 of 5,000 plants).

``python -m benchmarks points_bands [PATTERN ...]``: uniform, towns, lattice, shared. For each n: the largest error of
the mean in its standard errors, the median ratio of simulated to exact standard deviation, the largest error of a
correlation, the shares of placements that leave the local and the global band of the corrected Gaussian null upwards
and downwards (0.05 is meant), and what ``auto`` does.
"""

from __future__ import annotations

import numpy as np

from growthpole.measures.points.bands import bands, gaussian_null
from growthpole.measures.points.moments import pair_weights, share_moments
from growthpole.measures.points.nulls import SKEWED, _ladder, unit_skewness
from growthpole.measures.points.onepass import Bins, PairWork, pair_sums
from growthpole.measures.points.permutation import prefix_shares
from growthpole.measures.points.plans import make_plan

SITES, BINS = 20_000, Bins(1000.0, 50)
# Placements of each size: the pairs of 10,000 of 5,000 plants would take minutes.
SIZES = {10_000: (3, 10, 50, 200, 1000), 1_000: (5000,)}
BANDWIDTH = {3: 12e3, 10: 10e3, 50: 7e3, 200: 5e3, 1000: 3e3, 5000: 1.5e3}


def sites(kind: str, rng: np.random.Generator) -> np.ndarray:
    towns = rng.random((200, 2)) * 100_000
    plane = {
        "uniform": lambda: rng.random((SITES, 2)) * 100_000,
        "towns": lambda: (
            towns[rng.choice(200, SITES, p=rng.dirichlet(np.full(200, 0.6)))] + rng.normal(size=(SITES, 2)) * 2_000
        ),
        "lattice": lambda: np.stack(np.divmod(rng.choice(160 * 160, SITES, replace=False), 160), axis=1) * 625.0,
        "shared": lambda: (rng.random((SITES // 4, 2)) * 100_000)[rng.integers(SITES // 4, size=SITES)],
    }[kind]()
    return np.column_stack([plane, np.zeros(SITES)])


def main(*patterns: str) -> None:
    plan = make_plan("30km", "1km", False, 0.95, "exact")
    for kind in patterns or ("uniform", "towns", "lattice", "shared"):
        x = sites(kind, np.random.default_rng(5))
        sums, ladder = pair_sums(x, BINS, PairWork()), _ladder(x, BINS, plan, PairWork())
        normals = np.random.default_rng(0).standard_normal((5000, len(plan.r)), dtype=np.float32)
        for draws, sizes in SIZES.items():
            for group in prefix_shares(x, BINS, PairWork(memory="2GB"), sizes, draws, seed=17):
                for n, shares in group.items():
                    print(kind, row(n, shares.astype(np.float64), sums, plan, ladder, normals), flush=True)


def row(n, shares, sums, plan, ladder, normals) -> str:
    mean, covariance = share_moments(sums, pair_weights(np.ones(n)))
    sd = np.sqrt(np.diag(covariance))
    live = mean * n * (n - 1) / 2 > 0.002
    off = np.abs((shares.mean(axis=0) - mean)[live] / sd[live] * np.sqrt(len(shares))).max()
    known = covariance[np.ix_(live, live)] / np.outer(sd[live], sd[live])
    correlation = np.abs(np.corrcoef(shares[:, live].T) - known).max()
    matrix = plan.matrix(BINS, BANDWIDTH[n])
    taken = n / sums.n_sites
    unit = unit_skewness(ladder, matrix, sums.n_sites)
    skew = unit * (1 - 2 * taken) / np.sqrt(1 - taken) / np.sqrt(n)
    null = gaussian_null(matrix @ mean, matrix @ covariance @ matrix.T, skew, 0.95, normals)
    curves = shares @ matrix.T
    verdicts = [bands(curve, null, 0.95) for curve in curves]
    up, down = (np.mean([getattr(v, name) <= 0.05 for v in verdicts]) for name in ("p_localised", "p_dispersed"))
    local = (curves > null.mean + null.up).mean(), (curves < null.mean - null.down).mean()
    bent = np.sqrt(np.mean(unit**2) / n)
    spread = np.median(shares.std(axis=0)[live] / sd[live])
    return (
        f"n {n:5}: mean {off:.1f} se, sd {spread:.3f}, correlation {correlation:.3f}, "
        f"local {local[0]:.3f} {local[1]:.3f}, global {up:.3f} {down:.3f}, skewness {bent:.2f}, "
        f"{'simulated' if bent > SKEWED else 'exact'} by auto"
    )
