"""What holds for every gap: closed economies, projects, splitting and merging, the order of rows, intervals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chain_glass import COEFFICIENTS, SECTORS, firm, glass_chain, ground, sector_gaps, stage_gaps, technology

from growthpole.chain.gapping import Site
from growthpole.chain.gaps import InputGap, input_gap
from growthpole.chain.ground import Ground
from growthpole.chain.placing import place_firms
from growthpole.chain.technology import Technology
from growthpole.model.chain import Chain, Stage
from growthpole.model.interval import Interval
from growthpole.model.places import Firm
from growthpole.model.text import Text

AMOUNT = st.floats(0, 1e9, allow_nan=False).map(lambda value: round(value, 2))
SHARE = st.floats(0, 1, allow_nan=False).map(lambda value: round(value, 6))
INTERVAL = st.tuples(AMOUNT, AMOUNT).map(lambda ends: Interval(min(ends), max(ends)))
INPUTS = ("sand", "soda")


def site(firms: list[Firm], output: Interval, chain: Chain | None = None) -> Site:
    """A cluster ``c`` in county ``1``."""
    return Site("c", "1", output, place_firms(chain or glass_chain(), firms), {})


def gap_of(rows: tuple[InputGap, ...], stage: str) -> InputGap:
    """The row of a stage."""
    return next(row for row in rows if row.stage == stage)


@given(AMOUNT)
def test_a_closed_economy_has_no_gap(output: float) -> None:
    soda = COEFFICIENTS[1, 2] * output
    sand = COEFFICIENTS[0, 2] * output + COEFFICIENTS[0, 1] * soda
    firms = [firm("s", "B1019", sand), firm("n", "C2612", soda), firm("g", "C3054", output, "c")]
    for row in stage_gaps(site(firms, Interval.point(output)), ground()):
        assert row.gap.known
        assert row.gap.low == pytest.approx(0.0, abs=1e-6)
        assert row.demand.low == pytest.approx(row.supply.low)


@given(AMOUNT, AMOUNT, AMOUNT)
def test_the_gap_that_a_project_closes_is_the_change_when_it_is_run_again(
    output: float, made: float, project: float
) -> None:
    # What a new works sells to others adds their demand for sand: the soda it closes is counted on soda alone.
    firms = [firm("n", "C2612", made), firm("g", "C3054", output, "c")]
    before = gap_of(stage_gaps(site(firms, Interval.point(output)), ground()), "soda")
    after = gap_of(stage_gaps(site([*firms, firm("new", "C2612", project)], Interval.point(output)), ground()), "soda")
    assert before.gap.low - after.gap.low == pytest.approx(min(project, before.gap.low), abs=1e-6)


@given(st.floats(0.05, 0.95), AMOUNT, AMOUNT)
def test_splitting_a_sector_in_two_and_merging_it_back_changes_nothing(part: float, output: float, made: float) -> None:
    """Soda becomes a heavy and a light part with the same inputs; the stage names both."""
    split = np.zeros((4, 4))
    split[np.ix_([0, 3], [0, 3])] = COEFFICIENTS[np.ix_([0, 2], [0, 2])]
    split[0, 1:3] = COEFFICIENTS[0, 1]
    split[1, 3], split[2, 3] = part * COEFFICIENTS[1, 2], (1 - part) * COEFFICIENTS[1, 2]
    table = Technology(("010", "043a", "043b", "057"), split, np.ones(4))
    soda = Stage("soda", Text("soda"), "parts", ("043a", "043b"), ("C26",), ("making",))
    firms = [firm("n", "C2612", made), firm("s", "B1019", made), firm("g", "C3054", output, "c")]
    whole = stage_gaps(site(firms, Interval.point(output)), ground())
    apart = stage_gaps(site(firms, Interval.point(output), glass_chain(soda=soda)), ground(table=table))
    for stage in INPUTS:
        one, other = gap_of(whole, stage), gap_of(apart, stage)
        assert other.demand.low == pytest.approx(one.demand.low, rel=1e-9, abs=1e-6)
        assert other.gap.low == pytest.approx(one.gap.low, rel=1e-9, abs=1e-6)
        assert other.gap.high == pytest.approx(one.gap.high, rel=1e-9, abs=1e-6)


@given(st.permutations(range(6)), st.permutations(range(3)))
def test_the_order_of_rows_never_matters(firms_order: list[int], sector_order: list[int]) -> None:
    firms = [
        firm("s", "B1019", 20.0), firm("n", "C2612", None), firm("m", "C2613", 7.0), firm("x", "C1353", 3.0),
        firm("g", "C3054", 300.0, "c"), firm("h", "C3054", 500.0, "c"),
    ]  # fmt: skip
    order = np.array(sector_order)
    table = technology(COEFFICIENTS[np.ix_(order, order)], tuple(SECTORS[at] for at in sector_order))
    of = {"B10": ("010",), "C26": ("043",), "C30": ("057",), "C13": ("010",)}
    plain = Ground(technology(), lambda code: of[code[:3]], local={"1": frozenset({"1"})})
    turned = Ground(table, lambda code: of[code[:3]], local={"1": frozenset({"1"})})
    output = Interval(700.0, 900.0)
    first = site(firms, output)
    second = site([firms[at] for at in firms_order], output)
    assert stage_gaps(first, plain) == stage_gaps(second, turned)
    assert sorted(sector_gaps(first, plain), key=lambda row: row.sector) == sorted(
        sector_gaps(second, turned), key=lambda row: row.sector
    )


@given(INTERVAL, INTERVAL, SHARE, st.floats(0, 1), st.floats(0, 1))
def test_a_gap_holds_every_value_that_its_figures_may_take(
    output: Interval, supply: Interval, share: float, at: float, supplied: float
) -> None:
    demand, gap, outside = input_gap(output, Interval.point(share), supply)
    x = output.low + at * (output.high - output.low)
    s = supply.low + supplied * (supply.high - supply.low)
    needed = share * x
    assert demand.low - 1e-6 <= needed <= demand.high + 1e-6
    assert gap.low - 1e-6 <= max(0.0, needed - s) <= gap.high + 1e-6
    if needed > 1e-3:
        assert outside.low - 1e-9 <= max(0.0, needed - s) / needed <= outside.high + 1e-9


@given(INTERVAL, SHARE)
def test_unknown_is_never_zero(supply: Interval, share: float) -> None:
    unknown = Interval(0.0, math.inf)
    demand, gap, outside = input_gap(unknown, Interval.point(share or 0.1), supply)
    assert demand == unknown
    assert gap == unknown
    assert outside == Interval(0.0, 1.0)
    assert input_gap(Interval.point(5.0), Interval.point(share), unknown)[1] == Interval(0.0, 5.0 * share)


@given(AMOUNT, SHARE, AMOUNT, st.integers(-6, 6))
def test_a_gap_is_in_the_money_of_its_figures(output: float, share: float, supply: float, power: int) -> None:
    unit = 10.0**power
    _, gap, outside = input_gap(Interval.point(output), Interval.point(share), Interval.point(supply))
    _, other, same = input_gap(Interval.point(unit * output), Interval.point(share), Interval.point(unit * supply))
    assert other.low == pytest.approx(unit * gap.low, rel=1e-6, abs=1e-6 * unit)
    assert same.low == pytest.approx(outside.low, abs=1e-6)


@given(AMOUNT, SHARE)
def test_a_share_that_the_office_states_counts_for_the_sector_too(output: float, share: float) -> None:
    stated = Stage(
        "soda",
        Text("soda ash", "纯碱"),
        "parts",
        ("043",),
        ("C26",),
        ("making",),
        use={"making": Interval.point(share)},
    )
    where = site([firm("g", "C3054", output, "c")], Interval.point(output), glass_chain(soda=stated))
    stage = gap_of(stage_gaps(where, ground()), "soda")
    sector = {row.sector: row for row in sector_gaps(where, ground())}
    if share:
        assert sector["043"].demand == stage.demand
    else:
        assert "043" not in sector
    assert sector["010"].coefficient == Interval.point(COEFFICIENTS[0, 2])


def test_a_share_of_a_stage_of_several_sectors_may_fall_on_any_of_them() -> None:
    both = Stage(
        "soda", Text("materials", "原料"), "parts", ("010", "043"), ("C26",), ("making",),
        use={"making": Interval(0.1, 0.3)},
    )  # fmt: skip
    stages = tuple(one for one in glass_chain(soda=both).stages if one.id != "sand")
    alone = Chain("glass", Text("glass", "玻璃"), stages, ("C3054",), complete=True)
    where = site([firm("g", "C3054", 100.0, "c")], Interval.point(100.0), alone)
    found = {row.sector: row.coefficient for row in sector_gaps(where, ground())}
    assert found["010"] == found["043"] == Interval(0.0, 0.3)
