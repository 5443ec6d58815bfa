"""The reference page of the evidence files names every word that is understood, and every code of a problem."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import growthpole.tables
from growthpole.catalogue.unit_words import CHINESE_SCALES, LATIN_SCALES, PARTS, WORDS
from growthpole.catalogue.units import CANONICAL
from growthpole.model.status import Status
from growthpole.tables.boundaries import BOUNDARY_FILES, CODE_PROPERTIES
from growthpole.tables.columns import TABLES
from growthpole.tables.words import BLANK, NO, STATUS_WORDS, SUBJECT_WORDS, YES

REPOSITORY = Path(__file__).resolve().parents[3]
PAGE = (REPOSITORY / "docs" / "reference" / "evidence-files.md").read_text(encoding="utf-8")
TWO_PART = (
    "peer-class-unknown",
    "tier-unknown",
    "cluster-unknown",
    "source-unknown",
    "region-unknown",
    "industry-unknown",
)


def section(heading: str) -> str:
    """The text below a heading, up to the next of the same or a higher level."""
    level = heading.split(" ")[0]
    after = PAGE.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{len(level)}}} ", after, maxsplit=1)[0]


@pytest.mark.parametrize("table", [name for name, table in TABLES.items() if not table.key])
def test_every_table_column_and_alias_is_named(table: str) -> None:
    files, columns = section("## Files and sheets"), section(f"### {table}")
    assert {word for word in (table, *TABLES[table].aliases) if f"`{word}`" not in files} == set()
    for column in TABLES[table].columns:
        (line,) = [one for one in columns.splitlines() if one.startswith(f"| `{column.name}` |")]
        assert {word for word in column.aliases if f"`{word}`" not in line} == set()
        assert column.meaning.en in line
        assert column.meaning.zh in line


@pytest.mark.parametrize("status", Status)
def test_every_status_and_its_words_are_named(status: Status) -> None:
    (line,) = [one for one in section("## Statuses").splitlines() if one.startswith(f"| `{status.value}` |")]
    assert {word for word in STATUS_WORDS[status] if f"`{word}`" not in line} == set()


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("## Units", [*(word for word in WORDS if word), *PARTS, *CHINESE_SCALES, *LATIN_SCALES, *CANONICAL]),
        ("## Figures", [*YES, *NO, *BLANK]),
        ("## Subjects", [word for words in SUBJECT_WORDS.values() for word in words]),
        ("## Boundaries", CODE_PROPERTIES),
        ("## Files and sheets", BOUNDARY_FILES),
    ],
)
def test_every_word_is_named(heading: str, words: list[str]) -> None:
    text = section(heading)
    assert {word for word in words if f"`{word}`" not in text} == set()


def codes(source: str) -> set[str]:
    """The codes of the problems that a text of Python makes."""
    called = r"(?:problem|Problem|_fault|fault)\((?:\s|#.*|[a-z]\w*,)*"
    return set(re.findall(called + r'"(contradiction|[a-z]+(?:-[a-z]+)+)"', source))


def test_every_code_of_an_input_output_table_is_named() -> None:
    folder = Path(growthpole.tables.__file__).parent
    page = (REPOSITORY / "docs" / "reference" / "input-output-files.md").read_text(encoding="utf-8")
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("input_output*.py"))
    assert {code for code in codes(source) if f"`{code}`" not in page} == set()


def test_every_code_of_a_problem_is_named_and_none_besides() -> None:
    folder = Path(growthpole.tables.__file__).parent
    # Plain tables and input-output tables have rules and pages of their own.
    files = (path for path in folder.glob("*.py") if path.name != "plain.py" and "input_output" not in path.name)
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = codes(source)
    used |= set(re.findall(r'"((?:value|formula)-[a-z-]+)"', source)) | {"formula"} | set(TWO_PART)
    named = set(re.findall(r"^\| `([a-z-]+)` \|", section("## Problems"), re.MULTILINE))
    assert named == used
