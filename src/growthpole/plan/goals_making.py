"""Goals made from what the rules ask, comparison by comparison."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.interval import Interval
from growthpole.model.text import LANGUAGES, Text
from growthpole.model.verdict import Verdict
from growthpole.plan.goals import Goal
from growthpole.plan.goals_aims import Aim, aims_of
from growthpole.plan.goals_grounds import Grounds
from growthpole.plan.goals_path import path_to
from growthpole.programme.language import Bounds, Environment, Evaluation, parse, to_text
from growthpole.programme.language.aloud import shown_unit
from growthpole.programme.language.environment import SUPPLIED_NUMBERS
from growthpole.programme.language.moment import NEVER, NOW
from growthpole.programme.language.nodes import Label, Name, Node, Number
from growthpole.programme.language.readings import readings

__all__ = ["goals_of"]

_COUNTS = frozenset({"count", "家", "户", "个", "件", "项", "种", "次"})
"""Units of what comes in whole pieces."""
_LEVELLESS = frozenset({"", "1", "%", "share", "ratio", "index", "pp", "百分点", "percentage points"})
"""Units of shares, rates and points, which grow by points and not by a rate."""


def goals_of(grounds: Grounds, assessment: Assessment, row: int, years: Sequence[str]) -> tuple[Goal, ...]:
    """The goals of one cluster: of its criteria, of the gates of the next tier, and of its weaknesses.

    Parameters
    ----------
    grounds : Grounds
        Figures and verdicts as arrays.
    assessment : Assessment
        Of the same programme, dossier and year.
    row : int
        Position of the cluster.
    years : sequence of str
        The years planned, from `plan_years`.

    Returns
    -------
    tuple of Goal
        In the order of the programme, each figure and limit once; a cluster on the top tier keeps the gates of its
        own. What a rule asks otherwise than by a limit gives no goal.
    """
    maker = _Maker(grounds, assessment, row, tuple(years))
    found: dict[tuple[object, ...], Goal] = {}
    for goal in _needed(tuple(maker.all())):
        found.setdefault((goal.name, goal.sign, goal.target), goal)
    return tuple(found.values())


def _needed(goals: Sequence[Goal]) -> Iterator[Goal]:
    """Where one of several would do and is reached, the others are not needed."""
    reached = {(goal.section, goal.rule) for goal in goals if goal.alternative and goal.met}
    return (goal for goal in goals if goal.met or not goal.alternative or (goal.section, goal.rule) not in reached)


@dataclass(frozen=True)
class _Maker:
    """Makes the goals of one cluster."""

    grounds: Grounds
    assessment: Assessment
    row: int
    years: tuple[str, ...]

    def all(self) -> Iterator[Goal]:
        programme, judgement = self.grounds.programme, self.grounds.judgement
        each: ClusterAssessment = self.assessment.clusters[self.row]
        for rule in programme.criteria.values():
            yield from self._of("criterion", rule.id, "", parse(rule.test), judgement.environment)
        tier = each.distance.tier or each.decision.after
        for name in programme.tiers[tier].gates if tier else ():
            environment = judgement.gate_environments[tier, name]
            yield from self._of("gate", name, tier, parse(programme.gates[name].test), environment)
        if programme.transitions.promote is not None and each.distance.tier:
            test = parse(programme.transitions.promote.test)
            yield from self._of("promotion", "promote", each.distance.tier, test, judgement.environment)
        for weakness in each.weaknesses:
            if weakness.finding.verdict is Verdict.MET:
                test = parse(f"not ({programme.weaknesses[weakness.finding.id].test})")
                yield from self._of("weakness", weakness.finding.id, "", test, judgement.environment)

    def _of(self, section: str, rule: str, tier: str, test: Node, environment: Environment) -> Iterator[Goal]:
        for aim in aims_of(test, environment.threshold):
            goal = self._goal(section, rule, tier, aim, environment)
            if goal is not None:
                yield goal

    def _goal(self, section: str, rule: str, tier: str, aim: Aim, environment: Environment) -> Goal | None:
        """The goal of one comparison; none for a word of the programme that no number stands for."""
        aim = self._in_points(aim)
        if isinstance(aim.limit, Label):
            return None
        labels, units = self.grounds.figures.lexicon.labels, self.grounds.figures.lexicon.shown
        indicator = aim.node.id if isinstance(aim.node, Name) and aim.node.id in units else ""
        evaluation = Evaluation(self.grounds.figures, environment)
        goal = Goal(
            section,
            rule,
            tier,
            Text(*(to_text(aim.node, language, labels, units) for language in LANGUAGES)),
            indicator,
            shown_unit(aim.node, units) or aim.limit.given,
            indicator in self.grounds.figures.lexicon.facts,
            aim.sign,
            aim.limit.value,
            aim.years,
            aim.alternative,
            self._verdict(evaluation, aim),
        )
        return self._with_path(self._with_baseline(goal, aim, evaluation))

    def _in_points(self, aim: Aim) -> Aim:
        """A grade is asked for in points."""
        grades = self.grounds.programme.grades
        if aim.node == Name("grade") and isinstance(aim.limit, Label) and aim.limit.word in grades:
            return replace(aim, node=Name("score"), limit=Number(grades[aim.limit.word].at_least))
        return aim

    def _verdict(self, evaluation: Evaluation, aim: Aim) -> Verdict:
        """Whether the figure lies where it must, in each of the years asked for."""
        codes = [
            _side(self._at(evaluation.number(aim.node, NOW.earlier(back)), -1), aim.sign, aim.limit.value)
            for back in range(aim.years)
            if isinstance(aim.limit, Number)
        ]
        return Verdict.of(min(codes))

    def _with_baseline(self, goal: Goal, aim: Aim, evaluation: Evaluation) -> Goal:
        """The latest year of which anything is known on the side that counts."""
        now, never = evaluation.number(aim.node, NOW), self._at(evaluation.number(aim.node, NEVER), 0)
        if isinstance(aim.node, Name) and aim.node.id in SUPPLIED_NUMBERS:
            never = Interval(0.0, math.inf)  # no points at all are what holds of every score
        for column in range(self.grounds.column, -1, -1):
            value = self._at(now, column)
            if value.known or math.isfinite(_proven(value, never, goal.sign)):
                year, sources = self._pedigree(aim.node, column)
                return replace(goal, baseline=value, year=year, sources=sources)
        return goal

    def _at(self, value: Bounds, column: int) -> Interval:
        shape = (len(self.grounds.figures.clusters), len(self.grounds.figures.periods))
        low, high = (np.broadcast_to(end, shape) if end.shape[1] != 1 else end for end in value)
        row = min(self.row, low.shape[0] - 1)
        column = 0 if low.shape[1] == 1 else column
        return Interval(float(low[row, column]), float(high[row, column]))

    def _pedigree(self, node: Node, column: int) -> tuple[str, tuple[str, ...]]:
        """The year that a figure really is of, and the sources it comes from."""
        figures = self.grounds.figures
        year = figures.periods[column]
        if isinstance(node, Name) and node.id in figures.ranges:
            year = figures.carried(node.id, self.row, year) or year
        rows: set[int] = set()
        for one in readings(node, figures.formulas):
            at = column - one.moment.back
            if one.moment.period is None and at >= 0 and one.indicator in figures.ranges:
                rows.update(figures.rows(one.indicator, self.row, figures.periods[at]))
        return year, tuple(sorted({self.grounds.dossier.evidence.source[row] for row in rows} - {""}))

    def _with_path(self, goal: Goal) -> Goal:
        if goal.baseline is None:
            return goal
        # What lies there now but not in all the years asked for is held until it has: no path leads back to a limit.
        there = goal.met or _side(goal.baseline, goal.sign, goal.target) > 0
        if there or goal.fact:
            aimed = goal.target if not goal.fact or goal.sign == ">=" else 0.0
            return replace(goal, method="keep" if there else "at once", path=(aimed,) * len(self.years))
        start = _start(goal)
        if start is None:
            return goal
        compound = start > 0 and goal.target > 0 and _is_level(goal)
        years = [int(year) for year in self.years]
        ends = (int(goal.year), start), (years[-1], goal.target)
        path = path_to(*ends, years, compound=compound, whole=goal.unit in _COUNTS)
        return replace(goal, method="compound" if compound else "linear", path=path)


def _is_level(goal: Goal) -> bool:
    """Whether it is a size that grows by a rate: neither a share, nor points, nor something counted in pieces."""
    return goal.unit not in _COUNTS and goal.unit not in _LEVELLESS


def _start(goal: Goal) -> float | None:
    """The end of the baseline that is proven, where the path begins; none where it is past the target already."""
    if goal.baseline is None or goal.sign in ("==", "!="):
        return None
    start = goal.baseline.low if goal.sign in (">=", ">") else goal.baseline.high
    return start if math.isfinite(start) else None


def _proven(value: Interval, never: Interval, sign: str) -> float:
    """The end that the evidence proves; infinite where it only repeats what holds of every such figure."""
    if sign in (">=", ">"):
        return value.low if value.low > never.low else -math.inf
    return value.high if value.high < never.high else math.inf


def _side(value: Interval, sign: str, limit: float) -> int:
    """1 where every value that may be lies on the side, -1 where none does, else 0."""
    tests: Mapping[str, tuple[bool, bool]] = {
        ">=": (value.low >= limit, value.high < limit),
        ">": (value.low > limit, value.high <= limit),
        "<=": (value.high <= limit, value.low > limit),
        "<": (value.high < limit, value.low >= limit),
        "==": (value.known and value.low == limit, limit not in value),
        "!=": (limit not in value, value.known and value.low == limit),
    }
    yes, no = tests[sign]
    return int(yes) - int(no)
