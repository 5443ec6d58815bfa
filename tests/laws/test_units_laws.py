"""Laws of units: what holds for every text and every figure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from growthpole.catalogue.unit_words import WORDS
from growthpole.catalogue.units import parse_unit, to_canonical, to_unit
from growthpole.errors import UnitError

DECIMALS = st.builds(
    lambda digits, places: float(f"{digits}e-{places}"), st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12)
)
POWERS = st.sampled_from(["亿元", "万元", "%", "bn CNY", "CNY", "‰", "公顷", "千吨", "㎡"])


@given(st.text(max_size=20))
def test_any_text_is_a_unit_or_a_unit_error(text: str) -> None:
    try:
        unit = parse_unit(text)
    except UnitError:
        return
    assert unit.factor > 0
    assert parse_unit(unit.canonical).factor == 1


@given(st.sampled_from(sorted(WORDS)), st.sampled_from(sorted(WORDS)))
def test_a_product_does_not_mind_its_order(one: str, other: str) -> None:
    try:
        ahead, behind = parse_unit(f"{one}*{other}"), parse_unit(f"{other}*{one}")
    except UnitError:
        return
    assert (ahead.canonical, ahead.factor) == (behind.canonical, behind.factor)


@given(st.lists(DECIMALS, min_size=1, max_size=20), POWERS)
def test_arrays_are_converted_as_exactly_as_digits(values: list[float], unit: str) -> None:
    known = parse_unit(unit)
    exact = [float(Fraction(Decimal(repr(value))) * known.factor) for value in values]
    np.testing.assert_array_equal(to_canonical(np.array(values), known), exact)


@given(DECIMALS, POWERS)
def test_there_and_back(value: float, unit: str) -> None:
    known = parse_unit(unit)
    there = to_canonical(value, known)
    assert isinstance(there, float)
    assert to_unit(there, known) == np.float64(value)
