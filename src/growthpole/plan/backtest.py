"""Forecasts from earlier years, made with what was known then, held against what was decided since.

Where the office kept the tiers of earlier years (the ledger ``standing``), a forecast starts from those of its year and
is held against what the office decided in the years after. Where it did not, a forecast starts from today's register
and is held against what the rules decide on the evidence that followed: this tests how figures were taken to grow and
what the rules made of it, not what the office did, and today's register knows of things that came later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
from growthpole.plan.standing import TierHistory, as_of, by_the_rules, read_standing
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
    kept : tuple of str
        The origins of which the office kept the tiers; forecasts of the others start from today's register.
    absent : int
        Clusters left out of a forecast since nobody knows where they stood in its year, summed over the origins.
    by_office : int
        Outcomes, a cluster and year each, that the office is known to have decided; the rules decide the others.
    alike : tuple of int
        How many decisions of earlier years are those of today's rules, and how many are known.
    """

    origins: tuple[str, ...]
    last: str
    events: tuple[Event, ...]
    counts: tuple[CountForecast, ...]
    coverage: tuple[Coverage, ...]
    unknown: int
    kept: tuple[str, ...] = ()
    absent: int = 0
    by_office: int = 0
    alike: tuple[int, int] = (0, 0)

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
        As for `simulate_echelon`; the tiers of earlier years are those of the ledger ``standing``.
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
        gives no forecasts. A cluster whose tier of a year is not kept, while that of others is, is left out of the
        forecast of that year.

    Raises
    ------
    InputError
        If an origin is not a year of the history before the last one.
    EvidenceError
        With every fault of the ledger ``standing``.
    """
    history = read_standing(dossier, programme)
    years = build_figures(programme, counted(programme, dossier), period).periods
    chosen = _origins(years, origins)
    trials = [_trial(programme, dossier, history, origin, years[-1]) for origin in chosen]
    tallies: dict[tuple[str, int], list[int]] = {}
    found: list[Event | CountForecast] = []
    unknown = 0
    for trial in trials:
        told, missing = _forecasts(trial, paths, seed, workers)
        found += told
        unknown += missing
        _cover(trial.ahead, trial.full, seed, tallies)
    return Backtest(
        chosen,
        years[-1],
        tuple(sorted(one for one in found if isinstance(one, Event))),
        tuple(sorted(one for one in found if isinstance(one, CountForecast))),
        tuple(sorted(Coverage(name, lead, *tally) for (name, lead), tally in tallies.items())),
        unknown,
        kept=tuple(origin for origin in chosen if origin in history.years),
        absent=sum(len(dossier.clusters) - len(trial.ahead.dossier.clusters) for trial in trials),
        by_office=sum(int((trial.decided[:, 1:] >= 0).sum()) for trial in trials),
        alike=by_the_rules(programme, dossier, history),
    )


@dataclass(frozen=True, eq=False)
class _Trial:
    """What one forecast from an earlier year starts from, and what is known of the years after.

    Attributes
    ----------
    ahead : Ahead
        With the register of its year, and figures up to it.
    full : Figures
        Of the same clusters, up to the last year.
    decided : ndarray of int8, shape (clusters, 1 + years after)
        What the office is known to have decided in its year and in each one after; -1 where the rules decide.
    """

    ahead: Ahead
    full: Figures
    decided: npt.NDArray[np.int8]


def _trial(programme: Programme, dossier: Dossier, history: TierHistory, origin: str, last: str) -> _Trial:
    then = as_of(dossier, history, origin)
    full = build_figures(programme, counted(programme, then), last)
    after = full.periods[full.periods.index(origin) :]
    return _Trial(look_ahead(programme, then, origin), full, history.decided(programme, then.clusters, after))


def _origins(years: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    possible = tuple(years[LEAST_HISTORY - 1 : -1])
    for year in asked:
        if year not in possible:
            raise InputError(
                f"`origins` must be years with {LEAST_HISTORY} years of evidence up to them and one after them "
                f"({', '.join(possible) or 'there are none'}); {year!r} is not."
            )
    return tuple(sorted(set(asked))) or possible


def _forecasts(trial: _Trial, paths: int, seed: int, workers: int) -> tuple[list[Event | CountForecast], int]:
    """All forecasts of one origin, and how many of them cannot be told."""
    origin, years = trial.ahead.figures.periods[-1], trial.decided.shape[1] - 1
    echelon = simulate_ahead(trial.ahead, years=years, paths=paths, seed=seed, workers=workers)
    least, most = _truth(trial, years)
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


def _truth(trial: _Trial, years: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
    """The lowest and highest rung that each cluster may have held after each year: by the office, else by the rules.

    The rules go on from what the office decided in the forecast's own year, which the forecast itself did not know.
    """
    ahead, names = trial.ahead, ["", *trial.ahead.rules.tiers]
    start = tuple(
        replace(each, tier=names[rung]) if rung >= 0 else each
        for each, rung in zip(ahead.dossier.clusters, trial.decided[:, 0].tolist(), strict=True)
    )
    truth = climb_paths(ahead.rules, start, trial.full, paths=1, years=years, decided=trial.decided[:, 1:])
    return truth.least[0], truth.most[0]


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
