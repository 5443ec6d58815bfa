"""What holds when clusters of a place share its supply: sums, order, rivals of whom little is known, projects."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chain_glass import COEFFICIENTS, firm, glass_chain, ground

from growthpole.chain.gapping import Site, sector_wants, stage_wants
from growthpole.chain.gaps import InputGap
from growthpole.chain.placing import place_firms
from growthpole.chain.pooling import Stranger, share_supply
from growthpole.chain.projects_change import gap_change
from growthpole.chain.projects_gap import closed_gap
from growthpole.model.chain import Chain, Stage
from growthpole.model.interval import Interval
from growthpole.model.places import Firm
from growthpole.model.text import Text

AMOUNT = st.floats(1, 1e6, allow_nan=False).map(lambda value: round(value, 2))
OUTPUTS = st.lists(AMOUNT, min_size=2, max_size=4)
FIGURE = st.integers(0, 1000).map(float)
INTERVAL = st.tuples(FIGURE, FIGURE).map(lambda ends: Interval(min(ends), max(ends)))
WITHIN = st.floats(0, 1)
POINT = Interval.point


def site(cluster: str, output: Interval, firms: list[Firm]) -> Site:
    """A glass cluster of county ``1``."""
    return Site(cluster, "1", output, place_firms(glass_chain(), firms), {})


def shared(sites: list[Site], *strangers: Stranger, sectors: bool = False) -> dict[tuple[str, str], InputGap]:
    """The rows of all of them by cluster and input."""
    wants = [want for one in sites for want in (sector_wants if sectors else stage_wants)(one, ground())]
    return {(row.cluster, row.stage or row.sector): row for row in share_supply(wants, strangers)}


def towns(outputs: list[float], firms: list[Firm]) -> list[Site]:
    """Towns ``c0``, ``c1`` and so on that blow glass for known amounts."""
    return [site(f"c{number}", POINT(output), firms) for number, output in enumerate(outputs)]


def works(sand: float, soda: float) -> list[Firm]:
    """A sand pit and a soda works."""
    return [firm("s", "B1019", sand), firm("n", "C2612", soda)]


def at(figure: Interval, part: float) -> float:
    """A value of an interval, from its low end to its high end."""
    return min(max(figure.low + part * (figure.high - figure.low), figure.low), figure.high)


@given(OUTPUTS, AMOUNT, AMOUNT)
def test_the_gaps_of_rivals_add_up_to_the_gap_of_the_county(outputs: list[float], sand: float, soda: float) -> None:
    rows = shared(towns(outputs, works(sand, soda)))
    # The soda works buys sand too: once, however many towns it serves.
    wanted = {
        "soda": COEFFICIENTS[1, 2] * sum(outputs),
        "sand": COEFFICIENTS[0, 2] * sum(outputs) + COEFFICIENTS[0, 1] * soda,
    }
    for stage, made in (("soda", soda), ("sand", sand)):
        listed = [row for (_, name), row in rows.items() if name == stage]
        assert len(listed) == len(outputs)
        assert all(row.known and len(row.rivals) == len(outputs) - 1 for row in listed)
        assert math.fsum(row.demand.low for row in listed) == pytest.approx(wanted[stage])
        assert math.fsum(row.gap.low for row in listed) == pytest.approx(max(0.0, wanted[stage] - made), abs=1e-6)
        assert {round(row.outside_share.low, 9) for row in listed} == {round(listed[0].outside_share.low, 9)}


@given(OUTPUTS, AMOUNT, AMOUNT)
def test_the_gaps_of_rivals_in_a_sector_add_up_too(outputs: list[float], sand: float, soda: float) -> None:
    rows = shared(towns(outputs, works(sand, soda)), sectors=True)
    for sector, coefficient, made in (("010", COEFFICIENTS[0, 2], sand), ("043", COEFFICIENTS[1, 2], soda)):
        gaps = [row.gap.low for (_, name), row in rows.items() if name == sector]
        assert math.fsum(gaps) == pytest.approx(max(0.0, coefficient * sum(outputs) - made), abs=1e-6)


@given(OUTPUTS)
def test_a_closed_economy_of_several_towns_has_no_gap(outputs: list[float]) -> None:
    soda = math.fsum(COEFFICIENTS[1, 2] * output for output in outputs)
    sand = math.fsum([*(COEFFICIENTS[0, 2] * output for output in outputs), COEFFICIENTS[0, 1] * soda])
    for row in shared(towns(outputs, works(sand, soda))).values():
        assert row.known
        assert row.gap.low == pytest.approx(0.0, abs=1e-5)


@given(st.permutations(range(4)), st.permutations(range(2)), st.permutations(range(2)))
def test_the_order_of_clusters_and_firms_never_matters(
    towns_order: list[int], firms_order: list[int], strange: list[int]
) -> None:
    firms = works(30.0, 70.0)
    outputs = [POINT(300.0), Interval(100.0, 250.0), Interval(0.0, math.inf), POINT(41.0)]
    plain = [site(f"c{number}", output, firms) for number, output in enumerate(outputs)]
    turned = [site(f"c{number}", outputs[number], [firms[each] for each in firms_order]) for number in towns_order]
    strangers = [Stranger("x", frozenset()), Stranger("y", frozenset({"2"}))]
    assert shared(plain, *strangers) == shared(turned, *(strangers[number] for number in strange))


@given(INTERVAL, INTERVAL, FIGURE, FIGURE, WITHIN, WITHIN)
def test_a_rival_of_whom_little_is_known_leaves_room_for_every_completion(
    own: Interval, rival: Interval, sand: float, soda: float, first: float, second: float
) -> None:
    firms = works(sand, soda)
    wide = shared([site("a", own, firms), site("b", rival, firms)])
    stranger = shared([site("a", own, firms)], Stranger("b", frozenset({"1"})))
    exact = shared([site("a", POINT(at(own, first)), firms), site("b", POINT(at(rival, second)), firms)])
    for key, row in exact.items():
        for one in (wide[key], stranger.get(key, wide[key])):
            for name in ("demand", "gap", "rival_demand"):
                figure, value = getattr(one, name), getattr(row, name)
                assert figure.low - 1e-6 <= value.low
                assert value.high <= figure.high + 1e-6
    assert stranger["a", "soda"].gap.low == wide["a", "soda"].demand.low - min(soda, wide["a", "soda"].demand.low)
    assert stranger["a", "soda"].rivals == ("b",)


@given(AMOUNT, AMOUNT, AMOUNT)
def test_towns_of_other_counties_or_of_other_goods_are_no_rivals(output: float, sand: float, soda: float) -> None:
    firms = works(sand, soda)
    alone = shared([site("a", POINT(output), firms)])
    assert shared([site("a", POINT(output), firms)], Stranger("b", frozenset({"2"}))) == alone
    elsewhere = replace(site("b", POINT(output), firms), region="2")
    assert shared([site("a", POINT(output), firms), elsewhere])["a", "soda"] == alone["a", "soda"]
    assert alone["a", "soda"].rivals == ()


@given(AMOUNT, AMOUNT, AMOUNT)
def test_a_rival_that_may_want_other_goods_leaves_open_whether_it_shares(own: float, rival: float, soda: float) -> None:
    # The other chain buys any chemical: from this works, or from another that the tables do not tell apart.
    chemicals = Stage("chemicals", Text("chemicals"), "parts", ("043",), ("C26",), ("making",))
    making = glass_chain().by_id["making"]
    other = Chain("soap", Text("soap"), (chemicals, making), ("C3054",), complete=True)
    narrow = Stage("soda", Text("soda ash"), "parts", ("043",), ("C2612",), ("making",))
    firms = works(0.0, soda)
    sites = [
        Site("a", "1", POINT(own), place_firms(glass_chain(soda=narrow), firms), {}),
        Site("b", "1", POINT(rival), place_firms(other, firms), {}),
    ]
    found = shared(sites)["a", "soda"]
    wants = COEFFICIENTS[1, 2] * own, COEFFICIENTS[1, 2] * rival
    assert found.rivals == ("b",)
    assert found.rival_demand == Interval(0.0, wants[1])
    assert found.gap.low == pytest.approx(max(0.0, wants[0] - soda), abs=1e-6)
    assert found.gap.high == pytest.approx(gap(*wants, soda), abs=1e-6)


def test_a_demand_of_rivals_may_open_most_of_a_gap_between_the_ends_of_the_supply() -> None:
    # With a supply of 0 nothing was there before or after, with 100 all is: with 10 the rivals take 9 of them.
    before = row(POINT(10.0), POINT(0.0), Interval(0.0, 100.0))
    after = row(POINT(10.0), POINT(90.0), Interval(0.0, 100.0))
    assert gap_change(before, after, {}).demand == Interval(0.0, 9.0)
    assert gap_change(after, before, {}).demand == Interval(-9.0, 0.0)


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT)
def test_the_gap_that_a_project_closes_is_the_change_when_rivals_are_run_again(
    own: float, rival: float, soda: float, project: float
) -> None:
    before = shared(towns([own, rival], works(0.0, soda)))["c0", "soda"]
    after = shared(towns([own, rival], [*works(0.0, soda), firm("new", "C2612", project)]))["c0", "soda"]
    closed = closed_gap(before.demand, before.supply, POINT(project), before.rival_demand)
    assert closed.known
    assert before.gap.low - after.gap.low == pytest.approx(closed.low, abs=1e-6)
    change = gap_change(before, after, {"new": POINT(project)})
    assert change.projects.low == pytest.approx(-closed.low, abs=1e-6)
    assert change.change.low == pytest.approx(change.projects.low, abs=1e-6)
    assert (change.demand.low, change.other_supply.high) == pytest.approx((0.0, 0.0), abs=1e-6)


@given(st.data())
def test_causes_of_a_change_hold_their_true_values_whatever_rivals_want(data: st.DataObject) -> None:
    d0, r0, s0, d1, r1, other, output = (data.draw(INTERVAL) for _ in range(7))
    t0, u0, v0, t1, u1, rest, made = (at(one, data.draw(WITHIN)) for one in (d0, r0, s0, d1, r1, other, output))
    supply = Interval(other.low + output.low, other.high + output.high)
    found = gap_change(row(d0, r0, s0), row(d1, r1, supply), {"p": output}, others=other)
    assert holds(found.demand, gap(t1, u1, v0) - gap(t0, u0, v0))
    assert holds(found.other_supply, gap(t1, u1, rest) - gap(t1, u1, v0))
    assert holds(found.projects, gap(t1, u1, rest + made) - gap(t1, u1, rest))


def row(demand: Interval, rivals: Interval, supply: Interval) -> InputGap:
    """A link with these figures."""
    return InputGap(
        "a", "", "", "043", "1", POINT(0.1), demand, supply, Interval(0.0, math.inf), Interval(0.0, 1.0),
        rival_demand=rivals,
    )  # fmt: skip


def gap(demand: float, rivals: float, supply: float) -> float:
    """The gap of known figures."""
    return demand * max(0.0, 1 - supply / (demand + rivals)) if demand else 0.0


def holds(figure: Interval, value: float) -> bool:
    """Whether a value lies in an interval, but for rounding."""
    return figure.low - 1e-6 <= value <= figure.high + 1e-6
