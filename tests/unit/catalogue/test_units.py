"""Units: the office's words, the library's dimensions, exact factors."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

from growthpole.catalogue.unit_words import LATIN_SCALES, PARTS, WORDS
from growthpole.catalogue.units import CANONICAL, Unit, parse_unit, to_canonical, to_unit
from growthpole.errors import UnitError


@pytest.mark.parametrize(
    ("given", "canonical", "factor"),
    [
        ("元", "CNY", 1), ("万元", "CNY", 10**4), ("百万元", "CNY", 10**6), ("千万元", "CNY", 10**7),
        ("亿元", "CNY", 10**8),
        ("十亿元", "CNY", 10**9), ("万亿元", "CNY", 10**12), ("mn CNY", "CNY", 10**6), ("bn CNY", "CNY", 10**9),
        ("4 bn CNY", "CNY", 4 * 10**9), ("100 million yuan", "CNY", 10**8), ("10,000 yuan", "CNY", 10**4),
        ("10k CNY", "CNY", 10**4), ("100m CNY", "CNY", 10**8), ("wan yuan", "CNY", 10**4), ("RMB", "CNY", 1),
        ("亿美元", "USD", 10**8), ("€", "EUR", 1), ("￥", "CNY", 1),
        ("人", "person", 1), ("万人", "person", 10**4), ("k persons", "person", 1000), ("jobs", "person", 1),
        ("%", "1", Fraction(1, 100)), ("％", "1", Fraction(1, 100)), ("per cent", "1", Fraction(1, 100)),
        ("百分点", "1", Fraction(1, 100)), ("个百分点", "1", Fraction(1, 100)), ("‰", "1", Fraction(1, 1000)),
        ("", "1", 1), ("count", "1", 1), ("家", "1", 1), ("万家", "1", 10**4), ("亿", "1", 10**8),
        ("4 bn", "1", 4 * 10**9), ("万", "1", 10**4),
        ("yes/no", "1", 1), ("是/否", "1", 1),
        ("亩", "km2", Fraction(1, 1500)), ("万亩", "km2", Fraction(20, 3)), ("公顷", "km2", Fraction(1, 100)),
        ("㎡", "km2", Fraction(1, 10**6)), ("km²", "km2", 1), ("平方公里", "km2", 1), ("m", "km", Fraction(1, 1000)),
        ("吨", "t", 1), ("kg", "t", Fraction(1, 1000)), ("万吨标准煤", "tce", 10**4), ("ktce", "tce", 1000),
        ("kWh", "kWh", 1), ("万kWh", "kWh", 10**4), ("亿千瓦时", "kWh", 10**8), ("MWh", "kWh", 1000), ("度", "kWh", 1),
        ("天", "day", 1), ("年", "day", Fraction(1461, 4)), ("months", "day", Fraction(487, 16)),
        ("h", "day", Fraction(1, 24)),
        ("m3", "m3", 1), ("万立方米", "m3", 10**4),
        ("万元/亩", "CNY/km2", 15 * 10**6), ("元/人", "CNY/person", 1), ("CNY per person", "CNY/person", 1),
        ("tce/万元", "tce/CNY", Fraction(1, 10**4)), ("家/平方公里", "1/km2", 1),
        ("% per year", "1/day", Fraction(1, 36525)),
        ("元/人·年", "CNY*day/person", Fraction(1461, 4)), ("km2*CNY", "CNY*km2", 1), ("元/元", "1", 1),
    ],
)  # fmt: skip
def test_a_unit_and_its_exact_factor(given: str, canonical: str, factor: int | Fraction) -> None:
    assert parse_unit(given) == Unit(given, canonical, Fraction(factor))


@pytest.mark.parametrize("given", [*WORDS, *PARTS, *(f"{scale} CNY" for scale in LATIN_SCALES)])
def test_every_word_of_the_tables_is_read(given: str) -> None:
    assert parse_unit(given).canonical in CANONICAL


@pytest.mark.parametrize(
    "given",
    ["bananas", "2023", "1,234", "CNY/", "/", "每", "元/", "mCNY", "MCNY", "kpersons", "元吨", "k", "x" * 999],
)
def test_what_is_no_unit(given: str) -> None:
    with pytest.raises(UnitError, match="the unit"):
        parse_unit(given)


@pytest.mark.parametrize("given", ["degC", "hPa", "degree", "dB", "CNY/degree", "kelvin"])
def test_a_dimension_that_is_not_used(given: str) -> None:
    with pytest.raises(UnitError, match=r"has a dimension that is not used here\. Use one of CNY, EUR"):
        parse_unit(given)


def test_the_message_says_what_to_use() -> None:
    with pytest.raises(
        UnitError, match=r"the unit 'bananas' is not known\. Use a unit such as CNY, 万元, 亿元, persons"
    ):
        parse_unit("bananas")


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("16.56", "亿元", 1_656_000_000.0),
        ("70", "%", 0.7),
        ("0.1", "亿元", 1e7),
        ("1.005", "万元", 10_050.0),
        ("3", "年", 1095.75),
    ],
)
def test_text_number_and_array_agree(value: str, unit: str, expected: float) -> None:
    known = parse_unit(unit)
    array = to_canonical(np.array([float(value), np.nan, np.inf]), known)
    assert isinstance(array, np.ndarray)
    assert to_canonical(value, known) == to_canonical(float(value), known) == array[0] == expected
    assert np.isnan(array[1])
    assert array[2] == np.inf


def test_naive_multiplication_would_be_wrong() -> None:
    """The reason why arrays are shifted by decimals."""
    assert 16.56 * 1e8 != 1_656_000_000.0


def test_an_array_is_never_changed() -> None:
    given = np.array([1.5, 2.5])
    for unit in ("亿元", "CNY", "%", "亩"):
        to_canonical(given, parse_unit(unit))
    np.testing.assert_array_equal(given, [1.5, 2.5])


def test_back_to_the_unit() -> None:
    assert to_unit(4.2e9, parse_unit("亿元")) == 42.0
    assert to_unit(float("inf"), parse_unit("亿元")) == float("inf")


def test_importing_units_does_not_load_the_units_library() -> None:
    code = "import sys, growthpole.catalogue.units as u; u.parse_unit('亿元'); sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
