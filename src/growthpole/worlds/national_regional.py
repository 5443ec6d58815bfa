"""What the census says of a county's jobs and output in the sectors of the national table: little, and that exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.errors import InputError, NameUnknownError
from growthpole.worlds.census import census_employment
from growthpole.worlds.national import national_employment, national_sectors, national_table
from growthpole.worlds.national_known import put_known

__all__ = ["CountyFigures", "county_jobs", "county_output", "nation_jobs"]


@dataclass(frozen=True)
class CountyFigures:
    """A figure of each region and sector: what it may be, and its central estimate.

    Attributes
    ----------
    regions : tuple of str
        Codes of GB/T 2260, as asked for.
    sectors : tuple of str
        The 153 of the national table.
    low, central, high : ndarray, shape (regions, sectors)
        Persons or CNY. Where the census has no figures of a region, ``central`` is NaN and the interval holds all that
        the nation has.
    notes : tuple of str
        What is known to be wrong with the region's figures; empty where nothing is.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    low: npt.NDArray[np.float64]
    central: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    notes: tuple[str, ...]


def county_output(
    regions: Sequence[str],
    *,
    known: Mapping[str, Mapping[str, float]] | None = None,
    productivity: tuple[float, float] = (1.0, 1.0),
) -> CountyFigures:
    r"""Output of counties and cities in the 153 sectors, from the census's jobs by section.

    .. math:: x_{ri} \in \left[0,\ \min\left(x_i,\ J_{rs} \frac{x_i}{J_i}\right)\right], \qquad
       \hat x_{ri} = x_i \frac{J_{rs}}{J_s}

    with the jobs J of region r in section s of sector i. The census knows sections only: all of a section's jobs may be
    in one of its sectors, or none. The central estimate gives the region the nation's mix within each section. Where
    the section is one sector, the interval is a point. That a tenth of the households were asked for their industry is
    left out; :func:`growthpole.city_quotients` shows what it does.

    Parameters
    ----------
    regions : sequence of str
        County codes (six digits), or prefixes: a city (``"1407"``) or province (``"14"``) is one row of its own.
    known : mapping of region to mapping of sector to persons, optional
        As for :func:`county_jobs`.
    productivity : tuple of float
        Least and most output per job against the nation's, ``0 <= least <= 1 <= most``; at (1, 1) the interval tells
        only in which sector the jobs may be.

    Returns
    -------
    CountyFigures
        In CNY of 2020.

    Raises
    ------
    NameUnknownError
        If no county has such a code.
    InputError
        If `productivity` is none, or as :func:`county_jobs`.

    References
    ----------
    Miller and Blair (2022), Input-Output Analysis, 3rd edition, section 8.2; Duncan and Davis (1953), An alternative to
    ecological correlation, for the bounds of what an aggregate says of its parts.

    Examples
    --------
    >>> qixian = county_output(["140727"])
    >>> glass = qixian.sectors.index("057")
    >>> [round(float(one[0, glass]) / 1e6) for one in (qixian.low, qixian.central, qixian.high)]
    [0, 142, 25778]
    """
    least, most = productivity
    if not 0 <= least <= 1 <= most:
        raise InputError(f"`productivity` must be two factors around 1, such as (0.5, 2); it is {productivity}.")
    jobs, nation = county_jobs(regions, known=known), nation_jobs()
    output = national_table().output
    rate = output / nation
    capped = np.minimum(jobs.high * rate * most, output)
    return CountyFigures(jobs.regions, jobs.sectors, jobs.low * rate * least, jobs.central * rate, capped, jobs.notes)


