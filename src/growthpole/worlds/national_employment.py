"""Employed persons of China in the sectors of the national input-output table."""

from __future__ import annotations

from functools import cache

import polars as pl

from growthpole.errors import InputError
from growthpole.worlds.national_sectors import national_sectors, packed

__all__ = ["FIRST_YEAR", "LAST_YEAR", "national_employment"]

FIRST_YEAR, LAST_YEAR = 1990, 2018
_PERSONS = 10_000
_COMPENSATION = "VA001"


@cache
def national_employment(year: int = LAST_YEAR) -> pl.DataFrame:
    """Employed persons by each of the 153 sectors, from 115 industries.

    ``persons_i = persons of its industries x compensation_i / sum of compensation over the sectors of the same
    industries``: where an industry is several sectors, they are taken to pay alike. That is an assumption, so the
    interval leaves it out: of an industry with several sectors, one may have nobody or all.

    Parameters
    ----------
    year : int
        1990 to 2018; later years are not published by industry. The table of 2020 is matched with 2018.

    Returns
    -------
    polars.DataFrame
        A row for each sector in the order of the table: ``sector``, ``persons`` (central), ``low``, ``high``
        (persons; equal where industry and sector are the same), ``industries`` (codes of the employment table, one
        text), ``shared_by`` (how many sectors the industries are split among).

    Raises
    ------
    InputError
        If there is no such year.

    References
    ----------
    National Bureau of Statistics of China, employment by 115 industries 1990-2018 and input-output table of 2020.

    Examples
    --------
    >>> jobs = national_employment()
    >>> jobs.filter(sector="006").select("persons", "low", "high").row(0)
    (5720000.0, 5720000.0, 5720000.0)
    >>> glass = jobs.row(by_predicate=pl.col("sector") == "057", named=True)
    >>> round(glass["persons"]), glass["low"], glass["high"], glass["shared_by"]
    (579934, 0.0, 4810000.0, 7)
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(
            f"`year` must be {FIRST_YEAR} to {LAST_YEAR}, the years of the employment table; it is {year}."
        )
    group = pl.col("employment").list.join(" ")
    sectors = national_sectors().select("sector", industries=group).join(_compensation(), on="sector")
    persons = sectors.select("industries").unique().with_columns(whole=_persons(year))
    return (
        sectors.join(persons, on="industries", maintain_order="left")
        .with_columns(shared_by=pl.len().over("industries"))
        .with_columns(persons=pl.col("whole") * pl.col("pay") / pl.col("pay").sum().over("industries"))
        .with_columns(low=pl.when(shared_by=1).then("persons").otherwise(0.0), high=pl.col("whole"))
        .select("sector", "persons", "low", "high", "industries", "shared_by")
        .sort("sector")
    )


def _persons(year: int) -> pl.Expr:
    """The persons of the industries that a text names."""
    table = pl.read_csv(packed("employment.csv.gz"), infer_schema_length=None)
    of = dict(table.select("Code", pl.col(str(year)) * _PERSONS).iter_rows())
    return pl.col("industries").map_elements(
        lambda codes: sum(of[one] for one in codes.split()), return_dtype=pl.Float64
    )


def _compensation() -> pl.DataFrame:
    """What the employees of each sector earned."""
    table = pl.read_csv(packed("china_2020_153.csv.gz"), schema_overrides={"Code": pl.String})
    sectors = national_sectors()["sector"].to_list()
    pay = table.filter(pl.col("Code") == _COMPENSATION).select(pl.col(sectors).cast(pl.Float64)).row(0)
    return pl.DataFrame({"sector": sectors, "pay": pay})
