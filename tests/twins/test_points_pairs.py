"""Every pair-counting kernel against its plain twin, over the whole option grid."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from growthpole.measures.points import twins
from growthpole.measures.points.moments import pair_weights, share_moments
from growthpole.measures.points.onepass import Bins, PairSums, PairWork, pair_sums, set_histogram
from growthpole.measures.points.permutation import prefix_shares, random_orders, weighted_shares

RADIUS = 50_000.0


def pattern(kind: str, rng: np.random.Generator, n: int = 90) -> np.ndarray:
    """Site patterns: spread, in towns, on a lattice whose distances fall on bin edges, sharing addresses."""
    plane = {
        "uniform": rng.random((n, 2)) * 30_000,
        "towns": rng.random((5, 2))[rng.integers(5, size=n)] * 30_000 + rng.normal(size=(n, 2)) * 150,
        "lattice": rng.integers(0, 30, (n, 2)) * 1000.0,
        "shared": (rng.random((n, 2)) * 30_000)[rng.integers(n // 3, size=n)],
    }[kind]
    return np.column_stack([plane, np.zeros(n)])


def sphere(rng: np.random.Generator, n: int = 90) -> np.ndarray:
    direction = rng.normal(size=(n, 3)) * 0.1 + [0, 0, 1]
    return direction / np.linalg.norm(direction, axis=1, keepdims=True) * RADIUS


@pytest.mark.parametrize(
    ("kind", "single", "n_jobs"),
    list(itertools.product(["uniform", "towns", "lattice", "shared"], [True, False], [1, 2])),
)
def test_one_pass_gives_the_sums_of_all_row_histograms(kind, single, n_jobs, rng):
    x = pattern(kind, rng)
    rows = twins.row_histograms(twins.distances(x), 1000.0, 12)
    sums = pair_sums(x, Bins(1000.0, 12), PairWork(single=single, n_jobs=n_jobs))
    assert np.array_equal(sums.total, rows.sum(axis=0))
    assert np.array_equal(sums.gram, rows.T @ rows)


@pytest.mark.parametrize("single", [True, False])
def test_arcs_of_a_sphere_fall_into_the_bins_of_the_twin(single, rng):
    x = sphere(rng)
    rows = twins.row_histograms(twins.distances(x, RADIUS), 500.0, 20)
    sums = pair_sums(x, Bins(500.0, 20, RADIUS), PairWork(single=single))
    assert np.array_equal(sums.total, rows.sum(axis=0))


@pytest.mark.parametrize(
    ("kind", "weighted", "single"),
    list(itertools.product(["uniform", "towns", "lattice", "shared"], [True, False], [True, False])),
)
def test_histogram_of_a_set_counts_each_pair_once(kind, weighted, single, rng):
    x = pattern(kind, rng)
    w = rng.lognormal(size=len(x)) if weighted else None
    rows = twins.row_histograms(twins.distances(x), 1000.0, 12, w)
    expected = (rows if w is None else rows * w[:, None]).sum(axis=0) / 2
    found = set_histogram(x, Bins(1000.0, 12), PairWork(single=single), w)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-9)


def flat(groups):
    return [pair for group in groups for pair in group.items()]


@pytest.mark.parametrize(("kind", "single"), list(itertools.product(["uniform", "lattice", "shared"], [True, False])))
def test_prefixes_of_random_orders_are_counted_like_sets_of_their_own(kind, single, rng):
    x = pattern(kind, rng)
    bins = Bins(1000.0, 12)
    orders = np.concatenate(random_orders(len(x), 40, 30, seed=5))
    for n, shares in flat(prefix_shares(x, bins, PairWork(single=single), [40, 3, 17], 30, seed=5)):
        expected = [set_histogram(x[order[:n]], bins, PairWork(single=False, n_jobs=1)) for order in orders]
        np.testing.assert_allclose(shares * n * (n - 1) / 2, expected, rtol=1e-6)


def test_prefixes_do_not_depend_on_memory_or_workers(rng):
    x = pattern("towns", rng)
    runs = [
        list(flat(prefix_shares(x, Bins(1000.0, 12), work, [5, 9, 30], 30, seed=1)))
        for work in (PairWork(), PairWork(n_jobs=1), PairWork(memory=10_000))
    ]
    for run in runs[1:]:
        for (n, shares), (n_first, shares_first) in zip(run, runs[0], strict=True):
            assert n == n_first
            assert np.array_equal(shares, shares_first)


@pytest.mark.parametrize("single", [True, False])
def test_weighted_placements_are_counted_like_weighted_sets(single, rng):
    x, w = pattern("uniform", rng), rng.lognormal(size=20)
    bins = Bins(1000.0, 12)
    orders = np.concatenate(random_orders(len(x), 20, 30, seed=5))
    expected = [set_histogram(x[order], bins, PairWork(single=False, n_jobs=1), w) for order in orders]
    found = weighted_shares(x, bins, PairWork(single=single), w, random_orders(len(x), 20, 30, seed=5))
    np.testing.assert_allclose(found * pair_weights(w).pairs, expected, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize(("n_sites", "n"), [(4, 2), (5, 3), (6, 4), (7, 4), (5, 5), (3, 3), (2, 2)])
def test_exact_moments_equal_enumeration_of_every_placement(n_sites, n, weighted, rng):
    x = np.column_stack([rng.integers(0, 4, (n_sites, 2)) * 1000.0, np.zeros(n_sites)])
    w = rng.lognormal(size=n) if weighted else np.ones(n)
    bins = Bins(1000.0, 5)
    curves = [
        set_histogram(x[list(places)], bins, PairWork(n_jobs=1), w) / pair_weights(w).pairs
        for places in itertools.permutations(range(n_sites), n)
    ]
    mean, covariance = share_moments(pair_sums(x, bins, PairWork()), pair_weights(w))
    np.testing.assert_allclose(mean, np.mean(curves, axis=0), atol=1e-12)
    np.testing.assert_allclose(covariance, np.cov(np.transpose(curves), bias=True), atol=1e-12)


def test_moments_of_fewer_than_two_plants_are_unknown():
    sums = PairSums(5, np.ones(3), np.ones((3, 3)))
    mean, covariance = share_moments(sums, pair_weights(np.ones(1)))
    assert np.isnan(mean).all()
    assert np.isnan(covariance).all()
