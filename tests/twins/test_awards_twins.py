"""The Gini coefficient against its definition as the mean absolute difference of all pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthpole.plan.award_fairness import gini_of


def slow_gini(amounts: list[int]) -> float:
    """Half the mean absolute difference of all pairs, relative to the mean (Gini 1912)."""
    count, mean = len(amounts), sum(amounts) / len(amounts)
    return sum(abs(a - b) for a in amounts for b in amounts) / (2 * count * count * mean)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any))
def test_sorted_sums_are_the_mean_difference_of_pairs(amounts: list[int]) -> None:
    assert gini_of(amounts) == pytest.approx(slow_gini(amounts), abs=1e-12)
