"""The pages on investment targets and diversification: their code runs and prints what stands there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from growthpole.chain.criteria import FIRM_MEASURES, INDUSTRY_MEASURES
from growthpole.chain.criteria_file import read_target_criteria

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("how-to/investment-targets.md", "explanation/diversification.md")


@pytest.mark.parametrize("page", PAGES)
def test_the_code_of_the_page_prints_what_it_says(page):
    found = doctest.testfile(str(DOCS / page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS)
    assert found.attempted
    assert not found.failed


def test_the_criteria_of_the_page_are_read():
    text = (DOCS / PAGES[0]).read_text(encoding="utf-8")
    (criteria,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    found = read_target_criteria(criteria, "targets.toml", [f"{number:03d}" for number in range(1, 154)])
    assert [one.weight for one in found.industry] == [60.0, 40.0]


def test_the_page_names_every_measure():
    text = (DOCS / PAGES[0]).read_text(encoding="utf-8")
    assert {name for name in (*INDUSTRY_MEASURES, *FIRM_MEASURES) if f"`{name}`" not in text} == set()
