"""The workbook holds every list, numbers as numbers, and is the same at every writing."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from growthpole.reports import write_excel
from growthpole.reports.excel import contents


@pytest.fixture(scope="module")
def book(sparse, counties, tmp_path_factory):
    return openpyxl.load_workbook(write_excel(sparse, tmp_path_factory.mktemp("xlsx") / "a.xlsx", boundaries=counties))


def rows(sheet):
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_it_has_a_sheet_for_every_list(book):
    names = [name.split()[-1] for name in book.sheetnames]
    assert names == [
        *("ladder", "clusters", "criteria", "reasons", "scores"),
        *("fund", "unknown", "evidence", "doubtful", "sources", "weights"),
    ]


def test_headings_speak_both_languages_stand_still_and_filter(book):
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
    assert [cell.value for cell in book["梯队 ladder"][1]][:2] == ["层级 Tier", "此前 Before"]


def test_the_ladder_is_numbers(book):
    first = rows(book["梯队 ladder"])[0]
    assert (first["层级 Tier"], first["现居本级 On it"], first["目标 Target"]) == ("省级 provincial", 3, 10)


def test_money_is_a_number_with_two_decimals(book):
    sheet = book["资金 fund"]
    cell = sheet["D2"]
    assert (cell.value, cell.number_format) == (1234567.89, "#,##0.00")


def test_an_unknown_figure_is_an_empty_cell(book):
    corrupt = next(row for row in rows(book["证据 evidence"]) if row["状态 Status"] == "损坏 corrupt")
    assert corrupt["数值 Value"] is None
    assert corrupt["原文 Quote"] == "exported to more than 3000 countries and regions"


def test_disputed_figures_stand_side_by_side(book):
    disputed = [row["数值 Value"] for row in rows(book["存疑 doubtful"]) if row["状态 Status"] == "有争议 disputed"]
    assert disputed == [1.656e9, 3.4e9]


def test_verdicts_are_words(book):
    towns = {row["编号 id"]: row for row in rows(book["条件 criteria"])}
    assert towns["yushe-pharma-packaging"]["发展规划 development plan"] == "未达到 not met"
    assert towns["qixian-glassware"]["发展规划 development plan"] == "未知 unknown"


def test_a_quote_is_never_a_formula(sparse, tmp_path):
    hostile = replace(sparse.doubtful[0], quote='=HYPERLINK("http://example.org")', entered_by="a\x00b")
    path = write_excel(replace(sparse, doubtful=(hostile,)), tmp_path / "b.xlsx")
    cells = [cell for row in openpyxl.load_workbook(path)["存疑 doubtful"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if str(cell.value).startswith("=")] == ["s"]
    assert all(cell.data_type != "f" for cell in cells)


def test_made_up_data_are_called_made_up_on_every_sheet(sparse, tmp_path):
    book = openpyxl.load_workbook(write_excel(sparse, tmp_path / "c.xlsx", made=True))
    assert all("虚构数据" in str(sheet["A1"].value) for sheet in book)
    assert {sheet.freeze_panes for sheet in book.worksheets[:-1]} == {"B3"}


def test_the_sensitivity_is_numbers(drawn, sparse, tmp_path):
    book = openpyxl.load_workbook(write_excel(drawn, tmp_path / "s.xlsx"))
    first, second = rows(book["敏感性 sensitivity"])
    assert list(first.values()) == ["权重 the weights", 0.9, 0.952, 0.8641, 1000, 135]
    assert list(second.values())[:3] == ["未知数据 unknown figures", 0, 0.016]
    assert "敏感性 sensitivity" not in openpyxl.load_workbook(write_excel(sparse, tmp_path / "t.xlsx")).sheetnames


def test_the_same_assessment_gives_the_same_bytes(sparse, tmp_path, monkeypatch):
    first = write_excel(sparse, tmp_path / "a.xlsx").read_bytes()
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert write_excel(sparse, tmp_path / "b.xlsx").read_bytes() == first


def test_a_long_list_is_cut_and_says_so(crowd, tmp_path, monkeypatch):
    monkeypatch.setattr(contents, "_MOST", 100)
    book = openpyxl.load_workbook(write_excel(crowd(12), tmp_path / "d.xlsx"), read_only=True)
    notice = next(book["证据 evidence"].iter_rows(values_only=True))[0]
    assert notice.startswith("共 288 行，此处为前 100 行")


def test_an_assessment_of_nobody_is_a_workbook(nobody, tmp_path):
    assert "对象 clusters" in openpyxl.load_workbook(write_excel(nobody, tmp_path / "e.xlsx")).sheetnames
