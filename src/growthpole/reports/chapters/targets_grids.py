"""The tables of industries and of firms in the chapter of investment targets."""

from __future__ import annotations

import math
from collections.abc import Sequence

from growthpole.chain.amounts import ANY_SHARE
from growthpole.chain.candidates import CandidateTarget
from growthpole.chain.targets import Target
from growthpole.chain.targets_reasons import candidate_reason, target_reason
from growthpole.chain.targets_scores import Scored
from growthpole.chain.targets_study import TargetStudy
from growthpole.chain.wording import money, percent
from growthpole.model.interval import Interval
from growthpole.model.project import RESOURCES
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.chapter import Grid
from growthpole.reports.units import UNKNOWN, figure

__all__ = ["FITS", "figures_grid", "firms_grid", "firms_needs_grid", "industries_grid", "resource_amount"]

FITS = {Verdict.MET: Text("yes", "可保障"), Verdict.NOT_MET: Text("no", "不足"), Verdict.UNKNOWN: Text("open", "未定")}


def industries_grid(study: TargetStudy, chosen: Sequence[Target]) -> Grid:
    """The industries chosen, each with its score, its rank, its gap and its reason."""
    return Grid(
        "targets",
        Text("Industries to attract, by cluster and score", "招商产业（按集群和得分）"),
        (
            Text("cluster", "集群"), Text("industry", "产业"), Text("score", "得分"), Text("rank", "位次"),
            Text("local gap a year", "本地年缺口"), Text("reason", "理由"),
        ),
        tuple(_industry(one, study) for one in chosen),
        frozenset({2, 3, 4}),
    )  # fmt: skip


def _industry(one: Target, study: TargetStudy) -> tuple[Text | str, ...]:
    return (
        study.clusters[one.gap.cluster],
        Text(f"{one.gap.sector} {one.name.get('en')}", f"{one.gap.sector} {one.name.get('zh')}"),
        score_words(one.scored),
        rank_words(one.scored),
        money(one.figures["gap"]),
        target_reason(one, study.criteria.industry, study.facts.technology.name),
    )


def figures_grid(study: TargetStudy, chosen: Sequence[Target]) -> Grid:
    """What the industries chosen were scored on, beside the gap."""
    return Grid(
        "target_figures",
        Text("What they were scored on", "评分所用指标"),
        (
            Text("cluster", "集群"), Text("industry", "产业"), Text("spent per output", "单位产出采购"),
            Text("likeness of inputs", "投入相似度"), Text("density, 153 sectors", "关联密度（153部门）"),
            Text("knowledge", "知识服务"), Text("room", "要素保障"),
        ),
        tuple(
            (
                study.clusters[one.gap.cluster],
                one.gap.sector,
                percent(one.figures["need"]),
                _plain(one.figures.get("closeness")),
                _plain(one.figures.get("density")),
                percent(one.figures.get("knowledge", ANY_SHARE)),
                percent(one.figures["room"]),
            )
            for one in chosen
        ),
        frozenset({2, 3, 4, 5, 6}),
    )  # fmt: skip


def firms_grid(study: TargetStudy) -> Grid:
    """The candidate firms, each with its score, its rank, what it closes and its reason."""
    return Grid(
        "target_firms",
        Text("Candidate firms by score", "目标企业（按得分）"),
        (
            Text("firm", "企业"), Text("cluster", "集群"), Text("score", "得分"), Text("rank", "位次"),
            Text("gap closed a year", "年补缺口"), Text("fits", "要素保障"), Text("reason", "理由"),
        ),
        tuple(_firm(one, study) for one in study.candidates),
        frozenset({2, 3, 4}),
    )  # fmt: skip


def _firm(one: CandidateTarget, study: TargetStudy) -> tuple[Text | str, ...]:
    firm = one.candidate
    home = f" ({firm.home})", f"（{firm.home}）"
    return (
        Text(firm.name.get("en") + home[0] * bool(firm.home), firm.name.get("zh") + home[1] * bool(firm.home)),
        study.clusters.get(one.cluster, Text()),
        score_words(one.scored),
        rank_words(one.scored),
        money(one.figures["gap"]),
        FITS[one.fit.verdict],
        candidate_reason(one, study.criteria.firm, study.facts.technology.name),
    )


def firms_needs_grid(study: TargetStudy) -> Grid:
    """What each firm takes, against what its county has free."""
    return Grid(
        "target_needs",
        Text("What candidate firms take, over what is free", "目标企业所需要素与县域余量"),
        (Text("firm", "企业"), *(one.name for one in RESOURCES.values())),
        tuple(
            (one.candidate.name, *(_against(each.resource, each.need, each.free) for each in one.fit.resources))
            for one in study.candidates
        ),
        frozenset(range(1, 1 + len(RESOURCES))),
    )


def _against(resource: str, need: Interval, free: Interval) -> Text:
    asked, left = resource_amount(resource, need), resource_amount(resource, free)
    return Text(f"{asked.en} / {left.en}", f"{asked.zh}/{left.zh}")


def resource_amount(resource: str, amount: Interval | None) -> Text:
    """An amount of a resource in the unit that offices read; unknown where nothing is known of it."""
    if amount is None or (amount.low <= 0 and math.isinf(amount.high)):
        return UNKNOWN
    return figure(amount, None, RESOURCES[resource].shown.zh)


def score_words(mark: Scored) -> str:
    """A score, or the two ends between which it lies."""
    low, high = f"{mark.score.low:.1f}", f"{mark.score.high:.1f}"
    return low if low == high else f"{low}–{high}"


def rank_words(mark: Scored) -> str:
    """A rank, or the range of ranks, and of how many."""
    ranks = f"{mark.best}" if mark.best == mark.worst else f"{mark.best}–{mark.worst}"
    return f"{ranks}/{mark.of}"


def _plain(figure: Interval | None) -> Text | str:
    if figure is None or (figure.low <= 0 and figure.high >= 1):
        return UNKNOWN
    low, high = f"{figure.low:.2f}", f"{figure.high:.2f}"
    return low if low == high else f"{low}–{high}"
