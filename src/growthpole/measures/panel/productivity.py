"""Output per mu of land, per ton of coal equivalent, per worker, and its score against fixed references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from growthpole.errors import InputError
from growthpole.measures.panel.frames import enter, leave
from growthpole.measures.panel.kernels.cellwise import capped_score

__all__ = ["productivity", "reference_score"]


def productivity(table: Any, *, output: str = "value_added", inputs: tuple[str, ...] = ("land",)) -> Any:
    """Output per unit of land, energy or labour.

    ``output / input`` for each of the ``inputs``.

    Parameters
    ----------
    table : frame
        One row per cluster, firm or region.
    output : str
        The column of value added, tax or sales, in any unit.
    inputs : tuple of str
        The columns of land (mu), energy (tce), workers; > 0.

    Returns
    -------
    frame of the same kind
        The frame with one column more for each input, named ``<output>_per_<input>``, in the unit of the output
        over that of the input; null where either is unknown or the input is not above 0.

    Raises
    ------
    InputError, NameUnknownError
        If ``inputs`` is empty, or a column does not exist.

    References
    ----------
    Zhejiang Province (2018), Guiding opinions on deepening the "per-mu output" reform (Zhezhengfa 2018 No. 5).

    Examples
    --------
    >>> import polars as pl
    >>> firms = pl.DataFrame({"firm": ["a"], "value_added": [120.0], "land": [10.0]})
    >>> productivity(firms)["value_added_per_land"].to_list()
    [12.0]
    """
    if not inputs:
        raise InputError("`inputs` must name one column or more; it is empty.")
    rows, names = _whole(table, (output, *inputs))
    ratios = [
        (_figure(output) / nw.when(_figure(one) > 0).then(_figure(one))).alias(f"{output}_per_{one}") for one in inputs
    ]
    return leave(rows.select(*names, *ratios), table)


def reference_score(table: Any, *, indicators: Mapping[str, tuple[float, float]], cap: float | None = None) -> Any:
    """Score of indicators against fixed references: the "per mu" formula.

    ``score = sum_k w_k min(x_k / ref_k, cap)``. References are fixed numbers (last year's average of the
    district, say), so that no firm's score moves because another one left the table.

    Parameters
    ----------
    table : frame
        One row per firm or cluster, with a column per indicator.
    indicators : mapping of str to (float, float)
        For each column its reference (> 0, in the column's unit) and its weight (points).
    cap : float, optional
        The largest ratio that counts; by default none.

    Returns
    -------
    frame of the same kind
        The frame with ``score`` (points; null where an indicator is unknown), and ``score_low``, ``score_high``:
        what the score can be, with an unknown indicator between 0 and its cap. Without a cap ``score_high`` is
        null there. A negative indicator counts as 0.

    Raises
    ------
    InputError, NameUnknownError
        If there are no indicators, a reference is not above 0, or a column does not exist.

    References
    ----------
    Huangyan District of Taizhou (2022), scoring of industrial firms by output per mu: above-scale firms by tax
    per mu / 24.097 x 30 + value added per mu / 136.16 x 20 + four others.

    Examples
    --------
    Tax per mu at twice its reference with a cap of 1.5, energy productivity unknown:

    >>> import polars as pl
    >>> firms = pl.DataFrame({"tax": [48.194], "energy": [None]}, schema_overrides={"energy": float})
    >>> result = reference_score(firms, indicators={"tax": (24.097, 30), "energy": (2.694, 20)}, cap=1.5)
    >>> result.select("score", "score_low", "score_high").row(0)
    (None, 45.0, 75.0)
    """
    if not indicators:
        raise InputError("`indicators` must name one column or more; it is empty.")
    for name, (reference, weight) in indicators.items():
        if not reference > 0 or not weight >= 0:
            raise InputError(
                f"`indicators` must give {name!r} a reference > 0 and a weight >= 0; they are {reference} and {weight}."
            )
    rows, names = _whole(table, tuple(indicators))
    points = {name: _points(name, *indicators[name], cap) for name in indicators}
    rows = rows.with_columns(*(one.alias(f"__{name}") for name, one in points.items()))
    columns = {name: nw.col(f"__{name}") for name in indicators}
    most = {name: None if cap is None else cap * weight for name, (_, weight) in indicators.items()}
    zero = nw.lit(0.0)
    score = sum(columns.values(), zero)
    low = sum((one.fill_null(0.0) for one in columns.values()), zero)
    high = score if cap is None else sum((one.fill_null(most[name]) for name, one in columns.items()), zero)
    return leave(rows.select(*names, score.alias("score"), low.alias("score_low"), high.alias("score_high")), table)


def _points(name: str, reference: float, weight: float, cap: float | None) -> nw.Expr:
    score = capped_score(_figure(name), reference, weight)
    score = nw.when(score < 0).then(nw.lit(0.0)).otherwise(score)
    return score if cap is None else nw.when(score > cap * weight).then(nw.lit(cap * weight)).otherwise(score)


def _figure(name: str) -> nw.Expr:
    """A column as numbers, what is not a finite number as unknown."""
    value = nw.col(name).cast(nw.Float64)
    return nw.when((value > float("-inf")) & (value < float("inf"))).then(value)


def _whole(table: Any, needed: tuple[str, ...]) -> tuple[nw.LazyFrame[Any], list[str]]:
    enter(table, needed)
    names = nw.from_native(table).collect_schema().names()
    return enter(table, names), names
