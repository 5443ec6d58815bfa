"""What holds for every split of every fund."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from growthpole.programme.fund import proportional

WEIGHTS = st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=12)
TOTAL = st.integers(0, 10**12)
FLOOR = st.none() | st.integers(0, 10**9)
ROOM = st.none() | st.integers(0, 10**10)


def _cap(floor: int | None, room: int | None) -> int | None:
    return None if room is None else (floor or 0) + room


@given(TOTAL, WEIGHTS, FLOOR, ROOM)
def test_it_adds_up_to_the_cent(total: int, weights: list[float], floor: int | None, room: int | None) -> None:
    shares, left = proportional(total, weights, floor=floor, cap=_cap(floor, room))
    assert sum(shares) + left == total
    assert left >= 0
    assert min(shares) >= 0


@given(TOTAL, WEIGHTS, FLOOR, ROOM)
def test_floors_and_caps_hold(total: int, weights: list[float], floor: int | None, room: int | None) -> None:
    cap = _cap(floor, room)
    shares, left = proportional(total, weights, floor=floor, cap=cap)
    if cap is not None:
        assert max(shares) <= cap
    if floor is not None and floor * len(weights) <= total:
        assert min(shares) >= floor
    assert left == 0 or all(share == cap for share in shares)


@given(TOTAL, WEIGHTS, FLOOR, ROOM)
def test_a_larger_weight_never_receives_less(
    total: int, weights: list[float], floor: int | None, room: int | None
) -> None:
    shares, _ = proportional(total, weights, floor=floor, cap=_cap(floor, room))
    ordered = sorted(zip(weights, shares, strict=True))
    for (weight, share), (larger, more) in pairwise(ordered):
        assert weight == larger or share <= more


@given(TOTAL, WEIGHTS, FLOOR, ROOM, st.data())
def test_raising_a_weight_never_lowers_its_share(
    total: int, weights: list[float], floor: int | None, room: int | None, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(weights) - 1))
    raised = list(weights)
    raised[place] += data.draw(st.floats(0, 1e6))
    cap = _cap(floor, room)
    before, after = (proportional(total, each, floor=floor, cap=cap)[0][place] for each in (weights, raised))
    assert after >= before
