"""Whom to attract, all of it: industries, firms, projects, what counties have free, what a year changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from growthpole.chain.candidates import CandidateTarget, candidate_targets
from growthpole.chain.criteria import FIRM_MEASURES, INDUSTRY_MEASURES, JUDGEMENT, Criteria
from growthpole.chain.fit import Free
from growthpole.chain.fit_county import CountyUse, capacities_of, county_use
from growthpole.chain.gaps import GapTable
from growthpole.chain.projects import Setting, candidates_of, projects_of
from growthpole.chain.projects_change import GapChange, gap_change
from growthpole.chain.projects_gap import (
    LinkProjects,
    link_projects,
    started_in,
    with_producing,
)
from growthpole.chain.study import ChainStudy
from growthpole.chain.targets import Place, Target, rank_targets
from growthpole.chain.targets_facts import SectorFacts
from growthpole.model.dossier import Dossier
from growthpole.model.project import Project
from growthpole.model.text import Text

__all__ = ["LinkChange", "TargetStudy", "places_of", "study_targets"]


@dataclass(frozen=True, slots=True)
class LinkChange:
    """The change of the gap of one link in a year.

    Attributes
    ----------
    cluster, sector, stage : str
        The link.
    change : GapChange
        What changed, and through what.
    """

    cluster: str
    sector: str
    stage: str
    change: GapChange


@dataclass(frozen=True)
class TargetStudy:
    """Whom to attract in a year.

    Attributes
    ----------
    period : str
        The year.
    targets : tuple of Target
        Industries, by cluster and score.
    candidates : tuple of CandidateTarget
        Firms, by score.
    projects : tuple of Project
        The ledger.
    links : tuple of LinkProjects
        What the projects of each link close, by state; only links that have a project.
    uses : tuple of CountyUse
        What the projects of each county ask for.
    changes : tuple of LinkChange
        The change of the gap of each link that a project began to supply, be it its own or that of a rival of its
        cluster; empty where the year before is not studied.
    facts : SectorFacts
        What the national table tells of every sector.
    criteria : Criteria
        Weights and goalposts.
    clusters, regions : mapping of str to Text
        Names by id and code.
    stages : mapping of (str, str) to Text
        Names of stages by cluster and stage.
    """

    period: str
    targets: tuple[Target, ...]
    candidates: tuple[CandidateTarget, ...]
    projects: tuple[Project, ...]
    links: tuple[LinkProjects, ...]
    uses: tuple[CountyUse, ...]
    changes: tuple[LinkChange, ...]
    facts: SectorFacts
    criteria: Criteria
    clusters: Mapping[str, Text] = field(default_factory=dict)
    regions: Mapping[str, Text] = field(default_factory=dict)
    stages: Mapping[tuple[str, str], Text] = field(default_factory=dict)

    @property
    def facts_of_industries(self) -> tuple[str, ...]:
        """The measures of industries that are figures."""
        return tuple(name for name in INDUSTRY_MEASURES if name != JUDGEMENT)

    @property
    def facts_of_firms(self) -> tuple[str, ...]:
        """The measures of firms that are figures."""
        return tuple(name for name in FIRM_MEASURES if name != JUDGEMENT)

    def of(self, cluster: str) -> TargetStudy:
        """The same for one cluster; the counties' limits are those of its own county."""
        links = tuple(one for one in self.links if one.gap.cluster == cluster)
        homes = {one.region for one in self.projects if one.cluster == cluster}
        return replace(
            self,
            targets=tuple(one for one in self.targets if one.gap.cluster == cluster),
            candidates=tuple(one for one in self.candidates if one.cluster == cluster),
            projects=tuple(one for one in self.projects if one.cluster == cluster),
            links=links,
            uses=tuple(one for one in self.uses if one.region in homes),
            changes=tuple(one for one in self.changes if one.cluster == cluster),
        )

    def link_name(self, cluster: str, sector: str, stage: str) -> Text:
        """The name of a link: of its sector, else of its stage."""
        return self.facts.technology.name(sector) if sector else self.stages.get((cluster, stage), Text(stage, stage))


