"""Kernels of the published rules that call a region's industry a cluster: three-valued, NaN for unknown.

A test gives 1.0 (met), 0.0 (not met) or NaN (unknown). O(R I log R).
"""

from __future__ import annotations

import numpy as np

from growthpole.measures.panel.matrix_input import Array

__all__ = ["at_least", "conjunction", "top_share", "top_share_of_all"]


def at_least(value: Array, threshold: float | Array) -> Array:
    """Whether a value reaches a threshold."""
    return np.where(np.isnan(value) | np.isnan(threshold), np.nan, (value >= threshold).astype(float))


def top_share(value: Array, part: float) -> Array:
    """Whether a value is among the top ``part`` of the positive ones of its column; ties stand together."""
    columns = [_top(value[:, i], part) for i in range(value.shape[1])]
    return np.column_stack(columns) if columns else np.zeros_like(value)


def top_share_of_all(value: Array, part: float) -> Array:
    """Whether a value is among the top ``part`` of the positive ones of the whole table."""
    return _top(value.ravel(), part).reshape(value.shape)


def _top(value: Array, part: float) -> Array:
    positive = value[value > 0]
    if positive.size == 0:
        return np.where(np.isnan(value), np.nan, 0.0)
    cut = np.quantile(positive, 1 - part, method="inverted_cdf") if part < 1 else 0.0
    # The share counts from above: a value equal to the cut belongs to the part below it.
    return np.where(np.isnan(value), np.nan, (value > cut).astype(float))


def conjunction(*tests: Array) -> Array:
    """All met; not met as soon as one is not, unknown where that hangs on an unknown one (Kleene)."""
    stacked = np.stack(np.broadcast_arrays(*tests))
    failed = (stacked == 0).any(axis=0)
    return np.where(failed, 0.0, np.where(np.isnan(stacked).any(axis=0), np.nan, 1.0))
