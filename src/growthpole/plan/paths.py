"""Draw the years ahead: the figures of every cluster on every path, from the models of their growth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from growthpole.model.interval import Interval
from growthpole.plan.growth import Course, Growth
from growthpole.plan.growth_fitting import Walk
from growthpole.plan.paths_unknown import drawn_base
from growthpole.programme.language import Bounds

__all__ = ["Effect", "draw_bases", "draw_paths"]

Floats = npt.NDArray[np.float64]
LEAST_DRAWN = 0.005
"""The share of the chi-square distribution that is cut off: with one or two degrees of freedom it leaves no limits."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an undertaking does to a figure.

    Attributes
    ----------
    cluster : int
        Position of the cluster.
    indicator : str
    year : int
        The first year ahead that it moves, from 0.
    change : Interval
        Relative change, drawn evenly inside.
    stream : int, >= 0
        Whose draws it takes: all effects of one undertaking turn out equally strong.
    """

    cluster: int
    indicator: str
    year: int
    change: Interval
    stream: int


def draw_paths(
    growth: Growth, effects: Sequence[Effect], *, paths: int, years: int, seed: Sequence[int], drawn: bool = False
) -> dict[str, Bounds]:
    """Draw the figures of the years ahead.

    Parameters
    ----------
    growth : Growth
        How each indicator goes on.
    effects : sequence of Effect
        Of undertakings; several on one figure multiply.
    paths, years : int, >= 1
        How many.
    seed : sequence of int
        Of the generators. Each undertaking has draws of its own, so that it leaves all others as they are; so has each
        fact and each group of walks, year after year, so that more years leave the first ones as they are.

    drawn : bool, default False
        Whether last figures that are not known are drawn too, as by `drawn_base`.

    Returns
    -------
    dict of str to Bounds, shape (paths, clusters, years)
        Of the indicators of whose future anything can be said. A base that is an interval stays one unless drawn.
    """
    bases = draw_bases(growth, paths, seed) if drawn else {}
    streams = (np.random.default_rng([*seed, number]) for number in count(1))
    found = {}
    for name, course in growth.courses.items():
        if course.chain is not None:
            found[name] = _facts(course, _base(course, bases), years, next(streams), paths)
    for courses, factor in _groups(growth):
        rng = next(streams)
        group = _Walks.begun(courses, factor, paths, rng)
        steps = group.steps(years, rng)
        for place, course in enumerate(group.courses):
            found[course.indicator] = _moved(course, _base(course, bases), steps[place])
    for effect in effects:
        if effect.indicator in found:
            apart = np.random.default_rng([*seed, 0, effect.stream])
            _work(found[effect.indicator], growth.courses[effect.indicator], effect, apart.random((paths, 1)))
    return found


def draw_bases(growth: Growth, paths: int, seed: Sequence[int]) -> dict[str, Bounds]:
    """The last figures on each path, of shape (paths, units), of the indicators of which some are not known."""
    rng = np.random.default_rng([*seed, 0])
    return {
        name: drawn_base(one.base, one.scale, one.peers, paths, rng)
        for name, one in growth.courses.items()
        if one.unknown.any()
    }


def present_figures(growth: Growth, paths: int, seed: Sequence[int]) -> dict[str, Bounds]:
    """The figures of the base year on each path, of shape (paths, clusters), where unknown ones were drawn.

    Not of indicators whose last figure is older for some clusters: it was drawn for its own year.
    """
    courses = growth.courses
    return {
        name: Bounds(*(end[:, courses[name].unit_of] for end in ends))
        for name, ends in draw_bases(growth, paths, seed).items()
        if not courses[name].age.any()
    }


def _base(course: Course, bases: Mapping[str, Bounds]) -> Bounds:
    """The last figures, of shape (paths, units) or (1, units)."""
    return bases.get(course.indicator) or Bounds(course.base.low[None], course.base.high[None])


@dataclass(frozen=True, eq=False)
class _Walks:
    """Walks that share their draws; arrays of shape (walks, paths, units)."""

    courses: tuple[Course, ...]
    factor: Floats
    drift: Floats
    spread: Floats
    shocks: Floats
    step: Floats

    @staticmethod
    def begun(courses: Sequence[Course], factor: Floats, paths: int, rng: np.random.Generator) -> _Walks:
        """Drift, spread and what has happened since the last figure known."""
        walks = [one.walk for one in courses if one.walk is not None]
        units, age = len(courses[0].age), np.stack([one.age for one in courses])[:, None, :].astype(np.float64)
        spread = _scale(walks, "freedom", paths, rng)
        shocks = _shared(walks, paths, rng)
        own = spread * np.stack([walk.drift_own for walk in walks])[:, None, :]
        mean = np.stack([walk.drift for walk in walks])[:, None, :]
        shared = np.hypot(spread * _column(walks, "drift_common"), shocks / np.sqrt(_column(walks, "span")))
        drift = mean + shared * _normal(factor, (paths, 1), rng) + own * _normal(factor, (paths, units), rng)
        step = np.zeros_like(drift)
        if age.any():
            size = np.hypot(shocks, spread * _column(walks, "own"))
            step = age * drift + np.sqrt(age) * size * _normal(factor, (paths, units), rng)
        return _Walks(tuple(courses), factor, drift, spread, shocks, step)

    def steps(self, years: int, rng: np.random.Generator) -> Floats:
        """How far each unit has come on its line by the end of each year, of shape (walks, paths, units, years)."""
        walks = [one.walk for one in self.courses if one.walk is not None]
        own = self.spread * _column(walks, "own")
        paths, units = self.step.shape[1:]
        found, now = np.empty((*self.step.shape, years)), self.step
        for year in range(years):
            shock = self.shocks * _normal(self.factor, (paths, 1), rng)
            now = now + self.drift + shock + own * _normal(self.factor, (paths, units), rng)
            found[..., year] = now
        return found


def _groups(growth: Growth) -> list[tuple[list[Course], Floats]]:
    """The walks of the clusters' own numbers, and each one of a region or of the programme by itself."""
    joint = [growth.courses[name] for name in growth.together]
    alone = [one for name, one in growth.courses.items() if one.walk is not None and name not in growth.together]
    return [(joint, growth.factor)] * bool(joint) + [([one], np.eye(1)) for one in alone]