def study_targets(
    study: ChainStudy,
    dossier: Dossier,
    facts: SectorFacts,
    criteria: Criteria,
    places: Mapping[str, Place],
    *,
    complexity: Mapping[str, float] | None = None,
    before: GapTable | None = None,
) -> TargetStudy:
    """Study whom to attract.

    Parameters
    ----------
    study : ChainStudy
        The chains of the year, with their gaps.
    dossier : Dossier
        With the ledgers ``projects``, ``candidates`` and ``capacity``, where they were handed in.
    facts, criteria, places, complexity
        As for :func:`growthpole.chain.targets.rank_targets`.
    before : GapTable, optional
        The gaps of the year before, for the change.

    Returns
    -------
    TargetStudy
        A ledger that was not handed in leaves its part empty.

    Raises
    ------
    EvidenceError
        With the faults of a ledger, row by row.
    """
    setting = _setting(study, dossier, facts)
    projects = projects_of(dossier.ledgers.get("projects", ()), setting)
    candidates = candidates_of(dossier.ledgers.get("candidates", ()), setting)
    year = int(study.period)
    open_ = with_producing(study.gaps, projects, year)
    return TargetStudy(
        study.period,
        rank_targets(open_, facts, criteria, places, complexity=complexity, own=_own(study)),
        candidate_targets(candidates, open_, facts, criteria, places),
        projects,
        link_projects(study.gaps, projects, year),
        county_use(projects, capacities_of(dossier.ledgers.get("capacity", ())), year),
        () if before is None else _changes(study.gaps, before, projects, year),
        facts,
        criteria,
        {one.id: one.name for one in dossier.clusters},
        study.regions,
        {(one.cluster.id, stage.id): stage.name for one in study.clusters for stage in one.chain.stages},
    )


def _own(study: ChainStudy) -> dict[str, frozenset[str]]:
    """The sectors in which each cluster works itself."""
    return {
        one.cluster.id: frozenset(code for stage in one.chain.core for code in stage.sectors) for one in study.clusters
    }


def _setting(study: ChainStudy, dossier: Dossier, facts: SectorFacts) -> Setting:
    return Setting(
        facts.technology.sectors,
        {one.id: one.region for one in dossier.clusters},
        {one.cluster.id: tuple(stage.id for stage in one.chain.stages) for one in study.clusters},
    )


def _changes(gaps: GapTable, before: GapTable, projects: Sequence[Project], year: int) -> tuple[LinkChange, ...]:
    """The change of every link that a project began to supply in the year."""
    # The later year with the works of the earlier one: what else supplies the link now.
    now, was, others = (
        with_producing(table, projects, at) for table, at in ((gaps, year), (before, year - 1), (gaps, year - 1))
    )
    found = []
    for (cluster, sector, stage), started in started_in(gaps, projects, year).items():
        old, new, rest = (each.find(cluster, stage=stage, sector=sector) for each in (was, now, others))
        if old is not None and new is not None and rest is not None:
            found.append(LinkChange(cluster, sector, stage, gap_change(old, new, started, others=rest.supply)))
    return tuple(found)


def places_of(
    study: ChainStudy,
    dossier: Dossier,
    sectors: Collection[str],
    sectors_of: Callable[[str], tuple[str, ...]],
    density: Callable[[str], Mapping[str, float]],
) -> dict[str, Place]:
    """What is known of every region that has a cluster.

    Parameters
    ----------
    study : ChainStudy
        Says whether the table of firms is complete.
    dossier : Dossier
        Clusters, firms, capacity.
    sectors : collection of str
        Codes of the table.
    sectors_of : callable
        From an industry to the sectors it falls into.
    density : callable
        From a region to the relatedness density of each sector's section.

    Returns
    -------
    dict of str to Place
        A sector is there for certain where a cluster or firm of the region works in it alone; it is absent for certain
        only where every chain says that the table of firms is complete.
    """
    free = capacities_of(dossier.ledgers.get("capacity", ()))
    whole = bool(study.clusters) and all(one.chain.complete for one in study.clusters)
    homes = {one.id: one.region for one in dossier.clusters}
    at: dict[str, set[str]] = {region: set() for region in homes.values() if region}
    for one in study.clusters:
        cores = [stage.sectors for stage in one.chain.core if len(stage.sectors) == 1]
        at.get(one.cluster.region, set()).update(code for codes in cores for code in codes)
    for region, industry in [
        *((one.region, code) for one in dossier.clusters for code in one.industries),
        *((one.region or homes.get(one.cluster, ""), one.industry) for one in dossier.firms if one.industry),
    ]:
        found = sectors_of(industry) if region in at else ()
        if len(found) == 1:
            at[region].add(found[0])
    return {
        region: _place(there, sectors, free.get(region, {}), density(region), whole) for region, there in at.items()
    }


def _place(there: set[str], sectors: Collection[str], free: Free, density: Mapping[str, float], whole: bool) -> Place:
    absent = frozenset(sectors) - there if whole else frozenset()
    return Place(frozenset(there), absent, free, density)