def county_jobs(regions: Sequence[str], *, known: Mapping[str, Mapping[str, float]] | None = None) -> CountyFigures:
    """Employed persons of counties and cities in the 153 sectors, from the census's jobs by section.

    Central: ``jobs of the section x share of the sector in the section's jobs in the nation``; at most all of them.

    Parameters
    ----------
    regions : sequence of str
        As for :func:`county_output`.
    known : mapping of region to mapping of sector to persons, optional
        What firms say, such as ``{"140727": {"057": 9000}}``: the other sectors of the section share what is left.

    Returns
    -------
    CountyFigures
        In persons. A sector that is the whole of its section is known (low, central and high are equal).

    Raises
    ------
    NameUnknownError
        If no county or sector has such a code.
    InputError
        If a region of `known` is not among `regions`, or has more persons in a section than the census counted.

    References
    ----------
    National Bureau of Statistics of China (2022), Tabulation on the 2020 Population Census by County.

    Examples
    --------
    >>> jobs = county_jobs(["140727", "1407"])
    >>> mine = jobs.sectors.index("006")
    >>> [round(float(one[0, mine])) for one in (jobs.low, jobs.central, jobs.high)]
    [0, 71, 108]
    >>> told = county_jobs(["140727"], known={"140727": {"057": 9000}})
    >>> glass, steel = (told.sectors.index(one) for one in ("057", "061"))
    >>> [float(one) for one in (told.low[0, glass], told.high[0, glass], told.high[0, steel])]
    [9000.0, 9000.0, 9049.0]
    """
    if isinstance(regions, str) or not all(re.fullmatch(r"\d{2,6}", one) for one in regions):
        raise InputError(f"`regions` must be a list of codes such as '140727' or '1407'; it is {regions!r}.")
    section, share, alone = _sections()
    whole = np.array([_jobs_of(one) for one in regions])[:, section]
    unknown = np.isnan(whole)
    low, central = np.where(unknown | ~alone, 0.0, whole), whole * share
    most = _most_of_nation()
    high = np.where(unknown, most, np.minimum(whole, most))
    for region, persons in (known or {}).items():
        if region not in regions:
            raise InputError(f"`known` must name regions that are asked for; {region!r} is not among {list(regions)}.")
        row = list(regions).index(region)
        put_known(region, (low[row], central[row], high[row]), whole[row], persons)
    notes = tuple(_note(one) for one in regions)
    return CountyFigures(tuple(regions), national_table().sectors, low, central, high, notes)


@cache
def _most_of_nation() -> npt.NDArray[np.float64]:
    """The most persons that a sector can have in the nation: all of its industries', scaled to the census."""
    jobs = national_employment()
    most: npt.NDArray[np.float64] = nation_jobs() * (jobs["high"] / jobs["persons"]).to_numpy()
    return most


@cache
def nation_jobs() -> npt.NDArray[np.float64]:
    """Persons employed in each of the 153 sectors in the nation, as many in each section as the census counted.

    ``jobs of the section in the census x share of the sector by national_employment()``

    Returns
    -------
    ndarray, shape (153,)
        Persons, central estimates; read-only.

    Examples
    --------
    >>> round(float(nation_jobs().sum() / 1e6), 1)
    670.7
    """
    section, share, _ = _sections()
    counted = census_employment().group_by("section").agg(pl.col("persons").sum())
    jobs = _by_section(dict(counted.iter_rows()))[section] * share
    jobs.flags.writeable = False
    return jobs


@cache
def _sections() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Of each sector: the place of its section, its share of the section's jobs, whether it is all of the section."""
    known = (
        national_sectors().select("sector", "section").join(national_employment(), on="sector", maintain_order="left")
    )
    share = known.select(pl.col("persons") / pl.col("persons").sum().over("section")).to_series().to_numpy()
    alone = known.select(pl.len().over("section") == 1).to_series().to_numpy()
    return np.array([ord(letter) - ord("A") for letter in known["section"]]), share, alone


def _by_section(persons: dict[str, float]) -> npt.NDArray[np.float64]:
    """Jobs by section A to S; those of international organisations (T) stand with public administration (S)."""
    jobs = np.array([persons.get(letter, np.nan) for letter in "ABCDEFGHIJKLMNOPQRS"], dtype=float)
    jobs[-1] += persons.get("T", 0.0)
    return jobs


def _jobs_of(region: str) -> npt.NDArray[np.float64]:
    """Jobs by section of a county, city or province; unknown where one of its counties is."""
    there = _counties(region)
    if there["persons"].null_count():
        return np.full(19, np.nan)
    return _by_section(dict(there.group_by("section").agg(pl.col("persons").sum()).iter_rows()))


@cache
def _counties(region: str) -> pl.DataFrame:
    jobs = _census().filter(pl.col("county").str.starts_with(region))
    if jobs.is_empty():
        raise NameUnknownError("county or city in the census", region, sorted(set(_census()["county"])))
    return jobs


@cache
def _census() -> pl.DataFrame:
    return census_employment(defective=True)


def _note(region: str) -> str:
    return "; ".join(sorted(set(_counties(region)["note"].drop_nulls())))
