"""The pages on chains: every key stands there, and every example runs."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from growthpole.chain.file import read_chains, shipped_chains
from growthpole.chain.file.keys import KEYS
from growthpole.worlds.national import national_sectors

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE = (DOCS / "reference" / "chain-file.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.path)
def test_every_key_is_documented_in_both_languages(key: object) -> None:
    row = next(line for line in REFERENCE.splitlines() if f"`{key.path}`" in line and line.startswith("| "))  # type: ignore[attr-defined]
    assert key.en in row  # type: ignore[attr-defined]
    assert key.zh in row  # type: ignore[attr-defined]


def test_the_example_of_the_page_is_a_chain_file_without_fault() -> None:
    example = re.search(r"```toml\n(.*?)```", REFERENCE, re.DOTALL)
    assert example is not None
    chain = read_chains(example[1], "page", tuple(national_sectors()["sector"])).chains[0]
    assert [stage.id for stage in chain.inputs] == ["sand"]


def test_the_page_names_every_chain_that_ships() -> None:
    assert all(f"| `{name}` |" in REFERENCE for name in shipped_chains())


def test_the_worked_example_runs() -> None:
    page = DOCS / "how-to" / "chain-of-a-town.md"
    done = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert done.attempted > 15
    assert done.failed == 0
