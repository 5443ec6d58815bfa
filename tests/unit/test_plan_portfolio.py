"""A portfolio of four clusters, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.plan_worlds import CLUSTERS, TEXT, dossier, land, programme

from growthpole.errors import InputError, NameUnknownError, ProgrammeError
from growthpole.plan.capacity import Room, RoomUse, binding_order, rooms_of
from growthpole.plan.frontier import budget_frontier
from growthpole.plan.infeasible import explain_unmet
from growthpole.plan.model import Row
from growthpole.plan.options_bundles import EVERY, SOME, TOGETHER, bundles, in_sequence, together
from growthpole.plan.options_figures import own_growth
from growthpole.plan.portfolio import Portfolio, choose_portfolio, plan_ground
from growthpole.plan.portfolio_reasons import left_out, why_chosen
from growthpole.plan.rules import settle_terms
from growthpole.plan.shadow import shadow_prices

RULES = programme()


def planned(given: object = None, **options: object) -> Portfolio:
    """The portfolio of the small world, figures held, solved exactly."""
    ground = plan_ground(RULES, given or dossier(), "2024", growth="held", **options)  # type: ignore[arg-type]
    return choose_portfolio(ground, gap=0.0)


@pytest.fixture(scope="module")
def plan() -> Portfolio:
    """With the programme's own money: 3 million a year."""
    return planned()


def test_the_plan_is_the_one_worked_out_by_hand(plan: Portfolio) -> None:
    # Town a needs the push (90 -> 108 of 100), town b the push and a shop, town c reaches 104.5 with the school, which
    # needs the shop first; nobody knows the output of town d. Three million a year bring one town a year, from 2026 on.
    high = {one.year: (one.nothing, one.planned) for one in plan.reached if one.tier == "high"}
    assert high == {"2025": (0, 0), "2026": (0, 1), "2027": (0, 2), "2028": (0, 3)}
    assert plan.cost_cents == 650_000_000
    assert {(one.cluster, one.remedy) for one in plan.undertakings} == {
        ("a", "push"), ("b", "push"), ("b", "shop"), ("c", "shop"), ("c", "school"),
    }  # fmt: skip
    assert all(spent <= 300_000_000 for spent in plan.spent_cents)


def test_the_school_begins_once_the_shop_works(plan: Portfolio) -> None:
    years = {one.remedy: one for one in plan.undertakings if one.cluster == "c"}
    assert int(years["school"].begins) >= int(years["shop"].works_from)
    assert all(int(one.works_from) == int(one.begins) + 1 for one in plan.undertakings)


def test_every_remedy_that_is_left_out_says_why(plan: Portfolio) -> None:
    codes = {(one.cluster, one.remedy): one.code for one in left_out(plan)}
    assert codes["a", "gift"] == "no cost"
    assert codes["a", "song"] == "touches no rule"
    assert codes["a", "statue"] == "changes nothing"
    assert codes["d", "push"] == "unknown baseline"
    assert codes["c", "push"] == "another way"
    assert len(codes) + len(plan.undertakings) == len(CLUSTERS) * len(RULES.remedies)


def test_every_cluster_that_gets_something_has_its_reason(plan: Portfolio) -> None:
    said = {one.cluster: one.text.en for one in why_chosen(plan)}
    assert set(said) == {"a", "b", "c"}
    assert all("stands on high in" in text for text in said.values())


def test_without_money_nothing_is_begun_and_the_money_is_said_to_bind() -> None:
    poor = planned(budgets={"all": 0})
    assert poor.undertakings == ()
    verdict = explain_unmet(poor, gap=0.0)
    assert (verdict.lacking, verdict.least, verdict.binding) == (3.0, 0.0, ("budget",))
    assert {row.of[0] for row in verdict.rows} <= {"2025", "2026", "2027", "2028"}


def test_a_target_beyond_all_remedies_is_explained_by_its_gates() -> None:
    rules = programme(TEXT.replace("target = 3", "target = 4"))
    plan = choose_portfolio(plan_ground(rules, dossier(), "2024", growth="held"), gap=0.0)
    [unmet] = explain_unmet(plan, gap=0.0).unmet
    assert (unmet.registered, unmet.ceiling, unmet.best, unmet.open) == (4, 3, 3, 4)
    assert unmet.hurdles == {"output": (0, 1)}


