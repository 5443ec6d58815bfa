"""The chapter of chains: what each cluster lacks, who supplies it, who leads it, and what is not known of that."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from growthpole.chain.study import ChainStudy, ClusterChain
from growthpole.chain.suppliers import DAMPING
from growthpole.chain.weaknesses import EXAMPLE_LIMITS
from growthpole.chain.wording import money, percent, said
from growthpole.charts.chain_diagram import chain_diagram
from growthpole.charts.chain_gaps import cluster_gaps, gap_waterfall
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.chain_cells import joined, stated, sum_of
from growthpole.reports.chapters.chain_grids import gaps_grid, leaders_grid, stages_grid, suppliers_grid
from growthpole.reports.chapters.chapter import Chapter, Drawing

__all__ = ["chain_chapter", "drawn_first"]

_TITLE = Text("Industry chains: what is missing and who leads", "产业链：缺什么、谁牵头")
_NAMED = 5
"""So many firms are named in a sentence."""
_DRAWN = 3
"""So many clusters have their chain and waterfall drawn in the report; the command draws any of them."""
_NONE = Text(
    "No cluster has a chain: none of their industries is known. Give the register of clusters its industry codes "
    "(GB/T 4754), or name clusters in chains.toml.",
    "尚无集群可绘制产业链：行业代码均未填报。请在集群名录中填写行业代码（GB/T 4754），或在 chains.toml 中列明集群。",
)
_NOTES = (
    Text(
        "Demand is output times the money that the industry spends on an input per unit of output, imported goods "
        "included: {table}. A sector is wider than a stage, and national coefficients are those of the average firm; "
        "an office that knows better states its own shares in chains.toml. Machines are bought as investment, which "
        "the table does not show: up to the depreciation of the industry is added to the high end.",
        "需求＝产值×单位产出消耗（含进口）：{table}。部门口径宽于环节，全国系数为行业平均；主管部门掌握更准确比例的，"
        "可在 chains.toml 中填写。设备购置属于投资，投入产出表不反映，其上限按该行业折旧计入。",
    ),
    Text(
        "Local supply is what the firms of the county in the table of firms make, and at most what {census} allows: a "
        "section such as manufacturing may hold all its jobs in one sector or none, so that the high end is wide. The "
        "estimate spreads the jobs as in the nation. {pool}",
        "本地供给下限为企业表中本县（区）企业产值，上限按{census}推算：就业只分到门类，某一部门可能占全部也可能为零，"
        "故上限较宽；“估计”按全国结构分摊就业。{pool}",
    ),
    Text(
        "No figure that is unknown counts as zero: a gap of at most an amount says only that it is no larger.",
        "未知数据不按零处理：缺口“至多”某数，只表示不会更大。",
    ),
    Text(
        "A leader is not strong where the largest enterprise makes less than {leader} of what the core makes, a "
        "linkage where less than {local} of purchases are bought locally: examples, as in the programme of Jinzhong. "
        "Pull is PageRank in the network of purchases (damping {damping}), as a multiple of the mean.",
        "“龙头不强”指最大企业占主导产业产值低于{leader}，“关联不强”指本地采购占比低于{local}（示例阈值，同晋中办法）。"
        "牵引力为采购网络的PageRank值（阻尼系数{damping}），以平均值为1。",
    ),
)  # fmt: skip


_NO_CENSUS = Text(
    "Local supply is what the firms of the county in the table of firms make; no census is at hand for these counties. "
    "{pool}",
    "本地供给为企业表中本县（区）企业产值；这些县（区）无人口普查资料。{pool}",
)
_POOL = Text(
    "Clusters of a county that want the same goods share its supply by their demand (supply-demand pool): their "
    "gaps add up to that of the county. What is needed, less the cluster's share of what is made locally, is the gap. "
    "On a stage those clusters share whose chains name the same goods or makers; on a sector (chain gap --sectors) all "
    "that buy anything from it, and its gap may be larger than that of a stage in it. Where it is not known whether a "
    "cluster wants the same goods, or how much, the gap lies between what it is without that cluster and with it. "
    "Buyers that are no registered cluster are not counted.",
    "同一县（区）内需要同类产品的集群按需求比例分摊本地供给（供需池法），各集群缺口之和即为全县（区）缺口。"
    "年需求减去“本地供给×可得比例”即为缺口。环节口径下，产业链列有同类产品或同一厂家的集群参与分摊；"
    "部门口径下（chain gap --sectors），凡购买该部门产品的集群均参与分摊，部门缺口可能大于其中某一环节的缺口。"
    "某集群是否需要同类产品或需要多少未知时，缺口按其不参与和参与分摊取区间。未登记为集群的买方不计入。",
)


def chain_chapter(study: ChainStudy) -> Chapter:
    """The chapter of chains.

    Parameters
    ----------
    study : ChainStudy
        Where no cluster has a chain, the chapter says what to hand in.

    Returns
    -------
    Chapter
    """
    if not study.clusters:
        return Chapter("chain", _TITLE, lead=(_NONE,))
    suppliers = suppliers_grid(study)
    return Chapter(
        "chain",
        _TITLE,
        lead=tuple(_lead(study)),
        drawings=_drawings(study),
        grids=(gaps_grid(study), stages_grid(study), leaders_grid(study), *([suppliers] if suppliers.rows else [])),
        notes=_notes(study),
        on_cluster={one.cluster.id: tuple(_on_cluster(study, one)) for one in study.clusters},
    )


def _notes(study: ChainStudy) -> tuple[Text, ...]:
    table, *census = study.sources
    limits = {
        "leader": percent(Interval.point(EXAMPLE_LIMITS.leader_share)),
        "local": percent(Interval.point(EXAMPLE_LIMITS.local_share)),
    }
    return (
        said(_NOTES[0], table=table),
        said(_NOTES[1], census=census[0], pool=_POOL) if census else said(_NO_CENSUS, pool=_POOL),
        _NOTES[2],
        said(_NOTES[3], **limits, damping=str(DAMPING)),
    )


def _lead(study: ChainStudy) -> Iterator[Text]:
    drawn = sum(one.drawn for one in study.clusters)
    known = sum(gap.known for gap in study.gaps.stages)
    yield said(
        Text(
            "{clusters} {have} a chain, {drawn} of them drawn from the national table for want of one of the "
            "office's own. Of {all} inputs, the gap of {known} is known in full, that of {bounded} up to an upper end, "
            "that of {open} not at all.",
            "{clusters}个集群有产业链（其中{drawn}个由全国投入产出表自动绘制）。{all}项投入中，{known}项缺口完全确定，"
            "{bounded}项只有上限，{open}项无法判断。",
        ),
        clusters=len(study.clusters), have="cluster has" if len(study.clusters) == 1 else "clusters have",
        drawn=drawn, all=len(study.gaps.stages), known=known,
        bounded=sum(not gap.known and math.isfinite(gap.gap.high) for gap in study.gaps.stages),
        open=sum(math.isinf(gap.gap.high) for gap in study.gaps.stages),
    )  # fmt: skip
    yield from _largest(study)
    yield from _verdicts(study)
    yield from _unplaced(study)
    if study.without:
        yield said(
            Text(
                "Without a chain, their industries being unknown: {names}.", "行业未知、无法绘制产业链的集群：{names}。"
            ),
            names=joined(cluster.name for cluster in study.without),
        )


def _unplaced(study: ChainStudy) -> Iterator[Text]:
    firms = [name for one in study.clusters for name in one.nowhere]
    if firms:
        yield said(
            Text(
                "Firms on no stage of their chain: {count} ({names}). Give them an industry code or a stage.",
                "未归入任何环节的企业{count}家（{names}）。请填写行业代码或环节。",
            ),
            count=len(firms), names=joined(study.firm(name) for name in firms[:_NAMED]),
        )  # fmt: skip


def _largest(study: ChainStudy) -> Iterator[Text]:
    rows = sorted(study.gaps.stages, key=lambda gap: (-gap.gap.low, gap.cluster, gap.stage))[:3]
    certain = [gap for gap in rows if gap.gap.low > 0]
    if not certain:
        yield Text(
            "No gap is certain: what the counties make beside the firms that are known could meet every need. A table "
            "of firms, and the output of every cluster, would settle it.",
            "尚无可以确定的缺口：除已知企业外，各县（区）可能有足够产能。补齐企业表和各集群产值即可判断。",
        )
        return
    names = [
        said(
            Text("{cluster}, {stage} ({gap})", "{cluster}的{stage}（{gap}）"),
            cluster=study.by_cluster[gap.cluster].cluster.name,
            stage=study.by_cluster[gap.cluster].chain.by_id[gap.stage].name,
            gap=money(gap.gap),
        )
        for gap in certain
    ]
    yield said(Text("The largest gaps: {names}.", "最大缺口：{names}。"), names=joined(names))
    missing = sum(len(one.missing) for one in study.clusters)
    single = sum(len(one.single) for one in study.clusters)
    yield said(
        Text(
            "Stages without any firm in the county: {missing}. Inputs that hang on one supplier: {single}.",
            "县域内无企业的环节{missing}个；只靠一家供应商的投入{single}项。",
        ),
        missing=missing, single=single,
    )  # fmt: skip


def _verdicts(study: ChainStudy) -> Iterator[Text]:
    for place, name in enumerate((Text("leader", "龙头"), Text("linkage", "产业关联"))):
        counts = [one.findings[place].verdict for one in study.clusters]
        yield said(
            Text(
                "The {name} is not strong in {weak} clusters, strong enough in {strong}, unknown in {unknown}.",
                "{name}不强的集群{weak}个，尚可{strong}个，未知{unknown}个。",
            ),
            name=name, weak=counts.count(Verdict.MET), strong=counts.count(Verdict.NOT_MET),
            unknown=counts.count(Verdict.UNKNOWN),
        )  # fmt: skip


def drawn_first(study: ChainStudy) -> tuple[ClusterChain, ...]:
    """The clusters whose chains say most: those of a chain file first, then by the gap that is certain."""
    return tuple(
        sorted(
            study.clusters, key=lambda one: (one.drawn, not one.output.indicator, -_certain(study, one), one.cluster.id)
        )
    )


def _certain(study: ChainStudy, one: ClusterChain) -> float:
    return sum_of(study.gaps.of(one.cluster.id)).low


def _drawings(study: ChainStudy) -> Mapping[str, Drawing]:
    found = {
        "chain_gaps": Drawing(
            Text("The gap of each cluster in a year", "各集群年度缺口"),
            lambda language: cluster_gaps(study.clusters, study.gaps, language),
        )
    }
    for number, one in enumerate(drawn_first(study)[:_DRAWN], 1):
        found |= _of_cluster(study, one, number)
    return found


def _of_cluster(study: ChainStudy, one: ClusterChain, number: int) -> dict[str, Drawing]:
    gaps = study.gaps.of(one.cluster.id)
    name = one.cluster.name
    return {
        f"chain_diagram_{number}": Drawing(
            said(Text("{name}: the chain and what is missing", "{name}：产业链与缺失环节"), name=name),
            lambda language: chain_diagram(one, gaps, language),
        ),
        f"chain_waterfall_{number}": Drawing(
            said(Text("{name}: how the gap adds up", "{name}：缺口构成"), name=name),
            lambda language: gap_waterfall(one, gaps, language),
        ),
    }


def _on_cluster(study: ChainStudy, one: ClusterChain) -> Iterator[Text]:
    gaps = study.gaps.of(one.cluster.id)
    yield said(Text("Gap of all inputs in a year: {gap}.", "全部投入年度缺口：{gap}。"), gap=money(sum_of(gaps)))
    rivals = sorted({name for gap in gaps for name in gap.rivals})
    if rivals:
        names = {each.cluster.id: each.cluster.name for each in study.clusters} | {
            each.id: each.name for each in study.without
        }
        yield said(
            Text("Shares local supply, or may, with: {names}.", "与以下集群分摊（或可能分摊）本地供给：{names}。"),
            names=joined(names[name] for name in rivals),
        )
    if one.missing:
        yield said(
            Text("Missing in the county: {names}.", "县域缺失环节：{names}。"),
            names=joined(one.chain.by_id[state.stage].name for state in one.missing),
        )
    if one.single:
        yield said(
            Text("On one supplier alone: {names}.", "仅靠一家供应商：{names}。"),
            names=joined(one.chain.by_id[each.stage].name for each in one.single),
        )
    for finding, name in zip(one.findings, (Text("Leader", "龙头"), Text("Linkage", "产业关联")), strict=True):
        yield said(
            Text("{name}: {verdict}. {reason}", "{name}：{verdict}。{reason}"),
            name=name, verdict=stated(finding.verdict), reason=finding.reason,
        )  # fmt: skip
