"""The shipped disciplines against what is published of the graduate catalogue of 2022."""

from __future__ import annotations

from collections import Counter

from growthpole.chain.partners_disciplines import disciplines

# First-level disciplines of each category, counted in the catalogue; 11 more are military (category 11).
BY_CATEGORY = {
    "01": 1, "02": 2, "03": 8, "04": 3, "05": 3, "06": 3, "07": 14, "08": 38, "09": 10, "10": 11, "12": 5, "13": 1,
    "14": 7,
}  # fmt: skip
ALL, MILITARY = 117, 11  # Xinhua, 2022-09-15: 14 categories, 117 first-level disciplines

# New in 2022 by the same report; 1401 and 1402 by the notice of 2020-12-30.
NEW = (
    "智能科学与技术", "遥感科学与技术", "纳米科学与工程", "中共党史党建学", "纪检监察学", "区域国别学", "艺术学",
)  # fmt: skip


def test_the_shipped_list_has_every_discipline_but_the_military_ones():
    names = disciplines().names
    assert Counter(code[:2] for code in names) == BY_CATEGORY
    assert len(names) == ALL - MILITARY
    assert len({name.zh for name in names.values()}) == len({name.en for name in names.values()}) == len(names)


def test_the_disciplines_that_were_new_are_there_and_those_that_went_are_not():
    known = disciplines()
    assert all(known.code(word) in known.names for word in NEW)
    assert (known.name("1401").zh, known.name("1402").zh) == ("集成电路科学与工程", "国家安全学")
    # Landscape architecture, medical technology and the five old arts became professional degrees or were merged.
    assert not {"0834", "1010", "1302", "1303", "1304", "1305"} & known.names.keys()
