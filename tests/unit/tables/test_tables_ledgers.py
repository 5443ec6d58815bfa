"""Ledgers: any table that is described is read, with every fault at its cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from growthpole.errors import Problem
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.services.init import init_folder
from growthpole.tables import examine
from growthpole.tables.columns import TABLES

LEDGERS = [name for name, table in TABLES.items() if table.key]


def folder(path: Path, projects: str, name: str = "projects.csv") -> Path:
    (path / "clusters.csv").write_text("cluster,name_zh\nglass,玻璃\n", encoding="utf-8")
    (path / "evidence.csv").write_text("cluster,indicator,period,value,unit\nglass,output,2024,5,亿元\n", "utf-8")
    (path / name).write_text(projects, encoding="utf-8")
    return path


def faults(path: Path, projects: str) -> list[str]:
    dossier, problems = examine(folder(path, projects))
    assert dossier is None
    return [str(one) for one in problems]


def read(path: Path, projects: str, name: str = "projects.csv") -> tuple[Dossier, tuple[Problem, ...]]:
    dossier, problems = examine(folder(path, projects, name))
    assert dossier is not None, problems
    return dossier, problems


def test_chinese_headings_words_units_and_ranges_are_understood(tmp_path: Path) -> None:
    text = "项目编号,专业镇,进展,投资额（万元）,产值,用地,备注\np2,glass,签约,5000,1-2亿元,30亩,快\n"
    dossier, problems = read(tmp_path, text, "项目台账.csv")
    assert problems == ()
    (row,) = dossier.ledgers["projects"]
    assert (row.text("project"), row.text("state"), row.place) == ("p2", "signed", "项目台账.csv, row 2")
    assert row.figure("investment") == Interval(5e7, 5e7)
    assert row.figure("output") == Interval(1e8, 2e8)
    assert row.figure("land") == Interval(0.02, 0.02)
    assert row.figure("jobs") is None
    assert dict(row.extra) == {"备注": "快"}
    assert "项目台账.csv" in dossier.hashes


def test_rows_come_sorted_by_their_key_whatever_their_order(tmp_path: Path) -> None:
    rows = ["p3,glass,signed", "p1,glass,started", "p2,glass,contacted"]
    head = "project,cluster,state\n"
    first, _ = read(tmp_path, head + "\n".join(rows) + "\n")
    again, _ = read(tmp_path, head + "\n".join(reversed(rows)) + "\n")
    assert [row.text("project") for row in first.ledgers["projects"]] == ["p1", "p2", "p3"]
    assert [row.cells for row in first.ledgers["projects"]] == [row.cells for row in again.ledgers["projects"]]


def test_every_fault_is_told_at_once_with_its_cell(tmp_path: Path) -> None:
    text = (
        "project,cluster,state,investment,year\n"
        "p1,glass,signed,nearly 5,2024\n"
        "p1,glas,火星,5,24\n"
        ",glass,,30亩,2024\n"
        "p4,glass,signed,9-3,2024\n"
    )
    assert faults(tmp_path, text) == [
        "projects.csv, row 2, column investment: found 'nearly 5'; must be a number in CNY, or a range such as 3-5. "
        "Type the bare number; leave the cell empty where nothing is known.",
        "projects.csv, row 3, column state: found '火星'; must be one of contacted/对接, signed/签约, started/开工, "
        "producing/投产, dropped/终止. Choose one of them.",
        "projects.csv, row 3, column year: found '24'; must be a year such as 2024. Type the year as four digits.",
        "projects.csv, row 3, column project: found 'p1', which stands in row 2 already; must be each project once. "
        "Delete one of the two rows, or put them into one.",
        "projects.csv, row 4, column project: found an empty cell; must be short stable name of the project. "
        "Fill it in, or delete the row.",
        "projects.csv, row 4, column state: found an empty cell; must be how far it has come. "
        "Fill it in, or delete the row.",
        "projects.csv, row 4, column investment: found '30亩'; must be a number in CNY, or a range such as 3-5. "
        "Type the bare number; leave the cell empty where nothing is known.",
        "projects.csv, row 5, column investment: found '9-3'; must be the smaller number first. Swap the two numbers.",
    ]


def test_a_cluster_that_no_register_holds_is_told_with_the_name_meant(tmp_path: Path) -> None:
    assert faults(tmp_path, "project,cluster,state\np1,glas,signed\n") == [
        "projects.csv, row 2, column cluster: found 'glas'; must be one of the clusters handed in. "
        "Correct it, or add it to clusters. Did you mean 'glass'?"
    ]


def test_a_unit_of_another_kind_in_the_heading_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, "project,cluster,state,investment (亩)\np1,glass,signed,5\n") == [
        "projects.csv, row 1, column investment (亩): found the unit '亩'; must be a unit of the same kind as CNY. "
        "Convert the column, or correct its heading."
    ]


def test_a_sheet_of_a_workbook_is_a_ledger_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    evidence = book.worksheets[0]
    evidence.title = "evidence"
    for line in (["cluster", "indicator", "period", "value", "unit"], ["glass", "output", 2024, 5, "亿元"]):
        evidence.append(line)
    sheet = book.create_sheet("招商项目")
    for line in (["项目编号", "专业镇", "进展", "投资额"], ["p1", "glass", "投产", 50_000_000]):
        sheet.append(line)
    book.save(tmp_path / "all.xlsx")
    dossier, problems = examine(tmp_path / "all.xlsx")
    assert dossier is not None, problems
    (row,) = dossier.ledgers["projects"]
    assert (row.text("state"), row.figure("investment")) == ("producing", Interval(5e7, 5e7))
    assert row.place == "all.xlsx#招商项目, row 2"


@pytest.mark.parametrize("name", LEDGERS)
def test_every_ledger_is_described_in_both_languages(name: str) -> None:
    table = TABLES[name]
    assert set(table.key) <= {column.name for column in table.columns}
    assert set(table.key) & {column.name for column in table.columns if column.required}
    for column in table.columns:
        assert column.meaning.en
        assert column.meaning.zh
        assert column.kind in {"text", "id", "year", "figure", "choice"}
        assert (column.kind == "choice") == bool(column.choices)
        assert column.refers in {"", "clusters", "regions", "firms"}
        assert any(not alias.isascii() for alias in column.aliases), f"{column.name} has no Chinese heading"


def test_the_template_has_a_sheet_for_each_ledger_that_reads_back_as_empty(tmp_path: Path) -> None:
    init_folder(tmp_path, ledgers=True)
    book = openpyxl.load_workbook(tmp_path / "evidence.xlsx")
    assert set(LEDGERS) <= set(book.sheetnames)
    for sheet, row in (
        ("clusters", ["glass", "Glass", "玻璃"]),
        ("evidence", ["glass", None, "output", 2024, 5, "亿元"]),
    ):
        book[sheet].append(row)
    book["projects"].append(["p1", None, "玻璃厂", "glass", None, None, None, "signed | 签约"])
    book.save(tmp_path / "evidence.xlsx")
    dossier, problems = examine(tmp_path / "evidence.xlsx")
    assert dossier is not None, problems
    assert [str(one) for one in problems] == []
    assert [row.text("state") for row in dossier.ledgers["projects"]] == ["signed"]
    assert {name: len(rows) for name, rows in dossier.ledgers.items() if rows} == {"projects": 1}


def test_a_capacity_says_in_which_unit_it_is_and_in_one_of_its_kind(tmp_path: Path) -> None:
    text = (
        "region_code,resource,free\n"
        "140727,土地,300亩\n140727,water,5-6 万立方米\n"
        "140728,land,120人\n140728,labour,500\n140728,energy,\n"
    )
    folder(tmp_path, "project,cluster,state\n")
    (tmp_path / "capacity.csv").write_text(text, encoding="utf-8")
    assert [str(one) for one in examine(tmp_path)[1]] == [
        "capacity.csv, row 4, column free: found '120人'; must be a figure of land with its unit, such as 亩. "
        "Write a unit of land behind the number.",
        "capacity.csv, row 5, column free: found '500'; must be a figure of labour with its unit, such as persons. "
        "Write a unit of labour behind the number.",
    ]
    (tmp_path / "capacity.csv").write_text("".join(text.splitlines(keepends=True)[:3]), encoding="utf-8")
    dossier, problems = examine(tmp_path)
    assert problems == ()
    assert dossier is not None
    assert [row.figure("free") for row in dossier.ledgers["capacity"]] == [Interval(0.2, 0.2), Interval(5e4, 6e4)]
