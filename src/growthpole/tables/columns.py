"""The vocabulary of the files: which tables there are, which columns they have, and how each may be called."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from growthpole.model.text import Text

__all__ = ["TABLES", "Column", "Table", "plain", "table_called"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : str
        Its name in the shipped files.
    meaning : Text
        What stands in it.
    aliases : tuple of str
        Other headings that are understood, in English and Chinese.
    required : bool
        Whether the table cannot be read without it.
    kind : {"text", "id", "year", "figure", "choice"}
        What its cells hold, in a ledger; an id or a year that is required must be filled in on every row.
    unit : str
        Of a figure whose heading and cell name none.
    choices : mapping of str to tuple of str
        What may stand in a choice, each with the words that mean it.
    measures : str
        The choice of the same row that says what a figure measures; its unit must then stand in the cell.
    units : mapping of str to str
        By what is chosen there, a unit of the kind that the figure must have.
    refers : {"", "clusters", "regions", "firms"}
        The register that must hold the id, where one was handed in.
    """

    name: str
    meaning: Text
    aliases: tuple[str, ...] = ()
    required: bool = False
    kind: str = "text"
    unit: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measures: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is understood: a file of a folder or a sheet of a workbook.

    Attributes
    ----------
    name : str
        Name of the file or sheet, without its ending.
    meaning : Text
        What it holds.
    aliases : tuple of str
        Other names that are understood.
    columns : tuple of Column
        Its columns, in the order of the template.
    keeps_others : bool
        Whether columns that are not understood are kept beside the known ones.
    key : tuple of str
        The columns that tell the rows of a ledger apart; empty for the tables that are no ledger.
    """

    name: str
    meaning: Text
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    keeps_others: bool = False
    key: tuple[str, ...] = ()


def _tables() -> dict[str, Table]:
    """The tables of the register first, then the ledgers, each of which has a file of its own."""
    room = resources.files("growthpole.tables")
    ledgers = sorted(room.joinpath("ledgers").iterdir(), key=lambda file: file.name)
    texts = [file.read_text(encoding="utf-8") for file in (room.joinpath("columns.toml"), *ledgers)]
    return {name: _table(name, given) for text in texts for name, given in tomllib.loads(text).items()}


def _table(name: str, given: dict[str, Any]) -> Table:
    columns = tuple(
        Column(
            one["name"],
            Text(one["en"], one["zh"]),
            tuple(one["aliases"]),
            one.get("required", False),
            one.get("kind", "text"),
            one.get("unit", ""),
            {choice: tuple(words) for choice, words in one.get("choices", {}).items()},
            one.get("measures", ""),
            one.get("units", {}),
            one.get("refers", ""),
        )
        for one in given["column"]
    )
    meaning, keeps = Text(given["en"], given["zh"]), given.get("keeps_others", False)
    return Table(name, meaning, tuple(given["aliases"]), columns, keeps, tuple(given.get("key", ())))


TABLES: dict[str, Table] = _tables()
"""The tables by name: clusters, evidence, sources, regions, industries, firms; then the ledgers."""


def plain(word: str) -> str:
    """A heading or name as it is compared: without case, spaces, width, underscores or a bracketed remark.

    Examples
    --------
    >>> plain(" Region_Code "), plain("指标（必填）"), plain("Ｎａｍｅ EN *")
    ('regioncode', '指标', 'nameen')
    """
    folded = unicodedata.normalize("NFKC", word).casefold()
    return re.sub(r"\(.*?\)|\[.*?\]|[\s_\-*:]", "", folded)


def table_called(name: str) -> str | None:
    """The table that a file or sheet of this name holds, or ``None``.

    A year or number after the name is allowed: ``evidence-2023``, ``指标数据_2023``.

    Examples
    --------
    >>> table_called("专业镇"), table_called("Evidence-2023"), table_called("attractions")
    ('clusters', 'evidence', None)
    """
    words = _table_words()
    return words.get(plain(name)) or words.get(plain(re.sub(r"[-_ .]?\d+年?$", "", name.strip())))


@cache
def _table_words() -> dict[str, str]:
    return {plain(word): table.name for table in TABLES.values() for word in (table.name, *table.aliases)}
