"""The words of the screen: whole in both languages, all in use, and right in number."""

from __future__ import annotations

import re
import sys
import warnings
from pathlib import Path

import pytest
from rich.console import Console

import growthpole.cli
from growthpole.cli import show
from growthpole.cli.app import main
from growthpole.cli.words import WORDS
from growthpole.errors import Problem
from growthpole.services.demo import lay_out

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


def run_in_process(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> int:
    monkeypatch.setattr(sys, "argv", ["growthpole", *words])
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    try:
        return main()
    except SystemExit as done:
        return int(done.code or 0)


def test_counts_are_said_in_the_singular_and_the_plural() -> None:
    assert "1 error, 1 warning\n" in re.sub(" +\n", "\n", shown("en", [problem(1, "error"), problem(2)]))
    assert "0 errors, 2 warnings\n" in re.sub(" +\n", "\n", shown("en", [problem(1), problem(2)]))
    assert "1处错误、1处提醒" in shown("zh", [problem(1, "error"), problem(2)])


def test_the_frame_of_faults_speaks_the_language_of_the_command() -> None:
    cell = Problem("x", "a.xlsx", "this", "that", "Correct it.", sheet="firms", row=7, column="land")
    key = Problem("x", "targets.toml", "this", "that", "Correct it.", row=12, column="firm.land")
    english, chinese = shown("en", [cell, key]), shown("zh", [cell, key])
    assert "a.xlsx, sheet firms, row 7, column land" in english
    assert "targets.toml, line 12, key firm.land" in english
    assert "a.xlsx，工作表 firms，第7行，列 land" in chinese
    assert "targets.toml，第12行，键 firm.land" in chinese
    assert all(
        word in chinese for word in ("2处错误、0处提醒", "位置", "现有内容", "应为", "处理办法", "未导入任何数据")
    )
    warned = shown("zh", [problem(number) for number in range(1, 13)], show.warnings)
    assert "evidence.csv，第10行：this. Correct it." in warned
    assert "另有2处" in warned


def test_a_warning_among_errors_is_marked_by_a_word() -> None:
    assert "evidence.csv，第2行（提醒）" in shown("zh", [problem(1, "error"), problem(2)])
    assert "(warning)" not in shown("en", [problem(1), problem(2)])


@pytest.mark.parametrize(("language", "told"), [("zh", "处错误"), ("en", " error")])
@pytest.mark.parametrize("words", [("check",), ("assess",), ("plan", "portfolio"), ("programme", "check")])
def test_faults_are_told_in_the_language_asked_for(
    words: tuple[str, ...], language: str, told: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "programme.toml").write_text("[programme]\n", encoding="utf-8")
    path = tmp_path / "programme.toml" if words[0] == "programme" else tmp_path
    assert run_in_process(monkeypatch, [*words, str(path), "--language", language]) == 1
    said = capsys.readouterr().err
    assert told in said
    assert ("位置" in said) == (language == "zh")


def test_faults_are_told_in_the_default_language_of_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "programme.toml").write_text("[programme]\n", encoding="utf-8")
    assert run_in_process(monkeypatch, ["plan", "manual", str(tmp_path), "--out", str(tmp_path / "manual")]) == 1
    assert "处错误" in capsys.readouterr().err, "the manual is Chinese where nothing is said"


def test_a_check_without_faults_is_told_in_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out("jiaozuo", tmp_path / "office")
    monkeypatch.setenv("COLUMNS", "300")
    assert run_in_process(monkeypatch, ["check", str(tmp_path / "office"), "--language", "zh"]) == 0
    assert re.search(r"可导入\d+个集群、\d+行数据，已(按办法 \S+ )?核对", capsys.readouterr().out)


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
