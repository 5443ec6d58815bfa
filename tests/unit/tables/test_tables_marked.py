"""The marked copy: every fault at its cell, everything else as it was handed in."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from growthpole.errors import InputError
from growthpole.tables import examine, write_marked_copy

RED, YELLOW = "00FFC7CE", "00FFEB9C"
HEADINGS = ["集群", "indicator", "period", "value", "unit", "status"]


def copy_of(path: Path, target: Path) -> Any:
    write_marked_copy(path, examine(path)[1], target)
    return openpyxl.load_workbook(target)


def test_a_folder_becomes_a_workbook_with_a_sheet_a_file(tmp_path: Path) -> None:
    text = "集群,indicator,period,value,unit,quote\n\nglass,output,2023,近42,bananas,=1+1\nglass,plan,2023,是,,fine\n"
    folder = tmp_path / "in"
    folder.mkdir()
    folder.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    book = copy_of(folder, tmp_path / "marked.xlsx")
    assert book.sheetnames == ["problems", "evidence"]
    sheet = book["evidence"]
    assert [cell.value for cell in sheet[1]] == ["集群", "indicator", "period", "value", "unit", "quote"]
    assert [cell.value for cell in sheet[3]] == ["glass", "plan", "2023", "是", None, "fine"]
    assert {cell.coordinate for row in sheet for cell in row if cell.comment} == {"D2", "E2"}
    assert sheet["D2"].fill.fgColor.rgb == RED
    assert sheet["D2"].comment.text == (
        "error: found '近42'; must be a number such as 1234.5 or 1,234.5, or yes / no. "
        "Type the bare number and set the status to 'upper bound'."
    )
    assert (sheet["F2"].value, sheet["F2"].data_type) == ("=1+1", "s")


def test_the_first_sheet_lists_every_problem_with_a_link(tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_text("cluster,indicator,period,value,unit\na,b,2023,1,bananas\n")
    problems = copy_of(tmp_path, tmp_path / "evidence-marked.xlsx")["problems"]
    assert [cell.value for cell in problems[2]][:5] == ["error", "evidence.csv", None, "2", "unit"]
    assert problems["D2"].hyperlink.location == "'evidence'!E2"
    assert problems["F2"].value == "the unit 'bananas'"


def test_a_workbook_keeps_its_sheets_and_its_colours(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "evidence"
    for row in (
        ["年度数据表"],
        HEADINGS,
        ["glass", "output", 2023, "#DIV/0!", "亿元", None],
        ["glass", "b", 2023, 4, "家", "corrupt"],
    ):
        sheet.append(row)
    sheet["A1"].fill = openpyxl.styles.PatternFill("solid", fgColor="00AABBCC")
    book.create_sheet("other")["A1"] = "kept"
    path = tmp_path / "return.xlsx"
    book.save(path)
    copy = copy_of(path, tmp_path / "return-marked.xlsx")
    assert copy.sheetnames == ["problems", "evidence", "other"]
    assert copy["other"]["A1"].value == "kept"
    marked = copy["evidence"]
    assert marked["A1"].fill.fgColor.rgb == "00AABBCC"
    assert (marked["D3"].fill.fgColor.rgb, marked["D4"].fill.fgColor.rgb) == (RED, YELLOW)
    assert marked["D3"].comment.text.startswith("error: found '#DIV/0!'")
    assert marked["D4"].comment.text.startswith("warning: found '4'")
    assert marked["D3"].value == "#DIV/0!"


def test_merged_cells_are_marked_at_their_first(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "evidence"
    for row in (HEADINGS, ["glass", "output", 2023, 42, "亿元"], ["glass", None, 2022, 40, "亿元"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    path = tmp_path / "return.xlsx"
    book.save(path)
    comment = copy_of(path, tmp_path / "return-marked.xlsx")["evidence"]["B2"].comment.text
    assert "the merged cells B2:B3" in comment
    assert "an empty cell" in comment


def test_a_workbook_that_cannot_be_opened_still_has_its_list(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"no workbook")
    book = copy_of(path, tmp_path / "return-marked.xlsx")
    assert book.sheetnames == ["problems"]
    assert book["problems"]["F2"].value == "a file that is not a whole workbook (File is not a zip file)"


def test_of_a_long_table_only_the_faulty_rows_are_copied(tmp_path: Path) -> None:
    rows = [f"town{number},firms,2023,{number}" for number in range(20_001)]
    rows[19_999] = "town19999,firms,2023,many"
    tmp_path.joinpath("evidence.csv").write_text("cluster,indicator,period,value\n" + "\n".join(rows), encoding="utf-8")
    sheet = copy_of(tmp_path, tmp_path / "evidence-marked.xlsx")["evidence"]
    assert sheet.max_row == 2
    assert (sheet["D2"].value, sheet["D2"].comment is not None) == ("many", True)


def test_letters_that_excel_refuses_are_replaced(tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_text(
        "cluster,indicator,period,value\na\x07,b,2023,many\n", encoding="utf-8"
    )
    sheet = copy_of(tmp_path, tmp_path / "evidence-marked.xlsx")["evidence"]
    assert sheet["A2"].value == "a\ufffd"


@pytest.mark.parametrize("name", ["evidence.xlsx", "evidence-marked.csv", "数据.xlsx"])
def test_the_copy_never_takes_the_place_of_evidence(name: str, tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_text("cluster,indicator,period,value\na,b,2023,1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"Name it evidence-marked\.xlsx"):
        write_marked_copy(tmp_path, (), tmp_path / name)


def test_the_copy_is_not_read_the_next_time(tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_text("cluster,indicator,period,value\na,b,2023,many\n", encoding="utf-8")
    before = examine(tmp_path)[1]
    write_marked_copy(tmp_path, before, tmp_path / "evidence-marked.xlsx")
    assert examine(tmp_path)[1] == before


def test_a_workbook_with_a_broken_sheet_still_has_its_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "evidence"
    path = tmp_path / "whole.xlsx"
    book.save(path)
    broken = tmp_path / "return.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(broken, "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, "<worksheet><row>" if "sheet1" in name else whole.read(name))
    copy = copy_of(broken, tmp_path / "return-marked.xlsx")
    assert copy.sheetnames == ["problems"]
    assert copy["problems"]["F2"].value == "a workbook that cannot be read (ParseError)"


def test_values_under_an_empty_heading_are_marked_in_their_row(tmp_path: Path) -> None:
    text = "cluster,indicator,period,value,\na,b,2022,1,\na,b,2023,1,more\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    sheet = copy_of(tmp_path, tmp_path / "evidence-marked.xlsx")["evidence"]
    assert "1 value under an empty heading (no. 5)" in sheet["A3"].comment.text
