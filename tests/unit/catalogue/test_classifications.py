"""Classifications, aggregation up the tree, concordances, and county codes over the years."""

from __future__ import annotations

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from growthpole.catalogue.aggregate import aggregate
from growthpole.catalogue.classification import SHIPPED, classification, classification_from
from growthpole.catalogue.concordance import concordance, convert
from growthpole.catalogue.counties import county_changes, county_concordance
from growthpole.errors import InputError, NameUnknownError

FRAMES = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": lambda data: duckdb.from_arrow(pa.table(data)),
}


def plain(frame: object) -> list[tuple]:
    """Rows in the order given, missing values as None."""
    table = nw.from_native(frame).lazy().collect()
    return [tuple(None if one != one else one for one in row) for row in table.to_polars().rows()]


@pytest.mark.parametrize(
    ("name", "level", "count"),
    [
        ("gbt4754-2017", "section", 20),
        ("gbt4754-2017", "division", 97),
        ("nace-rev2", "section", 21),
        ("nace-rev2", "division", 88),
        ("isic-rev4", "division", 88),
        ("naics-2022", "sector", 20),
        ("naics-2022", "subsector", 96),
        ("gbt2260-2020", "county", 2990),
        ("gbt2260-2020", "province", 31),
    ],
)
def test_complete_levels_have_the_official_number_of_codes(name: str, level: str, count: int) -> None:
    tree = classification(name)
    assert level in tree.complete
    assert len(tree.at(level)) == count


@pytest.mark.parametrize("name", SHIPPED)
def test_every_code_has_a_parent_one_level_up_and_a_note(name: str) -> None:
    tree = classification(name)
    assert tree.note
    for entry in tree.entries.values():
        if entry.parent is None:
            assert entry.level == tree.levels[0]
        else:
            skipped = name == "gbt2260-2020" and entry.level == "county" and entry.code.endswith("00")
            steps = 2 if skipped else 1
            assert tree.entries[entry.parent].level == tree.levels[tree.levels.index(entry.level) - steps]
            assert tree.ancestor(entry.code, tree.levels[0]) in tree.entries


def test_industries_of_china_are_bilingual() -> None:
    assert all(entry.name_zh and entry.name_en for entry in classification("gbt4754-2017").entries.values())


@pytest.mark.parametrize(
    ("name", "written", "level", "code"),
    [
        ("gbt4754-2017", "C3054", "class", "3054"),
        ("gbt4754-2017", "3054", "group", "305"),
        ("gbt4754-2017", "C3054", "section", "C"),
        ("gbt4754-2017", "3811", "group", "381"),
        ("gbt4754-2017", "3811", "section", "C"),
        ("gbt4754-2017", "A", "section", "A"),
        ("nace-rev2", "46.90Z", "division", "46"),
        ("nace-rev2", "4690Z", "class", "4690"),
        ("nace-rev2", "C23.13", "section", "C"),
        ("naics-2022", "327212", "sector", "31-33"),
        ("naics-2022", "31", "sector", "31-33"),
        ("naics-2022", "327212", "industry group", "3272"),
        ("gbt2260-2020", "140727", "prefecture", "140700"),
        ("gbt2260-2020", "140727", "province", "140000"),
        ("gbt2260-2020", "441900", "prefecture", "441900"),
    ],
)
def test_ancestors(name: str, written: str, level: str, code: str) -> None:
    assert classification(name).ancestor(written, level) == code


