"""Earlier forecasts of the ladder, as sentences and tables."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.text import Text
from growthpole.plan.backtest import Backtest
from growthpole.plan.echelon_result import Echelon
from growthpole.reports.chapters.chapter import Grid
from growthpole.reports.chapters.echelon_words import per_cent
from growthpole.reports.view.words import both, joined

__all__ = ["counts_grid", "looked_back", "scores_grid"]

LEAST_EVENTS = 20
"""Fewer forecasts than this are told as too few to judge by."""


def looked_back(backtest: Backtest) -> Iterator[Text]:
    """How good earlier forecasts were, from which tiers they started, and what they were held against."""
    if len(backtest.events) < LEAST_EVENTS:
        yield both(
            Text(
                "Such forecasts cannot be tried on the past: of {n} forecasts from earlier years only {told} can be "
                "told right or wrong on the evidence.",
                "此类预测无法用历史检验：由往年作出的{n}项预测中，仅{told}项可依据数据判断对错。",
            ),
            n=len(backtest.events) + backtest.unknown, told=len(backtest.events),
        )  # fmt: skip
        return
    score, still = backtest.score(), backtest.persistence()
    inside, figures = sum(one.inside for one in backtest.coverage), sum(one.count for one in backtest.coverage)
    yield both(
        Text(
            "Tried on the past: forecasts made in {first} to {last} from what was known then score {score} (Brier; 0 "
            "is perfect) on {n} statements, {skill} better than always telling the average; who says that nothing "
            "changes scores {still}. Of the figures, {share} fell inside their 80 % interval.",
            "历史检验：以{first}至{last}年当时已知数据作出的{n}项预测，布里尔评分为{score}（0为完美），比始终报平均值好{skill}；"
            "“一切不变”的预测评分为{still}。落入80%区间的数据占{share}。",
        ),
        first=backtest.origins[0], last=backtest.origins[-1], score=f"{score.score:.3f}", n=score.count,
        skill=per_cent(score.skill), still=f"{still.score:.3f}",
        share=per_cent(inside / figures) if figures else "–",
    )  # fmt: skip
    yield from _started(backtest)
    if backtest.kept:
        yield _held_against(backtest)


def _started(backtest: Backtest) -> Iterator[Text]:
    """The tiers from which earlier forecasts start: those of their year, or today's, which know what came later."""
    today = tuple(origin for origin in backtest.origins if origin not in backtest.kept)
    if backtest.kept:
        absent = Text(" Clusters of which no tier of that year is kept are left out ({n}, summed over the years).",
                      "当年层级未留存的集群不计（各年合计{n}个）。")  # fmt: skip
        yield both(
            Text(
                "Forecasts made in {years} start from the tiers that the register held in their year.{absent}",
                "{years}年的预测以当年名册所载层级为起点。{absent}",
            ),
            years=_listed(backtest.kept),
            absent=both(absent, n=backtest.absent) if backtest.absent else Text("", ""),
        )
    if today:
        yield both(
            Text(
                "The tiers of {years} are not kept (table `standing`), so that these forecasts start from today's "
                "register, which knows of things that came later: the scores may be kinder than they should be.",
                "{years}年的层级未留存（表“历年层级”），这些预测只能以现有名册为起点，而名册已含后来之事，评分可能偏好。",
            ),
            years=_listed(today),
        )


def _held_against(backtest: Backtest) -> Text:
    """Whose decisions the forecasts are held against, and whether the office decided as the rules do."""
    alike, known = backtest.alike
    inside = sum(one.low <= one.happened <= one.high for one in backtest.counts)
    return both(
        Text(
            "They are held against {office} decisions of the office in the years after; where none is known, as for "
            "{last}, against what the rules decide. Of {known} decisions known of earlier years {alike} are those that "
            "today's rules make. Of {counts} numbers of clusters told beforehand {inside} fell inside their 80 %.",
            "对照其后各年主管部门的{office}项决定；尚无决定的（如{last}年）按规则评定。往年已知决定{known}项，"
            "与现行规则一致的有{alike}项。预先给出的{counts}项数量中，{inside}项落入80%区间。",
        ),
        office=backtest.by_office, last=backtest.last, known=known, alike=alike, counts=len(backtest.counts),
        inside=inside,
    )  # fmt: skip


def _listed(years: tuple[str, ...]) -> Text:
    return joined([Text(year, year) for year in years])


def scores_grid(backtest: Backtest, echelon: Echelon) -> Grid:
    """The scores of earlier forecasts, tier by tier."""
    columns = (
        Text("Statement", "预测内容"), Text("Forecasts", "预测数"), Text("Happened", "发生数"),
        Text("Brier", "布里尔评分"),
        Text("Reliability", "可靠性"), Text("Resolution", "分辨力"), Text("Uncertainty", "不确定性"),
        Text("Skill", "技巧评分"), Text("Nothing changes", "“不变”评分"),
    )  # fmt: skip
    kinds = [
        (tier, both(Text("on {tier} or above", "达到{tier}及以上"), tier=echelon.names[tier])) for tier in echelon.tiers
    ]
    kinds.append(("moved", Text("stands elsewhere than at the start", "所处层级有变动")))
    rows: list[tuple[Text | str, ...]] = []
    for kind, name in kinds:
        one, still = backtest.score(kind), backtest.persistence(kind)
        if one.count:
            parts = (one.score, one.reliability, one.resolution, one.uncertainty, one.skill, still.score)
            said = (f"{part:.3f}" if part == part else "–" for part in parts)
            rows.append((name, str(one.count), str(one.hits), *said))
    title = Text("Scores of earlier forecasts", "历史预测评分")
    return Grid("echelon-scores", title, columns, tuple(rows), frozenset(range(1, 9)))


def counts_grid(backtest: Backtest, echelon: Echelon) -> Grid:
    """How many were told beforehand, and how many there were."""
    columns = (
        Text("Made in", "预测基年"), Text("About", "预测年份"), Text("Tier or above", "层级及以上"),
        Text("Median", "中位数"), Text("80 % of the paths", "八成路径"), Text("Happened", "实际"),
        Text("Rank among the paths", "在路径中的位次"),
    )  # fmt: skip
    rows = tuple(
        (
            one.made, one.year, echelon.names[one.tier], str(one.median), f"{one.low}–{one.high}", str(one.happened),
            f"{100 * one.below:.0f}–{100 * one.up_to:.0f} %",
        )
        for one in backtest.counts
    )  # fmt: skip
    title = Text("Earlier forecasts of how many", "历史数量预测与实际")
    return Grid("echelon-counts", title, columns, rows, frozenset({3, 4, 5, 6}))
