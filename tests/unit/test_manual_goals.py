"""Goals: what a test asks for, where a cluster stands, and the way there year by year."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_programme import RULES, complete, dossier, figure

from growthpole.errors import InputError
from growthpole.model.evidence import Evidence
from growthpole.model.interval import Interval
from growthpole.model.status import Status
from growthpole.model.verdict import Verdict
from growthpole.plan.goals import Goal, plan_years
from growthpole.plan.goals_aims import aims_of
from growthpole.plan.goals_grounds import grounds_of
from growthpole.plan.goals_making import goals_of
from growthpole.plan.goals_path import path_to
from growthpole.programme.assess import assess
from growthpole.programme.language import parse

YEARS = plan_years("2023")


def goals(rows: list[Evidence], town: int = 0) -> dict[tuple[str, str, float], Goal]:
    """The goals of a town by section, rule and target."""
    given = dossier(rows)
    found = goals_of(grounds_of(RULES, given, "2023"), assess(RULES, given, "2023"), town, YEARS)
    return {(one.section, one.rule, one.target): one for one in found}


@pytest.mark.parametrize(
    ("test", "told"),
    [
        ("output >= 3", [(">=", 3.0, 1, False)]),
        ("3 <= output", [(">=", 3.0, 1, False)]),
        ("not (output >= 3)", [("<", 3.0, 1, False)]),
        ("each(output, years=3) > 2", [(">", 2.0, 3, False)]),
        ("each(has(plan), years=2)", [(">=", 1.0, 2, False)]),
        ("not has(plan)", [("<", 1.0, 1, False)]),
        ("any_of(output >= 1, jobs >= 2)", [(">=", 1.0, 1, True), (">=", 2.0, 1, True)]),
        ("not any_of(output >= 1, jobs >= 2)", [("<", 1.0, 1, False), ("<", 2.0, 1, False)]),
        ("not (output >= 1 and jobs >= 2)", [("<", 1.0, 1, True), ("<", 2.0, 1, True)]),
        ("none_of(output < 1, jobs < 2)", [(">=", 1.0, 1, False), (">=", 2.0, 1, False)]),
        ("at_least(1, output >= 1, jobs >= 2)", [(">=", 1.0, 1, True), (">=", 2.0, 1, True)]),
        ("output >= jobs", []),
        ("warned", []),
    ],
)
def test_every_comparison_of_a_test_is_an_aim(test: str, told: list[tuple[str, float, int, bool]]) -> None:
    assert [(one.sign, one.limit.value, one.years, one.alternative) for one in aims_of(parse(test))] == told


def test_a_threshold_stands_for_its_number() -> None:
    (aim,) = aims_of(parse("each(output, years=2) >= threshold"), parse("100 mn CNY"))
    assert (aim.sign, aim.limit.value, aim.years) == (">=", 1e8, 2)


def test_a_size_grows_by_one_rate_and_a_share_by_equal_steps() -> None:
    assert path_to((2024, 100.0), (2026, 121.0), [2025, 2026], compound=True) == (110.0, 121.0)
    assert path_to((2024, 0.2), (2026, 0.4), [2025, 2026], compound=False) == pytest.approx((0.3, 0.4))
    assert path_to((2024, 5.0), (2026, 0.0), [2025, 2026], compound=False, whole=True) == (2.0, 0.0)


def test_an_older_baseline_has_longer_to_go() -> None:
    assert path_to((2022, 1.0), (2026, 16.0), [2025, 2026], compound=True) == (8.0, 16.0)


@pytest.mark.parametrize(("end", "compound"), [((2024, 2.0), False), ((2027, 0.0), True)])
def test_a_path_that_cannot_be_is_refused(end: tuple[int, float], compound: bool) -> None:
    with pytest.raises(InputError, match=r"Plan for a later year|Take a linear one"):
        path_to((2024, 1.0), end, [2025], compound=compound)


def test_the_years_of_a_plan() -> None:
    assert plan_years("2023") == ("2024", "2025", "2026")
    assert plan_years("2023", "2024") == ("2024",)
    for until in ("2023", "2060", "soon", "20２5"):
        with pytest.raises(InputError, match="until"):
            plan_years("2023", until)


def test_a_goal_runs_from_its_baseline_to_the_limit_of_the_next_tier() -> None:
    goal = goals(complete(a_output=50.0))["gate", "size", 1e8]
    assert (goal.baseline, goal.year, goal.method, goal.years) == (Interval(5e7, 5e7), "2023", "compound", 2)
    assert goal.path == pytest.approx((5e7 * 2 ** (1 / 3), 5e7 * 2 ** (2 / 3), 1e8))
    assert goal.sources == ("s",)
    assert goal.indicator == "output"


def test_a_limit_that_is_reached_is_kept() -> None:
    goal = goals(complete())["criterion", "jobs", 100.0]
    assert (goal.method, goal.met, goal.path) == ("keep", True, (100.0, 100.0, 100.0))


def test_a_limit_reached_this_year_only_is_held_and_never_led_back_to() -> None:
    rows = [
        row for row in complete(a_output=150.0) if (row.subject, row.indicator, row.period) != ("a", "output", "2022")
    ]
    goal = goals([*rows, figure("a", "output", "2022", 50.0)])["gate", "size", 1e8]
    assert (goal.verdict, goal.method, goal.path) == (Verdict.NOT_MET, "keep", (1e8, 1e8, 1e8))


def test_an_unknown_baseline_is_collected_first_and_never_zero() -> None:
    rows = [row for row in complete() if not (row.subject == "a" and row.indicator in ("output", "plan", "jobs"))]
    found = goals(rows)
    for key in (("gate", "size", 1e8), ("criterion", "plan", 1.0), ("criterion", "jobs", 100.0)):
        assert (found[key].baseline, found[key].method, found[key].path) == (None, "collect first", ())
        assert found[key].verdict is Verdict.UNKNOWN


def test_a_known_zero_is_a_baseline() -> None:
    goal = goals(complete(a_jobs=0.0))["criterion", "jobs", 100.0]
    assert (goal.baseline, goal.method) == (Interval(0.0, 0.0), "linear")
    assert goal.path[-1] == 100.0


def test_an_older_figure_stands_in_as_baseline_with_its_year() -> None:
    rows = [row for row in complete(a_jobs=40.0) if row.subject != "a" or row.indicator != "jobs"]
    rows.append(figure("a", "jobs", "2021", 40.0))
    goal = goals(rows)["criterion", "jobs", 100.0]
    assert (goal.baseline, goal.year) == (Interval(40.0, 40.0), "2021")


def test_a_lower_bound_is_the_proven_start_of_the_path() -> None:
    rows = [row for row in complete() if row.subject != "a" or row.indicator != "jobs"]
    rows.append(figure("a", "jobs", "2023", 40.0, Status.LOWER_BOUND))
    goal = goals(rows)["criterion", "jobs", 100.0]
    assert goal.baseline == Interval(40.0, 1000.0)
    assert goal.path[0] == pytest.approx(40 * 2.5 ** (1 / 3))


def test_a_fact_is_wanted_or_unwanted_at_once() -> None:
    found = goals(complete(a_plan=0.0, a_accident=1.0))
    assert (found["criterion", "plan", 1.0].method, found["criterion", "plan", 1.0].path) == ("at once", (1.0,) * 3)
    assert found["gate", "clean", 1.0].path == (0.0,) * 3


def test_the_grade_that_promotes_is_asked_for_in_points() -> None:
    goal = goals(complete(a_output=50.0, a_jobs=50.0))["promotion", "promote", 50.0]
    assert (goal.sign, goal.method) == (">=", "linear")
    assert goal.baseline is not None
    assert goal.baseline.low == pytest.approx(6 + 4 + 2)


def test_a_score_of_which_no_point_is_proven_is_no_baseline() -> None:
    assert goals([])["promotion", "promote", 50.0].baseline is None


def test_on_the_top_rung_its_own_gates_are_kept() -> None:
    top = tuple(replace(one, tier="province") for one in dossier([]).clusters)
    given = replace(dossier(complete(a_output=500.0)), clusters=top)
    found = goals_of(grounds_of(RULES, given, "2023"), assess(RULES, given, "2023"), 0, YEARS)
    assert {(one.rule, one.tier, one.method) for one in found if one.section == "gate"} == {
        ("size", "province", "keep"),
        ("clean", "province", "keep"),
    }
