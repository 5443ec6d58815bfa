"""The page of the language is under test: every example runs, every function and name is there."""

from __future__ import annotations

import doctest
import re

import pytest

from growthpole.model.text import Text
from growthpole.programme.language import SUPPLIED, Scope, check, names, parse, to_text
from growthpole.programme.language.functions import FUNCTIONS

LABELS = {
    "output": Text("output", "产值"),
    "sme_output": Text("SME output", "中小企业产值"),
    "development_plan": Text("development plan", "发展规划"),
    "little_giants": Text("little giants", "小巨人企业"),
    "specialised_smes": Text("specialised SMEs", "专精特新企业"),
    "area": Text("area", "面积"),
}
UNITS = {"output": "CNY", "sme_output": "CNY", "area": "km2"}


@pytest.fixture(scope="module")
def page(request: pytest.FixtureRequest) -> str:
    path = request.config.rootpath / "docs" / "reference" / "expression-language.md"
    return path.read_text(encoding="utf-8")


def test_every_example_is_read_as_the_page_says(page: str) -> None:
    examples = page.partition("## Examples")[2].partition("## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \| (.+) \|$", examples, re.MULTILINE)
    assert len(rows) == 12
    for written, en, zh in rows:
        node = parse(written)
        scope = Scope(
            {name: UNITS.get(name, "1") for name in names(node)}, words={"grade": ("poor", "good")}, supplied=SUPPLIED
        )
        assert check(node, scope, "test") == (), written
        assert (to_text(node, "en", LABELS), to_text(node, "zh", LABELS)) == (en, zh)


def test_the_session_gives_what_the_page_shows(page: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert blocks
    for block in blocks:
        example = doctest.DocTestParser().get_doctest(block, {}, "expression-language.md", None, 0)
        assert doctest.DocTestRunner().run(example).failed == 0


def test_every_function_and_supplied_name_is_on_the_page(page: str) -> None:
    functions = set(re.findall(r"`(\w+)\(", page.partition("## Functions")[2].partition("## ")[0]))
    assert functions == set(FUNCTIONS)
    listed = set(re.findall(r"`(\w+)`", page.partition("## Names")[2].partition("## ")[0]))
    assert listed >= SUPPLIED
