"""``growthpole chain targets | projects | diversify`` in a process of their own, on the shipped worlds."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import warnings
from pathlib import Path

import openpyxl
import pytest

from growthpole.cli.app import main
from growthpole.services.demo import lay_out


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("worlds")
    for name in ("jinzhong", "jiaozuo", "sandbox"):
        lay_out(name, folder / name)
    return folder


COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]


@pytest.fixture
def run(monkeypatch, capsys):
    """The command in this process: the tables of the nation are read once for all tests."""

    def run(*arguments, code=0):
        monkeypatch.setattr(sys, "argv", ["growthpole", "chain", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
        try:
            found = main()
        except SystemExit as done:
            found = done.code or 0
        told = capsys.readouterr()
        assert found == code, told.out + told.err
        return told.out + told.err

    return run


def rows(path: Path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_industries_of_one_cluster_with_their_reasons(worlds, tmp_path, run):
    told = run("targets", worlds / "sandbox", "eastbrook-glassware")
    assert "Industries to attract" in told
    assert "of the cluster's output is spent on it; the local gap is" in " ".join(told.split())
    out = tmp_path / "targets.csv"
    assert run("targets", worlds / "sandbox", "eastbrook-glassware", "--out", out, "--language", "zh")
    table = rows(out)
    assert {row["cluster"] for row in table} == {"eastbrook-glassware"}
    assert all(0 <= float(row["score_low"]) <= float(row["score_high"]) <= 100 for row in table)
    assert all(1 <= int(row["best_rank"]) <= int(row["worst_rank"]) <= len(table) for row in table)
    assert all(row["reason"].endswith("。") for row in table)


def test_candidate_firms_and_projects_of_the_sandbox(worlds, tmp_path, run):
    firms = tmp_path / "firms.xlsx"
    assert "24" in run("targets", worlds / "sandbox", "--firms", "--out", firms)
    sheet = openpyxl.load_workbook(firms).active
    assert sheet.max_row == 25
    told = run("projects", worlds / "sandbox", "--language", "zh")
    assert "台账共36个项目" in told
    assert "缺口较上年变化" in told
    out = tmp_path / "projects.csv"
    run("projects", worlds / "sandbox", "--out", out)
    table = rows(out)
    assert len(table) == 36
    for row in table:
        closed = sum(float(row[f"closed_{state}_cny_low"]) for state in ("producing", "started", "signed", "contacted"))
        assert closed <= float(row["gap_cny_high"]) + 1


def test_real_worlds_say_what_is_not_known(worlds, tmp_path, run):
    told = " ".join(run("targets", worlds / "jinzhong", "qixian-glassware").split())
    assert "unknown; land, water, energy, labour and transport not known" in told
    assert "No project ledger was handed in" in run("projects", worlds / "jiaozuo")
    for words in (("projects",), ("targets", "--firms")):
        said = run(words[0], worlds / "jinzhong", *words[1:], "--out", tmp_path / "none.csv", code=1)
        assert "there is no table to write" in said
        assert not (tmp_path / "none.csv").exists()
    said = run("targets", worlds / "jinzhong", "--firms", "--language", "zh", "--out", tmp_path / "x.csv", code=1)
    assert "没有可写入的表：未报送其所需的数据，x.csv将为空。" in said


def test_diversification_of_a_county_a_city_and_an_office(worlds, tmp_path, run):
    out = tmp_path / "options.csv"
    assert "options written" in run("diversify", "140729", "--out", out)
    table = rows(out)
    assert table[0]["best_rank"] == "1"
    assert {row["on_front"] for row in table} >= {"met", "not met"}
    assert all(row["dominated_by"] for row in table if row["on_front"] == "not met")
    assert "关联多元化：灵石" in run("diversify", worlds / "jinzhong", "--language", "zh")
    assert "Related diversification: Jiaozuo" in run("diversify", worlds / "jiaozuo")
    assert "Smelting of steel" in run("diversify", "4108", "--from", "061,063")


def test_criteria_of_the_office_change_the_ranking_and_their_faults_stop_it(worlds, tmp_path, run):
    own = tmp_path / "targets.toml"
    own.write_text(
        """
[targets]
basis = "example"
[industry.gap]
name = "缺口"
measure = "gap"
weight = 1
worst = "0 CNY"
best = "20亿元"
[firm.patents]
name = "专利"
measure = "patents"
weight = 1
worst = 0
best = 60
""",
        encoding="utf-8",
    )
    out = tmp_path / "firms.csv"
    run("targets", worlds / "sandbox", "--firms", "--criteria", own, "--out", out)
    table = rows(out)
    patents = [float(row["patents_low"]) for row in table]
    assert patents == sorted(patents, reverse=True)
    own.write_text(own.read_text("utf-8").replace('measure = "gap"', 'measure = "gaps"'), encoding="utf-8")
    told = run("targets", worlds / "sandbox", "--criteria", own, code=1)
    assert "line 6" in " ".join(told.split())
    assert "industry.gap.measure" in told.replace("\n", "")


def test_faults_of_a_ledger_are_told_with_their_cells(worlds, tmp_path, run):
    lay_out("sandbox", tmp_path / "office")
    ledger = tmp_path / "office" / "projects.csv"
    broken = ledger.read_text("utf-8").replace(",043,producing,2024,", ",943,producing,,", 1)
    ledger.write_text(broken, encoding="utf-8")
    told = "".join(run("projects", tmp_path / "office", code=1).split())
    assert "projects.csv,row2,columnsector" in told
    assert "projects.csv,row2,columnyear" in told


def test_names_that_do_not_exist_get_the_nearest(worlds, run):
    assert "Did you mean 'qixian-glassware'" in run("targets", worlds / "jinzhong", "qixian-glass", code=1)
    assert "there is no county of the census '140799'" in " ".join(run("diversify", "140799", code=1).split())
    assert "there is no sector '999'" in run("diversify", "140729", "--from", "999", code=1)


def test_in_a_real_process(worlds):
    words = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*COMMAND, "chain", "diversify", str(worlds / "jinzhong"), "--language", "zh"],
        capture_output=True, text=True, encoding="utf-8", env=words,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "采矿业占其95,609名就业人员的28.3%" in done.stdout
