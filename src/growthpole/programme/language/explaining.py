"""Reasons in words: what the figures were, what the rule is, and the verdict.

What can be said of all clusters is worked out once; a sentence for one cluster then takes microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.model.assessment import FigureUsed
from growthpole.model.text import LANGUAGES, Text
from growthpole.programme.language.aloud import Reader, shown_unit
from growthpole.programme.language.checking import unit_of
from growthpole.programme.language.environment import Environment
from growthpole.programme.language.evaluation import Evaluation
from growthpole.programme.language.kinds import Scope
from growthpole.programme.language.moment import NEVER, NOW, Moment
from growthpole.programme.language.names import SUPPLIED
from growthpole.programme.language.nodes import (
    Call,
    Comparison,
    Label,
    Logic,
    Name,
    Negation,
    Node,
    Number,
    ordinal_of,
)
from growthpole.programme.language.phrases import FLIPPED, JOINTS, VERDICTS
from growthpole.programme.language.readings import Reading, readings
from growthpole.programme.language.values import Values, span, values_of
from growthpole.programme.language.witnesses import ExplainedTable, Witness, with_period, witness

__all__ = ["explain", "figures_used"]

Sayer = Callable[[int, str], str]
"""From a cluster and a language to a clause."""


def explain(
    node: Node, figures: ExplainedTable, environment: Environment, cluster_index: int, period_index: int
) -> tuple[Text, tuple[FigureUsed, ...]]:
    """Say why a test came out as it did, or how a number came about, for one cluster in one period.

    Parameters
    ----------
    node : Node
        From `parse`; a test or a number.
    figures : Figures
        From `build_figures`.
    environment : Environment
        What the assessment supplies.
    cluster_index, period_index : int
        Positions in ``figures.clusters`` and ``figures.periods``.

    Returns
    -------
    Text
        One sentence in English and Chinese, without a full stop, such as "output 2021–2023 was 4.2, 4.4 and 4.9
        billion CNY; the rule is at least 4 billion CNY: met". What is not known is called so.
    tuple of FigureUsed
        Each figure read, the earliest first, with its rows of evidence.
    """
    return _explained(node, figures, environment, period_index).of(cluster_index)


def figures_used(
    node: Node, figures: ExplainedTable, environment: Environment, cluster_index: int, period_index: int
) -> tuple[FigureUsed, ...]:
    """The figures that an expression reads, without the sentence: the second part of what `explain` gives."""
    return _explained(node, figures, environment, period_index).used(cluster_index)


def _explained(node: Node, figures: ExplainedTable, environment: Environment, column: int) -> _Explanation:
    key = id(node), id(environment.threshold), id(environment.values), id(environment.criteria), column
    kept = figures.memory.get(key)
    if kept is None:
        # The node and the environment are kept beside, so that their identities stay theirs.
        kept = node, environment, _explanation(node, figures, environment, column)
        figures.memory[key] = kept
    explanation: _Explanation = kept[2]
    return explanation


@dataclass(frozen=True, slots=True)
class _Explanation:
    say: Sayer
    witnesses: tuple[Witness, ...]

    def of(self, cluster: int) -> tuple[Text, tuple[FigureUsed, ...]]:
        return Text(self.say(cluster, "en"), self.say(cluster, "zh")), self.used(cluster)

    def used(self, cluster: int) -> tuple[FigureUsed, ...]:
        return tuple([one.figure(cluster) for one in self.witnesses])


def _explanation(node: Node, figures: ExplainedTable, environment: Environment, column: int) -> _Explanation:
    speaker = _Speaker(figures, environment, column)
    read = readings(node, figures.formulas, environment.threshold)
    return _Explanation(speaker.clause(node), tuple(witness(figures, one, column) for one in read))


class _Speaker:
    """Turns the parts of an expression into clauses about one period."""

    def __init__(self, figures: ExplainedTable, environment: Environment, column: int) -> None:
        self.figures, self.environment, self.column = figures, environment, column
        self.evaluation = Evaluation(figures, environment)
        lexicon = figures.lexicon
        self.readers = {one: Reader(one, lexicon.labels, lexicon.shown) for one in LANGUAGES}
        threshold = environment.threshold
        units = Scope(lexicon.canonical, supplied=SUPPLIED)
        unit = unit_of(threshold, units) if threshold is not None else "1"
        self.scope = Scope(lexicon.canonical, threshold=unit, supplied=SUPPLIED)

    def clause(self, node: Node) -> Sayer:
        """The clause of a part: a test with its verdict, or a number with its value."""
        match node:
            case Comparison():
                return self._comparison(node)
            case Logic(word=word, parts=parts):
                return self._several(node, parts, word)
            case Call(function="any_of" | "all_of" | "none_of", arguments=parts):
                return self._several(node, parts, node.function)
            case Call(function="at_least", arguments=(_, *parts)):
                return self._several(node, parts, "at_least")
            case Negation(inner=inner):
                return self._several(node, [inner], "not")
            case Call(function="has", arguments=(one,)):
                return self._has(node, one)
            case _ if isinstance(self.evaluation.at(node, NOW), tuple):
                return self._told(node)
            case _:
                return self._named_test(node)

    def _verdicts(self, node: Node) -> list[int]:
        shape = (len(self.figures.clusters), len(self.figures.periods))
        verdicts: list[int] = np.broadcast_to(self.evaluation.test(node, NOW), shape)[:, self.column].tolist()
        return verdicts

    def _ending(self, node: Node, phrases: dict[str, str]) -> Sayer:
        """What is asked and the verdict: the same few sentences for all clusters."""
        verdicts = self._verdicts(node)
        colon = {"en": ": ", "zh": "："}
        endings = {
            language: {code: f"{phrases[language]}{colon[language]}{word}" for code, word in VERDICTS[language].items()}
            for language in LANGUAGES
        }
        return lambda cluster, language: endings[language][verdicts[cluster]]

    def _several(self, node: Node, parts: Sequence[Node], key: str) -> Sayer:
        clauses = [self.clause(part) for part in parts]
        count = node.arguments[0] if isinstance(node, Call) and key == "at_least" else None
        joints = {
            language: JOINTS[language][key].format("" if count is None else self.readers[language].read(count))
            for language in LANGUAGES
        }
        ending = self._ending(node, joints)

        def say(cluster: int, language: str) -> str:
            between = "；" if language == "zh" else "; "
            return between.join([clause(cluster, language) for clause in clauses]) + ending(cluster, language)

        return say

    def _comparison(self, node: Comparison) -> Sayer:
        left, sign, right = node.left, node.sign, node.right
        constant = isinstance(left, Number | Label) or left == Name("threshold")
        if constant or (isinstance(right, Call) and right.function == "each"):
            left, sign, right = right, FLIPPED[sign], left
        told = self._told(left)
        limit = self._limit(right)
        asked = {
            language: JOINTS[language]["rule"].format(self.readers[language].asked(sign, limit, left))
            for language in LANGUAGES
        }
        ending = self._ending(node, asked)
        if isinstance(limit, Number | Label):
            return lambda cluster, language: told(cluster, language) + ending(cluster, language)
        beside = self._told(right)
        brackets = {"en": "{}; {}{}", "zh": "{}；{}{}"}
        return lambda cluster, language: brackets[language].format(
            told(cluster, language), beside(cluster, language), ending(cluster, language)
        )

    def _limit(self, node: Node) -> Node:
        """The threshold of a gate is spoken as the number it stands for."""
        if node == Name("threshold") and self.environment.threshold is not None:
            return self.environment.threshold
        return node

    def _told(self, node: Node) -> Sayer:
        """What a side of a comparison was, year by year where each year counts."""
        years, inner = 1, node
        if isinstance(node, Call) and node.function == "each":
            years, inner = node.years or 1, node.arguments[0]
        moments = [Moment(back) for back in reversed(range(years))]
        if isinstance(inner, Call) and inner.function == "count":
            return self._counted(inner)
        values = [self._values(inner, moment) for moment in moments]
        period = span(self.figures.periods[self.column], years)
        subjects = {one: self._subject(inner, period, one) for one in LANGUAGES}
        behind = self._behind(node, inner)

        def say(cluster: int, language: str) -> str:
            picked = [one.pick(cluster) for one in values]
            return subjects[language] + values[0].sentence(picked, language) + behind(cluster, language)

        return say

    def _subject(self, node: Node, period: str, language: str) -> str:
        """A part with its period, unless it names periods of its own only."""
        phrase = self.readers[language].read(node)
        read = self._read(node)
        if read and all(one.moment.period is not None for one in read):
            return phrase
        simple = isinstance(node, Name) or language == "zh"
        return with_period(phrase, period if simple else f"in {period}", language)

    def _counted(self, node: Call) -> Sayer:
        clauses = [self.clause(part) for part in node.arguments]
        value = self._values(node, NOW)

        def say(cluster: int, language: str) -> str:
            between = "；" if language == "zh" else "; "
            number = value.said([value.pick(cluster)], language)
            return between.join(
                [*(clause(cluster, language) for clause in clauses), JOINTS[language]["count"].format(number)]
            )

        return say

    def _values(self, node: Node, moment: Moment) -> Values:
        number = self.evaluation.number(node, moment)
        never = self.evaluation.number(node, NEVER)
        words = self.environment.ordinals.get(ordinal_of(node) or "")
        named = None if words is None else {float(rank): self._word(word) for word, rank in words.items()}
        unit = "1" if words is not None else unit_of(node, self.scope)
        return values_of(
            number, never, len(self.figures.clusters), len(self.figures.periods), self.column,
            unit=unit, shown=shown_unit(node, self.figures.lexicon.shown), words=named,
            fact=isinstance(node, Name) and node.id in self.figures.lexicon.facts,
        )  # fmt: skip

    def _word(self, word: str) -> Text:
        return Text(*(self.readers[one].name(Label(word)) for one in LANGUAGES))

    def _behind(self, node: Node, inner: Node) -> Sayer:
        """In brackets, the figures that a value was worked out from, and what stands in for a later year."""
        read = [witness(self.figures, one, self.column) for one in self._read(node)]
        own = [one for one in read if isinstance(inner, Name) and one.indicator == inner.id]
        parts = [one for one in read if one not in own]
        carried = [one for one in own if one.indicator in self.figures.sources]
        if not parts and not carried:
            return lambda _cluster, _language: ""

        def say(cluster: int, language: str) -> str:
            told = [one.said(cluster, language) for one in parts]
            for one in carried:
                if (source := one.source(cluster)) != one.period[cluster]:
                    told.append(JOINTS[language]["carried"].format(one.period[cluster], source))
            if not told:
                return ""
            return f"（{'，'.join(told)}）" if language == "zh" else f" ({', '.join(told)})"

        return say

    def _read(self, node: Node) -> tuple[Reading, ...]:
        return readings(node, self.figures.formulas, self.environment.threshold)

    def _has(self, node: Node, one: Node) -> Sayer:
        if not (isinstance(one, Name) and one.id in self.figures.lexicon.facts):
            return self._comparison(Comparison(">=", one, Number(1.0)))
        told, verdicts = self._told(one), self._verdicts(node)
        words = {
            language: {code: JOINTS[language]["fact"].format(word) for code, word in VERDICTS[language].items()}
            for language in LANGUAGES
        }
        return lambda cluster, language: told(cluster, language) + words[language][verdicts[cluster]]

    def _named_test(self, node: Node) -> Sayer:
        """A test that has no value to show: a verdict supplied, a criterion, or one asked of several years."""
        behind = self._behind(node, node)
        ending = self._ending(node, {"en": "", "zh": ""})
        period = self.figures.periods[self.column]
        subjects = {one: f"{period}{'年' if one == 'zh' else ': '}{self.readers[one].read(node)}" for one in LANGUAGES}
        return lambda cluster, language: subjects[language] + behind(cluster, language) + ending(cluster, language)
