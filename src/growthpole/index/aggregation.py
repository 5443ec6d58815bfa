"""Aggregate and rank: from normalised indicators to the score of every node, and from scores to ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.index.composite import CompositeIndex
from growthpole.index.framework import Framework
from growthpole.index.heights import ARRAYS, add_column, as_matrix, open_frame, refuse
from growthpole.index.ranks import class_members
from growthpole.index.tree import check_how, combine, compile_tree, evaluate

__all__ = ["aggregate", "rank"]

Floats = NDArray[np.float64]


def aggregate(
    data: Any,
    how: str | Mapping[str, str] | None = None,
    *,
    weights: ArrayLike | None = None,
    missing: str = "unknown",
    columns: Sequence[str] | None = None,
) -> Any:
    """Aggregate normalised values to one score, or an index to the scores of all its nodes.

    "arithmetic", "geometric", "harmonic": weighted means. "mazziotta-pareto": mean less a penalty for
    imbalance. "copeland": net wins by weighted majority. "benefit of the doubt": each unit with its best
    weights.

    Parameters
    ----------
    data : ndarray, frame or CompositeIndex
        Normalised values of which more is better, units in rows.
    how : str or mapping of node to str, optional
        One method for every node, or a method for some; by default the framework's own choice, else
        "arithmetic".
    weights : array_like of float, shape (k,), optional
        For an array or frame: importance of each column; equal by default. An index brings its own.
    missing : {"unknown", "available"}, default "unknown"
        Whether an unknown value of positive weight leaves the score unknown, or is left out of a mean with
        the other weights scaled up. The other methods score complete rows only.
    columns : sequence of str, optional
        For a frame: the columns to aggregate; all numeric ones by default.

    Returns
    -------
    ndarray of shape (n,), frame or CompositeIndex
        A frame gains the column "score"; an index gains the stage "aggregated", unrounded, one column a node.
        NaN where the score is unknown: `index_intervals` then gives its exact range.

    Raises
    ------
    InputError
        If a method or `missing` is unknown, or values do not suit the method.
    ShapeError
        If shapes do not fit.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 6; see `mazziotta_pareto`,
    `copeland` and `benefit_of_the_doubt` for theirs.

    Examples
    --------
    >>> aggregate(np.array([[80.0, 20.0], [50.0, np.nan]]), "geometric").round(12).tolist()
    [40.0, nan]
    >>> aggregate(np.array([[80.0, 20.0], [50.0, np.nan]]), missing="available").tolist()
    [50.0, 50.0]
    """
    if missing not in {"unknown", "available"}:
        raise InputError(f"`missing` must be 'unknown' or 'available'; it is {missing!r}.")
    if isinstance(data, CompositeIndex):
        refuse("an index", weights=weights, columns=columns)
        hows = _hows(data.framework, how)
        nodes = evaluate(compile_tree(data.framework, hows), data.stage("normalised"), data.groups, missing)
        after = replace(data.with_stage("aggregated", nodes), hows=hows, missing=missing)
        return after.record(aggregate, how=how, missing=missing)
    if not (how is None or isinstance(how, str)):
        raise InputError(f"`how` must be the name of one method for an array or a frame; it is {how!r}.")
    if isinstance(data, ARRAYS):
        refuse("an array", columns=columns)
        return _scores(as_matrix(data), how or "arithmetic", weights, missing)
    frame, _, matrix = open_frame(data, columns, None)
    return add_column(frame.to_native(), "score", _scores(matrix, how or "arithmetic", weights, missing).tolist())


def rank(data: Any, how: str = "better shared", *, classes: ArrayLike | str | None = None, score: str = "score") -> Any:
    """Rank unrounded scores inside every class: ``1 + #{j : s_j > s_i}``.

    Parameters
    ----------
    data : ndarray of shape (n,), frame or CompositeIndex
        Scores of which more is better; NaN where unknown.
    how : {"better shared"}, default "better shared"
        Equal scores share the better rank (1, 2, 2, 4).
    classes : array_like of shape (n,), or for a frame the name of a column, optional
        Class of each unit; an index ranks inside its periods and classes.
    score : str, default "score"
        For a frame: the column to rank.

    Returns
    -------
    ndarray of float of shape (n,), frame or CompositeIndex
        1 is the best. NaN for an unknown score; such a unit is not counted in the ranks of the others, whose
        exact ranges `index_intervals` gives. A frame gains the column "rank"; an index gains the stage
        "ranked", (n, 1).

    Raises
    ------
    InputError
        If `how` is unknown.
    ShapeError
        If shapes do not fit.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 9.

    Examples
    --------
    >>> rank(np.array([50.2, 50.4, 50.2, np.nan, 1.0])).tolist()
    [2.0, 1.0, 2.0, nan, 4.0]
    """
    if how != "better shared":
        raise InputError(f"`how` must be 'better shared'; it is {how!r}.")
    if isinstance(data, CompositeIndex):
        refuse("an index", classes=classes)
        ranks = _ranks(data.scores, data.groups)
        return data.with_stage("ranked", ranks[:, None]).record(rank, how=how)
    if isinstance(data, ARRAYS):
        return _ranks(np.asarray(data, np.float64), classes)
    frame, _, matrix = open_frame(data, [score], None)
    peers = None if classes is None else frame[str(classes)].to_numpy()
    return add_column(frame.to_native(), "rank", _ranks(matrix[:, 0], peers).tolist())


def _ranks(scores: Floats, classes: ArrayLike | None) -> Floats:
    if scores.ndim != 1:
        raise ShapeError(f"scores must be one-dimensional; they have shape {scores.shape}.")
    ranks = np.full(scores.size, np.nan)
    for members in class_members(classes, scores.size):
        known = members[~np.isnan(scores[members])]
        ordered = np.sort(scores[known])
        ranks[known] = 1.0 + known.size - np.searchsorted(ordered, scores[known], side="right")
    return ranks


def _scores(values: Floats, how: str, weights: ArrayLike | None, missing: str) -> Floats:
    check_how(how)
    weight = np.ones(values.shape[1]) if weights is None else np.asarray(weights, np.float64)
    if weight.shape != values.shape[1:]:
        raise ShapeError(f"`weights` must have shape {values.shape[1:]}, one a column; it has {weight.shape}.")
    if not np.isfinite(weight).all() or (weight < 0).any() or weight.sum() <= 0:
        raise InputError(f"`weights` must be finite, not negative and not all 0; they are {weights!r}.")
    return combine(values, weight / weight.sum(), how, np.zeros(len(values), np.int64), missing)


def _hows(framework: Framework, how: str | Mapping[str, str] | None) -> dict[str, str]:
    """Settle the method of every node."""
    if isinstance(how, Mapping):
        for node in how:
            if node not in framework.order:
                raise NameUnknownError("node", node, framework.order)
    own = {one.id: one.how or "arithmetic" for one in framework.nodes}
    named = how if isinstance(how, Mapping) else {} if how is None else dict.fromkeys(own, how)
    for one in {**own, **named}.values():
        check_how(one)
    return {**own, **named}
