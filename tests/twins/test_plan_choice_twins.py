"""The choice of a portfolio against all combinations tried one by one, and the solver against the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy.sparse import csr_array
from tests.plan_worlds import brute_force, random_menu, random_terms

from growthpole.plan.capacity import Room
from growthpole.plan.model import build_model
from growthpole.plan.portfolio import choose
from growthpole.plan.solving import IMPOSSIBLE, REACHED, Problem, feasible, solve

QUOTAS: dict[str, int | None] = {"low": None, "high": 2}


@pytest.mark.parametrize("seed", range(40))
def test_the_choice_is_the_best_of_all_combinations(seed: int) -> None:
    rng = np.random.default_rng(seed)
    menu = random_menu(rng)
    terms = random_terms(rng, menu, **({"least_share": {"1": 0.4}} if seed % 3 == 0 else {}))
    rooms = tuple(Room(county, "land", float(rng.integers(1, 7)), projects=1.0) for county in "01")
    quotas = QUOTAS if seed % 2 else {"low": None, "high": None}
    model = build_model(menu, terms, rooms, quotas)
    choice = choose(model, gap=0.0, time_limit=30)
    found = {level.name: level.value for level in choice.levels}
    expected = brute_force(menu, terms, rooms, quotas)
    got = tuple(found.get(level, 0.0) for level in ("floors", "targets", "earlier", "cost"))
    assert got == pytest.approx(expected, abs=1e-5)
    assert all(level.status == REACHED and level.gap <= 1e-6 for level in choice.levels)


@pytest.mark.parametrize("seed", range(10))
def test_no_cent_more_than_the_budget_is_spent(seed: int) -> None:
    rng = np.random.default_rng(seed)
    menu = random_menu(rng, clusters=8, options=4)
    odd = replace(menu, cost=rng.integers(0, 10**10, menu.cost.shape))
    terms = random_terms(rng, odd, budget_cents=tuple(int(one) for one in rng.integers(10**9, 4 * 10**10, 2)))
    choice = choose(build_model(odd, terms, (), QUOTAS, points=True), gap=0.0)
    assert (odd.cost[list(choice.options)].sum(axis=0) <= np.array(terms.budget_cents)).all()


def test_points_come_before_cost_and_after_the_targets_when_asked_for() -> None:
    rng = np.random.default_rng(3)
    menu = random_menu(rng)
    terms = random_terms(rng, menu, least_undertakings={})
    plain = choose(build_model(menu, terms, (), QUOTAS), gap=0.0)
    rich = choose(build_model(menu, terms, (), QUOTAS, points=True), gap=0.0)
    gained = [menu.points[list(one.options), -1].sum() for one in (plain, rich)]
    assert gained[1] >= gained[0]
    assert [level.value for level in plain.levels[:2]] == pytest.approx([level.value for level in rich.levels[:2]])


@pytest.mark.parametrize("seed", range(30))
def test_the_solver_finds_the_best_of_all_whole_vectors(seed: int) -> None:
    rng = np.random.default_rng(100 + seed)
    count, rows = 7, 3
    entries = rng.integers(-2, 6, (rows, count)).astype(float)
    problem = Problem(
        rng.integers(-9, 4, count).astype(float), csr_array(entries), np.full(rows, -np.inf),
        rng.integers(0, 9, rows).astype(float), np.zeros(count), np.ones(count), np.ones(count, bool),
    )  # fmt: skip
    every = [np.array(one, float) for one in product((0, 1), repeat=count)]
    values = [float(problem.cost @ one) for one in every if (entries @ one <= problem.high).all()]
    found = solve(problem, gap=0.0, time_limit=10)
    assert found.x is not None
    assert found.value == pytest.approx(min(values))
    assert feasible(problem, found.x)
    assert found.bound <= found.value


def test_what_cannot_be_is_said_to_be_impossible() -> None:
    whole = Problem(np.ones(1), csr_array(np.array([[2.0]])), np.array([1.0]), np.array([1.0]), np.zeros(1), np.ones(1),
                    np.ones(1, bool))  # fmt: skip
    assert solve(whole, gap=0.0, time_limit=5).status == IMPOSSIBLE
    none = Problem(whole.cost, whole.rows, np.array([5.0]), np.array([5.0]), whole.least, whole.most, whole.whole)
    assert solve(none, gap=0.0, time_limit=5).x is None


def test_the_gap_reported_holds_on_a_choice_too_large_to_be_tried_out() -> None:
    rng = np.random.default_rng(5)
    count = 3000
    worth, weight = rng.integers(10, 99, count).astype(float), rng.integers(10, 99, count).astype(float)
    limit = np.array([np.floor(weight.sum() / 4)])
    problem = Problem(-worth, csr_array(weight.reshape(1, -1)), np.array([-np.inf]), limit, np.zeros(count),
                      np.ones(count), np.ones(count, bool))  # fmt: skip
    rough, exact = solve(problem, gap=0.01, time_limit=20), solve(problem, gap=0.0, time_limit=20)
    assert rough.gap <= 0.01
    assert rough.bound <= exact.value <= rough.value
    assert exact.value - rough.bound <= 0.01 * abs(rough.value) + 1e-6
