"""The whole report in words: the view that HTML, PDF and Excel are written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from growthpole.charts.selection import leading
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.evidence import Source
from growthpole.model.text import Text
from growthpole.reports.units import money
from growthpole.reports.view.cluster import ClusterView, cluster_view
from growthpole.reports.view.figures import EvidenceView, FigureView, evidence_view, figure_view
from growthpole.reports.view.names import Names
from growthpole.reports.view.robustness import InfluenceView, influences, shift
from growthpole.reports.view.summary import Fact, facts, sentences
from growthpole.reports.view.unknowns import UnknownView, collect_first

__all__ = ["FundView", "ReportView", "RungView", "report_view"]


@dataclass(frozen=True, slots=True)
class RungView:
    """A tier against its target."""

    name: Text
    before: int
    holding: int
    possible: int
    target: int | None
    quota: int | None


@dataclass(frozen=True, slots=True)
class FundView:
    """The fund, to the cent."""

    budget: str
    spent: str
    left: str
    note: Text


@dataclass(frozen=True)
class ReportView:
    """Everything the report says.

    Attributes
    ----------
    clusters : tuple of ClusterView
        Those with a page of their own, the higher tier first, then the better score.
    total : int
        How many clusters were assessed.
    off_map : tuple of Text
        Clusters that a map cannot show: without coordinates, and their region is not among the boundaries.
    shared : tuple of EvidenceView
        Evidence on the programme, on regions and on all clusters at once.
    """

    names: Names
    made: bool
    sentences: tuple[Text, ...]
    facts: tuple[Fact, ...]
    rungs: tuple[RungView, ...]
    clusters: tuple[ClusterView, ...]
    total: int
    off_map: tuple[Text, ...]
    influences: tuple[InfluenceView, ...]
    shift: Text
    fund: FundView | None
    unknowns: tuple[UnknownView, ...]
    doubtful: tuple[EvidenceView, ...]
    programme_figures: tuple[FigureView, ...]
    shared: tuple[EvidenceView, ...]
    sources: tuple[Source, ...]
    hashes: tuple[tuple[str, str], ...]

    @property
    def lead(self) -> Text:
        """The sentences of the first page as one paragraph; Chinese needs no space between them."""
        said = [(one.get("en"), one.get("zh")) for one in self.sentences]
        return Text(" ".join(one for one, _ in said), "".join(one for _, one in said))

    @property
    def assessment(self) -> Assessment:
        """What the report is about."""
        return self.names.assessment


def report_view(
    assessment: Assessment, boundaries: Mapping[str, Any] | None = None, *, made: bool = False, pages: int = 100
) -> ReportView:
    """Put an assessment into words.

    Parameters
    ----------
    assessment : Assessment
        Any assessment, also an empty one.
    boundaries : mapping, optional
        GeoJSON FeatureCollection, for the names of regions.
    made : bool
        Whether the data are made up.
    pages : int
        How many clusters get a page of their own.

    Returns
    -------
    ReportView
        In both languages.
    """
    names = Names.of(assessment, boundaries)
    shown = leading(assessment, pages)
    return ReportView(
        names=names,
        made=made,
        sentences=sentences(assessment),
        facts=facts(assessment, names),
        rungs=_rungs(assessment, names),
        clusters=tuple(cluster_view(one, names) for one in shown),
        total=len(assessment.clusters),
        off_map=tuple(one.cluster.name for one in assessment.clusters if not _on_map(one, names)),
        influences=influences(assessment.robustness),
        shift=shift(assessment.robustness),
        fund=_fund(assessment),
        unknowns=collect_first(names),
        doubtful=_doubtful(assessment, names),
        programme_figures=tuple(figure_view(used, names) for used in assessment.programme_findings),
        shared=_shared(assessment, names),
        sources=tuple(assessment.sources[id_] for id_ in sorted(assessment.sources)),
        hashes=tuple(sorted(assessment.hashes.items())),
    )


def _on_map(one: ClusterAssessment, names: Names) -> bool:
    return one.cluster.longitude is not None or one.cluster.region in names.regions


def _rungs(assessment: Assessment, names: Names) -> tuple[RungView, ...]:
    """The highest tier first, as a ladder stands."""
    return tuple(
        RungView(names.tier(rung.tier), rung.before, rung.holding, rung.possible, rung.target, rung.quota)
        for rung in reversed(assessment.ladder)
    )


def _fund(assessment: Assessment) -> FundView | None:
    if assessment.fund is None:
        return None
    fund, currency = assessment.fund, assessment.programme.currency
    return FundView(
        budget=money(fund.budget_cents, currency),
        spent=money(fund.spent_cents, currency),
        left=money(fund.left_cents, currency),
        note=fund.note,
    )


def _doubtful(assessment: Assessment, names: Names) -> tuple[EvidenceView, ...]:
    """With the row to which a figure refers, where one does."""
    rows = {one.origin: row for row, one in assessment.evidence.items() if one.origin is not None}
    return tuple(evidence_view(rows.get(one.origin, 0) if one.origin else 0, one, names) for one in assessment.doubtful)


def _shared(assessment: Assessment, names: Names) -> tuple[EvidenceView, ...]:
    clusters = {one.cluster.id for one in assessment.clusters}
    rows = (row for row in sorted(assessment.evidence) if assessment.evidence[row].subject not in clusters)
    return tuple(evidence_view(row, assessment.evidence[row], names) for row in rows)
