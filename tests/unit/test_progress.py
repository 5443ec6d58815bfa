"""Tasks, figures and kept forecasts against what happened."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest
from tests.small_programme import RULES, complete, dossier, figure

from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.programme import Programme
from growthpole.plan.echelon import simulate_echelon
from growthpole.plan.forecasts import Forecast, forecasts_of, read_forecasts, score_forecasts
from growthpole.plan.progress import PlanProgress, plan_progress, works_from
from growthpole.plan.task_ledger import TaskEntry
from growthpole.programme.assess import assess
from growthpole.reports.chapters.progress import progress_chapter

EFFECT = {"jobs": Interval(0.1, 0.3)}


def rules(lead: int | None = 12) -> Programme:
    school = replace(RULES.remedies["school"], effects=EFFECT, lead_months=lead, cost_cents=1_000_000)
    return replace(RULES, remedies={"school": school})


def task(cluster: str, state: str = "done", begins: str = "2022", **changes: object) -> TaskEntry:
    cells: dict[str, object] = {
        "what": "", "owner": "", "due": "2022-12-31", "cost": Interval.point(1e4), "proof": "", "measure": "",
        "done_share": None, "spent": Interval.point(9e3), "done_on": "2022-12-01", "note": "", **changes,
    }  # fmt: skip
    id_ = f"{cluster}.remedy.school"
    return TaskEntry(
        id=id_, cluster=cluster, section="remedy", rule="school", tier="", begins=begins, state=state,
        record=Record({}, "tasks.csv", 2), **cells,  # type: ignore[arg-type]
    )  # fmt: skip


def evidence(jobs: dict[str, tuple[float | None, float | None]]) -> Dossier:
    """Jobs of 2021 and 2023 by town; the other figures as usual."""
    rows = [row for row in complete() if row.indicator != "jobs"]
    for town, (before, now) in jobs.items():
        rows += [figure(town, "jobs", "2021", before), figure(town, "jobs", "2023", now)]
    return dossier(rows)


def held(tasks: list[TaskEntry], jobs: dict[str, tuple[float | None, float | None]], lead: int = 12) -> PlanProgress:
    programme, handed = rules(lead), evidence(jobs)
    return plan_progress(programme, handed, tasks, assess(programme, handed))


@pytest.mark.parametrize(
    ("now", "standing"), [(110.0, "below"), (115.0, "within"), (130.0, "within"), (150.0, "above"), (None, "unknown")]
)
def test_a_change_counts_beyond_that_of_the_others(now: float | None, standing: str) -> None:
    """The others grew by 5 %: 10 to 30 % more than that is 115 to 135 of 100."""
    found = held([task("a")], {"a": (100.0, now), "b": (200.0, 210.0), "c": (100.0, 105.0), "d": (10.0, 11.0)})
    (one,) = found.moved
    assert (one.works_from, one.others, one.standing) == ("2023", pytest.approx(0.05), standing)
    assert one.before == Interval(100.0, 100.0)
    assert isnan(one.change) if now is None else one.change == pytest.approx(now / 100 - 1)
    assert (one.now is None) == (now is None)


def test_others_with_the_same_task_are_no_yardstick() -> None:
    jobs = {"a": (100.0, 120.0), "b": (100.0, 200.0), "c": (100.0, 100.0), "d": (None, 100.0)}
    found = held([task("a"), task("b", "open")], jobs)
    assert [(one.cluster, one.others) for one in found.moved] == [("a", 0.0)]


def test_what_is_not_due_is_told_as_such_and_what_is_dropped_is_left_out() -> None:
    jobs = dict.fromkeys("abcd", (100.0, 100.0))
    found = held([task("a"), task("b", "dropped"), task("c", "started")], jobs, lead=18)
    assert [(one.cluster, one.standing) for one in found.moved] == [("a", "not due"), ("c", "not due")]


def test_a_task_from_before_the_history_has_no_before() -> None:
    (one,) = held([task("a", begins="2015")], dict.fromkeys("abcd", (100.0, 120.0))).moved
    assert (one.before, one.standing) == (None, "unknown")


def test_money_by_year() -> None:
    jobs = dict.fromkeys("abcd", (100.0, 100.0))
    found = held([task("a"), task("b", "started", spent=None), task("c", begins="2023")], jobs)
    assert list(found.by_year) == ["2022", "2023"]
    first = found.by_year["2022"]
    assert (first.tasks, first.done, first.spent, first.spent_unknown) == (2, 1, Interval(9e3, 9e3), 1)


def test_lead_times_are_rounded_up() -> None:
    assert [works_from("2024", months) for months in (None, 0, 6, 12, 13)] == ["2024", "2024", "2025", "2025", "2026"]


def forecast(cluster: str, chance: float, tier: str = "city", **more: int) -> Forecast:
    return Forecast("2022", "2023", tier, cluster, chance, chance, chance, **more)


def test_forecasts_are_scored_by_what_was_decided() -> None:
    """The towns a, b rise to the city tier at most two together with c, which holds it; d enters at the county tier."""
    assessment = assess(RULES, dossier(complete(a_output=300.0, b_output=50.0)))
    after = {one.cluster.id: one.decision.after for one in assessment.clusters}
    assert after == {"a": "city", "b": "county", "c": "city", "d": "county"}
    told = [forecast("a", 0.8), forecast("b", 0.3), forecast("c", 1.0), forecast("d", 0.0), forecast("gone", 0.5)]
    told += [forecast("", 0.5, count=2, count_low=1, count_high=3, target=2), forecast("", 0.2, "province", count=1)]
    told.append(Forecast("2022", "2030", "city", "a", 0.5, 0.5, 0.5))
    (found,) = score_forecasts(told, assessment)
    assert found.brier.score == pytest.approx((0.2**2 + 0.3**2) / 4)
    assert found.persistence.score == pytest.approx(1 / 4)  # a rose, which who says that nothing changes missed
    assert found.outside == ("gone",)
    assert [(one.forecast.tier, one.happened, one.inside) for one in found.counts] == [
        ("city", 2, True), ("province", 0, None),
    ]  # fmt: skip


def test_a_forecast_that_is_kept_reads_back() -> None:
    echelon = simulate_echelon(RULES, dossier(complete()), years=2, paths=10)
    told = forecasts_of(echelon)
    assert len(told) == 2 * 3 * 5

    def cell(value: float | int | None) -> Interval | None:
        return None if value is None or isnan(value) else Interval.point(float(value))

    numbers = ("chance", "chance_low", "chance_high", "count", "count_low", "count_high", "target")
    rows = tuple(
        Record(
            {name: getattr(one, name) for name in ("made", "year", "tier", "cluster")}
            | {name: cell(getattr(one, name)) for name in numbers},
            "forecasts.csv",
            2,
        )
        for one in told
    )
    again = read_forecasts(replace(dossier(complete()), ledgers={"forecasts": rows}), RULES)
    assert [repr(one) for one in again] == [repr(one) for one in told]
    assert read_forecasts(dossier(complete()), RULES) == ()


def test_the_chapter_says_nothing_where_nothing_was_kept() -> None:
    programme, handed = rules(), dossier(complete())
    assessment = assess(programme, handed)
    nothing = plan_progress(programme, handed, [], assessment)
    assert progress_chapter(nothing, (), None, assessment) is None
    some = plan_progress(programme, handed, [task("a")], assessment)
    chapter = progress_chapter(some, (), None, assessment)
    assert chapter is not None
    assert [grid.id for grid in chapter.grids] == ["progress-years", "progress-figures"]
    assert not chapter.drawings
