"""The task ledger: read back, its faults by row and column, carried on, and what became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_programme import RULES, complete, dossier

from growthpole.errors import EvidenceError
from growthpole.model.assessment import Assessment
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Cell, Record
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.plan.goals import plan_years
from growthpole.plan.task_ledger import TaskEntry, read_day, read_tasks
from growthpole.plan.task_ledger_merge import LedgerRow, carried_on, now_of
from growthpole.plan.task_ledger_progress import task_progress
from growthpole.plan.tasks_making import tasks_of
from growthpole.programme.assess import assess

EMPTY: dict[str, Cell] = {
    **dict.fromkeys(("task", "cluster", "section", "rule", "tier", "what", "owner", "begins", "due", "proof"), ""),
    **dict.fromkeys(("measure", "state", "done_on", "note"), ""),
    **dict.fromkeys(("cost", "spent", "done_share")),
}


def record(task: str, row: int = 2, **cells: Cell) -> Record:
    """A row of the ledger; its cluster, section, rule and tier follow from its id."""
    cluster, section, *rest = task.split(".")
    tier = rest[0] if section == "gate" else ""
    own: dict[str, Cell] = {"task": task, "cluster": cluster, "section": section, "rule": rest[-1], "tier": tier}
    return Record({**EMPTY, **own, "begins": "2023", "state": "open", **cells}, "tasks.csv", row)


def city(*records: Record, **changes: float) -> tuple[Dossier, Assessment]:
    """The small city with a ledger."""
    given = replace(dossier(complete(**changes)), ledgers={"tasks": records})
    return given, assess(RULES, given, "2023")


def carried(*records: Record, **changes: float) -> dict[str, LedgerRow]:
    given, assessment = city(*records, **changes)
    entries, _ = read_tasks(given)
    return {row.id: row for row in carried_on(tasks_of(assessment, plan_years("2023")), entries, assessment)}


def entry(task: str, **cells: Cell) -> TaskEntry:
    return read_tasks(city(record(task, **cells))[0])[0][0]


@pytest.mark.parametrize(
    ("cells", "column", "found"),
    [
        ({"cluster": "x"}, "cluster", "'x'"),
        ({"state": "done"}, "done_on", "an empty cell"),
        ({"state": "started", "done_on": "2023-05-01"}, "state", "'started' with a day on which it was done"),
        ({"due": "soon"}, "due", "'soon'"),
        ({"state": "done", "done_on": "2023-02-30"}, "done_on", "'2023-02-30'"),
        ({"cost": Interval(-5.0, -5.0)}, "cost", "-5"),
        ({"spent": Interval(-1.0, 2.0)}, "spent", "[-1, 2]"),
        ({"done_share": Interval(1.2, 1.2)}, "done_share", "120 %"),
    ],
)
def test_a_row_that_cannot_be_so_is_told_with_row_and_column(cells: dict[str, Cell], column: str, found: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        read_tasks(city(record("a.criterion.plan", row=7, **cells))[0])
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column, problem.found) == ("tasks.csv", 7, column, found)


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    rows = [record("b.criterion.plan", 3, state="done"), record("a.criterion.plan", 9, due="x", cost=Interval(-1, -1))]
    with pytest.raises(EvidenceError) as caught:
        read_tasks(city(*rows)[0])
    assert [(one.row, one.column) for one in caught.value.problems] == [(3, "done_on"), (9, "due"), (9, "cost")]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"cost": Interval(5.0, 5.0), "spent": Interval(6.0, 6.0)}, "spent"),
        ({"state": "done", "done_on": "2022-12-31"}, "done_on"),
        ({"state": "done", "done_on": "2023-06-30", "done_share": Interval(0.5, 0.5)}, "done_share"),
        ({"done_share": Interval(0.5, 0.5)}, "done_share"),
        ({"due": "2022-12-31"}, "due"),
    ],
)
def test_what_is_doubtful_is_a_warning_and_stops_nothing(cells: dict[str, Cell], column: str) -> None:
    entries, doubts = read_tasks(city(record("a.criterion.plan", **cells))[0])
    assert len(entries) == 1
    assert [(one.column, one.severity) for one in doubts] == [(column, "warning")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", "2024-12-31"),
        ("2024年2月", "2024-02-29"),
        ("2024/3/5", "2024-03-05"),
        ("２０２４．３．５", "2024-03-05"),
        ("2024-13-01", ""),
        ("2024-00", ""),
        ("next year", ""),
        ("1850", ""),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: str) -> None:
    assert read_day(text) == day


def test_a_ledger_that_was_not_handed_in_is_empty() -> None:
    assert read_tasks(dossier([])) == ((), ())


def test_states_and_the_office_s_own_words_are_kept() -> None:
    row = carried(record("a.criterion.plan", state="started", owner="Office 9", spent=Interval(3.0, 3.0)), a_plan=0.0)
    kept = row["a.criterion.plan"]
    assert (kept.standing, kept.state, kept.now) == ("kept", "started", Verdict.NOT_MET)
    assert kept.entry is not None
    assert kept.entry.owner == "Office 9"
    assert kept.task is not None


def test_new_settled_and_orphaned_are_told_apart() -> None:
    rows = carried(
        record("a.criterion.plan", 2),
        record("a.criterion.gone", 3),
        record("a.gate.nation.size", 4),
        record("b.gate.city.size", 5),
        record("a.collect.output", 6),
        record("a.remedy.school", 7),
        c_plan=0.0,
        b_output=50.0,
    )
    assert {key: row.standing for key, row in rows.items() if key[0] in "ab"} == {
        "a.criterion.plan": "settled",
        "a.criterion.gone": "orphaned",
        "a.gate.nation.size": "orphaned",
        "b.gate.city.size": "kept",
        "a.collect.output": "settled",
        "a.remedy.school": "settled",
    }
    assert rows["c.criterion.plan"].standing == "new"
    assert rows["c.criterion.plan"].state == "open"


def test_a_task_of_the_office_s_own_is_never_lost() -> None:
    own = carried(record("a.remedy.school"), a_jobs=50.0)
    assert own["a.remedy.school"].standing == "kept"
    other = carried(Record({**record("a.remedy.school").cells, "task": "a-letter-9"}, "tasks.csv", 2), a_jobs=50.0)
    assert {"a-letter-9", "a.remedy.school"} <= other.keys()


@pytest.mark.parametrize(
    ("task", "changes", "now"),
    [
        ("a.criterion.jobs", {}, Verdict.MET),
        ("a.criterion.jobs", {"a_jobs": 50.0}, Verdict.NOT_MET),
        ("a.gate.city.size", {"a_output": 50.0}, Verdict.NOT_MET),
        ("c.gate.city.size", {}, Verdict.MET),
        ("a.gate.province.clean", {}, Verdict.UNKNOWN),  # two rungs up: not judged yet
        ("a.remedy.school", {"a_jobs": 50.0}, Verdict.NOT_MET),
        ("a.remedy.school", {}, Verdict.MET),
        ("a.collect.jobs", {}, Verdict.MET),
        ("a.remedy.nothing", {}, None),
        ("a.collect.nothing", {}, None),
    ],
)
def test_whether_what_a_task_was_for_is_met_now(task: str, changes: dict[str, float], now: Verdict | None) -> None:
    assert now_of(entry(task), city(**changes)[1]) is now


def test_what_is_still_unknown_is_not_collected() -> None:
    given = dossier(row for row in complete() if (row.subject, row.indicator) != ("a", "jobs"))
    assessment = assess(RULES, given, "2023")
    assert now_of(entry("a.collect.jobs"), assessment) is Verdict.NOT_MET
    assert now_of(entry("a.remedy.school"), assessment) is Verdict.UNKNOWN


def test_progress_counts_states_lateness_and_money() -> None:
    amounts = {"cost": Interval(10.0, 10.0), "spent": Interval(4.0, 4.0)}
    given, assessment = city(
        record("a.remedy.school", 2, state="done", done_on="2023-08-01", owner="B", **amounts),
        record("a.criterion.plan", 3, state="started", due="2023-12-31", owner="B"),
        record("b.criterion.plan", 4, due="2024-01-01", owner="A"),
        record("b.criterion.jobs", 5, state="dropped", due="2023-01-01"),
        a_jobs=50.0,
    )
    progress = task_progress(read_tasks(given)[0], assessment)
    whole = progress.whole
    assert (whole.tasks, whole.done, whole.started, whole.open, whole.dropped, whole.late) == (4, 1, 1, 1, 1, 1)
    assert (whole.planned, whole.planned_unknown, whole.spent, whole.spent_unknown) == (
        Interval(10.0, 10.0), 3, Interval(4.0, 4.0), 1,
    )  # fmt: skip
    assert [one.id for one in progress.late] == ["a.criterion.plan"]
    assert [one.id for one in progress.without_effect] == ["a.remedy.school"]
    assert list(progress.by_owner) == ["", "A", "B"]
    assert progress.by_owner["B"].tasks == 2
    assert sum(one.tasks for one in progress.by_county.values()) == 4


def test_an_owner_of_the_programme_counts_once_in_whichever_language() -> None:
    given, assessment = city(
        record("a.remedy.school", 2, owner="education bureau"),
        record("b.remedy.school", 3, owner=" 教育局 "),
        record("c.remedy.school", 4, owner="Office 9"),
    )
    school = replace(RULES.remedies["school"], owner=Text("education bureau", "教育局"))
    assessment = replace(assessment, programme=replace(RULES, remedies={"school": school}))
    progress = task_progress(read_tasks(given)[0], assessment)
    assert {name: one.tasks for name, one in progress.by_owner.items()} == {"Office 9": 1, "教育局": 2}
