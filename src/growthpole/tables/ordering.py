"""The canonical order of evidence: no matter how the rows stood in the files, the table is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from growthpole.model.evidence import Codes, EvidenceTable
from growthpole.tables.coding import joined

__all__ = ["in_order", "stacked"]

_CODED = ("subject", "indicator", "period", "unit", "source", "quote", "entered_by", "checked_by", "file")
_PLAIN = ("status", "value", "low", "high", "row")
# Where a row stood comes last, so that it only decides between rows that are alike in everything else.
_THEN = ("status", "value", "low", "high", "unit", "source", "quote", "entered_by", "checked_by", "file", "row")


def stacked(tables: Sequence[EvidenceTable]) -> EvidenceTable:
    """Several tables under each other; none gives an empty table."""
    columns: dict[str, Any] = {name: joined([getattr(table, name) for table in tables]) for name in _CODED}
    columns |= {name: np.concatenate([getattr(table, name) for table in tables]) for name in _PLAIN if tables}
    return EvidenceTable(**columns)


def in_order(table: EvidenceTable) -> EvidenceTable:
    """The table sorted by subject, indicator, period, then every other column.

    The first three are packed into one key, so that ten million rows are sorted once by a machine word; the rest
    is looked at only where that key repeats.
    """
    key = _packed(table.subject, table.indicator, table.period)
    if len(key) == 0:
        return table
    order = np.argsort(key, kind="stable") if np.any(key[1:] < key[:-1]) else np.arange(len(key))
    ordered = key[order]
    same = np.flatnonzero(ordered[1:] == ordered[:-1])
    if len(same):
        places = np.union1d(same, same + 1)
        order[places] = _settled(table, order[places], ordered[places])
    return _taken(table, order)


def _packed(*columns: Codes) -> npt.NDArray[np.int64]:
    key = np.zeros(len(columns[0].code), dtype=np.int64)
    for column in columns:
        key *= len(column.words) + 1
        key += column.code + 1
    return key


def _settled(table: EvidenceTable, rows: npt.NDArray[np.intp], key: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """Rows with a repeated key in the order of every other column."""
    columns = [getattr(table, name) for name in _THEN]
    keys = [column.code[rows] if isinstance(column, Codes) else column[rows] for column in columns]
    return rows[np.lexsort([*reversed(keys), key])]


def _taken(table: EvidenceTable, order: npt.NDArray[np.intp]) -> EvidenceTable:
    columns: dict[str, Any] = {name: _rows_of(getattr(table, name), order) for name in _CODED}
    columns |= {name: getattr(table, name)[order] for name in _PLAIN}
    return replace(table, **columns)


def _rows_of(codes: Codes, order: npt.NDArray[np.intp]) -> Codes:
    return Codes(codes.words, codes.code[order])
