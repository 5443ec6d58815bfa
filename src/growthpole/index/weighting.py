"""Weight: given, equal, from the data, or from judgements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, NameUnknownError
from growthpole.index.composite import CompositeIndex
from growthpole.index.framework import Framework
from growthpole.index.heights import ARRAYS, as_matrix, base_rows, open_frame, refuse
from growthpole.index.judged_weights import ahp_weights, best_worst_weights

__all__ = ["weight"]

Floats = NDArray[np.float64]


def weight(
    data: Any,
    how: str = "given",
    *,
    judgements: Mapping[str, Any] | None = None,
    base: object = None,
    columns: Sequence[str] | None = None,
) -> Any:
    """Settle weights: as given, all equal, from the data, or from judgements.

    From complete rows of normalised values, each summing to one:

    - "pca": squared loadings of the first principal component of the correlations;
    - "entropy": ``w_k ~ 1 - e_k`` with ``e_k = -sum_i p_ik ln p_ik / ln n`` and ``p_ik = y_ik / sum_i y_ik``;
    - "critic": ``w_k ~ sd_k sum_l (1 - r_kl)``, contrast times conflict.

    Parameters
    ----------
    data : ndarray, frame or CompositeIndex
        Normalised values, units in rows. An index weighs the children of every node that has indicators only;
        "given" and "equal" reach all nodes.
    how : {"given", "equal", "pca", "entropy", "critic", "ahp", "best-worst"}, default "given"
        The method; "given" needs an index.
    judgements : mapping of node to judgements, optional
        For "ahp" a matrix of pairwise comparisons, for "best-worst" a pair (best to others, others to worst),
        over the children of the node. For an index only; other nodes keep their weights.
    base : period or "pooled", optional
        For an index: the period whose rows the weights are taken from; the first by default.
    columns : sequence of str, optional
        For a frame: the columns; all numeric ones by default.

    Returns
    -------
    ndarray of float, shape (k,), or CompositeIndex
        Weights that sum to 1; an index comes back with a framework that carries them.

    Raises
    ------
    InputError
        If `how` is unknown or does not fit the data, fewer than 3 rows are complete, or a value is negative
        where shares are formed.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 6; Shannon (1948), Bell System
    Technical Journal 27, 379-423; Diakoulaki, Mavrotas and Papayannakis (1995), Determining objective weights
    in multiple criteria problems: the CRITIC method, Computers and Operations Research 22(7), 763-770.

    Examples
    --------
    >>> weight(np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]]), "entropy").round(12).tolist()
    [1.0, 0.0]
    """
    if how not in {"given", "equal", "ahp", "best-worst", *FROM_DATA}:
        raise InputError(
            f"`how` is not a known way of weighting: {how!r}. Known: given, equal, ahp, "
            f"best-worst, {', '.join(FROM_DATA)}."
        )
    if isinstance(data, CompositeIndex):
        refuse("an index", columns=columns)
        weighed = _weigh_index(data, how, judgements or {}, base)
        return replace(data, framework=weighed).record(weight, how=how, judgements=judgements, base=base)
    if how in {"given", "ahp", "best-worst"}:
        raise InputError(
            f"`how` {how!r} needs a whole index. For judgements alone call `ahp_weights` or `best_worst_weights`."
        )
    refuse("an array or a frame", judgements=judgements, base=base)
    values = as_matrix(data) if isinstance(data, ARRAYS) else open_frame(data, columns, None)[2]
    return np.full(values.shape[1], 1 / values.shape[1]) if how == "equal" else FROM_DATA[how](_complete(values))


def _weigh_index(index: CompositeIndex, how: str, judgements: Mapping[str, Any], base: object) -> Framework:
    framework = index.start
    if how == "given":
        return framework
    if how == "equal":
        return framework.with_weights(dict.fromkeys(framework.weights, 1.0))
    if how in FROM_DATA:
        return framework.with_weights(_from_data(index, FROM_DATA[how], base))
    if not judgements:
        raise InputError(f"`how` {how!r} needs `judgements`: a mapping from nodes to judgements on their children.")
    found: dict[str, float] = {}
    for node, judged in judgements.items():
        if node not in framework.children:
            raise NameUnknownError("node", node, framework.children)
        children = framework.children[node]
        result = ahp_weights(judged) if how == "ahp" else best_worst_weights(*judged)
        if len(result.weights) != len(children):
            raise InputError(f"{node!r} has {len(children)} children; {len(result.weights)} are judged.")
        found.update(zip(children, result.weights.tolist(), strict=True))
    return framework.with_weights(found)


def _from_data(index: CompositeIndex, method: Callable[[Floats], Floats], base: object) -> dict[str, float]:
    """Weigh the indicators under each node that has no nodes below it."""
    values, place = index.stage("normalised")[base_rows(index, base)], index.framework.columns
    found: dict[str, float] = {}
    for ids in index.framework.children.values():
        if set(ids) <= set(place):
            own = method(_complete(values[:, [place.index(one) for one in ids]]))
            found.update(zip(ids, own.tolist(), strict=True))
    return found


def _complete(values: Floats) -> Floats:
    rows = values[~np.isnan(values).any(axis=1)]
    if len(rows) < 3:
        raise InputError(f"weights from data need at least 3 complete rows; there are {len(rows)} of {len(values)}.")
    return rows


def _pca(values: Floats) -> Floats:
    if values.shape[1] == 1:
        return np.ones(1)
    return np.asarray(np.linalg.eigh(_correlations(values))[1][:, -1] ** 2)


def _entropy(values: Floats) -> Floats:
    if (values < 0).any() or (values.sum(axis=0) <= 0).any():
        raise InputError(f"entropy weights need values of 0 or more, not all 0; the smallest is {values.min():g}.")
    share = values / values.sum(axis=0)
    logs = np.log(np.where(share > 0, share, 1.0))
    contrast = np.maximum(1.0 + (share * logs).sum(axis=0) / np.log(len(values)), 0.0)
    if contrast.sum() <= 0:
        raise InputError("entropy weights need at least one indicator that differs between units; none does.")
    return np.asarray(contrast / contrast.sum())


def _critic(values: Floats) -> Floats:
    if values.shape[1] == 1:
        return np.ones(1)
    information = values.std(axis=0, ddof=1) * (1.0 - _correlations(values)).sum(axis=0)
    if information.sum() <= 0:
        return np.full(values.shape[1], 1 / values.shape[1])
    return np.asarray(information / information.sum())


def _correlations(values: Floats) -> Floats:
    if (values.max(axis=0) == values.min(axis=0)).any():
        flat = np.flatnonzero(values.max(axis=0) == values.min(axis=0)).tolist()
        raise InputError(f"correlations need indicators that differ between units; columns {flat} are constant.")
    return np.asarray(np.corrcoef(values, rowvar=False))


FROM_DATA: dict[str, Callable[[Floats], Floats]] = {"pca": _pca, "entropy": _entropy, "critic": _critic}
