"""The real command, as an office runs it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]


def run(*arguments: str | Path, code: int = 0, **environment: str) -> str:
    """What a command prints, both streams; its exit status must be ``code``."""
    words = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", **environment}
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sandbox, assessed once by the real command."""
    folder = tmp_path_factory.mktemp("out")
    shown = run("demo", "--world", "sandbox", "--out", folder)
    assert "The ladder against its targets" in shown
    return folder / "sandbox"


def test_the_demonstration_writes_everything(sandbox: Path) -> None:
    assert {path.name for path in sandbox.iterdir()} == {
        "assessment.json",
        "report.html",
        "report.pdf",
        "report.xlsx",
        "input",
    }
    record = json.loads((sandbox / "assessment.json").read_text(encoding="utf-8"))
    assert record["schema"] == "growthpole/assessment/1"
    assert len(record["clusters"]) == 60
    assert set(record["hashes"]) == {
        "programme",
        *(path.name for path in (sandbox / "input").iterdir() if path.name != "programme.toml"),
    }


@pytest.mark.parametrize(
    ("locale", "zone"), [("C", "UTC"), ("zh_CN.UTF-8", "Asia/Shanghai"), ("de_DE.UTF-8", "Pacific/Chatham")]
)
def test_a_replay_is_the_same_byte_for_byte_in_any_locale(sandbox: Path, locale: str, zone: str) -> None:
    said = run("replay", sandbox / "assessment.json", sandbox / "input", LC_ALL=locale, TZ=zone, PYTHONHASHSEED="7")
    assert "the same, byte for byte" in said


def test_a_replay_names_the_input_that_changed(sandbox: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sandbox / "input", tmp_path / "input")
    evidence = folder / "evidence.csv"
    evidence.write_text(evidence.read_text(encoding="utf-8").replace("63.9", "64.9", 1), encoding="utf-8")
    said = run("replay", sandbox / "assessment.json", folder, code=1)
    assert "evidence.csv has changed" in said


def test_a_replay_refuses_what_is_no_record(sandbox: Path) -> None:
    said = run("replay", sandbox / "input" / "clusters.csv", sandbox / "input", code=1)
    assert "is not an assessment written by growthpole" in said


def test_explain_leads_to_the_file_and_row(sandbox: Path) -> None:
    said = run("explain", sandbox / "input", "eastbrook-glassware")
    assert "evidence.csv, row" in said
    assert "Made-up yearly report of a town" in said


def test_explain_offers_the_nearest_name(sandbox: Path) -> None:
    assert "Did you mean 'eastbrook-glassware'" in run("explain", sandbox / "input", "eastbrok-glassware", code=1)


def test_what_if_shows_who_loses_and_who_gains(sandbox: Path) -> None:
    assert "Nothing changes." in run("whatif", sandbox / "input", "--set", "gates.city.output_size=1e9")
    said = run("whatif", sandbox / "input", "--set", "gates.province.output_size=20e9", "--set", "fund.budget=10000000")
    assert "promotion (safe) → stay (safe)" in said
    assert "¥" in said


def test_what_if_says_which_rule_is_not_there(sandbox: Path) -> None:
    assert "there is no gate 'otput'" in run("whatif", sandbox / "input", "--set", "gates.city.otput=1", code=1)
    assert "has no '='" in run("whatif", sandbox / "input", "--set", "gates.city.output", code=1)
    said = run("whatif", sandbox / "input", "--set", "grade.good.at_least=1", code=1)
    assert "the change leads to:" in said
    assert "grade.pass.at_least" in said
    assert "cells" not in said
    assert "Write 12 %, with the unit" in run("whatif", sandbox / "input", "--set", "gates.city.growth=12", code=1)


def test_a_year_without_the_programme_is_refused_in_words(sandbox: Path) -> None:
    said = run("assess", sandbox / "input", "--period", "1999", code=1)
    assert "the programme is in force from 2023-01-01; the year assessed is 1999. Assess a later year" in said
    assert "must be a year from 1000 to 9999" in run("assess", sandbox / "input", "--period", "0000", code=1)


def test_warnings_are_told_with_the_result(sandbox: Path) -> None:
    said = run("explain", sandbox / "input", "eastbrook-glassware")
    assert "1 warning\n  evidence.csv, row" in said
    assert "1 warning\n  evidence.csv, row" in run("whatif", sandbox / "input", "--set", "tier.city.target=31")


def test_the_whole_standing_is_explained(sandbox: Path) -> None:
    said = run("explain", sandbox / "input", "stonebridge-glassware")
    for words in (
        "grade: ",
        "rank: 22 of 24",
        "the way to county-level",
        "remedy: ",
        "breakthrough: ",
        "responsible: ",
    ):
        assert words in said
    rich = run("explain", sandbox / "input", "eastbrook-glassware")
    for words in (
        "valid until the end of 2024",
        "division of labour and cooperation",
        "share by score: ¥",
        "paid in tranches: ¥",
    ):
        assert words in rich


def test_a_screen_speaks_one_language(sandbox: Path) -> None:
    said = run("explain", sandbox / "input", "eastbrook-glassware", "--language", "zh")
    own = [line for line in said.splitlines() if "evidence.csv" not in line and not line.startswith("        ")]
    assert not [line for line in own if re.search("[a-z]{3}", line)]
    changed = run("whatif", sandbox / "input", "--set", "gates.province.output_size=20e9", "--language", "zh")
    assert "晋级（确定） → 保持（确定）" in changed
    table = changed.partition("梯队")[2].partition("1处提醒")[0]
    assert not re.search("[a-z]{3}", table)


def test_a_replay_finds_the_shipped_programme_of_the_record(sandbox: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(sandbox / "input", tmp_path / "input")
    (folder / "programme.toml").unlink()
    assert "the same, byte for byte" in run("replay", sandbox / "assessment.json", folder)
    other = tmp_path / "other.json"
    record = (sandbox / "assessment.json").read_text(encoding="utf-8")
    digest = json.loads(record)["hashes"]["programme"]
    other.write_text(record.replace(digest, "0" * 64), encoding="utf-8")
    assert "is not the one shipped with this version" in run("replay", other, folder, code=1)


def test_assess_needs_a_programme(sandbox: Path, tmp_path: Path) -> None:
    shutil.copy(sandbox / "input" / "evidence.csv", tmp_path)
    assert "there is no programme" in run("assess", tmp_path, code=1)


def test_the_same_evidence_under_another_programme(sandbox: Path, tmp_path: Path) -> None:
    said = run("whatif", sandbox / "input", "--with", "miit-2022-119")
    assert "The ladder" in said
    run("assess", sandbox / "input", "--out", tmp_path / "zh", "--language", "zh", "--period", "2023")
    assert json.loads((tmp_path / "zh" / "assessment.json").read_text(encoding="utf-8"))["period"] == "2023"
