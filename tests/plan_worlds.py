"""A small programme with a plan, four clusters in two counties, and random menus; shared by the tests of the plan."""

from __future__ import annotations

from itertools import product

import numpy as np

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.places import Cluster, Region
from growthpole.model.programme import Programme
from growthpole.model.rules import RESOURCES
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.plan.capacity import Room
from growthpole.plan.options import Menu
from growthpole.plan.rules import Target, Terms
from growthpole.programme.collecting import evidence_table
from growthpole.programme.file import read_programme

TEXT = """
[programme]
id = "planned"
version = "1"
name = { en = "planned" }
cluster = { en = "town" }
reference = "none"
since = 2020-01-01
currency = "CNY"

[[tier]]
id = "low"
name = { en = "low" }

[[tier]]
id = "high"
name = { en = "high" }
gates = ["output", "shops"]
target = 3

[indicator.output]
name = { en = "output" }
unit = "mn CNY"
range = [0, 1000]

[indicator.shops]
name = { en = "shops" }
unit = "count"
range = [0, 100]

[indicator.noise]
name = { en = "noise" }
unit = "count"
range = [0, 100]

[gate.output]
name = { en = "output" }
test = "output >= threshold"
threshold = { high = "100 mn CNY" }

[gate.shops]
name = { en = "shops" }
test = "shops >= 2"

[transitions.promote]
test = "gates_next"
years = 1

[remedy.push]
name = { en = "push" }
effect = { output = "+20 % .. +30 %" }
cost = "2 mn CNY"
lead_time = "1 year"
uses = { land = "10 mu" }

[remedy.shop]
name = { en = "shop" }
adds = { shops = "+1" }
cost = "1 mn CNY"
lead_time = "6 months"

[remedy.school]
name = { en = "school" }
effect = { output = "+10 %" }
cost = "0.5 mn CNY"
lead_time = "1 year"
requires = ["shop"]

[remedy.statue]
name = { en = "statue" }
effect = { output = "0 %" }
cost = "0.1 mn CNY"
lead_time = "1 year"

[remedy.song]
name = { en = "song" }
effect = { noise = "+50 %" }
cost = "0.1 mn CNY"
lead_time = "1 year"

[remedy.gift]
name = { en = "gift" }
effect = { output = "+90 %" }
lead_time = "1 year"

[plan]
years = "4 years"
budget = "3 mn CNY"
"""
CLUSTERS = tuple(
    Cluster(name, Text(name.upper()), region=county, tier="low")
    for name, county in (("a", "1"), ("b", "1"), ("c", "2"), ("d", "2"))
)
FIGURES = {"a": (90.0, 2.0), "b": (90.0, 1.0), "c": (95.0, 2.0), "d": (None, 2.0)}


def programme(text: str = TEXT, **changes: str) -> Programme:
    """The programme, with lines of the plan changed: ``budget='"1 mn CNY"'``."""
    for key, value in changes.items():
        lines = text.split("[plan]")
        body = [line for line in lines[1].splitlines() if not line.startswith(f"{key} ")]
        text = f"{lines[0]}[plan]\n{key} = {value}\n" + "\n".join(body)
    return read_programme(text, "planned.toml")


def dossier(order: tuple[int, ...] = (0, 1, 2, 3), rooms: tuple[Record, ...] = ()) -> Dossier:
    """The four clusters; rows in any order."""
    rows = [
        Evidence(name, indicator, "2024", None if value is None else value * scale, "", Status.REPORTED, source="s")
        for name, values in FIGURES.items()
        for indicator, value, scale in zip(("output", "shops"), values, (1e6, 1.0), strict=True)
    ]
    ordered = [row for place in order for row in rows[2 * place : 2 * place + 2]]
    regions = (Region("1", Text("First")), Region("2", Text("Second")))
    ledgers = {"capacity": rooms} if rooms else {}
    return Dossier(CLUSTERS, evidence_table(ordered), regions=regions, ledgers=ledgers)


def land(county: str, mu: float) -> Record:
    """A row of the ledger of capacity."""
    cells = {"region_code": county, "resource": "land", "free": Interval.point(mu / 1500), "source": ""}
    return Record(cells, "capacity.csv", 2)