def _shared(walks: Sequence[Walk], paths: int, rng: np.random.Generator) -> Floats:
    """The standard deviation of the shocks in common on each path: what was seen between years, less own shocks."""
    noise = _column(walks, "common_noise")
    seen = (_column(walks, "common") ** 2 + noise) * _scale(walks, "common_freedom", paths, rng) ** 2
    return np.asarray(np.sqrt(np.maximum(0.0, seen - noise)))


def _scale(walks: Sequence[Walk], name: str, paths: int, rng: np.random.Generator) -> Floats:
    """How many times a standard deviation is what was estimated, by its degrees of freedom; (walks, paths, 1)."""
    freedom = np.array([float(getattr(walk, name)) for walk in walks])[:, None]
    known = np.where(np.isfinite(freedom), freedom, 1.0)
    drawn = np.maximum(rng.chisquare(known, (len(walks), paths)), chi2.ppf(LEAST_DRAWN, known))
    return np.where(np.isfinite(freedom), np.sqrt(freedom / drawn), 1.0)[:, :, None]


def _column(walks: Sequence[Walk], name: str) -> Floats:
    return np.array([float(getattr(walk, name)) for walk in walks])[:, None, None]


def _normal(factor: Floats, shape: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Standard normal numbers, correlated between the walks."""
    drawn = rng.standard_normal((len(factor), shape[0] * shape[1]))
    # Not `factor @ drawn`: for a matrix this flat the linear algebra library wakes its threads for each of thousands of
    # calls, which took half of all processor time, and its sums differ between machines.
    return np.asarray(np.einsum("ij,jk->ik", factor, drawn)).reshape(len(factor), *shape)


def _moved(course: Course, base: Bounds, step: Floats) -> Bounds:
    """The figures of all clusters, from the steps of their units."""
    scale = course.scale
    if scale is None:
        raise ValueError(f"the course of {course.indicator!r} has no scale")
    known = bool((base.low == base.high).all())
    low = scale.moved(base.low[..., None], step)[:, course.unit_of]
    return Bounds(low, low if known else scale.moved(base.high[..., None], step)[:, course.unit_of])


def _facts(course: Course, base: Bounds, years: int, rng: np.random.Generator, paths: int) -> Bounds:
    """Yes or no in each year; a fact that is not known stays open until both ways lead to the same."""
    chain = course.chain
    if chain is None:
        raise ValueError(f"the course of {course.indicator!r} has no chain")
    turns = chain.drawn(rng, paths)
    shape = (paths, len(course.base.low))
    low, high = (np.broadcast_to(end, shape) for end in base)
    ends = np.empty((2, paths, len(course.unit_of), years))
    oldest = int(course.age.max(initial=0))
    for year in range(-oldest, years):
        up, down = (turn.chance(rng)[:, None] for turn in turns)
        drawn = rng.random(shape)
        moves = course.age >= -year if year < 0 else np.ones(shape[1], dtype=np.bool_)
        ways = [np.where(one >= 1, drawn < 1 - down, drawn < up).astype(np.float64) for one in (low, high)]
        low = np.where(moves, np.minimum(*ways), low)
        high = np.where(moves, np.maximum(*ways), high)
        if year >= 0:
            ends[0, :, :, year], ends[1, :, :, year] = low[:, course.unit_of], high[:, course.unit_of]
    return Bounds(ends[0], ends[1])


def _work(figures: Bounds, course: Course, effect: Effect, part: Floats) -> None:
    """Change one cluster's figure from the year on in which an undertaking works, inside the indicator's limits."""
    drawn = 1 + effect.change.low + part * (effect.change.high - effect.change.low)
    for end in {id(one): one for one in figures}.values():
        later = end[:, effect.cluster, effect.year :] * drawn
        later = np.rint(np.clip(later, 0.0, 1.0)) if course.scale is None else course.scale.moved(later, 0.0)
        end[:, effect.cluster, effect.year :] = later
