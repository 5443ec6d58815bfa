"""``growthpole plan portfolio`` as an office runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from growthpole.services.demo import lay_out

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]


def run(*arguments: str | Path, code: int = 0, columns: int = 200) -> tuple[str, str]:
    """What a command prints on its two streams; its exit status must be ``code``."""
    words = {**os.environ, "COLUMNS": str(columns), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout, done.stderr


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sandbox as an office's folder."""
    folder = tmp_path_factory.mktemp("sandbox")
    lay_out("sandbox", folder)
    return folder


def test_the_sandbox_gets_the_same_plan_in_both_languages(sandbox: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.csv" for name in ("out", "left-out", "frontier")}
    options = [part for name, file in files.items() for part in (f"--{name}", file)]
    shown, _ = run("plan", "portfolio", sandbox, "--schedules", "40", "--charts", tmp_path / "charts", *options)
    assert "For 2025 to 2027 the plan has" in shown
    assert "Room runs out first here" in shown
    chosen = pl.read_csv(files["out"], infer_schema=False)
    assert chosen.columns[:5] == ["cluster", "remedy", "begins", "works_from", "cost_cents"]
    spent = chosen.group_by("begins").agg(pl.col("cost_cents").cast(pl.Int64).sum())
    assert spent["cost_cents"].max() <= 400_000_000
    left = pl.read_csv(files["left-out"], infer_schema=False)
    assert left.height + chosen.height == 60 * 8
    frontier = pl.read_csv(files["frontier"])
    for tier in ("county", "city", "province"):
        reached = frontier.filter(pl.col("floors_held") & (pl.col("tier") == tier))["reached"].to_list()
        assert reached == sorted(reached)
    assert {file.name for file in (tmp_path / "charts").iterdir()} == {"portfolio.svg", "frontier.svg"}
    again = tmp_path / "again.csv"
    shown, _ = run("plan", "portfolio", sandbox, "--schedules", "40", "--language", "zh", "--out", again)
    assert "年共安排" in shown
    assert pl.read_csv(again, infer_schema=False).select(chosen.columns[:5]).equals(chosen.select(chosen.columns[:5]))


def test_jinzhong_says_what_can_honestly_be_said(tmp_path: Path) -> None:
    lay_out("jinzhong", tmp_path)
    shown, _ = run("plan", "portfolio", tmp_path)
    assert "The target for county-level is 50, but only 10 clusters are registered." in shown
    assert "Unproven for want of a figure" in shown
    assert "No ledger of capacity was handed in" in shown


def test_a_world_where_no_remedy_can_be_tried_says_so(tmp_path: Path) -> None:
    lay_out("jiaozuo", tmp_path)
    shown, _ = run("plan", "portfolio", tmp_path, "--period", "2020", "--out", tmp_path / "none.csv")
    assert "For 2021 to 2023 no undertaking is chosen" in shown
    assert pl.read_csv(tmp_path / "none.csv", infer_schema=False).height == 0


def test_nothing_is_cut_on_a_narrow_screen(sandbox: Path) -> None:
    for language in ("en", "zh"):
        options = ("--schedules", "20", "--language", language)
        shown, _ = run("plan", "portfolio", sandbox, *options, columns=80)
        assert "…" not in shown
        assert "¥300,000.00" in shown


def test_no_money_is_told_to_bind(sandbox: Path) -> None:
    shown, _ = run("plan", "portfolio", sandbox, "--budget", "0 CNY", "--schedules", "20")
    assert "What binds is the money" in shown
    assert "no undertaking is chosen" in shown


def test_a_faulty_plan_is_told_with_every_line(tmp_path: Path) -> None:
    lay_out("jinzhong", tmp_path)
    file = tmp_path / "programme.toml"
    text = file.read_text(encoding="utf-8").replace('requires  = ["regional_brand"]', 'requires  = ["trade_fairs"]')
    text = text.replace("[plan.priority]", '[plan.targets]\ncity = { "2026" = 40 }\n\n[plan.priority]')
    file.write_text(text, encoding="utf-8")
    _, told = run("plan", "portfolio", tmp_path, code=1)
    assert "trade_fairs requires trade_fairs" in told
    file.write_text(text.replace('requires  = ["trade_fairs"]', ""), encoding="utf-8")
    _, told = run("plan", "portfolio", tmp_path, code=1)
    line = next(
        number for number, one in enumerate(file.read_text("utf-8").splitlines(), 1) if one.startswith("city = {")
    )
    assert f"line {line}" in told
    assert "a target of 40" in told


def test_a_budget_that_cannot_be_read_is_refused(sandbox: Path) -> None:
    _, told = run("plan", "portfolio", sandbox, "--budget", "much", code=1)
    assert "a budget must be" in told
    assert "'much'" in told
