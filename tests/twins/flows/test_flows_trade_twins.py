"""Trade between regions against plain loops over every flow."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.measures.flows.multiregion import MultiRegionTable
from growthpole.measures.flows.table import input_output_table
from growthpole.measures.flows.trade import regional_trade

REGIONS, WIDTH = ("a", "b", "c"), 2
OWNERS = ("a", "b", "", "c", "a")


@pytest.fixture
def table(rng):
    size = len(REGIONS) * WIDTH
    flows, final = rng.integers(0, 9, (size, size)).astype(float), rng.integers(0, 9, (size, 5)).astype(float)
    flows[:, 3] = 0.0
    output = flows.sum(axis=1) + final.sum(axis=1)
    one = input_output_table(flows, output, final_demand=final)
    return MultiRegionTable(one, np.repeat(REGIONS, WIDTH).tolist(), ["x", "y"] * 3, OWNERS)


def test_trade_is_what_loops_over_the_flows_give(table):
    found, one = regional_trade(table), table.table
    gross = dict.fromkeys(((r, s) for r in REGIONS for s in REGIONS), 0.0)
    sold = np.zeros(one.size)
    for i, seller in enumerate(table.regions):
        buyers = [*zip(table.regions, one.flows[i], strict=True), *zip(OWNERS, one.final_demand[i], strict=True)]
        for buyer, flow in buyers:
            if buyer:
                gross[seller, buyer] += flow
                sold[i] += flow * (seller != buyer)
    for r, seller in enumerate(REGIONS):
        for s, buyer in enumerate(REGIONS):
            assert found.gross[r, s] == gross[seller, buyer]
            assert found.net[r, s] == gross[seller, buyer] - gross[buyer, seller]
    np.testing.assert_allclose(found.sold_elsewhere.ravel(), sold / one.output)
    for j, buyer in enumerate(table.regions):
        away = sum(one.flows[i, j] for i, seller in enumerate(table.regions) if seller != buyer)
        share = found.bought_elsewhere.ravel()[j]
        assert np.isnan(share) if j == 3 else share == pytest.approx(away / one.flows[:, j].sum())
    assert found.balance.sum() == 0
    assert not found.imported[found.imported == found.imported].any()


def test_what_nobody_said_and_what_is_unknown_stay_unknown(table):
    one = table.table
    bare = regional_trade(MultiRegionTable(one, table.regions, table.sectors))
    assert bare.final is None
    np.testing.assert_array_equal(bare.gross, table.trade)
    final = one.final_demand.copy()
    final[0, 1] = np.nan
    unknown = regional_trade(
        MultiRegionTable(
            input_output_table(one.flows, one.output, final_demand=final), table.regions, table.sectors, OWNERS
        )
    )
    assert np.isnan(unknown.gross).tolist() == [[False, True, False], [False] * 3, [False] * 3]


def test_imports_from_abroad_are_neither_bought_at_home_nor_from_other_regions():
    flows = input_output_table([[10, 10], [20, 10]], [100, 100], imports=[[5, 0], [5, 10]], value_added=[60.0, 70.0])
    found = regional_trade(MultiRegionTable(flows, ["a", "b"], ["all", "all"]))
    np.testing.assert_allclose(found.bought_elsewhere.ravel(), [20 / 40, 10 / 30])
    np.testing.assert_allclose(found.imported.ravel(), [10 / 40, 10 / 30])
