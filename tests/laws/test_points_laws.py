"""Laws of distance-based measures: moving the map, changing units and renaming industries change nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole.measures.points.kd import kd
from growthpole.measures.points.mfunction import m_function
from growthpole.measures.points.mmap import m_map
from growthpole.measures.points.moments import pair_weights, share_moments
from growthpole.measures.points.onepass import Bins, PairWork, pair_sums
from growthpole.measures.points.ripley import ripley

DOUBLE = PairWork(single=False, n_jobs=1)
BANDS = ("observed", "expected", "lower_local", "upper_local", "lower_global", "upper_global")
seeds = st.integers(0, 2**32 - 1)


def economy(seed: int, n: int = 60):
    rng = np.random.default_rng(seed)
    return rng.random((n, 2)) * 30, rng.choice(["a", "b", "c"], n), rng.lognormal(size=n)


def measured(points, industry, *, unit=1.0, method="permutation", **options):
    settings_ = {"r_max": 10 * unit, "step": unit, "simulations": 19, "method": method, "work": DOUBLE}
    return kd(points[:, 0], points[:, 1], industry, **{**settings_, **options})


def assert_same(one, two, scale=1.0, rtol=1e-6):
    for name in BANDS:
        np.testing.assert_allclose(getattr(one, name), getattr(two, name) * scale, rtol=rtol, atol=1e-9)


@settings(max_examples=10)
@given(seeds, st.floats(-1e3, 1e3), st.floats(0, 2 * np.pi))
def test_kd_does_not_change_when_the_map_is_moved_and_turned(seed, shift, angle):
    points, industry, _ = economy(seed)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    assert_same(measured(points, industry), measured(points @ turn + shift, industry), rtol=1e-3)


@settings(max_examples=10)
@given(seeds, st.sampled_from([1e-3, 0.5, 2.0, 1024.0]))
def test_kd_is_a_density_per_unit_of_length(seed, unit):
    points, industry, _ = economy(seed)
    one, two = measured(points, industry), measured(points * unit, industry, unit=unit)
    assert_same(one, two, scale=unit, rtol=1e-5)
    np.testing.assert_allclose(one.gamma, two.gamma, rtol=1e-4, atol=1e-9)


@settings(max_examples=10)
@given(seeds)
def test_curves_follow_their_industries_when_rows_and_names_change(seed):
    points, industry, weight = economy(seed)
    order = np.random.default_rng(seed).permutation(len(points))
    renamed = np.array([{"a": "z", "b": "y", "c": "x"}[name] for name in industry])
    one = measured(points, industry, weights=weight)
    two = measured(points[order], renamed[order], weights=weight[order])
    for name, other in (("a", "z"), ("b", "y"), ("c", "x")):
        if name in one.industries:
            np.testing.assert_allclose(one.curve(name).observed, two.curve(other).observed, rtol=1e-9)


@settings(max_examples=10)
@given(seeds)
def test_two_copies_of_an_industry_have_its_cumulative_curve_but_for_pairs_of_twins(seed):
    points, industry, _ = economy(seed)
    own = points[industry == "a"]
    if len(own) < 2:
        return
    r = {"r_max": 10, "step": 1, "cumulative": True, "method": "permutation", "simulations": 9, "work": DOUBLE}
    one = kd(own[:, 0], own[:, 1], ["a"] * len(own), **r).observed[0] if len(own) > 1 else None
    twice = np.concatenate([own, own])
    two = kd(twice[:, 0], twice[:, 1], ["a"] * len(twice), **r).observed[0]
    n = len(own)
    # 4 copies of each pair, and n pairs of a plant with its own copy, at distance 0
    np.testing.assert_allclose(two * n * (2 * n - 1), 4 * one * n * (n - 1) / 2 + n, rtol=1e-9)


@settings(max_examples=20)
@given(seeds, st.integers(2, 20))
def test_weights_that_are_equal_are_no_weights(seed, n):
    points, _, _ = economy(seed)
    sums = pair_sums(np.column_stack([points, np.zeros(60)]), Bins(1.0, 10), DOUBLE)
    plain, heavy = (share_moments(sums, pair_weights(w)) for w in (np.ones(n), np.full(n, 7.5)))
    for one, two in zip(plain, heavy, strict=True):
        np.testing.assert_allclose(one, two, atol=1e-12)


@settings(max_examples=20)
@given(seeds, st.integers(2, 60))
def test_covariances_are_positive_and_vanish_when_every_site_is_taken(seed, n):
    points, _, _ = economy(seed)
    sums = pair_sums(np.column_stack([points, np.zeros(60)]), Bins(1.0, 10), DOUBLE)
    mean, covariance = share_moments(sums, pair_weights(np.ones(n)))
    assert np.all(mean >= 0)
    assert np.linalg.eigvalsh(covariance).min() > -1e-12
    if n == 60:
        np.testing.assert_allclose(covariance, 0, atol=1e-14)


@settings(max_examples=10)
@given(seeds)
def test_cumulative_curves_rise_from_zero_to_at_most_one(seed):
    points, industry, weight = economy(seed)
    result = measured(points, industry, cumulative=True, weights=weight)
    known = result.observed[~np.isnan(result.observed[:, 0])]
    assert np.all(np.diff(known, axis=1) >= -1e-12)
    assert np.all((known >= 0) & (known <= 1 + 1e-12))


@settings(max_examples=10)
@given(seeds, st.floats(0.01, 100))
def test_m_does_not_change_with_the_unit_of_weights(seed, factor):
    points, industry, weight = economy(seed)
    options = {"r_max": 10, "step": 2, "simulations": 9, "work": DOUBLE}
    one = m_function(points[:, 0], points[:, 1], industry, weights=weight, **options)
    two = m_function(points[:, 0], points[:, 1], industry, weights=weight * factor, **options)
    np.testing.assert_allclose(one.observed, two.observed, rtol=1e-9)
    np.testing.assert_allclose(one.upper_global, two.upper_global, rtol=1e-6)


@settings(max_examples=10)
@given(seeds)
def test_m_of_an_economy_of_one_industry_is_one(seed):
    points, _, weight = economy(seed)
    result = m_function(
        points[:, 0], points[:, 1], ["a"] * 60, weights=weight, r_max=40, step=10, simulations=9, work=DOUBLE
    )
    np.testing.assert_allclose(result.observed[0, 1:], 1, rtol=1e-9)


@settings(max_examples=10)
@given(seeds)
def test_m_is_the_mean_of_local_m_where_shares_are_equal(seed):
    points, industry, _ = economy(seed)
    name = industry[0]
    if (industry == name).sum() < 2:
        return
    options = {"work": DOUBLE}
    result = m_function(points[:, 0], points[:, 1], industry, r_max=40, step=20, simulations=9, which=name, **options)
    local = m_map(points[:, 0], points[:, 1], industry, name, r=40, **options)
    np.testing.assert_allclose(np.nanmean(local.m), result.observed[0, 2], rtol=1e-9)


@given(
    arrays(np.float64, (12, 2), elements=st.floats(0, 10, width=32)),
    st.sampled_from([0.5, 2.0, 8.0]),
)
def test_ripley_k_scales_with_area_and_never_falls(points, unit):
    one = ripley(points[:, 0], points[:, 1], (0.0, 0.0, 10.0, 10.0), r_max=4, step=0.5)
    two = ripley(*(points * unit).T, (0.0, 0.0, 10 * unit, 10 * unit), r_max=4 * unit, step=0.5 * unit)
    assert np.all(np.diff(one.k) >= -1e-9)
    np.testing.assert_allclose(two.k, one.k * unit**2, rtol=1e-6, atol=1e-6)
