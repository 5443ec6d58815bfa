"""Interval arithmetic at the edge, by hand: zeros, open ends, and what binary arithmetic adds."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.programme.language.bounds import (
    Bounds,
    absolute,
    add,
    divide,
    divide_share,
    growth,
    multiply,
    settle,
    subtract,
)
from growthpole.programme.language.logic import compare

INF = np.inf


def of(low: float, high: float) -> Bounds:
    return Bounds(np.array([[low]]), np.array([[high]]))


def ends(result: Bounds) -> tuple[float, float]:
    return float(result.low[0, 0]), float(result.high[0, 0])


@pytest.mark.parametrize(
    ("a", "b", "quotient"),
    [
        ((1, 2), (4, 8), (0.125, 0.5)),
        ((-1, 2), (4, 8), (-0.25, 0.5)),
        ((1, 2), (-4, -2), (-1, -0.25)),
        ((1, 2), (0, 4), (0.25, INF)),
        ((-2, -1), (0, 4), (-INF, -0.25)),
        ((0, 1), (0, 4), (0, INF)),
        ((-1, 1), (0, 4), (-INF, INF)),
        ((-1, 0), (0, 4), (-INF, INF)),
        ((1, 2), (0, 0), (INF, INF)),
        ((-2, -1), (0, 0), (-INF, -INF)),
        ((0, 0), (0, 0), (0, INF)),
        ((0, 0), (2, 4), (0, 0)),
        ((1, 2), (-1, 4), (-INF, INF)),
        ((1, 2), (-4, 0), (-INF, INF)),
        ((5, INF), (1, INF), (0, INF)),
        ((0, INF), (0, INF), (0, INF)),
        ((5, 5), (-INF, INF), (-INF, INF)),
    ],
)
def test_division(a: tuple[float, float], b: tuple[float, float], quotient: tuple[float, float]) -> None:
    assert ends(divide(of(*a), of(*b))) == quotient


def test_open_ends_never_make_nan() -> None:
    everything, limit = of(-INF, INF), of(INF, INF)
    assert ends(add(limit, of(-INF, -INF))) == (-INF, INF)
    assert ends(subtract(limit, limit)) == (-INF, INF)
    assert ends(multiply(everything, of(0, 0))) == (0, 0)
    assert ends(multiply(of(2, INF), of(-3, -1))) == (-INF, -2)
    assert ends(absolute(everything)) == (0, INF)
    assert ends(absolute(of(-5, -2))) == (2, 5)
    assert ends(absolute(of(-5, 2))) == (0, 5)


def test_a_share_stays_between_nothing_and_all() -> None:
    assert ends(divide_share(of(2, 3), of(4, 8))) == (0.25, 0.75)
    assert ends(divide_share(of(9, 9), of(3, 3))) == (1, 1)
    assert ends(divide_share(of(0, 0), of(0, 0))) == (0, 1)


def test_growth_of_ten_per_cent_is_ten_per_cent() -> None:
    assert ends(growth(of(1.331, 1.331), of(1, 1), 3)) == pytest.approx((0.1, 0.1), abs=1e-15)
    assert compare(">=", growth(of(1331, 1331), of(1000, 1000), 3), of(0.1, 0.1)).tolist() == [[1]]
    assert ends(growth(of(-1, 5), of(1, 1), 2)) == (-INF, INF)
    assert ends(growth(of(1, 1), of(-2, -1), 2)) == (-INF, INF)
    assert ends(growth(of(4, 4), of(0, 1), 2)) == (1, INF)
    assert ends(growth(of(0, 0), of(0, 0), 2)) == (-1, INF)


@pytest.mark.parametrize(
    ("a", "sign", "b", "verdict"),
    [
        (0.35 - 0.25, ">=", 0.1, 1),
        (0.1 + 0.2, "==", 0.3, 1),
        (0.7 + 0.1, ">=", 0.8, 1),
        (4e9 - 1, ">=", 4e9, -1),
        (0.1 - 1e-9, ">=", 0.1, -1),
        (1e15, ">", 1e15 - 1, 1),
    ],
)
def test_figures_are_compared_as_an_office_reads_them(a: float, sign: str, b: float, verdict: int) -> None:
    assert compare(sign, of(a, a), of(b, b)).tolist() == [[verdict]]


@pytest.mark.parametrize(
    ("a", "sign", "b", "verdict"),
    [
        ((1, 3), ">=", (1, 1), 1),
        ((1, 3), ">", (1, 1), 0),
        ((1, 3), ">", (3, 4), -1),
        ((1, 3), ">=", (3, 4), 0),
        ((1, 3), "<", (3, 4), 0),
        ((1, 3), "<=", (3, 4), 1),
        ((1, 3), "==", (2, 2), 0),
        ((1, 3), "==", (4, 4), -1),
        ((1, 3), "!=", (4, 4), 1),
        ((0, INF), ">=", (5, 5), 0),
        ((-INF, 4), ">=", (5, 5), -1),
    ],
)
def test_a_comparison_is_met_when_every_value_meets_it(
    a: tuple[float, float], sign: str, b: tuple[float, float], verdict: int
) -> None:
    assert compare(sign, of(*a), of(*b)).tolist() == [[verdict]]


def test_settling_leaves_large_and_open_values() -> None:
    values = np.array([np.inf, -np.inf, 1e300, 123456789012345.6, 0.1 + 0.2])
    assert settle(values).tolist() == [np.inf, -np.inf, 1e300, 123456789012345.6, 0.3]
