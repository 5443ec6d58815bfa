"""What a simulation of the ladder found: chances, counts and their error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.errors import NameUnknownError
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.plan.climbing import Climb
from growthpole.plan.growth import Growth

__all__ = ["Chance", "Echelon", "simulation_error"]

Counts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Chance:
    """A simulated chance.

    Attributes
    ----------
    value : float
        As the rules decide, under which no unknown figure moves a cluster.
    low, high : float
        Between which it lies once every unknown figure is known.
    error : float
        Standard error of ``value`` from the number of paths.
    """

    value: float
    low: float
    high: float
    error: float


def simulation_error(hits: int, paths: int) -> float:
    """The standard error of a share of paths; never 0, since paths not drawn may differ.

    ``sqrt(p (1 - p) / (n + 4))`` with ``p = (hits + 2) / (n + 4)``.

    References
    ----------
    Agresti and Coull (1998), Approximate is better than exact, The American Statistician 52, section 2.

    Examples
    --------
    >>> round(simulation_error(500, 1000), 4), round(simulation_error(0, 1000), 4)
    (0.0158, 0.0014)
    """
    share = (hits + 2) / (paths + 4)
    return float(np.sqrt(share * (1 - share) / (paths + 4)))


@dataclass(frozen=True, eq=False)
class Echelon:
    """The ladder of the years ahead.

    Attributes
    ----------
    base : str
        The year from which it starts; its assessment is decided.
    years : tuple of str
        The years ahead.
    tiers : tuple of str
        From the lowest to the highest.
    clusters : tuple of str
        Ids.
    start : ndarray of int8, shape (clusters,)
        The rung of each after the base year; 0 is none.
    paths, seed : int
        How many futures were drawn, and from which seed.
    reached, surely, possibly : ndarray of int32, shape (tiers, clusters, years)
        On how many paths a cluster stands on a tier or above it: as the rules decide, whatever the unknown figures
        are, and for at least some values of them.
    holders, holders_least, holders_most : ndarray of int32, shape (paths, tiers, years)
        How many clusters stand on a tier or above it.
    targets : mapping of str to int
        How many there are to be, by tier that has a target.
    growth : Growth
        How each indicator was taken to go on.
    names : mapping of str to Text
        Of clusters and of tiers, by id; a cluster goes before a tier of the same id.
    drawn : mapping of str to int
        How many unknown figures of each indicator were drawn; empty where unknown figures were kept.
    """

    base: str
    years: tuple[str, ...]
    tiers: tuple[str, ...]
    clusters: tuple[str, ...]
    start: npt.NDArray[np.int8]
    paths: int
    seed: int
    reached: Counts
    surely: Counts
    possibly: Counts
    holders: Counts
    holders_least: Counts
    holders_most: Counts
    targets: Mapping[str, int]
    growth: Growth
    names: Mapping[str, Text]
    drawn: Mapping[str, int]

    @property
    def silent(self) -> tuple[str, ...]:
        """Indicators with too short a history to say how they go on: they stay unknown."""
        return self.growth.silent

    @staticmethod
    def of(
        programme: Programme,
        clusters: Sequence[Cluster],
        climbs: Sequence[Climb],
        *,
        base: str,
        years: tuple[str, ...],
        growth: Growth,
        seed: int,
        drawn: bool,
    ) -> Echelon:
        """Count what happened on all paths."""
        rungs = range(1, len(programme.tiers) + 1)
        kinds = [[getattr(climb, kind) for climb in climbs] for kind in ("rank", "least", "most")]
        reached, surely, possibly = (_by_cluster(parts, rungs) for parts in kinds)
        holders, least, most = (_by_path(parts, rungs) for parts in kinds)
        order = list(programme.tiers)
        start = np.array([order.index(each.tier) + 1 if each.tier in programme.tiers else 0 for each in clusters])
        return Echelon(
            base,
            years,
            tuple(order),
            tuple(each.id for each in clusters),
            start.astype(np.int8),
            sum(len(climb.rank) for climb in climbs),
            seed,
            reached,
            surely,
            possibly,
            holders,
            least,
            most,
            targets={key: tier.target for key, tier in programme.tiers.items() if tier.target is not None},
            growth=growth,
            names={key: tier.name for key, tier in programme.tiers.items()} | {each.id: each.name for each in clusters},
            drawn=growth.unknown if drawn else {},
        )

    def chance(self, cluster: str, tier: str, year: str) -> Chance:
        """The chance that a cluster stands on a tier or above it after a year.

        Raises
        ------
        NameUnknownError
            If there is no such cluster, tier or year.
        """
        place = _place("cluster", cluster, self.clusters)
        at = _place("tier", tier, self.tiers), place, _place("year", year, self.years)
        return self._chance(*(int(counts[at]) for counts in (self.reached, self.surely, self.possibly)))

    def target_chance(self, tier: str, year: str, *, ever: bool = False) -> Chance:
        """The chance that the target of a tier is reached.

        Parameters
        ----------
        tier : str
            One with a target.
        year : str
            One of the years ahead.
        ever : bool, default False
            In that year or in one of those before it, rather than in that year itself.

        Returns
        -------
        Chance

        Raises
        ------
        NameUnknownError
            If there is no such tier with a target, or year.
        """
        target = self.targets[list(self.targets)[_place("tier", tier, tuple(self.targets))]]
        last = _place("year", year, self.years) + 1
        first = 0 if ever else last - 1
        row = self.tiers.index(tier)
        kinds = (self.holders, self.holders_least, self.holders_most)
        return self._chance(*(int((each[:, row, first:last] >= target).any(axis=1).sum()) for each in kinds))

    def rises(self, year: str) -> tuple[tuple[str, str, Chance], ...]:
        """Who is next: for each cluster below the top, the next tier and the chance to stand on it or above.

        Parameters
        ----------
        year : str
            One of the years ahead.

        Returns
        -------
        tuple of (str, str, Chance)
            Cluster and tier; the highest chance first, then the highest that is possible, then the id.
        """
        below = [
            (one, int(rung)) for one, rung in zip(self.clusters, self.start, strict=True) if rung < len(self.tiers)
        ]
        found = [(one, self.tiers[rung], self.chance(one, self.tiers[rung], year)) for one, rung in below]
        return tuple(sorted(found, key=lambda each: (-each[2].value, -each[2].high, each[0])))

    def quantiles(self, tier: str, levels: Sequence[float], kind: str = "rules") -> Counts:
        """Quantiles of how many clusters stand on a tier or above it, by year.

        Parameters
        ----------
        tier : str
        levels : sequence of float, 0 to 1
        kind : {"rules", "least", "most"}
            As the rules decide, or the bounds that the unknown figures leave.

        Returns
        -------
        ndarray of int32, shape (levels, years)
            The smallest count that at least such a share of the paths does not exceed.
        """
        counts = {"rules": self.holders, "least": self.holders_least, "most": self.holders_most}[kind]
        row = _place("tier", tier, self.tiers)
        found = np.quantile(counts[:, row], levels, axis=0, method="inverted_cdf")
        return np.asarray(found, dtype=np.int32)

    def _chance(self, hits: int, least: int, most: int) -> Chance:
        return Chance(hits / self.paths, least / self.paths, most / self.paths, simulation_error(hits, self.paths))


def _by_cluster(parts: Sequence[npt.NDArray[np.int8]], rungs: Sequence[int]) -> Counts:
    """On how many paths each cluster stands on each rung or above it."""
    counts = [np.sum([(part >= rung).sum(axis=0) for part in parts], axis=0) for rung in rungs]
    return np.array(counts, dtype=np.int32)


def _by_path(parts: Sequence[npt.NDArray[np.int8]], rungs: Sequence[int]) -> Counts:
    """How many clusters stand on each rung or above it on each path."""
    counts = [np.concatenate([(part >= rung).sum(axis=1) for part in parts]) for rung in rungs]
    return np.stack(counts, axis=1).astype(np.int32)


def _place(kind: str, name: str, names: tuple[str, ...]) -> int:
    if name not in names:
        raise NameUnknownError(kind, name, names)
    return names.index(name)
