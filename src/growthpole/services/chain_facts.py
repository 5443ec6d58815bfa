"""What the national table, the census and the office's criteria tell, ready for targets and diversification."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.chain.criteria import Criteria
from growthpole.chain.criteria_file import read_target_criteria, shipped_target_criteria
from growthpole.chain.diversification import trade_links
from growthpole.chain.diversification_sections import SectionView, section_view
from growthpole.chain.targets_facts import SectorFacts, nation_of, sector_facts
from growthpole.services.chain_ground import national_technology
from growthpole.services.inputs import decoded
from growthpole.worlds.census import census_employment
from growthpole.worlds.national import national_employment, national_sectors, national_table

__all__ = ["CRITERIA_FILE", "census_view", "criteria_beside", "mining_shares", "national_facts", "sections_of_sectors"]

CRITERIA_FILE = "targets.toml"
_MINING = "B"


def criteria_beside(path: Path | None, given: Path | None = None) -> Criteria:
    """The criteria of an office: the file given, else ``targets.toml`` beside the evidence, else those that ship.

    Parameters
    ----------
    path : Path or None
        The folder or workbook that was handed in.
    given : Path, optional
        A file of criteria.

    Returns
    -------
    Criteria
        A file that says nothing of industries, of firms or of diversification has that part of the shipped example.

    Raises
    ------
    EvidenceError
        With every fault of the file, each with its line.
    """
    shipped = read_target_criteria(shipped_target_criteria(), CRITERIA_FILE, national_table().sectors)
    beside = given or _beside(path)
    if beside is None:
        return shipped
    own = read_target_criteria(decoded(beside), beside.name, national_table().sectors)
    return own.completed(shipped)


def _beside(path: Path | None) -> Path | None:
    if path is None:
        return None
    found = (path if path.is_dir() else path.parent) / CRITERIA_FILE
    return found if found.is_file() else None


def national_facts(criteria: Criteria) -> tuple[SectorFacts, npt.NDArray[np.float64]]:
    """What the national table tells of every sector, and how much any two of them trade."""
    table, technology = national_table(), national_technology()
    jobs = national_employment().sort("sector")
    nation = nation_of(table, jobs["persons"].to_numpy(), jobs["industries"].to_list())
    facts = sector_facts(technology, nation, criteria.tce)
    return facts, trade_links(facts, table.output)


def sections_of_sectors() -> dict[str, str]:
    """The section of GB/T 4754 of each of the 153 sectors."""
    return dict(national_sectors().select("sector", "section").iter_rows())


@cache
def _census() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], npt.NDArray[np.float64]]:
    wide = census_employment().pivot("section", index=["county", "county_name"], values="persons").sort("county")
    sections = tuple(name for name in wide.columns if len(name) == 1)
    jobs = wide.select(pl.col(sections).cast(pl.Float64)).to_numpy()
    return tuple(wide["county"]), tuple(wide["county_name"]), sections, jobs


def census_view(code: str) -> SectionView | None:
    """What the census shows of a county, or of all counties whose codes begin so; ``None`` where it has none."""
    counties, _, sections, jobs = _census()
    rows = [row for row, county in enumerate(counties) if county.startswith(code)]
    return section_view(jobs, sections, rows) if rows else None


def mining_shares(code: str) -> dict[str, tuple[str, float]]:
    """Name and share of mining in employment of each county whose code begins so."""
    counties, names, _, _ = _census()
    found = {}
    for county, name in zip(counties, names, strict=True):
        view = census_view(county) if county.startswith(code) else None
        if view is not None:
            found[county] = (name, view.dependence)
    return found
