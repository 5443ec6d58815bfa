"""The chains of a city in a year: what each cluster lacks, who supplies it, who leads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from growthpole.chain.gaps import GapTable
from growthpole.chain.leaders import Leader
from growthpole.chain.neighbours import Source
from growthpole.chain.output import Reading
from growthpole.chain.suppliers import InputSuppliers
from growthpole.errors import Problem
from growthpole.model.assessment import Finding
from growthpole.model.chain import Chain
from growthpole.model.interval import Interval
from growthpole.model.places import Cluster
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

__all__ = ["ChainStudy", "ClusterChain", "StageState"]


@dataclass(frozen=True, slots=True)
class StageState:
    """A stage of the chain in the place of a cluster.

    Attributes
    ----------
    stage : str
        Its id.
    there : Verdict
        Whether anybody in the place stands on it: not met where it is surely empty, unknown where nobody is known; a
        market is never empty.
    firms : tuple of str
        Ids of the firms that stand on it.
    output : Interval
        What they make, CNY a year, with what else the county may have.
    """

    stage: str
    there: Verdict
    firms: tuple[str, ...]
    output: Interval


@dataclass(frozen=True)
class ClusterChain:
    """The chain of one cluster.

    Attributes
    ----------
    cluster : Cluster
        The cluster.
    chain : Chain
        Its chain.
    drawn : bool
        Whether it was drawn from the national table because no chain file speaks of it.
    output : Reading
        What its core makes, and which figure says so.
    stages : tuple of StageState
        In the order of the chain.
    nowhere : tuple of str
        Ids of its firms that stand on no stage.
    suppliers : tuple of InputSuppliers
        By stage, from the table of links; empty without one.
    critical : tuple of str
        Firms without which its network of suppliers falls apart, and which make no part of its core.
    sources : mapping of str to tuple of Source
        By stage with a possible gap: the counties around that could supply.
    leader : Leader
        Its leading enterprise.
    findings : tuple of Finding
        The two measured weaknesses: leader, linkage.
    stated : mapping of str to Verdict
        The verdicts of the programme on its own weaknesses of these names.
    """

    cluster: Cluster
    chain: Chain
    drawn: bool
    output: Reading
    stages: tuple[StageState, ...]
    nowhere: tuple[str, ...]
    suppliers: tuple[InputSuppliers, ...]
    critical: tuple[str, ...]
    sources: Mapping[str, tuple[Source, ...]]
    leader: Leader
    findings: tuple[Finding, ...]
    stated: Mapping[str, Verdict] = field(default_factory=dict)

    @property
    def single(self) -> tuple[InputSuppliers, ...]:
        """The inputs that one supplier sells alone."""
        return tuple(one for one in self.suppliers if one.single and one.stage)

    @property
    def missing(self) -> tuple[StageState, ...]:
        """The stages that are surely empty."""
        return tuple(one for one in self.stages if one.there is Verdict.NOT_MET)


@dataclass(frozen=True)
class ChainStudy:
    """The chains of a city in a year.

    Attributes
    ----------
    period : str
        The year.
    clusters : tuple of ClusterChain
        Sorted by cluster.
    gaps : GapTable
        What each lacks, in money.
    without : tuple of Cluster
        Clusters that have no chain: no file names them and their industries are not known.
    regions, firms : mapping of str to Text
        Names by code and id.
    sectors : mapping of str to Text
        Names of the sectors.
    sources : tuple of Text
        Where the coefficients and the supply of the counties come from, in words.
    warnings : tuple of Problem
        The cells of the firms that stand on no stage of the chain of their cluster.
    """

    period: str
    clusters: tuple[ClusterChain, ...]
    gaps: GapTable
    without: tuple[Cluster, ...] = ()
    regions: Mapping[str, Text] = field(default_factory=dict)
    firms: Mapping[str, Text] = field(default_factory=dict)
    sectors: Mapping[str, Text] = field(default_factory=dict)
    sources: Sequence[Text] = ()
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def by_cluster(self) -> Mapping[str, ClusterChain]:
        """The chains by the id of their cluster."""
        return {one.cluster.id: one for one in self.clusters}

    def firm(self, name: str) -> Text:
        """The name of a firm; its id, or what the table of links calls it, where no name is listed."""
        listed = self.firms.get(name, Text())
        return listed if listed.en or listed.zh else Text(name, name)

    def region(self, code: str) -> Text:
        """The name of a region; its code where it is not listed."""
        return self.regions.get(code, Text(code, code))
