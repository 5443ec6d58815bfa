"""Verdicts and scores put into words: each with the figures it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from growthpole.model.assessment import Distance, FigureUsed, Finding, PointsOf, Score, Shortfall, WeaknessFound
from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.model.rules import Criterion, Index, ScoreGroup, ScoreItem, Veto, Weakness
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict, Verdicts
from growthpole.programme.figures import Figures
from growthpole.programme.judgement import Judgement
from growthpole.programme.language import Bounds, Environment, parse
from growthpole.programme.language.explaining import explain, figures_used
from growthpole.programme.scoring import Scores

__all__ = ["Reasons", "distance_to", "interval_at"]


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons for what was judged in one period, asked for cluster by cluster.

    Attributes
    ----------
    programme : Programme
        The rules.
    figures : Figures
        What is known.
    judgement : Judgement
        What the rules say.
    column : int
        The period, as a column of the judgement.
    """

    programme: Programme
    figures: Figures
    judgement: Judgement
    column: int

    def criteria(self, row: int) -> tuple[Finding, ...]:
        """The verdict of every criterion."""
        return self._findings(row, self.programme.criteria, self.judgement.criteria)

    def vetoes(self, row: int) -> tuple[Finding, ...]:
        """The verdict of every veto; met means that it excludes."""
        return self._findings(row, self.programme.vetoes, self.judgement.vetoes)

    def weaknesses(self, row: int) -> tuple[WeaknessFound, ...]:
        """The verdict of every weakness; met means that it is there."""
        rules = self.programme.weaknesses
        findings = self._findings(row, rules, self.judgement.weaknesses)
        return tuple(WeaknessFound(finding, rules[finding.id].remedies) for finding in findings)

    def gates(self, row: int, tier: str) -> tuple[Finding, ...]:
        """The verdict of every gate of a tier."""
        names = self.programme.tiers[tier].gates if tier else ()
        return tuple(
            self._finding(
                row,
                name,
                self.programme.gates[name].test,
                self.judgement.gates[tier, name],
                self.judgement.gate_environments[tier, name],
            )
            for name in names
        )

    def score(self, row: int) -> Score | None:
        """The points, item by item, and the adjustments."""
        judgement, index = self.judgement, self.programme.index
        if index is None or judgement.scores is None or judgement.total is None:
            return None
        adjustments = {key: self._at(row, points) for key, points in judgement.adjustments.items()}
        figures = {key: self.used(row, self.programme.adjustments[key].count) for key in adjustments}
        items = tuple(self._items(row, index, judgement.scores))
        return Score(self._at(row, judgement.total), items, adjustments, figures)

    def say(self, row: int, test: str) -> tuple[Text, tuple[FigureUsed, ...]]:
        """An expression in words, as it turned out for a cluster."""
        return explain(parse(test), self.figures, self.judgement.environment, row, self.column)

    def _items(self, row: int, index: Index, scores: Scores) -> Iterator[PointsOf]:
        for group in index.groups:
            for item in group.items:
                yield self._points(row, index, group, item, scores)

    def _points(self, row: int, index: Index, group: ScoreGroup, item: ScoreItem, scores: Scores) -> PointsOf:
        key = group.id, item.id
        weight = index.scale * group.weight * item.weight
        part = self._at(row, scores.items[key])
        return PointsOf(
            group=group.id,
            item=item.id,
            weight=weight,
            value=self._at(row, scores.values[key]),
            points=Interval(weight * part.low, weight * part.high),
            figures=self.used(row, item.value),
            imputed=key in scores.imputed and bool(scores.imputed[key][row, self.column]),
        )

    def used(self, row: int, text: str) -> tuple[FigureUsed, ...]:
        """The figures that an expression reads, without the sentence."""
        return figures_used(parse(text), self.figures, self.judgement.environment, row, self.column)

    def _findings(
        self,
        row: int,
        rules: Mapping[str, Criterion] | Mapping[str, Veto] | Mapping[str, Weakness],
        verdicts: Mapping[str, Verdicts],
    ) -> tuple[Finding, ...]:
        environment = self.judgement.environment
        return tuple(self._finding(row, key, rules[key].test, verdicts[key], environment) for key in rules)

    def _finding(self, row: int, key: str, test: str, verdicts: Verdicts, environment: Environment) -> Finding:
        reason, figures = explain(parse(test), self.figures, environment, row, self.column)
        return Finding(key, Verdict.of(int(verdicts[row, self.column])), reason, figures)

    def _at(self, row: int, value: Bounds) -> Interval:
        return interval_at(value, row, self.column)


def interval_at(value: Bounds, row: int, column: int) -> Interval:
    """One cell of an array of intervals."""
    return Interval(float(value.low[row, column]), float(value.high[row, column]))


def distance_to(tier: str, findings: tuple[Finding, ...]) -> Distance:
    """What stands between a cluster and a tier; an empty tier is the top of the ladder."""
    missing = tuple(_short(each) for each in findings if each.verdict is Verdict.NOT_MET)
    unknown = tuple(_short(each) for each in findings if each.verdict is Verdict.UNKNOWN)
    return Distance(tier, missing, unknown)


def _short(finding: Finding) -> Shortfall:
    return Shortfall(finding.id, finding.verdict, finding.reason)
