"""What holds for the tasks of every assessment and for every ledger."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.small_programme import RULES, SCALES, TOWNS, YEARS, dossier, figure

from growthpole.model.evidence import Evidence
from growthpole.model.ledger import Record
from growthpole.model.verdict import Verdict
from growthpole.plan.goals import plan_years
from growthpole.plan.goals_grounds import grounds_of
from growthpole.plan.goals_making import goals_of
from growthpole.plan.task_ledger import STATES, read_tasks
from growthpole.plan.task_ledger_merge import carried_on
from growthpole.plan.task_ledger_progress import task_progress
from growthpole.plan.tasks_making import tasks_of
from growthpole.programme.assess import assess

PLANNED = plan_years("2023")


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


def written(states: dict[str, str]) -> tuple[Record, ...]:
    """A ledger that has these tasks in these states."""
    found = []
    for row, (task, state) in enumerate(sorted(states.items()), 2):
        cluster, section, *rest = task.split(".")
        cells = {
            **dict.fromkeys(("what", "owner", "due", "proof", "measure", "note"), ""),
            **dict.fromkeys(("cost", "spent", "done_share")),
            "task": task, "cluster": cluster, "section": section, "rule": rest[-1], "state": state, "begins": "2023",
            "tier": rest[0] if section == "gate" else "", "done_on": "2023-06-30" if state == "done" else "",
        }  # fmt: skip
        found.append(Record(cells, "tasks.csv", row))
    return tuple(found)


@given(evidence(), st.randoms(use_true_random=False))
def test_tasks_do_not_depend_on_the_order_of_rows(rows: list[Evidence], shuffled: random.Random) -> None:
    other = list(rows)
    shuffled.shuffle(other)
    first, second = (tasks_of(assess(RULES, dossier(one), "2023"), PLANNED) for one in (rows, other))
    assert first == second
    assert len({task.id for task in first}) == len(first)
    assert list(first) == sorted(first, key=lambda task: task.order)


@given(evidence())
def test_what_is_met_makes_no_task_and_what_fails_makes_one(rows: list[Evidence]) -> None:
    assessment = assess(RULES, dossier(rows), "2023")
    tasks = {task.id for task in tasks_of(assessment, PLANNED)}
    for each in assessment.clusters:
        for finding in each.criteria:
            assert (f"{each.cluster.id}.criterion.{finding.id}" in tasks) == (finding.verdict is Verdict.NOT_MET)


@given(evidence(), st.data())
def test_no_row_of_a_ledger_is_lost_and_no_state_is_changed(rows: list[Evidence], data: st.DataObject) -> None:
    given_rows = dossier(rows)
    assessment = assess(RULES, given_rows, "2023")
    tasks = tasks_of(assessment, PLANNED)
    ids = sorted({*(task.id for task in tasks), "a.criterion.plan", "b.criterion.gone", "c.gate.city.size"})
    states = {id_: data.draw(st.sampled_from(STATES)) for id_ in data.draw(st.lists(st.sampled_from(ids), unique=True))}
    entries, _ = read_tasks(replace(given_rows, ledgers={"tasks": written(states)}))
    carried = carried_on(tasks, entries, assessment)
    assert {row.id: row.state for row in carried if row.entry is not None} == states
    assert {row.id for row in carried} == {*states, *(task.id for task in tasks)}
    assert {row.id for row in carried if row.standing == "new"} == {task.id for task in tasks} - states.keys()
    whole = task_progress(entries, assessment).whole
    assert whole.tasks == whole.done + whole.started + whole.open + whole.dropped == len(states)


@given(evidence())
def test_a_path_ends_at_its_target_and_never_turns_back(rows: list[Evidence]) -> None:
    given_rows = dossier(rows)
    grounds, assessment = grounds_of(RULES, given_rows, "2023"), assess(RULES, given_rows, "2023")
    for town in range(len(TOWNS)):
        for goal in goals_of(grounds, assessment, town, PLANNED):
            assert (goal.path == ()) == (goal.method == "collect first")
            assert goal.baseline is not None or goal.method == "collect first"
            if goal.method in ("linear", "compound") and goal.baseline is not None:
                assert goal.path[-1] == goal.target
                start = goal.baseline.low if goal.sign.startswith(">") else goal.baseline.high
                assert start < goal.target if goal.sign.startswith(">") else start > goal.target
                steps = [start, *goal.path]
                assert steps == sorted(steps, reverse=start > goal.target)
