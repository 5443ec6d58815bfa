"""The tables of industries and of firms in the chapter of investment targets."""

from __future__ import annotations

from collections.abc import Sequence

from growthpole.chain.targets import Target
from growthpole.chain.targets_reasons import amount, candidate_reason, share, target_reason
from growthpole.chain.targets_scores import Scored
from growthpole.chain.targets_study import TargetStudy
from growthpole.model.interval import Interval
from growthpole.model.project import RESOURCES
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.chapter import Grid

__all__ = ["FITS", "firms_grid", "industries_grid", "rank_words", "score_words"]

FITS = {Verdict.MET: Text("yes", "可保障"), Verdict.NOT_MET: Text("no", "不足"), Verdict.UNKNOWN: Text("open", "未定")}


def industries_grid(study: TargetStudy, chosen: Sequence[Target]) -> Grid:
    """The industries chosen, each with its figures and its reason."""
    return Grid(
        "targets",
        Text("Industries to attract, by cluster and score", "招商产业（按集群和得分）"),
        (
            Text("cluster", "集群"), Text("code", "部门代码"), Text("industry", "产业"), Text("score", "得分"),
            Text("rank", "位次"), Text("spent per output", "单位产出采购"), Text("local gap a year", "本地年缺口"),
            Text("likeness of inputs", "投入相似度"),
            Text("relatedness density, 153 sectors", "关联密度（153部门）"),
            Text("knowledge", "知识服务含量"), Text("room", "要素保障"), Text("reason", "理由"),
        ),
        tuple(_industry(one, study) for one in chosen),
        frozenset({3, 4, 5, 6, 7, 8, 9, 10}),
    )  # fmt: skip


def _industry(one: Target, study: TargetStudy) -> tuple[Text | str, ...]:
    figures = one.figures
    return (
        study.clusters[one.gap.cluster],
        one.gap.sector,
        one.name,
        score_words(one.scored),
        rank_words(one.scored),
        share(figures["need"]),
        amount(figures["gap"], "CNY"),
        _plain(figures.get("closeness")),
        _plain(figures.get("density")),
        share(figures.get("knowledge")),
        share(figures["room"]),
        target_reason(one, study.criteria.industry, study.facts.technology.name),
    )


def firms_grid(study: TargetStudy) -> Grid:
    """The candidate firms, each with its figures and its reason."""
    return Grid(
        "target_firms",
        Text("Candidate firms by score", "目标企业（按得分）"),
        (
            Text("firm", "企业"), Text("home", "所在地"), Text("cluster", "集群"), Text("industry", "产业"),
            Text("score", "得分"), Text("rank", "位次"), Text("gap closed a year", "年补缺口"),
            *(Text(f"{one.name.en}: takes / free", f"{one.name.zh}：需求/余量") for one in RESOURCES.values()),
            Text("fits", "要素保障"), Text("reason", "理由"),
        ),
        tuple(_firm(place, study) for place in range(len(study.candidates))),
        frozenset({4, 5, 6, 7, 8, 9, 10, 11}),
    )  # fmt: skip


def _firm(place: int, study: TargetStudy) -> tuple[Text | str, ...]:
    one = study.candidates[place]
    sector = one.candidate.sector
    return (
        one.candidate.name,
        one.candidate.home,
        study.clusters.get(one.cluster, Text()),
        study.facts.technology.name(sector) if sector else Text(one.candidate.stage, one.candidate.stage),
        score_words(one.scored),
        rank_words(one.scored),
        amount(one.figures["gap"], "CNY"),
        *(_against(each.resource, each.need, each.free) for each in one.fit.resources),
        FITS[one.fit.verdict],
        candidate_reason(one, study.criteria.firm, study.facts.technology.name),
    )


def _against(resource: str, need: Interval, free: Interval) -> Text:
    known = RESOURCES[resource]
    asked, left = amount(need, known.unit, known.shown), amount(free, known.unit, known.shown)
    return Text(f"{asked.en} / {left.en}", f"{asked.zh}/{left.zh}")


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
        return Text("unknown", "未知")
    low, high = f"{figure.low:.2f}", f"{figure.high:.2f}"
    return low if low == high else f"{low}–{high}"
