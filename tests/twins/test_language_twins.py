"""The interval engine = a plain evaluator of points, over corner and inner points of small intervals."""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from growthpole.programme.language import Bounds, Environment, Evaluation, Node, parse
from growthpole.programme.language.bounds import settle
from growthpole.programme.language.moment import NEVER, Moment, shifted
from growthpole.programme.language.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Label,
    Logic,
    Name,
    Negation,
    Number,
    Sign,
)

YEARS = ("2021", "2022", "2023")
RANGES = {"a": (0.0, 8.0), "b": (0.0, 8.0), "c": (-4.0, 4.0)}


@dataclass
class Table:
    """Figures of one cluster over three years."""

    low: dict[str, np.ndarray]
    high: dict[str, np.ndarray]
    clusters: tuple[str, ...] = ("x",)
    periods: tuple[str, ...] = YEARS

    def read(self, indicator: str, moment: Moment) -> Bounds:
        low, high = RANGES[indicator]
        return Bounds(
            shifted(self.low[indicator], moment, YEARS, low), shifted(self.high[indicator], moment, YEARS, high)
        )


class UndefinedError(Exception):
    """A point has no value: 0/0, or the growth of a negative figure."""


def point_value(node: Node, at, year: int):
    """The value of an expression when every figure is a plain number; ``at(indicator, year)`` gives it."""
    match node:
        case Number(value=value):
            return value
        case Name(id=name):
            return at(name, year)
        case Sign(inner=inner):
            return -point_value(inner, at, year)
        case Arithmetic(sign="/", left=left, right=right):
            return _quotient(point_value(left, at, year), point_value(right, at, year))
        case Arithmetic(sign=sign, left=left, right=right):
            sides = point_value(left, at, year), point_value(right, at, year)
            return {"+": operator.add, "-": operator.sub, "*": operator.mul}[sign](*sides)
        case Comparison(sign=sign, left=left, right=right):
            return _compared(sign, left, right, at, year)
        case Negation(inner=inner):
            return not point_value(inner, at, year)
        case Logic(word=word, parts=parts):
            return (all if word == "and" else any)([point_value(part, at, year) for part in parts])
        case Call():
            return _called(node, at, year)
    raise AssertionError(node)


def _compared(sign, left, right, at, year):
    test = {
        ">=": operator.ge,
        ">": operator.gt,
        "<=": operator.le,
        "<": operator.lt,
        "==": operator.eq,
        "!=": operator.ne,
    }
    if isinstance(left, Call) and left.function == "each":
        limit = point_value(right, at, year)
        values = [point_value(left.arguments[0], at, year - back) for back in range(left.years)]
        return all(test[sign](_settled(value), _settled(limit)) for value in values)
    return test[sign](_settled(point_value(left, at, year)), _settled(point_value(right, at, year)))


def _settled(value):
    return float(settle(np.array(value)))


def _quotient(a, b):
    if b == 0:
        raise UndefinedError
    return a / b


def _growth(now, then, years):
    if now < 0 or then < 0:
        raise UndefinedError
    root = _quotient(now, then) ** (1 / years)
    return (root if years == 1 else _settled(root)) - 1


def _called(node, at, year):
    first, n = node.arguments[0], node.years or 1

    def over(years):
        return [point_value(first, at, year - back) for back in range(years)]

    match node.function:
        case "any_of" | "all_of" | "none_of" | "count" | "at_least":
            tests = node.arguments[1:] if node.function == "at_least" else node.arguments
            met = sum(point_value(one, at, year) for one in tests)
            least = point_value(first, at, year) if node.function == "at_least" else 0
            results = {"any_of": met > 0, "all_of": met == len(tests), "none_of": met == 0, "at_least": met >= least}
            return results.get(node.function, met)
        case "each":
            return all(point_value(first, at, year - back) for back in range(n))
        case "previous":
            return point_value(first, at, year - n)
        case "at":
            return point_value(first, at, YEARS.index(node.arguments[1].word))
        case "growth":
            return _growth(point_value(first, at, year), point_value(first, at, year - n), n)
        case "mean_growth":
            values = over(n + 1)
            return sum([_growth(values[back], values[back + 1], 1) for back in range(n)]) / n
        case "change":
            return point_value(first, at, year) - point_value(first, at, year - n)
        case "sum" | "mean":
            return sum(over(n)) / (n if node.function == "mean" else 1)
        case "min" | "max":
            values = over(n) if node.years else [point_value(one, at, year) for one in node.arguments]
            return (min if node.function == "min" else max)(values)
        case "share":
            quotient = _quotient(*(point_value(one, at, year) for one in node.arguments))
            return min(max(quotient, 0.0), 1.0)
        case "ratio":
            return _quotient(*(point_value(one, at, year) for one in node.arguments))
        case "abs":
            return abs(point_value(first, at, year))
        case "has":
            return point_value(first, at, year) >= 1
    raise AssertionError(node.function)


