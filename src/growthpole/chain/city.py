"""One city as the study of its chains asks for it, a cluster after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from growthpole.chain.amounts import ANY_AMOUNT, ANY_SHARE
from growthpole.chain.gapping import Site
from growthpole.chain.gaps import InputGap
from growthpole.chain.ground import Ground
from growthpole.chain.leaders import Leader, find_leader
from growthpole.chain.links import Link, links_of
from growthpole.chain.neighbours import Source, around, sources
from growthpole.chain.output import Reading, read_first, read_output
from growthpole.chain.placing import Placing, place_firms
from growthpole.chain.study import ClusterChain, StageState
from growthpole.chain.suppliers import InputSuppliers, input_suppliers, outside_share, pulls, single_points
from growthpole.chain.supply import stage_supply
from growthpole.chain.weaknesses import Limits, judge_leader, judge_linkage
from growthpole.model.assessment import Finding
from growthpole.model.chain import MARKETS, Chain
from growthpole.model.dossier import Dossier
from growthpole.model.places import Cluster, Firm
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.programme.figures import Figures

__all__ = ["City"]

_LEADER = ("leader_revenue", "leader_output")
_LOCAL = ("local_supply_share",)
_MAKERS = Text("what local makers could give", "本地产能上限")


@dataclass(frozen=True, eq=False)
class City:
    """What is handed in, ready to be asked for one cluster after another."""

    dossier: Dossier
    figures: Figures
    ground: Ground
    limits: Limits
    stated: Mapping[str, Mapping[str, Verdict]]
    links: Sequence[Link] = ()
    placed: dict[tuple[str, str], Placing] = field(default_factory=dict)

    @cached_property
    def firms(self) -> Mapping[str, Firm]:
        """The firms by id."""
        return {firm.id: firm for firm in self.dossier.firms}

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The region of each cluster."""
        return {one.id: one.region for one in self.dossier.clusters}

    @cached_property
    def by_region(self) -> Mapping[str, tuple[Firm, ...]]:
        """The firms of each region: where they say they are, else where their cluster is."""
        return _grouped(self.dossier.firms, lambda firm: firm.region or self.homes.get(firm.cluster, ""))

    @cached_property
    def by_cluster(self) -> Mapping[str, tuple[Firm, ...]]:
        """The firms of each cluster."""
        return _grouped(self.dossier.firms, lambda firm: firm.cluster)

    def local_firms(self, cluster: Cluster) -> list[Firm]:
        """The firms of the place of a cluster, and its own wherever they are."""
        there = [firm for code in sorted(self.ground.around(cluster.region)) for firm in self.by_region.get(code, ())]
        own = self.by_cluster.get(cluster.id, ())
        return list({firm.id: firm for firm in (*there, *own)}.values())

    def placing(self, chain: Chain, region: str) -> Placing:
        """The firms of one region on the stages of a chain, worked out once."""
        key = (chain.id, region)
        if key not in self.placed:
            self.placed[key] = place_firms(chain, self.by_region.get(region, ()))
        return self.placed[key]

    @cached_property
    def by_buyer(self) -> Mapping[str, Sequence[Link]]:
        """The links by who buys."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.buyer, []).append(link)
        return found

    def bought_by(self, buyers: Iterable[str]) -> list[Link]:
        """What some firms buy, in the order of the links of each."""
        return [link for buyer in buyers for link in self.by_buyer.get(buyer, ())]

    def site(self, cluster: Cluster, chain: Chain) -> Site:
        """A cluster with its chain and the firms of its place, ready to be measured."""
        placing = place_firms(chain, self.local_firms(cluster))
        local = self.ground.around(cluster.region)
        bought = {stage: outside_share(listed, local) for stage, listed in self.bought(cluster.id, placing).items()}
        return Site(cluster.id, cluster.region, self.output(cluster, chain).value, placing, bought)

    def output(self, cluster: Cluster, chain: Chain) -> Reading:
        """What its core makes: after the evidence, and no more than the jobs of the place could make."""
        sectors = tuple(dict.fromkeys(code for stage in chain.core for code in stage.sectors))
        return read_output(self.figures, cluster.id).within(self.ground.made(cluster.region, sectors).high)

    def bought(self, cluster: str, placing: Placing) -> dict[str, list[Link]]:
        """What the cluster's own firms buy, by stage."""
        own = [one.firm.id for one in placing.firms if one.firm.cluster == cluster]
        stands = {one.firm.id: one.stages[0] for one in placing.firms if len(one.stages) == 1}
        return links_of(self.bought_by(own), own, placing.chain, stands)

    def study(self, site: Site, gaps: Sequence[InputGap]) -> ClusterChain:
        """Everything about the chain of one cluster."""
        cluster = self.dossier.clusters[self.dossier.cluster_index[site.cluster]]
        local = self.ground.around(site.region)
        bought = self.bought(site.cluster, site.placing)
        flat = [link for listed in bought.values() for link in listed]
        leader = self.leader(site, local)
        return ClusterChain(
            cluster=cluster,
            chain=site.chain,
            drawn=site.chain.id.startswith("table_"),
            output=self.output(cluster, site.chain),
            stages=tuple(_state(site, stage.id, self.ground) for stage in site.chain.stages),
            nowhere=tuple(firm.id for firm in site.placing.nowhere if firm.cluster == site.cluster),
            suppliers=_suppliers(site, bought, local),
            critical=_critical(site, flat),
            sources=self.sources(site, gaps),
            leader=leader,
            findings=(self.leader_finding(leader), self.linkage_finding(site, flat, gaps, local)),
            stated=self.stated.get(site.cluster, {}),
        )

    def leader(self, site: Site, local: frozenset[str]) -> Leader:
        """Its leading enterprise, by the firms, the links and the evidence."""
        told = read_first(self.figures, site.cluster, _LEADER)
        there = self.bought_by(one.firm.id for one in site.placing.firms)
        return find_leader(
            site.cluster,
            site.placing,
            output=site.output,
            told=told.value if told else ANY_AMOUNT,
            links=there,
            ranks=pulls(there),
            local=local,
        )

    def leader_finding(self, leader: Leader) -> Finding:
        """Whether its leader is strong."""
        firm = self.firms.get(leader.enterprise)
        name = firm.name if firm else Text("the largest enterprise", "最大企业")
        return judge_leader(leader, name, self.limits)

    def linkage_finding(
        self, site: Site, flat: Sequence[Link], gaps: Sequence[InputGap], local: frozenset[str]
    ) -> Finding:
        """Whether its linkage is strong: by complete links, else the evidence, else the links that are known."""
        told = read_first(self.figures, site.cluster, _LOCAL)
        if flat and (site.chain.complete or told is None):
            bought, source = outside_share(flat, local, inside=True), Text("the table of links", "供需对接台账")
        elif told is not None:
            bought, source = told.value, Text(f"the evidence of {told.period}", f"{told.period}年填报数据")
        else:
            bought, source = ANY_SHARE, _MAKERS
        return judge_linkage(bought, source, gaps, self.limits)

    def sources(self, site: Site, gaps: Sequence[InputGap]) -> Mapping[str, tuple[Source, ...]]:
        """By stage that may lack anything: the counties around that could supply it."""
        local = self.ground.around(site.region)
        near = around(site.region, self.dossier.regions, self.dossier.boundaries, local)
        placings = {place.region: self.placing(site.chain, place.region) for place in near}
        lacking = [gap.stage for gap in gaps if gap.gap.high > 0]
        found = {stage: sources(stage, site.chain, near, placings, self.ground) for stage in lacking}
        return {stage: listed for stage, listed in found.items() if listed}


