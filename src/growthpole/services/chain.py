"""Chains: open what an office hands in, choose its chains, study what is missing, who supplies and who leads."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from growthpole.chain.file import read_chains, shipped_chain, shipped_chains
from growthpole.chain.file.register import check_register
from growthpole.chain.study import ChainStudy
from growthpole.chain.studying import study_chains_of
from growthpole.model.assessment import Assessment
from growthpole.model.chain import Chain
from growthpole.reports.chapters.chain import chain_chapter
from growthpole.reports.chapters.chain_cluster import cluster_chapter
from growthpole.reports.chapters.chapter import Chapter
from growthpole.services.assess import assess_path
from growthpole.services.chain_ground import national_ground, national_technology
from growthpole.services.inputs import Inputs, decoded, last_day

__all__ = ["CHAINS_FILE", "chains_of", "open_chains", "study_chains", "told"]

CHAINS_FILE = "chains.toml"


def open_chains(path: Path, programme: str | None = None, period: str | None = None) -> tuple[Inputs, ChainStudy]:
    """Open what an office hands in, assess it and study its chains.

    Parameters
    ----------
    path : Path
        A folder or workbook; ``chains.toml`` beside it states the office's own chains.
    programme : str, optional
        A programme file or the name of a shipped one; ``programme.toml`` beside the evidence by default.
    period : str, optional
        The year; the latest of the evidence by default.

    Returns
    -------
    Inputs, ChainStudy
        What was handed in, its warnings with those of firms on no stage; and what was found.

    Raises
    ------
    EvidenceError, ProgrammeError
        With every fault of the files.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from growthpole.services.demo import lay_out
    >>> with TemporaryDirectory() as folder:
    ...     world = lay_out("jiaozuo", Path(folder))
    ...     inputs, study = open_chains(Path(folder))
    >>> [(one.cluster.id, one.chain.id) for one in study.clusters], len(study.without)
    ([('mengzhou', 'auto_parts')], 6)
    """
    inputs, assessment = assess_path(path, programme, period)
    study = study_chains(inputs, assessment)
    return replace(inputs, warnings=(*inputs.warnings, *study.warnings)), study


def study_chains(inputs: Inputs, assessment: Assessment) -> ChainStudy:
    """Study the chains of the clusters of an office.

    Parameters
    ----------
    inputs : Inputs
        What was handed in; its own chains stand in ``chains.toml`` beside it.
    assessment : Assessment
        What was decided on it: the verdicts of the programme on weaknesses stand beside the measured ones.

    Returns
    -------
    ChainStudy

    Raises
    ------
    EvidenceError
        With every fault of the chain file, or of the stages and links that the tables name.
    """
    stated = {
        one.cluster.id: {each.finding.id: each.finding.verdict for each in one.weaknesses}
        for one in assessment.clusters
    }
    ground = national_ground(inputs.dossier.regions)
    return study_chains_of(inputs.dossier, inputs.programme, inputs.period, chains_of(inputs), ground, stated=stated)


def told(study: ChainStudy, cluster: str = "") -> Chapter:
    """What a study says: of all clusters, or of the one that is named."""
    return cluster_chapter(study, cluster) if cluster else chain_chapter(study)


def chains_of(inputs: Inputs) -> tuple[Chain, ...]:
    """The office's own chains, from ``chains.toml`` in the folder or beside the workbook; else those that ship."""
    file = (inputs.path if inputs.path.is_dir() else inputs.path.parent) / CHAINS_FILE
    if not file.is_file():
        return _shipped()
    found = read_chains(decoded(file), str(file), national_technology().sectors, last_day(inputs.period))
    check_register(found, inputs.dossier)
    return found.chains


@cache
def _shipped() -> tuple[Chain, ...]:
    sectors = national_technology().sectors
    files = (read_chains(shipped_chain(name), f"{name}.toml", sectors) for name in shipped_chains())
    return tuple(chain for file in files for chain in file.chains)
