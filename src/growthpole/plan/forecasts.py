"""Forecasts of the ladder that were kept, and how good they were once the year is assessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from growthpole.errors import EvidenceError, Problem
from growthpole.model.assessment import Assessment
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.programme import Programme
from growthpole.plan.calibration import Brier, brier_score
from growthpole.plan.echelon_result import Echelon

__all__ = ["CountScore", "Forecast", "ForecastScore", "forecasts_of", "read_forecasts", "score_forecasts"]

LEVELS = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True, order=True)
class Forecast:
    """One line of a forecast.

    Attributes
    ----------
    made, year : str
        The last year known to it, and the year it is about.
    tier, cluster : str
        The tier to stand on or above it; without a cluster it is about how many do.
    chance : float
        Of the cluster to stand there, or of the target to be reached; NaN where nobody told.
    chance_low, chance_high : float
        The bounds that figures unknown then allowed.
    count, count_low, count_high, target : int or None
        Median, 5 % and 95 % quantile of how many there are to be, and how many are aimed at.
    """

    made: str
    year: str
    tier: str
    cluster: str
    chance: float
    chance_low: float
    chance_high: float
    count: int | None = None
    count_low: int | None = None
    count_high: int | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class CountScore:
    """A forecast of how many, and how many there are."""

    forecast: Forecast
    happened: int

    @property
    def inside(self) -> bool | None:
        """Whether the number lies between the two quantiles; ``None`` where these were not told."""
        low, high = self.forecast.count_low, self.forecast.count_high
        return None if low is None or high is None else low <= self.happened <= high


@dataclass(frozen=True)
class ForecastScore:
    """The forecasts made in one year about the year assessed.

    Attributes
    ----------
    made, year : str
        As of the forecasts.
    brier : Brier
        Of the chances of clusters.
    persistence : Brier
        Of who forecasts that each cluster stays where the register had it before the assessment.
    counts : tuple of CountScore
        By tier, the lowest first.
    outside : tuple of str
        Clusters that a forecast names and the register no longer holds; they are left out.
    """

    made: str
    year: str
    brier: Brier
    persistence: Brier
    counts: tuple[CountScore, ...]
    outside: tuple[str, ...]


def forecasts_of(echelon: Echelon) -> tuple[Forecast, ...]:
    """The forecast to keep: each tier's count and each cluster's chance, for every year ahead.

    Returns
    -------
    tuple of Forecast
        Sorted.
    """
    found = []
    for tier in echelon.tiers:
        low, median, high = echelon.quantiles(tier, LEVELS).tolist()
        target = echelon.targets.get(tier)
        for at, year in enumerate(echelon.years):
            nothing = float("nan")
            aim = None if target is None else echelon.target_chance(tier, year)
            ends = (nothing, nothing, nothing) if aim is None else (aim.value, aim.low, aim.high)
            found.append(Forecast(echelon.base, year, tier, "", *ends, median[at], low[at], high[at], target))
            for cluster in echelon.clusters:
                chance = echelon.chance(cluster, tier, year)
                found.append(Forecast(echelon.base, year, tier, cluster, chance.value, chance.low, chance.high))
    return tuple(sorted(found, key=lambda one: (one.made, one.year, echelon.tiers.index(one.tier), one.cluster)))


def read_forecasts(dossier: Dossier, programme: Programme) -> tuple[Forecast, ...]:
    """The forecasts that lie in the folder.

    Parameters
    ----------
    dossier : Dossier
        With or without the ledger ``forecasts``.
    programme : Programme
        Whose tiers they are about.

    Returns
    -------
    tuple of Forecast
        Empty where none were kept.

    Raises
    ------
    EvidenceError
        With every row whose tier does not exist, whose year is not after the one it was made in, or whose chance is not
        a number from 0 to 1.
    """
    rows = dossier.ledgers.get("forecasts", ())
    faults = [fault for row in rows for fault in _faults(row, programme)]
    if faults:
        raise EvidenceError(faults)
    return tuple(_forecast(row) for row in rows)


def score_forecasts(forecasts: Sequence[Forecast], assessment: Assessment) -> tuple[ForecastScore, ...]:
    """Hold forecasts against the tiers that the assessment decided.

    Parameters
    ----------
    forecasts : sequence of Forecast
        Those about other years are left aside.
    assessment : Assessment
        Of the year that is over.

    Returns
    -------
    tuple of ForecastScore
        One for each year in which forecasts were made, the latest first.
    """
    due = [one for one in forecasts if one.year == assessment.period]
    made = sorted({one.made for one in due}, reverse=True)
    return tuple(_score([one for one in due if one.made == year], assessment) for year in made)


def _score(due: Sequence[Forecast], assessment: Assessment) -> ForecastScore:
    ranks = {"": 0, **{tier.id: tier.rank for tier in assessment.programme.tiers.values()}}
    after = {each.cluster.id: ranks[each.decision.after] for each in assessment.clusters}
    before = {each.cluster.id: ranks[each.decision.before] for each in assessment.clusters}
    told = [one for one in due if one.cluster in after and one.chance == one.chance]
    happened = [after[one.cluster] >= ranks[one.tier] for one in told]
    counts = sorted((one for one in due if not one.cluster), key=lambda one: ranks[one.tier])
    return ForecastScore(
        due[0].made,
        due[0].year,
        brier_score([one.chance for one in told], happened),
        brier_score([float(before[one.cluster] >= ranks[one.tier]) for one in told], happened),
        tuple(CountScore(one, sum(rank >= ranks[one.tier] for rank in after.values())) for one in counts),
        tuple(sorted({one.cluster for one in due if one.cluster and one.cluster not in after})),
    )


def _faults(row: Record, programme: Programme) -> Iterator[Problem]:
    tier, chance = row.text("tier"), row.figure("chance")
    if tier not in programme.tiers:
        must = "one of " + ", ".join(programme.tiers)
        yield _fault(row, "tier", repr(tier), must, "Name a tier of the programme.")
    if row.text("year") <= row.text("made"):
        must = f"a year after {row.text('made')}, the last one that the forecast knew"
        yield _fault(row, "year", repr(row.text("year")), must, "A forecast is about a later year; correct either.")
    if chance is not None and not (chance.known and 0 <= chance.low <= 1):
        must = "one number from 0 to 1"
        yield _fault(row, "chance", str(chance), must, "Leave the forecast as it was written.")


def _fault(row: Record, column: str, found: str, must: str, do: str) -> Problem:
    return Problem("forecast-invalid", row.file, found, must, do, row=row.row, column=column)


def _forecast(row: Record) -> Forecast:
    chance, low, high = (_share(row.figure(name)) for name in ("chance", "chance_low", "chance_high"))
    count, few, many, target = (_whole(row.figure(name)) for name in ("count", "count_low", "count_high", "target"))
    made, year, tier, cluster = (row.text(name) for name in ("made", "year", "tier", "cluster"))
    return Forecast(made, year, tier, cluster, chance, low, high, count, few, many, target)


def _share(figure: Interval | None) -> float:
    return float("nan") if figure is None else figure.low


def _whole(figure: Interval | None) -> int | None:
    return None if figure is None else round(figure.low)
