"""Columns of the frames that a command writes: two ends of a figure, an id with its name, lists of ids."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import polars as pl

from growthpole.model.interval import Interval
from growthpole.model.text import Text

__all__ = ["Frames", "amount", "ends", "frame_of", "listed", "named"]

Frames = Callable[[str], Mapping[str, pl.DataFrame]]
"""The tables of a command by id, with names in the language asked for; those without rows are absent."""

Row = Mapping[str, object]


def ends(name: str, value: Interval | None) -> dict[str, float | None]:
    """Two columns, ``..._low`` and ``..._high``; an end that is not known is empty.

    A spreadsheet reads the ``inf`` of a CSV file as text, and Excel has no infinity to write.

    Examples
    --------
    >>> ends("gap", Interval(-3.0, math.inf))
    {'gap_low': -3.0, 'gap_high': None}
    """
    low, high = (math.nan, math.nan) if value is None else (value.low, value.high)
    return {f"{name}_low": low if math.isfinite(low) else None, f"{name}_high": high if math.isfinite(high) else None}


def amount(name: str, value: Interval | None) -> dict[str, float | None]:
    """As `ends`, of what cannot be below 0: of anything from 0 on nothing is known, and 0 would read as a figure.

    Examples
    --------
    >>> amount("exports_usd", Interval(0.0, math.inf)), amount("exports_usd", Interval(0.0, 5.0))
    ({'exports_usd_low': None, 'exports_usd_high': None}, {'exports_usd_low': 0.0, 'exports_usd_high': 5.0})
    """
    return ends(name, None if value == Interval(0.0, math.inf) else value)


def named(name: str, id_: str, text: Text, language: str) -> dict[str, str]:
    """Two columns, the id and the name in one language; the id where there is no name.

    Examples
    --------
    >>> named("market", "DE", Text("Germany", "德国"), "zh")
    {'market': 'DE', 'market_name': '德国'}
    """
    return {name: id_, f"{name}_name": text.get(language) or id_}


def listed(ids: Iterable[str]) -> str:
    """Ids in one cell, parted as the office's own tables part them.

    Examples
    --------
    >>> listed(("DE", "US"))
    'DE; US'
    """
    return "; ".join(ids)


def frame_of(rows: Sequence[Row], **types: pl.DataType | type[pl.DataType]) -> pl.DataFrame:
    """Rows as a frame: ends are numbers and ``types`` what they say, also where every cell is empty.

    Examples
    --------
    >>> frame_of([{"fair": "f", **ends("cost_cny", None), "chosen": None}], chosen=pl.Boolean).dtypes
    [String, Float64, Float64, Boolean]
    """
    columns = rows[0] if rows else {}
    figures = dict.fromkeys((name for name in columns if name.endswith(("_low", "_high"))), pl.Float64)
    return pl.DataFrame(rows, schema_overrides={**figures, **types}, infer_schema_length=None)
