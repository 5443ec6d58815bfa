"""Numbers of papers and other programs for the methods of the index room; each origin stands beside its numbers."""

from __future__ import annotations

import numpy as np
import pytest
from SALib.analyze import sobol as salib

from growthpole import index as gi


def test_intraclass_correlations_of_shrout_and_fleiss():
    # Shrout and Fleiss (1979), Psychological Bulletin 86(2): ratings of table 2, results of table 4.
    ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    found = gi.judge_agreement(ratings)
    printed = {
        "one_way": 0.17, "agreement": 0.29, "consistency": 0.71,
        "one_way_mean": 0.44, "agreement_mean": 0.62, "consistency_mean": 0.91,
    }  # fmt: skip
    assert {name: round(getattr(found, name), 2) for name in printed} == printed


def test_ishigami_function():
    # Ishigami and Homma (1990); with a = 7, b = 0.1 the indices are analytic: Saltelli et al. (2008), Global
    # Sensitivity Analysis: The Primer, sec. 4.5: S = 0.3139, 0.4424, 0; T = 0.5576, 0.4424, 0.2437.
    points = gi.sobol_points(3, 16384, seed=7)
    x = np.pi * (2 * points - 1)
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = gi.sobol_indices(y, 3)
    np.testing.assert_allclose(found.first, [0.3139, 0.4424, 0.0], atol=0.005)
    np.testing.assert_allclose(found.total, [0.5576, 0.4424, 0.2437], atol=0.005)


def test_g_function():
    # Sobol' (1993); V_i = 1 / (3 (1 + a_i)^2), and S_i = V_i / (prod (1 + V_k) - 1) is analytic.
    a = np.array([0.0, 1.0, 4.5, 9.0])
    part = 1 / (3 * (1 + a) ** 2)
    variance = np.prod(1 + part) - 1
    total = part * np.prod(1 + part) / (1 + part) / variance
    points = gi.sobol_points(4, 8192, seed=3)
    found = gi.sobol_indices(np.prod((np.abs(4 * points - 2) + a) / (1 + a), axis=1), 4)
    np.testing.assert_allclose(found.first, part / variance, atol=0.01)
    np.testing.assert_allclose(found.total, total, atol=0.01)


def test_the_same_estimates_as_salib(rng):
    # SALib 1.5, SALib.analyze.sobol.analyze, on the same outputs. It standardises them first, so that its first-order
    # estimator and ours differ by the sampling error of the mean only.
    points = gi.sobol_points(3, 4096, seed=11)
    y = points @ np.array([1.0, 2.0, 3.0]) + points[:, 0] * points[:, 1]
    theirs = salib.analyze(
        {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}, y, calc_second_order=False, seed=1
    )
    ours = gi.sobol_indices(y, 3)
    np.testing.assert_allclose(ours.first, theirs["S1"], atol=2e-3)
    np.testing.assert_allclose(ours.total, theirs["ST"], atol=2e-3)
    np.testing.assert_allclose(ours.total_error, theirs["ST_conf"], rtol=0.5)


def test_an_output_without_variance_has_no_index():
    found = gi.sobol_indices(np.full(40, 3.0), 3)
    assert np.isnan(found.first).all()


def test_saatys_consistency_of_a_published_matrix():
    # Saaty (1980), The Analytic Hierarchy Process, wealth of nations example is 7 x 7; this 3 x 3 is Saaty (2008),
    # Int. J. Services Sciences 1(1), p. 85: weights 0.64, 0.26, 0.10 to two digits, eigenvalue 3.04.
    found = gi.ahp_weights([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
    assert found.weights.round(2).tolist() == [0.64, 0.26, 0.10]
    assert round(2 * found.consistency_index + 3, 2) == 3.04
    assert found.consistency_ratio == pytest.approx(0.0332, abs=5e-4)
