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
from growthpole.programme.assess import assess
from growthpole.programme.figures import Figures, build_figures
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.known import TALENT, known_of
from growthpole.reports.chapters.talent import talent_chapter
from growthpole.reports.chapters.talent_findings import WHOLE, Schooling, TalentFindings
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.worlds.census import census_employment, census_sections
from growthpole.worlds.occupations import census_occupations, higher_education, occupation_groups

__all__ = ["TalentStudy", "talent_of_path", "talent_of_region", "talent_study"]

EMPLOYMENT = "employment"
"""The indicator of a cluster's jobs."""


@dataclass(frozen=True)
class TalentStudy:
    """The findings and the chapter that tells of them; ``inputs`` where a folder or workbook was opened."""

    findings: TalentFindings
    chapter: Chapter
    inputs: Inputs | None = None


def talent_of_path(
    path: Path, *, programme: str | None = None, period: str | None = None, peers: str = ""
) -> TalentStudy:
    """Talent of the counties of a folder or workbook.

    Parameters
    ----------
    path : Path
        What the office hands in; its table ``graduates``, where there is one, is held against openings.
    programme, period : str, optional
        As for the assessment.
    peers : str
        Code of the province whose counties the estimate stands on; all counties by default.

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
    known: tuple[Text, ...] = ()
    if not inputs.dossier.ledgers.get("graduates"):
        known = known_of(TALENT, inputs.dossier, assess(inputs.programme, inputs.dossier, inputs.period))
    findings = _of_inputs(inputs, known, peers)
    return TalentStudy(findings, _told(findings, ", ".join(_counties(inputs))), inputs)


def talent_of_region(code: str, *, peers: str = "") -> TalentStudy:
    """Talent of a county, or of all counties of a city or province, from the census alone.

    Parameters
    ----------
    code : str
        GB/T 2260: six digits of a county, or of a city or province (140700, 1407, 14).
    peers : str
        As for `talent_of_path`.

    Returns
    -------
    TalentStudy

    Raises
    ------
    NameUnknownError
        If the census has no such county.
    """
    start = _beginning(code)
    there = [county for county in _census().counties if county.startswith(start)] if code.isdigit() else []
    findings = _findings(there, {}, (), peers=peers)
    return TalentStudy(findings, _told(findings, code))


def talent_study(inputs: Inputs, assessment: Assessment) -> Chapter | None:
    """The chapter of talent of a report."""
    return talent_chapter(_of_inputs(inputs, known_of(TALENT, inputs.dossier, assessment)))


def _told(findings: TalentFindings, asked: str) -> Chapter:
    chapter = talent_chapter(findings, full=True)
    if chapter is None:
        raise NameUnknownError("county of the census", asked, _census().counties)
    return chapter


@dataclass(frozen=True)
class _Census:
    """The census as arrays, one row a county, in the order of the codes."""

    counties: tuple[str, ...]
    names: dict[str, str]
    sections: pl.DataFrame
    workers: pl.DataFrame


@cache
def _census() -> _Census:
    jobs, workers = census_employment(), census_occupations()
    names = dict(jobs.select("county", "county_name").unique().iter_rows())
    groups, letters = occupation_groups()["occupation"].to_list(), census_sections()["section"].to_list()
    sections = jobs.pivot(on="section", index="county", values="persons").sort("county").select("county", *letters)
    people = workers.pivot(on="occupation", index="county", values="persons").sort("county").select("county", *groups)
    counties = tuple(sections["county"].to_list())
    return _Census(counties, names, sections, people)


@cache
def _structure(peers: str, *, cities: bool = False) -> OccupationStructure:
    """The structure over all counties, left out by province, or over those of a province, left out by city.

    For a city as a whole its margins are those of cities.
    """
    census, start = _census(), _beginning(peers)
    among = [county for county in census.counties if county.startswith(start)]
    if not among:
        raise NameUnknownError("county of the census", peers, census.counties)
    tables = [
        table.filter(pl.col("county").is_in(among)).drop("county").to_numpy()
        for table in (census.sections, census.workers)
    ]
    # Neighbouring counties are alike: what is left out together is one level below the whole.
    groups, units = ([county[:digits] for county in among] for digits in (len(start) + 2, 4))
    return occupation_structure(tables[0], tables[1], groups, units=units if cities else None)


def _beginning(code: str) -> str:
    """The digits that the counties of a place have in common: 14 of 140000, 1407 of 140700."""
    return code.removesuffix("00").removesuffix("00") if len(code) == 6 else code


def _of_inputs(inputs: Inputs, known: tuple[Text, ...], peers: str = "") -> TalentFindings:
    there = [code for code in _counties(inputs) if code in set(_census().counties)]
    names = {region.code: region.name for region in inputs.dossier.regions}
    return _findings(there, names, _balance(inputs, peers), known, peers=peers)


def _counties(inputs: Inputs) -> list[str]:
    return sorted({region.code for region in inputs.dossier.regions} | {one.region for one in inputs.dossier.clusters})


def _findings(
    there: Sequence[str],
    given: dict[str, Text],
    balance: tuple[TalentBalance, ...],
    known: tuple[Text, ...] = (),
    *,
    peers: str = "",
) -> TalentFindings:
    census, structure = _census(), _structure(peers)
    names = occupation_groups().select("occupation", "short_en", "short_zh")
    occupations = {key: Text(english, chinese) for key, english, chinese in names.iter_rows()}
    regions = {code: given.get(code) or Text(name, name) for code, name in census.names.items() if code in there}
    wanted = pl.col("county").is_in(list(there))
    sections, workers = (table.filter(wanted).drop("county").to_numpy() for table in (census.sections, census.workers))
    groups = list(occupations)
    return TalentFindings(
        whole=joint_gaps(_structure(peers, cities=True), WHOLE, sections, workers, groups),
        counties=occupation_gaps(structure, sorted(there), sections, workers, groups),
        balance=balance,
        schooling=tuple(Schooling(*row) for row in higher_education().filter(wanted).iter_rows()),
        occupations=occupations,
        regions={**given, **regions, WHOLE: Text("all counties", "全部县区")},
        level=structure.level,
        surveyed=structure.counties,
        replacement=REPLACEMENT,
        peers=Text(f"the counties of {peers}", f"{peers}所属县区") if peers else Text("all counties", "全部县区"),
        known=known,
    )


def _balance(inputs: Inputs, peers: str) -> tuple[TalentBalance, ...]:
    """Openings and graduates, where a table of graduates was handed in."""
    rows = inputs.dossier.ledgers.get("graduates", ())
    if not rows:
        return ()
    structure, letters = _structure(peers), census_sections()["section"].to_list()
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
