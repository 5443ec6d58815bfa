"""The national table and the counties' supply, as chains stand on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from growthpole.chain.ground import Ground, by_region, inside, known_by_region
from growthpole.chain.technology import Technology, technology_of
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.places import Region
from growthpole.model.text import Text
from growthpole.worlds.national import national_sectors, national_table, sectors_of
from growthpole.worlds.national_regional import county_output

__all__ = ["national_ground", "national_technology"]

_TABLE = Text(
    "the national input-output table of 2020 with 153 sectors (National Bureau of Statistics)",
    "2020年全国投入产出表（153部门，国家统计局）",
)
_CENSUS = Text(
    "the jobs of each county by section of industry in the census of 2020, times the nation's output per job",
    "2020年人口普查各县区分行业门类就业，乘以全国劳均产出",
)


def national_ground(regions: Sequence[Region]) -> Ground:
    """The national table, and what the census lets each county make.

    Parameters
    ----------
    regions : sequence of Region
        The register of an office.

    Returns
    -------
    Ground
        A region that the census does not know has no supply in it: unknown, not nothing.
    """
    known = tuple(region.code for region in regions if _counted(region.code))
    made = county_output(known) if known else None
    return Ground(
        technology=national_technology(),
        sectors_of=_sectors_of,
        industries_of=_industries_of,
        supply=by_region(made.regions, made.sectors, made.low, made.high) if made else {},
        central=known_by_region(made.regions, made.sectors, made.central) if made else {},
        local=inside(regions),
        source=_CENSUS if made else Text(),
    )


@cache
def national_technology() -> Technology:
    """The coefficients of the national table of 2020."""
    return technology_of(national_table(), _TABLE)


@cache
def _counted(region: str) -> bool:
    """Whether the census knows a county."""
    try:
        county_output([region])
    except (NameUnknownError, InputError):
        return False
    return True


@cache
def _sectors_of(industry: str) -> tuple[str, ...]:
    """The sectors of an industry; none where the code is of another classification, which is no fault of a firm."""
    try:
        return sectors_of(industry)
    except (NameUnknownError, InputError):
        return ()


def _industries_of(sector: str) -> tuple[str, ...]:
    return _industries()[sector]


@cache
def _industries() -> dict[str, tuple[str, ...]]:
    rows = national_sectors().select("sector", "section", "gbt4754").iter_rows()
    return {sector: tuple(section + code for code in codes) for sector, section, codes in rows}
