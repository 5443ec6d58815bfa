"""The sandbox's projects, the firms that might come, and what its counties have room for. All of it is made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.worlds.town import FIRST_YEAR, LAST_YEAR, Town

__all__ = ["candidate_rows", "capacity_rows", "project_rows"]

SEED = 6153
_PER_COUNTY = 3
# What each product of the sandbox buys: sector of the national table, English, Chinese, and about how much of a
# hundred of its output it spends on it.
_NEEDED: tuple[tuple[tuple[str, str, str, float], ...], ...] = (
    (("043", "soda ash", "纯碱", 7.4), ("060", "abrasives", "磨料磨具", 2.1), ("059", "refractories", "耐火材料", 1.6)),
    (("062", "steel bars", "钢材", 16.8), ("064", "alloys", "合金", 4.6), ("068", "machine tools", "机床", 1.1)),
    (("065", "copper and aluminium sections", "铜铝型材", 6.8), ("066", "fittings", "五金件", 5.0),
     ("084", "electric motors", "电机", 4.5)),
    (("022", "yeast and starters", "酒曲", 6.1), ("018", "pickled vegetables", "蔬菜加工品", 4.4),
     ("057", "glass bottles", "玻璃瓶", 1.2)),
    (("022", "seasonings", "复合调料", 3.6), ("037", "cartons", "纸箱", 0.6),
     ("099", "machine repair", "设备修理", 0.3)),
    (("043", "solvents", "溶剂", 3.0), ("027", "gauze", "纱布", 1.1), ("023", "medicinal alcohol", "药用酒精", 1.5)),
    (("065", "metal foil", "金属箔", 5.8), ("027", "lining cloth", "夹纻布", 5.7), ("047", "resins", "树脂", 2.3)),
    (("035", "board", "板材", 31.2), ("066", "hinges", "铰链五金", 3.9), ("033", "leather", "皮革", 3.3)),
    (("060", "graphite moulds", "石墨模具", 4.3), ("066", "kiln fittings", "窑具五金", 2.7),
     ("037", "cartons", "纸箱", 1.7)),
    (("043", "basic chemicals", "基础化工料", 3.0), ("053", "plastic pellets", "塑料粒料", 1.2),
     ("038", "printing", "印刷", 0.5)),
)  # fmt: skip
# Energy in tce, water in cubic metres and goods in tonnes, each for 10,000 yuan of output; jobs for a million.
_INTENSITY = {
    "018": (0.07, 3.5, 2.0, 1.0), "022": (0.08, 4.5, 1.6, 1.0), "023": (0.12, 6.0, 1.2, 0.6),
    "027": (0.15, 3.0, 0.5, 1.4), "033": (0.05, 4.0, 0.3, 1.8), "035": (0.11, 1.4, 2.2, 1.6),
    "037": (0.24, 6.5, 1.9, 1.0), "038": (0.06, 1.2, 0.7, 1.5), "043": (0.62, 7.0, 2.6, 0.5),
    "047": (0.40, 4.5, 1.2, 0.4), "053": (0.12, 1.5, 0.8, 1.2), "057": (0.46, 2.6, 1.8, 1.3),
    "059": (0.38, 2.2, 2.8, 1.2), "060": (0.45, 2.0, 2.0, 1.0), "062": (0.55, 4.0, 3.2, 0.5),
    "064": (0.70, 3.0, 1.5, 0.4), "065": (0.22, 1.8, 0.9, 0.5), "066": (0.16, 1.6, 1.0, 1.3),
    "068": (0.06, 0.9, 0.3, 1.1), "084": (0.05, 0.9, 0.3, 1.1), "099": (0.04, 0.6, 0.2, 2.0),
}  # fmt: skip
# Of three projects of a county: how far each has come, dealt out in turn.
_STATES = (
    ("producing", LAST_YEAR), ("started", LAST_YEAR), ("contacted", LAST_YEAR), ("producing", LAST_YEAR - 1),
    ("signed", LAST_YEAR), ("contacted", LAST_YEAR - 1), ("started", LAST_YEAR - 1), ("signed", LAST_YEAR),
    ("producing", LAST_YEAR), ("signed", LAST_YEAR - 1), ("dropped", LAST_YEAR),
)  # fmt: skip
_HOMES = (
    ("Zibo", "淄博"), ("Cangzhou", "沧州"), ("Foshan", "佛山"), ("Ningbo", "宁波"),
    ("Wuxi", "无锡"), ("Dongguan", "东莞"), ("Taizhou", "台州"), ("Changsha", "长沙"),
)  # fmt: skip
# The least share of what its projects ask for that a county has free, and the most.
_ROOM = {
    "land": (0.4, 1.8), "water": (0.7, 3.0), "energy": (0.35, 1.6), "labour": (0.5, 2.0), "transport": (0.9, 2.5)
}  # fmt: skip
_WRITTEN = {
    "land": (1.0, "亩"), "water": (1e-4, "万立方米"), "energy": (1.0, "吨标准煤"), "labour": (1.0, "人"),
    "transport": (1e-4, "万吨"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Works:
    """A works that supplies a town: what it makes, in 10,000 yuan a year, and what that takes."""

    town: Town
    sector: str
    english: str
    chinese: str
    output: float
    investment: float
    land: float

    @property
    def needs(self) -> dict[str, float]:
        """By resource: 亩, cubic metres, tce, persons, tonnes."""
        energy, water, goods, jobs = _INTENSITY[self.sector]
        return {
            "land": self.land, "water": water * self.output, "energy": energy * self.output,
            "labour": jobs * self.output / 100, "transport": goods * self.output,
        }  # fmt: skip


def project_rows(made: Sequence[Town], code: Callable[[int], str]) -> Iterator[dict[str, str]]:
    """The project ledger: three projects a county, from first contact to production."""
    for number, works in enumerate(_works(made, SEED, _PER_COUNTY)):
        state, year = _STATES[number % len(_STATES)]
        yield {
            "project": f"p{number + 1:02d}",
            "name_en": f"{works.english} for {works.town.id}".capitalize(),
            "name_zh": f"{works.chinese}项目{number + 1}",
            "cluster": works.town.id,
            "region_code": code(works.town.county),
            "sector": works.sector,
            "state": state,
            "year": str(year),
            **_figures(works),
            "source": "sandbox",
        }


def candidate_rows(made: Sequence[Town]) -> Iterator[dict[str, str]]:
    """Firms elsewhere that might be won: two for each county's largest towns."""
    rng = np.random.default_rng(SEED + 1)
    for number, works in enumerate(_works(made, SEED + 2, 2)):
        english, chinese = _HOMES[number % len(_HOMES)]
        yield {
            "firm": f"f{number + 1:02d}",
            "name_en": f"{english} {works.english} company",
            "name_zh": f"{chinese}{works.chinese}公司",
            "home_region": chinese,
            "cluster": works.town.id,
            "sector": works.sector,
            **_figures(works),
            "patents": str(int(rng.integers(0, 60))),
            "quality_marks": str(int(rng.integers(0, 5))),
            "demonstration": str(int(rng.integers(1, 6))),
            "source": "sandbox",
        }


