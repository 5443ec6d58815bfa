"""M, borders, rings, extremes and the hybrid pass against plain forms."""

from __future__ import annotations

import itertools
import sys

import numpy as np
import pytest
from shapely import LineString, Point, Polygon, box

from growthpole.errors import InputError
from growthpole.measures.points import twins
from growthpole.measures.points.bands import gaussian_null
from growthpole.measures.points.gpu import array_sums, gpu_sums
from growthpole.measures.points.hybrid import NEAR_BINS, hybrid_sums
from growthpole.measures.points.kernels.border import inside_share
from growthpole.measures.points.kernels.disc import fill_ring, share_within
from growthpole.measures.points.kernels.gram import gram
from growthpole.measures.points.mfunction import m_density, m_function
from growthpole.measures.points.mmap import m_map
from growthpole.measures.points.onepass import Bins, PairWork, pair_sums
from growthpole.measures.points.permutation import random_orders
from growthpole.measures.points.ripley import _window
from growthpole.measures.points.smoothing import kernel_matrix, silverman

LSHAPE = Polygon([(0, 0), (10, 0), (10, 4), (4, 4), (4, 10), (0, 10)])
HOLED = box(0, 0, 10, 10).difference(box(3, 3, 5, 6))


@pytest.mark.parametrize("rows", [1, 7, 8, 9, 40])
def test_gram_is_the_product_with_itself(rows, rng):
    h = rng.integers(0, 1000, (rows, 13)).astype(float)
    assert np.array_equal(gram(h), h.T @ h)


@pytest.mark.parametrize(
    ("weighted", "around", "single"), list(itertools.product([False, True], [None, "b"], [False, True]))
)
def test_m_is_the_twins(weighted, around, single, rng):
    points, industry = rng.random((50, 2)) * 20, rng.choice(["a", "b", "c"], 50)
    weights = rng.lognormal(size=50) if weighted else np.ones(50)
    result = m_function(
        *points.T, industry, weights=weights, r_max=8, step=2, which="a", around=around, simulations=9,
        work=PairWork(single=single),
    )  # fmt: skip
    references = np.flatnonzero(industry == (around or "a"))
    expected = [twins.m(twins.distances(points), weights, references, industry == "a", r) for r in result.r]
    np.testing.assert_allclose(result.observed[0], expected, rtol=1e-9)


@pytest.mark.parametrize("weighted", [False, True])
def test_m_density_is_the_twins(weighted, rng):
    points, industry = rng.random((50, 2)) * 20, rng.choice(["a", "b", "c"], 50)
    weights = rng.lognormal(size=50) if weighted else np.ones(50)
    result = m_density(*points.T, industry, weights=weights, r_max=8, step=0.1, which="a", bandwidth=1.5, simulations=3)
    d, members = twins.distances(points), np.flatnonzero(industry == "a")
    expected = [twins.m(d, weights, members, industry == "a", r, bandwidth=1.5) for r in result.r[::20]]
    np.testing.assert_allclose(result.observed[0, ::20], expected, rtol=6e-3)


@pytest.mark.parametrize("bandwidth", [0.8, 1.5, 4.0])
def test_binned_density_is_the_kernel_sum_over_pairs(bandwidth, rng):
    points = rng.random((600, 2)) * 20
    bins = Bins(0.5, 80)
    d = twins.distances(points)[np.triu_indices(600, 1)]
    shares = np.bincount(np.ceil(d / 0.5).astype(int), minlength=81) / len(d)
    r = np.arange(0, 10, 0.5)
    expected = twins.density(d, r, bandwidth)
    np.testing.assert_allclose(kernel_matrix(r, bins, bandwidth) @ shares, expected, rtol=0.01)


def test_silverman_from_bins_is_the_rule_on_distances(rng):
    d = rng.gamma(4, 10, 20_000)
    shares = np.bincount(np.ceil(d).astype(int), minlength=401)[:401] / len(d)
    low, high = np.quantile(d, [0.25, 0.75])
    expected = 0.9 * min(d.std(ddof=1), (high - low) / 1.34) * len(d) ** -0.2
    assert silverman(shares, Bins(1.0, 400), len(d)) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("shape", [box(0, 0, 10, 10), LSHAPE, HOLED], ids=["square", "L", "hole"])
def test_share_of_a_circle_inside_is_the_length_of_its_arc(shape, rng):
    edges = _window(shape).edges
    scratch = np.empty(2 * len(edges) + 1)
    low_x, low_y, high_x, high_y = shape.bounds
    for _ in range(60):
        x, y, r = rng.uniform(low_x, high_x), rng.uniform(low_y, high_y), rng.uniform(0.1, 8)
        circle = LineString(Point(x, y).buffer(r, quad_segs=4000).exterior.coords)
        expected = circle.intersection(shape).length / circle.length
        assert inside_share(x, y, r, edges, scratch) == pytest.approx(expected, abs=2e-4)


@pytest.mark.parametrize(("i", "j", "radius"), [(0, 1, 1.0), (3, 4, 5.0), (7, 2, 7.0), (2, 2, 9.0), (9, 9, 2.0)])
def test_share_of_pairs_of_cells_within_a_radius(i, j, radius, rng):
    a, b = rng.random((2, 400_000, 2))
    expected = (np.hypot(*(a - b + [i, j]).T) <= radius).mean()
    assert share_within(i, j, radius) == pytest.approx(expected, abs=0.02)
    ring = np.empty((12, 12))
    fill_ring(0.0, radius, ring)
    assert ring[i, j] == pytest.approx(share_within(i, j, radius) - share_within(i, j, 0.0))
    assert np.array_equal(ring, ring.T)


