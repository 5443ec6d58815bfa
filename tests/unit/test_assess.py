"""An assessment that a reader can follow by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_programme import CLUSTERS, RULES, complete, dossier, figure

from growthpole.errors import InputError
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.status import Status
from growthpole.model.verdict import Verdict
from growthpole.programme.assess import assess
from growthpole.programme.collecting import evidence_table


def one(assessment: Assessment, name: str) -> ClusterAssessment:
    return next(each for each in assessment.clusters if each.cluster.id == name)


def test_a_score_is_what_a_clerk_would_compute() -> None:
    # 200 of 500 million: 24 of 60 points; 200 of 500 jobs: 16 of 40; the plan: 2.
    score = one(assess(RULES, dossier(complete())), "a").score
    assert score is not None
    assert score.total == Interval.point(42.0)
    assert [item.points for item in score.items] == [Interval.point(24.0), Interval.point(16.0)]
    assert score.adjustments == {"plan": Interval.point(2.0)}


def test_gates_and_grade_together_promote() -> None:
    # 300 of 500 million gives 36 points, 200 of 500 jobs 16, the plan 2: 54, a good grade
    town = one(assess(RULES, dossier(complete(a_output=300.0))), "a")
    assert (town.decision.move, town.decision.after, town.decision.certainty) == ("promote", "city", "safe")
    assert town.decision.valid_until == "2025"
    assert town.grades == ("good",)


@pytest.fixture
def crowded() -> Assessment:
    """Three towns qualify for the city tier; with one holder the quota of two leaves one place."""
    return assess(RULES, dossier(complete(a_output=300.0, b_output=350.0, d_output=300.0)))


def test_the_quota_goes_by_the_proven_score(crowded: Assessment) -> None:
    assert one(crowded, "b").decision.move == "promote"
    assert one(crowded, "a").decision.move == "stay"
    assert "2 places" in one(crowded, "a").decision.turns[0].en
    # everything is known, and b is better: waiting is settled
    assert one(crowded, "a").decision.certainty == "safe"
    assert one(crowded, "a").decision.possible == ("stay",)


def test_who_holds_no_tier_enters_the_lowest_rung(crowded: Assessment) -> None:
    assert one(crowded, "d").decision.move == "enter"
    assert one(crowded, "d").decision.after == "county"


def test_the_ladder_counts_before_and_after(crowded: Assessment) -> None:
    assert [(rung.tier, rung.before, rung.holding) for rung in crowded.ladder] == [
        ("county", 2, 2),
        ("city", 1, 2),
        ("province", 0, 0),
    ]


def test_two_years_of_warning_demote() -> None:
    result = assess(RULES, dossier(complete(c_output=20.0, c_jobs=20.0)))
    # 2.4 + 1.6 + 2 = 6 points in every year: warned in 2022 and 2023
    assert one(result, "c").decision.move == "demote"
    assert one(result, "c").decision.after == "county"


def test_an_unknown_figure_moves_nobody_and_is_named() -> None:
    rows = [
        row for row in complete(a_output=300.0) if (row.subject, row.indicator, row.period) != ("a", "output", "2022")
    ]
    result = assess(RULES, dossier(rows))
    town = one(result, "a")
    assert town.decision.move == "stay"
    assert town.decision.possible == ("promote", "stay")
    assert town.decision.certainty == "borderline"
    assert "size" in town.decision.turns[0].en
    assert [each.gate for each in town.distance.unknown] == ["size"]
    assert [(each.subject, each.indicator, each.period, each.settles) for each in result.unknowns] == [
        ("a", "output", "2022", 1)
    ]


def test_a_veto_on_the_award_pays_nothing() -> None:
    result = assess(RULES, dossier(complete(a_accident=1.0)))
    award = one(result, "a").award
    assert award is not None
    assert (award.cents, award.eligible) == (0, Verdict.NOT_MET)


def test_the_fund_adds_up_and_waits_for_what_is_unknown() -> None:
    rows = [row for row in complete() if (row.subject, row.indicator) != ("b", "accident")]
    result = assess(RULES, dossier(rows))
    assert result.fund is not None
    paid = sum(each.award.cents for each in result.clusters if each.award)
    assert paid + result.fund.left_cents == result.fund.budget_cents == 100_000_000
    waiting = one(result, "b").award
    assert waiting is not None
    assert (waiting.cents, waiting.eligible) == (0, Verdict.UNKNOWN)


def test_tranches_add_up_to_the_award() -> None:
    for each in assess(RULES, dossier(complete())).clusters:
        assert each.award is not None
        assert sum(each.award.tranches) == each.award.cents == sum(each.award.parts.values())


def test_ranks_are_ranges_inside_the_class() -> None:
    rows = [row for row in complete(a_output=300.0) if (row.subject, row.indicator) != ("c", "jobs")]
    ranks = {each.cluster.id: each.rank for each in assess(RULES, dossier(rows)).clusters}
    # a has 54; c lies between 26 and 66, b and d have 42 each
    assert (ranks["a"].best, ranks["a"].worst) == (1, 2)
    assert (ranks["c"].best, ranks["c"].worst) == (1, 4)
    assert {rank.of for rank in ranks.values()} == {4}


def test_a_disputed_figure_is_the_hull_and_is_listed_with_its_quote() -> None:
    rows = [row for row in complete() if (row.subject, row.indicator, row.period) != ("a", "jobs", "2023")]
    rows += [figure("a", "jobs", "2023", value, Status.DISPUTED) for value in (100.0, 300.0)]
    result = assess(RULES, dossier(rows))
    score = one(result, "a").score
    assert score is not None
    assert score.total == Interval(34.0, 50.0)
    assert [each.quote for each in result.doubtful] == ["q", "q"]


def test_every_figure_leads_to_its_row_of_evidence() -> None:
    result = assess(RULES, dossier(complete()))
    finding = one(result, "a").criteria[1]
    assert finding.verdict is Verdict.MET
    row = result.evidence[finding.figures[0].rows[0]]
    assert (row.subject, row.indicator, row.value) == ("a", "jobs", 200.0)
    assert "200" in finding.reason.en


def test_nothing_known_leaves_everything_open() -> None:
    result = assess(RULES, dossier([]), "2023")
    for each in result.clusters:
        assert {finding.verdict for finding in each.criteria} == {Verdict.UNKNOWN}
        assert each.score is not None
        assert each.score.total == Interval(0.0, 102.0)
        assert each.grades == ("good", "poor")
        # the lowest rung has no gate: a candidate enters it, nobody else moves
        assert each.decision.move == ("stay" if each.cluster.tier else "enter")


def test_no_clusters_give_empty_lists() -> None:
    result = assess(RULES, Dossier((), evidence_table([])), "2023")
    assert result.clusters == ()
    assert result.fund is not None
    assert result.fund.left_cents == result.fund.budget_cents
    assert [rung.holding for rung in result.ladder] == [0, 0, 0]


def test_a_year_is_needed() -> None:
    with pytest.raises(InputError, match="no `period` was given"):
        assess(RULES, Dossier(CLUSTERS, evidence_table([])))


@pytest.mark.parametrize(("review", "low"), [("entered", 42.0), ("checked", 42.0), ("verified", 0.0)])
def test_evidence_counts_from_the_level_of_review_on(review: str, low: float) -> None:
    rows = [replace(row, checked_by="clerk") for row in complete()]
    result = assess(replace(RULES, review=review), dossier(rows))
    score = one(result, "a").score
    assert score is not None
    assert score.total.low == low
    # what does not count yet is still shown with its row
    assert result.evidence[score.items[0].figures[0].rows[0]].status is Status.REPORTED


def test_unchecked_evidence_is_unknown_where_checked_evidence_is_asked_for() -> None:
    result = assess(replace(RULES, review="checked"), dossier(complete()))
    assert {finding.verdict for finding in one(result, "a").criteria} == {Verdict.UNKNOWN}


def test_equal_scores_for_the_last_place_all_wait_whatever_their_order() -> None:
    result = assess(RULES, dossier(complete(a_output=300.0, b_output=300.0)))
    for name in "ab":
        decision = one(result, name).decision
        assert (decision.move, decision.certainty) == ("stay", "borderline")
        assert "equal scores for the last place wait" in decision.turns[0].en


def test_a_place_that_an_unknown_figure_may_take_is_borderline() -> None:
    rows = [row for row in complete(a_output=300.0, b_output=300.0) if (row.subject, row.indicator) != ("b", "jobs")]
    result = assess(RULES, dossier([*rows, figure("b", "jobs", "2023", 150.0, Status.LOWER_BOUND)]))
    # a has 54 points; b has at least 50 and, if it gives more than 200 jobs, more than a
    assert one(result, "a").decision.move == "promote"
    assert one(result, "a").decision.possible == ("promote", "stay")
    assert one(result, "b").decision.possible == ("promote", "stay")


def test_a_score_on_the_threshold_reaches_it() -> None:
    # 350 of 500 is 42 points and 300 of 500 jobs 24: 66 by hand, 65.99999999999999 in floating point
    grade = replace(RULES.grades["good"], at_least=68.0)
    rules = replace(RULES, grades={"good": grade, "poor": RULES.grades["poor"]})
    town = one(assess(rules, dossier(complete(a_output=350.0, a_jobs=300.0))), "a")
    assert town.score is not None
    assert town.score.total == Interval.point(68.0)
    assert town.grades == ("good",)


def test_a_class_mean_never_contradicts_what_is_proven() -> None:
    index = RULES.index
    assert index is not None
    people = replace(index.groups[1].items[0], missing="class mean")
    rules = replace(RULES, index=replace(index, groups=(index.groups[0], replace(index.groups[1], items=(people,)))))
    rows = [
        row for row in complete(b_jobs=50.0, c_jobs=50.0, d_jobs=50.0) if (row.subject, row.indicator) != ("a", "jobs")
    ]
    town = one(assess(rules, dossier([*rows, figure("a", "jobs", "2023", 400.0, Status.LOWER_BOUND)])), "a")
    assert town.score is not None
    assert town.score.items[1].points == Interval.point(32.0)
    assert town.score.items[1].imputed
    assert town.decision.certainty == "borderline"
    assert any("class mean" in turn.en for turn in town.decision.turns)


@pytest.mark.parametrize("name", ["", "unheard of"])
def test_an_unknown_class_is_unknown(name: str) -> None:
    rules = replace(RULES, criteria={"made": replace(RULES.criteria["plan"], test='peer_class == "made"')})
    rules = replace(rules, classes={**RULES.classes, "grown": replace(RULES.classes["made"], id="grown")})
    strange = Dossier(tuple(replace(each, peer_class=name) for each in CLUSTERS), dossier(complete()).evidence)
    assert one(assess(rules, strange), "a").criteria[0].verdict is Verdict.UNKNOWN


def test_a_tier_the_programme_does_not_have_is_said() -> None:
    strange = Dossier(tuple(replace(each, tier="national") for each in CLUSTERS), dossier(complete()).evidence)
    decision = one(assess(RULES, strange), "a").decision
    assert decision.certainty == "borderline"
    assert "the register says tier 'national'" in decision.turns[-1].en


def test_an_expired_recognition_is_said() -> None:
    old = tuple(replace(each, extra={"since": "2015-06"}) for each in CLUSTERS)
    decision = one(assess(RULES, Dossier(old, dossier(complete()).evidence)), "c").decision
    assert (decision.valid_until, decision.certainty) == ("2017", "borderline")
    assert "due for re-evaluation" in decision.turns[-1].en


def test_one_id_is_one_cluster() -> None:
    twice = Dossier((*CLUSTERS, CLUSTERS[0]), dossier(complete()).evidence)
    with pytest.raises(InputError, match="'a' stands more than once"):
        assess(RULES, twice)


def test_a_bonus_leads_to_its_figure_and_an_open_one_is_asked_for() -> None:
    known = one(assess(RULES, dossier(complete())), "a")
    assert known.score is not None
    assert [used.indicator for used in known.score.adjustment_figures["plan"]] == ["plan"]
    rows = [row for row in complete() if (row.subject, row.indicator) != ("a", "plan")]
    unknowns = assess(RULES, dossier(rows)).unknowns
    assert ("a", "plan") in {(each.subject, each.indicator) for each in unknowns if "bonus:plan" in each.of}


def test_an_award_waits_while_the_tier_is_open() -> None:
    fund = RULES.fund
    assert fund is not None
    rules = replace(RULES, fund=replace(fund, eligible="tier >= city"))
    rows = [
        row for row in complete(a_output=300.0) if (row.subject, row.indicator, row.period) != ("a", "output", "2022")
    ]
    result = assess(rules, dossier(rows))
    assert {each.cluster.id: each.award.eligible for each in result.clusters if each.award} == {
        "a": Verdict.UNKNOWN,
        "b": Verdict.NOT_MET,
        "c": Verdict.MET,
        "d": Verdict.NOT_MET,
    }


def test_the_way_up_names_what_is_not_a_gate() -> None:
    # the gates of the city tier are passed, the grade is not good enough
    distance = one(assess(RULES, dossier(complete(a_output=210.0))), "a").distance
    assert (distance.tier, distance.missing, distance.unknown) == ("city", (), ())
    assert len(distance.also) == 1
    assert "grade" in distance.also[0].en
