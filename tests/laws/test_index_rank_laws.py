"""Exact intervals and rank ranges: laws, and brute force on small cases."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthpole.errors import InputError, ShapeError
from growthpole.index.intervals import goalposts, weighted_interval
from growthpole.index.ranks import at_least, rank_ranges, standing_top

TENTHS = st.integers(0, 10).map(lambda one: one / 10)
INTERVALS = st.lists(st.tuples(TENTHS, TENTHS).map(sorted), min_size=1, max_size=6)


def _brute(low, high):
    """Every rank met over all corners and mid-points of the box of scores."""
    grids = [sorted({a, (a + b) / 2, b}) for a, b in zip(low, high, strict=True)]
    met = [[1 + sum(other > mine for other in point) for mine in point] for point in product(*grids)]
    return np.min(met, axis=0), np.max(met, axis=0)


@given(INTERVALS)
def test_rank_ranges_equal_brute_force(pairs):
    low, high = np.array(pairs).T
    best, worst = rank_ranges(low, high)
    expected = _brute(low, high)
    np.testing.assert_array_equal(best, expected[0])
    np.testing.assert_array_equal(worst, expected[1])


@given(INTERVALS, st.randoms(use_true_random=False))
def test_rank_ranges_follow_a_permutation_of_the_units(pairs, random):
    low, high = np.array(pairs).T
    order = list(range(len(low)))
    random.shuffle(order)
    best, worst = rank_ranges(low, high)
    moved = rank_ranges(low[order], high[order])
    np.testing.assert_array_equal(moved[0], best[order])
    np.testing.assert_array_equal(moved[1], worst[order])


@given(INTERVALS, st.lists(st.sampled_from("ab"), min_size=6, max_size=6))
def test_classes_are_ranked_as_if_alone(pairs, letters):
    low, high = np.array(pairs).T
    classes = np.array(letters[: len(low)])
    best, worst = rank_ranges(low, high, classes)
    for one in set(classes):
        inside = classes == one
        alone = rank_ranges(low[inside], high[inside])
        np.testing.assert_array_equal(best[inside], alone[0])
        np.testing.assert_array_equal(worst[inside], alone[1])


@given(INTERVALS, st.integers(0, 5))
def test_learning_a_figure_never_widens_a_rank_range(pairs, who):
    low, high = np.array(pairs).T
    who %= len(low)
    best, worst = rank_ranges(low, high)
    low[who] = high[who] = (low[who] + high[who]) / 2
    known = rank_ranges(low, high)
    assert (known[0] >= best).all()
    assert (known[1] <= worst).all()


def test_scores_are_not_rounded_before_they_are_ranked():
    scores = np.array([50.0, 50.0 + 1e-9, 50.0 - 1e-9])
    np.testing.assert_array_equal(rank_ranges(scores, scores)[0], [2, 1, 3])


def test_ties_share_the_better_rank():
    scores = np.array([3.0, 1.0, 3.0, 2.0, 1.0])
    best, worst = rank_ranges(scores, scores)
    np.testing.assert_array_equal(best, [1, 4, 1, 3, 4])
    np.testing.assert_array_equal(worst, best)


def test_one_wholly_unknown_unit_can_stand_anywhere():
    best, worst = rank_ranges([-np.inf, 2.0, 1.0], [np.inf, 2.0, 1.0])
    np.testing.assert_array_equal(best, [1, 1, 2])
    np.testing.assert_array_equal(worst, [3, 2, 3])


def test_standing_follows_the_range():
    low, high = np.array([9.0, 5.0, 4.0, 0.0]), np.array([9.5, 7.0, 6.0, 1.0])
    assert standing_top(low, high, 2).tolist() == ["safe in", "borderline", "borderline", "safe out"]
    assert at_least(low, high, 5.0).tolist() == ["safe in", "safe in", "borderline", "safe out"]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0.1, 10), st.floats(-5, 5))
def test_units_are_irrelevant_under_goalposts(value, width, scale, shift):
    worst, best = -100.0, 250.0
    high = value + abs(width)
    plain = goalposts(value, high, worst, best)
    other = goalposts(value * scale + shift, high * scale + shift, worst * scale + shift, best * scale + shift)
    np.testing.assert_allclose(other, plain, atol=1e-9)


@given(st.floats(-10, 10), st.floats(0, 5))
def test_less_is_better_mirrors_more_is_better(value, width):
    low, high = goalposts(value, value + width, worst=-3.0, best=4.0)
    mirrored = goalposts(value, value + width, worst=4.0, best=-3.0)
    np.testing.assert_allclose(mirrored[0], 1 - high, atol=1e-12)
    np.testing.assert_allclose(mirrored[1], 1 - low, atol=1e-12)


@pytest.mark.parametrize("how", ["arithmetic", "geometric", "harmonic"])
def test_interval_of_the_mean_is_exact_over_the_corners(how, rng):
    for _ in range(20):
        low = rng.choice([0.0, 0.2, 0.5], 4)
        high = np.minimum(low + rng.choice([0.0, 0.3], 4), 1.0)
        weights = rng.choice([0.0, 1.0, 2.5], 4) + np.array([0.5, 0, 0, 0])
        corners = np.array(list(product(*zip(low, high, strict=True))))
        means = weighted_interval(corners, corners, weights, how)[0]
        exact = weighted_interval(low, high, weights, how)
        np.testing.assert_allclose(exact, (means.min(), means.max()), atol=1e-15)


@pytest.mark.parametrize("how", ["arithmetic", "geometric", "harmonic"])
def test_a_value_of_weight_zero_has_no_influence(how):
    assert weighted_interval([0.5, 0.0], [0.5, np.inf], [1.0, 0.0], how) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (
            lambda: goalposts([np.nan], [1.0], 0, 1),
            InputError,
            "interval .-inf, inf",
        ),
        (lambda: goalposts([2.0], [1.0], 0, 1), InputError, "must not exceed"),
        (lambda: goalposts([1.0], [1.0], 3, 3), InputError, "two different goalposts"),
        (lambda: goalposts([1.0, 2.0], [1.0, 2.0], [0, 0, 0], [1, 1, 1]), ShapeError, "must broadcast"),
        (lambda: weighted_interval([0.1], [0.2], [-1.0]), InputError, "not negative"),
        (lambda: weighted_interval([0.1], [0.2], [0.0]), InputError, "must be positive"),
        (lambda: weighted_interval([0.1], [0.2], [1.0, 2.0]), ShapeError, "one for each value"),
        (lambda: weighted_interval([-0.1], [0.2], [1.0], "geometric"), InputError, "0 or more"),
        (lambda: weighted_interval([0.1], [0.2], [1.0], "median"), InputError, "arithmetic"),
        (lambda: rank_ranges([np.nan], [1.0]), InputError, "1 of 1"),
        (lambda: rank_ranges([[1.0]], [[1.0]]), ShapeError, "one-dimensional"),
        (lambda: rank_ranges([1.0], [1.0], ["a", "b"]), ShapeError, "one class a unit"),
        (lambda: standing_top([1.0], [1.0], 0), InputError, "at least 1"),
    ],
)
def test_bad_input_says_what_must_hold(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_empty_input_gives_empty_output():
    assert [one.size for one in rank_ranges([], [])] == [0, 0]
    assert [one.size for one in goalposts([], [], 0.0, 1.0)] == [0, 0]
