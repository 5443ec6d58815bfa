"""How each indicator grows, from its own history: the model behind the years ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.units import parse_unit
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.plan.growth_facts import Chain, fit_chain
from growthpole.plan.growth_fitting import Walk, fit_walk
from growthpole.plan.growth_scales import Scale, scale_of
from growthpole.plan.paths_unknown import fellows
from growthpole.programme.figures import Figures
from growthpole.programme.language import Bounds

__all__ = ["Course", "Growth", "fit_growth"]

Floats = npt.NDArray[np.float64]
PAIRS = 20
"""Pairs of residuals at which a correlation between two indicators is drawn halfway to 0."""


@dataclass(frozen=True, eq=False)
class Course:
    """How one indicator goes on.

    Attributes
    ----------
    indicator : str
    unit_of : ndarray of int, shape (clusters,)
        The unit whose figure each cluster has: itself, its region, or the programme.
    base : Bounds, shape (units,)
        The last figure of which anything is known.
    age : ndarray of int, shape (units,)
        How many years before the base year it is from.
    scale : Scale or None
        Of a number.
    walk : Walk or None
        Of a number; ``None`` where too little is known of its changes.
    chain : Chain or None
        Of a yes/no fact; ``None`` where too little is known.
    peers : tuple of ndarray of float, shape (units,)
        Mean and standard deviation of the last figures known in the class, on the line; NaN where there are too few.
    """

    indicator: str
    unit_of: npt.NDArray[np.intp]
    base: Bounds
    age: npt.NDArray[np.intp]
    peers: tuple[Floats, Floats]
    scale: Scale | None = None
    walk: Walk | None = None
    chain: Chain | None = None

    @property
    def unknown(self) -> npt.NDArray[np.bool_]:
        """Of which units the last figure is not known to a point and can be drawn."""
        drawable = np.isfinite(self.peers[0])
        if self.scale is not None:
            drawable |= (
                np.isfinite(self.base.high) & (self.base.low > self.scale.low) & (self.base.high < self.scale.high)
            )
        return np.asarray((self.base.low < self.base.high) & drawable & self.known)

    @property
    def known(self) -> bool:
        """Whether anything can be said of its future."""
        return self.walk is not None or self.chain is not None


@dataclass(frozen=True, eq=False)
class Growth:
    """How all collected indicators go on that the rules of the ladder read.

    Attributes
    ----------
    courses : mapping of str to Course
        By indicator.
    factor : ndarray of float, shape (k, k)
        Cholesky factor of the correlation of the shocks of the clusters' numbers, in the order of ``together``.
    together : tuple of str
        Indicators whose shocks are drawn together.
    """

    courses: Mapping[str, Course]
    factor: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    together: tuple[str, ...] = ()

    @property
    def silent(self) -> tuple[str, ...]:
        """Indicators of whose future nothing can be said."""
        return tuple(name for name, one in self.courses.items() if not one.known)

    @property
    def unknown(self) -> dict[str, int]:
        """How many last figures are not known and could be drawn, by indicator that has any."""
        counts = {name: int(one.unknown.sum()) for name, one in self.courses.items()}
        return {name: count for name, count in counts.items() if count}


def fit_growth(programme: Programme, clusters: Sequence[Cluster], figures: Figures, wanted: Iterable[str]) -> Growth:
    """Fit how indicators grow.

    Parameters
    ----------
    programme : Programme
        Its indicators.
    clusters : sequence of Cluster
        In the order of the figures; classes and regions are theirs.
    figures : Figures
        What is known up to the base year, the last of its periods.
    wanted : iterable of str
        Collected indicators, in any order.

    Returns
    -------
    Growth
        In alphabetical order. An indicator with too short a history is there without a walk or chain.
    """
    names = sorted(set(wanted))
    courses = {name: _course(programme.indicators[name], clusters, figures) for name in names}
    own = len(clusters)
    together = tuple(name for name, one in courses.items() if one.walk is not None and len(one.age) == own)
    return Growth(courses, _factor([courses[name].walk for name in together]), together)


def _course(indicator: Indicator, clusters: Sequence[Cluster], figures: Figures) -> Course:
    low, high = collected(figures, indicator.id)
    unit_of, first = _units(indicator, clusters, low, high)
    low, high = low[first], high[first]
    whole = figures.ranges[indicator.id]
    told = (low != whole.low) | (high != whole.high)
    years = low.shape[1]
    last = np.where(told.any(axis=1), years - 1 - np.argmax(told[:, ::-1], axis=1), years - 1)
    rows = np.arange(len(first))
    base, age = Bounds(low[rows, last], high[rows, last]), (years - 1 - last).astype(np.intp)
    point, classes = np.where(low == high, low, np.nan), [clusters[row].peer_class for row in first]
    settled = np.where(base.low == base.high, base.low, np.nan)
    if indicator.kind == "yes/no":
        return Course(indicator.id, unit_of, base, age, fellows(settled, classes), chain=fit_chain(point))
    scale = scale_of(point[np.isfinite(point)], whole, parse_unit(indicator.unit).canonical)
    line = scale.line(point)
    walk = fit_walk(np.where(np.isfinite(line), line, np.nan), classes)
    return Course(indicator.id, unit_of, base, age, fellows(scale.line(settled), classes), scale, walk)


def collected(figures: Figures, indicator: str) -> Bounds:
    """What was collected for each year, without what was carried forward from an earlier one."""
    low, high, whole = figures.low[indicator], figures.high[indicator], figures.ranges[indicator]
    back = figures.sources.get(indicator)
    if back is None:
        return Bounds(low, high)
    return Bounds(np.where(back > 0, whole.low, low), np.where(back > 0, whole.high, high))


def _units(
    indicator: Indicator, clusters: Sequence[Cluster], low: Floats, high: Floats
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The unit of each cluster, and the first cluster of each unit; clusters of a region share its figure."""
    if indicator.of == "cluster":
        rows = np.arange(len(clusters), dtype=np.intp)
        return rows, rows
    keys = [each.region if indicator.of == "region" else "" for each in clusters]
    # Evidence handed in for one cluster alone may part it from its region.
    told = [(key, low[row].tobytes(), high[row].tobytes()) for row, key in enumerate(keys)]
    places: dict[tuple[str, bytes, bytes], int] = {}
    unit_of = np.array([places.setdefault(key, len(places)) for key in told], dtype=np.intp)
    first = np.array([told.index(key) for key in places], dtype=np.intp)
    return unit_of, first


def _factor(walks: Sequence[Walk | None]) -> Floats:
    """Cholesky factor of the correlation of residuals, each drawn to 0 the more, the fewer pairs it rests on."""
    parts = [walk.residuals.ravel() for walk in walks if walk is not None]
    size = len(parts)
    found = np.eye(size)
    for one in range(size):
        for two in range(one):
            found[one, two] = found[two, one] = _correlation(parts[one], parts[two])
    values, vectors = np.linalg.eigh(found)
    kept = (vectors * np.maximum(values, 1e-6)) @ vectors.T
    spread = np.sqrt(np.diag(kept))
    return np.linalg.cholesky(kept / np.outer(spread, spread)) if size else np.zeros((0, 0))


def _correlation(one: Floats, two: Floats) -> float:
    both = np.isfinite(one) & np.isfinite(two)
    size = np.sqrt(float((one[both] ** 2).sum()) * float((two[both] ** 2).sum()))
    count = int(both.sum())
    return float((one[both] * two[both]).sum()) / size * count / (count + PAIRS) if size > 0 else 0.0