def numbers(depth: int) -> st.SearchStrategy[str]:
    leaf = st.sampled_from(["a", "b", "c", "0", "1", "2.5", "at(a, '2022')", "at(c, '2021')"])
    if depth == 0:
        return leaf
    inner = numbers(depth - 1)
    years = st.integers(1, 3)
    windows = ["growth", "mean_growth", "change", "sum", "mean", "min", "max", "previous"]
    return st.one_of(
        leaf,
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("(-{})".format, inner),
        st.builds("{}({}, years = {})".format, st.sampled_from(windows), inner, years),
        st.builds("{}({}, {})".format, st.sampled_from(["share", "ratio", "min", "max"]), inner, inner),
        st.builds("abs({})".format, inner),
        st.builds("count({}, {})".format, verdicts(depth - 1), verdicts(depth - 1)),
    )


def verdicts(depth: int) -> st.SearchStrategy[str]:
    number = numbers(depth)
    sign = st.sampled_from([">=", ">", "<=", "<", "==", "!="])
    comparison = st.builds("{} {} {}".format, number, sign, number)
    if depth == 0:
        return comparison
    inner = st.builds("({})".format, verdicts(depth - 1))
    return st.one_of(
        comparison,
        st.builds("each({}, years = {}) {} {}".format, number, st.integers(1, 3), sign, number),
        st.builds("each({}, years = {})".format, inner, st.integers(1, 3)),
        st.builds("{} {} {}".format, inner, st.sampled_from(["and", "or"]), inner),
        st.builds("not {}".format, inner),
        st.builds("{}({}, {})".format, st.sampled_from(["any_of", "all_of", "none_of"]), inner, inner),
        st.builds("at_least({}, {}, {})".format, st.integers(0, 3), inner, inner),
        st.builds("has({})".format, number),
        st.builds("previous({})".format, inner),
    )


@st.composite
def tables(draw) -> Table:
    low, high = {}, {}
    for name, (least, most) in RANGES.items():
        ends = [sorted(draw(st.tuples(_steps(least, most), _steps(least, most)))) for _ in YEARS]
        known = [draw(st.booleans()) for _ in YEARS]
        low[name] = np.array([[a for a, _ in ends]])
        high[name] = np.array([[a if one else b for (a, b), one in zip(ends, known, strict=True)]])
    return Table(low, high)


def _steps(least: float, most: float) -> st.SearchStrategy[float]:
    return st.integers(int(least * 2), int(most * 2)).map(lambda one: one / 2)


@st.composite
def points(draw, table: Table):
    """A value for each figure and year, those before the first year too: an end, or somewhere between."""
    chosen: dict[tuple[str, int], float] = {}

    def at(name: str, year: int) -> float:
        if (name, year) not in chosen:
            inside = year >= 0
            low = table.low[name][0, year] if inside else RANGES[name][0]
            high = table.high[name][0, year] if inside else RANGES[name][1]
            chosen[name, year] = low + (high - low) * draw(st.sampled_from([0.0, 1.0, 0.5, 0.25]))
        return chosen[name, year]

    return at


