"""Coverage and calibration: what the index room states as an error is one."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from growthpole import index as gi

pytestmark = pytest.mark.slow


def test_bootstrap_intervals_of_sobol_indices_cover():
    a = np.array([0.0, 1.0, 4.5])
    part = 1 / (3 * (1 + a) ** 2)
    variance = np.prod(1 + part) - 1
    first, total = part / variance, part * np.prod(1 + part) / (1 + part) / variance
    hits = []
    for seed in range(120):
        points = gi.sobol_points(3, 256, seed=seed)
        found = gi.sobol_indices(np.prod((np.abs(4 * points - 2) + a) / (1 + a), axis=1), 3, seed=seed)
        hits.append(np.abs(found.first - first) <= found.first_error)
        hits.append(np.abs(found.total - total) <= found.total_error)
    # The points are spread more evenly than random ones, so that the bootstrap overstates: 95 % at least, up to
    # noise.
    assert np.mean(hits) > 0.93


def test_rank_intervals_cover_the_rank_without_errors():
    """Figures reported with a known error: the 90 % interval around the report holds the true rank often enough."""
    rng = np.random.default_rng(8)
    leaves = tuple(gi.Indicator(one, worst=0, best=100) for one in "abcd")
    held = []
    for trial in range(60):
        truth = rng.uniform(20, 80, (25, 4))
        reported = truth + rng.normal(0, 4, truth.shape)
        ranks = gi.rank(truth.mean(axis=1))
        frame = pl.DataFrame({"unit": [str(k) for k in range(25)], **dict(zip("abcd", reported.T, strict=True))})
        draws = gi.simulate(
            gi.build(frame, gi.Framework(leaves)), gi.Uncertainty(errors=[4.0] * 4), replications=300, seed=trial
        )
        low, high = draws.rank_quantiles((0.05, 0.95))
        held.append((low <= ranks) & (ranks <= high))
    assert np.mean(held) > 0.85


def test_chances_from_intervals_are_calibrated():
    """Scores uniform in their intervals: of all places given a chance p, the share p is taken."""
    rng = np.random.default_rng(9)
    chances, taken = [], []
    for trial in range(200):
        low = rng.uniform(0, 80, 15)
        high = low + rng.uniform(0, 30, 15)
        chances.append(gi.probability_top(low, high, 4, seed=trial, draws=2000))
        taken.append(gi.rank(rng.uniform(low, high)) <= 4)
    chances, taken = np.concatenate(chances), np.concatenate(taken)
    for least in (0.2, 0.4, 0.6):
        inside = (chances > least) & (chances < least + 0.2)
        assert taken[inside].mean() == pytest.approx(chances[inside].mean(), abs=0.08)


def test_dropping_the_worst_reorders_the_rest_under_min_max_only(rng):
    """With ten units and five even figures the other nine change order in about four cases of ten."""
    reversed_cases = 0
    indicators = [gi.Indicator(f"x{k}", worst=0, best=100) for k in range(5)]
    for _ in range(400):
        values = rng.uniform(0, 100, (10, 5))
        others = np.delete(np.arange(10), gi.normalise(values, "min-max").mean(axis=1).argmin())
        for how in ("min-max", "goalposts"):
            before = gi.normalise(values, how, indicators=indicators).mean(axis=1)[others]
            after = gi.normalise(values[others], how, indicators=indicators).mean(axis=1)
            changed = gi.reversals(before, after) > 0
            assert how == "min-max" or not changed
            reversed_cases += changed
    assert 0.33 < reversed_cases / 400 < 0.50
