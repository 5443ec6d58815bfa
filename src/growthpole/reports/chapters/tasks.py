"""The chapter of tasks: what became of last year's, and what follows from this year's assessment."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from growthpole.charts.gantt import gantt
from growthpole.model.amount import amounting
from growthpole.model.assessment import Assessment
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.plan.task_ledger import TaskEntry
from growthpole.plan.task_ledger_merge import LedgerRow
from growthpole.plan.task_ledger_progress import Tally, TaskProgress
from growthpole.plan.tasks_bars import bars_of
from growthpole.reports.chapters.chapter import Chapter, Drawing, Grid
from growthpole.reports.manual.naming import owner_named, task_named
from growthpole.reports.manual.task_sheet import amount_said
from growthpole.reports.manual.words import STATES
from growthpole.reports.units import UNKNOWN
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import VERDICTS, both

__all__ = ["tasks_chapter"]


def tasks_chapter(
    progress: TaskProgress, rows: Sequence[LedgerRow], assessment: Assessment, names: Names
) -> Chapter | None:
    """The chapter of tasks.

    Parameters
    ----------
    progress : TaskProgress
        The ledger handed in, against the year assessed; may be empty.
    rows : sequence of LedgerRow
        The ledger as it goes on.
    assessment : Assessment
        The year assessed.
    names : Names
        What clusters and counties are called.

    Returns
    -------
    Chapter or None
        ``None`` where there is neither a ledger nor anything to do.
    """
    if not rows:
        return None
    bars = bars_of(rows, assessment.programme, progress.day)
    drawing = Drawing(Text("Tasks in time", "任务进度安排"), lambda language: gantt(bars, language, day=progress.day))
    return Chapter(
        "tasks",
        Text("Tasks of the work manual", "工作手册任务"),
        lead=(*_said_of_last(progress, assessment), *_said_of_next(rows)),
        drawings={"tasks_gantt": drawing} if bars else {},
        grids=tuple(_grids(progress, assessment, names)),
        notes=_NOTES,
    )


_NOWHERE = Text("county not known", "县区未知")
_NOTES = (
    Text(
        "Source: the task ledger handed in (tasks.csv) and the assessment. A task is late when it was due by the last "
        "day of the year assessed and is neither done nor dropped. Money is what the ledger says; what it does not say "
        "is unknown, not zero.",
        "来源：报送的任务台账（tasks.csv）与本次评估。截至评估年度最后一日已到期而未完成、未取消的任务记为逾期。"
        "资金按台账所填；未填写的为未知，不按零计。",
    ),
    Text(
        "“Met now” is the verdict of this assessment on what the task was for: a criterion or gate, a weakness that is "
        "no longer there, a figure that is known now. A remedy that is done may need its lead time to show.",
        "“现已达到”为本次评估对任务目标的结论：条件或门槛是否达到、措施所针对的短板是否消除、数据是否已知。"
        "措施完成后，可能尚需时间见效。",
    ),
)


def _said_of_last(progress: TaskProgress, assessment: Assessment) -> tuple[Text, ...]:
    """What became of the tasks in the ledger."""
    whole = progress.whole
    if not whole.tasks:
        return (
            Text(
                "No task ledger was handed in, so nothing is said of what was done.",
                "未报送任务台账，因此无法说明任务完成情况。",
            ),
        )
    counts = both(
        Text(
            "The ledger holds {all} tasks: {done} done, {started} in progress, {open} not begun, {dropped} dropped; "
            "{late} of them are late.",
            "台账共{all}项任务：已完成{done}项，进行中{started}项，未开始{open}项，已取消{dropped}项；其中逾期{late}项。",
        ),
        all=whole.tasks, done=whole.done, started=whole.started, open=whole.open, dropped=whole.dropped,
        late=whole.late,
    )  # fmt: skip
    return counts, _said_of_money(whole, assessment), _said_of_effect(progress)


def _said_of_money(whole: Tally, assessment: Assessment) -> Text:
    currency = assessment.programme.currency
    return both(
        Text(
            "Planned {planned} ({without} tasks without a cost), spent {spent} ({untold} tasks begun or done say no "
            "amount).",
            "计划资金{planned}（{without}项未定资金），已用{spent}（{untold}项已开展任务未填支出）。",
        ),
        planned=_known(whole.planned, whole.planned_unknown, currency), without=whole.planned_unknown,
        spent=_known(whole.spent, whole.spent_unknown, currency), untold=whole.spent_unknown,
    )  # fmt: skip


def _said_of_effect(progress: TaskProgress) -> Text:
    verdicts = Counter(str(progress.now[one.id]) for one in progress.entries if one.state == "done")
    return both(
        Text(
            "Of the tasks done, what {met} were for is met now, what {still} were for is not met yet; of {open} it "
            "cannot be told.",
            "已完成任务中，目标现已达到的{met}项，尚未达到的{still}项，无法判断的{open}项。",
        ),
        met=verdicts["met"], still=verdicts["not met"], open=verdicts["unknown"] + verdicts["None"],
    )  # fmt: skip


def _said_of_next(rows: Sequence[LedgerRow]) -> tuple[Text, ...]:
    """What the ledger becomes next."""
    standings = Counter(row.standing for row in rows)
    open_now = [row for row in rows if row.task is not None and row.state not in ("done", "dropped")]
    sections = Counter(row.task.section for row in open_now if row.task is not None)
    first = both(
        Text(
            "From this assessment follow {all} tasks that are still to be done: {collect} figures to collect, "
            "{criterion} criteria and {gate} gates to reach, {remedy} remedies.",
            "由本次评估产生待完成任务{all}项：补充数据{collect}项，达成条件{criterion}项，达到门槛{gate}项，实施措施{remedy}项。",
        ),
        all=len(open_now), **{key: sections[key] for key in ("collect", "criterion", "gate", "remedy")},
    )  # fmt: skip
    second = both(
        Text(
            "Against the ledger {new} are new, {kept} go on, {settled} are settled because what they were for is met, "
            "{orphaned} have lost what they were for.",
            "与台账相比：新增{new}项，延续{kept}项，因目标已达到而了结{settled}项，失去依据{orphaned}项。",
        ),
        **{key: standings[key] for key in ("new", "kept", "settled", "orphaned")},
    )  # fmt: skip
    return (first, second) if any(row.entry is not None for row in rows) else (first,)


def _grids(progress: TaskProgress, assessment: Assessment, names: Names) -> list[Grid]:
    if not progress.entries:
        return []
    programme, currency = assessment.programme, assessment.programme.currency
    owners = [(owner_named(name, programme), tally) for name, tally in progress.by_owner.items()]
    counties = [(names.region(code) if code else _NOWHERE, tally) for code, tally in progress.by_county.items()]
    return [
        _tallies("tasks-owners", Text("By owner", "按责任单位"), Text("Owner", "责任单位"), owners, currency),
        _tallies("tasks-counties", Text("By county", "按县区"), Text("County", "县区"), counties, currency),
        _ledger(progress, assessment, names),
    ]


def _tallies(id_: str, title: Text, first: Text, tallies: Sequence[tuple[Text, Tally]], currency: str) -> Grid:
    columns = (
        first, Text("Tasks", "任务"), STATES["done"], STATES["started"], STATES["open"],
        STATES["dropped"], Text("Late", "逾期"), Text("Planned", "计划资金"), Text("Spent", "已用资金"),
    )  # fmt: skip
    rows = [
        (
            name, str(one.tasks), str(one.done), str(one.started), str(one.open), str(one.dropped), str(one.late),
            _known(one.planned, one.planned_unknown, currency), _known(one.spent, one.spent_unknown, currency),
        )
        for name, one in tallies
    ]  # fmt: skip
    return Grid(id_, title, columns, tuple(rows), frozenset(range(1, 9)))


def _ledger(progress: TaskProgress, assessment: Assessment, names: Names) -> Grid:
    columns = (
        Text("Cluster", "集群"), Text("Task", "任务"), Text("Owner", "责任单位"), Text("State", "状态"),
        Text("Due", "时限"), Text("Done on", "完成日期"), Text("Planned", "计划资金"), Text("Spent", "已用资金"),
        Text("Met now", "现已达到"),
    )  # fmt: skip
    rows = tuple(_row(one, progress, assessment, names) for one in progress.entries)
    return Grid("tasks-ledger", Text("The ledger", "任务台账"), columns, rows, frozenset({6, 7}))


def _row(one: TaskEntry, progress: TaskProgress, assessment: Assessment, names: Names) -> tuple[Text | str, ...]:
    programme, now = assessment.programme, progress.now[one.id]
    state = STATES[one.state]
    late = Text(f"{state.en}, late", f"{state.zh}，逾期") if one.late(progress.day) else state
    orphan = Text("no longer in the programme", "依据已不存在")
    return (
        names.subject(one.cluster), task_named(one, programme), owner_named(one.owner, programme), late, one.due,
        one.done_on, _money(one.cost, programme.currency), _money(one.spent, programme.currency),
        orphan if now is None else VERDICTS[str(now)] if now is not Verdict.UNKNOWN else UNKNOWN,
    )  # fmt: skip


def _money(amount: Interval | None, currency: str) -> Text:
    return UNKNOWN if amount is None else amount_said(amount, currency)


def _known(amount: Interval, untold: int, currency: str) -> Text:
    """A sum; at least that where some of its amounts were not told, and unknown where not one was."""
    if not untold:
        return _money(amount, currency)
    said = _money(amount, currency)
    least = Text(f"≥ {said.en}", f"≥ {said.zh}")
    return amounting(least, amount.low, math.inf, currency) if amount.high > 0 else UNKNOWN
