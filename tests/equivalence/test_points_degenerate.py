"""Cases whose answer is known, and runs that must not differ."""

from __future__ import annotations

import dask.distributed
import joblib
import numpy as np
import pytest

from growthpole.measures.points.kd import kd
from growthpole.measures.points.mfunction import m_function
from growthpole.measures.points.onepass import PairWork

FIELDS = (
    "observed", "expected", "lower_local", "upper_local", "lower_global", "upper_global", "p_localised", "p_dispersed"
)  # fmt: skip


def economy(rng, n=3000):
    towns = rng.random((25, 2)) * 100_000
    points = towns[rng.integers(25, size=n)] + rng.normal(size=(n, 2)) * 2_000
    return points, rng.choice(["a", "b", "c", "d"], n, p=[0.5, 0.3, 0.195, 0.005])


def run(points, industry, **options):
    return kd(points[:, 0], points[:, 1], industry, **{"r_max": "40km", "step": "1km", "simulations": 99, **options})


def assert_identical(one, two):
    for name in FIELDS:
        assert np.array_equal(getattr(one, name), getattr(two, name), equal_nan=True), name


@pytest.mark.parametrize("method", ["auto", "exact", "permutation"])
def test_results_do_not_depend_on_workers_or_memory(method, rng):
    points, industry = economy(rng)
    one = run(points, industry, method=method, work=PairWork(n_jobs=1))
    assert_identical(one, run(points, industry, method=method, work=PairWork(n_jobs=3)))
    assert_identical(one, run(points, industry, method=method, work=PairWork(memory="300kB")))


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same_result(rng):
    points, industry = economy(rng, 2500)
    here = run(points, industry)
    with (
        dask.distributed.Client(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"),
        joblib.parallel_config(backend="dask"),
    ):
        there = run(points, industry)
    for name in FIELDS:
        # BLAS adds up in another order where it has fewer threads
        np.testing.assert_allclose(getattr(there, name), getattr(here, name), rtol=1e-6, err_msg=name)


def test_an_industry_that_is_the_economy_is_its_own_null(rng):
    points, _ = economy(rng)
    result = run(points, ["all"] * 3000, method="exact", work=PairWork(single=False))
    np.testing.assert_allclose(result.observed, result.expected, rtol=1e-9)
    np.testing.assert_allclose(result.upper_global, result.lower_global, rtol=1e-9)
    assert result.p_localised[0] == result.p_dispersed[0] == 1


def test_all_plants_at_one_address(rng):
    points, industry = economy(rng, 2500)
    points[industry == "d"] = points[0]
    result = run(points, industry, which="d", cumulative=True)
    assert np.all(result.observed == 1)
    assert result.localised[0]


def test_all_sites_at_one_address():
    result = kd([5.0] * 6, [5.0] * 6, list("aabbbb"), r_max=3, step=1, simulations=19)
    assert result.p_localised.tolist() == [1, 1]
    np.testing.assert_allclose(result.observed, result.expected, rtol=1e-6, atol=1e-30)


def test_two_plants(rng):
    points, industry = economy(rng, 2500)
    industry = np.where(np.arange(2500) < 2, "pair", industry)
    points[:2] = [[0, 0], [0, 5000]]
    curve = run(points, industry, which="pair", cumulative=True, simulations=199).curve("pair")
    assert curve.observed[[4, 5]].tolist() == [0, 1]


def test_a_counterfactual_of_one_group_is_the_economy_of_that_group(rng):
    points, industry = economy(rng, 4000)
    group = np.where(np.isin(industry, ["a", "c"]), "goods", "services")
    inside = group == "goods"
    whole = run(points, industry, counterfactual=group, which=["a", "c"])
    assert_identical(whole, run(points[inside], industry[inside]))
    flagged = run(points, industry, counterfactual=inside, which=["a", "c"])
    assert_identical(whole, flagged)
    assert whole.n_sites.tolist() == [inside.sum()] * 2


def test_the_sphere_and_the_plane_agree_on_a_small_region(rng):
    lon, lat = 2 + rng.random(2500), 47 + rng.random(2500)
    industry = rng.choice(["a", "b"], 2500)
    flat = kd(lon, lat, industry, r_max="40km", step="1km", coordinates="lonlat", method="exact")
    # a band of sites across an ocean makes the plane too crude, and the arcs take over
    far = kd(
        np.append(lon, [60.0]), np.append(lat, [47.0]), np.append(industry, ["c"]), r_max="40km", step="1km",
        coordinates="lonlat", method="exact", which=["a", "b"],
    )  # fmt: skip
    assert "projected" in flat.notes[0]
    assert "great-circle" in far.notes[0]
    np.testing.assert_allclose(far.observed, flat.observed, rtol=2e-3)
    np.testing.assert_allclose(far.expected, flat.expected, rtol=3e-3)


def test_equal_weights_change_nothing_in_m(rng):
    points, industry = economy(rng, 400)
    options = {"r_max": "20km", "step": "2km", "simulations": 19}
    one = m_function(*points.T, industry, **options)
    two = m_function(*points.T, industry, weights=np.full(400, 8.0), **options)
    np.testing.assert_allclose(one.observed, two.observed, rtol=1e-9)