@pytest.mark.parametrize(
    ("name", "written", "level", "error"),
    [
        ("gbt4754-2017", "9911", "section", NameUnknownError),
        ("gbt4754-2017", "3", "section", NameUnknownError),
        ("gbt4754-2017", "C", "division", InputError),
        ("gbt4754-2017", "A3054", "class", InputError),
        ("gbt4754-2017", "38", "group", InputError),
        ("gbt4754-2017", "3054", "chapter", NameUnknownError),
        ("naics-2022", "3199", "sector", NameUnknownError),
        ("gbt2260-2020", "140726", "province", NameUnknownError),
    ],
)
def test_codes_that_have_no_place(name: str, written: str, level: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        classification(name).ancestor(written, level)


def test_no_classification_of_that_name() -> None:
    with pytest.raises(NameUnknownError, match="Did you mean 'nace-rev2'"):
        classification("nace")


@pytest.mark.parametrize("kind", FRAMES)
def test_aggregate_keeps_unknown_unknown(kind: str) -> None:
    frame = FRAMES[kind](
        {
            "year": [2020, 2020, 2020, 2021, 2021],
            "industry": ["C3054", "C3055", "C3391", "C3054", "C3055"],
            "value": [120.0, 30.0, 80.0, 130.0, None],
        }
    )
    assert plain(aggregate(frame, to="division", using="gbt4754-2017", by=["year"])) == [
        (2020, "30", 150.0),
        (2020, "33", 80.0),
        (2021, "30", None),
    ]
    assert plain(aggregate(frame, to="section", using="gbt4754-2017")) == [("C", None)]


def test_aggregate_names_all_wrong_codes() -> None:
    frame = pl.DataFrame({"industry": ["C3054", "9911", "X12"], "value": [1, 2, 3]})
    with pytest.raises(InputError, match=r"2 do not: '9911', 'X12'"):
        aggregate(frame, to="division", using="gbt4754-2017")
    with pytest.raises(InputError, match="leading zero"):
        aggregate(pl.DataFrame({"industry": [111], "value": [1]}), to="sector", using="naics-2022")
    with pytest.raises(InputError, match="jobs"):
        aggregate(frame, to="division", using="gbt4754-2017", values=["jobs"])


def test_rows_without_a_code_stay_together() -> None:
    frame = pl.DataFrame({"industry": ["C3054", None, None], "value": [1, 2, 3]})
    assert set(plain(aggregate(frame, to="section", using="gbt4754-2017"))) == {("C", 1), (None, 5)}


def test_a_classification_of_ones_own() -> None:
    table = pl.DataFrame({"代码": ["A", "A1", "A2"], "parent": [None, "A", "A"], "level": ["top", "leaf", "leaf"]})
    tree = classification_from(table, name="mine", levels=["top", "leaf"], columns={"code": "代码"})
    jobs = pl.DataFrame({"industry": ["A1", "A2"], "value": [1, 2]})
    assert plain(aggregate(jobs, to="top", using=tree)) == [("A", 3)]


@pytest.mark.parametrize(
    ("code", "parent", "level", "text"),
    [
        (["A", "A"], [None, None], ["top", "top"], "twice"),
        (["A", "A1"], [None, "B"], ["top", "leaf"], "'B'"),
        (["A", "A1"], [None, None], ["top", "leaf"], "one level up"),
        (["A"], [None], ["roof"], "'roof'"),
    ],
)
def test_a_broken_tree_is_refused(code: list, parent: list, level: list, text: str) -> None:
    with pytest.raises(InputError, match=text):
        classification_from(
            pl.DataFrame({"code": code, "parent": parent, "level": level}), name="x", levels=["top", "leaf"]
        )


PAIRS = {"old": ["a", "b", "b", "c", "c"], "new": ["x", "x", "y", "y", "z"], "part": [1.0, 0.25, 0.75, None, None]}


@pytest.mark.parametrize("kind", FRAMES)
def test_convert_splits_by_share_and_leaves_unknown_splits_unknown(kind: str) -> None:
    table = concordance(FRAMES[kind](PAIRS), source="old", target="new", share="part")
    frame = FRAMES[kind]({"industry": ["a", "b"], "value": [10.0, 4.0]})
    assert plain(convert(frame, table)) == [("x", 11.0), ("y", 3.0)]
    more = FRAMES[kind]({"industry": ["a", "b", "c"], "value": [10.0, 4.0, 1.0]})
    assert plain(convert(more, table)) == [("x", 11.0), ("y", None), ("z", None)]


def test_a_concordance_that_does_not_add_up_is_refused() -> None:
    wrong = pl.DataFrame({"old": ["a", "a"], "new": ["x", "y"], "part": [0.5, 0.4]})
    with pytest.raises(InputError, match=r"'a' sum to 0.9"):
        concordance(wrong, source="old", target="new", share="part")
    table = concordance(wrong, source="old", target="new")
    with pytest.raises(InputError, match="1 are not: 'q'"):
        convert(pl.DataFrame({"industry": ["q"], "value": [1]}), table)


def test_counties_follow_their_changes() -> None:
    forward = county_concordance(2017, 2021)
    assert forward.of("140726") == (("140703", 1.0),)
    assert forward.of("140727") == (("140727", 1.0),)
    assert forward.of("140211") == (("140212", None), ("140213", None), ("140214", None))
    assert forward.of("410322") == (("410308", 1.0),)
    assert county_concordance(2021, 2017).of("410308") == (("410306", None), ("410322", None))
    assert county_concordance(2019, 2021).of("140726") == (("140726", 1.0),)
    jobs = pl.DataFrame({"county": ["140726", "140727", "140402", "140411"], "value": [5.0, 7.0, 1.0, 2.0]})
    assert plain(convert(jobs, forward, code="county")) == [("140403", 3.0), ("140703", 5.0), ("140727", 7.0)]


def test_every_successor_in_use_in_2020_is_a_census_unit() -> None:
    units = classification("gbt2260-2020").entries
    later = {code for change in county_changes() if change.year > 2020 for code in change.successors}
    last = {code for change in county_changes() if change.year <= 2020 for code in change.successors}
    assert {code for code in last - later if code not in units} == set()


def test_a_table_of_changes_of_ones_own() -> None:
    table = pl.DataFrame(
        {
            "代码": ["142429", "140726", "130124", "140727", "132100"],
            "名称": ["太谷县", "太谷县", "栾城县", "祁县", "石家庄地区"],
            "变更/弃用时间": [1999, 2019, 2014, None, 1993],
            "新代码": ["140726", "140703", "130108[2001];130111", None, None],
        }
    )
    changes = county_changes(table, code="代码", year="变更/弃用时间", successors="新代码", name="名称")
    assert [change.successors for change in changes] == [(), ("140726",), ("130111",), ("140703",)]
    assert county_concordance(1998, 2020, changes=changes).of("142429") == (("140703", 1.0),)
    assert county_concordance(1990, 2020, changes=changes).of("132100") == ()
    with pytest.raises(InputError, match="six digits"):
        county_changes(pl.DataFrame({"code": ["1"], "year": [2000], "successors": ["12"]}))


def test_tables_without_what_they_need_are_refused() -> None:
    with pytest.raises(InputError, match="parent"):
        classification_from(pl.DataFrame({"code": ["A"], "level": ["top"]}), name="x", levels=["top"])
    with pytest.raises(InputError, match="both codes"):
        concordance(
            pl.DataFrame({"old": ["a"], "new": [None]}, schema_overrides={"new": pl.String}), source="old", target="new"
        )
    with pytest.raises(InputError, match="successors"):
        county_changes(pl.DataFrame({"code": ["140726"], "year": [2019]}))
