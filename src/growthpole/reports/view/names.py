"""What the ids of an assessment are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from growthpole.model.assessment import Assessment
from growthpole.model.evidence import ALL, PROGRAMME
from growthpole.model.places import Cluster
from growthpole.model.text import Text
from growthpole.reports.view.words import WORDS

__all__ = ["Names"]


class _Named(Protocol):
    @property
    def name(self) -> Text: ...


def _of(known: Mapping[str, _Named], id_: str) -> Text:
    return known[id_].name if id_ in known else Text(id_, id_)


@dataclass(frozen=True)
class Names:
    """Names by id; an id that nobody named stands for itself.

    Attributes
    ----------
    assessment : Assessment
        Where the names come from.
    regions : mapping of str to str
        Names of regions by code, from the boundary file.
    """

    assessment: Assessment
    regions: Mapping[str, str]

    @classmethod
    def of(cls, assessment: Assessment, boundaries: Mapping[str, Any] | None) -> Names:
        """The names of an assessment, and of the regions of a FeatureCollection."""
        properties = [feature.get("properties") or {} for feature in (boundaries or {}).get("features", ())]
        return cls(assessment, {str(one.get("adcode")): str(one.get("name", "")) for one in properties})

    @cached_property
    def _clusters(self) -> dict[str, Text]:
        return {one.cluster.id: one.cluster.name for one in self.assessment.clusters}

    @cached_property
    def _items(self) -> dict[str, Text]:
        index = self.assessment.programme.index
        return {item.id: item.name for group in index.groups for item in group.items} if index else {}

    @cached_property
    def _groups(self) -> dict[str, Text]:
        index = self.assessment.programme.index
        return {group.id: group.name for group in index.groups} if index else {}

    def tier(self, id_: str) -> Text:
        """A tier; none for the empty id."""
        return _of(self.assessment.programme.tiers, id_) if id_ else WORDS["none"]

    def indicator(self, id_: str) -> Text:
        """An indicator; a test of the programme that bears the name of a criterion has that name."""
        programme = self.assessment.programme
        return _of(programme.indicators, id_) if id_ in programme.indicators else _of(programme.criteria, id_)

    def rule(self, id_: str) -> Text:
        """A criterion, gate, veto, weakness, adjustment or remedy."""
        programme = self.assessment.programme
        for known in (
            programme.criteria,
            programme.gates,
            programme.vetoes,
            programme.weaknesses,
            programme.adjustments,
        ):
            if id_ in known:
                return _of(known, id_)
        return _of(programme.remedies, id_)

    def gate(self, id_: str) -> Text:
        """A gate."""
        return _of(self.assessment.programme.gates, id_)

    def grade(self, id_: str) -> Text:
        """A grade."""
        return _of(self.assessment.programme.grades, id_)

    def peer_class(self, id_: str) -> Text:
        """A class inside which clusters are ranked."""
        return _of(self.assessment.programme.classes, id_) if id_ else WORDS["none"]

    def breakthrough(self, id_: str) -> Text:
        """A breakthrough under which remedies are grouped."""
        return _of(self.assessment.programme.breakthroughs, id_) if id_ else WORDS["none"]

    def item(self, id_: str) -> Text:
        """A scored indicator."""
        return self._items.get(id_, Text(id_, id_))

    def group(self, id_: str) -> Text:
        """A group of scored indicators."""
        return self._groups.get(id_, Text(id_, id_))

    def part(self, id_: str) -> Text:
        """A part of the fund."""
        fund = self.assessment.programme.fund
        return next((part.name for part in fund.parts if part.id == id_), Text(id_, id_)) if fund else Text(id_, id_)

    def subject(self, id_: str) -> Text:
        """What a row of evidence is about: a cluster, a region, the programme or everyone."""
        if id_ in (ALL, PROGRAMME):
            return WORDS["everyone"] if id_ == ALL else WORDS["programme"]
        return self._clusters.get(id_) or self.region(id_)

    def place(self, cluster: Cluster) -> Text:
        """The region of a cluster: by the register of regions, the boundaries, a column of its own, or its code."""
        if cluster.region in self.regions or cluster.region in self.assessment.places:
            return self.region(cluster.region)
        chinese = cluster.extra.get("region_zh", cluster.region)
        return Text(cluster.extra.get("region_en", chinese), chinese)

    def region(self, code: str) -> Text:
        """A region by its code: as the register of regions calls it, else the boundary file."""
        named = self.assessment.places.get(code)
        if named is not None and named.get("zh"):
            return named
        name = self.regions.get(code) or code
        return Text(name, name)
