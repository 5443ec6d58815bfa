"""How even a split of the fund is, who gains and loses against the rule in force, and what it is for each job."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from growthpole.model.interval import Interval
from growthpole.plan.awards import AwardSplit
from growthpole.plan.goals_grounds import Grounds

__all__ = ["CountyAward", "Fairness", "award_fairness", "gini_of", "jobs_of"]


@dataclass(frozen=True, slots=True)
class CountyAward:
    """What the clusters of a county receive, in hundredths of the currency, and for each of their jobs."""

    cents: int
    share: float | None
    paid: int
    per_job: Interval | None


@dataclass(frozen=True)
class Fairness:
    """How even a split is; money in hundredths of the currency.

    Attributes
    ----------
    paid, eligible : int
        Clusters that receive something, and clusters that are proven eligible.
    top_three : float or None
        The share of the three largest awards, 0 to 1; ``None`` where nothing is paid.
    gini : float or None
        Gini coefficient over the eligible clusters, 0 (all alike) to 1; ``None`` where nothing is paid.
    smallest, largest : int or None
        Among the awards paid.
    per_job : Interval or None
        For each job of the clusters paid; ``None`` where nothing is known of their jobs or nothing is paid.
    per_job_of : mapping of str to Interval or None
        For each job of each cluster, by id.
    counties : mapping of str to CountyAward
        By the region's code.
    gains, losses : tuple of str
        Clusters that receive more, and less, than under the rule in force.
    moved_cents : int
        What the gainers gain together: with the same budget and nothing left over, what the losers lose.
    """

    paid: int
    eligible: int
    top_three: float | None
    gini: float | None
    smallest: int | None
    largest: int | None
    per_job: Interval | None
    per_job_of: Mapping[str, Interval | None]
    counties: Mapping[str, CountyAward]
    gains: tuple[str, ...]
    losses: tuple[str, ...]
    moved_cents: int


def award_fairness(split: AwardSplit, rule: AwardSplit, grounds: Grounds, jobs: str = "") -> Fairness:
    """Measure how even a split is, and hold it against the rule in force.

    Parameters
    ----------
    split, rule : AwardSplit
        The split, and that of the rule in force.
    grounds : Grounds
        Whose figures tell the jobs.
    jobs : str
        The indicator that counts jobs; without it nothing is said for each job.

    Returns
    -------
    Fairness
        What is not known is ``None`` or an interval.
    """
    paid = sorted((cents for cents in split.cents.values() if cents), reverse=True)
    total = sum(paid)
    work = jobs_of(grounds, jobs)
    change = {id_: cents - rule.cents.get(id_, 0) for id_, cents in split.cents.items()}
    return Fairness(
        len(paid),
        len(split.eligible),
        sum(paid[:3]) / total if total else None,
        gini_of([split.cents[id_] for id_ in split.eligible]),
        paid[-1] if paid else None,
        paid[0] if paid else None,
        _each(total, [work.get(id_) for id_, cents in split.cents.items() if cents]),
        {id_: _each(cents, [work.get(id_)]) for id_, cents in split.cents.items()},
        _counties(split, grounds, work, total),
        tuple(id_ for id_, more in change.items() if more > 0),
        tuple(id_ for id_, more in change.items() if more < 0),
        sum(more for more in change.values() if more > 0),
    )


def gini_of(amounts: Sequence[int]) -> float | None:
    """The Gini coefficient of amounts, ``sum_i (2 i - n - 1) x_i / (n sum x)`` with the ``x_i`` ascending.

    Parameters
    ----------
    amounts : sequence of int, >= 0

    Returns
    -------
    float or None
        0 where all are alike, ``1 - 1 / n`` where one has everything; ``None`` where there is nothing to share.

    References
    ----------
    Cowell, F. A. (2011), Measuring Inequality, 3rd ed., Oxford University Press, p. 24-26.

    Examples
    --------
    >>> gini_of([5, 5]), gini_of([0, 0, 0, 8]), gini_of([1, 3]), gini_of([])
    (0.0, 0.75, 0.25, None)
    """
    total, count = sum(amounts), len(amounts)
    if not total:
        return None
    lifted = sum((2 * place - count - 1) * amount for place, amount in enumerate(sorted(amounts), 1))
    return float(Fraction(lifted, count * total))


def jobs_of(grounds: Grounds, indicator: str) -> dict[str, Interval]:
    """The jobs of each cluster in the year assessed; clusters of which nothing is known are left out."""
    if indicator not in grounds.figures.low:
        return {}
    ends = grounds.figures.low[indicator][:, grounds.column], grounds.figures.high[indicator][:, grounds.column]
    found = zip(grounds.figures.clusters, *(end.tolist() for end in ends), strict=True)
    return {id_: Interval(low, high) for id_, low, high in found if low > 0 or math.isfinite(high)}


def _each(cents: int, jobs: Sequence[Interval | None]) -> Interval | None:
    """Money for each job; an interval where the jobs are one, ``None`` where those of one cluster are unknown."""
    known = [one for one in jobs if one is not None]
    if not cents or not jobs or len(known) < len(jobs):
        return None
    low, high = math.fsum(one.low for one in known), math.fsum(one.high for one in known)
    return Interval(cents / high, cents / low if low > 0 else math.inf)


def _counties(split: AwardSplit, grounds: Grounds, work: Mapping[str, Interval], total: int) -> dict[str, CountyAward]:
    members: dict[str, list[str]] = defaultdict(list)
    for cluster in grounds.dossier.clusters:
        members[cluster.region].append(cluster.id)
    found = {}
    for region in sorted(members):
        paid = [id_ for id_ in members[region] if split.cents.get(id_)]
        cents = sum(split.cents[id_] for id_ in paid)
        share = cents / total if total else None
        found[region] = CountyAward(cents, share, len(paid), _each(cents, [work.get(id_) for id_ in paid]))
    return found
