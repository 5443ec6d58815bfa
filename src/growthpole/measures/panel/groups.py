"""Which group each category belongs to: a province of a county, a section of an industry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.grid import Places

__all__ = ["Groups", "group_codes"]

Groups: TypeAlias = Mapping[Any, Any] | Sequence[Any] | int


def group_codes(labels: pl.Series | int, groups: Groups) -> Places:
    """Number the groups of the labels.

    Parameters
    ----------
    labels : polars.Series of length K, or int
        The categories of a frame; for an array, how many there are.
    groups : mapping, sequence of length K, or int
        The group of each label; the group of each column of an array; or how many leading characters of a
        hierarchical code name its group (NACE, GB/T 4754: 2 digits are the division).

    Returns
    -------
    ndarray of shape (K,)
        Codes from 0.

    Raises
    ------
    InputError
        If a label has no group, or the kinds do not fit.

    Examples
    --------
    >>> group_codes(pl.Series(["1310", "1320", "2511"]), 2).tolist()
    [0, 0, 1]
    """
    named = _named(labels, groups)
    return np.unique(np.asarray(named, dtype=str), return_inverse=True)[1].astype(np.int64)


def _named(labels: pl.Series | int, groups: Groups) -> list[Any]:
    if isinstance(labels, int):
        if not isinstance(groups, Sequence) or len(groups) != labels:
            raise InputError(f"for an array `groups` must list the group of each of the {labels} categories.")
        return list(groups)
    if isinstance(groups, int):
        return [str(label)[:groups] for label in labels]
    if not isinstance(groups, Mapping):
        raise InputError("for a frame `groups` must map each label to its group, or say how many characters do.")
    lacking = [label for label in labels if label not in groups]
    if lacking:
        raise InputError(
            f"`groups` must name the group of every category; {lacking[0]!r} has none "
            f"({len(lacking)} of {len(labels)} in all)."
        )
    return [groups[label] for label in labels]