def _grouped(firms: Iterable[Firm], key: Callable[[Firm], str]) -> dict[str, tuple[Firm, ...]]:
    found: dict[str, list[Firm]] = {}
    for firm in firms:
        found.setdefault(key(firm), []).append(firm)
    return {name: tuple(listed) for name, listed in found.items()}


def _state(site: Site, stage: str, ground: Ground) -> StageState:
    firms = tuple(firm.id for firm in site.placing.sure[stage])
    possible = site.placing.possible[stage]
    there = Verdict.MET if firms else Verdict.UNKNOWN
    if site.chain.complete and not possible and site.chain.by_id[stage].kind != MARKETS:
        there = Verdict.NOT_MET  # who buys may be anywhere: a market without a local firm is not missing
    if stage in {one.id for one in site.chain.core}:
        there = Verdict.MET  # the cluster itself stands there
    return StageState(stage, there, firms, stage_supply(site.placing, stage, ground, site.region))


def _suppliers(site: Site, bought: Mapping[str, list[Link]], local: frozenset[str]) -> tuple[InputSuppliers, ...]:
    order = [stage.id for stage in site.chain.stages] + [""]
    return tuple(input_suppliers(stage, bought[stage], local) for stage in order if stage in bought)


def _critical(site: Site, links: Sequence[Link]) -> tuple[str, ...]:
    core = {stage.id for stage in site.chain.core}
    own = {one.firm.id for one in site.placing.firms if core & set(one.stages)}
    return tuple(name for name in single_points(links) if name not in own)
