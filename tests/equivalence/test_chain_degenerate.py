"""Where a measure has only one answer: one firm, equal firms, one sector, nothing at all."""

from __future__ import annotations

import math

import pytest
from tests.chain_glass import firm, glass_chain, ground, sector_gaps, stage_gaps

from growthpole.chain.concentration import concentration_ratio, herfindahl_bounds
from growthpole.chain.gapping import Site
from growthpole.chain.leaders import dominance
from growthpole.chain.placing import place_firms
from growthpole.model.chain import Stage
from growthpole.model.interval import Interval
from growthpole.model.text import Text

ANY = Interval(0.0, 1.0)


def test_one_firm_is_everything() -> None:
    alone = [Interval.point(7.0)]
    assert concentration_ratio(alone) == herfindahl_bounds(alone) == Interval(1.0, 1.0)


@pytest.mark.parametrize("count", [2, 5, 40])
def test_equal_firms_have_equal_shares(count: int) -> None:
    firms = [Interval.point(3.0)] * count
    assert concentration_ratio(firms).low == pytest.approx(1 / count)
    assert herfindahl_bounds(firms).high == pytest.approx(1 / count)


def test_nothing_known_is_any_share() -> None:
    assert concentration_ratio([]) == herfindahl_bounds([]) == ANY
    assert concentration_ratio([Interval(0.0, math.inf)] * 2).high == 1.0
    found = dominance([], Interval(0.0, math.inf), complete=False)
    assert (found.cr1, found.cr4, found.hhi, found.listed) == (ANY, ANY, ANY, 0)


def test_a_table_of_all_firms_gives_points_and_one_of_some_the_intervals_around_them() -> None:
    firms = [firm("a", "C3054", 60.0, "c"), firm("b", "C3054", 40.0, "c")]
    whole = dominance(firms, Interval.point(100.0), complete=True)
    some = dominance(firms[:1], Interval.point(100.0), complete=False)
    assert (whole.cr1.low, whole.cr1.high) == pytest.approx((0.6, 0.6))
    for name in ("cr1", "cr4", "hhi"):
        inner, outer = getattr(whole, name), getattr(some, name)
        assert outer.low <= inner.low + 1e-12
        assert inner.high <= outer.high + 1e-12


def test_the_largest_enterprise_alone_bounds_the_four_largest_and_the_index() -> None:
    found = dominance([], Interval.point(100.0), Interval.point(20.0), complete=False)
    assert found.cr1 == Interval(0.2, 0.2)
    assert (found.cr4.low, found.cr4.high) == pytest.approx((0.2, 0.8))
    assert (found.hhi.low, found.hhi.high) == pytest.approx((0.04, 0.2))


def test_a_core_that_no_sector_is_named_for_may_buy_anything() -> None:
    making = Stage("making", Text("making glass"), "processing", (), ("C3054",))
    chain = glass_chain(making=making)
    site = Site("c", "1", Interval.point(100.0), place_firms(chain, [firm("g", "C3054", 100.0, "c")]), {})
    soda = next(row for row in stage_gaps(site, ground()) if row.stage == "soda")
    assert soda.coefficient == ANY
    assert soda.demand == Interval(0.0, 100.0)
    assert [row.coefficient for row in sector_gaps(site, ground())] == [ANY, ANY, ANY]


def test_a_stage_of_one_sector_has_the_gap_of_the_sector() -> None:
    firms = [firm("n", "C2612", 30.0), firm("g", "C3054", 1000.0, "c")]
    site = Site("c", "1", Interval.point(1000.0), place_firms(glass_chain(), firms), {})
    soda = next(row for row in stage_gaps(site, ground()) if row.stage == "soda")
    sector = next(row for row in sector_gaps(site, ground()) if row.sector == "043")
    assert (soda.demand, soda.supply, soda.gap, soda.outside_share) == (
        sector.demand, sector.supply, sector.gap, sector.outside_share
    )  # fmt: skip
    assert soda.gap == Interval.point(70.0)
