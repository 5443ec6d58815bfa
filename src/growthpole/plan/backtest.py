"""Forecasts from earlier years, made with what was known then, held against what the rules decided since.

The register holds today's tiers only, so every forecast starts from these and asks what the rules would have decided
on the evidence of the years that followed. This tests how figures were taken to grow and what the rules made of it;
it does not tell what the office in fact decided then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.errors import InputError
from growthpole.model.dossier import Dossier
from growthpole.model.programme import Programme
from growthpole.plan.calibration import Brier, brier_score, count_ranks, rank_histogram
from growthpole.plan.climbing import climb_paths
from growthpole.plan.echelon import Ahead, look_ahead, simulate_ahead
from growthpole.plan.growth import collected
from growthpole.plan.paths import draw_paths
from growthpole.programme.assess import counted
from growthpole.programme.figures import Figures, build_figures

__all__ = ["Backtest", "CountForecast", "Coverage", "Event", "backtest_echelon"]

LEAST_HISTORY = 3
"""Years of evidence that a forecast starts from, at least."""
COVERED = (0.1, 0.9)
FIGURE_PATHS = 400


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """One forecast about one cluster.

    Attributes
    ----------
    made, year : str
        The last year known to the forecast, and the year it is about.
    cluster : str
    kind : str
        ``"moved"`` where it is about standing elsewhere than at the start, else the tier to stand on or above.
    chance : float
    happened, stood : bool
        What happened, and whether it was so at the start.
    """

    made: str
    year: str
    cluster: str
    kind: str
    chance: float
    happened: bool
    stood: bool


@dataclass(frozen=True, slots=True, order=True)
class CountForecast:
    """One forecast of how many stand on a tier or above it: the quantiles, what happened, and its rank."""

    made: str
    year: str
    tier: str
    low: int
    median: int
    high: int
    happened: int
    below: float
    up_to: float


@dataclass(frozen=True, slots=True, order=True)
class Coverage:
    """How many figures of one indicator fell inside their 80 % interval, so many years ahead."""

    indicator: str
    lead: int
    count: int
    inside: int


@dataclass(frozen=True)
class Backtest:
    """All forecasts from earlier years.

    Attributes
    ----------
    origins : tuple of str
        The years from which forecasts were made.
    last : str
        The last year of which it is known what happened.
    events : tuple of Event
        Sorted.
    counts : tuple of CountForecast
        Sorted; of tiers and years of which it is known what happened to all clusters.
    coverage : tuple of Coverage
        Sorted.
    unknown : int
        Forecasts of which nobody can tell what happened, since figures are unknown; they are left out.
    """

    origins: tuple[str, ...]
    last: str
    events: tuple[Event, ...]
    counts: tuple[CountForecast, ...]
    coverage: tuple[Coverage, ...]
    unknown: int

    def of_kind(self, *kinds: str) -> tuple[Event, ...]:
        """The events of some kinds."""
        return tuple(one for one in self.events if one.kind in kinds)

    def score(self, *kinds: str) -> Brier:
        """The Brier score of the events of some kinds; all tiers where none is named."""
        chosen = self._chosen(kinds)
        return brier_score([one.chance for one in chosen], [one.happened for one in chosen])

    def persistence(self, *kinds: str) -> Brier:
        """The score of who forecasts that everything stays as it is."""
        chosen = self._chosen(kinds)
        return brier_score([float(one.stood) for one in chosen], [one.happened for one in chosen])

    def ranks(self, bins: int = 5) -> npt.NDArray[np.float64]:
        """The histogram of where the counts that happened fell among those drawn; even where forecasts are right."""
        return rank_histogram([one.below for one in self.counts], [one.up_to for one in self.counts], bins)

    def _chosen(self, kinds: Sequence[str]) -> tuple[Event, ...]:
        return self.of_kind(*kinds) if kinds else tuple(one for one in self.events if one.kind != "moved")


def backtest_echelon(
    programme: Programme,
    dossier: Dossier,
    period: str | None = None,
    *,
    origins: Sequence[str] = (),
    paths: int = 500,
    seed: int = 0,
    workers: int = 1,
) -> Backtest:
    """Forecast the ladder from earlier years and see what happened.

    Parameters
    ----------
    programme, dossier : Programme, Dossier
        As for `simulate_echelon`.
    period : str, optional
        The last year of which it is known what happened; the latest of the evidence by default.
    origins : sequence of str, optional
        The years from which to forecast; by default each one with ``LEAST_HISTORY`` years behind it and one ahead.
    paths, seed, workers : int
        As for `simulate_echelon`.

    Returns
    -------
    Backtest
        Each forecast uses evidence up to its own year only, for the figures as for their growth. Too short a history
        gives no forecasts.

    Raises
    ------
    InputError
        If an origin is not a year of the history before the last one.
    """
    full = build_figures(programme, counted(programme, dossier), period)
    years = full.periods
    chosen = _origins(years, origins)
    events: list[Event] = []
    counts: list[CountForecast] = []
    tallies: dict[tuple[str, int], list[int]] = {}
    unknown = 0
    for origin in chosen:
        ahead = look_ahead(programme, dossier, origin)
        found, missing = _forecasts(ahead, full, paths, seed, workers)
        events += [one for one in found if isinstance(one, Event)]
        counts += [one for one in found if isinstance(one, CountForecast)]
        unknown += missing
        _cover(ahead, full, seed, tallies)
    coverage = sorted(Coverage(name, lead, *tally) for (name, lead), tally in tallies.items())
    return Backtest(chosen, years[-1], tuple(sorted(events)), tuple(sorted(counts)), tuple(coverage), unknown)


def _origins(years: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    possible = tuple(years[LEAST_HISTORY - 1 : -1])
    for year in asked:
        if year not in possible:
            raise InputError(
                f"`origins` must be years with {LEAST_HISTORY} years of evidence up to them and one after them "
                f"({', '.join(possible) or 'there are none'}); {year!r} is not."
            )
    return tuple(sorted(set(asked))) or possible


def _forecasts(
    ahead: Ahead, full: Figures, paths: int, seed: int, workers: int
) -> tuple[list[Event | CountForecast], int]:
    """All forecasts of one origin, and how many of them cannot be told."""
    origin = ahead.figures.periods[-1]
    years = len(full.periods) - full.periods.index(origin) - 1
    echelon = simulate_ahead(ahead, years=years, paths=paths, seed=seed, workers=workers)
    truth = climb_paths(ahead.rules, ahead.dossier.clusters, full, paths=1, years=years)
    least, most = truth.least[0], truth.most[0]
    found: list[Event | CountForecast] = []
    unknown = 0
    for rung, tier in enumerate(echelon.tiers, 1):
        sure, maybe = least >= rung, most >= rung
        for at, year in enumerate(echelon.years):
            told = sure[:, at] == maybe[:, at]
            unknown += int((~told).sum())
            for row in np.flatnonzero(told).tolist():
                share = float(echelon.reached[rung - 1, row, at]) / paths
                stood = bool(echelon.start[row] >= rung)
                found.append(Event(origin, year, echelon.clusters[row], tier, share, bool(sure[row, at]), stood))
            if told.all():
                found.append(_count(echelon.holders[:, rung - 1, at], int(sure[:, at].sum()), origin, year, tier))
    found += _moves(echelon.reached, echelon.start, (least, most), (origin, echelon.years, echelon.clusters), paths)
    return found, unknown


def _count(drawn: npt.NDArray[np.int32], happened: int, origin: str, year: str, tier: str) -> CountForecast:
    low, median, high = (int(one) for one in np.quantile(drawn, (COVERED[0], 0.5, COVERED[1]), method="inverted_cdf"))
    return CountForecast(origin, year, tier, low, median, high, happened, *count_ranks(drawn, happened))


def _moves(
    reached: npt.NDArray[np.int32],
    start: npt.NDArray[np.int8],
    truth: tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]],
    labels: tuple[str, tuple[str, ...], tuple[str, ...]],
    paths: int,
) -> Iterator[Event]:
    """Whether each cluster stands elsewhere than at the start."""
    origin, years, clusters = labels
    least, most = truth
    # On or above each rung, with all on the lowest and none above the highest.
    count = np.concatenate([np.full((1, *reached.shape[1:]), paths), reached, np.zeros((1, *reached.shape[1:]), int)])
    for row, at in np.argwhere(least == most).tolist():
        rung = int(start[row])
        stays = float(count[rung, row, at] - count[rung + 1, row, at]) / paths
        moved = bool(least[row, at] != rung)
        yield Event(origin, years[at], clusters[row], "moved", 1 - stays, moved, stood=False)


def _cover(ahead: Ahead, full: Figures, seed: int, tallies: dict[tuple[str, int], list[int]]) -> None:
    """Count how many known figures fell inside what was drawn for them."""
    past = len(ahead.figures.periods)
    shift = full.periods.index(ahead.figures.periods[0])
    years = len(full.periods) - shift - past
    drawn = draw_paths(ahead.growth, (), paths=FIGURE_PATHS, years=years, seed=(seed, past))
    for name, ends in drawn.items():
        course = ahead.growth.courses[name]
        if course.walk is None:
            continue
        low, high = (end[:, shift + past :] for end in collected(full, name))
        inside_low, inside_high = np.quantile(ends.low, COVERED, axis=0, method="inverted_cdf")
        known = (low == high) & (course.base.low == course.base.high)[course.unit_of][:, None]
        held = known & (inside_low <= low) & (low <= inside_high)
        for lead in range(1, years + 1):
            tally = tallies.setdefault((name, lead), [0, 0])
            tally[0] += int(known[:, lead - 1].sum())
            tally[1] += int(held[:, lead - 1].sum())
