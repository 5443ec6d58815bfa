"""Faulty workbooks, made here and never stored: each kind with the exact message it must give, and nothing taken in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from growthpole.tables import examine

HEADINGS = ["cluster", "indicator", "period", "value", "unit", "status", "source"]
GOOD = ["glass", "output", 2023, 42, "亿元", "reported", "return"]
SHEET = "xl/worksheets/sheet1.xml"
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
LOCKED = OLE2 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
ROW = b'<row r="9" spans="1:7"><c r="A9" s="1"/></row>'

Change = Callable[[Any, Any], object]


def book(*rows: list[Any], title: str = "evidence", change: Change | None = None) -> bytes:
    """A workbook of one sheet, as a spreadsheet program would save it."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for row in rows or (HEADINGS, GOOD):
        sheet.append(row)
    if change is not None:
        change(made, sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def archive(**parts: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, **changed: bytes | str | None) -> bytes:
    """The same workbook with some of its parts replaced, or left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts: dict[str, Any] = {name: packed.read(name) for name in packed.namelist()}
    return archive(**{name: content for name, content in (parts | changed).items() if content is not None})


def sheet_with(old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    """A workbook whose sheet is changed behind the back of the library."""
    data = data or book()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        # Where lxml is installed the library writes an empty element in full, elsewhere in short.
        sheet = packed.read(SHEET).replace(b"<v />", b"<v></v>")
    assert old in sheet
    return repacked(data, **{SHEET: sheet.replace(old, new, 1)})


def gigabyte_of_blank_rows() -> bytes:
    """1 GiB of formatted blank rows, packed as a stream."""
    data, out = book(), io.BytesIO()
    block = ROW * 25_000
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        before, after = old.read(SHEET).split(b"</sheetData>")
        for name in old.namelist():
            if name != SHEET:
                new.writestr(name, old.read(name))
        with new.open(SHEET, "w") as part:
            part.write(before)
            for _ in range(2**30 // len(block) + 1):
                part.write(block)
            part.write(b"</sheetData>" + after)
    return out.getvalue()


def merge(_: Any, sheet: Any) -> None:
    sheet.append(GOOD)
    sheet.merge_cells("B2:B3")


def put(cell: str, value: Any, *, number_format: str | None = None) -> Change:
    def change(_: Any, sheet: Any) -> None:
        sheet[cell] = value
        if number_format is not None:
            sheet[cell].number_format = number_format

    return change


def hide(made: Any, sheet: Any) -> None:
    made.create_sheet("other")
    sheet.sheet_state = "hidden"


def registers(*rows: list[Any], title: str = "专业镇") -> Change:
    def change(made: Any, _: Any) -> None:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)

    return change


def two_registers(made: Any, sheet: Any) -> None:
    registers(["cluster"], ["glass"], title="clusters")(made, sheet)
    registers(["集群"], ["glass"])(made, sheet)


class Fault(NamedTuple):
    """A workbook, and everything that must be said about it."""

    make: Callable[[], bytes]
    messages: tuple[str, ...]


FAULTS = {
    "merged cells": Fault(
        lambda: book(change=merge),
        (
            "error: return.xlsx, sheet evidence, row 2, column indicator: found the merged cells B2:B3; must be one "
            "cell for each value. Unmerge them and fill in every cell.",
            "error: return.xlsx, sheet evidence, row 3, column indicator: found an empty cell; must be the id of an "
            "indicator. Fill it in, or delete the row.",
        ),
    ),
    "error cell": Fault(
        lambda: book(change=put("D2", "#DIV/0!")),
        (
            "error: return.xlsx, sheet evidence, row 2, column value: found '#DIV/0!'; must be a number such as "
            "1234.5 or 1,234.5, or yes / no. Correct the formula, or type the figure; if it is not known, clear the "
            "cell, status missing.",
        ),
    ),
    "error cell in a text column": Fault(
        lambda: book(change=put("E2", "#REF!")),
        (
            "error: return.xlsx, sheet evidence, row 2, column unit: found the unit '#REF!'; must be a unit such as "
            "CNY, 万元, 亿元, persons, 亩, km2, tce, % or count. Correct the unit.",
        ),
    ),
    "formula without its result": Fault(
        lambda: book(change=put("D2", "=40+2")),
        (
            "error: return.xlsx, sheet evidence, row 2, column value: found the formula =40+2; must be a figure. "
            "Open the workbook in a spreadsheet program so that it is calculated, and save it; or paste the values.",
        ),
    ),
    "formula without its result in a name": Fault(
        lambda: book(change=put("B2", '="out"&"put"')),
        (
            'error: return.xlsx, sheet evidence, row 2, column indicator: found the formula ="out"&"put"; must be a '
            "figure. Open the workbook in a spreadsheet program so that it is calculated, and save it; or paste the "
            "values.",
        ),
    ),
    "formula that failed": Fault(
        lambda: sheet_with(
            b'<c r="D2"><f>40+2</f><v></v>',
            b'<c r="D2" t="e"><f>40+2</f><v>#DIV/0!</v>',
            book(change=put("D2", "=40+2")),
        ),
        (
            "warning: return.xlsx, sheet evidence, row 2, column value: found the formula =40+2; must be a figure "
            "that does not change by itself. The saved result is used; paste it as a value to be safe.",
            "error: return.xlsx, sheet evidence, row 2, column value: found '#DIV/0!'; must be a number such as "
            "1234.5 or 1,234.5, or yes / no. Correct the formula, or type the figure; if it is not known, clear the "
            "cell, status missing.",
        ),
    ),
    "date for a number": Fault(
        lambda: book(change=put("D2", datetime(2023, 12, 31))),
        (
            "error: return.xlsx, sheet evidence, row 2, column value: found '2023-12-31'; must be a number such as "
            "1234.5 or 1,234.5, or yes / no. The cell holds a date; set its format to number and type the figure "
            "again.",
        ),
    ),
    "number shown as a date": Fault(
        lambda: book(change=put("D2", 42, number_format="yyyy-mm-dd")),
        (
            "error: return.xlsx, sheet evidence, row 2, column value: found '1900-02-11'; must be a number such as "
            "1234.5 or 1,234.5, or yes / no. The cell holds a date; set its format to number and type the figure "
            "again.",
        ),
    ),
    "one day for a year": Fault(
        lambda: book(change=put("C2", datetime(2023, 6, 30))),
        (
            "error: return.xlsx, sheet evidence, row 2, column period: found '2023-06-30': this is one day, not a "
            "year; must be a year such as 2023, or a part of it such as 2023Q1, 2023H2 or 2023-06. Type the year as "
            "four digits.",
        ),
    ),
    "year in a cell formatted as a date": Fault(
        lambda: book(change=put("C2", 2023, number_format="yyyy-mm-dd")),
        (
            "error: return.xlsx, sheet evidence, row 2, column period: found '1905-07-15': this is the number 2023 "
            "in a cell formatted as a date; must be a year such as 2023, or a part of it such as 2023Q1, 2023H2 or "
            "2023-06. Type the year as four digits.",
        ),
    ),
    "year beyond the calendar": Fault(
        lambda: book(change=put("C2", 20233)),
        (
            "error: return.xlsx, sheet evidence, row 2, column period: found '20233': this is a number, not a year; "
            "must be a year such as 2023, or a part of it such as 2023Q1, 2023H2 or 2023-06. Type the year as four "
            "digits.",
        ),
    ),
    "per cent of money": Fault(
        lambda: book(change=put("D2", 0.42, number_format="0.0%")),
        (
            "error: return.xlsx, sheet evidence, row 2, column value: found '42%': the cell says '%' and the unit "
            "column says '亿元'; must be one scale and one unit. Write the bare number, and its whole unit, such as "
            "亿元, into the column unit.",
        ),
    ),
    "figures under the unit": Fault(
        lambda: book(HEADINGS, ["glass", "output", 2023, "亿元", 42, "reported", "return"]),
        (
            "error: return.xlsx, sheet evidence, row 1, column value: found most of the figures in 'unit', and most "
            "of 'value' without one; must be the figures in the column 'value'. Exchange the headings 'value' and "
            "'unit'.",
        ),
    ),
    "hidden sheet": Fault(
        lambda: book(change=hide),
        (
            "error: return.xlsx, sheet evidence: found the hidden sheet 'evidence'; must be a sheet that everyone "
            "can see. Unhide it if it is to be read, else delete or rename it.",
        ),
    ),
    "value beside the table": Fault(
        lambda: book(change=put("J2", "and this")),
        (
            "error: return.xlsx, sheet evidence, row 2, column J: found 'and this'; must be a column with a heading. "
            "Give the column a heading, or clear the cell.",
        ),
    ),
    "column without a heading": Fault(
        lambda: book([*HEADINGS[:3], None, *HEADINGS[3:]], [*GOOD[:3], "mn", *GOOD[3:]]),
        (
            "error: return.xlsx, sheet evidence, row 2: found 1 value under an empty heading (no. 4); must be a "
            "column with a heading. Give the column a heading, or clear it.",
        ),
    ),
    "heading twice": Fault(
        lambda: book([*HEADINGS, "Value"], [*GOOD, 43]),
        (
            "error: return.xlsx, sheet evidence, row 1, column Value: found the heading 'Value' twice; must be each "
            "heading once. Rename or delete one of the two columns.",
        ),
    ),
    "one column in two languages": Fault(
        lambda: book([*HEADINGS, "数值"], [*GOOD, 43]),
        (
            "error: return.xlsx, sheet evidence, row 1, column 数值: found the headings 'value' and '数值'; must be "
            "one heading that means value. Rename or delete one of the two; 'value' is read.",
        ),
    ),
    "column missing": Fault(
        lambda: book(HEADINGS[:3], GOOD[:3]),
        (
            "error: return.xlsx, sheet evidence, row 1: found the headings 'cluster', 'indicator', 'period'; must be "
            "a column 'value' (the figure, or yes / no). Add it; it may also be called figure, amount, 数值, 值, "
            "数据, 指标值.",
        ),
    ),
    "headings only": Fault(
        lambda: book(HEADINGS),
        (
            "error: return.xlsx, sheet evidence, row 1: found headings and no row below them; must be a row for each "
            "figure. Fill it in.",
        ),
    ),
    "empty sheet": Fault(
        lambda: book([None]),
        (
            "error: return.xlsx, sheet evidence: found an empty sheet; must be a row of headings, and a row for each "
            "record. Fill it in, or delete the sheet.",
        ),
    ),
    "no sheet of evidence": Fault(
        lambda: book(title="Sheet1"),
        (
            "error: return.xlsx: found no sheet of evidence; must be a sheet named evidence, data, figures, facts, "
            "证据, 数据, 指标数据, 佐证. Add it; `growthpole init DIR` writes a template.",
        ),
    ),
    "cluster twice": Fault(
        lambda: book(change=registers(["集群", "名称"], ["glass", "甲"], ["glass", "乙"])),
        (
            "error: return.xlsx, sheet 专业镇, row 3, column 集群: found 'glass', which stands in row 2 already; "
            "must be each cluster once. Delete one of the two rows, or give it another name.",
        ),
    ),
    "cluster unknown": Fault(
        lambda: book(change=registers(["集群", "名称"], ["iron", "太谷玛钢"])),
        (
            "error: return.xlsx, sheet evidence, row 2, column cluster: found 'glass'; must be a cluster of the "
            "register, a region code, *programme* or *all*. Correct it, or add it to clusters.",
        ),
    ),
    "two registers": Fault(
        lambda: book(change=two_registers),
        (
            "error: return.xlsx, sheet 专业镇: found 2 tables of clusters; must be one table of clusters. Put them "
            "into one.",
        ),
    ),
    "bomb": Fault(
        lambda: sheet_with(b"</sheetData>", b"<row></row>" * 3_000_000 + b"</sheetData>"),
        (
            "error: return.xlsx: found a part that unpacks to a great many times its size; must be at most 200 "
            "times. Delete the empty rows and columns beside the table and save it again, or hand it in as CSV or "
            "Parquet.",
        ),
    ),
    "a gigabyte of blank rows": Fault(
        gigabyte_of_blank_rows,
        (
            "error: return.xlsx: found parts that unpack to 1,024 MiB; must be at most 512 MiB. Delete the empty "
            "rows and columns beside the table and save it again, or hand it in as CSV or Parquet.",
        ),
    ),
    "ten thousand parts": Fault(
        lambda: repacked(book(), **{f"xl/media/{number}": "" for number in range(10_000)}),
        (
            "error: return.xlsx: found 10,009 parts; must be at most 10,000 parts. Delete the empty rows and columns "
            "beside the table and save it again, or hand it in as CSV or Parquet.",
        ),
    ),
    "entities that unfold": Fault(
        lambda: sheet_with(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'),
        (
            "error: return.xlsx: found a document type in its part xl/worksheets/sheet1.xml; must be plain parts. "
            "Open it in a spreadsheet program and save it as .xlsx.",
        ),
    ),
    "entities behind a long remark": Fault(
        lambda: sheet_with(b"<worksheet", b"<!--" + b"x" * 9000 + b'--><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'),
        (
            "error: return.xlsx: found a document type in its part xl/worksheets/sheet1.xml; must be plain parts. "
            "Open it in a spreadsheet program and save it as .xlsx.",
        ),
    ),
    "entities in another encoding": Fault(
        lambda: repacked(book(), **{SHEET: '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'.encode("utf-16")}),
        (
            "error: return.xlsx: found a document type in its part xl/worksheets/sheet1.xml; must be plain parts. "
            "Open it in a spreadsheet program and save it as .xlsx.",
        ),
    ),
    "row beyond the end": Fault(
        lambda: sheet_with(b"</sheetData>", b'<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>'),
        (
            "error: return.xlsx, sheet evidence: found a row beyond 1,048,576; must be at most 1,048,576 rows. Save "
            "the workbook again with a spreadsheet program.",
        ),
    ),
    "locked with a password": Fault(
        lambda: LOCKED,
        (
            "error: return.xlsx: found a workbook locked with a password; must be a workbook without a password. "
            "Open it, take the password off (File, Info, Protect Workbook) and save it.",
        ),
    ),
    "Excel 97-2003": Fault(
        lambda: OLE2,
        (
            "error: return.xlsx: found a workbook in the format of Excel 97-2003 (.xls); must be a workbook (.xlsx). "
            "Open it in a spreadsheet program and save it as .xlsx.",
        ),
    ),
    "empty file": Fault(
        lambda: b"",
        (
            "error: return.xlsx: found an empty file; must be a workbook with a sheet named evidence. Open it in a "
            "spreadsheet program and save it as .xlsx.",
        ),
    ),
    "text named .xlsx": Fault(
        lambda: b"cluster,indicator\n",
        (
            "error: return.xlsx: found a file that is not a whole workbook (File is not a zip file); must be a "
            "workbook (.xlsx). Open it in a spreadsheet program and save it as .xlsx.",
        ),
    ),
    "cut off": Fault(
        lambda: book()[:2000],
        (
            "error: return.xlsx: found a file that is not a whole workbook (File is not a zip file); must be a "
            "workbook (.xlsx). Open it in a spreadsheet program and save it as .xlsx.",
        ),
    ),
    "other archive": Fault(
        lambda: archive(**{"word/document.xml": "<document/>"}),
        (
            "error: return.xlsx: found an archive that is no Excel workbook; must be a workbook (.xlsx). Open it in "
            "a spreadsheet program and save it as .xlsx.",
        ),
    ),
    "binary workbook": Fault(
        lambda: archive(**{"xl/workbook.bin": ""}),
        (
            "error: return.xlsx: found a binary workbook (.xlsb); must be a workbook (.xlsx). Open it in a "
            "spreadsheet program and save it as .xlsx.",
        ),
    ),
    "broken sheet": Fault(
        lambda: repacked(book(), **{SHEET: "<worksheet><sheetData><row>"}),
        (
            "error: return.xlsx: found a workbook that cannot be read (ParseError); must be a whole workbook "
            "(.xlsx). Open it in a spreadsheet program and save it again.",
        ),
    ),
    "sheet left out": Fault(
        lambda: repacked(book(), **{SHEET: None}),
        (
            "error: return.xlsx: found no sheet of evidence; must be a sheet named evidence, data, figures, facts, "
            "证据, 数据, 指标数据, 佐证. Add it; `growthpole init DIR` writes a template.",
        ),
    ),
    "relations left out": Fault(
        lambda: repacked(book(), **{"xl/_rels/workbook.xml.rels": None}),
        (
            "error: return.xlsx: found a workbook that cannot be read (KeyError); must be a whole workbook (.xlsx). "
            "Open it in a spreadsheet program and save it again.",
        ),
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_faulty_workbook_is_told_and_nothing_is_taken_in(fault: Fault, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    path.write_bytes(fault.make())
    dossier, problems = examine(path)
    assert dossier is None
    assert tuple(f"{problem.severity}: {problem}" for problem in problems) == fault.messages


def test_a_lying_archive_is_never_unpacked_beyond_what_it_declares(tmp_path: Path) -> None:
    """A part that says it is small and is not: the unpacker stops at the size that was checked."""
    data = sheet_with(b"</sheetData>", ROW * 100_000 + b"</sheetData>")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = packed.getinfo(SHEET).file_size
    path = tmp_path / "return.xlsx"
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (2000).to_bytes(4, "little")))
    dossier, problems = examine(path)
    assert dossier is None
    assert [problem.code for problem in problems] == ["workbook-broken"]


def test_a_saved_result_counts_and_is_told(tmp_path: Path) -> None:
    data = sheet_with(b"<f>40+2</f><v></v>", b"<f>40+2</f><v>42</v>", book(change=put("D2", "=40+2")))
    path = tmp_path / "return.xlsx"
    path.write_bytes(data)
    dossier, problems = examine(path)
    assert dossier is not None
    assert dossier.evidence.value.tolist() == [4.2e9]
    assert [str(problem) for problem in problems] == [
        "return.xlsx, sheet evidence, row 2, column value: found the formula =40+2; must be a figure that does not "
        "change by itself. The saved result is used; paste it as a value to be safe."
    ]


def test_a_far_blank_row_costs_nothing_and_changes_nothing(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="A1048576" s="0"/></row></sheetData>'
    path = tmp_path / "return.xlsx"
    path.write_bytes(sheet_with(b"</sheetData>", far))
    dossier, problems = examine(path)
    assert problems == ()
    assert dossier is not None
    assert len(dossier.evidence) == 1
