"""Tasks made from an assessment: ids, dates, owners, costs, and what cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_programme import RULES, complete, dossier

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.plan import Undertaking
from growthpole.model.rules import Remedy
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.plan.goals import plan_years
from growthpole.plan.task_ledger_merge import LedgerRow
from growthpole.plan.tasks import Task, due_after, task_id
from growthpole.plan.tasks_making import _collected, tasks_of
from growthpole.programme.assess import assess
from growthpole.reports.manual.task_sheet import owner_note, task_sheet

YEARS = plan_years("2023")
SCHOOL = Remedy(
    "school", Text("school", "学校"), "people", {"jobs": Interval(0.1, 0.2)}, 150_000_00, 18, Text("bureau", "人社局")
)
PRICED = replace(RULES, remedies={"school": SCHOOL}, report_due="04-30")


def tasks(rows, programme=PRICED, undertakings=None) -> dict[str, Task]:
    """The tasks of the small city by id."""
    assessment = assess(programme, dossier(rows), "2023")
    return {one.id: one for one in tasks_of(assessment, YEARS, undertakings)}


def test_a_criterion_that_fails_is_due_by_the_end_of_the_first_year() -> None:
    task = tasks(complete(a_plan=0.0))["a.criterion.plan"]
    assert (task.begins, task.due, task.cost_cents, task.owner) == ("2024", "2024-12-31", None, Text())
    assert task.measure.en == "has plan"
    assert task.why.en.startswith("plan 2023")


def test_a_gate_of_the_next_tier_is_due_by_the_last_year() -> None:
    task = tasks(complete(a_output=50.0))["a.gate.city.size"]
    assert (task.tier, task.due) == ("city", "2026-12-31")
    assert "100 million CNY" in task.measure.en
    assert "1亿元" in task.measure.zh


def test_a_weakness_brings_its_remedies_with_owner_cost_and_time() -> None:
    task = tasks(complete(a_jobs=50.0))["a.remedy.school"]
    assert (task.owner.zh, task.cost_cents, task.begins, task.due) == ("人社局", 150_000_00, "2024", "2025-06-30")
    assert task.measure.en == "jobs +10 % to +20 %, expected from 2026 on"
    assert task.why.en == "few jobs"


def test_who_owns_a_remedy_that_moves_the_figure_owns_the_criterion_that_names_nobody() -> None:
    task = tasks(complete(a_jobs=50.0))["a.criterion.jobs"]
    assert (task.owner.en, task.lent) == ("bureau", True)


def test_the_owner_that_a_criterion_names_goes_before_that_of_a_remedy() -> None:
    named = {"jobs": replace(PRICED.criteria["jobs"], owner=Text("county", "县政府"))}
    task = tasks(complete(a_jobs=50.0), replace(PRICED, criteria={**PRICED.criteria, **named}))["a.criterion.jobs"]
    assert (task.owner.zh, task.lent) == ("县政府", False)


def test_the_manual_marks_an_owner_that_is_lent_and_says_where_nobody_is_named() -> None:
    task = tasks(complete(a_jobs=50.0))["a.criterion.jobs"]
    own, nobody = replace(task, lent=False), replace(task, owner=Text(), lent=False)
    rows = [LedgerRow(one.id, "a", "new", one, None, Verdict.NOT_MET) for one in (task, own, nobody)]
    said = [row[1].get("en") for row in task_sheet(rows, PRICED).rows if isinstance(row[1], Text)]
    assert said == ["bureau*", "bureau", "not named in the programme"]
    assert owner_note(rows).en.startswith("*")
    assert owner_note(rows[1:]) == Text()


def test_a_change_that_may_go_either_way_keeps_its_signs_in_chinese() -> None:
    for low, high, said in ((-0.3, -0.1, "降低10%至30%"), (-0.1, 0.2, "变化-10%至+20%"), (0.1, 0.1, "提高10%")):
        moved = replace(SCHOOL, effects={"jobs": Interval(low, high)})
        task = tasks(complete(a_jobs=50.0), replace(PRICED, remedies={"school": moved}))["a.remedy.school"]
        assert task.measure.zh == f"预计自2026年起jobs{said}"


def test_a_fact_is_found_out_and_a_figure_collected() -> None:
    fact = replace(PRICED.indicators["output"], kind="yes/no", name=Text("plan", "规划"))
    rows = [row for row in complete() if not (row.subject == "a" and row.indicator == "output")]
    assert tasks(rows)["a.collect.output"].what.zh.startswith("补充2022、2023年")
    figure = _collected(PRICED.indicators["output"], ["2023", "after"])
    assert figure.zh.startswith("补充2023年、“after”时点的")
    asked = _collected(fact, ["2023"])
    assert (asked.en, asked.zh) == ("find out: plan, 2023", "核实2023年有无规划")


def test_what_is_unknown_is_collected_by_the_day_of_the_next_report() -> None:
    rows = [row for row in complete() if not (row.subject == "a" and row.indicator == "output")]
    task = tasks(rows)["a.collect.output"]
    assert task.due == "2024-04-30"
    assert task.what.en == "collect output, 2022, 2023"
    assert "a.gate.city.size" not in tasks(rows), "unknown is not failed"


def test_a_cost_that_nobody_gave_is_not_zero() -> None:
    assert tasks(complete(a_jobs=50.0), RULES)["a.remedy.school"].cost_cents is None


def test_a_sequence_goes_before_the_remedies_of_weaknesses() -> None:
    chosen = [Undertaking("b", "school", "2025", "2027", 7_00), Undertaking("b", "school", "2026", "2028", 8_00)]
    found = tasks(complete(a_jobs=50.0), undertakings=chosen)
    assert "a.remedy.school" not in found
    first, second = found["b.remedy.school"], found["b.remedy.school.2"]
    assert (first.begins, first.due, first.cost_cents, second.begins) == ("2025", "2026-06-30", 7_00, "2026")
    assert first.why.zh == "由规划选定"
    assert "a.remedy.school" not in tasks(complete(a_jobs=50.0), undertakings=[]), "none chosen is none"


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        (Undertaking("x", "school", "2024", "2025", 1), NameUnknownError, "no cluster 'x'"),
        (Undertaking("a", "scool", "2024", "2025", 1), NameUnknownError, "Did you mean 'school'"),
        (Undertaking("a", "school", "2024", "2025", -1), InputError, "cost 0 or more"),
        (Undertaking("a", "school", "2023", "2025", 1), InputError, "begin in 2024 or later"),
    ],
)
def test_an_undertaking_that_cannot_be_is_refused(given: Undertaking, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        tasks(complete(), undertakings=[given])


def test_a_remedy_waits_for_the_one_it_requires() -> None:
    second = replace(SCHOOL, id="class", name=Text("class"), requires=("school",))
    rules = replace(PRICED, remedies={"school": SCHOOL, "class": second})
    rules = replace(rules, weaknesses={"jobs": replace(rules.weaknesses["jobs"], remedies=("school", "class"))})
    found = tasks(complete(a_jobs=50.0), rules)
    assert (found["a.remedy.school"].begins, found["a.remedy.class"].begins) == ("2024", "2026")


def test_what_a_remedy_adds_is_said_in_the_unit_of_its_figure() -> None:
    added = replace(SCHOOL, effects={}, adds={"jobs": Interval(30.0, 50.0), "output": Interval(2e8, 2e8)})
    said = tasks(complete(a_jobs=50.0), replace(PRICED, remedies={"school": added}))["a.remedy.school"].measure
    assert said.en == "jobs +30 persons to +50 persons; output +200 million CNY, expected from 2026 on"
    assert said.zh == "预计自2026年起jobs增加30人至50人；output增加2亿元"


def test_ids_and_days() -> None:
    assert task_id("a", "remedy", "fairs", number=3) == "a.remedy.fairs.3"
    assert [due_after("2024", months) for months in (1, 2, 12, 13, 0)] == [
        "2024-01-31",
        "2024-02-29",
        "2024-12-31",
        "2025-01-31",
        "2024-01-31",
    ]
