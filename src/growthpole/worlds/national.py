"""China's national input-output tables of 2020, with employment and the codes of their sectors."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file

import polars as pl

from growthpole.errors import InputError
from growthpole.measures.flows.multipliers import employment_multipliers
from growthpole.measures.flows.table import InputOutputTable
from growthpole.tables.input_output import read_input_output
from growthpole.worlds.national_employment import national_employment
from growthpole.worlds.national_files import DATA
from growthpole.worlds.national_sectors import national_sectors, sector_of, sectors_of, sectors_of_section

__all__ = [
    "national_employment",
    "national_employment_multipliers",
    "national_sectors",
    "national_table",
    "sector_of",
    "sectors_of",
    "sectors_of_section",
]

_MILLION = 1e6
_UNIT, _YEAR = "万元", 2020
_SIZES = (153, 42)


@cache
def national_table(sectors: int = 153) -> InputOutputTable:
    """The input-output table of China 2020, as published, in CNY.

    With 153 sectors: ``output = flows + final demand - imports`` row by row; flows and final demand are of domestic and
    imported products together, and only ``total_imports`` are known, so domestic flows assume that every user of a
    product imports the same share. With 42 sectors domestic and imported flows are told apart. Both were added up, not
    taken over: every total holds to the last digit, there is no column of errors, and the 153 sectors put together by
    :func:`national_sectors` give the output, imports and intermediate use of the 42.

    Parameters
    ----------
    sectors : {153, 42}
        Which of the two tables.

    Returns
    -------
    InputOutputTable
        Producers' prices of 2020. Sectors ``"001"`` to ``"153"`` or ``"01"`` to ``"42"``; names in both languages. The
        same object at every call; its arrays are read-only.

    Raises
    ------
    InputError
        If there is no table of that size.

    References
    ----------
    National Bureau of Statistics of China, input-output tables of 2020, 153 and 42 sectors.

    Examples
    --------
    >>> table = national_table()
    >>> table.names[table.sectors.index("057")].zh, round(float(table.output.sum()) / 1e12, 1)
    ('玻璃和玻璃制品', 269.9)
    >>> (table.value_added.sum() / 1e12).round(2).item(), (national_table(42).imports.sum() / 1e12).round(2).item()
    (101.64, 12.01)
    """
    if sectors not in _SIZES:
        raise InputError(
            f"`sectors` must be {' or '.join(map(str, _SIZES))}, the sizes of the tables; it is {sectors}."
        )
    with as_file(DATA / f"china_2020_{sectors}.csv.gz") as path:
        return read_input_output(path, unit=_UNIT, year=_YEAR)


def national_employment_multipliers(sectors: int = 153) -> pl.DataFrame:
    r"""Persons at work in all sectors for a million CNY of final demand for each sector's product.

    .. math:: m' = 10^6 (E / x)' L

    Parameters
    ----------
    sectors : {153, 42}
        Which of the two tables, with domestic flows.

    Returns
    -------
    polars.DataFrame
        ``sector``, ``persons`` (central), ``low``, ``high``: the ends where the sectors of an industry may share its
        persons in any way, see :func:`national_employment`.

    Raises
    ------
    InputError
        If there is no table of that size.

    References
    ----------
    Miller and Blair (2022), Input-Output Analysis, 3rd edition, section 6.2.3.

    Examples
    --------
    >>> national_employment_multipliers(42).filter(sector="02").select(pl.col("persons").round(1)).item()
    5.1
    """
    table, jobs = national_table(sectors), national_employment(sectors=sectors)
    found = {name: employment_multipliers(table, jobs[name].to_numpy()).simple for name in ("persons", "low", "high")}
    return pl.DataFrame({"sector": table.sectors, **found}).with_columns(pl.exclude("sector") * _MILLION)
