"""The fund by other methods: amounts by hand, fairness by hand, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_programme import RULES, complete, dossier, figure

from growthpole.errors import InputError
from growthpole.model.evidence import Evidence
from growthpole.model.interval import Interval
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.plan.award_fairness import award_fairness, gini_of
from growthpole.plan.award_methods import methods_of
from growthpole.plan.awards import AwardSplit, award_splits, split_of
from growthpole.plan.goals_grounds import Grounds, grounds_of
from growthpole.programme.assess import assess


def split(rows: list[Evidence], budgets: tuple[int, ...] = ()) -> tuple[Grounds, dict[str, AwardSplit]]:
    """All splits of the small city's fund, by method."""
    grounds = grounds_of(RULES, dossier(rows), "2023")
    return grounds, {one.method.id: one for one in award_splits(grounds, budgets)}


def test_the_methods_are_there_with_the_rule_in_force_first() -> None:
    _, found = split(complete())
    assert list(found) == ["rule", "score", "equal", "levels", "factors", "improvement"]
    bare = replace(RULES, index=None, tiers={}, grades={}, transitions=RULES.transitions.__class__())
    bare = replace(bare, fund=replace(RULES.fund, eligible="", parts=RULES.fund.parts[1:]), gates={})
    few = methods_of(grounds_of(bare, dossier(complete()), "2023"))
    assert [one.id for one in few] == ["rule", "equal"]


def test_the_rule_in_force_pays_what_the_assessment_pays() -> None:
    rows = complete(a_output=450.0, b_jobs=470.0)
    _, found = split(rows)
    awards = {each.cluster.id: each.award.cents for each in assess(RULES, dossier(rows), "2023").clusters if each.award}
    assert found["rule"].cents == awards


def test_equal_shares_by_hand() -> None:
    # Three towns hold a tier, and d enters the lowest, which has no gates.
    _, found = split(complete())
    assert found["equal"].cents == dict.fromkeys("abcd", 250_000_00)


def test_prizes_by_level_are_as_one_to_two_to_three() -> None:
    # Without good grades nobody rises: three stand on the first rung and c on the second.
    _, found = split(complete(b_jobs=0.0, a_jobs=0.0))
    one = found["levels"]
    tiers = {"a": 1, "b": 1, "c": 2, "d": 1}
    assert one.cents == {id_: 200_000_00 * rank for id_, rank in tiers.items()}
    assert (one.spent_cents, one.left_cents) == (1_000_000_00, 0)


def test_by_factors_each_item_counts_with_its_weight() -> None:
    # Output 600 in all with weight 60, jobs 800 in all with weight 40: a has 300/900 and 200/800.
    _, found = split(complete(a_output=300.0))
    weight = 0.6 * 300 / 900 + 0.4 * 200 / 800
    assert found["factors"].cents["a"] == round(1_000_000_00 * weight)


def test_improvement_pays_only_what_is_proven_to_have_risen() -> None:
    rows = [row for row in complete() if (row.subject, row.indicator, row.period) != ("a", "jobs", "2023")]
    _, found = split([*rows, figure("a", "jobs", "2023", 300.0)])
    assert found["improvement"].cents == {"a": 1_000_000_00, "b": 0, "c": 0, "d": 0}
    _, unproven = split([*rows, figure("a", "jobs", "2023", 150.0, Status.LOWER_BOUND)])
    assert unproven["improvement"].cents["a"] in (0, 250_000_00), "with no proven rise nobody is before another"


def test_another_budget_runs_under_the_rule_in_force() -> None:
    _, found = split(complete(), (30_000_00,))
    assert found["budget-1"].budget_cents == 30_000_00
    assert found["budget-1"].spent_cents <= 30_000_00


def test_unknown_eligibility_waits_and_unknown_points_do_not_pay() -> None:
    rows = [row for row in complete() if (row.subject, row.indicator) not in {("a", "accident"), ("b", "jobs")}]
    _, found = split(rows)
    for one in found.values():
        assert "a" in one.waiting
        assert one.cents["a"] == 0
    assert found["score"].partly == ("b",)
    assert found["score"].cents["b"] < found["score"].cents["c"]


def test_a_supposition_pays_those_that_wait_and_changes_nothing_else() -> None:
    rows = [row for row in complete() if (row.subject, row.indicator) != ("a", "accident")]
    grounds = grounds_of(RULES, dossier(rows), "2023")
    *usual, supposed = award_splits(grounds, suppose=True)
    assert [one.cents for one in usual] == [one.cents for one in award_splits(grounds)]
    assert (usual[0].cents["a"], supposed.waiting) == (0, ())
    known = award_splits(grounds_of(RULES, dossier(complete()), "2023"))[0]
    assert sum(supposed.cents.values()) == sum(known.cents.values())
    assert supposed.cents["a"] > 0


def test_a_programme_without_a_fund_and_a_negative_budget_are_refused() -> None:
    grounds = grounds_of(replace(RULES, fund=None), dossier(complete()), "2023")
    with pytest.raises(InputError, match="award fund"):
        methods_of(grounds)
    with pytest.raises(InputError, match="must not be negative"):
        methods_of(grounds_of(RULES, dossier(complete()), "2023"), [-1])
    with pytest.raises(InputError, match="award fund"):
        split_of(assess(replace(RULES, fund=None), dossier(complete()), "2023"), "x", Text("x"))


def test_fairness_by_hand() -> None:
    grounds, found = split(complete(a_output=300.0, a_jobs=100.0))
    rule = found["equal"]
    other = replace(rule, cents={"a": 700_000_00, "b": 200_000_00, "c": 100_000_00, "d": 0})
    fair = award_fairness(other, rule, grounds, "jobs")
    assert (fair.paid, fair.eligible, fair.top_three) == (3, 4, 1.0)
    assert fair.gini == pytest.approx(0.55)  # (-3*0 - 1*1 + 1*2 + 3*7) / (4 * 10)
    assert (fair.smallest, fair.largest) == (100_000_00, 700_000_00)
    assert fair.per_job == Interval(1_000_000_00 / 500, 1_000_000_00 / 500)
    assert fair.per_job_of["a"] == Interval(7_000_00, 7_000_00)
    assert fair.per_job_of["d"] is None
    assert (fair.gains, fair.losses, fair.moved_cents) == (("a",), ("b", "c", "d"), 450_000_00)


def test_jobs_that_are_not_known_leave_the_award_for_each_job_open() -> None:
    rows = [row for row in complete() if (row.subject, row.indicator) != ("a", "jobs")]
    grounds, found = split(rows)
    fair = award_fairness(found["equal"], found["rule"], grounds, "jobs")
    assert fair.per_job_of["a"] is not None
    assert fair.per_job_of["a"].low == pytest.approx(250_000_00 / 1000), "at most 1,000 jobs, so at least so much"
    assert award_fairness(found["equal"], found["rule"], grounds).per_job is None


def test_where_nothing_is_paid_nothing_is_said_of_fairness() -> None:
    grounds, found = split([])
    fair = award_fairness(found["rule"], found["rule"], grounds, "jobs")
    assert (fair.paid, fair.gini, fair.top_three, fair.smallest, fair.per_job) == (0, None, None, None, None)
    assert gini_of([0, 0]) is None
