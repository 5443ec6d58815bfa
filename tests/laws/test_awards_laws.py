"""What holds for every split of every fund."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_programme import RULES, SCALES, TOWNS, YEARS, dossier, figure

from growthpole.model.evidence import Evidence
from growthpole.model.text import Text
from growthpole.plan.award_fairness import award_fairness
from growthpole.plan.award_methods import AwardMethod
from growthpole.plan.awards import award_splits, split_by, split_of
from growthpole.plan.goals_grounds import grounds_of
from growthpole.programme.assess import assess


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence]:
    """Some figures of some towns."""
    rows = []
    for town in TOWNS:
        for indicator in SCALES:
            for year in YEARS:
                top = 1 if indicator in ("plan", "accident") else 600
                value = draw(st.one_of(st.none(), st.integers(0, top)))
                if value is not None:
                    rows.append(figure(town, indicator, year, float(value)))
    return rows


@given(evidence(), st.integers(0, 10**12))
def test_every_cent_is_accounted_for_by_every_method(rows: list[Evidence], budget: int) -> None:
    grounds = grounds_of(RULES, dossier(rows), "2023")
    for split in award_splits(grounds, [budget]):
        assert sum(split.cents.values()) == split.spent_cents
        assert split.spent_cents + split.left_cents == split.method.fund.budget_cents
        assert min(split.cents.values()) >= 0
        assert all(split.cents[id_] == 0 for id_ in split.cents if id_ not in split.eligible)
        assert not set(split.eligible) & set(split.waiting)


@given(evidence())
def test_the_rule_in_force_agrees_with_the_assessment_to_the_cent(rows: list[Evidence]) -> None:
    given_rows = dossier(rows)
    assessment = assess(RULES, given_rows, "2023")
    rule = award_splits(grounds_of(RULES, given_rows, "2023"))[0]
    assert rule.cents == {each.cluster.id: each.award.cents for each in assessment.clusters if each.award is not None}
    assert assessment.fund is not None
    assert (rule.spent_cents, rule.left_cents) == (assessment.fund.spent_cents, assessment.fund.left_cents)
    told = split_of(assessment, "rule", Text("rule"))
    assert (told.cents, told.eligible, told.waiting, told.partly) == (
        rule.cents, rule.eligible, rule.waiting, rule.partly,
    )  # fmt: skip


@given(evidence(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows: list[Evidence], shuffled: random.Random) -> None:
    other = list(rows)
    shuffled.shuffle(other)
    first, second = (award_splits(grounds_of(RULES, dossier(one), "2023")) for one in (rows, other))
    assert [one.cents for one in first] == [one.cents for one in second]


@given(evidence(), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_larger_budget_gives_nobody_less(rows: list[Evidence], small: int, more: int) -> None:
    grounds = grounds_of(RULES, dossier(rows), "2023")
    fund = RULES.fund
    assert fund is not None
    parts = (replace(fund.parts[1], cap_cents=None),)
    less, larger = (
        split_by(grounds, AwardMethod("x", Text("x"), replace(fund, parts=parts, budget_cents=budget)))
        for budget in (small, small + more)
    )
    # Largest remainders may take a single cent away as the house grows (the Alabama paradox), never more.
    assert all(larger.cents[id_] >= less.cents[id_] - 1 for id_ in less.cents)


@settings(max_examples=30)
@given(evidence())
def test_evenness_lies_between_its_bounds(rows: list[Evidence]) -> None:
    grounds = grounds_of(RULES, dossier(rows), "2023")
    splits = award_splits(grounds)
    for split in splits:
        fair = award_fairness(split, splits[0], grounds, "jobs")
        assert sum(one.cents for one in fair.counties.values()) == split.spent_cents
        gained = sum(split.cents[id_] - splits[0].cents[id_] for id_ in fair.gains)
        lost = sum(splits[0].cents[id_] - split.cents[id_] for id_ in fair.losses)
        assert (fair.moved_cents, gained - lost) == (gained, split.spent_cents - splits[0].spent_cents)
        if fair.gini is not None and fair.top_three is not None:
            assert 0 <= fair.gini <= 1 - 1 / fair.eligible + 1e-12
            assert min(3, fair.paid) / fair.paid <= fair.top_three + 1e-12
        if split.method.id == "equal" and fair.gini is not None:
            assert fair.gini < 1e-6
