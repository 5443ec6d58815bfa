"""From a long table of regions, industries and values to a matrix."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
from narwhals.stable.v2.typing import IntoFrame
from numpy.typing import NDArray
from scipy import sparse as sp

from growthpole.errors import InputError
from growthpole.measures.matrix.inputs import CrossTable

__all__ = ["cross_table"]


def cross_table(
    frame: IntoFrame,
    *,
    region: str = "region",
    industry: str = "industry",
    value: str = "value",
    period: str | None = None,
    absent: str = "zero",
    sparse: bool = False,
) -> Any:
    r"""Cross table of a long table: one row per region, one column per industry, sums in the cells.

    .. math:: x_{ri} = \sum_{n : r_n = r, \; i_n = i} v_n

    Parameters
    ----------
    frame : pandas, Polars, DuckDB, pyarrow or PySpark frame
        One row per observation; repeated pairs are summed.
    region, industry, value : str
        Columns. A missing value makes its cell unknown (``nan``).
    period : str, optional
        Column of years.
    absent : {"zero", "unknown"}
        What a pair that has no row means: in a list of establishments nothing is there, in a table with suppressed
        cells nobody knows.
    sparse : bool
        Give a sparse matrix; only with ``absent="zero"``.

    Returns
    -------
    CrossTable
        Labels sorted. With ``period`` a dict from period to cross table, all with the same labels, sorted.

    Raises
    ------
    InputError
        When a column does not exist, a key is missing, or ``absent`` is neither of the two.

    References
    ----------
    A pivot; nothing more.

    Examples
    --------
    >>> import polars as pl
    >>> long = pl.DataFrame({"region": ["Qi", "Qi", "Taigu"], "industry": ["glass", "glass", "iron"],
    ...                      "value": [3, 2, 7]})
    >>> table = cross_table(long)
    >>> table.regions, table.industries, table.values
    (('Qi', 'Taigu'), ('glass', 'iron'), array([[5., 0.],
           [0., 7.]]))
    """
    if absent not in {"zero", "unknown"} or (sparse and absent != "zero"):
        raise InputError(f"`absent` must be 'zero' or 'unknown', and 'zero' for a sparse table; found {absent!r}.")
    keys = [region, industry, *([] if period is None else [period])]
    sums = _sums(frame, keys, value)
    regions, rows = _coded(sums, region)
    industries, columns = _coded(sums, industry)
    values = np.where(sums["known"].to_numpy() < sums["rows"].to_numpy(), np.nan, sums[value].to_numpy())

    def table(chosen: NDArray[np.bool_] | slice) -> CrossTable:
        shape = (len(regions), len(industries))
        cells = _cells(rows[chosen], columns[chosen], values[chosen], shape, absent)
        return CrossTable(
            sp.csr_array(cells) if sparse else cells.toarray() if absent == "zero" else cells, regions, industries
        )

    if period is None:
        return table(slice(None))
    periods, when = _coded(sums, period)
    return {label: table(when == place) for place, label in enumerate(periods)}


def _sums(frame: IntoFrame, keys: list[str], value: str) -> nw.DataFrame[Any]:
    table = nw.from_native(frame).lazy()
    missing = [name for name in (*keys, value) if name not in table.collect_schema().names()]
    if missing:
        raise InputError(f"the table must have the columns {[*keys, value]}; {missing} do not exist.")
    # A sum passes over nulls; the counts tell a sum of all from a sum of some.
    cells = table.select(*keys, nw.col(value).cast(nw.Float64))
    cell = nw.col(value)
    grouped = cells.group_by(*keys).agg(cell.sum(), cell.count().alias("known"), nw.len().alias("rows"))
    return grouped.collect()


def _coded(sums: nw.DataFrame[Any], key: str) -> tuple[tuple[Hashable, ...], NDArray[np.intp]]:
    column = sums[key]
    if column.is_null().any():
        raise InputError(f"every row must name its {key!r}; {column.is_null().sum()} groups do not. Drop or name them.")
    labels = sorted(column.unique().to_list())
    place = {label: number for number, label in enumerate(labels)}
    return tuple(labels), np.array([place[label] for label in column.to_list()], dtype=np.intp)


def _cells(
    rows: NDArray[np.intp], columns: NDArray[np.intp], values: NDArray[np.float64], shape: tuple[int, int], absent: str
) -> Any:
    if absent == "zero":
        return sp.coo_array((values, (rows, columns)), shape=shape)
    cells = np.full(shape, np.nan)
    cells[rows, columns] = values
    return cells
