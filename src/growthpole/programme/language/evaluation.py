"""Execute an expression for all clusters and periods at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Protocol

import numpy as np

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.verdict import Verdicts
from growthpole.programme.language import bounds as interval
from growthpole.programme.language.bounds import EVERYTHING, Bounds
from growthpole.programme.language.environment import UNCHANGING, Environment
from growthpole.programme.language.logic import all_met, any_met, compare, count, opposite
from growthpole.programme.language.moment import NEVER, NOW, Moment, shifted
from growthpole.programme.language.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Label,
    Logic,
    Name,
    Negation,
    Node,
    Number,
    Sign,
    ordinal_of,
)

__all__ = ["Evaluation", "FigureTable", "Value", "evaluate"]

Value = Bounds | Verdicts


class FigureTable(Protocol):
    """What an expression needs of the figures."""

    @property
    def clusters(self) -> tuple[str, ...]:
        """Ids of the clusters."""

    @property
    def periods(self) -> tuple[str, ...]:
        """The years, in order and without a gap."""

    def read(self, indicator: str, moment: Moment) -> Bounds:
        """The figure of all clusters at a moment."""


def evaluate(node: Node, figures: FigureTable, environment: Environment | None = None) -> Value:
    """Execute an expression over the whole history.

    Parameters
    ----------
    node : Node
        From `parse`.
    figures : Figures
        From `build_figures`.
    environment : Environment, optional
        What the assessment supplies; nothing by default.

    Returns
    -------
    Bounds or Verdicts, shape (clusters, periods)
        A number gives the interval of all values it may have, in canonical units; a test gives 1 (met),
        0 (unknown) or -1 (not met). Before the first period every figure is its whole range.

    Raises
    ------
    NameUnknownError
        If a name is neither an indicator nor supplied.
    InputError
        If a function is not known.
    """
    return Evaluation(figures, environment or Environment()).of(node)


class Evaluation:
    """Expressions over the same figures and environment; each part is computed once."""

    def __init__(self, figures: FigureTable, environment: Environment) -> None:
        self.figures, self.environment = figures, environment
        self._known: dict[tuple[Node, Moment], Value] = {}

    def of(self, node: Node) -> Value:
        """The value of an expression, of shape (clusters, periods)."""
        shape = (len(self.figures.clusters), len(self.figures.periods))
        value = self.at(node, NOW)
        if isinstance(value, Bounds):
            return Bounds(np.broadcast_to(value.low, shape), np.broadcast_to(value.high, shape))
        return np.broadcast_to(value, shape)

    def at(self, node: Node, moment: Moment) -> Value:
        """The value at a moment; its shape broadcasts to (clusters, periods)."""
        key = node, moment
        if key not in self._known:
            self._known[key] = self._compute(node, moment)
        return self._known[key]

    def number(self, node: Node, moment: Moment) -> Bounds:
        """The value of a number at a moment."""
        value = self.at(node, moment)
        if not isinstance(value, Bounds):
            raise InputError(f"a number is needed where a test stands: {node!r}. Check the expression first.")
        return value

    def test(self, node: Node, moment: Moment) -> Verdicts:
        """The value of a test at a moment."""
        value = self.at(node, moment)
        if isinstance(value, Bounds):
            raise InputError(f"a test is needed where a number stands: {node!r}. Check the expression first.")
        return value

    def _compute(self, node: Node, moment: Moment) -> Value:
        match node:
            case Number(value=value):
                return interval.point(value)
            case Name():
                return self._named(node.id, moment)
            case Sign(inner=inner):
                return interval.negative(self.number(inner, moment))
            case Arithmetic():
                left, right = self.number(node.left, moment), self.number(node.right, moment)
                return _ARITHMETIC[node.sign](left, right)
            case Comparison():
                return self._comparison(node, moment)
            case Negation(inner=inner):
                return opposite(self.test(inner, moment))
            case Logic(word=word, parts=parts):
                return self._join("all" if word == "and" else "any", parts, moment)
            case Call():
                return self._call(node, moment)
            case _:
                raise InputError(
                    f"the word {node.word!r} has no value of its own; compare a grade, tier or class with it."
                )

    def _named(self, name: str, moment: Moment) -> Value:
        if name == "threshold" and self.environment.threshold is not None:
            return self.at(self.environment.threshold, moment)
        if name in self.environment.values:
            return self._supplied(name, self.environment.values[name], moment)
        return self.figures.read(name, moment)

    def _supplied(self, name: str, value: Value, moment: Moment) -> Value:
        if name in UNCHANGING:
            return value
        if isinstance(value, Bounds):
            ends = self._open_ends(name)
            return Bounds(
                shifted(value.low, moment, self.figures.periods, float(ends.low[0, 0])),
                shifted(value.high, moment, self.figures.periods, float(ends.high[0, 0])),
            )
        return shifted(value, moment, self.figures.periods, 0)

    def _open_ends(self, name: str) -> Bounds:
        words = self.environment.ordinals.get(name)
        return EVERYTHING if words is None else Bounds(np.zeros((1, 1)), np.full((1, 1), float(len(words))))

    def _comparison(self, node: Comparison, moment: Moment) -> Verdicts:
        window = _window(node.left) or _window(node.right)
        if window is None:
            return self._compare(node.sign, node.left, node.right, moment, moment)
        tests = []
        for back in range(window):
            then = moment.earlier(back)
            sides = [
                (side.arguments[0], then) if isinstance(side, Call) and side.function == "each" else (side, moment)
                for side in (node.left, node.right)
            ]
            (left, at_left), (right, at_right) = sides
            tests.append(self._compare(node.sign, left, right, at_left, at_right))
        return all_met(tests)

    def _compare(self, sign: str, left: Node, right: Node, at_left: Moment, at_right: Moment) -> Verdicts:
        return compare(sign, self._side(left, right, at_left), self._side(right, left, at_right))

    def _side(self, side: Node, other: Node, moment: Moment) -> Bounds:
        if not isinstance(side, Label):
            return self.number(side, moment)
        words: Mapping[str, int] = self.environment.ordinals.get(ordinal_of(other) or "", {})
        if side.word not in words:
            raise NameUnknownError(ordinal_of(other) or "word", side.word, words)
        return interval.point(float(words[side.word]))

    def _join(self, how: str, parts: tuple[Node, ...], moment: Moment) -> Verdicts:
        tests = [self.test(part, moment) for part in parts]
        return all_met(tests) if how == "all" else any_met(tests)

    def _call(self, node: Call, moment: Moment) -> Value:
        first, years = node.arguments[0], node.years or 1
        match node.function:
            case "any_of" | "all_of":
                return self._join(node.function[:3], node.arguments, moment)
            case "none_of":
                return opposite(self._join("any", node.arguments, moment))
            case "count":
                return count([self.test(one, moment) for one in node.arguments])
            case "at_least":
                met = count([self.test(one, moment) for one in node.arguments[1:]])
                return compare(">=", met, self.number(first, moment))
            case "each":
                return all_met([self.test(first, moment.earlier(back)) for back in range(years)])
            case "previous":
                return self.at(first, moment.earlier(years))
            case "at":
                return self.at(first, Moment(0, _period(node)))
            case "latest":
                return self._latest(first, moment)
            case "has":
                return compare(">=", self.number(first, moment), interval.point(1.0))
            case "met":
                return self._criterion(first, moment)
            case _:
                return self._figure(node, moment)

    def _figure(self, node: Call, moment: Moment) -> Bounds:
        first, years = node.arguments[0], node.years or 1
        match node.function:
            case "share" | "ratio":
                sides = self.number(first, moment), self.number(node.arguments[1], moment)
                return (interval.divide_share if node.function == "share" else interval.divide)(*sides)
            case "abs":
                return interval.absolute(self.number(first, moment))
            case "growth":
                return interval.growth(self.number(first, moment), self.number(first, moment.earlier(years)), years)
            case "mean_growth":
                rates = [self.number(Call("growth", (first,), 1), moment.earlier(back)) for back in range(years)]
                return interval.divide(reduce(interval.add, rates), interval.point(float(years)))
            case "change":
                return interval.subtract(self.number(first, moment), self.number(first, moment.earlier(years)))
            case "sum" | "mean":
                total = reduce(interval.add, self._years(first, moment, years))
                return total if node.function == "sum" else interval.divide(total, interval.point(float(years)))
            case "min" | "max":
                parts = (
                    [self.number(one, moment) for one in node.arguments]
                    if node.years is None
                    else self._years(first, moment, years)
                )
                return interval.smallest(parts) if node.function == "min" else interval.largest(parts)
            case _:
                raise InputError(f"there is no function {node.function!r}. Check the expression first.")

    def _years(self, node: Node, moment: Moment, years: int) -> list[Bounds]:
        return [self.number(node, moment.earlier(back)) for back in range(years)]

    def _criterion(self, node: Node, moment: Moment) -> Verdicts:
        name = node.id if isinstance(node, Name) else ""
        if name not in self.environment.criteria:
            raise NameUnknownError("criterion", name, self.environment.criteria)
        return shifted(self.environment.criteria[name], moment, self.figures.periods, 0)

    def _latest(self, node: Node, moment: Moment) -> Bounds:
        """Carry the last figure forward of which anything is known; nothing is known before the first."""
        shape = (len(self.figures.clusters), len(self.figures.periods))
        now, never = self.number(node, NOW), self.number(node, NEVER)
        known = np.broadcast_to((now.low != never.low) | (now.high != never.high), shape)
        last = np.maximum.accumulate(np.where(known, np.arange(shape[1]), -1), axis=1)
        ends = []
        for end, nothing in zip(now, never, strict=True):
            kept = np.take_along_axis(np.broadcast_to(end, shape), np.maximum(last, 0), axis=1)
            fill = float(nothing.flat[0])
            ends.append(shifted(np.where(last >= 0, kept, fill), moment, self.figures.periods, fill))
        return Bounds(*ends)


_ARITHMETIC = {"+": interval.add, "-": interval.subtract, "*": interval.multiply, "/": interval.divide}


def _window(node: Node) -> int | None:
    """Over how many years ``each`` asks a side of a comparison to hold."""
    return (node.years or 1) if isinstance(node, Call) and node.function == "each" else None


def _period(node: Call) -> str:
    second = node.arguments[1]
    return second.word if isinstance(second, Label) else ""
