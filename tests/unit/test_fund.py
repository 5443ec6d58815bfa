"""Splits a clerk can check by hand."""

from fractions import Fraction

import pytest

from growthpole.errors import InputError
from growthpole.programme.fund import in_tranches, proportional, to_cents


def test_equal_remainders_go_to_the_earlier_place() -> None:
    assert to_cents([Fraction(1, 2), Fraction(1, 2)], 1) == [1, 0]


def test_amounts_must_add_up() -> None:
    with pytest.raises(InputError, match="they add up to 3 and `total` is 4"):
        to_cents([Fraction(1), Fraction(2)], 4)


def test_nobody_to_pay_leaves_everything() -> None:
    assert proportional(500, []) == ([], 500)


def test_zero_scores_share_equally() -> None:
    assert proportional(10, [0.0, 0.0, 0.0]) == ([4, 3, 3], 0)


def test_a_floor_the_budget_cannot_pay_becomes_an_equal_share() -> None:
    assert proportional(90, [5.0, 1.0, 0.0], floor=50) == ([30, 30, 30], 0)


def test_floor_is_paid_by_the_others() -> None:
    # 100 split 9 : 1 would give 90 and 10; the floor of 25 leaves 75.
    assert proportional(100, [9.0, 1.0], floor=25) == ([75, 25], 0)


def test_what_one_cap_cuts_goes_to_the_others() -> None:
    assert proportional(100, [8.0, 1.0, 1.0], cap=50) == ([50, 25, 25], 0)


def test_weights_of_zero_take_what_capped_ones_leave() -> None:
    assert proportional(100, [8.0, 0.0], cap=60) == ([60, 40], 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"total": -1, "weights": [1.0]}, "`total` must not be negative; it is -1"),
        ({"total": 1, "weights": [1.0, float("nan")]}, "number 1 is nan"),
        ({"total": 1, "weights": [-2.0]}, "number 0 is -2"),
        ({"total": 1, "weights": [1.0], "floor": -3}, "`floor` must not be negative; it is -3"),
        ({"total": 1, "weights": [1.0], "floor": 5, "cap": 4}, "they are 4 and 5"),
    ],
)
def test_what_cannot_be_split_is_said(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        proportional(**arguments)  # type: ignore[arg-type]


def test_tranches_add_up() -> None:
    assert in_tranches(100_001, [0.6, 0.4]) == (60_001, 40_000)
