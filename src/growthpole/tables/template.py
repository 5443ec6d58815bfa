"""The workbook to fill in: drop-downs and notes in both languages, built from the vocabulary and a programme."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from growthpole.catalogue.units import parse_unit
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.model.status import Status
from growthpole.tables.columns import TABLES, Column
from growthpole.tables.guide import GUIDE, STATUS_MEANING
from growthpole.tables.template_ledgers import write_ledger_sheets
from growthpole.tables.words import STATUS_WORDS

__all__ = ["CHOICE_UNITS", "write_template"]

_ROWS = 5000
"""Rows that have drop-downs."""
_SHEETS = ("clusters", "evidence", "sources", "regions")
_HEAD = PatternFill("solid", fgColor="DDEBF7")
_NEEDED = PatternFill("solid", fgColor="BDD7EE")
_EXAMPLE = Font(italic=True, color="808080")
_CHOICES = "choices 选项"
_ZH_COLUMNS = {
    "cluster": "集群", "name_en": "英文名称", "name_zh": "中文名称", "region_code": "地区代码",
    "industries": "行业代码", "tier": "级别", "peer_class": "类别", "batch": "批次", "source": "来源",
    "longitude": "经度", "latitude": "纬度", "crs": "坐标系", "indicator": "指标", "period": "年份", "value": "数值",
    "unit": "单位", "status": "状态", "low": "下限值", "high": "上限值", "quote": "原文", "entered_by": "填报人",
    "checked_by": "审核人", "note": "备注", "title": "标题", "title_zh": "中文标题", "publisher": "发布单位",
    "published": "发布日期", "url": "网址", "parent": "上级代码",
}  # fmt: skip
CHOICE_UNITS = (
    "元", "万元", "亿元", "人", "万人", "家", "个", "项", "%", "yes/no", "亩", "公顷", "平方公里", "吨", "吨标准煤",
    "kWh", "万kWh", "天", "年", "count", "share", "CNY", "mn CNY", "bn CNY", "persons", "km2", "tce",
)  # fmt: skip
"""Units offered in the drop-down; any other that is known may be typed."""


def write_template(path: str | PathLike[str], programme: Programme, *, ledgers: bool = False) -> None:
    """Write an Excel workbook to fill in with the evidence for a programme.

    Parameters
    ----------
    path : path
        The workbook, ending in ``.xlsx``.
    programme : Programme
        Its indicators, tiers and classes are offered in the drop-downs.
    ledgers : bool
        Whether to add a sheet for each ledger: projects, capacities, links ...

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from growthpole.programme.file import read_programme, shipped_programme
    >>> with TemporaryDirectory() as folder:
    ...     rules = read_programme(shipped_programme("jinzhong-135"), "jinzhong-135.toml")
    ...     write_template(Path(folder, "evidence.xlsx"), rules)
    ...     openpyxl.load_workbook(Path(folder, "evidence.xlsx")).sheetnames[1:4]
    ['clusters', 'evidence', 'sources']
    """
    book = openpyxl.Workbook()
    _write_guide(book.worksheets[0])
    for name in _SHEETS:
        _write_table(book.create_sheet(name), name)
    _write_indicators(book.create_sheet("indicators 指标表"), programme)
    ranges = _write_choices(book.create_sheet(_CHOICES), programme)
    _write_examples(book, programme)
    _offer(book, ranges)
    if ledgers:
        write_ledger_sheets(book)
    book.save(path)


def _write_guide(sheet: Any) -> None:
    sheet.title = "read me 填表说明"
    statuses = (f"{one.value} | {_chinese(one)}: {text.en}; {text.zh}" for one, text in STATUS_MEANING.items())
    lines = [*GUIDE, *statuses]
    for row, line in enumerate(lines, 1):
        sheet.cell(row, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 110


def _write_table(sheet: Any, name: str) -> None:
    """The headings in both languages, each with a note of what stands below it."""
    for place, column in enumerate(TABLES[name].columns, 1):
        cell = sheet.cell(1, place, _heading(column))
        cell.font, cell.fill = Font(bold=True), _NEEDED if column.required else _HEAD
        needed = "\n(needed 必填)" if column.required else ""
        cell.comment = Comment(f"{column.meaning.en}\n{column.meaning.zh}{needed}", "growthpole", 120, 320)
        sheet.column_dimensions[get_column_letter(place)].width = max(14, len(_heading(column)) + 6)
    sheet.freeze_panes = "B2"


def _heading(column: Column) -> str:
    return f"{column.name} ({_ZH_COLUMNS[column.name]})"


def _write_indicators(sheet: Any, programme: Programme) -> None:
    """What is asked for: one line for each indicator that is collected."""
    sheet.append(["id 编号", "name", "名称", "unit 单位", "answer 填什么", "question", "问题", "proof 佐证"])
    for one in _collected(programme):
        answer = "yes | 是 / no | 否" if one.kind == "yes/no" else "number 数值"
        asked, proof = one.question, one.proof.get("zh")
        sheet.append([one.id, one.name.en, one.name.zh, one.unit, answer, asked.en, asked.zh, proof])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
        sheet.column_dimensions[get_column_letter(cell.column)].width = 26
    sheet.freeze_panes = "A2"


def _collected(programme: Programme) -> list[Indicator]:
    return [one for one in programme.indicators.values() if not one.formula]


def _write_choices(sheet: Any, programme: Programme) -> dict[str, str]:
    """The hidden lists behind the drop-downs; the range of each."""
    lists: dict[str, Sequence[str]] = {
        "indicator": [_choice(one.id, one.name.get("zh")) for one in _collected(programme)],
        "unit": CHOICE_UNITS,
        "status": [_choice(status.value, _chinese(status)) for status in STATUS_WORDS],
        "value": ["yes | 是", "no | 否"],
        "tier": [_choice(one.id, one.name.get("zh")) for one in programme.tiers.values()],
        "peer_class": [_choice(one.id, one.name.get("zh")) for one in programme.classes.values()],
        "crs": ["WGS84", "GCJ-02"],
    }
    ranges = {}
    for place, (name, entries) in enumerate(lists.items(), 1):
        letter = get_column_letter(place)
        for row, entry in enumerate(entries, 1):
            sheet.cell(row, place, entry)
        if entries:
            ranges[name] = f"'{sheet.title}'!${letter}$1:${letter}${len(entries)}"
    sheet.sheet_state = "hidden"
    return ranges


def _chinese(status: Status) -> str:
    return next(word for word in STATUS_WORDS[status] if not word.isascii())


def _choice(name: str, label: str) -> str:
    """An entry of a drop-down: the id, and after a bar the words that people read."""
    return f"{name} | {label}" if label and label != name else name


def _write_examples(book: Any, programme: Programme) -> None:
    """A row in each table that shows how it is filled in; the leading # says that it is not read."""
    figure = next((one for one in _collected(programme) if one.kind == "number"), None)
    unit = figure.unit if figure is not None else ""
    value = 0.5 if parse_unit(unit).canonical == "1" and "count" not in unit else 42
    rows: dict[str, list[Any]] = {
        "clusters": ["# example 示例: qixian-glassware", "Qixian glassware", "祁县玻璃器皿", "140727", "C3054"],
        "evidence": [
            "# example 示例: qixian-glassware", None, figure.id if figure is not None else "", "2024", value, unit,
            f"reported | {_chinese(Status.REPORTED)}", None, None, "return-2024", "the words of the source 来源原文",
            "A. Li", "B. Wang",
        ],
        "sources": [
            "# example 示例: return-2024", "Yearly return of the town", "专业镇年度报表", "Qixian county", "2025-01-31",
        ],
        "regions": ["# example 示例: 140727", "Qixian", "祁县", "140700"],
    }  # fmt: skip
    for name, cells in rows.items():
        for place, entry in enumerate(cells, 1):
            book[name].cell(2, place, entry).font = _EXAMPLE


