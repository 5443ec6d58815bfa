"""Laws of the portfolio: more never reaches less, nothing idle is begun, no order matters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plan_worlds import TEXT, dossier, programme, random_menu, random_terms

from growthpole.plan.capacity import Room
from growthpole.plan.model import build_model
from growthpole.plan.options_pruning import dominated
from growthpole.plan.portfolio import choose, choose_portfolio, plan_ground

QUOTAS: dict[str, int | None] = {"low": None, "high": 2}


def reached(seed: int, factor: float, room: float, **changes: object) -> tuple[float, ...]:
    """What is lacked, level by level, at a multiple of the money and some room."""
    rng = np.random.default_rng(seed)
    menu = random_menu(rng, clusters=6, options=4)
    terms = random_terms(rng, menu, **changes)
    terms = replace(terms, budget_cents=tuple(round(one * factor) for one in terms.budget_cents))
    model = build_model(menu, terms, (Room("0", "land", room), Room("1", "land", room)), QUOTAS)
    found = {level.name: round(level.value, 6) for level in choose(model, gap=0.0, time_limit=20).levels}
    return tuple(found.get(level, 0.0) for level in ("floors", "targets", "earlier"))


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.0, 2.0), st.floats(0.0, 1.5))
def test_more_money_never_reaches_fewer_targets(seed: int, factor: float, more: float) -> None:
    less, rich = (reached(seed, one, 6.0, least_undertakings={})[1] for one in (factor, factor + more))
    assert rich <= less


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.0, 2.0), st.floats(0.0, 1.5))
def test_with_floors_more_money_never_does_worse_in_the_order_of_what_is_asked(
    seed: int, factor: float, more: float
) -> None:
    assert reached(seed, factor + more, 6.0) <= reached(seed, factor, 6.0)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(0.0, 10.0), st.floats(0.0, 10.0))
def test_more_room_never_does_worse(seed: int, room: float, more: float) -> None:
    assert reached(seed, 1.0, room + more) <= reached(seed, 1.0, room)


@settings(max_examples=15)
@given(st.permutations(range(4)), st.sampled_from(["targets", "all"]))
def test_the_order_of_the_rows_never_matters(order: list[int], spend: str) -> None:
    rules = programme()
    first, second = (
        choose_portfolio(plan_ground(rules, given_, "2024", growth="held"), spend=spend, gap=0.0)
        for given_ in (dossier(), dossier(tuple(order)))
    )
    assert first.undertakings == second.undertakings


@settings(max_examples=15)
@given(st.integers(0, 3), st.sampled_from(["targets", "all"]), st.integers(1, 40))
def test_a_remedy_without_effect_and_with_a_cost_is_never_begun(floor: int, spend: str, millions: int) -> None:
    text = TEXT + f"\n[plan.least_undertakings]\nall = {floor}\n"
    rules = programme(text, budget=f'"{millions} mn CNY"')
    plan = choose_portfolio(plan_ground(rules, dossier(), "2024", growth="held"), spend=spend, gap=0.0)
    assert not {"statue", "song"} & {one.remedy for one in plan.undertakings}


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_what_is_pruned_is_never_needed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gains, draws = rng.integers(0, 4, (12, 2)).astype(float), rng.integers(0, 4, (12, 2)).astype(float)
    gone = dominated(gains, draws)
    for row in np.flatnonzero(gone):
        stays = ~gone & (gains >= gains[row]).all(axis=1) & (draws <= draws[row]).all(axis=1)
        assert stays.any()
