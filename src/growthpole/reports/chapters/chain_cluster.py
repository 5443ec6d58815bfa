"""The chain of one cluster, stage by stage."""

from __future__ import annotations

from growthpole.chain.study import ChainStudy, ClusterChain
from growthpole.chain.wording import money, percent, said
from growthpole.charts.chain_diagram import chain_diagram
from growthpole.charts.chain_gaps import gap_waterfall
from growthpole.errors import NameUnknownError
from growthpole.model.text import Text
from growthpole.reports.chapters.chain import chain_chapter
from growthpole.reports.chapters.chain_cells import PRESENT, amount, estimate, headed, joined
from growthpole.reports.chapters.chapter import Chapter, Drawing, Grid

__all__ = ["cluster_chapter"]

_HERE = Text("this cluster", "本集群")


def cluster_chapter(study: ChainStudy, cluster: str) -> Chapter:
    """The chain of one cluster: its stages, who is on them, what they lack, who around could supply.

    Parameters
    ----------
    study : ChainStudy
        Of the city.
    cluster : str
        Id of the cluster.

    Returns
    -------
    Chapter

    Raises
    ------
    NameUnknownError
        If there is no such cluster, or it has no chain.
    """
    if cluster not in study.by_cluster:
        raise NameUnknownError("cluster with a chain", cluster, study.by_cluster)
    one = study.by_cluster[cluster]
    gaps = study.gaps.of(cluster)
    whole = chain_chapter(study)
    return Chapter(
        f"chain-{cluster}",
        said(Text("{cluster}: {chain}", "{cluster}：{chain}"), cluster=one.cluster.name, chain=one.chain.name),
        lead=(_output(one), *_nowhere(study, one), *whole.on_cluster[cluster]),
        drawings={
            "chain_diagram": Drawing(
                Text("The chain and what is missing", "产业链与缺失环节"),
                lambda language: chain_diagram(one, gaps, language),
            ),
            "chain_waterfall": Drawing(
                Text("How the gap adds up", "缺口构成"), lambda language: gap_waterfall(one, gaps, language)
            ),
        },
        grids=(_stages(study, one),),
        notes=whole.notes,
    )


def _output(one: ClusterChain) -> Text:
    reading = one.output
    if not reading.indicator:
        template = Text(
            "Output is not known; the jobs of its county could make {output}.", "产值未知；按县域就业推算{output}。"
        )
    else:
        template = Text("Output: {output} ({indicator} of {period}).", "产值：{output}（{period}年{indicator}）。")
    return said(template, output=money(reading.value), indicator=reading.name, period=reading.period)


def _nowhere(study: ChainStudy, one: ClusterChain) -> tuple[Text, ...]:
    if not one.nowhere:
        return ()
    template = Text(
        "On no stage: {names}. Give them an industry code or a stage in the table of firms.",
        "未归入任何环节的企业：{names}。请在企业表中填写行业代码或环节。",
    )
    return (said(template, names=joined(study.firm(name) for name in one.nowhere[:10])),)


def _stages(study: ChainStudy, one: ClusterChain) -> Grid:
    columns = (
        Text("Stage", "环节"), Text("Anybody there", "是否有企业"), Text("Firms", "企业"),
        Text("Share of output spent on it", "占产值比例"), headed(Text("Needed in a year", "年需求")),
        headed(Text("Made locally", "本地供给")), headed(Text("Gap", "缺口")),
        headed(Text("Gap, estimate", "缺口估计")),
        Text("Counties around that could supply", "周边可供货县区"),
    )  # fmt: skip
    found = {gap.stage: gap for gap in study.gaps.of(one.cluster.id)}
    core = {stage.id for stage in one.chain.core}
    rows: list[tuple[Text | str, ...]] = []
    for state in one.stages:
        gap = found.get(state.stage)
        firms = joined(study.firm(firm) for firm in state.firms[:3]) if state.firms else Text()
        around = [study.region(source.place.region) for source in one.sources.get(state.stage, ())[:3]]
        figures: tuple[Text | str, ...] = ("", "", amount(state.output), "", "")
        if gap is not None:
            figures = (
                percent(gap.coefficient), amount(gap.demand), amount(gap.supply), amount(gap.gap), estimate(gap)
            )  # fmt: skip
        there = _HERE if state.stage in core and not state.firms else PRESENT[state.there]
        rows.append((one.chain.by_id[state.stage].name, there, firms, *figures, joined(around)))
    title = Text("The stages, from raw material to market", "由原料到市场的各环节")
    return Grid("chain-stages", title, columns, tuple(rows), frozenset(range(3, 8)))
