"""The reference of the ledgers, written from the files that describe them: nothing left out, nothing out of date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from growthpole.tables.columns import TABLES, Column, Table

PAGE = Path(__file__).parents[1] / "reference" / "generated" / "ledgers.md"
PREFACE = """# Ledgers

Further tables that an office keeps beside its evidence: projects, links, capacities, exports, tasks and others. Each is
a file of the folder (CSV, TSV, Parquet, Excel) or a sheet of the workbook with one of the names below;
`growthpole init --ledgers` writes an empty sheet for each. None of them is needed; what is not handed in is not known,
and the studies that use it say so.

- Headings may be in English or Chinese. A figure may carry its unit in the heading, `产值（万元）`, or in the cell,
  `1.2亿元`; else the unit of the column counts. A range such as `3-5` or `1至2亿元` is everything in between. An empty
  cell is unknown, never zero.
- `growthpole check` reads them with the evidence and tells every fault with its row and column.
- In a column with choices either word may stand, and a label after a bar is not read: `signed | 签约`.
"""


def write_page(app: Sphinx) -> None:  # noqa: ARG001
    lines = [PREFACE]
    for table in TABLES.values():
        if table.key:
            lines += described(table)
    text = "\n".join(lines) + "\n"
    PAGE.parent.mkdir(exist_ok=True)
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        PAGE.write_text(text, encoding="utf-8")


def described(table: Table) -> Iterator[str]:
    names = ", ".join(f"`{name}`" for name in table.aliases)
    yield f"## {table.name}\n\n{table.meaning.en[:1].upper()}{table.meaning.en[1:]}. {table.meaning.zh}。\n"
    rest = "Other columns are kept with the row." if table.keeps_others else "Other columns are told and not read."
    yield f"Other names: {names}. Rows are told apart by {', '.join(f'`{one}`' for one in table.key)}. {rest}\n"
    yield "| column | needed | holds | other headings | what stands in it |\n| --- | --- | --- | --- | --- |"
    for column in table.columns:
        aliases = ", ".join(f"`{alias}`" for alias in column.aliases)
        meaning = f"{column.meaning.en}. {column.meaning.zh}"
        yield f"| `{column.name}` | {'yes' if column.required else ''} | {holds(column)} | {aliases} | {meaning} |"
    yield ""


def holds(column: Column) -> str:
    """What a cell may hold, in words."""
    if column.measures:
        return "figure with its unit: " + "; ".join(f"{choice} in {unit}" for choice, unit in column.units.items())
    if column.kind == "figure":
        return f"figure, {column.unit}" if column.unit else "figure"
    if column.kind == "choice":
        return "; ".join(f"`{choice}` ({', '.join(words)})" for choice, words in column.choices.items())
    return f"{column.kind} of {column.refers}" if column.refers else column.kind


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("builder-inited", write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
