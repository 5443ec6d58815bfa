"""Classifications of industries and regions: codes, names in two languages, and the tree above a code."""

from __future__ import annotations

import csv
import gzip
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrame

from growthpole.errors import InputError, NameUnknownError

__all__ = ["Classification", "Entry", "classification", "classification_from"]

INDUSTRY_DIGITS = MappingProxyType({"division": 2, "group": 3, "class": 4})
NAICS_DIGITS = MappingProxyType({"subsector": 3, "industry group": 4, "industry": 5, "national industry": 6})
# name -> (table, levels from the top, digits of the levels that a longer code's beginning names)
SHIPPED: MappingProxyType[str, tuple[str, tuple[str, ...], Mapping[str, int]]] = MappingProxyType(
    {
        "gbt4754-2017": ("gbt4754_2017.csv", ("section", "division", "group", "class"), INDUSTRY_DIGITS),
        "nace-rev2": ("nace_rev2.csv", ("section", "division", "group", "class"), INDUSTRY_DIGITS),
        "isic-rev4": ("isic_rev4.csv", ("section", "division", "group", "class"), INDUSTRY_DIGITS),
        "naics-2022": ("naics_2022.csv", ("sector", *NAICS_DIGITS), NAICS_DIGITS),
        "gbt2260-2020": ("gbt2260_2020.csv.gz", ("province", "prefecture", "county"), MappingProxyType({})),
    }
)
# A section letter before the digits (C3054), points between them (23.13), a national letter after them (2313Z).
WRITTEN = re.compile(r"^[A-Z]?(\d[\d.]*)[A-Z]?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a classification.

    Attributes
    ----------
    code, level : str
    parent : str or None
        The code one level up; None at the top.
    name_zh, name_en : str or None
        None where the name is not included.
    """

    code: str
    parent: str | None
    level: str
    name_zh: str | None
    name_en: str | None


@dataclass(frozen=True)
class Classification:
    """A classification: its entries by code, its levels from the top, and what it leaves out.

    Attributes
    ----------
    name, title, note : str
        ``note`` says what the table holds and what it does not.
    levels : tuple of str
        From the top down.
    complete : tuple of str
        Levels of which every code is listed.
    entries : mapping of code to Entry
    digits : mapping of level to int
        Levels that the beginning of a longer code names, and how many digits that is.
    """

    name: str
    title: str
    levels: tuple[str, ...]
    complete: tuple[str, ...]
    entries: Mapping[str, Entry]
    digits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    note: str = ""

    def at(self, level: str) -> tuple[Entry, ...]:
        """The listed entries of one level, in the order of the table."""
        self._rank(level)
        return tuple(entry for code, entry in self.entries.items() if entry.level == level and entry.code == code)

    def code(self, written: str) -> str:
        """The code as the classification writes it: ``C3054`` is 3054, ``23.13Z`` is 2313."""
        text = str(written).strip().upper()
        if text in self.entries:
            return text
        found = WRITTEN.match(text)
        if found is None or not self.digits:
            return text
        code = found.group(1).replace(".", "")
        if text[0].isalpha() and self.ancestor(code, self.levels[0]) != text[0]:
            raise InputError(
                f"the letter of a code must be that of its {self.levels[0]}; {written!r} stands in "
                f"{self.ancestor(code, self.levels[0])} of {self.title}."
            )
        return code

    def ancestor(self, written: str, level: str) -> str:
        """The code at ``level`` above ``written``, or ``written`` itself where it is of that level.

        Raises
        ------
        NameUnknownError
            When the code is neither listed nor begins with a listed one.
        InputError
            When the code stands above ``level``, so that its parts are not known.
        """
        code = self.code(written)
        listed = self._listed(code)
        digits = self.digits.get(level, 0)
        if self._rank(listed.level) < self._rank(level):
            if level in self.complete or not digits or len(code) < digits:
                raise InputError(
                    f"{written!r} is a {listed.level} of {self.title}; it has no single {level} above it. "
                    f"Ask for {listed.level!r} or a higher level."
                )
            return code[:digits]
        while listed.level != level:
            above = self.entries[str(listed.parent)]
            if self._rank(above.level) < self._rank(level):
                # A unit with no level between (Dongguan, a city without counties) stands for itself there.
                break
            listed = above
        return listed.code

    def label(self, written: str, language: str = "en") -> str | None:
        """The name of a code in ``"en"`` or ``"zh"``; None where it is not included."""
        entry = self.entries.get(self.code(written))
        return None if entry is None else entry.name_zh if language == "zh" else entry.name_en

    def _rank(self, level: str) -> int:
        if level not in self.levels:
            raise NameUnknownError(f"level of {self.name}", level, self.levels)
        return self.levels.index(level)

    def _listed(self, code: str) -> Entry:
        """The entry of the code, or of the longest listed beginning of a code too fine to be listed."""
        if code in self.entries:
            return self.entries[code]
        shortest = min(self.digits.values(), default=len(code))
        deepest = max(self.digits.values(), default=0)
        for length in range(min(len(code), deepest) - 1, shortest - 1, -1):
            entry = self.entries.get(code[:length])
            if entry is not None and entry.level != self._next_complete(entry.level):
                return entry
        raise NameUnknownError(f"code of {self.name}", code, self.entries)

    def _next_complete(self, level: str) -> str | None:
        """``level`` itself if the one below it is complete, so that a missing child is a wrong code."""
        below = self.levels[self._rank(level) + 1 : self._rank(level) + 2]
        return level if below and below[0] in self.complete else None


@cache
def classification(name: str) -> Classification:
    r"""A shipped classification.

    .. math:: \text{code} \mapsto \text{parent} \mapsto \dots \mapsto \text{top level}

    Parameters
    ----------
    name : {"gbt4754-2017", "nace-rev2", "isic-rev4", "naics-2022", "gbt2260-2020"}
        Industries of China, the European Union, the United Nations and the United States; county-level units of
        China in the census of 2020.

    Returns
    -------
    Classification
        ``note`` says which levels are listed in full; finer codes are placed by their first digits.

    Raises
    ------
    NameUnknownError
        When there is no classification of that name.

    References
    ----------
    The publisher of each is named in the file ``sources.toml`` beside the tables.

    Examples
    --------
    >>> industries = classification("gbt4754-2017")
    >>> industries.ancestor("C3054", "division"), industries.label("C3054", "zh")
    ('30', '日用玻璃制品制造')
    >>> industries.label(industries.ancestor("3811", "section"))
    'Manufacturing'
    """
    if name not in SHIPPED:
        raise NameUnknownError("classification", name, SHIPPED)
    table, levels, digits = SHIPPED[name]
    source = _sources()[table.partition(".")[0]]
    entries = {entry.code: entry for entry in map(_entry, rows(table))}
    for code in [code for code in entries if "-" in code]:
        first, last = code.split("-")
        # A range of codes (31-33) is one sector; each of its members means it.
        entries |= {str(number): entries[code] for number in range(int(first), int(last) + 1)}
    return Classification(
        name=name,
        title=str(source["title"]),
        levels=levels,
        complete=tuple(source["complete"]),
        entries=MappingProxyType(entries),
        digits=digits,
        note=" ".join(str(source["note"]).split()),
    )


def classification_from(
    frame: IntoFrame, *, name: str, levels: Iterable[str], columns: Mapping[str, str] | None = None
) -> Classification:
    r"""A classification from a table of your own: another revision, or the full list of classes.

    .. math:: \text{code} \mapsto \text{parent}

    Parameters
    ----------
    frame : any frame
        One row per code, with columns ``code``, ``parent`` (missing at the top), ``level``, and, if wanted,
        ``name_zh`` and ``name_en``. All text.
    name : str
        What to call it.
    levels : iterable of str
        From the top down.
    columns : mapping, optional
        Your names for these columns, such as ``{"code": "代码"}``.

    Returns
    -------
    Classification
        All levels count as complete: a code that is not listed is an error.

    Raises
    ------
    InputError
        When a column is missing, a code stands twice, a level is unknown, or a parent is missing or not one
        level up.

    References
    ----------
    ISO 22274:2013, section 5, on hierarchical classifications.

    Examples
    --------
    >>> import polars as pl
    >>> tree = pl.DataFrame({"code": ["A", "A1"], "parent": [None, "A"], "level": ["top", "leaf"]})
    >>> classification_from(tree, name="mine", levels=["top", "leaf"]).ancestor("A1", "top")
    'A'
    """
    table = nw.from_native(frame).lazy().collect()
    named = {"code": "code", "parent": "parent", "level": "level", "name_zh": "name_zh", "name_en": "name_en"}
    named |= dict(columns or {})
    missing = [named[key] for key in ("code", "parent", "level") if named[key] not in table.columns]
    if missing:
        raise InputError(f"a classification needs the columns {missing}; the table has {table.columns}.")
    given = {key: column for key, column in named.items() if column in table.columns}
    entries = [_entry({key: row[column] for key, column in given.items()}) for row in table.iter_rows(named=True)]
    order = tuple(levels)
    _check(entries, order)
    by_code = MappingProxyType({entry.code: entry for entry in entries})
    return Classification(name=name, title=name, levels=order, complete=order, entries=by_code)


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a shipped table."""
    data = (files("growthpole.catalogue") / "data" / table).read_bytes()
    text = (gzip.decompress(data) if table.endswith(".gz") else data).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def _sources() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = tomllib.loads(
        (files("growthpole.catalogue") / "data" / "sources.toml").read_text("utf-8")
    )
    return table


def _entry(row: Mapping[str, object]) -> Entry:
    text = {key: str(value).strip() if value is not None and value == value else "" for key, value in row.items()}
    return Entry(
        code=text["code"],
        parent=text["parent"] or None,
        level=text["level"],
        name_zh=text.get("name_zh") or None,
        name_en=text.get("name_en") or None,
    )


def _check(entries: list[Entry], levels: tuple[str, ...]) -> None:
    by_code: dict[str, Entry] = {}
    for entry in entries:
        if entry.level not in levels:
            raise InputError(
                f"the level of every code must be one of {list(levels)}; {entry.code} has {entry.level!r}."
            )
        if entry.code in by_code:
            raise InputError(f"every code must stand once; {entry.code} stands twice.")
        by_code[entry.code] = entry
    for entry in entries:
        rank = levels.index(entry.level)
        above = by_code.get(entry.parent or "")
        if (rank == 0) != (entry.parent is None) or (rank > 0 and (above is None or above.level != levels[rank - 1])):
            raise InputError(
                f"every code must have a parent one level up, those of the top level none; {entry.code} "
                f"({entry.level}) has {entry.parent!r}."
            )
