"""The echelon ahead: the ladder simulated for years under uncertainty, by the programme's own rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from zlib import crc32

from joblib import Parallel, delayed

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.dossier import Dossier
from growthpole.model.plan import Undertaking
from growthpole.model.programme import Programme
from growthpole.plan.climbing import Climb, climb_paths
from growthpole.plan.echelon_result import Echelon
from growthpole.plan.echelon_rules import figures_read, ladder_rules, needs_single_paths
from growthpole.plan.growth import Growth, fit_growth
from growthpole.plan.paths import Effect, draw_paths, present_figures
from growthpole.plan.paths_figures import stack_paths, years_after
from growthpole.programme.assess import counted
from growthpole.programme.figures import Figures, build_figures

__all__ = ["Ahead", "effects_of", "look_ahead", "simulate_ahead", "simulate_echelon", "walk_ahead"]

ROWS = 8000
"""Clusters times paths that are judged at once: their figures stay in the cache of a core."""
MOST_YEARS = 30


@dataclass(frozen=True, eq=False)
class Ahead:
    """What a simulation starts from.

    Attributes
    ----------
    programme : Programme
        The rules in force, taken to stay so.
    rules : Programme
        Those of them that the ladder turns on.
    dossier : Dossier
        The clusters with the tiers that they hold.
    figures : Figures
        What is known up to the base year.
    growth : Growth
        How each figure goes on.
    """

    programme: Programme
    rules: Programme
    dossier: Dossier
    figures: Figures
    growth: Growth


def simulate_echelon(
    programme: Programme,
    dossier: Dossier,
    period: str | None = None,
    *,
    years: int = 5,
    paths: int = 1000,
    seed: int = 0,
    undertakings: Sequence[Undertaking] = (),
    drawn: bool = False,
    workers: int = 1,
) -> Echelon:
    """Simulate the ladder for the years ahead.

    Every figure that a rule of the ladder reads goes on from its own history: amounts and counts by growth rates,
    shares on their logit, as random walks whose drift is drawn toward that of the class, with shocks common to the
    year and own ones, correlated between indicators; facts as Markov chains. Undertakings move figures from the
    year on in which they work. Every path is judged by the programme's own rules, year by year, quotas included.

    Parameters
    ----------
    programme : Programme
        The rules, taken to stay in force.
    dossier : Dossier
        Clusters with the tiers held before the assessment of the base year, and the evidence.
    period : str, optional
        The base year, whose assessment comes first; the latest year of the evidence by default.
    years : int, 1 to 30
        How many years after it.
    paths : int, >= 1
        How many futures are drawn.
    seed : int, >= 0
        The same seed gives the same result, whatever the number of workers.
    undertakings : sequence of Undertaking
        What is to be done; what works already in the base year is taken to show in its figures.
    drawn : bool, default False
        Whether figures of the base year that are not known are drawn: evenly inside a given interval, else from the
        known figures of their class. Otherwise they stay unknown, and chances have bounds.
    workers : int
        Tasks at a time, as for joblib.

    Returns
    -------
    Echelon
        Chances as the rules decide, under which no unknown figure moves a cluster, and between which bounds they lie
        once every unknown figure is known. Without clusters all lists are empty.

    Raises
    ------
    InputError
        If a number is out of range, the programme has no tiers, or the period is no year.
    NameUnknownError
        If an undertaking names a cluster or remedy that does not exist.
    """
    _check(programme, years=years, paths=paths, seed=seed)
    ahead = look_ahead(programme, dossier, period)
    return simulate_ahead(
        ahead, years=years, paths=paths, seed=seed, undertakings=undertakings, drawn=drawn, workers=workers
    )


def simulate_ahead(
    ahead: Ahead,
    *,
    years: int = 5,
    paths: int = 1000,
    seed: int = 0,
    undertakings: Sequence[Undertaking] = (),
    drawn: bool = False,
    workers: int = 1,
) -> Echelon:
    """Simulate from a start that is at hand, its growth perhaps changed.

    Parameters
    ----------
    ahead : Ahead
        From `look_ahead`.
    years, paths, seed, undertakings, drawn, workers
        As for `simulate_echelon`.

    Returns
    -------
    Echelon

    Raises
    ------
    InputError, NameUnknownError
        As `simulate_echelon`.
    """
    _check(ahead.programme, years=years, paths=paths, seed=seed)
    effects = effects_of(ahead, undertakings)
    climbs: list[Climb] = Parallel(n_jobs=workers, prefer="threads")(
        delayed(walk_ahead)(ahead, effects, paths=size, years=years, seed=(seed, number), drawn=drawn)
        for number, size in enumerate(_blocks(ahead, paths))
    )
    base, clusters = ahead.figures.periods[-1], ahead.dossier.clusters
    coming = years_after(base, years)
    return Echelon.of(
        ahead.programme, clusters, climbs, base=base, years=coming, growth=ahead.growth, seed=seed, drawn=drawn
    )


def look_ahead(programme: Programme, dossier: Dossier, period: str | None = None) -> Ahead:
    """Find what a simulation starts from: the rules, the figures, and how each goes on.

    Parameters
    ----------
    programme, dossier, period
        As for `simulate_echelon`.

    Returns
    -------
    Ahead
        The clusters hold the tiers that the assessment of the base year gives them.
    """
    figures = build_figures(programme, counted(programme, dossier), period)
    rules = ladder_rules(programme)
    wanted = [one.id for one in figures_read(rules) if not one.formula]
    growth = fit_growth(programme, dossier.clusters, figures, wanted)
    before = Ahead(programme, rules, dossier, figures, growth)
    now = climb_paths(rules, dossier.clusters, figures, paths=1, years=1).rank[0, :, 0]
    names = ["", *rules.tiers]
    clusters = tuple(replace(each, tier=names[rank]) for each, rank in zip(dossier.clusters, now.tolist(), strict=True))
    return replace(before, dossier=replace(dossier, clusters=clusters))


def effects_of(ahead: Ahead, undertakings: Sequence[Undertaking]) -> tuple[Effect, ...]:
    """What undertakings do to the figures that the rules read.

    Parameters
    ----------
    ahead : Ahead
        From `look_ahead`.
    undertakings : sequence of Undertaking
        In any order.

    Returns
    -------
    tuple of Effect
        Without those that work in the base year already, and those on figures that no rule of the ladder reads.

    Raises
    ------
    NameUnknownError
        If a cluster or remedy does not exist.
    """
    places, base = ahead.dossier.cluster_index, int(ahead.figures.periods[-1])
    found = []
    for one in sorted(undertakings):
        if one.cluster not in places:
            raise NameUnknownError("cluster", one.cluster, places)
        if one.remedy not in ahead.programme.remedies:
            raise NameUnknownError("remedy", one.remedy, ahead.programme.remedies)
        year = int(one.works_from) - base - 1
        for indicator, change in sorted(ahead.programme.remedies[one.remedy].effects.items()):
            if year >= 0 and indicator in ahead.growth.courses:
                stream = crc32(f"{one.cluster} {one.remedy} {one.begins}".encode())
                found.append(Effect(places[one.cluster], indicator, year, change, stream))
    return tuple(found)


def walk_ahead(
    ahead: Ahead, effects: Sequence[Effect], *, paths: int, years: int, seed: Sequence[int], drawn: bool = False
) -> Climb:
    """Draw some paths and climb them.

    Parameters
    ----------
    ahead : Ahead
        From `look_ahead`.
    effects : sequence of Effect
        From `effects_of`.
    paths, years : int
        How many.
    seed : sequence of int
        Of this block of paths.
    drawn : bool, default False
        Whether unknown figures of the base year are drawn.

    Returns
    -------
    Climb
    """
    coming = draw_paths(ahead.growth, effects, paths=paths, years=years, seed=seed, drawn=drawn)
    now = present_figures(ahead.growth, paths, seed) if drawn else None
    stack = stack_paths(ahead.figures, figures_read(ahead.rules), coming, paths=paths, years=years, present=now)
    return climb_paths(ahead.rules, ahead.dossier.clusters, stack, paths=paths, years=years)


def _blocks(ahead: Ahead, paths: int) -> list[int]:
    """How many paths each block holds; the number of workers plays no part."""
    clusters = max(1, len(ahead.dossier.clusters))
    size = 1 if needs_single_paths(ahead.rules) else max(1, ROWS // clusters)
    edges = [*range(0, paths, size), paths]
    return [end - begin for begin, end in pairwise(edges)]


def _check(programme: Programme, *, years: int, paths: int, seed: int) -> None:
    if not programme.tiers:
        raise InputError(f"the programme {programme.id!r} has no tiers: there is no ladder to look ahead on.")
    if not 1 <= years <= MOST_YEARS:
        raise InputError(f"`years` must be from 1 to {MOST_YEARS}; it is {years}.")
    if paths < 1:
        raise InputError(f"`paths` must be at least 1; it is {paths}. A thousand give a chance to about 3 points.")
    if seed < 0:
        raise InputError(f"`seed` must be 0 or more; it is {seed}.")
