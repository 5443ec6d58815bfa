"""The sandbox's exports, the demand of its markets, and exhibitions. All of it is made up, the markets too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from growthpole.worlds.town import FIRST_YEAR, LAST_YEAR, Town

__all__ = ["export_rows", "fair_rows", "market_rows"]

SEED = 7013
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
# HS headings of the products of the sandbox, and how their world demand grows in a year.
_PRODUCTS = (
    ("7013", "glassware", "玻璃器皿", 0.05), ("7325", "castings", "铸件", 0.02),
    ("8412", "hydraulics", "液压元件", 0.07), ("2209", "vinegar", "食醋", 0.04),
    ("1602", "beef", "牛肉制品", 0.03), ("1211", "herbs", "中药材", 0.09),
    ("4420", "lacquerware", "漆器", 0.00), ("9403", "furniture", "家具", 0.01),
    ("6912", "ceramics", "陶瓷", -0.02), ("3923", "packaging", "包装材料", 0.06),
)  # fmt: skip
# Id, English, Chinese, size, growth, how easily the city sells there.
_MARKETS = (
    ("northland", "Northland", "北境国", 9.0, 0.01, 1.0), ("isles", "The Isles", "群岛国", 4.0, 0.03, 1.6),
    ("westmark", "Westmark", "西陆国", 12.0, 0.00, 0.8), ("sunland", "Sunland", "阳光国", 5.0, 0.11, 0.5),
    ("delta", "Delta", "三洲国", 3.0, 0.14, 0.9), ("highland", "Highland", "高地国", 2.0, 0.06, 1.9),
    ("gulf", "Gulf States", "海湾国", 6.0, 0.08, 0.4), ("plains", "The Plains", "平原国", 7.0, -0.03, 1.3),
    ("harbour", "Harbour City", "港城", 1.5, 0.02, 2.4), ("savanna", "Savanna", "草原国", 1.0, 0.17, 0.6),
    ("rest", "all other markets", "其他市场", 20.0, 0.02, 0.3),
)  # fmt: skip
_NAMES = {english: chinese for _, english, chinese, *_ in _MARKETS}
_FAIRS = (
    ("home-fair", "Home and Gift Fair", "家居礼品展", "Northland", "northland;westmark", "7013;4420;9403;6912", 46),
    ("isles-expo", "Isles Import Expo", "群岛进口博览会", "The Isles", "isles;harbour", "", 28),
    ("machine-world", "Machine World", "机械世界展", "Westmark", "westmark;plains;gulf", "7325;8412", 62),
    ("food-south", "Food South", "南方食品展", "Sunland", "sunland;delta", "2209;1602;1211", 35),
    ("delta-trade", "Delta Trade Week", "三洲贸易周", "Delta", "delta;savanna", "", 33),
    ("gulf-build", "Gulf Build", "海湾建材展", "Gulf States", "gulf", "6912;7013;7325;9403", 40),
    ("health-expo", "Natural Health Expo", "天然健康展", "Sunland", "sunland;gulf;highland", "1211", 24),
    ("pack-show", "Pack Show", "包装展", "The Plains", "plains;northland", "3923", 0),
)  # fmt: skip
_RATE = 7.0
"""Yuan to the dollar."""


def export_rows(made: Sequence[Town]) -> Iterator[dict[str, str]]:
    """What each town with a tier sells in each of its markets, year by year, in 10,000 dollars."""
    rng = np.random.default_rng(SEED)
    for town in (town for town in made if town.tier):
        shares = rng.dirichlet([0.6 * ease * size**0.5 for *_, size, _, ease in _MARKETS])
        exported = rng.uniform(0.06, 0.22)
        for year in YEARS:
            age = year - FIRST_YEAR
            sold = town.size * (1 + town.growth) ** age * exported * 1e8 / _RATE
            pull = shares * np.array([(1 + growth) ** age for *_, growth, _ in _MARKETS])
            noise = rng.uniform(0.93, 1.07, len(_MARKETS))
            for market, part in zip(_MARKETS, sold * pull / pull.sum() * noise / 1e4, strict=True):
                if part >= 1:
                    yield {
                        "cluster": town.id,
                        "product": _PRODUCTS[town.product][0],
                        "market": market[0],
                        "year": str(year),
                        "value (万美元)": f"{part:.1f}",
                        "source": "sandbox",
                    }


def market_rows(made: Sequence[Town]) -> Iterator[dict[str, str]]:
    """What each market imports of each product, in 10,000 dollars: some ten times the city's exports in all."""
    rng = np.random.default_rng(SEED + 1)
    whole = sum(size for *_, size, _, _ in _MARKETS)
    for number, (code, english, chinese, trend) in enumerate(_PRODUCTS):
        output = sum(town.size for town in made if town.product == number) * 1e4 / _RATE
        for id_, market_en, market_zh, size, growth, _ in _MARKETS:
            base = output * size / whole * rng.uniform(1.6, 4.0) + 500
            for year in YEARS:
                imports = base * (1 + growth + trend) ** (year - FIRST_YEAR) * rng.uniform(0.97, 1.03)
                yield {
                    "product": code,
                    "market": id_,
                    "year": str(year),
                    "imports (万美元)": f"{imports:.0f}",
                    "growth (%)": f"{100 * (growth + trend):.0f}" if year == LAST_YEAR else "",
                    "market_en": market_en,
                    "market_zh": market_zh,
                    "product_en": english,
                    "product_zh": chinese,
                    "source": "sandbox",
                }


def fair_rows() -> Iterator[dict[str, str]]:
    """Next year's exhibitions; the cost of one is not known yet."""
    for id_, english, chinese, place, markets, products, cost in _FAIRS:
        yield {
            "fair": id_,
            "name_en": english,
            "name_zh": chinese,
            "year": str(LAST_YEAR + 1),
            "place_en": place,
            "place_zh": _NAMES[place],
            "markets": markets,
            "products": products,
            "cost (万元)": str(cost) if cost else "",
            "orders (万美元)": "",
            "source": "sandbox",
        }
