"""``growthpole plan echelon`` and ``plan progress`` as an office runs them: forecast, kept, scored a year later."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import growthpole as gp
from growthpole.errors import EvidenceError
from growthpole.services.demo import lay_out
from growthpole.services.inputs import open_inputs
from growthpole.services.plan_echelon import look_at_echelon, write_forecasts
from growthpole.services.plan_sequence import read_sequence

CLUSTER = "clearlake-beef"
COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]


def run(*arguments: str | Path, code: int = 0) -> str:
    words = {**os.environ, "COLUMNS": "220", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The made city, before it kept a forecast."""
    lay_out("sandbox", tmp_path / "office")
    (tmp_path / "office" / "forecasts.csv").unlink()
    return tmp_path / "office"


def test_a_forecast_is_made_kept_and_scored(office: Path, tmp_path: Path) -> None:
    kept = office / "forecasts.csv"
    shown = run("plan", "echelon", office, "--period", "2023", "--years", "1", "--paths", "60", "--out", kept)
    assert "the chance to have 30 in 2024 is" in shown
    assert "177 rows written to" in shown, "two towns were not yet registered in 2023"
    assert "2 of 60 clusters are left out" in shown
    first = kept.read_bytes()
    again = tmp_path / "again.csv"
    run(
        "plan", "echelon", office, "--period", "2023", "--years", "1", "--paths", "60", "--out", again, "--workers", "2"
    )
    assert again.read_bytes() == first
    told = run("plan", "progress", office, "--period", "2024", "--out", tmp_path / "moved.parquet")
    assert "The forecast made in 2023 for 2024 scores" in told
    assert "on 174 statements about clusters" in told
    assert "Forecast for 2025" in told
    moved = pl.read_parquet(tmp_path / "moved.parquet")
    assert moved.height > 20
    assert set(moved["standing"]) <= {"not due", "unknown", "below", "within", "above"}


def test_a_look_back_and_charts_in_chinese(office: Path, tmp_path: Path) -> None:
    shown = run(
        "plan", "echelon", office, "--years", "2", "--paths", "40", "--backtest", "--charts", tmp_path / "charts",
        "--language", "zh",
    )  # fmt: skip
    assert "历史检验：以2021至2023年当时已知数据作出的" in shown
    assert "布里尔评分" in shown
    pages = sorted(path.name for path in (tmp_path / "charts").iterdir())
    assert pages == ["calibration.html", "echelon_fan.html", "next_clusters.html"]
    page = (tmp_path / "charts" / "echelon_fan.html").read_text("utf-8")
    assert json.dumps("达到该层级及以上的数量")[1:-1] in page
    assert "<script src=" not in page  # opens offline


def test_undertakings_are_taken_from_a_file(office: Path, tmp_path: Path) -> None:
    """Every town takes every remedy at once: what each does to the figures is in the programme."""
    inputs = open_inputs(office)
    chosen = tmp_path / "chosen.csv"
    with chosen.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["cluster", "remedy", "begins", "works_from", "cost_cents"])
        for town in inputs.dossier.clusters:
            writer.writerows([town.id, remedy, "2025", "2026", 100_000_000] for remedy in inputs.programme.remedies)
    plain, pushed = tmp_path / "plain.csv", tmp_path / "pushed.csv"
    write_forecasts(look_at_echelon(office, years=4, paths=60).echelon, plain)
    run("plan", "echelon", office, "--years", "4", "--paths", "60", "--out", pushed, "--undertakings", chosen)
    before, after = (pl.read_csv(path).filter(pl.col("cluster").is_not_null()) for path in (plain, pushed))
    assert before.filter(year=2025).equals(after.filter(year=2025))
    # On the same futures more towns stand high. Single chances may fall: who is demoted later, enters again later.
    high = [frame.filter(pl.col("tier") != "county")["chance"].sum() for frame in (before, after)]
    assert high[0] < high[1]


def test_faults_are_told_with_their_place(office: Path, tmp_path: Path) -> None:
    assert "`years` must be from 1 to 30" in run("plan", "echelon", office, "--years", "99", code=1)
    (office / "forecasts.csv").write_text(
        "made,year,tier,cluster,chance\n2023,2024,village,,0.5\n2023,2022,city,,1.5\n", encoding="utf-8"
    )
    told = run("plan", "progress", office, code=1)
    assert "forecasts.csv" in told
    assert "'village'" in told
    assert "a year after 2023" in told
    assert "one number from 0 to 1" in told
    tasks = (office / "tasks.csv").read_text("utf-8")
    assert "2024-04-14" in tasks, "the day on which the first task was done"
    (office / "tasks.csv").write_text(tasks.replace("2024-04-14", ""), encoding="utf-8")
    for words in (("plan", "progress"), ("check",)):
        told = run(*words, office, code=1)
        assert "the day on which it was done" in told, "the faults of both files are told together"
        assert "one number from 0 to 1" in told


def test_faults_of_undertakings_are_told_all_at_once(office: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "chosen.csv"
    chosen.write_text(
        "cluster,remedy,begins,works_from,cost_cents\n"
        "nowhere,grow_leader,2025,2026,100\n"
        f"{CLUSTER},nothing,2025,2026,much\n"
        f"{CLUSTER},grow_leader,2025,2024,100\n"
        f"{CLUSTER},grow_leader,2025,2026,-5\n",
        encoding="utf-8",
    )
    inputs = open_inputs(office)
    with pytest.raises(EvidenceError) as caught:
        read_sequence(chosen, inputs.programme, inputs.dossier.cluster_index)
    found = [(one.row, one.column, one.found) for one in caught.value.problems]
    assert found == [
        (2, "cluster", "'nowhere'"), (3, "remedy", "'nothing'"), (3, "cost_cents", "'much'"),
        (4, "works_from", "'2024'"), (5, "cost_cents", "'-5'"),
    ]  # fmt: skip


def test_nothing_kept_is_said(tmp_path: Path) -> None:
    lay_out("jinzhong", tmp_path)
    assert "未留存任务台账与预测" in run("plan", "progress", tmp_path, "--language", "zh")


def test_from_python_as_the_guide_says(office: Path) -> None:
    inputs = open_inputs(office)
    ahead = gp.simulate_echelon(inputs.programme, inputs.dossier, years=5, paths=40, seed=1)
    assert 0 <= ahead.target_chance("province", "2029").value <= 1
    assert ahead.quantiles("city", [0.05, 0.5, 0.95]).shape == (3, 5)
    assert ahead.rises("2026")[0][2].value >= ahead.rises("2026")[-1][2].value
    assert ahead.chance("eastbrook-glassware", "city", "2027").low <= 1
    assert gp.brier_score([0.5], [True]).score == 0.25