def random_menu(rng: np.random.Generator, clusters: int = 4, options: int = 3, years: int = 2) -> Menu:
    """Options with costs in steps of ten thousand, ranks 0 to 2 and some land."""
    count = clusters * options
    base = rng.integers(0, 2, (clusters, years)).astype(np.int8)
    owner = np.repeat(np.arange(clusters), options)
    rank = np.clip(base[owner] + rng.integers(0, 3, (count, years)), 0, 2).astype(np.int8)
    cost = rng.integers(0, 6, (count, years)) * 1_000_000
    uses = np.zeros((count, len(RESOURCES)))
    uses[:, 0] = rng.integers(0, 4, count)
    schedules = tuple(((f"r{k % options}", 0),) * (1 + k % 2) for k in range(count))
    return Menu(
        clusters=tuple(f"c{k}" for k in range(clusters)),
        counties=tuple(str(k % 2) for k in range(clusters)),
        years=tuple(str(2025 + k) for k in range(years)),
        tiers=("low", "high"),
        start=base[:, 0],
        base=base,
        full=base,
        best=base,
        open=base,
        owner=owner,
        schedules=schedules,
        rank=rank,
        points=rng.integers(0, 5, (count, years)).astype(float),
        cost=cost.astype(np.int64),
        uses=uses,
    )


def random_terms(rng: np.random.Generator, menu: Menu, **changes: object) -> Terms:
    """Tight money, a target for each tier, a floor for one county."""
    given: dict[str, object] = {
        "base": "2024",
        "years": menu.years,
        "budget_cents": tuple(int(x) * 1_000_000 for x in rng.integers(2, 9, len(menu.years))),
        "targets": (Target("high", menu.years[-1], int(rng.integers(1, 5))), Target("low", menu.years[-1], 3)),
        "priority": {"low": 1.0, "high": 2.0},
        "discount": 0.05,
        "least_undertakings": {"0": int(rng.integers(0, 3))},
    }
    return Terms(**{**given, **changes})  # type: ignore[arg-type]


def brute_force(menu: Menu, terms: Terms, rooms: tuple[Room, ...], quotas: dict[str, int | None]) -> tuple[float, ...]:
    """The best of all combinations, by plain loops: floors, targets, earlier, cost."""
    owned = [[None, *np.flatnonzero(menu.owner == row).tolist()] for row in range(len(menu.clusters))]
    best = None
    for combination in product(*owned):
        taken = [one for one in combination if one is not None]
        if not _affordable(menu, terms, rooms, taken):
            continue
        worth = _worth(menu, terms, quotas, combination, taken)
        best = worth if best is None or worth < best else best
    assert best is not None
    return best


def _affordable(menu: Menu, terms: Terms, rooms: tuple[Room, ...], taken: list[int]) -> bool:
    for year in range(len(menu.years)):
        if sum(menu.cost[one, year] for one in taken) > terms.budget_cents[year]:
            return False
    for room in rooms:
        place = list(RESOURCES).index(room.resource)
        draw = sum(menu.uses[one, place] for one in taken if menu.counties[menu.owner[one]] == room.county)
        if draw > room.left:
            return False
    return True


def _worth(
    menu: Menu, terms: Terms, quotas: dict[str, int | None], combination: tuple[int | None, ...], taken: list[int]
) -> tuple[float, ...]:
    lacking = 0.0
    for county, least in terms.least_undertakings.items():
        if least:
            got = sum(len(menu.schedules[one]) for one in taken if menu.counties[menu.owner[one]] == county)
            lacking += max(0, least - got) / least
    everything = sum(int(menu.cost[one].sum()) for one in taken)
    for county, share in terms.least_share.items():
        own = sum(int(menu.cost[one].sum()) for one in taken if menu.counties[menu.owner[one]] == county)
        lacking += max(0.0, share * everything - own) / (share * sum(terms.budget_cents))
    standing = {}
    for column, year in enumerate(menu.years):
        ranks = [
            menu.base[row, column] if one is None else menu.rank[one, column] for row, one in enumerate(combination)
        ]
        above = 0
        for rank in (2, 1):
            tier = menu.tiers[rank - 1]
            qualify = sum(each >= rank for each in ranks)
            if quotas.get(tier) is not None:
                holding = sum(menu.base[:, column] == rank)
                qualify = min(qualify, above + max(quotas[tier], holding))
            above = standing[tier, year] = qualify
    short = sum(terms.priority[one.tier] * max(0, one.count - standing[one.tier, one.year]) for one in terms.targets)
    aimed = {tier: max(one.count for one in terms.targets if one.tier == tier) for tier in menu.tiers}
    early = sum(
        terms.priority[tier] * 0.95**column * min(standing[tier, year], aimed[tier])
        for column, year in enumerate(menu.years)
        for tier in menu.tiers
    )
    cost = sum(int(menu.cost[one].sum()) for one in taken)
    return (round(lacking, 9), round(short, 9), round(-early, 9), cost / 100)
