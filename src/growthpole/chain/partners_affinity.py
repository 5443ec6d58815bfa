"""How well an institute fits a need: by discipline, nearness and past work."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.partners_records import Institute, Need, Pair, PartnerRecords
from growthpole.errors import InputError
from growthpole.model.interval import Interval

__all__ = ["AFFINITY_WEIGHTS", "Fit", "affinities", "affinity", "worths"]

AFFINITY_WEIGHTS: Mapping[str, float] = MappingProxyType({"discipline": 0.6, "distance": 0.2, "cooperation": 0.2})
"""What each part counts where the office gives no weights of its own."""

HALF_WAY = 200.0
"""Kilometres at which nearness is one half: a day's round trip by car."""
PROVEN = 3.0
"""Joint projects from which past work counts in full."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an institute fits a need.

    Attributes
    ----------
    shared : tuple of str
        The disciplines that the need calls for and the institute has.
    discipline : float
        Share of the disciplines called for that it has, 0 to 1.
    distance : Interval
        Nearness ``1 / (1 + km / 200)``, 0 to 1; the whole of it where the distance is unknown.
    cooperation : Interval
        Joint projects over 3, at most 1; the whole of it where unknown.
    total : Interval
        The weighted mean of the three.
    barred : bool
        Ruled out, or nothing shared: never matched.
    """

    shared: tuple[str, ...]
    discipline: float
    distance: Interval
    cooperation: Interval
    total: Interval
    barred: bool


def affinity(
    need: Need, institute: Institute, pair: Pair | None = None, weights: Mapping[str, float] = AFFINITY_WEIGHTS
) -> Fit:
    """How well an institute fits a need.

    ``a = (w_d |D_n and D_i| / |D_n| + w_n / (1 + km / 200) + w_c min(1, projects / 3)) / (w_d + w_n + w_c)``

    Parameters
    ----------
    need : Need
    institute : Institute
    pair : Pair, optional
        What is known of the two; without it distance and past work are unknown.
    weights : mapping of str to float
        Of ``discipline``, ``distance`` and ``cooperation``, >= 0, not all 0; of the three only their proportion
        counts.

    Returns
    -------
    Fit
        Intervals where distance or past work is not known.

    Raises
    ------
    InputError
        If the weights are others than the three, negative, or all 0.

    Examples
    --------
    >>> from growthpole.model.text import Text
    >>> need = Need("n", "glass", Text("furnace"), "technology", ("0805", "0807"))
    >>> school = Institute("u", Text("U"), ("0805",), 2)
    >>> fit = affinity(need, school, Pair(Interval.point(0), Interval.point(200)))
    >>> fit.discipline, str(fit.distance), str(fit.total)
    (0.5, '0.5', '0.4')
    """
    _check(weights)
    shared = tuple(code for code in need.disciplines if code in institute.disciplines)
    covered = len(shared) / len(need.disciplines)
    near = _nearness(pair.distance if pair else None)
    proven = _proven(pair.projects if pair else None)
    total = _mean(covered, near, proven, weights)
    return Fit(shared, covered, near, proven, total, not shared or (pair is not None and pair.barred))


def affinities(
    records: PartnerRecords,
    places: Mapping[str, tuple[float, float]] | None = None,
    weights: Mapping[str, float] = AFFINITY_WEIGHTS,
) -> Mapping[tuple[str, str], Fit]:
    """How well every institute fits every need.

    Parameters
    ----------
    records : PartnerRecords
    places : mapping of str to (float, float), optional
        Longitude and latitude of clusters; the great-circle distance counts where no better
        one is given.
    weights : mapping of str to float
        As for `affinity`.

    Returns
    -------
    mapping of (str, str) to Fit
        By need and institute. Where a list of past work was handed in, a pair that is not on it has none; without
        such a list past work is unknown.

    Raises
    ------
    InputError
        As for `affinity`.
    """
    listed = bool(records.pairs)
    return {
        (need.id, one.id): affinity(need, one, _known(need, one, records, places or {}, listed), weights)
        for need in records.needs
        for one in records.institutes
    }


def worths(
    needs: Sequence[Need], institutes: Sequence[Institute], fits: Mapping[tuple[str, str], Fit], end: str = "middle"
) -> NDArray[np.float64]:
    """What each pair adds to a matching: the weight of the need times the fit.

    Parameters
    ----------
    needs, institutes : sequence of Need, of Institute
    fits : mapping of (str, str) to Fit
        From `affinities`.
    end : {"middle", "low", "high"}
        Where in the interval of the fit.

    Returns
    -------
    ndarray of shape (needs, institutes)
        NaN where a pair is ruled out.
    """
    table = np.full((len(needs), len(institutes)), np.nan)
    for row, need in enumerate(needs):
        for column, one in enumerate(institutes):
            fit = fits[need.id, one.id]
            if not fit.barred:
                ends = {"low": fit.total.low, "middle": (fit.total.low + fit.total.high) / 2, "high": fit.total.high}
                table[row, column] = need.weight * ends[end]
    return table


def _known(
    need: Need,
    institute: Institute,
    records: PartnerRecords,
    places: Mapping[str, tuple[float, float]],
    listed: bool,
) -> Pair:
    given = records.pairs.get((need.cluster, institute.id), Pair(Interval.point(0.0) if listed else None))
    here, there = places.get(need.cluster), institute.point
    if given.distance is not None or here is None or there is None:
        return given
    return Pair(given.projects, Interval.point(_kilometres(here, there)), given.barred)


def _kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Great-circle distance on a sphere of the mean radius: within 0.5 %, and nearness asks for no more."""
    (lon, lat), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (here, there))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return round(2 * 6371.0088 * math.asin(math.sqrt(min(1.0, half))), 3)


def _nearness(distance: Interval | None) -> Interval:
    if distance is None:
        return Interval(0.0, 1.0)
    return Interval(1 / (1 + distance.high / HALF_WAY), 1 / (1 + distance.low / HALF_WAY))


def _proven(projects: Interval | None) -> Interval:
    if projects is None:
        return Interval(0.0, 1.0)
    return Interval(min(1.0, projects.low / PROVEN), min(1.0, projects.high / PROVEN))


def _mean(covered: float, near: Interval, proven: Interval, weights: Mapping[str, float]) -> Interval:
    parts = {"discipline": Interval.point(covered), "distance": near, "cooperation": proven}
    whole = sum(weights.values())
    low, high = (sum(weights[name] * getattr(parts[name], end) for name in parts) / whole for end in ("low", "high"))
    return Interval(low, high)


def _check(weights: Mapping[str, float]) -> None:
    if set(weights) != set(AFFINITY_WEIGHTS):
        names: Sequence[str] = sorted(AFFINITY_WEIGHTS)
        raise InputError(
            f"`weights` must name {', '.join(names)}; they name {', '.join(sorted(weights)) or 'nothing'}."
        )
    wrong = [name for name, weight in weights.items() if not 0 <= weight < math.inf]
    if wrong or not sum(weights.values()):
        raise InputError(f"`weights` must be finite, not negative and not all 0; they are {dict(weights)}.")
