"""Formulas of one cell and its margins: written once, for NumPy arrays and for columns of any engine.

The operands are anything that adds and multiplies: floats, arrays, narwhals expressions. A margin of zero must
have become unknown (NaN or null) before, because engines disagree on what a division by zero is: infinity in
DuckDB and Polars, an error in Spark.
"""

from __future__ import annotations

from typing import Any

__all__ = ["capped_score", "cluster_index", "coupling_degree", "quotient", "symmetric"]


def quotient(x: Any, row: Any, column: Any, total: Any) -> Any:
    """Location quotient (x / row) / (column / total), with one division."""
    return x * total / (row * column)


def symmetric(lq: Any) -> Any:
    """Symmetric quotient (lq - 1) / (lq + 1), from -1 to 1 with 0 for the average."""
    return (lq - 1) / (lq + 1)


def cluster_index(x: Any, column: Any, area: Any, population: Any, plants: Any) -> Any:
    """Litzenberger and Sternberg's product: share of jobs x share of plants / (share of area x share of people).

    Their density ``(x / X) / (a / A)`` times stock ``(x / X) / (p / P)`` over plant size ``(x / X) / (b / B)``,
    with the common ``x / X`` taken out.
    """
    return x / column * plants / (area * population)


def coupling_degree(product: Any, mean: Any, count: int) -> Any:
    """Geometric over arithmetic mean of n scores, 0 to 1."""
    return product ** (1 / count) / mean


def capped_score(value: Any, reference: float, weight: float) -> Any:
    """An indicator over its fixed reference, times its weight."""
    return value * (weight / reference)
