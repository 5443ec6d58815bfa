"""Input-output tables: open the shipped ones or a file, measure every sector, regionalise by the census."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl
from polars import selectors

from growthpole.catalogue.classification import Entry, classification
from growthpole.catalogue.counties import county_changes
from growthpole.errors import InputError, NameUnknownError
from growthpole.measures.flows.key_sectors import key_sectors
from growthpole.measures.flows.multipliers import (
    import_multipliers,
    income_multipliers,
    output_multipliers,
    value_added_multipliers,
)
from growthpole.measures.flows.quotients import DELTA, METHODS, Method
from growthpole.measures.flows.regional import RegionalInterval, regional_coefficients_interval
from growthpole.measures.flows.system import leontief_system
from growthpole.measures.flows.table import InputOutputTable
from growthpole.measures.flows.upstreamness import upstreamness
from growthpole.tables.input_output import read_input_output
from growthpole.tables.plain import write_table
from growthpole.worlds.national import national_employment_multipliers, national_table
from growthpole.worlds.national_regional import CountyFigures, county_jobs, county_output, nation_jobs

__all__ = [
    "METHODS",
    "Method",
    "RegionalStudy",
    "check_exports",
    "input_frame",
    "open_table",
    "region_code",
    "regional_frame",
    "regional_study",
    "sector_frame",
    "write_frame",
]

SHIPPED = (153, 42)
CENSUS = 2020


@dataclass(frozen=True)
class RegionalStudy:
    """A region's industries and coefficients as the census lets them be known.

    Attributes
    ----------
    region, name : str
        Code as used (a prefix for a city or province), and its Chinese name.
    jobs, output : CountyFigures
        One region, by sector.
    total : float
        Persons employed in the region.
    found : tuple of RegionalInterval
        One for each method.
    """

    region: str
    name: str
    jobs: CountyFigures
    output: CountyFigures
    total: float
    found: tuple[RegionalInterval, ...]


def open_table(
    file: Path | None = None,
    *,
    sectors: int = 153,
    sheet: str | None = None,
    unit: str | None = None,
    empty: Literal["error", "zero"] = "error",
) -> InputOutputTable:
    """Open a file, or the shipped table of China 2020 where none is given.

    Parameters
    ----------
    file : Path, optional
        As :func:`growthpole.read_input_output` reads it.
    sectors : {153, 42}
        Of the shipped table.
    sheet, unit, empty
        Of the file.

    Returns
    -------
    InputOutputTable

    Raises
    ------
    InputError, EvidenceError
        As :func:`growthpole.read_input_output` and :func:`growthpole.national_table`; or when imports stand in one
        column and no column of final demand is called exports.
    """
    if file is None:
        return national_table(sectors)
    table = read_input_output(file, sheet=sheet, unit=unit, empty=empty)
    check_exports(table, file)
    return table


def check_exports(table: InputOutputTable, file: Path) -> None:
    """Refuse a file whose imports stand in a column and whose exports are not named: they could not be shared out.

    Raises
    ------
    InputError
        With the columns of final demand that there are.
    """
    if table.total_imports is not None and table.imports is None and table.export_columns is None:
        raise InputError(
            f"{file.name} has a column of imports, so one of final demand must be headed as exports (出口): without it "
            "imports cannot be shared out. Head it so, or add a column of zeros where nothing is exported; the columns "
            f"are {', '.join(name.zh or name.en for name in table.final_names)}."
        )


def sector_frame(table: InputOutputTable) -> pl.DataFrame:
    """What the table says of each sector: linkages, multipliers, upstreamness; in the order of the table.

    Parameters
    ----------
    table : InputOutputTable
        A measure that it cannot tell (no row of wages, exports not named) has no column.

    Returns
    -------
    polars.DataFrame
        ``sector``, ``name_zh``, ``name_en``, ``output``; ``backward``, ``forward`` (indices, mean 1), ``kind`` (key,
        backward, forward, weak); ``output_multiplier``, ``value_added_multiplier``, ``income_multiplier``,
        ``import_multiplier``; ``jobs_per_million``, ``jobs_low``, ``jobs_high`` (persons for a million of final
        demand) for the shipped tables; ``upstreamness``.
    """
    system = leontief_system(table)
    linked = key_sectors(system)
    columns: dict[str, object] = {
        "sector": table.sectors,
        "name_zh": [name.get("zh") for name in table.names],
        "name_en": [name.get("en") for name in table.names],
        "output": table.output,
        "backward": linked.backward,
        "forward": linked.forward,
        "kind": linked.kind,
        "output_multiplier": output_multipliers(system).simple,
        "value_added_multiplier": value_added_multipliers(system).simple,
    }
    if table.labour_rows is not None:
        columns["income_multiplier"] = income_multipliers(system).simple
    if table.imports is not None or table.total_imports is not None:
        columns["import_multiplier"] = import_multipliers(system).simple
    columns |= _jobs(table)
    columns["upstreamness"] = upstreamness(table)
    return pl.DataFrame(columns)


def _jobs(table: InputOutputTable) -> dict[str, object]:
    """Jobs for a million of final demand; only for the shipped tables is employment known."""
    if not any(table is national_table(size) for size in SHIPPED):
        return {}
    known = national_employment_multipliers(table.size)
    return {"jobs_per_million": known["persons"], "jobs_low": known["low"], "jobs_high": known["high"]}


def region_code(region: str) -> tuple[str, str]:
    """The code of a county, city or province as the census takes it, and its Chinese name.

    Parameters
    ----------
    region : str
        A code of GB/T 2260 (``"140727"``, ``"1407"``, ``"140700"``) or a name (``"祁县"``, ``"晋中"``); that of a
        county which another took over before 2020 gives the other.

    Returns
    -------
    tuple of str
        Code without trailing zeros of the higher levels, and name.

    Raises
    ------
    NameUnknownError
        If there is no such place.
    InputError
        If the name belongs to several.
    """
    places = tuple(classification("gbt2260-2020").entries.values())
    wanted = _places(places, region) or _places(places, _successor(region))
    if not wanted:
        raise NameUnknownError("county, city or province", region, [one.name_zh or one.code for one in places])
    if len(wanted) > 1:
        listed = ", ".join(f"{one.code} {one.name_zh}" for one in wanted)
        raise InputError(f"`region` must be one place; {region!r} may be {listed}. Give the code.")
    code = wanted[0].code
    for level, end in (("province", 2), ("prefecture", 4)):
        if wanted[0].level == level:
            code = code[:end]
    return code, wanted[0].name_zh or region


def _places(places: Sequence[Entry], region: str) -> list[Entry]:
    """Those of the code or name; else those whose name goes on with 省, 市, 县 or 区."""
    if region.isdigit():
        return [one for one in places if one.code == region.ljust(6, "0")]
    exact = [one for one in places if region and region in (one.name_zh, one.name_en)]
    return exact or [one for one in places if region and one.name_zh in {region + end for end in "省市县区"}]


def _successor(region: str) -> str:
    """The code that took over from a county of an older code or name; empty where there is none, or several."""
    found = {one.successors for one in county_changes() if region in (one.code, one.name_zh) and one.year <= CENSUS}
    return next(iter(found))[0] if len(found) == 1 and len(next(iter(found))) == 1 else ""


def regional_study(
    region: str,
    methods: tuple[Method, ...] = METHODS,
    *,
    delta: float = DELTA,
    known: Mapping[str, float] | None = None,
) -> RegionalStudy:
    """Regionalise the national table of 153 sectors by the census's jobs.

    Parameters
    ----------
    region : str
        As for :func:`region_code`.
    methods : tuple of str
        Which quotients.
    delta : float, in [0, 1)
        Of FLQ and AFLQ.
    known : mapping of sector to persons, optional
        Jobs that firms tell.

    Returns
    -------
    RegionalStudy

    Raises
    ------
    NameUnknownError, InputError
        As :func:`region_code` and :func:`growthpole.county_jobs`; or if the census has no figures of the region.
    """
    code, name = region_code(region)
    told = {code: known} if known else None
    jobs, output = county_jobs([code], known=told), county_output([code], known=told)
    total = float(jobs.central[0].sum())
    if not total > 0:
        raise InputError(f"the census has no figures of {name} ({code}): nothing can be said of its industries.")
    table, nation = national_table(), nation_jobs()
    ends = (jobs.low[0], jobs.central[0], jobs.high[0])
    found = tuple(
        regional_coefficients_interval(table, ends, nation, method, total=total, delta=delta) for method in methods
    )
    return RegionalStudy(code, name, jobs, output, total, found)


def regional_frame(study: RegionalStudy) -> pl.DataFrame:
    """The region's industries and multipliers, a row a sector and method.

    Parameters
    ----------
    study : RegionalStudy

    Returns
    -------
    polars.DataFrame
        ``method``, ``sector``, ``name_zh``, ``name_en``; ``jobs``, ``output`` (CNY) and ``multiplier``, each central
        with ``_low`` and ``_high``; ``multiplier_nation``.
    """
    table = national_table()
    national = output_multipliers(table).simple
    return pl.concat(
        pl.DataFrame(
            {
                "method": [one.method] * table.size,
                "sector": table.sectors,
                "name_zh": [name.get("zh") for name in table.names],
                "name_en": [name.get("en") for name in table.names],
                **_three("jobs", study.jobs.low[0], study.jobs.central[0], study.jobs.high[0]),
                **_three("output", study.output.low[0], study.output.central[0], study.output.high[0]),
                **_three("multiplier", one.multipliers_low, one.multipliers, one.multipliers_high),
                "multiplier_nation": national,
            }
        )
        for one in study.found
    )


def input_frame(study: RegionalStudy, sector: str) -> pl.DataFrame:
    """What a sector of the region buys for one unit of output, and how much of it within the region.

    Parameters
    ----------
    study : RegionalStudy
    sector : str
        Code of the buyer, ``"001"`` to ``"153"``.

    Returns
    -------
    polars.DataFrame
        A row an input and method, the largest national coefficients first: ``method``, ``input``, ``name_zh``,
        ``name_en``, ``national``, ``regional`` with ``_low`` and ``_high``.

    Raises
    ------
    NameUnknownError
        If there is no such sector.
    """
    table = national_table()
    buyer = table.place(sector)
    national = table.domestic_coefficients[:, buyer]
    parts = pl.concat(
        pl.DataFrame(
            {
                "method": [one.method] * table.size,
                "input": table.sectors,
                "name_zh": [name.get("zh") for name in table.names],
                "name_en": [name.get("en") for name in table.names],
                "national": national,
                **_three("regional", one.low[:, buyer], one.central[:, buyer], one.high[:, buyer]),
            }
        )
        for one in study.found
    )
    return parts.filter(pl.col("national") > 0).sort("national", "input", "method", descending=[True, False, False])


def _three(name: str, low: object, central: object, high: object) -> dict[str, object]:
    return {name: central, f"{name}_low": low, f"{name}_high": high}


def write_frame(frame: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV, TSV, Parquet or Excel, by the ending of the path.

    An end that is open and a figure that is unknown are empty cells: a spreadsheet reads ``inf`` and ``NaN`` as text.
    """
    finite = [pl.when(pl.col(name).is_finite()).then(pl.col(name)) for name in frame.select(selectors.float()).columns]
    write_table(frame.with_columns(finite), path)
