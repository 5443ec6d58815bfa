"""The pages on programme files are true: every key is there, every piece of the how-to does what it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from growthpole.programme.cases import read_cases, run_case
from growthpole.programme.file import read_programme, shipped_programmes
from growthpole.programme.file.schema import KEYS, LAW, Key
from growthpole.programme.printing.keys import KINDS, print_keys

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE = (DOCS / "reference" / "programme-file.md").read_text("utf-8")
HOW_TO = (DOCS / "how-to" / "write-a-programme.md").read_text("utf-8")


@pytest.mark.parametrize("key", [*KEYS, *LAW], ids=lambda key: key.path)
def test_every_key_is_documented_in_both_languages(key: Key) -> None:
    assert f"`{key.path}`" in REFERENCE
    assert key.en in REFERENCE
    assert key.zh in REFERENCE
    assert key.kind in KINDS


def test_the_tables_of_the_page_are_those_of_the_program() -> None:
    assert REFERENCE.endswith(print_keys()), "write the output of `growthpole programme keys --markdown` into the page"


def test_the_pieces_of_the_how_to_are_one_valid_programme_and_its_case_holds() -> None:
    text = "\n".join(re.findall(r"(?s)^```toml\n(.*?)^```", HOW_TO, re.MULTILINE))
    early, late = (read_programme(text, "how-to", on) for on in (date(2026, 1, 1), date(2027, 1, 1)))
    assert (early.gates["output_size"].thresholds, late.gates["output_size"].thresholds) == (
        {"model": "10亿元"},
        {"model": "12亿元"},
    )
    [cases] = re.findall(r"(?s)^```\{code-block\} toml\n:class: cases\n\n(.*?)^```", HOW_TO, re.MULTILINE)
    [case] = read_cases(cases, "how-to", early)
    assert run_case(early, case).mismatches == ()


def test_the_how_to_names_a_programme_that_ships() -> None:
    assert re.findall(r"programme print (\S+) --language", HOW_TO)[0] in shipped_programmes()