def test_room_of_a_county_keeps_a_push_out_and_binds() -> None:
    tight = planned(dossier(rooms=(land("1", 15.0),)))
    pushed = [one for one in tight.undertakings if one.remedy == "push" and one.cluster in "ab"]
    assert len(pushed) == 1
    assert explain_unmet(tight, gap=0.0).binding == ("capacity",)
    [use] = tight.rooms
    assert (use.room.county, round(use.chosen * 1500), use.runs_out) == ("1", 10, pushed[0].begins)
    assert use.capacity == pytest.approx(15 / 20)
    assert any(one.code == "no room" for one in left_out(tight))
    priced = {one.row: one for one in shadow_prices(tight, gap=0.0)}
    assert priced[Row("capacity", ("1", "land"))].gains["targets"] == pytest.approx(1.0)


def test_projects_signed_or_begun_draw_first() -> None:
    ground = dossier(rooms=(land("1", 25.0),))
    project = {"state": "signed", "region_code": "1", "land": land("1", 12.0).figure("free"), "water": None,
               "energy": None, "jobs": None, "transport": None}  # fmt: skip
    record = type(land("1", 1.0))(project, "projects.csv", 2)
    for state, left in (
        ("signed", 13.0),
        ("started", 13.0),
        ("producing", 25.0),
        ("contacted", 25.0),
        ("dropped", 25.0),
    ):
        cells = {**project, "state": state}
        given = type(ground)(
            **{**vars(ground), "ledgers": {**ground.ledgers, "projects": (type(record)(cells, "p", 2),)}}
        )
        [room] = rooms_of(given)
        assert round(room.left * 1500, 6) == left
        assert room.unknown == 0


def test_a_room_overdrawn_by_projects_leaves_nothing() -> None:
    assert Room("1", "land", free=1.0, projects=3.0).left == 0.0
    uses = [RoomUse(Room("2", "land", 1.0), 0.0, 1.0, "", 1.0), RoomUse(Room("1", "water", 1.0), 0.0, 4.0, "", 0.25)]
    assert [one.room.county for one in binding_order(uses)] == ["1", "2"]


def test_the_frontier_rises_with_money_and_ends_without_limit(plan: Portfolio) -> None:
    points = budget_frontier(plan, (0.0, 0.3, 0.6, 1.0), gap=0.0)
    counts = [one.reached[0][2] for one in points]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1], points[-1].budget_cents, points[-1].short) == (0, 3, None, 0)
    # The cheapest way to all three: 2 + 3 + 1.5 million.
    assert points[-1].cost_cents == 650_000_000
    with pytest.raises(InputError, match="multiples of the budget, 0 or more"):
        budget_frontier(plan, (-1.0,))


def test_a_million_more_is_priced_by_the_relaxation_and_by_solving_again(plan: Portfolio) -> None:
    prices = {one.row.of[0]: one for one in shadow_prices(plan, gap=0.0)}
    assert prices["2025"].level == "earlier"
    assert prices["2025"].rate > 0
    assert prices["2025"].gains["earlier"] > 0
    assert prices["2028"].level == ""


def test_targets_by_year_are_kept_apart() -> None:
    rules = programme(TEXT + '\n[plan.targets]\nhigh = { "2026" = 2 }\n', budget='"4 mn CNY"')
    plan = choose_portfolio(plan_ground(rules, dossier(), "2024", growth="held"), gap=0.0)
    high = {one.year: one for one in plan.reached if one.tier == "high"}
    assert (high["2026"].planned, high["2026"].target, high["2028"].target) == (2, 2, 3)


def test_a_floor_is_kept_and_told_where_it_cannot_be() -> None:
    rules = programme(TEXT + '\n[plan.least_undertakings]\n"2" = 3\n')
    plan = choose_portfolio(plan_ground(rules, dossier(), "2024", growth="held"), gap=0.0)
    county = {one.county: one for one in plan.counties}["2"]
    # Only town c gains anything: by a shop and the school. The push on top of them would change nothing any more, and
    # a remedy without effect is not begun for the sake of a floor.
    assert (county.undertakings, county.held) == (2, False)
    assert {one.cluster for one in plan.undertakings} >= {"c"}


