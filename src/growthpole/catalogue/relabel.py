"""From codes to codes in any frame: a mapping applied, values summed, unknown kept unknown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import narwhals.stable.v2 as nw

from growthpole.errors import InputError

__all__: list[str] = []

Frame = TypeVar("Frame", nw.DataFrame[Any], nw.LazyFrame[Any])


def check_columns(frame: Frame, code: str, values: Sequence[str], by: Sequence[str]) -> None:
    """Refuse missing columns and codes that are numbers."""
    schema = frame.collect_schema()
    missing = [name for name in (code, *values, *by) if name not in schema]
    if missing:
        raise InputError(f"the table must have the columns {missing}; it has {schema.names()}.")
    if schema[code].is_numeric():
        raise InputError(
            f"codes must be text, as a number loses its leading zero; column {code!r} is {schema[code]}. "
            "Read the file with this column as text."
        )


def codes_of(frame: Frame, code: str) -> list[str]:
    """The different codes of a frame, without missing ones, sorted."""
    column = frame.lazy().select(code).unique().collect()[code]
    return sorted(str(one) for one in column.to_list() if one is not None and one == one)


def mapped(code: str, targets: Mapping[str, str]) -> nw.Expr:
    """The expression that writes the target of each code; missing where there is none.

    A chain of conditions, one for each target, runs in every engine; a join would need a second frame of the
    same one.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for source, target in targets.items():
        groups[target].append(source)
    chain: Any = nw.lit(None, dtype=nw.String)
    for target, sources in sorted(groups.items()):
        chain = nw.when(nw.col(code).is_in(sources)).then(nw.lit(target)).otherwise(chain)
    expression: nw.Expr = chain
    return expression


def summed(frame: Frame, keys: Sequence[str], values: Sequence[str]) -> Frame:
    """Sums by key; a sum of which one part is missing is missing."""
    counts = [nw.col(value).count().alias(f"{value}:known") for value in values]
    sums = frame.group_by(*keys).agg(*[nw.col(value).sum() for value in values], *counts, nw.len().alias(":rows"))
    whole = [nw.when(nw.col(f"{value}:known") == nw.col(":rows")).then(nw.col(value)).alias(value) for value in values]
    return sums.with_columns(*whole).select(*keys, *values).sort(*keys)
