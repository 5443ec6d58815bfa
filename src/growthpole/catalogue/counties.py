"""County-level codes of China over the years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrame

from growthpole.catalogue.classification import rows
from growthpole.catalogue.concordance import Concordance, Targets
from growthpole.errors import InputError

__all__ = ["CountyChange", "county_changes", "county_concordance"]

# A successor of another year is written with that year, as in the public table ``areacodes``: 130108[2001].
SUCCESSOR = re.compile(r"^(\d{6})(?:\[(\d{4})\])?$")


@dataclass(frozen=True, slots=True)
class CountyChange:
    """A code that ended or was re-drawn in a year, and the codes that took over its area."""

    code: str
    year: int
    successors: tuple[str, ...]
    name_zh: str | None = None


def county_changes(
    frame: IntoFrame | None = None,
    *,
    code: str = "code",
    year: str = "year",
    successors: str = "successors",
    name: str = "name_zh",
) -> tuple[CountyChange, ...]:
    r"""Changes of county-level codes: the shipped ones, or those of a table of your own.

    .. math:: (\text{code}, \text{year}) \mapsto \{\text{successors}\}

    Parameters
    ----------
    frame : any frame, optional
        One row per code that ended; without it the shipped table, which is complete for Shanxi and Henan from 2014
        to 2021 only. The public-domain table ``areacodes`` fits with ``code="代码", year="变更/弃用时间",
        successors="新代码", name="名称"``; rows without a year (codes in use) are passed over.
    code, year, successors, name : str
        Its columns. Successors are separated by semicolons; one with another year in brackets is a change of that
        year and is left out of this one. None at all means that the area is gone from the table.

    Returns
    -------
    tuple of CountyChange
        In the order of years, then codes.

    Raises
    ------
    InputError
        When a column is missing, or a successor is not six digits.

    References
    ----------
    Ministry of Civil Affairs of China, announcements of changes at and above county level; GB/T 2260-2007.

    Examples
    --------
    >>> [change for change in county_changes() if change.code == "140726"]
    [CountyChange(code='140726', year=2019, successors=('140703',), name_zh='太谷县')]
    """
    if frame is None:
        return _shipped()
    table: Any = nw.from_native(frame).lazy().collect()
    missing = [column for column in (code, year, successors) if column not in table.columns]
    if missing:
        raise InputError(f"a table of changes needs the columns {missing}; it has {table.columns}.")
    columns = {"code": code, "year": year, "successors": successors, "name_zh": name}
    given = {key: column for key, column in columns.items() if column in table.columns}
    return _read({key: row[column] for key, column in given.items()} for row in table.iter_rows(named=True))


def county_concordance(start: int, end: int, *, changes: tuple[CountyChange, ...] | None = None) -> Concordance:
    r"""Which county-level code of one year's end becomes which of another's.

    .. math:: \text{code}_{31.12.\text{start}} \mapsto \text{codes}_{31.12.\text{end}}

    Parameters
    ----------
    start, end : int
        Years; ``end`` may be the earlier one.
    changes : tuple of CountyChange, optional
        By default the shipped ones, which are not complete: see :func:`county_changes`.

    Returns
    -------
    Concordance
        Codes without a change keep themselves. A code whose area went to several, or, going back, came from
        several, is split with shares unknown.

    Raises
    ------
    InputError
        When a shipped successor is not six digits.

    References
    ----------
    As :func:`county_changes`.

    Examples
    --------
    Taigu county became a district of Jinzhong in 2019:

    >>> county_concordance(2018, 2020).of("140726"), county_concordance(2020, 2018).of("140703")
    ((('140703', 1.0),), (('140726', 1.0),))
    """
    if end < start:
        return county_concordance(end, start, changes=changes).reversed()
    within = [one for one in (_shipped() if changes is None else changes) if start < one.year <= end]
    by_code: dict[str, list[CountyChange]] = defaultdict(list)
    for change in within:
        by_code[change.code].append(change)
    return Concordance({code: _targets(code, start, by_code) for code in by_code}, keeps_others=True)


def _targets(code: str, after: int, by_code: Mapping[str, list[CountyChange]]) -> Targets:
    found = sorted(_follow(code, after, by_code))
    return ((found[0], 1.0),) if len(found) == 1 else tuple((one, None) for one in found)


def _follow(code: str, after: int, by_code: Mapping[str, list[CountyChange]]) -> set[str]:
    """The codes a code has become at the end of the span, from its first change after a year on."""
    change = next((one for one in by_code.get(code, []) if one.year > after), None)
    if change is None:
        return {code}
    # A successor may change again, but only in a later year: that ends every walk.
    return set().union(*(_follow(one, change.year, by_code) for one in change.successors))


@cache
def _shipped() -> tuple[CountyChange, ...]:
    return _read(rows("gbt2260_changes.csv"))


def _read(table: Any) -> tuple[CountyChange, ...]:
    found = []
    for row in table:
        if row["year"] is None or row["year"] != row["year"] or str(row["year"]).strip() == "":
            continue
        year = int(row["year"])
        found.append(CountyChange(str(row["code"]), year, _successors(row, year), row.get("name_zh") or None))
    return tuple(sorted(found, key=lambda one: (one.year, one.code)))


def _successors(row: Mapping[str, Any], year: int) -> tuple[str, ...]:
    codes = []
    written = row["successors"]
    if written is None or written != written or not str(written).strip():
        return ()
    for text in str(written).split(";"):
        match = SUCCESSOR.match(text.strip())
        if match is None:
            raise InputError(
                f"the successors of {row['code']} in {year} must be codes of six digits between semicolons; "
                f"found {row['successors']!r}."
            )
        if match.group(2) in (None, str(year)):
            codes.append(match.group(1))
    return tuple(codes)
