"""The pages on measures: their code runs, and their table is the table of the command line."""

from __future__ import annotations

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

import growthpole as gp
from growthpole.services.measures_table import measures

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(
    "page",
    ["reference/measures-by-question.md", "reference/our-number-and-theirs.md", "how-to/specialised-town.md"],
)
def test_the_code_of_the_page_runs(page):
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    found = doctest.testfile(str(DOCS / page), module_relative=False, optionflags=flags, encoding="utf-8")
    assert found.attempted > 5
    assert found.failed == 0


def test_the_page_has_every_measure_of_the_table_and_its_function():
    text = (DOCS / "reference" / "measures-by-question.md").read_text(encoding="utf-8")
    rows = {name: line for line in text.splitlines() for name in re.findall(r"`growthpole measure ([\w-]+)` \|", line)}
    for one in measures().values():
        module, function = one.function.split(":")
        assert one.name in rows, f"{one.name} has no line on the page: run scripts/make-measures-page"
        assert one.question in rows[one.name]
        assert f"`gp.{function}`" in rows[one.name]
        assert getattr(gp, function) is getattr(import_module(module), function)
    assert set(rows) == set(measures())


def test_every_measure_names_a_real_adapter_and_known_kinds():
    kinds = {
        "text",
        "number",
        "integer",
        "flag",
        "list",
        "numbers",
        "mapping",
        "table",
        "figure",
        "figures",
        "seed",
        "pair",
        "references",
    }
    for one in measures().values():
        module, function = one.run.split(":")
        assert callable(getattr(import_module(module), function))
        assert {argument.kind for argument in one.arguments} <= kinds
