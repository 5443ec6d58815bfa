"""Tasks as bars in time, and the chart of the awards: alike tasks together, lateness told, nothing drawn of nothing."""

from __future__ import annotations

from typing import Any

import pytest
from tests.small_programme import RULES

from growthpole.charts.award_methods import award_methods
from growthpole.charts.gantt import gantt
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.rules import Fund
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.plan.award_methods import AwardMethod
from growthpole.plan.awards import AwardSplit
from growthpole.plan.task_ledger import TaskEntry
from growthpole.plan.task_ledger_merge import LedgerRow
from growthpole.plan.tasks_bars import TaskBar, bars_of


def row(cluster: str, section: str = "remedy", rule: str = "school", **changes: object) -> LedgerRow:
    """A row of a ledger that was handed in."""
    cells: dict[str, object] = {
        "what": "", "owner": "", "begins": "2024", "due": "2024-12-31", "cost": None, "proof": "", "measure": "",
        "state": "open", "done_share": None, "spent": None, "done_on": "", "note": "", **changes,
    }  # fmt: skip
    id_ = f"{cluster}.{section}.{rule}"
    entry = TaskEntry(id=id_, cluster=cluster, section=section, rule=rule, tier="", record=Record({}, "", 2), **cells)  # type: ignore[arg-type]
    return LedgerRow(id_, cluster, "kept", None, entry, Verdict.NOT_MET)


def drawn(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The rows that each layer of a chart draws."""
    return [spec["datasets"][layer["data"]["name"]] for layer in spec["layer"] if "data" in layer]


def test_alike_tasks_stand_in_one_bar() -> None:
    rows = [
        row("a", state="done"),
        row("b", begins="2025", due="2026-06-30"),
        row("c", state="started", done_share=Interval(0.2, 0.4)),
        row("d", state="dropped"),
        row("a", "collect", "jobs"),
        row("a", "collect", "output", due="2025-04-30"),
    ]
    assert bars_of(rows, RULES, "2024-12-31") == (
        TaskBar("collect.", "collect", Text("collect figures", "补充数据"), "2024-01-01", "2025-04-30", 2, 1, 0.0),
        TaskBar("remedy.school", "remedy", Text("school"), "2024-01-01", "2026-06-30", 3, 1, pytest.approx(1.2 / 3)),  # type: ignore[arg-type]
    )


def test_bars_do_not_depend_on_the_order_of_rows() -> None:
    rows = [row("a"), row("b", "criterion", "plan"), row("c", "criterion", "jobs", due="2024-06-30")]
    assert bars_of(rows, RULES, "2024-12-31") == bars_of(rows[::-1], RULES, "2024-12-31")
    assert [bar.id for bar in bars_of(rows, RULES, "2024-12-31")] == [
        "criterion.jobs",
        "criterion.plan",
        "remedy.school",
    ]


@pytest.mark.parametrize(
    ("language", "task", "count"), [("en", "school", "2 (2 late)"), ("zh", "school", "2项 (2 逾期)")]
)
def test_a_chart_says_when_how_many_and_how_late(language: str, task: str, count: str) -> None:
    bars = bars_of([row("a"), row("b", state="started", done_share=Interval(0.5, 0.5))], RULES, "2024-12-31")
    spec = gantt(bars, language, day="2024-12-31").to_dict()
    data = drawn(spec)[0]
    assert {key: data[0][key] for key in ("task", "begins", "due", "reached", "count")} == {
        "task": task, "begins": 2024, "due": 2025.0, "reached": 2024.25, "count": count,
    }  # fmt: skip
    assert len(spec["layer"]) == 5


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(InputError, match="at least one task"):
        gantt([], "en")
    with pytest.raises(NameUnknownError, match="language 'fr'"):
        gantt(bars_of([row("a")], RULES, "2024-12-31"), "fr")
    with pytest.raises(InputError, match="pay at least one"):
        award_methods([split({"a": 0})], {}, "en")


def split(cents: dict[str, int], id_: str = "rule") -> AwardSplit:
    method = AwardMethod(id_, Text(id_), Fund(sum(cents.values()), ()))
    return AwardSplit(method, cents, sum(cents.values()), 0, Text(), tuple(cents), (), ())


def test_awards_are_drawn_in_the_unit_people_read_the_largest_first() -> None:
    splits = [split({"a": 1_000_000, "b": 3_000_000, "c": 0}), split({"a": 2_000_000, "b": 2_000_000, "c": 0}, "equal")]
    names = {"a": Text("A", "甲"), "b": Text("B", "乙"), "c": Text("C", "丙")}
    spec = award_methods(splits, names, "zh").to_dict()
    bars, dots = drawn(spec)
    assert [(one["cluster"], one["amount"]) for one in bars] == [("乙", 3.0), ("甲", 1.0)]
    assert [(one["cluster"], one["method"], one["amount"]) for one in dots] == [
        ("乙", "equal", 2.0),
        ("甲", "equal", 2.0),
    ]
