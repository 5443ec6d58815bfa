"""The tables of the chapter of chains."""

from __future__ import annotations

from growthpole.chain.study import ChainStudy, ClusterChain
from growthpole.chain.suppliers import InputSuppliers
from growthpole.chain.weaknesses import LEADER, LINKAGE
from growthpole.chain.wording import UNKNOWN, percent, said
from growthpole.model.chain import KINDS
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.chain_cells import (
    PRESENT,
    amount,
    estimate,
    headed,
    index,
    joined,
    named,
    share,
    stated,
)
from growthpole.reports.chapters.chapter import Grid

__all__ = ["gaps_grid", "leaders_grid", "stages_grid", "suppliers_grid"]

Row = tuple[Text | str, ...]
_CLUSTER = Text("Cluster", "集群")
_STAGE = Text("Stage", "环节")
_NAMED = 3
"""So many firms or counties are named in a cell."""


def gaps_grid(study: ChainStudy) -> Grid:
    """The local gap in money: a row for each cluster and input."""
    columns = (
        _CLUSTER, _STAGE, headed(Text("Needed in a year", "年需求")), headed(Text("Made locally", "本地供给")),
        Text("Its share of that", "可得比例"), headed(Text("Gap", "缺口")), headed(Text("Gap, estimate", "缺口估计")),
        Text("Must come from elsewhere", "须外购比例"),
        Text("Bought elsewhere", "实际外购比例"), Text("Counties around that could supply", "周边可供货县区"),
    )  # fmt: skip
    rows = []
    for gap in study.gaps.stages:
        one = study.by_cluster[gap.cluster]
        around = [study.region(source.place.region) for source in one.sources.get(gap.stage, ())[:_NAMED]]
        rows.append(
            (
                one.cluster.name, named(one, gap.stage), amount(gap.demand), amount(gap.supply),
                share(gap.supply_share), amount(gap.gap), estimate(gap), share(gap.outside_share),
                share(gap.bought_outside), joined(around),
            )
        )  # fmt: skip
    title = Text("What is missing, in money", "各环节缺口金额")
    return Grid("chain-gaps", title, columns, tuple(rows), frozenset(range(2, 9)))


def stages_grid(study: ChainStudy) -> Grid:
    """Who is on each stage; one of which nobody knows anything stands on the page of its chain alone."""
    columns = (
        _CLUSTER, Text("Chain", "产业链"), _STAGE, Text("Kind", "类别"), Text("Anybody there", "是否有企业"),
        Text("Firms known", "已知企业数"), Text("Firms", "企业"), headed(Text("They make", "产值")),
    )  # fmt: skip
    rows = [row for one in study.clusters for row in _stage_rows(study, one)]
    return Grid(
        "chain-stages",
        Text("Who is on each stage, as far as is known", "各环节企业（已知部分）"),
        columns,
        tuple(rows),
        frozenset({5, 7}),
    )


def _stage_rows(study: ChainStudy, one: ClusterChain) -> list[Row]:
    return [
        (
            one.cluster.name, one.chain.name, one.chain.by_id[state.stage].name,
            KINDS[one.chain.by_id[state.stage].kind], PRESENT[state.there], str(len(state.firms)),
            joined(study.firm(firm) for firm in state.firms[:_NAMED]), amount(state.output),
        )
        for state in one.stages
        if state.there is not Verdict.UNKNOWN
    ]  # fmt: skip


def leaders_grid(study: ChainStudy) -> Grid:
    """Leading enterprises, and the measured weaknesses beside those of the programme."""
    columns = (
        _CLUSTER, Text("Leading enterprise", "龙头企业"), Text("Chain leader", "链长"), headed(Text("Output", "产值")),
        Text("CR1", "CR1"), Text("CR4", "CR4"), Text("HHI", "HHI"),
        Text("Against the nation's largest", "相当于全国最大同行"),
        Text("Buys locally", "本地采购"), Text("Pull (mean = 1)", "牵引力（平均=1）"),
        Text("Leader", "龙头"), Text("Leader, after the programme", "龙头（办法结论）"),
        Text("Linkage", "产业关联"), Text("Linkage, after the programme", "产业关联（办法结论）"),
        Text("Reasons", "理由"),
    )  # fmt: skip
    rows = tuple(_leader_row(study, one) for one in study.clusters)
    title = Text("Leading enterprises and linkage", "龙头企业与产业关联")
    return Grid("chain-leaders", title, columns, rows, frozenset(range(3, 10)))


def _leader_row(study: ChainStudy, one: ClusterChain) -> Row:
    leader, dominance = one.leader, one.leader.dominance
    first, second = one.findings
    master = Text("{name} (chain master)", "{name}（链主）") if leader.named else Text("{name}", "{name}")
    name = said(master, name=study.firm(leader.enterprise)) if leader.enterprise else UNKNOWN
    official = one.chain.leader_official
    return (
        one.cluster.name, name, official if official.get("en") else Text("not named", "未定"), amount(leader.output),
        share(dominance.cr1), share(dominance.cr4), index(dominance.hhi),
        UNKNOWN if leader.national is None else percent(leader.national), share(leader.local_purchases),
        UNKNOWN if leader.pull is None else f"{leader.pull:.2f}",
        stated(first.verdict), stated(one.stated.get(LEADER)), stated(second.verdict), stated(one.stated.get(LINKAGE)),
        said(Text("{first} {second}", "{first}{second}"), first=first.reason, second=second.reason),
    )  # fmt: skip


def suppliers_grid(study: ChainStudy) -> Grid:
    """The suppliers of each input, as the table of links tells."""
    columns = (
        _CLUSTER, _STAGE, headed(Text("Bought in a year", "年采购额")), Text("Suppliers", "供应商数"),
        Text("Largest", "最大供应商"), Text("CR1", "CR1"), Text("HHI", "HHI"), Text("Bought locally", "本地采购"),
        Text("Single point of failure", "单点风险"),
    )  # fmt: skip
    rows = [_supplier_row(study, one, each) for one in study.clusters for each in one.suppliers]
    title = Text("Suppliers and single points of failure", "供应商集中度与单点风险")
    return Grid("chain-suppliers", title, columns, tuple(rows), frozenset({2, 3, 5, 6, 7}))


def _supplier_row(study: ChainStudy, one: ClusterChain, each: InputSuppliers) -> Row:
    critical = [study.firm(name) for name in each.suppliers if name in one.critical]
    alone = Text("× one supplier", "× 仅一家") if each.single else Text()
    local = Text("× one in the county", "× 县内仅一家") if len(each.local) == 1 and not each.single else Text()
    told = [text for text in (alone, local) if text.en] or critical[:_NAMED]
    return (
        one.cluster.name, named(one, each.stage), amount(each.purchases), str(len(each.suppliers)),
        study.firm(each.suppliers[0]), share(each.cr1), index(each.hhi), share(each.local_share), joined(told),
    )  # fmt: skip
