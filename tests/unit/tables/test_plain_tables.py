"""Any table as a frame and back: codes keep their zeros, what is no number is unknown, formulas stay text."""

from __future__ import annotations

import time

import polars as pl
import pytest
from openpyxl import load_workbook

from growthpole.errors import EvidenceError, InputError
from growthpole.tables.plain import numbers, scan_table, write_table

TABLE = pl.DataFrame({"region": ["01067", "=1+1"], "jobs": [12.5, None]})


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".parquet", ".xlsx"])
def test_what_is_written_is_read(tmp_path, ending):
    path = tmp_path / "folder" / f"table{ending}"
    write_table(TABLE, path)
    read, lost = numbers(scan_table(path), ["jobs"])
    assert read.collect().equals(TABLE)
    assert lost == {}


def test_the_same_frame_gives_the_same_workbook_and_no_formula(tmp_path):
    write_table(TABLE, tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx")["measure"]["A3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_what_is_no_number_is_unknown_and_counted(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('region,jobs\n01,"1,200"\n02,#DIV/0!\n03, \n04, 7 \n', encoding="utf-8")
    read, lost = numbers(scan_table(path), ["jobs", "nowhere"])
    assert read.collect()["jobs"].to_list() == [1200.0, None, None, 7.0]
    assert lost == {"jobs": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_text_in_either_encoding(tmp_path, encoding):
    path = tmp_path / "t.csv"
    path.write_bytes("region,jobs\n祁县,3\n".encode(encoding))
    assert scan_table(path).collect().row(0) == ("祁县", "3")


def test_a_sheet_is_chosen_by_name_and_whole_numbers_stay_whole(tmp_path):
    write_table(pl.DataFrame({"code": [140727.0], "jobs": [1]}), tmp_path / "t.xlsx")
    assert scan_table(tmp_path / "t.xlsx", "measure").collect().row(0) == ("140727", "1")
    with pytest.raises(InputError, match="`sheet` must be one of"):
        scan_table(tmp_path / "t.xlsx", "jobs")


def test_files_that_are_no_tables(tmp_path):
    with pytest.raises(InputError, match="must be a file"):
        scan_table(tmp_path / "none.csv")
    (tmp_path / "t.doc").write_text("x")
    with pytest.raises(InputError, match="must end in"):
        scan_table(tmp_path / "t.doc")
    with pytest.raises(InputError, match="is written as"):
        write_table(TABLE, tmp_path / "t.doc")
    (tmp_path / "t.xlsx").write_bytes(b"no workbook")
    with pytest.raises(EvidenceError):
        scan_table(tmp_path / "t.xlsx")
    write_table(pl.DataFrame(), tmp_path / "empty.xlsx")
    with pytest.raises(InputError, match="row of headings"):
        scan_table(tmp_path / "empty.xlsx")


def test_a_workbook_is_the_same_whenever_it_is_written(tmp_path, monkeypatch):
    table = pl.DataFrame({"county": ["140727"], "jobs": [5.0]})
    write_table(table, tmp_path / "a.xlsx")
    later = time.time() + 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    write_table(table, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
