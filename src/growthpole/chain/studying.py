"""Study the chains of a city: choose the chain of each cluster, place its firms, measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from growthpole.chain.city import City
from growthpole.chain.drawn import chain_from_table
from growthpole.chain.gapping import Site, sector_wants, stage_wants
from growthpole.chain.gaps import GapTable
from growthpole.chain.ground import Ground
from growthpole.chain.links import check_links, read_links
from growthpole.chain.placing import check_firms, on_no_stage
from growthpole.chain.pooling import Stranger, share_supply
from growthpole.chain.study import ChainStudy
from growthpole.chain.weaknesses import EXAMPLE_LIMITS, Limits
from growthpole.errors import Problem
from growthpole.model.chain import Chain, bare
from growthpole.model.dossier import Dossier
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.verdict import Verdict
from growthpole.programme.figures import build_figures

__all__ = ["chain_of", "study_chains_of"]


def study_chains_of(
    dossier: Dossier, programme: Programme, period: str, chains: Sequence[Chain], ground: Ground,
    *, limits: Limits = EXAMPLE_LIMITS, stated: Mapping[str, Mapping[str, Verdict]] | None = None,
) -> ChainStudy:  # fmt: skip
    """Study the chain of every cluster.

    Parameters
    ----------
    dossier : Dossier
        Clusters, evidence, firms, links, boundaries.
    programme : Programme
        Says what the figures of the evidence are.
    period : str
        The year.
    chains : sequence of Chain
        The chains of the office, or those that ship; a cluster that none of them speaks of has one drawn from the
        national table.
    ground : Ground
        The national table and the counties.
    limits : Limits
        Below what a leader or a linkage is not strong.
    stated : mapping of str to mapping of str to Verdict
        By cluster and weakness: the verdicts of the programme itself.

    Returns
    -------
    ChainStudy
        The order of rows never matters.

    Raises
    ------
    EvidenceError
        When the table of firms or of links names a stage or sector that there is not.
    """
    records = dossier.ledgers.get("links", ())
    chosen = {one.id: chain_of(one, chains, ground) for one in dossier.clusters}
    found = {name: chain for name, chain in chosen.items() if chain is not None}
    used = tuple({chain.id: chain for chain in (*chains, *found.values())}.values())
    check_firms(used, dossier.firms)
    check_links(records, used, ground.technology.sectors)
    links = read_links(records, {firm.id: firm for firm in dossier.firms}, period)
    city = City(dossier, build_figures(programme, dossier, period), ground, limits, stated or {}, links)
    sites = [city.site(one, found[one.id]) for one in dossier.clusters if one.id in found]
    without = tuple(one for one in dossier.clusters if one.id not in found)
    gaps = _gap_table(sites, without, ground, period)
    return ChainStudy(
        period=period,
        clusters=tuple(city.study(site, gaps.of(site.cluster)) for site in sites),
        gaps=gaps,
        without=without,
        regions={region.code: region.name for region in dossier.regions},
        firms={firm.id: firm.name for firm in dossier.firms},
        sectors=ground.technology.names,
        sources=tuple(one for one in (ground.technology.source, ground.source) if one.get("en")),
        warnings=_nowhere(sites),
    )


def _nowhere(sites: Iterable[Site]) -> tuple[Problem, ...]:
    """The firms of the clusters that their chain has no stage for, in the order of the file."""
    found = [
        on_no_stage(firm, site.chain) for site in sites for firm in site.placing.nowhere if firm.cluster == site.cluster
    ]
    return tuple(sorted(found, key=lambda one: (one.file, one.sheet or "", one.row or 0, one.found)))


def chain_of(cluster: Cluster, chains: Iterable[Chain], ground: Ground) -> Chain | None:
    """The chain of a cluster: one that names it, else one of its industries, else one drawn from the national table.

    Returns
    -------
    Chain or None
        ``None`` where no chain names it and its industries are unknown, or unknown to the table.
    """
    listed = tuple(chains)
    for chain in listed:
        if cluster.id in chain.clusters:
            return chain
    for chain in listed:
        if any(bare(own).startswith(bare(code)) for own in cluster.industries for code in chain.industries):
            return chain
    return _drawn(cluster, ground)


def _drawn(cluster: Cluster, ground: Ground) -> Chain | None:
    known = [code for code in cluster.industries if ground.sectors_of(code)]
    if not known:
        return None
    return chain_from_table(
        known, cluster.name, ground.technology, sectors_of=ground.sectors_of, industries_of=ground.industries_of
    )


def _gap_table(sites: Sequence[Site], without: Sequence[Cluster], ground: Ground, period: str) -> GapTable:
    """What each cluster lacks; those without a chain are in its way too, nobody knows for how much."""
    strangers = [Stranger(one.id, ground.around(one.region)) for one in without]
    stages = [want for site in sites for want in stage_wants(site, ground)]
    sectors = [want for site in sites for want in sector_wants(site, ground)]
    return GapTable(period, share_supply(stages, strangers), share_supply(sectors, strangers))