def test_hybrid_sums_are_near_the_exact_ones_and_exact_near_by(rng):
    towns = rng.random((60, 2)) * 100_000
    x = np.column_stack([towns[rng.integers(60, size=20_000)] + rng.normal(size=(20_000, 2)) * 3_000, np.zeros(20_000)])
    bins = Bins(1000.0, 60)
    exact, hybrid = pair_sums(x, bins, PairWork(single=False)), hybrid_sums(x, bins, PairWork(single=False))
    near = slice(0, NEAR_BINS + 1)
    assert np.array_equal(hybrid.total[near], exact.total[near])
    assert np.array_equal(hybrid.gram[near, near], exact.gram[near, near])
    assert np.abs(hybrid.total - exact.total).sum() / 2 < 1e-3 * exact.total.sum()
    np.testing.assert_allclose(np.diag(hybrid.gram)[1:], np.diag(exact.gram)[1:], rtol=0.02)
    np.testing.assert_allclose(np.diag(hybrid.gram, 20)[1:], np.diag(exact.gram, 20)[1:], rtol=0.02)


@pytest.mark.parametrize("skewed", [False, True])
def test_extremes_of_skewed_gaussian_curves(skewed, rng):
    root = rng.normal(size=(9, 9)) / 3
    covariance, mean = root @ root.T, rng.random(9)
    skew = rng.uniform(-0.5, 0.5, 9) if skewed else np.zeros(9)
    null = gaussian_null(mean, covariance, skew, 0.95, rng.standard_normal((40_000, 9)).astype(np.float32))
    z = rng.multivariate_normal(np.zeros(9), covariance / np.outer(*2 * [np.sqrt(np.diag(covariance))]), 80_000)
    bent = (z + skew * (z**2 - 1) / 6) * np.sqrt(np.diag(covariance))
    for draws, expected in ((null.rises, (bent / null.up).max(axis=1)), (null.falls, (-bent / null.down).max(axis=1))):
        expected = np.maximum(expected, 0)
        np.testing.assert_allclose(
            np.quantile(draws, [0.5, 0.9, 0.95]), np.quantile(expected, [0.5, 0.9, 0.95]), rtol=0.03
        )
    # the local band leaves the null on each side in 5 % of the draws
    np.testing.assert_allclose((bent > null.up).mean(axis=0), 0.05, atol=0.012)
    np.testing.assert_allclose((bent < -null.down).mean(axis=0), 0.05, atol=0.012)


def test_redrawn_industries_are_measured_like_real_ones(rng):
    """The null of M by shared prefixes is the mean of M over each redrawn set, one at a time."""
    points, weights = rng.random((40, 2)) * 20, rng.lognormal(size=40)
    industry = np.array(["a"] * 7 + ["b"] * 12 + ["c"] * 21)
    result = m_function(*points.T, industry, weights=weights, r_max=8, step=2, simulations=19, seed=4)
    orders = np.concatenate(random_orders(40, 21, 19, seed=4))
    d = twins.distances(points)
    for row, n in enumerate((7, 12, 21)):
        curves = [
            [twins.m(d, weights, order[:n], np.isin(np.arange(40), order[:n]), r) for r in result.r[1:]]
            for order in orders
        ]
        np.testing.assert_allclose(result.expected[row, 1:], np.nanmean(curves, axis=0), rtol=1e-5)


def test_local_p_values_are_those_of_counting(rng):
    points, industry = rng.random((30, 2)) * 10, np.array(["a"] * 8 + ["b"] * 22)
    local = m_map(*points.T, industry, "a", r=3)
    d = twins.distances(points)
    for place, p in zip(local.rows, local.p_value, strict=True):
        others = np.delete(np.arange(30), place)
        near = others[d[place, others] <= 3]
        if not len(near):
            assert np.isnan(p)
            continue
        seen = (near < 8).sum()
        draws = np.array([np.isin(rng.choice(others, 7, replace=False), near).sum() for _ in range(3000)])
        assert p == pytest.approx((draws >= seen).mean(), abs=0.04)


def test_the_array_pass_of_the_graphics_card_gives_the_sums_of_the_kernels(rng):
    """Run here with NumPy in CuPy's place: the same lines, the same numbers."""
    x = np.column_stack([rng.integers(0, 40, (700, 2)) * 500.0, np.zeros(700)])
    one, two = pair_sums(x, Bins(1000.0, 12), PairWork()), array_sums(x, Bins(1000.0, 12), np)
    assert np.array_equal(one.total, two.total)
    assert np.array_equal(one.gram, two.gram)


def test_a_graphics_card_without_its_library_is_refused(monkeypatch, rng):
    monkeypatch.setitem(sys.modules, "cupy", None)
    with pytest.raises(InputError, match="needs CuPy"):
        gpu_sums(rng.random((5, 3)), Bins(1.0, 2))
    with pytest.raises(InputError, match="on a plane"):
        array_sums(rng.random((5, 3)), Bins(1.0, 2, 10.0), np)
