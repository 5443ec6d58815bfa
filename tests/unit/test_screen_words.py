"""The words of the screen: whole in both languages, all in use, and right in number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.console import Console

import growthpole.cli
from growthpole.cli import show
from growthpole.cli.words import WORDS
from growthpole.errors import Problem

CODE = "".join(path.read_text(encoding="utf-8") for path in Path(growthpole.cli.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("key", WORDS)
def test_every_word_stands_in_both_languages_with_the_same_gaps_and_is_used(key: str) -> None:
    english, chinese = WORDS[key].en, WORDS[key].zh
    assert english
    assert chinese
    assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", chinese))
    assert len(re.findall(f"[\"']{re.escape(key)}[\"']", CODE)) > 1 or key in {"safe", "borderline"}


def problem(number: int, severity: str = "warning", file: str = "evidence.csv") -> Problem:
    return Problem("x", file, "this", "that", "Correct it.", row=number, severity=severity)


def shown(language: str, found: list[Problem], print_: object = show.problems) -> str:
    console = Console(width=200, record=True, quiet=False, file=None, stderr=True)
    assert callable(print_)
    print_(found, language, console)
    return console.export_text()


def test_counts_are_said_in_the_singular_and_the_plural() -> None:
    assert "1 error, 1 warning\n" in re.sub(" +\n", "\n", shown("en", [problem(1, "error"), problem(2)]))
    assert "0 errors, 2 warnings\n" in re.sub(" +\n", "\n", shown("en", [problem(1), problem(2)]))
    assert "1处错误、1处提醒" in shown("zh", [problem(1, "error"), problem(2)])


def test_what_to_correct_depends_on_the_file() -> None:
    assert "Correct the cells above" in shown("en", [problem(1, "error")])
    assert "Correct the lines above" in shown("en", [problem(1, "error", "programme.toml")])
    assert "Correct" not in shown("en", [problem(1)]).replace("Correct it.", "")


def test_ten_warnings_are_listed_and_the_rest_counted() -> None:
    said = shown("en", [problem(number) for number in range(1, 13)], show.warnings)
    assert "12 warnings" in said
    assert "row 10:" in said
    assert "row 11:" not in said
    assert "... and 2 more; growthpole check shows all" in said
    assert shown("en", [], show.warnings) == ""
