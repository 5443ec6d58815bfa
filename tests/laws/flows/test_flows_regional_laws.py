"""What must hold of regional coefficients, balanced tables and tables of several regions, whatever the figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole.measures.flows.accuracy import compare_methods, estimation_accuracy
from growthpole.measures.flows.balancing import gras, ras
from growthpole.measures.flows.gravity import gravity_table
from growthpole.measures.flows.inverses import leontief_inverse
from growthpole.measures.flows.multiregion import pooled_coefficients, regional_effects
from growthpole.measures.flows.quotients import METHODS, supply_quotients_interval, supply_shares
from growthpole.measures.flows.regional import regional_coefficients, regional_coefficients_interval, regional_table
from growthpole.measures.flows.table import input_output_table

SIZE = 4
figures = arrays(float, SIZE, elements=st.floats(0.1, 100))
parts = arrays(float, (SIZE, 3), elements=st.floats(0.01, 1))
methods = st.sampled_from(METHODS)
deltas = st.sampled_from([0.0, 0.1, 0.3, 0.9])


def nation_of(size=SIZE, seed=0):
    rng = np.random.default_rng(seed)
    flows = rng.uniform(0, 1, (size, size))
    return input_output_table(flows, flows.sum(axis=0) * 2 + flows.sum(axis=1))


@given(figures, figures, parts, methods, deltas)
def test_intervals_hold_every_region_within_them(region, nation, ends, method, delta):
    # A region, and an interval around each of its industries: with its total, it is one of those the bounds speak of.
    low, high = region * ends[:, 0], region / ends[:, 1]
    found = supply_quotients_interval(low, region, high, nation, method, total=region.sum(), delta=delta)
    shares = supply_shares(region, nation, method, delta=delta)
    assert (found.low <= shares * (1 + 1e-12) + 1e-15).all()
    assert (found.high >= shares * (1 - 1e-12)).all()
    # Another region with the same total: what one industry gains another loses.
    other = region.copy()
    moved = min(other[0] - low[0], high[1] - other[1]) * ends[0, 2]
    other[0], other[1] = other[0] - moved, other[1] + moved
    shares = supply_shares(other, nation, method, delta=delta)
    assert (found.low <= shares * (1 + 1e-9) + 1e-12).all()
    assert (found.high >= shares * (1 - 1e-9)).all()


@given(figures, parts, st.sampled_from(["SLQ", "CILQ", "RLQ", "FLQ", "2D-LQ"]))
def test_multipliers_lie_between_their_ends(region, ends, method):
    table = nation_of()
    low, high = region * ends[:, 0], region / ends[:, 1]
    found = regional_coefficients_interval(table, (low, region, high), table.output, method, total=region.sum())
    one = regional_coefficients(table, region, table.output, method)
    assert (found.multipliers_low <= one.multipliers * (1 + 1e-12)).all()
    assert (found.multipliers_high >= one.multipliers * (1 - 1e-12)).all()
    np.testing.assert_allclose(found.multipliers, one.multipliers)
    assert (found.high <= table.domestic_coefficients * (1 + 1e-12)).all()


@given(figures, figures, methods, st.permutations(range(SIZE)))
def test_the_order_of_sectors_never_matters(region, nation, method, order):
    shares = supply_shares(region, nation, method)
    swapped = supply_shares(region[list(order)], nation[list(order)], method)
    np.testing.assert_allclose(swapped, shares[np.ix_(order, order)], rtol=1e-12)


@given(figures, figures, st.sampled_from(["SLQ", "CILQ", "RLQ"]), st.floats(0.01, 100))
def test_the_unit_of_employment_never_matters(region, nation, method, scale):
    np.testing.assert_allclose(
        supply_shares(region * scale, nation, method), supply_shares(region, nation, method), rtol=1e-9
    )


@given(figures, figures, deltas, deltas)
def test_a_larger_delta_never_supplies_more(region, nation, one, other):
    small, large = sorted((one, other))
    # The formula is for regions of the nation: smaller than it in every industry.
    region = np.minimum(region, nation)
    low, high = (supply_shares(region, nation, "FLQ", delta=delta) for delta in (large, small))
    assert (low <= high * (1 + 1e-12)).all()


@given(figures, st.sampled_from(["SLQ", "CILQ", "RLQ", "FLQ", "2D-LQ"]))
def test_a_regions_table_balances_and_buys_no_more_than_the_nations(region, method):
    nation = nation_of()
    table = regional_table(nation, region, method)
    np.testing.assert_allclose(table.flows.sum(axis=0) + table.value_added.sum(axis=0), region)
    np.testing.assert_allclose(table.flows.sum(axis=1) + table.final_demand.sum(axis=1), region)
    assert (table.coefficients <= nation.coefficients * (1 + 1e-12)).all()


@given(arrays(float, (3, SIZE), elements=st.floats(0.1, 10)), figures, st.integers(0, 5))
def test_ras_meets_its_sums_and_keeps_the_odds_ratios(matrix, columns, seed):
    rows = np.random.default_rng(seed).dirichlet(np.ones(3)) * columns.sum()
    found = ras(matrix, rows, columns, tolerance=1e-12)
    np.testing.assert_allclose(found.matrix.sum(axis=1), rows, rtol=1e-6)
    np.testing.assert_allclose(found.matrix.sum(axis=0), columns, rtol=1e-6)
    odds = found.matrix[0, 0] * found.matrix[1, 1] / (found.matrix[0, 1] * found.matrix[1, 0])
    assert odds == pytest.approx(matrix[0, 0] * matrix[1, 1] / (matrix[0, 1] * matrix[1, 0]), rel=1e-6)


@given(arrays(float, (3, SIZE), elements=st.floats(-10, 10)), st.permutations(range(3)))
def test_gras_keeps_signs_and_does_not_mind_the_order(matrix, order):
    matrix = np.where(np.abs(matrix) < 0.1, 0.0, matrix)
    target = matrix * np.linspace(0.5, 2, 12).reshape(3, SIZE)
    u, v = target.sum(axis=1), target.sum(axis=0)
    found = gras(matrix, u, v, tolerance=1e-11)
    assert (np.sign(found.matrix) == np.sign(matrix)).all()
    np.testing.assert_allclose(found.matrix.sum(axis=1), u, atol=1e-6)
    swapped = gras(matrix[list(order)], u[list(order)], v, tolerance=1e-11)
    np.testing.assert_allclose(swapped.matrix, found.matrix[list(order)], rtol=1e-4, atol=1e-6)


@given(arrays(float, (3, SIZE), elements=st.floats(0.1, 10)), st.floats(0, 3), st.integers(0, 9))
def test_effects_of_all_regions_are_the_inverse(output, decay, seed):
    A = nation_of(seed=seed).coefficients
    distances = np.abs(np.subtract.outer(np.arange(3.0), np.arange(3.0)))
    table = gravity_table(A, output, distances, decay=decay)
    found = regional_effects(table)
    np.testing.assert_allclose(found.total.ravel(), leontief_inverse(table.table).sum(axis=0))
    assert (found.own >= 1 - 1e-12).all()
    assert (found.feedback >= -1e-12).all()
    assert (found.spillover >= -1e-12).all()
    # Where a product is made, nothing is lost on the way: all regions together buy what the nation does.
    np.testing.assert_allclose(pooled_coefficients(table), A, atol=1e-12)


@given(figures, figures, st.floats(0.01, 100))
def test_an_estimate_that_is_right_has_no_error_and_units_do_not_matter(estimate, true, scale):
    right = estimation_accuracy(true, true)
    assert (right.stpe, right.theil, right.mean_absolute, right.mean_percentage) == (0, 0, 0, 0)
    one, other = estimation_accuracy(estimate, true), estimation_accuracy(estimate * scale, true * scale)
    assert one.stpe == pytest.approx(other.stpe)
    assert one.theil == pytest.approx(other.theil)
    assert one.mean_absolute * scale == pytest.approx(other.mean_absolute)
    assert abs(one.mean_percentage) <= one.mean_absolute_percentage * (1 + 1e-12)
    assert one.mean_absolute <= one.root_mean_square * (1 + 1e-12)


@given(figures)
def test_the_method_that_made_the_truth_is_found(region):
    nation = nation_of()
    region = np.minimum(region, nation.output * 0.9)
    true = supply_shares(region, nation.output, "FLQ", delta=0.2) * nation.coefficients
    found = compare_methods(nation.coefficients, true, region, nation.output, deltas=[0.0, 0.2, 0.4])
    best = min(found, key=lambda one: one.coefficients.stpe)
    assert best.coefficients.stpe == pytest.approx(0, abs=1e-9)
    exact = next(one for one in found if (one.method, one.delta) == ("FLQ", 0.2))
    assert exact.coefficients.stpe == 0.0
    assert exact.multipliers.mean_absolute == 0.0
