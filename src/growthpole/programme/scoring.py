"""From figures to points: each item between its two references, groups and total by the programme's mean.

References are fixed numbers of the programme, so that the entry or exit of one cluster re-orders nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.index.intervals import Mean, goalposts, weighted_interval
from growthpole.model.rules import Index, ScoreItem
from growthpole.programme.language import Bounds

__all__ = ["Scores", "class_means", "normalised", "score"]

Floats = npt.NDArray[np.float64]
MEANS: dict[str, Mean] = {"arithmetic": "arithmetic", "geometric": "geometric", "harmonic": "harmonic"}


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of all clusters in all periods.

    Attributes
    ----------
    values : mapping of (str, str) to Bounds, shape (clusters, periods)
        Value by group and item id, in canonical units.
    items : mapping of (str, str) to Bounds, shape (clusters, periods), 0 to the item's cap
        Normalised value by group and item id.
    imputed : mapping of (str, str) to ndarray of bool, shape (clusters, periods)
        Where the class mean stands in for an unknown figure; only items whose rule says so.
    total : Bounds, shape (clusters, periods), 0 to the index's scale
        Before adjustments.
    """

    values: Mapping[tuple[str, str], Bounds]
    items: Mapping[tuple[str, str], Bounds]
    imputed: Mapping[tuple[str, str], npt.NDArray[np.bool_]]
    total: Bounds


def normalised(item: ScoreItem, value: Bounds) -> Bounds:
    """The item's value between ``worst`` (0) and ``best`` (1), cut at 0 and at its cap."""
    low, high = goalposts(value.low, value.high, item.worst, item.best, cap=False)
    return Bounds(np.clip(low, 0.0, item.cap), np.clip(high, 0.0, item.cap))


def class_means(value: Bounds, classes: Sequence[str]) -> tuple[Bounds, npt.NDArray[np.bool_]]:
    """Put the mean of the known members of the class where a value is unknown.

    Parameters
    ----------
    value : Bounds, shape (clusters, periods)
        Normalised values.
    classes : sequence of str, one for each cluster

    Returns
    -------
    Bounds, shape (clusters, periods)
        Unknown stays unknown where nobody of the class is known.
    imputed : ndarray of bool, shape (clusters, periods)
        Where the mean was put.

    Examples
    --------
    >>> value = Bounds(np.array([[0.2], [0.4], [0.0]]), np.array([[0.2], [0.4], [1.0]]))
    >>> filled, imputed = class_means(value, ["a", "a", "a"])
    >>> [round(float(each), 12) for each in filled.low[:, 0]], imputed[:, 0].tolist()
    ([0.2, 0.4, 0.3], [False, False, True])
    """
    low, high = value.low.copy(), value.high.copy()
    known = low == high
    imputed = np.zeros_like(known)
    names = np.asarray(classes)
    for name in sorted(set(classes)):
        member = (names == name)[:, None]
        count = (known & member).sum(axis=0)
        mean = np.where(known & member, low, 0.0).sum(axis=0) / np.maximum(count, 1)
        fill = member & ~known & (count > 0)
        # A bound is proven: the mean stands in only as far as what is known allows.
        stand_in = np.clip(mean, low, high)
        low, high, imputed = np.where(fill, stand_in, low), np.where(fill, stand_in, high), imputed | fill
    return Bounds(low, high), imputed


def score(index: Index, values: Mapping[tuple[str, str], Bounds], classes: Sequence[str]) -> Scores:
    """All scores of an index.

    Parameters
    ----------
    index : Index
        Groups, items, weights and the mean.
    values : mapping of (str, str) to Bounds, shape (clusters, periods)
        The value of each item, by group and item id, in canonical units.
    classes : sequence of str
        Peer class of each cluster, for items that impute the class mean.

    Returns
    -------
    Scores
        Exact intervals: every mean used is non-decreasing in every item.
    """
    items: dict[tuple[str, str], Bounds] = {}
    imputed: dict[tuple[str, str], npt.NDArray[np.bool_]] = {}
    groups = []
    for group in index.groups:
        for item in group.items:
            key = (group.id, item.id)
            items[key] = normalised(item, values[key])
            if item.missing == "class mean":
                items[key], imputed[key] = class_means(items[key], classes)
        members = [items[group.id, item.id] for item in group.items]
        groups.append(_mean(index.aggregate, members, [item.weight for item in group.items]))
    total = _mean(index.aggregate, groups, [group.weight for group in index.groups])
    return Scores(values, items, imputed, Bounds(total.low * index.scale, total.high * index.scale))


def _mean(how: str, parts: Sequence[Bounds], weights: Sequence[float]) -> Bounds:
    lows = np.stack([part.low for part in parts], axis=-1)
    highs = np.stack([part.high for part in parts], axis=-1)
    return Bounds(*weighted_interval(lows, highs, np.asarray(weights), MEANS[how]))
