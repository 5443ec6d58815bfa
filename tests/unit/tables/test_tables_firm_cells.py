"""The cells of the table of firms: units that cannot count what the heading says, codes that there are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from growthpole.errors import Problem
from growthpole.tables import examine

EVIDENCE = "cluster,indicator,period,value,unit,status,source\nqx,output,2024,5,CNY,verified,s\n"


def found(folder: Path, firms: str, **others: str) -> tuple[Problem, ...]:
    """The problems of an office that hands in these firms."""
    files = {"clusters": "cluster,name_en\nqx,Glass\n", "evidence": EVIDENCE, "firms": firms, **others}
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return examine(folder)[1]


@pytest.mark.parametrize(
    ("heading", "must"),
    [
        ("employment (km2)", "a unit of persons, such as person or 人"),
        ("从业人员（万元）", "a unit of persons, such as person or 人"),
        ("Revenue (mn EUR)", "money in CNY, such as 元 or 万元"),
        ("Output (person)", "money in CNY, such as 元 or 万元"),
        ("营业收入（万）", "money in CNY, such as 元 or 万元"),
    ],
)
def test_a_unit_of_another_dimension_is_refused_at_its_heading(tmp_path: Path, heading: str, must: str) -> None:
    (told,) = found(tmp_path, f"firm,cluster,{heading}\na,qx,5\n")
    assert (told.code, told.severity, told.file, told.row, told.column, told.must) == (
        "unit-dimension", "error", "firms.csv", 1, heading, must,
    )  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["employment", "employment (万人)", "产值（亿元）", "revenue (mn CNY)", "land (km2)"]
)
def test_a_unit_of_the_same_dimension_is_taken(tmp_path: Path, heading: str) -> None:
    assert found(tmp_path, f"firm,cluster,{heading}\na,qx,5\n") == ()


@pytest.mark.parametrize("code", ["Z9999", "C9999", "Z3054", "C30541", "98765", "glass"])
def test_a_code_that_there_is_not_is_an_error_at_its_cell(tmp_path: Path, code: str) -> None:
    (told,) = found(tmp_path, f"企业,集群,行业代码\nb,qx,C3054\na,qx,{code}\n")
    assert (told.code, told.severity, told.place) == (
        "industry-unknown", "error", "firms.csv, row 3, column 行业代码",
    )  # fmt: skip
    assert told.found == f"{code!r}, for the firm 'a'"


@pytest.mark.parametrize("code", ["C", "C30", "30", "305", "C3054", "3054", "C2231", "A0311", "23.13Z", "336411", ""])
def test_codes_of_every_level_and_of_other_classifications_are_taken(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, f"firm,cluster,industry_code\na,qx,{code}\n") == ()


@pytest.mark.parametrize(("code", "why"), [("C3058", "list of its group"), ("F5810", "section G")])
def test_a_code_that_may_exist_is_doubted_and_taken_in(tmp_path: Path, code: str, why: str) -> None:
    (told,) = found(tmp_path, f"firm,cluster,industry_code\na,qx,{code}\n")
    assert (told.code, told.severity, told.row, told.column) == ("industry-doubtful", "warning", 2, "industry_code")
    assert why in told.found


def test_the_office_s_own_classification_says_what_is_a_code(tmp_path: Path) -> None:
    firms = "firm,cluster,industry_code\na,qx,Z9999\nb,qx,C3054\n"
    (told,) = found(tmp_path, firms, industries="industry_code,name_en\nZ9999,Own\n")
    assert (told.code, told.row, told.found) == ("industry-unknown", 3, "'C3054'")
