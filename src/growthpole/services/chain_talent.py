"""Talent of a city's counties: from a folder, workbook or county code to the findings and their chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from growthpole.chain.amounts import ANY_AMOUNT
from growthpole.chain.talent import joint_gaps, occupation_gaps
from growthpole.chain.talent_balance import REPLACEMENT, Staff, TalentBalance, graduates_of, talent_balance
from growthpole.chain.talent_structure import OccupationStructure, occupation_structure
from growthpole.errors import NameUnknownError
from growthpole.model.assessment import Assessment
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.programme.figures import Figures, build_figures
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.talent import Schooling, TalentFindings, talent_chapter
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.worlds.census import census_employment, census_sections
from growthpole.worlds.occupations import census_occupations, higher_education, occupation_groups

__all__ = ["TalentStudy", "talent_of_path", "talent_of_region", "talent_study"]

EMPLOYMENT = "employment"
"""The indicator of a cluster's jobs."""
WHOLE = "*"
"""Stands for all counties as one."""


@dataclass(frozen=True)
class TalentStudy:
    """The findings and the chapter that tells of them; ``inputs`` where a folder or workbook was opened."""

    findings: TalentFindings
    chapter: Chapter
    inputs: Inputs | None = None


def talent_of_path(path: Path, *, programme: str | None = None, period: str | None = None) -> TalentStudy:
    """Talent of the counties of a folder or workbook.

    Parameters
    ----------
    path : Path
        What the office hands in; its table ``graduates``, where there is one, is held against openings.
    programme, period : str, optional
        As for the assessment.

    Returns
    -------
    TalentStudy

    Raises
    ------
    EvidenceError
        With every fault of the files.
    NameUnknownError
        If the census knows none of the counties and no graduates were handed in.
    """
    inputs = open_inputs(path, programme, period)
    findings = _of_inputs(inputs)
    return TalentStudy(findings, _told(findings, ", ".join(_counties(inputs))), inputs)


def talent_of_region(code: str) -> TalentStudy:
    """Talent of a county, or of all counties of a city or province, from the census alone.

    Parameters
    ----------
    code : str
        GB/T 2260: six digits of a county, or of a city or province (140700, 1407, 14).

    Returns
    -------
    TalentStudy

    Raises
    ------
    NameUnknownError
        If the census has no such county.
    """
    start = code.removesuffix("00").removesuffix("00") if len(code) == 6 else code
    table = _census()
    there = [county for county in table.counties if county.startswith(start)] if code.isdigit() else []
    findings = _findings(there, {}, ())
    return TalentStudy(findings, _told(findings, code))


def talent_study(inputs: Inputs, assessment: Assessment) -> Chapter | None:  # noqa: ARG001
    """The chapter of talent of a report."""
    return talent_chapter(_of_inputs(inputs))


def _told(findings: TalentFindings, asked: str) -> Chapter:
    chapter = talent_chapter(findings)
    if chapter is None:
        raise NameUnknownError("county of the census", asked, _census().counties)
    return chapter


@dataclass(frozen=True)
class _Census:
    """The census as arrays, one row a county, and the structure estimated on it."""

    counties: tuple[str, ...]
    names: dict[str, str]
    sections: pl.DataFrame
    workers: pl.DataFrame
    structure: OccupationStructure


@cache
def _census() -> _Census:
    jobs, workers = census_employment(), census_occupations()
    names = dict(jobs.select("county", "county_name").unique().iter_rows())
    groups, letters = occupation_groups()["occupation"].to_list(), census_sections()["section"].to_list()
    sections = jobs.pivot(on="section", index="county", values="persons").sort("county").select("county", *letters)
    people = workers.pivot(on="occupation", index="county", values="persons").sort("county").select("county", *groups)
    counties = tuple(sections["county"].to_list())
    tables = sections.drop("county").to_numpy(), people.drop("county").to_numpy()
    # Left out by province: neighbouring counties are alike.
    structure = occupation_structure(*tables, [county[:2] for county in counties])
    return _Census(counties, names, sections, people, structure)


def _of_inputs(inputs: Inputs) -> TalentFindings:
    there = [code for code in _counties(inputs) if code in set(_census().counties)]
    names = {region.code: region.name for region in inputs.dossier.regions}
    return _findings(there, names, _balance(inputs))


def _counties(inputs: Inputs) -> list[str]:
    return sorted({region.code for region in inputs.dossier.regions} | {one.region for one in inputs.dossier.clusters})


def _findings(there: Sequence[str], given: dict[str, Text], balance: tuple[TalentBalance, ...]) -> TalentFindings:
    census = _census()
    names = occupation_groups().select("occupation", "short_en", "short_zh")
    occupations = {key: Text(english, chinese) for key, english, chinese in names.iter_rows()}
    regions = {code: given.get(code) or Text(name, name) for code, name in census.names.items() if code in there}
    wanted = pl.col("county").is_in(list(there))
    sections, workers = (table.filter(wanted).drop("county").to_numpy() for table in (census.sections, census.workers))
    groups = list(occupations)
    return TalentFindings(
        whole=joint_gaps(census.structure, WHOLE, sections, workers, groups),
        counties=occupation_gaps(census.structure, sorted(there), sections, workers, groups),
        balance=balance,
        schooling=tuple(Schooling(*row) for row in higher_education().filter(wanted).iter_rows()),
        occupations=occupations,
        regions={**given, **regions, WHOLE: Text("all counties", "全部县区")},
        level=census.structure.level,
        surveyed=census.structure.counties,
        replacement=REPLACEMENT,
    )


def _balance(inputs: Inputs) -> tuple[TalentBalance, ...]:
    """Openings and graduates, where a table of graduates was handed in."""
    rows = inputs.dossier.ledgers.get("graduates", ())
    if not rows:
        return ()
    structure, letters = _census().structure, census_sections()["section"].to_list()
    figures = build_figures(inputs.programme, inputs.dossier, inputs.period)
    staff = [
        Staff(one.id, one.region, one.industries[0][0], _jobs(figures, at, 1), _jobs(figures, at, 2))
        for at, one in enumerate(inputs.dossier.clusters)
        if one.industries and one.industries[0][:1] in letters
    ]
    names = occupation_groups()["occupation"].to_list()
    graduates = graduates_of(rows, inputs.period)
    return talent_balance(structure, staff, graduates, sections=letters, occupations=names)


def _jobs(figures: Figures, cluster: int, back: int) -> Interval:
    """Jobs of a cluster in the last year or the one before; anything where the programme does not ask for them."""
    if EMPLOYMENT not in figures.low or len(figures.periods) < back:
        return ANY_AMOUNT
    return Interval(float(figures.low[EMPLOYMENT][cluster, -back]), float(figures.high[EMPLOYMENT][cluster, -back]))
