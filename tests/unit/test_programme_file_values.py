"""What may stand at a key: each kind of value, read exactly or refused with what to do."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.programme.file.faults import UnfitError
from growthpole.programme.file.schema import KEYS
from growthpole.programme.file.values import KINDS, numbers, quantities, times, words


@pytest.mark.parametrize(
    ("given", "cents"),
    [
        ("50 mn CNY", 5_000_000_000),
        ("5000万元", 5_000_000_000),
        ("0.5亿元", 5_000_000_000),
        ("1,234,567.89 CNY", 123_456_789),
        ("0.01 CNY", 1),
        ("0.1 CNY", 10),
        ("166666666.67 CNY", 16_666_666_667),
        ("0 CNY", 0),
        ("4.35 CNY", 435),  # 4.35 * 100 is 434.99999999999994 in binary
    ],
)
def test_money_is_exact(given: str, cents: int) -> None:
    assert quantities.money(given, "CNY") == cents


@pytest.mark.parametrize("given", ["-1 CNY", "0.001 CNY", "1 EUR", "3 persons", "5", 5, 5.0, True, None, "", "mn CNY"])
def test_what_is_no_money_is_refused(given: object) -> None:
    with pytest.raises(UnfitError):
        quantities.money(given, "CNY")


@pytest.mark.parametrize(
    ("given", "value", "canonical"),
    [
        ("70 %", 0.7, "1"),
        ("40亿元", 4e9, "CNY"),
        ("24.097 万元/亩", 24.097 * 1e4 / (2000 / 3) * 1e6, "CNY/km2"),
        (3, 3.0, ""),
        (-0.5, -0.5, ""),
        ("−5 %", -0.05, "1"),
    ],
)
def test_quantities_are_in_canonical_units(given: object, value: float, canonical: str) -> None:
    found = quantities.quantity(given)
    assert found.value == pytest.approx(value, rel=1e-12)
    assert found.canonical == canonical


@pytest.mark.parametrize("given", ["1.2.3 CNY", "12,34 CNY", "4", "CNY", True, float("nan"), None, [1], "4 heads"])
def test_what_is_no_quantity_is_refused(given: object) -> None:
    with pytest.raises(UnfitError):
        quantities.quantity(given)


def test_a_range_may_be_open() -> None:
    low, high = quantities.range_([0, float("inf")])
    assert (low.value, high.value) == (0.0, float("inf"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("+10 % .. +30 %", Interval(0.1, 0.3)),
        ("-5 %", Interval(-0.05, -0.05)),
        ("-30 % .. -10 %", Interval(-0.3, -0.1)),
        ("5％..10％", Interval(0.05, 0.1)),
    ],
)
def test_effects(given: str, expected: Interval) -> None:
    assert quantities.effect(given) == expected


@pytest.mark.parametrize("given", ["10", "10 CNY", 0.1, "10 % .. 20 % .. 30 %", "%", "10 % .. 5 persons"])
def test_what_is_no_effect_is_refused(given: object) -> None:
    with pytest.raises(UnfitError):
        quantities.effect(given)


def test_durations_are_whole_and_say_their_unit() -> None:
    assert (times.years("3 years"), times.years("3年"), times.years("1 year")) == (3, 3, 1)
    assert (times.months("18 months"), times.months("2 years"), times.months("6个月")) == (18, 24, 6)
    assert times.days("5 days") == times.days("5天") == 5


@pytest.mark.parametrize("given", [3, "3", "3.5 years", "three years", "3 months", None])
def test_what_is_no_number_of_years_is_refused(given: object) -> None:
    with pytest.raises(UnfitError):
        times.years(given)


@pytest.mark.parametrize("given", ["04-31", "13-01", "4-30", "00-10", 430, "30 April"])
def test_days_of_the_year_exist(given: object) -> None:
    assert times.day("04-30") == "04-30"
    assert times.day("02-29") == "02-29"
    with pytest.raises(UnfitError):
        times.day(given)


def test_a_date_has_no_time() -> None:
    assert times.date_(date(2024, 1, 1)) == date(2024, 1, 1)
    with pytest.raises(UnfitError):
        times.date_(datetime(2024, 1, 1, 12))
    with pytest.raises(UnfitError):
        times.date_("2024-01-01")


def test_shares() -> None:
    assert numbers.share("60 %") == numbers.share(0.6) == 0.6
    assert numbers.shares([0.1, 0.2, "70 %"]) == (0.1, 0.2, 0.7)
    for given in (0, 1.1, -0.5, "60", True):
        with pytest.raises(UnfitError):
            numbers.share(given)
    with pytest.raises(UnfitError):
        numbers.shares([])


def test_texts_in_one_or_two_languages() -> None:
    assert words.text("vinegar") == Text("vinegar", "vinegar")
    assert words.text({"zh": "醋"}) == Text("", "醋")
    for given in ("", " ", 3, {}, {"en": ""}, {"de": "Essig"}):
        with pytest.raises(UnfitError):
            words.text(given)


def test_a_cap_may_be_none() -> None:
    assert numbers.cap("none") == float("inf")
    assert numbers.cap(1.5) == 1.5
    with pytest.raises(UnfitError):
        numbers.cap("never")


def test_every_kind_of_the_table_of_keys_can_be_read() -> None:
    kinds = {key.kind for key in KEYS if not key.is_table}
    assert kinds == KINDS.keys() - {"id", "slug"} | {"choice", "money", "id", "slug"} & kinds