@given(text=numbers(2), table=tables(), data=st.data())
def test_every_point_lies_inside_the_interval(text: str, table: Table, data: st.DataObject) -> None:
    node = parse(text)
    result = Evaluation(table, Environment()).of(node)
    assert not np.isnan(result.low).any()
    assert not np.isnan(result.high).any()
    for _ in range(6):
        try:
            value = point_value(node, data.draw(points(table)), 2)
        except UndefinedError:
            continue
        slack = 1e-9 * max(1.0, abs(value))
        assert result.low[0, 2] - slack <= value <= result.high[0, 2] + slack


@given(text=verdicts(2), table=tables(), data=st.data())
def test_a_verdict_holds_at_every_point(text: str, table: Table, data: st.DataObject) -> None:
    node = parse(text)
    verdict = int(Evaluation(table, Environment()).of(node)[0, 2])
    for _ in range(6):
        try:
            holds = point_value(node, data.draw(points(table)), 2)
        except UndefinedError:
            continue
        assert verdict == 0 or holds == (verdict == 1)


@given(text=verdicts(1), data=st.data())
def test_known_figures_give_the_plain_answer(text: str, data: st.DataObject) -> None:
    values = {name: np.array([[data.draw(_steps(*ends)) for _ in YEARS]]) for name, ends in RANGES.items()}
    table, node = Table(values, values), parse(text)
    verdict = int(Evaluation(table, Environment()).of(node)[0, 2])

    def at(name: str, year: int) -> float:
        if year < 0:
            raise UndefinedError
        return float(values[name][0, year])

    try:
        holds = point_value(node, at, 2)
    except UndefinedError:
        return
    assert verdict == (1 if holds else -1)


SINGLE = [
    "a + b",
    "a - b",
    "a * b",
    "a / b",
    "ratio(b, a)",
    "share(a, b)",
    "abs(c)",
    "-c * a",
    "min(a, c)",
    "max(b, c)",
]
SINGLE += ["growth(a, years = 2)", "change(b)", "mean(a, years = 3)", "sum(c, years = 2)", "max(a, years = 3)"]


@given(text=st.sampled_from(SINGLE), data=st.data())
def test_an_interval_is_tight_where_each_figure_occurs_once(text: str, data: st.DataObject) -> None:
    """Both ends are reached at a corner, or at 0 for an absolute value."""
    node = parse(text)
    ends = {
        name: [sorted(data.draw(st.tuples(st.integers(low, 8), st.integers(low, 8)))) for _ in YEARS]
        for name, low in {"a": 1, "b": 1, "c": -4}.items()
    }
    table = Table(
        {name: np.array([[float(low) for low, _ in one]]) for name, one in ends.items()},
        {name: np.array([[float(high) for _, high in one]]) for name, one in ends.items()},
    )
    result = Evaluation(table, Environment()).of(node)
    corners = []
    for bits in range(2**9):

        def at(name: str, year: int, bits: int = bits) -> float:
            return float(ends[name][year][bits >> ("abc".index(name) * 3 + year) & 1])

        corners.append(point_value(node, at, 2))
    zero = [0.0] if text == "abs(c)" and ends["c"][2][0] <= 0 <= ends["c"][2][1] else []
    np.testing.assert_allclose(result.low[0, 2], min(corners + zero), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(result.high[0, 2], max(corners + zero), rtol=1e-12, atol=1e-12)


def test_before_the_first_year_nothing_is_known() -> None:
    table = Table({name: np.ones((1, 3)) for name in RANGES}, {name: np.ones((1, 3)) for name in RANGES})
    evaluation = Evaluation(table, Environment())
    before = evaluation.of(parse("previous(a)"))
    assert before.low.tolist() == [[0.0, 1.0, 1.0]]
    assert before.high.tolist() == [[8.0, 1.0, 1.0]]
    assert evaluation.of(parse("each(a, years = 3) >= 1")).tolist() == [[0, 0, 1]]
    assert evaluation.at(parse("a - b"), NEVER) == Bounds(np.array([[-8.0]]), np.array([[8.0]]))
    assert isinstance(parse("at(a, '2022')").arguments[1], Label)
    assert math.isinf(float(evaluation.of(parse("1 / (a - 1)")).high[0, 2]))
