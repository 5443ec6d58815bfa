"""Figures are written in the indicator's own unit, and an unknown one is never a number."""

from __future__ import annotations

import math
import re

import pytest

from growthpole.model.interval import UNBOUNDED, Interval
from growthpole.model.rules import Indicator
from growthpole.model.text import Text
from growthpole.programme.file import shipped_programme, shipped_programmes
from growthpole.reports.units import UNKNOWN, figure, money, money_short, number, unit_label

OUTPUT = Indicator("output", Text("output", "产值"), "bn CNY", bounds=Interval(0, math.inf))
SHARE = Indicator("share", Text("share"), "share", bounds=Interval(0, 1))


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (Interval(4.2e9, 4.2e9), "4.2 bn CNY", "42亿元"),
        (Interval(0, 0), "0 bn CNY", "0亿元"),
        (Interval(1.656e9, 3.4e9), "1.656–3.4 bn CNY", "16.56–34亿元"),
        (Interval(2.5e10, math.inf), "≥ 25 bn CNY", "≥ 250亿元"),
        (Interval(0, 1e9), "≤ 1 bn CNY", "≤ 10亿元"),
        (Interval(0, math.inf), "unknown", "未知"),
        (UNBOUNDED, "unknown", "未知"),
    ],
)
def test_an_interval_is_written_as_what_is_known(value, english, chinese):
    assert figure(value, OUTPUT) == Text(english, chinese)


def test_the_whole_range_of_an_indicator_is_no_knowledge():
    assert figure(Interval(0, 1), SHARE) == UNKNOWN
    assert figure(Interval(0.5, 0.5), SHARE).en == "50%"
    assert figure(Interval(0.5, 1), SHARE).en == "≥ 50%"


def test_a_fact_is_yes_or_no():
    fact = Indicator("plan", Text("plan"), "yes/no", kind="yes/no", bounds=Interval(0, 1))
    assert [figure(Interval(at, at), fact).zh for at in (0, 1)] == ["否", "是"]
    assert figure(Interval(0, 1), fact) == UNKNOWN


@pytest.mark.parametrize(
    ("unit", "value", "english", "chinese"),
    [
        ("亿元", 4.2e9, "4,200 mn CNY", "42亿元"),
        ("mn CNY", 3e8, "300 mn CNY", "30,000万元"),
        ("persons", 30000.0, "30,000 persons", "30,000人"),
        ("count", 43.0, "43", "43"),
        ("%", 0.871, "87.1%", "87.1%"),
        ("km2", 12.5, "12.5 km²", "12.5平方公里"),
        ("万元/人", 50_000.0, "50,000 CNY/person", "5万元/人"),
        ("tce/万元", 0.5 / 10_000, "50 tce/mn CNY", "0.5吨标准煤/万元"),
        ("mn EUR", 1e6, "1 mn EUR", "1百万欧元"),
    ],
)
def test_units_speak_the_language_of_the_page(unit, value, english, chinese):
    shown = figure(Interval(value, value), Indicator("x", Text("x"), unit))
    assert (shown.en, shown.zh) == (english, chinese)


@pytest.mark.parametrize("name", shipped_programmes())
def test_every_unit_of_the_shipped_programmes_can_be_written(name):
    units = re.findall(r'^unit\s*=\s*"([^"]*)"', shipped_programme(name), flags=re.MULTILINE)
    assert units
    for unit in units:
        assert re.search("[0-9]", figure(Interval(0.5, 0.5), Indicator("x", Text("x"), unit)).zh)
        assert not re.search("[A-Za-z]", unit_label(unit).zh.replace("MWh", ""))
        assert not re.search("[\u4e00-\u9fff]", unit_label(unit).en)


def test_a_figure_without_an_indicator_is_read_in_the_unit_given():
    assert figure(Interval(5e7, 5e7), None, "CNY").en == "50,000,000 CNY"


@pytest.mark.parametrize(("cents", "text"), [(0, "¥0.00"), (5_000_000_000, "¥50,000,000.00"), (-1, "-¥0.01")])
def test_money_is_written_to_the_cent(cents, text):
    assert money(cents) == text


def test_headline_money_is_written_in_the_unit_of_the_language():
    assert money_short(5_000_000_000) == Text("¥50 million", "5,000万元")


@pytest.mark.parametrize("value", [0.0, 1e-9, 0.5, 12.3456789, 99999.5, 1e7, -3.25])
def test_a_written_number_is_close_to_the_number(value):
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=1e-3, abs=1e-12)