def test_terms_that_do_not_fit_the_register_are_told_all_at_once_with_their_lines() -> None:
    text = TEXT + '\n[plan.targets]\nhigh = { "2026" = 9 }\n\n[plan.least_share]\n"77" = 0.2\n'
    text = text.replace('budget = "3 mn CNY"', 'budget = "3 mn CNY"\nbudgets = { "2031" = "1 mn CNY" }')
    with pytest.raises(ProgrammeError) as raised:
        settle_terms(programme(text), CLUSTERS, "2024")
    told = [(one.code, one.column, one.found, one.must) for one in raised.value.problems]
    assert told == [
        ("plan-year", "plan.budgets.2031", "the year 2031", "a year of the plan, 2025 to 2028"),
        ("target-above", "plan.targets.high.2026", "a target of 9",
         "a target not above 4, the number of clusters registered"),
        ("region-unknown", "plan.least_share.77", "the county '77'", "the code of a county of the register"),
    ]  # fmt: skip
    lines = text.splitlines()
    assert [lines[(one.row or 0) - 1].split(" ")[0] for one in raised.value.problems] == ["budgets", "high", '"77"']


def test_options_that_do_not_fit_are_refused() -> None:
    ground = plan_ground(RULES, dossier(), "2024", growth="held")
    with pytest.raises(InputError, match="`spend` must be 'targets' or 'all'; it is 'some'"):
        choose_portfolio(ground, spend="some")
    with pytest.raises(InputError, match="`gap` must be a share of 0 or more"):
        choose_portfolio(ground, gap=-0.1)
    with pytest.raises(InputError, match="`time_limit` must be above 0 seconds"):
        choose_portfolio(ground, time_limit=0.0)
    with pytest.raises(NameUnknownError, match="there is no growth 'wild'"):
        plan_ground(RULES, dossier(), "2024", growth="wild")
    with pytest.raises(InputError, match="`limit` must be at least 1"):
        plan_ground(RULES, dossier(), "2024", limit=0)
    with pytest.raises(InputError, match="a budget must be of a year of the plan, 2025 to 2028; it is of '2030'"):
        plan_ground(RULES, dossier(), "2024", budgets={"2030": 1})
    with pytest.raises(InputError, match="a budget must not be negative"):
        plan_ground(RULES, dossier(), "2024", budgets={"2025": -1})
    with pytest.raises(InputError, match=r"it has no \[plan\]"):
        settle_terms(replace(RULES, plan=None), CLUSTERS, "2024")
    with pytest.raises(InputError, match="the plan must have a year after 2024"):
        settle_terms(programme(first="2020"), CLUSTERS, "2024")


def test_years_that_are_past_are_left_out() -> None:
    terms = settle_terms(programme(first="2023"), CLUSTERS, "2024")
    assert terms.years == ("2025", "2026")


def test_growth_is_the_median_of_three_years_and_never_that_of_a_slip() -> None:
    figure = np.array([[100.0, 110.0, 121.0, 133.1], [100.0, 100.0, 1e7, 100.0], [0.0, 0.0, 0.0, 5.0]])
    assert own_growth(figure, figure).round(6).tolist() == [0.1, 0.0, 0.0]
    unknown = np.array([[0.0, 100.0]]), np.array([[50.0, 100.0]])
    assert own_growth(*unknown).tolist() == [0.0]


def test_schedules_respect_prerequisites_and_the_end_of_the_plan() -> None:
    remedies = RULES.remedies
    assert in_sequence(remedies, ["school"]) == ("shop", "school")
    assert together(remedies, ["school"], 3) == (("school", 1), ("shop", 0))
    assert together(remedies, ["school"], 2) is None
    schedules, how = bundles(remedies, ["push", "school", "shop"], 4, 1000)
    assert how == EVERY
    assert len(schedules) == len(set(schedules))
    for schedule in schedules:
        begins = dict(schedule)
        assert all(begin + 1 < 4 for begin in begins.values())
        assert "school" not in begins or begins["school"] >= begins["shop"] + 1
    # Of the push: never, or in one of 3 years; of the rest: nothing, a shop in 3 years, or the school after it: 3 ways.
    assert len(schedules) == 4 * (1 + 3 + 3) - 1
    assert bundles(remedies, ["push", "school", "shop"], 4, 26)[1] == SOME
    assert bundles(remedies, ["push", "statue", "shop"], 4, 40)[1] == TOGETHER
