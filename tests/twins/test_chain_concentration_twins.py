"""Bounds of concentration against trying every end and a fine grid."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from growthpole.chain import concentration
from growthpole.chain.concentration import concentration_ratio, herfindahl_bounds
from growthpole.model.interval import Interval


def draws(rng: np.random.Generator, cases: int) -> list[list[Interval]]:
    """Up to four amounts, some known, some from nothing."""
    found = []
    for _ in range(cases):
        lows = rng.choice([0.0, 1.0], int(rng.integers(1, 5))) * rng.uniform(0, 10, 1)
        widths = rng.choice([0.0, 1.0], len(lows)) * rng.uniform(0, 10, len(lows))
        found.append([Interval(low, low + width) for low, width in zip(lows.tolist(), widths.tolist(), strict=True)])
    return found


def tried(amounts: list[Interval]) -> np.ndarray:
    """Every combination of eleven values of each amount, those without any sum left out."""
    grids = [np.linspace(one.low, one.high, 11) if not one.known else [one.low] for one in amounts]
    values = np.array(list(product(*grids)))
    return values[values.sum(axis=1) > 0]


@pytest.mark.parametrize("largest", [1, 2, 3])
def test_the_ratio_holds_everything_and_its_high_end_is_reached(largest: int, rng: np.random.Generator) -> None:
    for amounts in draws(rng, 80):
        values = tried(amounts)
        if not len(values):
            continue
        top = np.sort(values, axis=1)[:, -largest:].sum(axis=1) / values.sum(axis=1)
        found = concentration_ratio(amounts, largest)
        assert found.low <= top.min() + 1e-9
        assert found.high == pytest.approx(top.max(), abs=1e-9)


def test_the_low_end_of_the_ratio_is_reached(rng: np.random.Generator) -> None:
    for amounts in draws(rng, 80):
        ends = sorted({end for one in amounts for end in (one.low, one.high)})
        held = np.array([[min(max(level, one.low), one.high) for one in amounts] for level in ends])
        held = held[held.sum(axis=1) > 0]
        if len(held):
            reached = (held.max(axis=1) / held.sum(axis=1)).min()
            assert concentration_ratio(amounts).low <= reached + 1e-12
            if min(one.low for one in amounts) > 0:
                assert concentration_ratio(amounts).low == pytest.approx(reached)


def test_the_index_holds_everything_and_its_high_end_is_reached(rng: np.random.Generator) -> None:
    for amounts in draws(rng, 120):
        values = tried(amounts)
        if not len(values):
            continue
        index = (values**2).sum(axis=1) / values.sum(axis=1) ** 2
        found = herfindahl_bounds(amounts)
        assert found.low <= index.min() + 1e-9
        assert found.high == pytest.approx(index.max(), abs=1e-9)


def test_the_low_end_of_the_index_is_that_of_the_most_equal_amounts(rng: np.random.Generator) -> None:
    levels = np.linspace(1e-9, 20, 20_001)[:, None]
    for amounts in draws(rng, 60):
        held = np.clip(levels, [one.low for one in amounts], [one.high for one in amounts])
        held = held[held.sum(axis=1) > 0]
        if len(held):
            least = ((held**2).sum(axis=1) / held.sum(axis=1) ** 2).min()
            assert herfindahl_bounds(amounts).low == pytest.approx(least, abs=1e-4)


def test_many_amounts_some_without_an_end_against_every_level(rng: np.random.Generator) -> None:
    for _ in range(12):
        low = rng.choice([0.0, 1.0], 40) * rng.uniform(0, 10, 40)
        high = low + rng.choice([0.0, 1.0], 40) * rng.uniform(0, 30, 40)
        high[:2] = np.inf
        amounts = [Interval(*ends) for ends in zip(low.tolist(), high.tolist(), strict=True)]
        levels = np.unique([*low, *high[2:], *np.linspace(1e-6, 60, 4001), 1e12])[:, None]
        held = np.sort(np.clip(levels, low, high), axis=1)
        whole = held.sum(axis=1)
        for largest in (1, 4):
            least = (held[:, -largest:].sum(axis=1) / whole).min()
            assert concentration_ratio(amounts, largest).low == pytest.approx(least, rel=1e-4)
            assert concentration_ratio(amounts[::-1], largest) == concentration_ratio(amounts, largest)
        assert herfindahl_bounds(amounts).low == pytest.approx(((held**2).sum(axis=1) / whole**2).min(), rel=1e-4)
        assert herfindahl_bounds(amounts).high == 1.0


def test_the_bound_for_many_unknown_amounts_is_never_too_low(
    rng: np.random.Generator, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [case for case in draws(rng, 120) if any(one.high > 0 for one in case)]
    exact = [herfindahl_bounds(case) for case in cases]
    monkeypatch.setattr(concentration, "_TRIED", -1)
    for case, truth in zip(cases, exact, strict=True):
        bound = herfindahl_bounds(case)
        assert bound.low == truth.low
        assert bound.high >= truth.high - 1e-12


def test_the_rest_is_between_many_small_ones_and_a_single_one(rng: np.random.Generator) -> None:
    for _ in range(40):
        amounts = [Interval.point(float(value)) for value in rng.uniform(1, 9, 3)]
        rest = float(rng.uniform(0, 9))
        held = [one.low for one in amounts]
        whole = sum(held) + rest
        found = herfindahl_bounds(amounts, Interval.point(rest))
        assert found.low == pytest.approx(sum(each**2 for each in held) / whole**2)
        assert found.high == pytest.approx((sum(each**2 for each in held) + rest**2) / whole**2)
        ratio = concentration_ratio(amounts, 1, Interval.point(rest))
        assert ratio.low == pytest.approx(max(held) / whole)
        assert ratio.high == pytest.approx(max(*held, rest) / whole)
