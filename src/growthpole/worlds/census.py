"""China's 2020 population census: employment of 2,986 counties in 20 sections, and what it shows of Jinzhong."""

from __future__ import annotations

import gzip
from importlib.resources import files

import polars as pl

from growthpole.measures.panel.quotient_interval import location_quotient_interval

__all__ = ["census_employment", "census_sections", "city_quotients"]

DATA = files("growthpole.worlds") / "data" / "census2020"
# Occupation and industry were asked in the long form, of one household in ten.
LONG_FORM = 0.1
JINZHONG = "1407"


def census_employment(*, defective: bool = False) -> pl.DataFrame:
    """Employed persons of every county by section of GB/T 4754, from the 2020 census.

    ``persons = population x (1 - share aged 0-14) x share of those employed x share of the section``.

    Parameters
    ----------
    defective : bool
        Whether to keep the four counties without figures, with ``persons`` null.

    Returns
    -------
    polars.DataFrame
        ``county`` (GB/T 2260, six digits), ``county_name``, ``section`` (A to T), ``persons`` (whole persons),
        ``note``: ``"prefecture too high"`` for the counties of Hulunbuir, which together are 100,000 people above
        the published total, ``"no figures"`` for the four; else null. Sorted by county and section.

    References
    ----------
    National Bureau of Statistics of China (2022), Tabulation on the 2020 China Population Census by County.

    Examples
    --------
    >>> jobs = census_employment()
    >>> jobs["county"].n_unique(), jobs["section"].n_unique()
    (2986, 20)
    """
    with (DATA / "employment.csv.gz").open("rb") as packed:
        text = gzip.decompress(packed.read())
    wide = pl.read_csv(text, schema_overrides={"county": pl.String})
    long = wide.unpivot(index=["county", "county_name", "note"], variable_name="section", value_name="persons")
    kept = long if defective else long.filter(pl.col("persons").is_not_null())
    return kept.select("county", "county_name", "section", "persons", "note").sort("county", "section")


def census_sections() -> pl.DataFrame:
    """Give the 20 sections of GB/T 4754-2017 with their names.

    Returns
    -------
    polars.DataFrame
        ``section`` (A to T), ``name_zh``, ``name_en``.

    References
    ----------
    GB/T 4754-2017, Industrial classification for national economic activities.

    Examples
    --------
    >>> census_sections().filter(section="C")["name_en"].item()
    'Manufacturing'
    """
    return pl.read_csv((DATA / "sections.csv").read_bytes()).drop("column")


def city_quotients(city: str = JINZHONG, *, level: float = 0.95, design_effect: float = 2.0) -> pl.DataFrame:
    """Location quotients of a city's counties against the nation's usable ones, with intervals; Jinzhong by default.

    Whoever looks for the glass town of Qixian or the lacquer town of Pingyao will not find them: in whole
    sections their manufacturing is below the nation's. A census by section cannot see a town's trade; a
    programme must collect a table of firms.

    Parameters
    ----------
    city : str
        The first four digits of its GB/T 2260 code; a prefix of no county gives an empty frame.
    level : float
        Of the intervals, between 0 and 1.
    design_effect : float
        How many times as uncertain a share is because whole households were drawn, >= 1.

    Returns
    -------
    polars.DataFrame
        ``county``, ``county_name``, ``section``, and the columns of
        :func:`growthpole.measures.panel.quotient_interval.location_quotient_interval`.

    References
    ----------
    As for :func:`census_employment`.

    Examples
    --------
    >>> towns = city_quotients().filter(pl.col("section") == "C")
    >>> towns.filter(pl.col("county_name").is_in(["祁县", "平遥县"])).select("county", pl.col("lq").round(2)).rows()
    [('140727', 0.93), ('140728', 0.68)]
    """
    jobs = census_employment()
    measured: pl.DataFrame = location_quotient_interval(
        jobs,
        region="county",
        industry="section",
        value="persons",
        sampling="persons",
        fraction=LONG_FORM / design_effect,
        level=level,
    )
    names = jobs.select("county", "county_name").unique()
    there = measured.filter(pl.col("county").str.starts_with(city)).join(names, on="county")
    return there.select("county", "county_name", pl.exclude("county", "county_name")).sort("county", "section")
