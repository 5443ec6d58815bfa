"""Formulas of one cell and its margins: written once, for NumPy arrays and for columns of any engine.

The operands are anything that adds and multiplies: floats, arrays, narwhals expressions. A margin of zero must
have become unknown (NaN or null) before, because engines disagree on what a division by zero is: infinity in
DuckDB and Polars, an error in Spark.
"""

from __future__ import annotations

from typing import Any

__all__ = ["quotient", "symmetric"]


def quotient(x: Any, row: Any, column: Any, total: Any) -> Any:
    """Location quotient (x / row) / (column / total), with one division."""
    return x * total / (row * column)


def symmetric(lq: Any) -> Any:
    """Symmetric quotient (lq - 1) / (lq + 1), from -1 to 1 with 0 for the average."""
    return (lq - 1) / (lq + 1)
