"""The sandbox: a made-up city with complete evidence, so that every feature can be seen.

Nothing in it is real. Sixty towns in twelve counties over six years, drawn with a fixed seed; some are strong, some
carry one planted weakness, some decline, and a few figures are disputed, corrupt, suppressed or slipped by a factor of
ten thousand, so that the checks and the reports have something to find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from growthpole.worlds.made_map import made_boundaries
from growthpole.worlds.sandbox_chains import chains_text
from growthpole.worlds.sandbox_faults import plant_faults
from growthpole.worlds.sandbox_figures import county_rows, programme_rows, town_rows
from growthpole.worlds.sandbox_firms import firm_rows
from growthpole.worlds.sandbox_forecasts import forecast_bytes
from growthpole.worlds.sandbox_links import link_rows
from growthpole.worlds.sandbox_markets import export_rows, fair_rows, market_rows
from growthpole.worlds.sandbox_partners import graduate_rows, institute_rows, need_rows, partnership_rows
from growthpole.worlds.sandbox_projects import candidate_rows, capacity_rows, project_rows
from growthpole.worlds.sandbox_standing import standing_bytes
from growthpole.worlds.sandbox_tasks import task_rows
from growthpole.worlds.town import FIRST_YEAR, LAST_YEAR, Town
from growthpole.worlds.written import csv_bytes, json_bytes

__all__ = ["SEED", "sandbox_files", "towns"]

SEED = 135
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
COUNTIES = 12
COUNTY_NAMES = (
    ("Eastbrook", "东溪县"), ("Westbrook", "西溪县"), ("Stonebridge", "石桥县"), ("Redcliff", "赤崖县"),
    ("Pinehill", "松岭县"), ("Saltwell", "盐井县"), ("Millford", "磨渡县"), ("Ironvale", "铁川县"),
    ("Plumgarden", "梅园县"), ("Longmeadow", "长坪县"), ("Clearlake", "清湖区"), ("Northgate", "北门区"),
)  # fmt: skip
PRODUCTS = (
    ("glassware", "玻璃器皿", "C3054", "manufacturing"), ("castings", "铸件", "C3391", "manufacturing"),
    ("hydraulics", "液压元件", "C3444", "manufacturing"), ("vinegar", "食醋", "C1462", "speciality agriculture"),
    ("beef", "牛肉制品", "C1353", "speciality agriculture"), ("herbs", "中药材", "C2730", "speciality agriculture"),
    ("lacquerware", "漆器", "C2433", "speciality light industry"),
    ("furniture", "家具", "C2110", "speciality light industry"),
    ("ceramics", "陶瓷", "C3074", "speciality light industry"), ("packaging", "包装材料", "C2780", "manufacturing"),
)  # fmt: skip
_SIZES = {"province": (45.0, 80.0), "city": (14.0, 40.0), "county": (3.0, 11.0), "": (2.0, 8.0)}
_GROWTH = {"rising": (0.13, 0.18), "declining": (-0.09, -0.05), "candidate": (0.08, 0.14)}
# The share of each rung among sixty towns, and the traits dealt out in turn on it.
_DEAL = {
    "province": (8, ("rising", "steady", "leader", "linkage", "brand", "talent", "declining", "steady")),
    "city": (20, ("rising", "barred", "steady", "leader", "linkage", "brand", "talent", "declining")),
    "county": (27, ("rising", "steady", "leader", "linkage", "brand", "talent", "declining", "steady", "steady")),
    "": (5, ("candidate",)),
}  # fmt: skip


def towns() -> tuple[Town, ...]:
    """The sixty towns, the same at every call."""
    rng = np.random.default_rng(SEED)
    found: list[Town] = []
    for tier, (count, traits) in _DEAL.items():
        for number in range(count):
            place = len(found)
            trait = traits[number % len(traits)]
            lift = 1.5 if trait == "rising" and tier in {"city", "county"} else 1.0
            found.append(
                Town(
                    id=f"{COUNTY_NAMES[place % COUNTIES][0].lower()}-{PRODUCTS[place * 7 % len(PRODUCTS)][0]}",
                    county=place % COUNTIES,
                    product=place * 7 % len(PRODUCTS),
                    tier=tier,
                    trait=trait,
                    size=round(float(rng.uniform(*_SIZES[tier])) * lift, 2),
                    growth=round(float(rng.uniform(*_GROWTH.get(trait, (0.03, 0.10)))), 4),
                    luck=round(float(rng.uniform(-0.08, 0.08)), 3),
                )
            )
    return tuple(found)


def sandbox_files() -> Mapping[str, bytes]:
    """The files of the sandbox, as an office would hand them in; the same bytes at every call.

    Returns
    -------
    mapping of str to bytes
        ``clusters.csv``, ``sources.csv``, ``regions.csv``, ``evidence.csv``, ``firms.csv``, its ledgers and
        ``boundaries.geojson``.
    """
    made = towns()
    codes = [county_code(each) for each in range(COUNTIES)]
    return {
        "clusters.csv": csv_bytes(_clusters(made)),
        "sources.csv": csv_bytes(_sources()),
        "regions.csv": csv_bytes(_regions()),
        "evidence.csv": csv_bytes(_evidence(made)),
        "firms.csv": csv_bytes(firm_rows(made, county_code, COUNTY_NAMES, PRODUCTS)),
        "links.csv": csv_bytes(link_rows(made)),
        "chains.toml": chains_text(made, PRODUCTS),
        "projects.csv": csv_bytes(project_rows(made, county_code)),
        "candidates.csv": csv_bytes(candidate_rows(made)),
        "capacity.csv": csv_bytes(capacity_rows(made, county_code)),
        "tasks.csv": csv_bytes(task_rows(made)),
        "forecasts.csv": forecast_bytes(),
        "standing.csv": standing_bytes(),
        "needs.csv": csv_bytes(need_rows(made)),
        "institutes.csv": csv_bytes(institute_rows()),
        "partnerships.csv": csv_bytes(partnership_rows(made)),
        "graduates.csv": csv_bytes(graduate_rows(made, county_code)),
        "exports.csv": csv_bytes(export_rows(made)),
        "markets.csv": csv_bytes(market_rows(made)),
        "fairs.csv": csv_bytes(fair_rows()),
        "boundaries.geojson": json_bytes(made_boundaries(codes, COUNTY_NAMES)),
    }


def county_code(county: int) -> str:
    """The code of a made county; 99 is the code of no province."""
    return f"9901{county + 1:02d}"


def _clusters(made: tuple[Town, ...]) -> Iterator[dict[str, str]]:
    for town in made:
        english, chinese, code, peer_class = PRODUCTS[town.product]
        yield {
            "cluster": town.id,
            "name_en": f"{COUNTY_NAMES[town.county][0]} {english}",
            "name_zh": COUNTY_NAMES[town.county][1][:-1] + chinese,
            "region_code": county_code(town.county),
            "gbt4754_2017": code,
            "tier": town.tier,
            "peer_class": peer_class,
            "since": "2022" if town.tier else "",
            "source": "sandbox",
        }


def _sources() -> Iterator[dict[str, str]]:
    yield {
        "source": "sandbox",
        "title": "Made-up figures of the sandbox",
        "title_zh": "示例世界的虚构数据",
        "publisher": "growthpole",
        "published": str(LAST_YEAR),
        "note": "nothing in it is real",
    }
    yield {
        "source": "town-report",
        "title": "Made-up yearly report of a town",
        "title_zh": "示例专业镇的虚构年报",
        "publisher": "growthpole",
    }


def _regions() -> Iterator[dict[str, str]]:
    yield {"region": "990100", "name_en": "Sandbox city", "name_zh": "示例市", "parent": ""}
    for number, (english, chinese) in enumerate(COUNTY_NAMES):
        yield {"region": county_code(number), "name_en": english, "name_zh": chinese, "parent": "990100"}


def _evidence(made: tuple[Town, ...]) -> list[dict[str, str]]:
    rng = np.random.default_rng(SEED + 1)
    rows = [row for town in made for row in town_rows(town, YEARS, rng)]
    rows += county_rows(made, county_code, YEARS)
    return [*plant_faults(rows, made), *programme_rows(LAST_YEAR)]
