"""The pages on input-output tables: their code runs, and every fault of the reader stands in the reference."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"


def test_the_code_of_the_how_to_runs():
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    page = DOCS / "how-to" / "input-output-table.md"
    found = doctest.testfile(str(page), module_relative=False, optionflags=flags, encoding="utf-8")
    assert found.attempted > 20
    assert found.failed == 0


def test_every_fault_of_the_reader_stands_in_the_reference():
    page = (DOCS / "reference" / "input-output-files.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", page))
    sources = (ROOT / "src" / "growthpole" / "tables").glob("input_output_*.py")
    raised = set()
    for source in sources:
        raised |= set(re.findall(r'problem\(\s*f?"([a-z{}]+(?:-[a-z]+)+)"', source.read_text(encoding="utf-8")))
    assert raised
    for code in raised - {"{role}-negative"}:
        assert code in told, f"{code} is not in the reference"
    assert {"output-negative", "imports-negative"} <= told
