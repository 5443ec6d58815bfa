"""Employed persons of China in the sectors of the national input-output table."""

from __future__ import annotations

from functools import cache

import polars as pl

from growthpole.errors import InputError
from growthpole.worlds.national_files import packed
from growthpole.worlds.national_sectors import national_sectors

__all__ = ["national_employment"]

FIRST_YEAR, LAST_YEAR = 1990, 2018
_PERSONS = 10_000
_COMPENSATION = "VA001"


@cache
def national_employment(year: int = LAST_YEAR, *, sectors: int = 153) -> pl.DataFrame:
    """Employed persons by each sector of the national table, from 115 industries.

    ``persons_i = persons of its industries x compensation_i / sum of compensation over the sectors of the same
    industries``: where an industry is several sectors, they are taken to pay alike. That is an assumption, so the
    interval leaves it out: of an industry with several sectors, one may have nobody or all. Each of the 42 sectors is
    made of whole industries, so that nothing is assumed there.

    Parameters
    ----------
    year : int
        1990 to 2018; later years are not published by industry. The table of 2020 is matched with 2018.
    sectors : {153, 42}
        Of which table.

    Returns
    -------
    polars.DataFrame
        A row for each sector in the order of the table: ``sector``, ``persons`` (central), ``low``, ``high``
        (persons; equal where industry and sector are the same), ``industries`` (codes of the employment table, one
        text), ``shared_by`` (how many sectors the industries are split among).

    Raises
    ------
    InputError
        If there is no such year or table.

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
    >>> national_employment(sectors=42).filter(sector="13").select("persons", "low", "high").row(0)
    (4810000.0, 4810000.0, 4810000.0)
    """
    if sectors not in (153, 42):
        raise InputError(f"`sectors` must be 153 or 42, the sizes of the tables; it is {sectors}.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(
            f"`year` must be {FIRST_YEAR} to {LAST_YEAR}, the years of the employment table; it is {year}."
        )
    group = pl.col("employment").list.join(" ")
    shared = national_sectors().select("sector", "of_42", industries=group).join(_compensation(), on="sector")
    persons = shared.select("industries").unique().with_columns(whole=_persons(year))
    found = (
        shared.join(persons, on="industries", maintain_order="left")
        .with_columns(shared_by=pl.len().over("industries"))
        .with_columns(persons=pl.col("whole") * (pl.col("pay") / pl.col("pay").sum().over("industries")))
        .with_columns(low=pl.when(shared_by=1).then("persons").otherwise(0.0), high=pl.col("whole"))
        .sort("sector")
    )
    columns = ["sector", "persons", "low", "high", "industries", "shared_by"]
    return found.select(columns) if sectors == 153 else _together(found).select(columns)


def _together(found: pl.DataFrame) -> pl.DataFrame:
    """The 42 sectors: each holds all the sectors of its industries."""
    whole = found.unique("industries", keep="first", maintain_order=True)
    return (
        whole.group_by(sector="of_42")
        .agg(persons=pl.col("whole").sum(), industries=pl.col("industries").str.join(" "))
        .with_columns(low="persons", high="persons", shared_by=pl.lit(1, pl.UInt32))
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
