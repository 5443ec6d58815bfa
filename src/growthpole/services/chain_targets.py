"""Whom to attract: industries and firms by the office's criteria, and what the projects close and draw on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from growthpole.chain.criteria import Criteria
from growthpole.chain.gaps import GapTable
from growthpole.chain.study import ChainStudy
from growthpole.chain.studying import study_chains_of
from growthpole.chain.targets_study import TargetStudy, places_of, study_targets
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.text import Text
from growthpole.programme.assess import assess
from growthpole.programme.periods import periods_of
from growthpole.reports.chapters.chapter import Chapter, Grid
from growthpole.reports.chapters.targets import targets_chapter
from growthpole.reports.chapters.targets_cells import candidate_cells, project_cells, target_cells
from growthpole.reports.chapters.targets_grids import firms_grid, industries_grid
from growthpole.reports.chapters.targets_projects import change_grid, links_grid, project_words, use_grid
from growthpole.services.chain import chains_of, study_chains
from growthpole.services.chain_facts import census_view, criteria_beside, national_facts, sections_of_sectors
from growthpole.services.chain_ground import national_ground
from growthpole.services.chapter_tables import NO_TABLE
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.tables.plain import write_table
from growthpole.worlds.national import sectors_of

__all__ = [
    "Attracted", "open_targets", "project_grids", "project_sentences", "target_grids", "targets_study",
    "write_candidates", "write_projects", "write_targets",
]  # fmt: skip


@dataclass(frozen=True)
class Attracted:
    """Whom to attract, and what was handed in.

    Attributes
    ----------
    inputs : Inputs
        What was handed in.
    study : TargetStudy
        What follows from it.
    """

    inputs: Inputs
    study: TargetStudy


def open_targets(
    path: Path,
    *,
    cluster: str = "",
    programme: str | None = None,
    period: str | None = None,
    criteria: Path | None = None,
    change: bool = False,
) -> Attracted:
    """Study whom to attract for the clusters of a folder or workbook.

    Parameters
    ----------
    path : Path
        What the office hands in, with its ledgers ``projects``, ``candidates`` and ``capacity``.
    cluster : str
        Id of one cluster; all of them where empty.
    programme, period : str, optional
        As for the assessment.
    criteria : Path, optional
        A file of criteria; ``targets.toml`` beside the evidence by default, else the shipped example.
    change : bool
        Whether to measure the change of the gaps since the year before, too.

    Returns
    -------
    Attracted

    Raises
    ------
    EvidenceError
        With every fault of the criteria or of a ledger.
    NameUnknownError
        If there is no such cluster.
    """
    inputs = open_inputs(path, programme, period)
    if cluster and cluster not in inputs.dossier.cluster_index:
        raise NameUnknownError("cluster", cluster, inputs.dossier.cluster_index)
    rules = criteria_beside(inputs.path, criteria)
    before = _year_before(inputs) if change else None
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    studied = _studied(inputs, study_chains(inputs, assessment), rules, before)
    return Attracted(inputs, studied.of(cluster) if cluster else studied)


def _studied(inputs: Inputs, study: ChainStudy, criteria: Criteria, before: GapTable | None) -> TargetStudy:
    facts, _ = national_facts(criteria)
    sectors = facts.technology.sectors
    places = places_of(study, inputs.dossier, sectors, _sectors_of, _section_density)
    return study_targets(study, inputs.dossier, facts, criteria, places, complexity=_complexity(), before=before)


def _year_before(inputs: Inputs) -> GapTable | None:
    """The gaps of the year before; nothing where no project began to produce since, or no evidence is that old."""
    year = f"{int(inputs.period) - 1}"
    ledger = inputs.dossier.ledgers.get("projects", ())
    if not any(row.text("state") == "producing" and row.text("year") == inputs.period for row in ledger):
        return None
    try:
        periods_of(inputs.dossier.evidence, year)
    except (InputError, NameUnknownError):
        return None
    ground = national_ground(inputs.dossier.regions)
    return study_chains_of(inputs.dossier, inputs.programme, year, chains_of(inputs), ground).gaps


@cache
def _sectors_of(industry: str) -> tuple[str, ...]:
    """The sectors of an industry; none where the table does not know it."""
    try:
        return sectors_of(industry)
    except (NameUnknownError, InputError):
        return ()


@cache
def _section_density(region: str) -> Mapping[str, float]:
    """Relatedness density of each sector's section in a region; empty where the census has no figures of it."""
    view = census_view(region)
    return {} if view is None else view.of_sectors(sections_of_sectors(), "density")


@cache
def _complexity() -> Mapping[str, float]:
    """Complexity of each sector's section among the counties of the country."""
    view = census_view("")
    return {} if view is None else view.of_sectors(sections_of_sectors(), "complexity")


def target_grids(attracted: Attracted) -> tuple[Grid, Grid]:
    """The tables of industries and of firms, as the report has them, with all rows."""
    return industries_grid(attracted.study, attracted.study.targets), firms_grid(attracted.study)


def project_grids(attracted: Attracted) -> tuple[Grid, ...]:
    """What projects close, draw on and changed, as the report has it."""
    return links_grid(attracted.study), use_grid(attracted.study), change_grid(attracted.study)


def project_sentences(attracted: Attracted) -> tuple[Text, ...]:
    """What the project ledger says, in sentences."""
    return tuple(project_words(attracted.study))


def write_targets(attracted: Attracted, out: Path, language: str) -> int:
    """Write the table of industries; how many rows."""
    return _write(list(target_cells(attracted.study, language)), out, language)


def write_candidates(attracted: Attracted, out: Path, language: str) -> int:
    """Write the table of firms; how many rows."""
    return _write(list(candidate_cells(attracted.study, language)), out, language)


def write_projects(attracted: Attracted, out: Path, language: str) -> int:
    """Write what the projects of each link close; how many rows."""
    return _write(list(project_cells(attracted.study, language)), out, language)


def _write(rows: list[dict[str, object]], out: Path, language: str) -> int:
    if not rows:
        why = Text(
            f"nothing was handed in that it is made of, so that {out.name} would be empty. Targets need clusters with "
            "a chain, firms the ledger candidates, projects the ledger projects.",
            f"未报送其所需的数据，{out.name}将为空。招商目标需有填写产业链的集群，企业需有目标企业台账（candidates），"
            "项目需有项目台账（projects）。",
        )
        raise InputError(NO_TABLE.get(language) + why.get(language))
    table = pl.DataFrame(rows, infer_schema_length=None)
    write_table(table, out)
    return table.height


def targets_study(inputs: Inputs, chains: ChainStudy) -> Chapter | None:
    """The chapter of investment targets; nothing where no cluster has a chain and no project is listed."""
    found = _studied(inputs, chains, criteria_beside(inputs.path), _year_before(inputs))
    return targets_chapter(found, without=tuple(one.name for one in chains.without))
