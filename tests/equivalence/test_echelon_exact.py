"""Ladders whose chances can be written down: lognormal growth over a threshold, one place for two, a Markov chain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm
from tests.two_towns import COMMON, DRIFT, OWN, RULES, START, begin

from growthpole.model.interval import Interval
from growthpole.model.plan import Undertaking
from growthpole.plan.echelon import simulate_ahead
from growthpole.plan.echelon_result import Chance
from growthpole.plan.growth_facts import Chain

PATHS = 20_000


def over(town: str, *, years: int = 1, spread: float = OWN, times: float = 1.0) -> float:
    """The chance that output reaches the gate: a normal step on the line of logarithms."""
    return float(norm.sf(np.log(100e6 / (START[town] * times)), years * DRIFT[town], np.sqrt(years) * spread))


def agrees(found: Chance, exact: float) -> bool:
    """Within four standard errors of the simulation."""
    return abs(found.value - exact) < 4 * found.error and found.low == found.value == found.high


@pytest.mark.parametrize("common", [0.0, COMMON])
def test_growth_over_a_threshold(common: float) -> None:
    found = simulate_ahead(begin(common=common), years=1, paths=PATHS, seed=1)
    for town in START:
        assert agrees(found.chance(town, "city", "2025"), over(town, spread=np.hypot(OWN, common)))


def test_who_falls_below_the_gate_is_demoted_so_each_year_stands_by_itself() -> None:
    found = simulate_ahead(begin(), years=3, paths=PATHS, seed=2)
    for years, year in enumerate(found.years, 1):
        for town in START:
            assert agrees(found.chance(town, "city", year), over(town, years=years))


def test_two_for_one_target() -> None:
    found = simulate_ahead(begin(), years=1, paths=PATHS, seed=3)
    missed = (1 - over("a")) * (1 - over("b"))
    assert agrees(found.target_chance("city", "2025"), 1 - missed)


def test_shocks_in_common_make_two_rise_together() -> None:
    found = simulate_ahead(begin(common=COMMON), years=1, paths=PATHS, seed=4)

    def neither(shock: float) -> float:
        below = [norm.cdf((np.log(100e6 / START[town]) - DRIFT[town] - shock) / OWN) for town in START]
        return float(np.prod(below) * norm.pdf(shock, 0, COMMON))

    assert agrees(found.target_chance("city", "2025"), 1 - quad(neither, -0.4, 0.4)[0])


def test_one_place_goes_to_the_larger_of_two_who_qualify() -> None:
    found = simulate_ahead(begin(quota=1), years=1, paths=PATHS, seed=5)
    for one, other in (("a", "b"), ("b", "a")):
        centre = {town: np.log(START[town]) + DRIFT[town] for town in START}

        def wins(size: float, one: str = one, other: str = other, centre: dict[str, float] = centre) -> float:
            return float(norm.pdf(size, centre[one], OWN) * norm.cdf(size, centre[other], OWN))

        assert agrees(found.chance(one, "city", "2025"), quad(wins, np.log(100e6), np.log(100e6) + 2)[0])


def test_a_fact_that_bars_the_way_is_a_markov_chain() -> None:
    """Up with chance 0.2, down with 0.6: the share barred after n years is the first row of the matrix power."""
    chain = Chain(stayed_no=8.0, came=2.0, went=6.0, stayed_yes=4.0, prior=0.0)
    found = simulate_ahead(begin(accident=chain), years=4, paths=PATHS, seed=6)
    for years, year in enumerate(found.years, 1):
        free = np.linalg.matrix_power(np.array([[0.8, 0.2], [0.6, 0.4]]), years)[0, 0]
        assert agrees(found.chance("a", "city", year), over("a", years=years) * free)


def test_a_remedy_moves_the_figure_from_the_year_in_which_it_works() -> None:
    push = [Undertaking("b", "push", "2025", "2026", 0)]
    found = simulate_ahead(begin(), years=2, paths=PATHS, seed=7, undertakings=push)
    assert agrees(found.chance("b", "city", "2025"), over("b"))
    assert agrees(found.chance("b", "city", "2026"), over("b", years=2, times=1.2))


def test_an_effect_between_limits_is_drawn_evenly() -> None:
    ahead = begin()
    remedy = replace(RULES.remedies["push"], effects={"output": Interval(0.0, 0.4)})
    ahead = replace(ahead, programme=replace(ahead.programme, remedies={"push": remedy}))
    push = [Undertaking("b", "push", "2024", "2025", 0)]
    found = simulate_ahead(ahead, years=1, paths=PATHS, seed=8, undertakings=push)
    exact = quad(lambda change: over("b", times=1 + change) / 0.4, 0.0, 0.4)[0]
    assert agrees(found.chance("b", "city", "2025"), exact)


def test_without_spread_the_future_is_the_drift_alone() -> None:
    ahead = begin()
    walk = replace(ahead.growth.courses["output"].walk or pytest.fail("a walk"), own=0.0)
    courses = {**ahead.growth.courses, "output": replace(ahead.growth.courses["output"], walk=walk)}
    found = simulate_ahead(replace(ahead, growth=replace(ahead.growth, courses=courses)), years=3, paths=20, seed=9)
    # a: 95 x 1.0304 = 97.9, 100.9, 103.9; b: 88 x 1.0618 = 93.4, 99.2, 105.4 million.
    assert [found.chance("a", "city", year).value for year in found.years] == [0.0, 1.0, 1.0]
    assert [found.chance("b", "city", year).value for year in found.years] == [0.0, 0.0, 1.0]
