"""Aggregation up the tree of a classification."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals.stable.v2 as nw
from narwhals.stable.v2.typing import IntoFrameT

from growthpole.catalogue.classification import Classification, classification
from growthpole.catalogue.relabel import check_columns, codes_of, mapped, summed
from growthpole.errors import InputError, NameUnknownError

__all__ = ["aggregate"]


def aggregate(
    frame: IntoFrameT,
    *,
    to: str,
    using: str | Classification,
    code: str = "industry",
    values: Sequence[str] = ("value",),
    by: Sequence[str] = (),
) -> IntoFrameT:
    r"""Sum a table up the tree of a classification: classes to divisions, counties to provinces.

    .. math:: x_{g} = \sum_{c \,:\, \text{ancestor}(c) = g} x_c

    Parameters
    ----------
    frame : pandas, Polars, DuckDB, pyarrow or PySpark frame
        One row per code and key; repeated ones are summed.
    to : str
        A level of the classification, such as ``"section"``.
    using : str or Classification
        The name of a shipped one, or your own.
    code : str
        Column of codes, as text.
    values : sequence of str
        Columns to sum. A missing value is unknown.
    by : sequence of str
        Columns to keep apart: year, region.

    Returns
    -------
    frame
        Of the kind given: ``by``, the code at level ``to``, the sums. A sum of which one part is unknown is
        unknown; rows without a code stay together without one. Sorted by key.

    Raises
    ------
    InputError
        When a column is missing, codes are numbers, or codes are not in the classification or above ``to``: all of
        them at once.

    References
    ----------
    The classification's own manual; for China GB/T 4754-2017, section 3, on coding.

    Examples
    --------
    >>> import polars as pl
    >>> jobs = pl.DataFrame({"industry": ["C3054", "C3055", "C3391"], "value": [120, 30, 80]})
    >>> aggregate(jobs, to="division", using="gbt4754-2017").rows()
    [('30', 150), ('33', 80)]
    """
    tree = classification(using) if isinstance(using, str) else using
    table: Any = nw.from_native(frame)
    check_columns(table, code, values, by)
    targets, faults = {}, []
    for one in codes_of(table, code):
        try:
            targets[one] = tree.ancestor(one, to)
        except (NameUnknownError, InputError) as fault:
            faults.append((one, fault))
    if faults:
        raise InputError(
            f"every code must stand at or below level {to!r} of {tree.title}; {len(faults)} do not: "
            f"{', '.join(repr(one) for one, _ in faults[:10])}. The first: {faults[0][1]}"
        )
    moved = table.select(*by, *values, mapped(code, targets).alias(code))
    native: IntoFrameT = summed(moved, [*by, code], values).to_native()
    return native
