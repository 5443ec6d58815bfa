"""The pool beside plain ones: every value that its figures may take, and rivals found pair by pair."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthpole.chain.claims import Goods, rivals_of
from growthpole.chain.pool import part_of_pool, pool_gap, pool_share
from growthpole.chain.projects_gap import closed_gap
from growthpole.model.interval import Interval

FIGURE = st.integers(1, 100).map(float)
INTERVAL = st.tuples(FIGURE, FIGURE).map(lambda ends: Interval(min(ends), max(ends)))
NAMES = st.frozensets(st.sampled_from("abc"), max_size=2)
GOODS = st.builds(Goods, st.sampled_from([frozenset("x"), frozenset("y")]), NAMES, NAMES, NAMES, NAMES)


def plain_gap(demand: float, supply: float, rivals: float) -> float:
    """Everybody has the same share of what they want."""
    return demand - demand * min(1.0, supply / (demand + rivals))


def spread(formula: Callable[..., float], *figures: Interval) -> Interval:
    """The least and the most that a formula gives on a fine grid over its figures."""
    # Known figures have one value; 101 steps of whole numbers up to 100 meet every whole number between the ends.
    grids = [np.unique(np.round(np.linspace(one.low, one.high, 101))).tolist() for one in figures]
    steps = [grid if len(grid) < 12 else [grid[0], *grid[1:-1:9], grid[-1]] for grid in grids]
    values = [formula(*each) for each in itertools.product(*steps)]
    return Interval(min(values), max(values))


@given(INTERVAL, INTERVAL, INTERVAL)
def test_the_ends_of_gap_share_and_part_are_the_extremes_of_all_values(
    demand: Interval, supply: Interval, rivals: Interval
) -> None:
    for made, formula in (
        (pool_gap(demand, supply, rivals), plain_gap),
        (pool_share(demand, supply, rivals), lambda d, s, r: max(0.0, 1 - s / (d + r))),
        (part_of_pool(demand, rivals), lambda d, _, r: d / (d + r)),
    ):
        plain = spread(formula, demand, supply, rivals)
        assert (made.low, made.high) == pytest.approx((plain.low, plain.high), abs=1e-9)


@given(INTERVAL, INTERVAL, INTERVAL, INTERVAL)
def test_what_an_output_closes_is_reached_and_never_passed(
    demand: Interval, supply: Interval, output: Interval, rivals: Interval
) -> None:
    made = closed_gap(demand, supply, output, rivals)
    # The most lies where rivals want what the output leaves over, or at an end of what they may want.
    turn = min(max(supply.low + output.high - demand.high, rivals.low), rivals.high)
    ends = [(one.low, one.high) for one in (demand, supply, output)]
    values = [
        plain_gap(d, s, r) - plain_gap(d, s + p, r)
        for d, s, p, r in itertools.product(*ends, (rivals.low, rivals.high, turn))
    ]
    assert (made.low, made.high) == pytest.approx((min(values), max(values)), abs=1e-9)
    grid = spread(lambda d, s, p, r: plain_gap(d, s, r) - plain_gap(d, s + p, r), demand, supply, output, rivals)
    assert made.low - 1e-9 <= grid.low
    assert grid.high <= made.high + 1e-9


@given(st.lists(st.tuples(st.sampled_from("pqr"), GOODS), max_size=6))
def test_rivals_are_those_of_a_comparison_of_every_pair(needs: list[tuple[str, Goods]]) -> None:
    found = rivals_of([cluster for cluster, _ in needs], [goods for _, goods in needs])
    for (own, one), listed in zip(needs, found, strict=True):
        plain = [
            (number, one == other and bool(one.places))
            for number, (cluster, other) in enumerate(needs)
            if cluster != own
            and (one.places & other.places or not one.places or not other.places)
            and (one.what == other.what or one.firms & other.firms or one.sectors & other.sectors)
        ]
        assert [(rival.at, rival.sure) for rival in listed] == plain
