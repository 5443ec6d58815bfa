"""Size, coverage and power of K_d's bands, against placements drawn afresh."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.measures.points.bands import bands
from growthpole.measures.points.kd import kd
from growthpole.measures.points.mfunction import m_function
from growthpole.measures.points.moments import pair_weights, share_moments
from growthpole.measures.points.nulls import industry_nulls
from growthpole.measures.points.observed import observe
from growthpole.measures.points.onepass import Bins, PairWork, pair_sums
from growthpole.measures.points.permutation import prefix_shares, random_orders, weighted_shares
from growthpole.measures.points.plans import make_plan

pytestmark = pytest.mark.slow
BINS = Bins(1000.0, 40)
SIZES = (3, 10, 50, 300, 1500)


def sites(kind: str, rng: np.random.Generator, n: int = 6000) -> np.ndarray:
    plane = {
        "uniform": lambda: rng.random((n, 2)) * 60_000,
        "towns": lambda: (
            (rng.random((60, 2)) * 60_000)[rng.choice(60, n, p=rng.dirichlet(np.full(60, 0.7)))]
            + rng.normal(size=(n, 2)) * 2_000
        ),
        "lattice": lambda: np.stack(np.divmod(rng.choice(80 * 80, n, replace=False), 80), axis=1) * 750.0,
        "shared": lambda: (rng.random((n // 4, 2)) * 60_000)[rng.integers(n // 4, size=n)],
    }[kind]()
    return np.column_stack([plane, np.zeros(n)])


@pytest.mark.parametrize("kind", ["uniform", "towns", "lattice", "shared"])
def test_exact_moments_are_those_of_random_placements(kind, rng):
    x, draws = sites(kind, rng), 2000
    sums = pair_sums(x, BINS, PairWork())
    for group in prefix_shares(x, BINS, PairWork(), SIZES, draws, seed=7):
        for n, shares in group.items():
            mean, covariance = share_moments(sums, pair_weights(np.ones(n)))
            sd = np.sqrt(np.diag(covariance))
            live = mean * n * (n - 1) / 2 > 0.05
            # 4.5 standard errors over 5 x 40 bins
            assert np.abs((shares.mean(axis=0) - mean)[live] / sd[live] * np.sqrt(draws)).max() < 4.5
            assert np.median(shares.std(axis=0)[live] / sd[live]) == pytest.approx(1, abs=0.03)
            if n >= 50:
                found = np.corrcoef(shares[:, live].T)
                known = covariance[np.ix_(live, live)] / np.outer(sd[live], sd[live])
                assert np.abs(found - known).max() < 0.12


def test_weighted_moments_are_those_of_weighted_placements(rng):
    x, draws = sites("towns", rng), 2000
    sums = pair_sums(x, BINS, PairWork())
    for n in (5, 40, 200):
        w = rng.lognormal(sigma=1.2, size=n)
        shares = weighted_shares(x, BINS, PairWork(), w, random_orders(len(x), n, draws, seed=n))
        mean, covariance = share_moments(sums, pair_weights(w))
        ratio = shares.std(axis=0)[2:] / np.sqrt(np.diag(covariance))[2:]
        assert np.median(ratio) == pytest.approx(1, abs=0.04)
        assert np.abs((shares.mean(axis=0) - mean)[2:] / np.sqrt(np.diag(covariance))[2:] * np.sqrt(draws)).max() < 4.5


@pytest.mark.parametrize(
    ("kind", "weighted", "industries", "largest"),
    [
        ("uniform", False, 600, 1500),
        ("towns", False, 600, 1500),
        ("shared", False, 600, 1500),
        ("towns", True, 200, 300),
    ],
)
def test_five_in_a_hundred_random_industries_are_called_localised(kind, weighted, industries, largest, rng):
    """The global band is left upwards, and downwards, by 5 % of random industries, whichever method was taken."""
    x = sites(kind, rng, 12_000)
    size = np.round(np.exp(rng.uniform(np.log(5), np.log(largest), industries))).astype(int)
    code, weights = np.full(12_000, -1), rng.lognormal(size=12_000) if weighted else None
    plan = make_plan("30km", "1km", False, 0.95, "auto")
    bins = Bins(1000.0, 60)
    up, down, methods = [], [], []
    # industries overlap here, so each is observed on a labelling of its own
    seen = []
    for n in size:
        code[:] = -1
        code[rng.choice(12_000, n, replace=False)] = 0
        seen += observe(x, code, [0], bins, PairWork(n_jobs=1), weights)
    for one in industry_nulls(x, seen, bins, plan, PairWork()):
        made = bands(one.observed, one.null, 0.95)
        up.append(made.p_localised <= 0.05)
        down.append(made.p_dispersed <= 0.05)
        methods.append(one.method)
    # three standard errors, and half a point for what a corrected Gaussian band may be off
    tolerance = 3 * np.sqrt(0.05 * 0.95 / industries) + 0.005
    assert np.mean(up) == pytest.approx(0.05, abs=tolerance)
    assert np.mean(down) == pytest.approx(0.05, abs=tolerance)
    assert weighted or set(methods) == {"exact", "permutation"}


def test_a_planted_cluster_is_found_at_the_distance_it_was_planted(rng):
    x = sites("uniform", rng, 8000)[:, :2]
    industry = rng.choice(["a", "b", "c", "d"], 8000).astype("<U4")
    middle = np.argsort(np.hypot(*(x - [30_000, 30_000]).T))[:900]
    industry[rng.choice(middle, 120, replace=False)] = "club"
    result = kd(*x.T, industry, r_max="40km", step="1km")
    row = result.industries.index("club")
    assert result.localised[row]
    assert result.q_localised[row] < 0.05
    assert (result.q_localised < 0.05).sum() == 1
    radius = np.hypot(*(x[middle] - [30_000, 30_000]).T).max()
    # two points of a disc are 0.9 radii apart on average
    assert result.r[np.argmax(result.localisation[row])] == pytest.approx(0.9 * radius, rel=0.35)
    assert result.r[result.localisation[row] > 0].max() < 2 * radius + 3 * result.bandwidth[row]


def test_m_is_one_for_random_industries_and_above_one_for_a_club(rng):
    x = sites("towns", rng, 3000)[:, :2]
    industry = rng.choice([f"i{k}" for k in range(40)], 3000).astype("<U4")
    near = np.argsort(np.hypot(*(x - x[0]).T))[:150]
    industry[rng.choice(near, 60, replace=False)] = "club"
    result = m_function(*x.T, industry, r_max="10km", step="1km", simulations=199)
    club = result.industries.index("club")
    assert result.localised[club]
    assert np.delete(result.localised, club).mean() < 0.2
    assert np.nanmean(np.delete(result.observed, club, axis=0)[:, 5:]) == pytest.approx(1, abs=0.1)
