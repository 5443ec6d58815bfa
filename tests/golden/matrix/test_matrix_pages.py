"""The pages of the documentation on matrices say what the library does: every block is run."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = [
    "docs/reference/our-number-and-theirs-matrix.md",
    "docs/reference/classifications.md",
    "docs/explanation/relatedness-and-complexity.md",
]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_page(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = BLOCK.findall((ROOT / page).read_text("utf-8"))
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE, verbose=False)
    test = parser.get_doctest("\n".join(blocks), {}, page, page, 0)
    report: list[str] = []
    runner.run(test, out=report.append)
    assert len(test.examples) > 10
    assert not runner.failures, "".join(report)
