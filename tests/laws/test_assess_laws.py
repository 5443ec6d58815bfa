"""What holds for every assessment of every evidence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.small_programme import CLUSTERS, RULES, SCALES, TOWNS, YEARS, dossier, figure

from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.status import Status
from growthpole.model.verdict import Verdict
from growthpole.programme.assess import assess
from growthpole.reports.record import record_bytes

CELLS = [(town, indicator, year) for town in TOWNS for indicator in SCALES for year in YEARS]
ORDER = {"": 0, "county": 1, "city": 2, "province": 3}


@st.composite
def truths(draw) -> dict[tuple[str, str, str], float]:
    """A true value for every cell."""
    facts = {"accident", "plan"}
    return {
        cell: float(draw(st.integers(0, 1))) if cell[1] in facts else float(draw(st.integers(0, 600))) for cell in CELLS
    }


@st.composite
def told(draw, truth: dict[tuple[str, str, str], float]) -> list[Evidence]:
    """Evidence of some cells that agrees with the truth: points and bounds."""
    rows = []
    for cell, value in truth.items():
        status = draw(st.sampled_from([Status.REPORTED, Status.LOWER_BOUND, Status.UPPER_BOUND, None]))
        if status is not None:
            slack = 0.0 if cell[1] in {"accident", "plan"} else float(draw(st.integers(0, 50)))
            shift = {Status.LOWER_BOUND: -slack, Status.UPPER_BOUND: slack}.get(status, 0.0)
            rows.append(figure(*cell, max(0.0, value + shift), status))
    return rows


def verdicts(each: ClusterAssessment) -> dict[str, Verdict]:
    """Every verdict by its name; which gates are shown depends on the decision."""
    found = {f"criterion {finding.id}": finding.verdict for finding in (*each.criteria, *each.vetoes)}
    found |= {f"weakness {one.finding.id}": one.finding.verdict for one in each.weaknesses}
    found |= {f"{tier} {one.id}": one.verdict for tier, findings in each.gates.items() for one in findings}
    return found


def of(rows: list[Evidence]) -> Assessment:
    return assess(RULES, dossier(rows), "2023")


@given(st.data())
def test_the_order_of_the_rows_never_matters(data: st.DataObject) -> None:
    rows = data.draw(told(data.draw(truths())))
    shuffled = data.draw(st.permutations(rows))
    assert record_bytes(of(rows)) == record_bytes(of(list(shuffled)))


@given(st.data())
def test_learning_more_never_widens_and_never_turns_a_verdict(data: st.DataObject) -> None:
    truth = data.draw(truths())
    rows = data.draw(told(truth))
    more = data.draw(st.lists(st.sampled_from(CELLS), max_size=12, unique=True))
    learnt = [*rows, *(figure(*cell, truth[cell]) for cell in more)]
    for before, after in zip(of(rows).clusters, of(learnt).clusters, strict=True):
        assert before.score is not None
        assert after.score is not None
        assert before.score.total.low <= after.score.total.low
        assert after.score.total.high <= before.score.total.high
        old, new = verdicts(before), verdicts(after)
        for name in old.keys() & new.keys():
            assert old[name] is Verdict.UNKNOWN or old[name] is new[name]
        assert set(after.grades) <= set(before.grades)
        assert before.rank is not None
        assert after.rank is not None
        assert before.rank.best <= after.rank.best <= after.rank.worst <= before.rank.worst


@given(st.data())
def test_raising_a_figure_never_lowers_score_tier_or_award(data: st.DataObject) -> None:
    truth = data.draw(truths())
    town = data.draw(st.sampled_from(sorted(TOWNS)))
    indicator = data.draw(st.sampled_from(["output", "jobs"]))
    raised = {**truth, (town, indicator, "2023"): truth[town, indicator, "2023"] + data.draw(st.integers(0, 300))}
    results = [of([figure(*cell, value) for cell, value in facts.items()]) for facts in (truth, raised)]
    before, after = (next(each for each in result.clusters if each.cluster.id == town) for result in results)
    assert before.score is not None
    assert after.score is not None
    assert after.score.total.low >= before.score.total.low
    assert ORDER[after.decision.after] >= ORDER[before.decision.after]
    assert before.award is not None
    assert after.award is not None
    assert after.award.cents >= before.award.cents


@given(st.data())
def test_the_fund_adds_up_to_the_cent(data: st.DataObject) -> None:
    result = of(data.draw(told(data.draw(truths()))))
    assert result.fund is not None
    paid = sum(each.award.cents for each in result.clusters if each.award is not None)
    assert paid == result.fund.spent_cents
    assert paid + result.fund.left_cents == result.fund.budget_cents


@given(st.data())
def test_the_truth_lies_inside_and_a_safe_decision_stands(data: st.DataObject) -> None:
    truth = data.draw(truths())
    known = of([figure(*cell, value) for cell, value in truth.items()])
    partly = of(data.draw(told(truth)))
    for full, partial in zip(known.clusters, partly.clusters, strict=True):
        assert full.score is not None
        assert partial.score is not None
        assert full.score.total.low in partial.score.total
        assert full.decision.move in partial.decision.possible
        if partial.decision.certainty == "safe":
            assert (full.decision.move, full.decision.after) == (partial.decision.move, partial.decision.after)
    for then, now in zip(known.ladder, partly.ladder, strict=True):
        assert then.holding <= now.possible


@given(st.data())
def test_the_order_of_the_clusters_never_matters(data: st.DataObject) -> None:
    rows = data.draw(told(data.draw(truths())))
    shuffled = Dossier(tuple(data.draw(st.permutations(CLUSTERS))), dossier(rows).evidence)
    straight = {each.cluster.id: each for each in of(rows).clusters}
    for each in assess(RULES, shuffled, "2023").clusters:
        other = straight[each.cluster.id]
        assert (each.decision, each.rank, each.score) == (other.decision, other.rank, other.score)
