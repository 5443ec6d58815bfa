"""``growthpole init``, ``check`` and ``assess`` as a new user meets them: two towns, a wrong unit, the right one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from growthpole.cli.app import main

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]
YEARS = (2022, 2023, 2024)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """The same command without a process of its own."""

    def run_here(*arguments: str | Path, code: int = 0) -> str:
        monkeypatch.setenv("COLUMNS", "220")
        monkeypatch.setattr(sys, "argv", ["growthpole", *map(str, arguments)])
        try:
            status = main()
        except SystemExit as end:
            status = end.code
        printed = capsys.readouterr()
        assert status == code
        return " ".join((printed.out + printed.err).split())

    return run_here


def run(*arguments: str | Path, code: int = 0) -> str:
    """What the real command prints, both streams, in one line; its exit status must be ``code``."""
    words = {**os.environ, "COLUMNS": "220", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=words)
    assert done.returncode == code, done.stdout + done.stderr
    return " ".join((done.stdout + done.stderr).split())


def fill(path: Path, unit: str) -> None:
    """Fill the template in by hand: two towns, their output of three years, and two facts."""
    book = openpyxl.load_workbook(path)
    for row, town in enumerate(
        (["qixian", "Qixian glassware", "祁县玻璃器皿"], ["pingyao", "Pingyao beef", "平遥牛肉"]), 3
    ):
        for column, cell in enumerate(town, 1):
            book["clusters"].cell(row, column, cell)
    facts = [("qixian", "output | 产值", year, 12.5, unit, "reported | 上报") for year in YEARS]
    facts += [("平遥牛肉", "output | 产值", year, "9,000", "万元", None) for year in YEARS]
    facts += [
        ("qixian", "development_plan", 2024, "yes | 是", None, None),
        ("pingyao", "serious_incident", 2024, "否", "yes/no", "核实"),
    ]
    places = {cell.value.split(" ")[0]: cell.column for cell in book["evidence"][1]}
    for row, fact in enumerate(facts, 3):
        for name, cell in zip(("cluster", "indicator", "period", "value", "unit", "status"), fact, strict=True):
            book["evidence"].cell(row, places[name], cell)
    book.save(path)


def test_a_new_user_fills_the_template_in_with_two_towns(tmp_path: Path) -> None:
    folder = tmp_path / "towns"
    said = run("init", folder)
    assert {path.name for path in folder.iterdir()} == {"evidence.xlsx", "programme.toml"}
    assert f"growthpole check {folder}" in said

    empty = run("check", folder, code=1)
    assert "headings and no row below them" in empty

    fill(folder / "evidence.xlsx", "吨")
    report, marked = tmp_path / "problems.json", folder / "evidence-marked.xlsx"
    wrong = run("check", folder, "--json", report, "--excel", marked, code=1)
    assert "3 errors, 0 warnings" in wrong
    assert "'吨' for 'output'" in wrong
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["errors"], told["warnings"]) == (3, 0)
    assert [(one["row"], one["column"], one["code"]) for one in told["problems"]] == [
        (row, "unit (单位)", "unit-dimension") for row in (3, 4, 5)
    ]
    sheet = openpyxl.load_workbook(marked)["evidence"]
    assert "亿元, or a unit of the same kind" in sheet["F3"].comment.text
    assert "Nothing was taken in" in run("assess", folder, "--out", tmp_path / "out", code=1)
    assert not (tmp_path / "out").exists()

    fill(folder / "evidence.xlsx", "亿元")
    assert "2 clusters and 8 rows of evidence can be taken in" in run("check", folder)
    shown = run("assess", folder, "--out", tmp_path / "out")
    assert "Qixian glassware" in shown
    record = json.loads((tmp_path / "out" / "assessment.json").read_text(encoding="utf-8"))
    assert len(record["clusters"]) == 2


def test_what_is_there_is_never_overwritten(said: Callable[..., str], tmp_path: Path) -> None:
    said("init", tmp_path)
    before = (tmp_path / "programme.toml").read_bytes()
    assert "is there already and is not overwritten" in said("init", tmp_path, code=1)
    assert (tmp_path / "programme.toml").read_bytes() == before


def test_a_template_for_a_shipped_programme(said: Callable[..., str], tmp_path: Path) -> None:
    said("init", tmp_path, "--programme", "jinzhong-135")
    book = openpyxl.load_workbook(tmp_path / "evidence.xlsx")
    listed = [row[0].value for row in book["indicators 指标表"].iter_rows(min_row=2)]
    assert "development_plan" in listed
    offered = {each.formula1 for each in book["evidence"].data_validations.dataValidation}
    assert "=clusters!$A$3:$A$5000" in offered
    choices = book["choices 选项"]
    assert choices.sheet_state == "hidden"
    assert "lower bound | 下限" in [cell.value for cell in choices["C"]]
    assert "manufacturing | 制造业" in [cell.value for cell in choices["F"]]


def test_real_evidence_is_checked_against_a_shipped_programme(said: Callable[..., str], reference_folder: Path) -> None:
    shown = said("check", reference_folder / "jinzhong", "--programme", "jinzhong-135")
    assert "10 clusters and 31 rows of evidence can be taken in" in shown
    assert "checked against the programme jinzhong-135" in shown


def test_without_a_programme_the_evidence_is_checked_by_itself(
    said: Callable[..., str], reference_folder: Path
) -> None:
    assert "no programme to check against" in said("check", reference_folder / "jiaozuo")


def test_faults_of_programme_and_evidence_are_told_together(said: Callable[..., str], tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_text("cluster,indicator,period,value\na,b,2023,many\n", encoding="utf-8")
    tmp_path.joinpath("programme.toml").write_text("[programme]\nid = 3\n", encoding="utf-8")
    report = tmp_path / "problems.json"
    said("check", tmp_path, "--json", report, code=1)
    files = {one["file"].rpartition("/")[2] for one in json.loads(report.read_text(encoding="utf-8"))["problems"]}
    assert files == {"evidence.csv", "programme.toml"}


def test_a_path_that_leads_nowhere(said: Callable[..., str], tmp_path: Path) -> None:
    assert "nothing at this place" in said("check", tmp_path / "nowhere", code=1)
