"""The chapter of progress: tasks, money and figures against the plan, and last year's forecast beside the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf, isnan

from growthpole.charts.calibration import calibration
from growthpole.model.amount import amounting
from growthpole.model.assessment import Assessment
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.plan.echelon_result import Echelon
from growthpole.plan.forecasts import CountScore, ForecastScore
from growthpole.plan.progress import Moved, PlanProgress
from growthpole.reports.chapters.chapter import Chapter, Drawing, Grid
from growthpole.reports.chapters.echelon_words import per_cent
from growthpole.reports.units import UNKNOWN, figure, money_short
from growthpole.reports.view.words import both

__all__ = ["progress_chapter"]

_STANDINGS = {
    "not due": Text("not due yet", "尚未到见效年份"),
    "unknown": Text("unknown", "未知"),
    "below": Text("below the plan", "低于计划"),
    "within": Text("as planned", "符合计划"),
    "above": Text("above the plan", "高于计划"),
}


def progress_chapter(
    progress: PlanProgress, scores: Sequence[ForecastScore], ahead: Echelon | None, assessment: Assessment
) -> Chapter | None:
    """The chapter of progress.

    Parameters
    ----------
    progress : PlanProgress
        Tasks and figures; may hold none.
    scores : sequence of ForecastScore
        Forecasts of the year assessed, the latest first; may be empty.
    ahead : Echelon or None
        Next year's forecast, to stand beside them.
    assessment : Assessment
        Of the year that is over.

    Returns
    -------
    Chapter or None
        ``None`` where there are neither tasks nor forecasts.
    """
    if not progress.by_year and not scores:
        return None
    drawings = {}
    if scores and scores[0].brier.count:
        caption = both(
            Text("The forecast made in {made} against {year}", "{made}年预测与{year}年实际对照"),
            made=scores[0].made, year=scores[0].year,
        )  # fmt: skip
        drawings["progress_calibration"] = Drawing(caption, lambda language: calibration(scores[0].brier, language))
    grids = (_years(progress, assessment), _figures(progress, assessment), _forecasts(scores, ahead, assessment))
    return Chapter(
        "progress",
        Text("Progress against the plan", "计划进展"),
        lead=(*_said_of_figures(progress), *_said_of_forecasts(scores)),
        drawings=drawings,
        grids=tuple(grid for grid in grids if grid.rows),
        notes=_NOTES,
    )


_NOTES = (
    Text(
        "Sources: the task ledger (tasks), the evidence of both years and the forecasts kept (forecasts). A change is "
        "no proof of an effect: it is held against the plan only after the change of clusters without such a task is "
        "taken off. Figures that are not known to a point in both years are told as unknown.",
        "来源：任务台账（tasks）、两年数据及留存的预测（forecasts）。数据变动不等于措施成效：与计划对照前，已扣除无此任务集群的变动。"
        "任一年份数据不确定的，记为未知。",
    ),
    Text(
        "The Brier score is the mean squared difference between chance and outcome (0 is perfect); its skill is "
        "against always telling the average. One year is little to judge by.",
        "布里尔评分为概率与结果之差平方的均值（0为完美）；技巧评分以始终报平均值为基准。仅凭一年难以定论。",
    ),
)


def _said_of_figures(progress: PlanProgress) -> Iterator[Text]:
    if not progress.moved:
        return
    standings = Counter(one.standing for one in progress.moved)
    yield both(
        Text(
            "Of {all} figures that remedies begun or done were to move, {within} moved as planned, {above} by more, "
            "{below} by less; {due} are not due yet and of {unknown} it cannot be told.",
            "已开展或完成的措施应带动的{all}项数据中，符合计划{within}项，高于计划{above}项，低于计划{below}项；"
            "尚未到见效年份{due}项，无法判断{unknown}项。",
        ),
        all=len(progress.moved), within=standings["within"], above=standings["above"], below=standings["below"],
        due=standings["not due"], unknown=standings["unknown"],
    )  # fmt: skip


def _said_of_forecasts(scores: Sequence[ForecastScore]) -> Iterator[Text]:
    for one in scores:
        if not one.brier.count:
            continue
        yield both(
            Text(
                "The forecast made in {made} for {year} scores {score} on {n} statements about clusters (Brier; who "
                "says that nothing changes scores {still}{skill}); {inside} of {told} counts fell inside their 90 %.",
                "{made}年对{year}年的预测，就{n}项集群判断的布里尔评分为{score}（“一切不变”为{still}{skill}）；"
                "{told}项数量预测中有{inside}项落入90%区间。",
            ),
            made=one.made, year=one.year, score=f"{one.brier.score:.3f}", n=one.brier.count,
            still=f"{one.persistence.score:.3f}",
            skill=_skill(one),
            inside=sum(count.inside is True for count in one.counts),
            told=sum(count.inside is not None for count in one.counts),
        )  # fmt: skip
        if one.outside:
            yield both(
                Text("It names {n} clusters that the register no longer holds.", "其中{n}个集群已不在名册。"),
                n=len(one.outside),
            )


def _skill(one: ForecastScore) -> Text | str:
    """The skill; it is not defined where everything happened, or nothing."""
    if isnan(one.brier.skill):
        return ""
    return both(Text("; skill {skill}", "；技巧评分{skill}"), skill=per_cent(one.brier.skill))


def _years(progress: PlanProgress, assessment: Assessment) -> Grid:
    columns = (
        Text("Begun in", "开始年份"), Text("Tasks", "任务"), Text("Done", "已完成"), Text("In progress", "进行中"),
        Text("Not begun", "未开始"), Text("Dropped", "已取消"), Text("Late", "逾期"), Text("Planned", "计划资金"),
        Text("Spent", "已用资金"),
    )  # fmt: skip
    currency = assessment.programme.currency
    rows = tuple(
        (
            year, str(one.tasks), str(one.done), str(one.started), str(one.open), str(one.dropped), str(one.late),
            _money(one.planned, one.planned_unknown, currency), _money(one.spent, one.spent_unknown, currency),
        )
        for year, one in progress.by_year.items()
    )  # fmt: skip
    title = Text("Tasks and money by year", "各年任务与资金")
    return Grid("progress-years", title, columns, rows, frozenset(range(1, 9)))


def _money(amount: Interval, untold: int, currency: str) -> Text:
    """A sum; at least that where some of its amounts were not told."""
    low, high = (money_short(round(end * 100), currency) for end in (amount.low, amount.high))
    said = low if amount.known else Text(f"{low.en} – {high.en}", f"{low.zh}至{high.zh}")
    if not untold:
        return amounting(said, amount.low, amount.high, currency)
    least = Text(f"≥ {low.en}", f"≥ {low.zh}")
    return amounting(least, amount.low, inf, currency) if amount.low > 0 else UNKNOWN


def _figures(progress: PlanProgress, assessment: Assessment) -> Grid:
    columns = (
        Text("Cluster", "集群"), Text("Remedy", "措施"), Text("Figure", "数据"), Text("Before", "此前"),
        Text("Now", "现在"), Text("Change", "变动"), Text("Others", "其他集群"), Text("Planned", "计划"),
        Text("Works from", "见效年份"), Text("Against the plan", "与计划相比"),
    )  # fmt: skip
    names = {each.cluster.id: each.cluster.name for each in assessment.clusters}
    rows = tuple(_moved(one, names.get(one.cluster, Text(one.cluster)), assessment) for one in progress.moved)
    title = Text("Figures that remedies were to move", "措施应带动的数据")
    return Grid("progress-figures", title, columns, rows, frozenset({3, 4, 5, 6, 7}))


def _moved(one: Moved, name: Text, assessment: Assessment) -> tuple[Text | str, ...]:
    programme = assessment.programme
    indicator = programme.indicators[one.indicator]
    before, now = (UNKNOWN if end is None else figure(end, indicator) for end in (one.before, one.now))
    return (
        name, programme.remedies[one.remedy].name, indicator.name, before, now, _change(one.change),
        _change(one.others), _planned(one.planned), one.works_from, _STANDINGS[one.standing],
    )  # fmt: skip


def _change(share: float) -> Text | str:
    return Text(f"{100 * share:+.1f} %", f"{100 * share:+.1f}%") if share == share else UNKNOWN


def _planned(change: Interval) -> Text:
    low, high = (f"{100 * end:+.0f}" for end in (change.low, change.high))
    return Text(f"{low} – {high} %", f"{low}%至{high}%")


def _forecasts(scores: Sequence[ForecastScore], ahead: Echelon | None, assessment: Assessment) -> Grid:
    next_year = ahead.years[0] if ahead is not None else ""
    columns = (
        Text("Made in", "预测基年"), Text("Tier or above", "层级及以上"), Text("Forecast", "预测"),
        Text("90 % of the paths", "九成路径"), Text("Happened", "实际"), Text("Inside", "是否落入"),
        Text(f"Forecast for {next_year}", f"{next_year}年预测"),
    )  # fmt: skip
    rows = tuple(_count(score.made, one, ahead, assessment) for score in scores for one in score.counts)
    title = Text("Forecasts and what happened", "预测与实际")
    return Grid("progress-forecasts", title, columns, rows, frozenset({2, 3, 4, 6}))


def _count(made: str, one: CountScore, ahead: Echelon | None, assessment: Assessment) -> tuple[Text | str, ...]:
    told = one.forecast
    inside = {True: Text("yes", "是"), False: Text("no", "否"), None: UNKNOWN}[one.inside]
    following: Text | str = UNKNOWN
    if ahead is not None:
        low, median, high = ahead.quantiles(told.tier, (0.05, 0.5, 0.95))[:, 0].tolist()
        following = f"{median} ({low}–{high})"
    count = UNKNOWN if told.count is None else str(told.count)
    band = UNKNOWN if one.inside is None else f"{told.count_low}–{told.count_high}"
    return (made, assessment.programme.tiers[told.tier].name, count, band, str(one.happened), inside, following)
