"""The frame handed in is the frame handed back: pandas, Polars, pyarrow, DuckDB, PySpark, through narwhals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from growthpole.errors import InputError, NameUnknownError

__all__ = ["collect", "enter", "leave"]


def enter(frame: Any, columns: Iterable[str]) -> nw.LazyFrame[Any]:
    """Take a frame of any kind and keep the columns that are needed; nothing is computed.

    An eager frame is carried on by Polars' lazy engine, a lazy one (Polars, DuckDB, PySpark, Dask, Ibis) by its
    own, so that a table which outgrew one machine stays where it is.
    """
    try:
        given = nw.from_native(frame)
    except TypeError as error:
        raise InputError(
            "a measure takes a pandas, Polars or PySpark frame, a DuckDB relation, a pyarrow table or a NumPy "
            f"array; it was given a {type(frame).__name__}."
        ) from error
    lazy = given if isinstance(given, nw.LazyFrame) else nw.from_native(given.to_polars().lazy())
    wanted = list(dict.fromkeys(columns))
    known = lazy.collect_schema().names()
    for name in wanted:
        if name not in known:
            raise NameUnknownError("column", name, known)
    return lazy.select(wanted)


def collect(lazy: nw.LazyFrame[Any]) -> pl.DataFrame:
    """Fetch a table into memory as a Polars frame."""
    table: pl.DataFrame = lazy.collect("polars").to_native()
    return table


def leave(result: nw.LazyFrame[Any] | pl.DataFrame, like: Any) -> Any:
    """Hand a result back as the kind of frame that ``like`` is; a not-a-number becomes a null."""
    if isinstance(result, pl.DataFrame):
        tidy = result.with_columns(pl.col(pl.Float64).fill_nan(None))
        return _eager(tidy, like) if _is_eager(like) else _lazy(tidy, like)
    native = result.to_native()
    return _eager(native.collect(), like) if _is_eager(like) else native


def _is_eager(like: Any) -> bool:
    return isinstance(nw.from_native(like), nw.DataFrame)


def _eager(table: pl.DataFrame, like: Any) -> Any:
    implementation = nw.from_native(like).implementation
    if implementation.is_polars():
        return table
    return table.to_arrow() if implementation.is_pyarrow() else table.to_pandas()


def _lazy(table: pl.DataFrame, like: Any) -> Any:
    given = nw.from_native(like)
    if given.implementation.is_polars():
        return table.lazy()
    session = like.sparkSession if given.implementation.is_pyspark() else None
    return nw.from_native(table).lazy(given.implementation, session=session).to_native()
