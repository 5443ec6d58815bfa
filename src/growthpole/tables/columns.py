"""The vocabulary of the files: which tables there are, which columns they have, and how each may be called."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
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
    """

    name: str
    meaning: Text
    aliases: tuple[str, ...] = ()
    required: bool = False


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
    """

    name: str
    meaning: Text
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    keeps_others: bool = False


def _tables() -> dict[str, Table]:
    text = resources.files("growthpole.tables").joinpath("columns.toml").read_text(encoding="utf-8")
    return {name: _table(name, given) for name, given in tomllib.loads(text).items()}


def _table(name: str, given: dict[str, Any]) -> Table:
    columns = tuple(
        Column(one["name"], Text(one["en"], one["zh"]), tuple(one["aliases"]), one.get("required", False))
        for one in given["column"]
    )
    meaning, keeps = Text(given["en"], given["zh"]), given.get("keeps_others", False)
    return Table(name, meaning, tuple(given["aliases"]), columns, keeps)


TABLES: dict[str, Table] = _tables()
"""The tables by name: clusters, evidence, sources, regions, industries, firms."""


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