def capacity_rows(made: Sequence[Town], code: Callable[[int], str]) -> Iterator[dict[str, str]]:
    """What each county has free: from too little for its projects to more than they need; one figure is a range."""
    rng = np.random.default_rng(SEED + 3)
    asked: dict[int, dict[str, float]] = {}
    for works in _works(made, SEED, _PER_COUNTY):
        county = asked.setdefault(works.town.county, dict.fromkeys(_ROOM, 0.0))
        for resource, amount in works.needs.items():
            county[resource] += amount
    for place, needs in sorted(asked.items()):
        for resource, (least, most) in _ROOM.items():
            factor, unit = _WRITTEN[resource]
            free = needs[resource] * float(rng.uniform(least, most)) * factor
            digits = f"{free:.0f}" if free >= 10 else f"{free:.1f}"
            ranged = place == 0 and resource == "water"
            yield {
                "region_code": code(place),
                "resource": resource,
                "free": f"{free * 0.8:.0f}-{digits}{unit}" if ranged else f"{digits}{unit}",
                "source": "sandbox",
            }


def _works(made: Sequence[Town], seed: int, count: int) -> Iterator[_Works]:
    """The works for the first ``count`` towns of every county, each making one thing that its town buys."""
    rng = np.random.default_rng(seed)
    taken: dict[int, int] = {}
    for town in made:
        place = taken.get(town.county, 0)
        if place == count:
            continue
        taken[town.county] = place + 1
        needed = _NEEDED[town.product]
        sector, english, chinese, spent = needed[int(rng.integers(len(needed)))]
        sales = town.size * (1 + town.growth) ** (LAST_YEAR - FIRST_YEAR) * 1e4
        output = float(round(sales * spent / 100 * float(rng.uniform(0.4, 1.2))))
        investment = float(round(output * float(rng.uniform(0.5, 1.1))))
        land = float(max(1, round(output / float(rng.uniform(180, 420)))))
        yield _Works(town, sector, english, chinese, output, investment, land)


def _figures(works: _Works) -> dict[str, str]:
    needs = works.needs
    return {
        "investment": f"{works.investment:.0f}万元",
        "output": f"{0.9 * works.output:.0f}-{works.output:.0f}万元",
        "jobs": f"{max(1.0, needs['labour']):.0f}",
        "land": f"{needs['land']:.0f}亩",
        "energy": f"{needs['energy']:.0f}",
        "water": f"{needs['water']:.0f}",
        "transport": f"{needs['transport']:.0f}",
    }
