"""The sandbox's needs, institutes, past work and graduates. All of it is made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from growthpole.worlds.town import LAST_YEAR, Town

__all__ = ["graduate_rows", "institute_rows", "need_rows", "partnership_rows"]

SEED = 8080
# What each product of the sandbox asks of research, with the disciplines called for.
_ASKED = (
    ("less breakage in annealing", "降低退火破损率", "0805;0803"),
    ("fewer blowholes in castings", "减少铸件气孔", "0806;0802"),
    ("longer-lived seals and pumps", "提高密封件与泵的寿命", "0802;0811"),
    ("shorter fermentation", "缩短发酵周期", "0832;0836"),
    ("traceable beef from farm to can", "牛肉全程追溯", "0832;0905"),
    ("extraction of active substances", "有效成分提取", "1008;1007"),
    ("new designs for young buyers", "面向年轻消费者的设计", "1403;1301"),
    ("boards without formaldehyde", "无醛板材", "0829;1403"),
    ("kilns that use less gas", "节能窑炉", "0805;0807"),
    ("packaging that can be recycled", "可回收包装", "0822;0817"),
)
_RARE = ("a chip of its own for control", "自主控制芯片", "1401")
# English, Chinese, disciplines, needs it can take on, expert days a year, degrees east and north of the city.
_INSTITUTES = (
    ("northern-tech", "Northern University of Technology", "北方理工大学", "0802;0805;0806;0811", 5, 260, 1.9, 1.2),
    ("city-college", "City Vocational College", "市职业技术学院", "0802;0822;1403", 4, 120, 0.1, 0.0),
    ("food-university", "University of Food Science", "食品科技大学", "0832;0836;0817", 4, 180, 2.6, -0.7),
    ("agricultural", "Provincial Agricultural University", "省农业大学", "0905;0901;0829;0832", 2, 150, -1.4, 0.9),
    ("medicine", "College of Chinese Medicine", "中医药大学", "1005;1007;1008", 3, 140, 1.2, -1.6),
    ("design-school", "School of Art and Design", "工艺美术学院", "1301;1403", 2, 90, 3.2, 1.8),
    ("glass-institute", "Institute of Glass and Ceramics", "玻璃陶瓷研究院", "0803;0805", 2, 110, 4.4, 0.3),
    ("energy-institute", "Institute of Power Engineering", "动力工程研究所", "0807;0830", 2, 80, -2.3, -1.1),
    ("foundry-centre", "Centre for Foundry Technology", "铸造技术中心", "0806;0805", 1, 60, 1.1, 2.7),
    ("paper-institute", "Institute of Light Industry", "轻工业研究院", "0822", 0, 0, -3.1, 0.4),
)
CENTRE = (100.0, 30.0)
_TRAINED = (("professionals", 0.9), ("clerks", 0.7), ("services", 1.1), ("operators", 1.6))


def need_rows(made: Sequence[Town]) -> Iterator[dict[str, str]]:
    """What the towns of the two upper rungs ask for; every fourth borrows experts, one asks for what nobody has."""
    for number, town in enumerate(town for town in made if town.tier in ("province", "city")):
        english, chinese, codes = _RARE if number == 5 else _ASKED[town.product]
        talent = number % 4 == 3
        yield {
            "need": f"need-{number + 1:02d}",
            "cluster": town.id,
            "name_en": english,
            "name_zh": chinese,
            "kind": "柔性引才" if talent else "技术攻关",
            "disciplines": codes,
            "places": "2" if number % 9 == 0 else "1",
            "days (天)": f"{20 + 10 * (number % 5)}" if talent else "",
            "weight": "1.5" if town.tier == "province" else "1",
            "source": "sandbox",
        }


def institute_rows() -> Iterator[dict[str, str]]:
    """The institutes; one has not said what it can take on."""
    for id_, english, chinese, codes, capacity, days, east, north in _INSTITUTES:
        yield {
            "institute": id_,
            "name_en": english,
            "name_zh": chinese,
            "disciplines": codes,
            "capacity": str(capacity) if capacity else "",
            "days (天)": str(days) if days else "",
            "longitude": f"{CENTRE[0] + east:.2f}",
            "latitude": f"{CENTRE[1] + north:.2f}",
            "source": "sandbox",
        }


def partnership_rows(made: Sequence[Town]) -> Iterator[dict[str, str]]:
    """Past work of some towns; one pair is ruled out."""
    rng = np.random.default_rng(SEED)
    asking = [town for town in made if town.tier in ("province", "city")]
    for number, town in enumerate(asking[::2]):
        codes = set(_ASKED[town.product][2].split(";"))
        able = [one[0] for one in _INSTITUTES if codes & set(one[3].split(";"))]
        yield {
            "cluster": town.id,
            "institute": able[int(rng.integers(len(able)))],
            "projects": str(int(rng.integers(1, 5))),
            "state": "排除" if number == 4 else "可合作",
            "source": "sandbox",
        }


def graduate_rows(made: Sequence[Town], code: Callable[[int], str]) -> Iterator[dict[str, str]]:
    """Those who finish in the last two years, by county; a college for all, the university for every third."""
    rng = np.random.default_rng(SEED + 1)
    for county in sorted({town.county for town in made}):
        size = sum(town.size for town in made if town.county == county)
        for year in (LAST_YEAR - 1, LAST_YEAR):
            for occupation, weight in _TRAINED:
                school = "northern-tech" if occupation == "professionals" and county % 3 == 0 else "city-college"
                yield {
                    "institute": school,
                    "region_code": code(county),
                    "year": str(year),
                    "occupation": occupation,
                    "graduates": f"{weight * size * rng.uniform(6, 12):.0f}",
                    "stay (%)": f"{rng.uniform(35, 75):.0f}",
                    "source": "sandbox",
                }
