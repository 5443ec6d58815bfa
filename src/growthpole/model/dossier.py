"""The dossier: everything that was handed in for one assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from growthpole.model.evidence import EvidenceTable, Source
from growthpole.model.ledger import Record
from growthpole.model.places import Cluster, Firm, Industry, Region

__all__ = ["Dossier"]


@dataclass(frozen=True)
class Dossier:
    """Everything handed in: the register of clusters, the sources and the evidence.

    Attributes
    ----------
    clusters : tuple of Cluster
        Sorted by id.
    evidence : EvidenceTable
        Sorted by subject, indicator, period, then every other column, so that the order of the rows in the
        files never matters.
    sources, regions, industries, firms : tuple
        Sorted by id or code.
    boundaries : mapping
        A GeoJSON FeatureCollection in WGS84, empty when none was given.
    ledgers : mapping of str to tuple of Record
        The further tables (projects, links, exports ...) by name, each sorted by its key; a table that was not
        handed in is absent.
    hashes : mapping of str to str
        SHA-256 of each file read, by file name.
    """

    clusters: tuple[Cluster, ...]
    evidence: EvidenceTable
    sources: tuple[Source, ...] = ()
    regions: tuple[Region, ...] = ()
    industries: tuple[Industry, ...] = ()
    firms: tuple[Firm, ...] = ()
    boundaries: Mapping[str, Any] = field(default_factory=dict)
    ledgers: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cluster_index(self) -> dict[str, int]:
        """Position of each cluster by its id."""
        return {cluster.id: position for position, cluster in enumerate(self.clusters)}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """The sources by their id."""
        return {source.id: source for source in self.sources}
