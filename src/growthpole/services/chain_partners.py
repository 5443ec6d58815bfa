"""Partners of the clusters: from a folder or workbook to the matching, its table and its chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from growthpole.chain.partners import PartnersResult, match_partners
from growthpole.chain.partners_affinity import AFFINITY_WEIGHTS
from growthpole.chain.partners_places import cluster_points
from growthpole.chain.partners_records import partner_records
from growthpole.chain.partners_talent import LoansResult, lend_experts
from growthpole.model.assessment import Assessment
from growthpole.model.dossier import Dossier
from growthpole.model.text import Text
from growthpole.programme.assess import assess
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.known import PARTNERS, known_of
from growthpole.reports.chapters.partners import partners_chapter
from growthpole.services.inputs import Inputs, open_inputs

__all__ = ["PartnersStudy", "match_path", "partners_study"]


@dataclass(frozen=True)
class PartnersStudy:
    """What was handed in, the matching, the days lent, and the chapter that tells of them."""

    inputs: Inputs
    result: PartnersResult
    loans: LoansResult
    chapter: Chapter


def match_path(
    path: Path,
    *,
    programme: str | None = None,
    period: str | None = None,
    weights: Mapping[str, float] | None = None,
) -> PartnersStudy:
    """Match the needs of a folder or workbook with its institutes.

    Parameters
    ----------
    path : Path
        What the office hands in, with the tables ``needs`` and ``institutes``.
    programme, period : str, optional
        As for the assessment.
    weights : mapping of str to float, optional
        Of ``discipline``, ``distance``, ``cooperation``; those left out keep their usual weight.

    Returns
    -------
    PartnersStudy

    Raises
    ------
    EvidenceError
        With every fault of the files, those of the ledgers among them.
    InputError
        If a weight is none of the three, negative, or all are 0.
    """
    inputs = open_inputs(path, programme, period)
    known: tuple[Text, ...] = ()
    if not inputs.dossier.ledgers.get("needs"):
        known = known_of(PARTNERS, inputs.dossier, assess(inputs.programme, inputs.dossier, inputs.period))
    return PartnersStudy(inputs, *_studied(inputs.dossier, {**AFFINITY_WEIGHTS, **(weights or {})}, known))


def partners_study(inputs: Inputs, assessment: Assessment) -> Chapter:
    """The chapter of partners of a report."""
    return _studied(inputs.dossier, AFFINITY_WEIGHTS, known_of(PARTNERS, inputs.dossier, assessment))[2]


def _studied(
    dossier: Dossier, weights: Mapping[str, float], known: Sequence[Text]
) -> tuple[PartnersResult, LoansResult, Chapter]:
    records, places = partner_records(dossier), cluster_points(dossier)
    result = match_partners(records, places, weights=weights)
    loans = lend_experts(records, places, weights=weights)
    names: dict[str, Text] = {one.id: one.name for one in dossier.clusters}
    return result, loans, partners_chapter(result, loans, names, known)