def _offer(book: Any, ranges: dict[str, str]) -> None:
    offers = {
        "clusters": {name: ranges.get(name) for name in ("tier", "peer_class", "crs")},
        "evidence": {name: ranges.get(name) for name in ("indicator", "unit", "status", "value")},
    }
    offers["clusters"]["source"] = offers["evidence"]["source"] = f"sources!$A$3:$A${_ROWS}"
    offers["clusters"]["region_code"] = f"regions!$A$3:$A${_ROWS}"
    offers["evidence"]["cluster"] = f"clusters!$A$3:$A${_ROWS}"
    for table, columns in offers.items():
        places = {column.name: place for place, column in enumerate(TABLES[table].columns, 1)}
        for name, entries in columns.items():
            if entries:
                _drop_down(
                    book[table], get_column_letter(places[name]), entries, strict=name in {"indicator", "status"}
                )


def _drop_down(sheet: Any, letter: str, entries: str, *, strict: bool) -> None:
    """A list to choose from; where other entries may be right, typing them is allowed."""
    offer = DataValidation(type="list", formula1=f"={entries}", allow_blank=True, showErrorMessage=strict)
    offer.error = "Choose from the list. 请从列表中选择。"
    sheet.add_data_validation(offer)
    offer.add(f"{letter}3:{letter}{_ROWS}")
