"""Every allocation tried: the transportation problem, its ties, the worth of a place, and exhibitions for a budget."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from growthpole.chain.fairs import Fair
from growthpole.chain.fairs_choice import choose_fairs
from growthpole.chain.markets_standings import Opportunity
from growthpole.chain.partners_transport import allocate, extra_place
from growthpole.model.interval import Interval
from growthpole.model.text import Text


def brute(values, rows, columns, limit):
    """The first best allocation, where allocations are listed with the most for the first pair first."""
    pairs = [(i, j) for i in range(len(rows)) for j in range(len(columns)) if not np.isnan(values[i, j])]
    best, found = -1.0, np.zeros(values.shape, int)
    for amounts in itertools.product(*(range(min(limit, rows[i], columns[j]), -1, -1) for i, j in pairs)):
        table = np.zeros(values.shape, int)
        for (i, j), amount in zip(pairs, amounts, strict=True):
            table[i, j] = amount
        if (table.sum(axis=1) > rows).any() or (table.sum(axis=0) > columns).any():
            continue
        worth = sum(round(values[i, j] * 1e6) * table[i, j] for i, j in pairs)
        if worth > best:
            best, found = worth, table
    return best / 1e6, found


def test_the_best_allocation_and_the_first_of_equals(rng):
    for _ in range(120):
        shape = tuple(rng.integers(1, 4, 2))
        # Few distinct values: ties are the rule.
        values = rng.integers(0, 4, shape) / 3.0
        values[rng.random(shape) < 0.2] = np.nan
        rows, columns, limit = rng.integers(0, 3, shape[0]), rng.integers(0, 3, shape[1]), int(rng.integers(1, 3))
        value, amounts = brute(values, rows, columns, limit)
        found = allocate(values, rows, columns, limit=limit)
        assert found.value == pytest.approx(value, abs=1e-9)
        assert found.amounts.tolist() == amounts.tolist()


def test_one_more_place_is_worth_what_solving_again_gains(rng):
    for _ in range(40):
        values = rng.random((3, 3)).round(2)
        rows, columns = np.array([1, 2, 1]), np.array([1, 1, 0])
        for column in range(3):
            more = columns + np.eye(3, dtype=int)[column]
            gain = brute(values, rows, more, 1)[0] - brute(values, rows, columns, 1)[0]
            assert extra_place(values, rows, columns, column) == pytest.approx(gain, abs=1e-9)


def test_a_price_would_overstate_what_a_place_is_worth():
    # Two places for two needs: a third is worth nothing, whatever multiplier a solver gives.
    assert extra_place([[0.9], [0.7]], [1, 1], [2], 0) == 0.0


def test_exhibitions_for_a_budget_against_every_choice(rng):
    markets = ["A", "B", "C", "D"]
    for _ in range(60):
        untapped = rng.integers(0, 5, 4).astype(float)
        found = [
            Opportunity("p", market, Interval(0, 0), Interval(u, u), Interval(u, u))
            for market, u in zip(markets, untapped, strict=True)
        ]
        fairs = [
            Fair(f"f{at}", Text("f"), "", Text(), tuple(np.array(markets)[rng.random(4) < 0.5]) or ("A",),
                 cost=Interval.point(float(rng.integers(1, 5))))
            for at in range(5)
        ]  # fmt: skip
        budget = float(rng.integers(0, 9))
        best = (0.0, 0.0, ())
        for count in range(6):
            for chosen in itertools.combinations(fairs, count):
                cost = sum(fair.cost.high for fair in chosen)
                opened = {market for fair in chosen for market in fair.markets}
                covered = sum(one.untapped.low for one in found if one.market in opened)
                if cost <= budget and (covered, -cost) > best[:2]:
                    best = (covered, -cost, tuple(fair.id for fair in chosen))
        plan = choose_fairs(fairs, found, budget)
        assert plan.covered == best[0]
        if best[0]:
            assert plan.cost == -best[1]
