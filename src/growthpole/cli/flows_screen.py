"""What the commands on input-output tables show: their words in both languages, and a grid of figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from growthpole.errors import InputError
from growthpole.model.text import Text

__all__ = ["empty_cells", "said", "show_frame"]

WORDS: dict[str, Text] = {
    "region": Text("region", "地区"),
    "sector": Text("sector", "部门"),
    "name": Text("name", "名称"),
    "input": Text("input", "投入部门"),
    "method": Text("method", "方法"),
    "output": Text("output, mn CNY", "产出（百万元）"),
    "jobs": Text("jobs", "就业（人）"),
    "backward": Text("backward", "影响力系数"),
    "forward": Text("forward", "推动力系数"),
    "kind": Text("kind", "类别"),
    "output_multiplier": Text("multiplier", "产出乘数"),
    "value_added_multiplier": Text("value added", "增加值乘数"),
    "income_multiplier": Text("income multiplier", "收入乘数"),
    "import_multiplier": Text("import multiplier", "进口乘数"),
    "jobs_per_million": Text("jobs/mn", "就业/百万元"),
    "upstreamness": Text("upstream", "上游度"),
    "multiplier": Text("multiplier", "乘数"),
    "multiplier_nation": Text("nation", "全国乘数"),
    "national": Text("nation", "全国消耗系数"),
    "regional": Text("from the region", "区内供给系数"),
    "made": Text("output", "产出"),
    "within": Text("within", "区内乘数"),
    "feedback": Text("feedback", "反馈"),
    "spillover": Text("spillover", "溢出"),
    "bought_elsewhere": Text("inputs from others", "外购比重"),
    "imported": Text("imported", "进口比重"),
    "sold_elsewhere": Text("output to others", "外销比重"),
    "seller": Text("seller", "供给地区"),
    "buyer": Text("buyer", "使用地区"),
    "exports": Text("sold to others", "销往其他地区"),
    "imports": Text("bought from others", "购自其他地区"),
    "balance": Text("balance", "净流出"),
    "intermediate": Text("inputs", "中间产品"),
    "final": Text("final products", "最终产品"),
    "gross": Text("gross", "合计"),
    "net": Text("net", "净额"),
    "regions": Text(
        "{regions} regions, {sectors} sectors; money in mn {unit}",
        "{regions}个地区，{sectors}个部门；金额单位：百万{unit}",
    ),
    "parts": Text(
        "multiplier = within (were all inputs bought at home) + feedback (what returns through the others) + spillover "
        "(output in the others), for one unit of final demand.",
        "乘数＝区内乘数（只在本地区采购时）＋反馈（经其他地区返回）＋溢出（其他地区的产出），均指一单位最终需求。",
    ),
    "no final": Text(
        "Trade is of inputs only: the table does not say for every region whose final demand it is.",
        "贸易只含中间产品：表中没有逐个地区标明最终使用。",
    ),
    "kind key": Text("key", "关键部门"),
    "kind backward": Text("backward", "拉动型"),
    "kind forward": Text("forward", "推动型"),
    "kind weak": Text("weak", "关联弱"),
    "written": Text("{n} rows written to {file}", "已写入{n}行：{file}"),
    "more": Text("... {n} more rows; write all of them with --out FILE.", "……另有{n}行；用 --out 文件 写出全部。"),
    "counted": Text(
        "{name} ({code}): {jobs:,.0f} jobs in the census of 2020", "{name}（{code}）：2020年普查就业{jobs:,.0f}人"
    ),
    "range": Text(
        "Each figure is central [low, high]: the census knows sections only, so a section's jobs may all be in one of "
        "its sectors or none. The central figure gives the region the nation's mix within each section.",
        "各数为“中心值 [下限, 上限]”：普查只分门类，一个门类的就业可能全在其中某一部门，也可能一个没有；"
        "中心值按全国门类内部结构分摊。",
    ),
    "defect": Text("What is known to be wrong with the census there: {note}", "普查数据已知问题：{note}"),
}

SCALES = dict.fromkeys(
    ("output", "made", "exports", "imports", "balance", "intermediate", "final", "gross", "net"), 1e6
)
"""Of columns that are shown in a larger unit than they are kept in."""

WHOLE = ("output", "multiplier", "regional", "feedback", "spillover")
"""Columns of a figure with its two ends, or of one long word: broken over lines they cannot be read."""
_NAME = 10


def said(language: str, key: str, **parts: object) -> str:
    """A word or sentence of these commands."""
    return WORDS[key].get(language).format(**parts)


def empty_cells(word: str) -> Literal["error", "zero"]:
    """What ``--empty`` says of empty cells.

    Raises
    ------
    InputError
        If it is another word.
    """
    if word == "error":
        return "error"
    if word == "zero":
        return "zero"
    raise InputError(f"`--empty` must be error or zero; it is {word!r}.")


def show_frame(frame: pl.DataFrame, columns: Sequence[str], language: str, top: int) -> None:
    """Print the first rows; ``name`` is the name in the language, and a figure with ends is shown with them."""
    # Without frames eight columns and a name fit on a screen of 80.
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        named = column == "name"
        grid.add_column(
            said(language, column), min_width=_NAME if named else None, no_wrap=column in WHOLE, overflow="fold"
        )
    for row in frame.head(top).iter_rows(named=True):
        grid.add_row(*(_cell(row, column, language) for column in columns))
    Console().print(grid)
    if frame.height > top:
        typer.echo(said(language, "more", n=frame.height - top))


def _cell(row: dict[str, object], column: str, language: str) -> str:
    if column == "name":
        return str(row[f"name_{language}"])
    central, *ends = (_scaled(row.get(f"{column}{end}"), column) for end in ("", "_low", "_high"))
    text = _text(central, language)
    if None in ends or ends[0] == ends[1]:
        return text
    return f"{text} [{_text(ends[0], language)}, {_text(ends[1], language)}]"


def _scaled(value: object, column: str) -> object:
    return value / SCALES[column] if column in SCALES and isinstance(value, float) else value


def _text(value: object, language: str) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "?"
    if isinstance(value, float) and math.isinf(value):
        return "∞"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return said(language, f"kind {value}") if f"kind {value}" in WORDS else str(value)
