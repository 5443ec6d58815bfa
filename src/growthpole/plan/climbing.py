"""The ladder year by year on many paths: what each rung's tests say once for all, then one step a year.

A judgement holds one tier for each cluster through its whole history. Nothing but the moves, and what they ask of the
gates, depends on that tier; so the gates, the score and the grade are judged once, the moves once for each rung, and
a path then picks in each year what was said for the rung that it stands on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
import numpy.typing as npt

from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Transitions
from growthpole.model.verdict import Verdicts
from growthpole.plan.climbing_places import Standing, admit
from growthpole.plan.echelon_rules import tier_matters, years_back
from growthpole.plan.paths_figures import latest
from growthpole.programme.figures import Figures
from growthpole.programme.judgement import Judgement, judge
from growthpole.programme.ladder import PRECEDENCE, held
from growthpole.programme.language import Bounds, Environment, Evaluation, parse

__all__ = ["Climb", "climb_paths", "rung_tests"]

Ranks = npt.NDArray[np.int8]
Masks = npt.NDArray[np.uint16]


@dataclass(frozen=True, eq=False)
class Climb:
    """Where clusters stand after each year; arrays of shape (paths, clusters, years).

    Attributes
    ----------
    rank : ndarray of int8
        By the rules, under which no unknown figure moves a cluster; 0 is no tier.
    least, most : ndarray of int8
        The lowest and the highest rung on which it may stand once every unknown figure is known.
    """

    rank: Ranks
    least: Ranks
    most: Ranks


def climb_paths(
    rules: Programme,
    clusters: Sequence[Cluster],
    stack: Figures,
    *,
    paths: int,
    years: int,
    decided: Ranks | None = None,
) -> Climb:
    """Move all clusters up and down the ladder on all paths.

    Parameters
    ----------
    rules : Programme
        Rules in force, also for the years ahead.
    clusters : sequence of Cluster
        With the tier that each holds before the first of the years.
    stack : Figures
        From `stack_paths`: path by path, the last ``years`` periods being those of the climb.
    paths, years : int
        Its shape.
    decided : ndarray of int8, shape (clusters, years), optional
        Rungs that are known to have been decided, whatever the rules say; -1 where the rules decide.

    Returns
    -------
    Climb
        ``rank`` is what `growthpole.programme.assess.assess` decides in each year, when the register of each year
        holds the tiers decided in the year before.
    """
    landing, options, points = _tables(rules, clusters, latest(stack, years + years_back(rules)), paths, years)
    order = list(rules.tiers)
    begin = np.array([order.index(each.tier) + 1 if each.tier in rules.tiers else 0 for each in clusters], np.int8)
    now = Standing(np.tile(begin, (paths, 1)), np.tile(np.left_shift(1, begin).astype(np.uint16), (paths, 1)))
    shape = (paths, len(clusters))
    found = np.empty((3, *shape, years), dtype=np.int8)
    for year in range(years):
        tables = [(land[:, year].reshape(shape), may[:, year].reshape(shape)) for land, may in _pairs(landing, options)]
        score = None if points is None else points[:, year].reshape(shape)
        now = admit(rules, now, _moved(now, tables), score)
        if decided is not None:
            now = _as_decided(now, decided[:, year])
        found[0, :, :, year] = now.rank
        found[1, :, :, year], found[2, :, :, year] = _ends(now.options, len(order) + 1)
    return Climb(found[0], found[1], found[2])


def _pairs(landing: Sequence[Ranks], options: Sequence[Masks]) -> list[tuple[Ranks, Masks]]:
    return list(zip(landing, options, strict=True))


def _moved(now: Standing, tables: Sequence[tuple[Ranks, Masks]]) -> Standing:
    """What the rules say of each cluster as if there were no quota."""
    rank, options = np.zeros_like(now.rank), np.zeros_like(now.options)
    for rung, (land, may) in enumerate(tables):
        rank = np.where(now.rank == rung, land, rank)
        options |= np.where(now.options >> rung & 1, may, 0).astype(np.uint16)
    return Standing(rank, options)


def _as_decided(now: Standing, rung: Ranks) -> Standing:
    """Put clusters where they are known to have been put."""
    known = np.left_shift(1, np.maximum(rung, 0)).astype(np.uint16)
    return Standing(np.where(rung >= 0, rung, now.rank), np.where(rung >= 0, known, now.options))


def _ends(options: Masks, rungs: int) -> tuple[Ranks, Ranks]:
    """The lowest and the highest rung of a set."""
    least, most = np.full(options.shape, rungs, np.int8), np.zeros(options.shape, np.int8)
    for rung in range(rungs):
        there = (options >> rung & 1).astype(np.bool_)
        least = np.where(there, np.minimum(least, rung), least).astype(np.int8)
        most = np.where(there, rung, most).astype(np.int8)
    return least, most


def _tables(
    rules: Programme, clusters: Sequence[Cluster], stack: Figures, paths: int, years: int
) -> tuple[list[Ranks], list[Masks], npt.NDArray[np.float64] | None]:
    """Where each row lands from each rung in each year, where it may land, and the proven points."""
    landing, options = [], []
    tests, points = rung_tests(rules, clusters, stack, paths)
    for rung, verdicts in enumerate(tests):
        cut = {move: each[:, -years:] for move, each in verdicts.items()}
        land, may = _outcome(cut, rung, (len(stack.clusters), years))
        landing.append(land)
        options.append(may)
    return landing, options, None if points is None else points.low[:, -years:]


def _outcome(tests: Mapping[str, Verdicts], rung: int, shape: tuple[int, int]) -> tuple[Ranks, Masks]:
    """The first move whose test is met, and every move that may be."""
    lands = {"exit": 0, "demote": max(0, rung - 1), "promote": rung + 1, "warn": rung}
    land, may = np.full(shape, rung, np.int8), np.zeros(shape, np.uint16)
    open_still = np.ones(shape, np.bool_)
    for move in PRECEDENCE:
        if move in tests:
            verdict = tests[move]
            land = np.where(open_still & (verdict > 0), np.int8(lands[move]), land)
            may |= np.where(open_still & (verdict >= 0), np.uint16(1 << lands[move]), np.uint16(0))
            open_still &= verdict <= 0
    may |= np.where(open_still, np.uint16(1 << rung), np.uint16(0))
    return land, may


def rung_tests(
    rules: Programme, clusters: Sequence[Cluster], stack: Figures, paths: int
) -> tuple[list[dict[str, Verdicts]], Bounds | None]:
    """The verdict of each move in each year, for who stands on each rung from none to the highest.

    Returns
    -------
    list of dict of str to Verdicts, Bounds or None
        By rung, then by move; and the points after adjustments, where there are any.
    """
    judgement = judge(replace(rules, transitions=Transitions()), _holding("", clusters, paths), stack)
    tests = [{"promote": np.asarray(judgement.environment.values["gates_next"], dtype=np.int8)}]
    for tier in rules.tiers.values():
        if tier_matters(rules):
            moves = dict(judge(rules, _holding(tier.id, clusters, paths), stack).moves)
        else:
            moves = _moves(rules, judgement, stack, tier.rank)
        vetoed = np.asarray(judgement.environment.values["vetoed"], dtype=np.int8)
        moves["exit"] = np.maximum(moves["exit"], vetoed) if "exit" in moves else vetoed
        if tier.rank == len(rules.tiers):
            moves.pop("promote", None)
        tests.append(moves)
    return tests, judgement.total


def _holding(tier: str, clusters: Sequence[Cluster], paths: int) -> list[Cluster]:
    """The clusters of all paths, as if each held a tier."""
    return [replace(each, tier=tier) for each in clusters] * paths


def _moves(rules: Programme, judgement: Judgement, stack: Figures, rank: int) -> dict[str, Verdicts]:
    """The moves of who stands on a rung, from a judgement of who stands on none."""
    shape = (len(stack.clusters), len(stack.periods))
    open_road = np.negative(np.asarray(judgement.environment.values["vetoed"], dtype=np.int8))
    supplied: dict[str, Bounds | Verdicts] = {"tier": Bounds(*(np.full((shape[0], 1), float(rank)) for _ in range(2)))}
    for name, rung in (("gates_next", rank + 1), ("gates_held", rank)):
        there = [tier for tier in rules.tiers.values() if tier.rank == rung]
        gates = [judgement.gates[tier.id, gate] for tier in there for gate in tier.gates]
        supplied[name] = reduce(np.minimum, gates, open_road) if there else np.full(shape, -1, np.int8)
    environment = _with(judgement.environment, supplied)
    found: dict[str, Verdicts] = {}
    for name in ("warn", *(move for move in PRECEDENCE if move != "warn")):
        rule = getattr(rules.transitions, name)
        if rule is not None:
            verdicts = np.asarray(Evaluation(stack, environment).of(parse(rule.test)), dtype=np.int8)
            found[name] = verdicts if rule.years == 1 else held(verdicts, rule.years)
        if name == "warn":
            never = np.full(shape, -1, np.int8)
            environment = _with(environment, {"warned": found.get("warn", never)})
    return found


def _with(environment: Environment, values: Mapping[str, Bounds | Verdicts]) -> Environment:
    return replace(environment, values={**environment.values, **values})
