"""The chapter of investment targets: industries, firms, projects, what the counties have room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from growthpole.chain.targets import Target
from growthpole.chain.targets_reasons import candidate_reason, target_reason
from growthpole.chain.targets_study import TargetStudy
from growthpole.charts.chain_targets import TargetLine, short_name, target_dots
from growthpole.model.project import STATES
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.chapter import Chapter, Drawing
from growthpole.reports.chapters.criteria_words import criteria_origin
from growthpole.reports.chapters.targets_grids import figures_grid, firms_grid, firms_needs_grid, industries_grid
from growthpole.reports.chapters.targets_projects import change_grid, links_grid, project_words, use_grid

__all__ = ["first_of_each", "targets_chapter"]

_LINES = 30
"""So many lines of a chart can be read."""
_ROWS, _MOST_EACH = 60, 5
"""About so many targets stand in the table, and no more than so many of one cluster."""
_ON_CLUSTER = 3


def targets_chapter(study: TargetStudy, without: Sequence[Text] = ()) -> Chapter | None:
    """The chapter of investment targets.

    Parameters
    ----------
    study : TargetStudy
        Whom to attract.
    without : sequence of Text
        Clusters of which the inputs are not known.

    Returns
    -------
    Chapter or None
        ``None`` where there is neither a target nor a firm nor a project.
    """
    if not (study.targets or study.candidates or study.projects):
        return None
    clusters = len({one.gap.cluster for one in study.targets})
    chosen = first_of_each(study.targets, min(_MOST_EACH, max(1, _ROWS // max(1, clusters))))
    grids = (
        industries_grid(study, chosen),
        figures_grid(study, chosen),
        firms_grid(study),
        firms_needs_grid(study),
        links_grid(study),
        use_grid(study),
        change_grid(study),
    )
    return Chapter(
        "targets",
        Text("Investment targets", "招商目标"),
        lead=tuple(_lead(study, without)),
        drawings=_drawings(study),
        grids=tuple(grid for grid in grids if grid.rows),
        notes=_notes(study),
        on_cluster=_on_cluster(study),
    )


def first_of_each(targets: Sequence[Target], count: int) -> tuple[Target, ...]:
    """The first targets of each cluster, by cluster and score."""
    seen: dict[str, int] = {}
    found = []
    for one in targets:
        seen[one.gap.cluster] = seen.get(one.gap.cluster, 0) + 1
        if seen[one.gap.cluster] <= count:
            found.append(one)
    return tuple(found)


def _lead(study: TargetStudy, without: Sequence[Text]) -> Iterator[Text]:
    clusters = {one.gap.cluster for one in study.targets}
    known = sum(one.gap.gap.known for one in study.targets)
    yield Text(
        f"Possible targets: {len(study.targets)} pairs of cluster and industry, over {len(clusters)} clusters. The "
        f"local gap is one number for {known} of them, an interval or unknown for the others.",
        f"{len(clusters)}个集群共有{len(study.targets)}个可能的招商产业；其中{known}个的本地缺口为确定值，其余为区间或未知。",
    )
    if not any(use.free is not None for use in study.uses):
        yield Text(
            "What the counties have free of land, water, energy, labour and transport was not handed in, so no target "
            "can be fitted to it: that part of every score is open.",
            "未报送各县区要素承载余量（土地、用水、能耗、用工、运力），无法判断能否承载，各得分中该部分未定。",
        )
    if without:
        names = [name.en for name in without], [name.zh or name.en for name in without]
        yield Text(
            f"Nothing can be said of {', '.join(names[0])}: what they make is not told.",
            f"{'、'.join(names[1])}未填写行业，无法分析。",
        )
    for one in sorted(first_of_each(study.targets, 1), key=lambda each: -each.scored.score.low)[:3]:
        cluster, reason = (
            study.clusters[one.gap.cluster],
            target_reason(one, study.criteria.industry, study.facts.technology.name),
        )
        yield Text(
            f"{cluster.en}: {one.name.en}. {reason.en}", f"{cluster.zh or cluster.en}：{one.name.zh}。{reason.zh}"
        )
    if study.candidates:
        yield _firms_words(study)
    yield from project_words(study)


def _firms_words(study: TargetStudy) -> Text:
    first = study.candidates[0]
    fitting = sum(one.fit.verdict is Verdict.MET for one in study.candidates)
    reason = candidate_reason(first, study.criteria.firm, study.facts.technology.name)
    english, chinese = first.candidate.name.get("en"), first.candidate.name.get("zh")
    return Text(
        f"Of {len(study.candidates)} candidate firms the counties surely have all that {fitting} of them take. First "
        f"by score: {english}. {reason.en}",
        f"{len(study.candidates)}家目标企业中，{fitting}家所需要素可确定保障。得分最高：{chinese}。{reason.zh}",
    )


def _drawings(study: TargetStudy) -> dict[str, Drawing]:
    clusters = len({one.gap.cluster for one in study.targets})
    found = {}
    if clusters:
        lines = _industry_lines(study, first_of_each(study.targets, max(1, _LINES // clusters)))
        found["targets_industries"] = Drawing(
            Text("The first industries of each cluster: score from what is certain to what it may reach, and rank",
                 "各集群首选产业：得分由已确定至可能达到，旁注位次"),
            lambda language: target_dots(lines, language),
        )  # fmt: skip
    if study.candidates:
        firms = _firm_lines(study)
        found["targets_firms"] = Drawing(
            Text("Candidate firms: score and rank", "目标企业：得分与位次"),
            lambda language: target_dots(firms, language),
        )
    return found


def _industry_lines(study: TargetStudy, chosen: Sequence[Target]) -> list[TargetLine]:
    lines = []
    for one in sorted(chosen, key=lambda each: (-each.scored.score.low, each.gap.cluster, each.gap.sector)):
        cluster = study.clusters[one.gap.cluster]
        name = Text(
            f"{cluster.get('en')}: {short_name(one.name.en)}", f"{cluster.get('zh')}：{short_name(one.name.zh)}"
        )
        mark = one.scored
        lines.append(TargetLine(f"{one.gap.cluster} {one.gap.sector}", name, mark.score, mark.best, mark.worst))
    return lines


def _firm_lines(study: TargetStudy) -> list[TargetLine]:
    return [
        TargetLine(one.candidate.id, one.candidate.name, one.scored.score, one.scored.best, one.scored.worst)
        for one in study.candidates
    ]


def _on_cluster(study: TargetStudy) -> Mapping[str, tuple[Text, ...]]:
    found: dict[str, list[Text]] = {}
    for one in first_of_each(study.targets, _ON_CLUSTER):
        reason = target_reason(one, study.criteria.industry, study.facts.technology.name)
        words = Text(f"{one.name.en}: {reason.en}", f"{one.name.zh}：{reason.zh}")
        found.setdefault(one.gap.cluster, []).append(words)
    return {cluster: tuple(words) for cluster, words in found.items()}


def _notes(study: TargetStudy) -> tuple[Text, ...]:
    rests = criteria_origin(study.criteria, "industry", "firm")
    states = "、".join(state.zh for state in list(STATES.values())[:4])
    return (
        Text(
            f"Weights, goalposts and conversions: {rests.en}. Needs, likeness, knowledge, value "
            "added, energy and jobs per output are those of the nation's sectors (input-output table 2020, 153 "
            "sectors; employment 2018); a local works may differ. Energy in standard coal is money spent over a range "
            "of prices. Jobs lie between a split of the group's jobs by pay and one by output.",
            f"权重、标杆值与折算系数见{rests.zh}。"
            "采购需求、投入相似度、知识服务含量、增加值率、能耗与用工均为全国部门平均（2020年投入产出表153部门、"
            "2018年就业），本地企业可能不同。能耗按价格区间由金额折算为标准煤；用工取按薪酬与按产值分摊之间的区间。",
        ),
        Text(
            "A rank is a range: each score may lie anywhere in its interval. An unknown that several targets share "
            "moves them together, so that the range is never too narrow and may be too wide. Room for a gap is what "
            "the scarcest of land, water, energy, labour and transport allows; a limit that nobody stated leaves it "
            "open.",
            "位次为区间：各得分可取区间内任意值；多个目标共有的未知数会使其同向变动，因此位次区间不会偏窄、可能偏宽。"
            "要素保障按土地、水、能耗、劳动力、运力中最紧的一项计；未填写的要素不作限定。",
        ),
        Text(
            "Likeness of inputs is the correlation of what two of the 153 sectors buy; relatedness density is the "
            "share of that likeness which falls on sectors known to be in the county (its clusters and firms). Sectors "
            "of which that is not known leave it open; the census, with its 20 sections, cannot close it.",
            "投入相似度为153部门中两部门投入结构的相关系数；关联密度为其落在本县已有部门（集群与企业）上的比例。"
            "是否存在未知的部门使其为区间；人口普查只有20个门类，无法补足。",
        ),
        Text(
            "The tables hold the first of each cluster; growthpole chain targets FOLDER --out FILE writes all.",
            "表中为各集群靠前的产业；全部结果可用 growthpole chain targets 文件夹 --out 文件 写出。",
        ),
        Text(
            "Projects close a gap as their ledger states it, state by state, without odds; those that produce count as "
            "local supply. Room is what the office says is free: what projects under way will take is not deducted.",
            f"项目按台账所列产值弥补缺口，按{states}分别列示，不设概率；已投产项目计入本地供给。"
            "要素余量以报送数为准，未扣除在推项目将占用的部分。",
        ),
    )
