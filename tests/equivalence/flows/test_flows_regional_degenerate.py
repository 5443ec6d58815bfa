"""Cases that must give what something simpler gives."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.measures.flows.balancing import gras, ras
from growthpole.measures.flows.gravity import gravity_table
from growthpole.measures.flows.linkages import backward_linkages
from growthpole.measures.flows.multiregion import MultiRegionTable, pooled_coefficients, regional_effects
from growthpole.measures.flows.quotients import METHODS, supply_quotients, supply_quotients_interval, supply_shares
from growthpole.measures.flows.regional import (
    regional_coefficients,
    regional_coefficients_interval,
    regional_table,
)
from growthpole.measures.flows.table import input_output_table
from growthpole.measures.flows.trade import regional_trade
from growthpole.worlds.national import national_table


@pytest.mark.parametrize("method", METHODS)
def test_the_quotients_of_the_nation_are_the_nation(method):
    table = national_table()
    found = regional_coefficients(table, table.output, table.output, method)
    np.testing.assert_allclose(found.coefficients, table.domestic_coefficients, rtol=1e-12)
    np.testing.assert_allclose(found.multipliers, found.national_multipliers, rtol=1e-9)
    assert found.inflows.max() < 1e-12


@pytest.mark.parametrize("method", ["SLQ", "CILQ", "RLQ"])
def test_a_region_with_the_nations_mix_supplies_itself_whatever_its_size(method):
    np.testing.assert_allclose(supply_shares([1, 2, 3], [100, 200, 300], method), 1.0)


def test_flq_without_delta_is_cilq():
    region, nation = [3, 5, 0, 9], [10, 10, 30, 20]
    np.testing.assert_array_equal(
        supply_quotients(region, nation, "FLQ", delta=0.0), supply_quotients(region, nation, "CILQ")
    )


@pytest.mark.parametrize("method", METHODS)
def test_an_interval_that_is_a_point_gives_the_point(method):
    region, nation = np.array([3.0, 5, 1, 9]), np.array([10.0, 10, 30, 20])
    found = supply_quotients_interval(region, region, region, nation, method, total=region.sum())
    plain = supply_shares(region, nation, method)
    for end in (found.low, found.central, found.high):
        np.testing.assert_allclose(end, plain, rtol=1e-12)
    table = input_output_table(np.full((4, 4), 1.0), nation)
    both = regional_coefficients_interval(table, (region, region, region), nation, method, total=region.sum())
    one = regional_coefficients(table, region, nation, method)
    np.testing.assert_allclose(both.multipliers_low, one.multipliers)
    np.testing.assert_allclose(both.multipliers_high, one.multipliers)


def test_gras_of_a_matrix_without_negative_cells_is_ras(rng):
    matrix, u = rng.uniform(0, 3, (5, 4)), rng.uniform(1, 4, 5)
    v = rng.dirichlet(np.ones(4)) * u.sum()
    np.testing.assert_allclose(
        gras(matrix, u, v, tolerance=1e-13).matrix, ras(matrix, u, v, tolerance=1e-13).matrix, rtol=1e-9
    )


def test_a_balanced_matrix_stays_as_it_is(rng):
    matrix = rng.normal(0, 3, (5, 4))
    found = gras(matrix, matrix.sum(axis=1), matrix.sum(axis=0))
    np.testing.assert_allclose(found.matrix, matrix, rtol=1e-6)
    assert found.rounds == 1


def test_one_region_has_no_trade():
    one = MultiRegionTable(input_output_table([[150, 500], [200, 100]], [1000, 2000]), ["all", "all"], ["1", "2"])
    found = regional_effects(one)
    np.testing.assert_allclose(found.spillover, 0, atol=1e-12)
    np.testing.assert_allclose(found.feedback, 0, atol=1e-12)
    np.testing.assert_allclose(found.own[0], backward_linkages(one.table).linkage)
    trade = regional_trade(one)
    assert (trade.exports.item(), trade.imports.item(), trade.net.item()) == (0, 0, 0)
    assert not trade.bought_elsewhere.any()


def test_regions_far_apart_are_islands_and_without_distance_one_pool(rng):
    A, x = rng.dirichlet(np.ones(4), 3).T[:3] * 0.5, rng.uniform(1, 5, (3, 3))
    apart = np.where(np.eye(3), 0.0, 1e6)
    islands = gravity_table(A, x, apart, decay=1.0)
    np.testing.assert_allclose(regional_effects(islands).spillover, 0, atol=1e-12)
    np.testing.assert_allclose(islands.inside("1"), A)
    np.testing.assert_allclose(regional_trade(islands).bought_elsewhere, 0, atol=1e-12)
    pool = gravity_table(A, x, apart, decay=0.0)
    for table in (islands, pool):
        np.testing.assert_allclose(pooled_coefficients(table), A)
    shares = x / x.sum(axis=0)
    bought = np.broadcast_to((1 - shares)[:, :, None] * A, (3, 3, 3)).sum(axis=1) / A.sum(axis=0)
    np.testing.assert_allclose(regional_trade(pool).bought_elsewhere, bought)
    np.testing.assert_allclose(pool.inside("2"), shares[1][:, None] * A)


def test_a_regions_table_has_the_regions_multipliers():
    table = national_table(42)
    output = table.output * np.linspace(0.001, 0.01, 42)
    small = regional_table(table, output, "FLQ")
    found = regional_coefficients(table, output, method="FLQ")
    np.testing.assert_allclose(backward_linkages(small).linkage, found.multipliers)
