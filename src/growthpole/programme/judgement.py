"""All verdicts, scores and moves of all clusters over the whole history, as arrays.

The order is that of a rule book: criteria, vetoes, score, grade, gates, moves. Each step sees what the steps before
it found, through the environment of the expression language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np
import numpy.typing as npt

from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Adjustment, Transition
from growthpole.model.verdict import Verdicts
from growthpole.programme.figures import Figures
from growthpole.programme.ladder import PRECEDENCE, held
from growthpole.programme.language import Bounds, Environment, Evaluation, count, ordinals, parse
from growthpole.programme.scoring import Scores, score

__all__ = ["DECIMALS", "Judgement", "judge", "settled"]

Floats = npt.NDArray[np.float64]
DECIMALS = 9
"""Scores are rounded to these before anything is decided on them: 42 + 24 is 66, and equal scores are equal.

Rounding never changes the order of two numbers, so that an interval still holds every score it should."""


@dataclass(frozen=True)
class Judgement:
    """What the rules say of every cluster in every year; all arrays have the shape (clusters, periods).

    Attributes
    ----------
    environment : Environment
        What the last steps see; without a threshold.
    vetoes, criteria, weaknesses : mapping of str to Verdicts
        By id; a veto that is met excludes, a weakness that is met is there.
    gates : mapping of (str, str) to Verdicts
        By tier and gate id.
    gate_environments : mapping of (str, str) to Environment
        What each gate sees: the threshold differs by tier.
    scores : Scores or None
        Normalised items and the total before adjustments.
    adjustments : mapping of str to Bounds
        Points given (positive) or taken away (negative).
    total, grade : Bounds or None
        Points after adjustments, not below 0; ordinal of the grade, 0 below the lowest.
    moves : mapping of str to Verdicts
        Whether the test of each move of the ladder held for as long as it must.
    """

    environment: Environment
    criteria: Mapping[str, Verdicts]
    vetoes: Mapping[str, Verdicts]
    weaknesses: Mapping[str, Verdicts]
    gates: Mapping[tuple[str, str], Verdicts]
    gate_environments: Mapping[tuple[str, str], Environment]
    scores: Scores | None
    adjustments: Mapping[str, Bounds] = field(default_factory=dict)
    total: Bounds | None = None
    grade: Bounds | None = None
    moves: Mapping[str, Verdicts] = field(default_factory=dict)


def judge(programme: Programme, clusters: Sequence[Cluster], figures: Figures) -> Judgement:
    """Execute every rule of a programme.

    Parameters
    ----------
    programme : Programme
        The rules in force.
    clusters : sequence of Cluster
        In the order of ``figures.clusters``.
    figures : Figures
        What is known of every indicator.

    Returns
    -------
    Judgement
        No cluster gives arrays with no rows.
    """
    environment = _held_words(programme, clusters)
    criteria = _tests(figures, environment, {key: rule.test for key, rule in programme.criteria.items()})
    met = {"criteria_met": count(list(criteria.values()))} if criteria else {}
    environment = _with(environment, **met)
    environment = replace(environment, criteria=criteria)
    vetoes = _tests(figures, environment, {key: rule.test for key, rule in programme.vetoes.items()})
    barred = [verdicts for key, verdicts in vetoes.items() if programme.vetoes[key].excludes == "tier"]
    environment = _with(environment, vetoed=_any(barred, figures))
    scores, adjustments, total, grade = _scored(programme, clusters, figures, environment)
    if total is not None:
        environment = _with(environment, score=total)
    if grade is not None:
        environment = _with(environment, grade=grade)
    seen = _gate_environments(programme, environment)
    gates = {
        (tier, name): _tests(figures, seen[tier, name], {name: programme.gates[name].test})[name] for tier, name in seen
    }
    environment = _with(environment, **_rungs(programme, clusters, figures, gates, environment))
    weaknesses = _tests(figures, environment, {key: rule.test for key, rule in programme.weaknesses.items()})
    environment, moves = _moves(programme, figures, environment)
    return Judgement(environment, criteria, vetoes, weaknesses, gates, seen, scores, adjustments, total, grade, moves)


def settled(points: Floats) -> Floats:
    """Points as they are decided on: not below 0, and rounded."""
    return np.maximum(points, 0.0, dtype=np.float64).round(DECIMALS)


def _with(environment: Environment, **values: Bounds | Verdicts) -> Environment:
    return replace(environment, values={**environment.values, **values})


def _tests(figures: Figures, environment: Environment, tests: Mapping[str, str]) -> dict[str, Verdicts]:
    evaluation = Evaluation(figures, environment)
    found = {key: evaluation.of(parse(test)) for key, test in tests.items()}
    return {key: verdicts for key, verdicts in found.items() if not isinstance(verdicts, Bounds)}


def _any(verdicts: Sequence[Verdicts], figures: Figures) -> Verdicts:
    none = np.full((len(figures.clusters), len(figures.periods)), -1, dtype=np.int8)
    return reduce(np.maximum, verdicts, none)


def _held_words(programme: Programme, clusters: Sequence[Cluster]) -> Environment:
    """The tier and class of each cluster; the register tells today's tier only, so it stands for the whole history.

    No tier is a fact; no class is not: a class that is missing or unknown to the programme may be any of them.
    """
    words = ordinals(programme)
    tiers = _column([float(words["tier"].get(cluster.tier, 0)) for cluster in clusters])
    classes, last = words["peer_class"], float(len(words["peer_class"]))
    low = _column([float(classes.get(cluster.peer_class, min(1.0, last))) for cluster in clusters])
    high = _column([float(classes.get(cluster.peer_class, last)) for cluster in clusters])
    return Environment(values={"tier": Bounds(tiers, tiers), "peer_class": Bounds(low, high)}, ordinals=words)


def _column(numbers: Sequence[float]) -> Floats:
    return np.array(numbers, dtype=np.float64).reshape(len(numbers), 1)


def _scored(
    programme: Programme, clusters: Sequence[Cluster], figures: Figures, environment: Environment
) -> tuple[Scores | None, dict[str, Bounds], Bounds | None, Bounds | None]:
    if programme.index is None or not programme.index.groups:
        return None, {}, None, None
    evaluation = Evaluation(figures, environment)
    values = {
        (group.id, item.id): _number(evaluation.of(parse(item.value)))
        for group in programme.index.groups
        for item in group.items
    }
    scores = score(programme.index, values, [cluster.peer_class for cluster in clusters])
    adjustments = {key: _points(rule, evaluation) for key, rule in programme.adjustments.items()}
    low, high = scores.total
    for points in adjustments.values():
        low, high = low + points.low, high + points.high
    total = Bounds(settled(low), settled(high))
    return scores, adjustments, total, _grade(programme, total)


def _number(value: Bounds | Verdicts) -> Bounds:
    """A test counts 1 when met, 0 when not, and anything between when unknown."""
    return value if isinstance(value, Bounds) else count([value])


def _points(rule: Adjustment, evaluation: Evaluation) -> Bounds:
    times = _number(evaluation.of(parse(rule.count)))
    ends = rule.points * np.maximum(times.low, 0.0), rule.points * np.maximum(times.high, 0.0)
    limit = np.inf if rule.cap is None else rule.cap
    low, high = np.minimum(*ends), np.maximum(*ends)
    return Bounds(np.clip(low, -limit, limit), np.clip(high, -limit, limit))


def _grade(programme: Programme, total: Bounds) -> Bounds | None:
    if not programme.grades:
        return None
    rising = sorted(grade.at_least for grade in programme.grades.values())
    low, high = (np.searchsorted(rising, end, side="right").astype(float) for end in total)
    return Bounds(low, high)


def _gate_environments(programme: Programme, environment: Environment) -> dict[tuple[str, str], Environment]:
    found: dict[tuple[str, str], Environment] = {}
    for tier in programme.tiers.values():
        for name in tier.gates:
            text = programme.gates[name].thresholds.get(tier.id)
            found[tier.id, name] = replace(environment, threshold=None if text is None else parse(text))
    return found


def _rungs(
    programme: Programme,
    clusters: Sequence[Cluster],
    figures: Figures,
    gates: Mapping[tuple[str, str], Verdicts],
    environment: Environment,
) -> dict[str, Verdicts]:
    """Whether the gates of the tier held and of the next one are passed; a veto closes every gate."""
    shape = (len(figures.clusters), len(figures.periods))
    vetoed = np.asarray(environment.values["vetoed"], dtype=np.int8)
    open_road = np.broadcast_to(np.negative(vetoed), shape)
    passed = {
        tier.rank: reduce(np.minimum, [gates[tier.id, gate] for gate in tier.gates], open_road)
        for tier in programme.tiers.values()
    }
    nothing_above = np.full(shape[1], -1, dtype=np.int8)
    ranks = [programme.tiers[each.tier].rank if each.tier in programme.tiers else 0 for each in clusters]
    following = [passed[rank + 1][row] if rank + 1 in passed else nothing_above for row, rank in enumerate(ranks)]
    present = [passed[rank][row] if rank in passed else open_road[row] for row, rank in enumerate(ranks)]
    return {
        "gates_next": np.array(following, dtype=np.int8).reshape(shape),
        "gates_held": np.array(present, dtype=np.int8).reshape(shape),
    }


def _moves(programme: Programme, figures: Figures, environment: Environment) -> tuple[Environment, dict[str, Verdicts]]:
    """Warnings first, since the other moves may count them; then each move in turn."""
    rules = programme.transitions
    found: dict[str, Verdicts] = {}
    if rules.warn is not None:
        found["warn"] = _for_years(rules.warn, figures, environment)
        environment = _with(environment, warned=found["warn"])
    else:
        environment = _with(environment, warned=_any([], figures))
    for name in PRECEDENCE:
        rule = getattr(rules, name)
        if rule is not None and name != "warn":
            found[name] = _for_years(rule, figures, environment)
    return environment, found


def _for_years(rule: Transition, figures: Figures, environment: Environment) -> Verdicts:
    return held(_tests(figures, environment, {"test": rule.test})["test"], rule.years)
