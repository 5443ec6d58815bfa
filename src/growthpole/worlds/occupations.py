"""China's 2020 population census: employed persons of the counties in seven occupations, and their schooling."""

from __future__ import annotations

import gzip

import polars as pl

from growthpole.worlds.census import DATA

__all__ = [
    "census_education",
    "census_occupations",
    "education_levels",
    "higher_education",
    "occupation_groups",
]


def census_occupations(*, defective: bool = False) -> pl.DataFrame:
    """Employed persons of every county by major group of occupations, from the 2020 census.

    ``persons = population x (1 - share aged 0-14) x share of those employed x share of the group``. The census counts
    people where they live. Of occupations by industry it gives no county table: both are margins.

    Parameters
    ----------
    defective : bool
        Whether to keep the four counties without figures, with ``persons`` null.

    Returns
    -------
    polars.DataFrame
        ``county`` (GB/T 2260, six digits), ``county_name``, ``occupation`` (see :func:`occupation_groups`),
        ``persons`` (whole persons), ``note`` as for :func:`growthpole.worlds.census.census_employment`. Sorted by
        county and occupation.

    References
    ----------
    National Bureau of Statistics of China (2022), Tabulation on the 2020 China Population Census by County.

    Examples
    --------
    >>> jobs = census_occupations()
    >>> jobs["county"].n_unique(), jobs["occupation"].n_unique()
    (2986, 7)
    >>> jobs.filter(county="140727", occupation="professionals")["persons"].item()
    8191
    """
    long = _long("occupations", "occupation", "persons")
    kept = long if defective else long.filter(pl.col("persons").is_not_null())
    return kept.sort("county", "occupation")


def census_education(*, defective: bool = False) -> pl.DataFrame:
    """Schooling of every county's population aged three and over, from the 2020 census.

    Parameters
    ----------
    defective : bool
        Whether to keep the county without figures, with ``share`` null.

    Returns
    -------
    polars.DataFrame
        ``county``, ``county_name``, ``level`` (see :func:`education_levels`), ``share`` (0 to 1 of those aged three
        and over; of how many persons the tables do not say), ``note``: ``"no figures"`` or null. Sorted by county and
        level.

    References
    ----------
    As for :func:`census_occupations`.

    Examples
    --------
    >>> census_education().filter(county="140727", level="university")["share"].item()
    0.05012
    """
    long = _long("education", "level", "share")
    kept = long if defective else long.filter(pl.col("share").is_not_null())
    return kept.sort("county", "level")


def higher_education() -> pl.DataFrame:
    """Share of every county's population aged three and over that has college or university.

    Returns
    -------
    polars.DataFrame
        ``county``, ``share`` (0 to 1), ``median`` (of all counties, the same in every row). Sorted by county.

    References
    ----------
    As for :func:`census_occupations`.

    Examples
    --------
    >>> higher_education().filter(county="140727").select(pl.col("share", "median").round(4)).row(0)
    (0.1146, 0.1062)
    """
    levels = census_education().filter(pl.col("level").is_in(["college", "university"]))
    shares = levels.group_by("county").agg(pl.col("share").sum()).sort("county")
    return shares.with_columns(pl.col("share").median().alias("median"))


def occupation_groups() -> pl.DataFrame:
    """Give the seven major groups of the census with their names.

    Returns
    -------
    polars.DataFrame
        ``occupation`` (leaders, professionals, clerks, services, farmers, operators, others), ``name_zh``,
        ``name_en``, and ``short_zh``, ``short_en`` for charts.

    References
    ----------
    Major groups of the Occupational Classification Dictionary of China (2015), as the census prints them.

    Examples
    --------
    >>> occupation_groups()["occupation"].to_list()[:2]
    ['leaders', 'professionals']
    """
    return pl.read_csv((DATA / "occupations.csv").read_bytes()).drop("column")


def education_levels() -> pl.DataFrame:
    """Give the seven levels of schooling of the census with their names, from none to university.

    Returns
    -------
    polars.DataFrame
        ``level``, ``name_zh``, ``name_en``.

    References
    ----------
    As for :func:`census_occupations`.

    Examples
    --------
    >>> education_levels()["name_en"].to_list()[-1]
    'University and above'
    """
    return pl.read_csv((DATA / "education.csv").read_bytes()).drop("column")


def _long(name: str, axis: str, value: str) -> pl.DataFrame:
    with (DATA / f"{name}.csv.gz").open("rb") as packed:
        text = gzip.decompress(packed.read())
    wide = pl.read_csv(text, schema_overrides={"county": pl.String})
    long = wide.unpivot(index=["county", "county_name", "note"], variable_name=axis, value_name=value)
    return long.select("county", "county_name", axis, value, "note")
