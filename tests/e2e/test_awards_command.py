"""``growthpole plan awards`` as an office runs it, and the chapters of tasks and awards in all three worlds."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.assessment import Assessment
from growthpole.programme.assess import assess
from growthpole.reports.chapters.chapter import Chapter
from growthpole.services.demo import lay_out
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.services.plan_awards import awards_shown, awards_study, awards_table, compare_awards
from growthpole.services.plan_tasks import tasks_study
from growthpole.tables.plain import write_table

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]


def run(*arguments: str | Path, code: int = 0) -> str:
    words = {**os.environ, "COLUMNS": "250", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Inputs, Assessment]]:
    found = {}
    for name in ("jinzhong", "jiaozuo", "sandbox"):
        folder = tmp_path_factory.mktemp(name)
        inputs = open_inputs(folder, period=lay_out(name, folder).period)
        found[name] = folder, inputs, assess(inputs.programme, inputs.dossier, inputs.period)
    return found


def test_every_method_is_written_to_the_cent(
    worlds: dict[str, tuple[Path, Inputs, Assessment]], tmp_path: Path
) -> None:
    folder, _, assessment = worlds["sandbox"]
    shown = run(
        "plan", "awards", folder, "--period", "2024", "--budget", "3000万元",
        "--set", "fund.part.performance.cap=3 mn CNY", "--out", tmp_path / "a.csv", "--fairness", tmp_path / "f.csv",
    )  # fmt: skip
    assert "by improvement over last year" in shown
    with (tmp_path / "a.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    paid = {each.cluster.id: Decimal(each.award.cents) / 100 for each in assessment.clusters if each.award}
    assert {row["cluster"]: Decimal(row["rule"]) for row in table} == paid
    for method, budget in (("rule", 50), ("score", 50), ("equal", 50), ("improvement", 50), ("budget-1", 30)):
        assert sum(Decimal(row[method]) for row in table) == budget * 1_000_000
    assert max(Decimal(row["changed"]) for row in table) <= 6_000_000, "the cap of 3 million and a prize of 3 million"
    with (tmp_path / "f.csv").open(encoding="utf-8") as file:
        even = {row["method"]: row for row in csv.DictReader(file)}
    assert (even["equal"]["gini"], even["equal"]["spent_cents"], even["budget-1"]["left_cents"]) == (
        "0.0",
        "5000000000",
        "0",
    )
    assert len(even) == 8


def test_who_waits_is_said(worlds: dict[str, tuple[Path, Inputs, Assessment]]) -> None:
    shown = run("plan", "awards", worlds["jinzhong"][0], "--period", "2024", "--language", "zh")
    assert "10个暂不拨付" in shown
    assert "各集群所得" not in shown, "nobody is paid by any method"
    table = awards_table(compare_awards(worlds["jinzhong"][0], period="2024"))
    assert set(table["eligible"]) == {"unknown"}
    assert set(table["rule"]) == {None}, "what waits is not known to be nothing"


def test_each_cluster_is_shown_with_its_least_and_most(
    worlds: dict[str, tuple[Path, Inputs, Assessment]], tmp_path: Path
) -> None:
    run = compare_awards(worlds["sandbox"][0], period="2024")
    title, shown = awards_shown(run)
    assert title == "By cluster, where any method pays"
    whole = awards_table(run)
    write_table(whole, tmp_path / "awards.xlsx")
    cells = list(load_workbook(tmp_path / "awards.xlsx").active.iter_rows(min_row=2, min_col=6, max_col=6))
    assert sum(round(100 * cell.value) for (cell,) in cells) == run.splits[0].spent_cents, "a workbook adds them up"
    table = whole.filter(pl.col("rule") != 0)
    assert shown.height == table.height == 25
    methods = {split.method.id: split.method.name.en for split in run.splits}
    for row, said in zip(table.iter_rows(named=True), shown.rows(), strict=True):
        paid = {name: Decimal(row[method]) for method, name in methods.items()}
        least, most = min(paid, key=lambda name: paid[name]), max(paid, key=lambda name: paid[name])
        assert said[1:] == (
            f"¥{Decimal(row['rule']):,}", f"¥{paid[least]:,}, {least}", f"¥{paid[most]:,}, {most}"
        )  # fmt: skip


def test_what_cannot_be_is_refused_in_words(worlds: dict[str, tuple[Path, Inputs, Assessment]], tmp_path: Path) -> None:
    folder = worlds["jiaozuo"][0]
    with pytest.raises(InputError, match="a number with its unit"):
        compare_awards(folder, budgets=["30"])
    with pytest.raises(InputError, match="0 or more"):
        compare_awards(folder, budgets=["-3 mn CNY"])
    with pytest.raises(NameUnknownError, match="no indicator 'jobs'"):
        compare_awards(folder, jobs="jobs")
    other = tmp_path / "without.toml"
    other.write_text((folder / "programme.toml").read_text("utf-8").split("[fund]")[0], "utf-8")
    with pytest.raises(InputError, match=r"no \[fund\]"):
        compare_awards(folder, programme=str(other))


def chapters(world: tuple[Path, Inputs, Assessment]) -> tuple[Chapter | None, Chapter | None]:
    return tasks_study(*world[1:]), awards_study(*world[1:])


def test_the_real_worlds_say_what_they_do_not_know(worlds: dict[str, tuple[Path, Inputs, Assessment]]) -> None:
    tasks, awards = chapters(worlds["jinzhong"])
    assert tasks is not None
    assert awards is not None
    assert tasks.lead[0].zh == "未报送任务台账，因此无法说明任务完成情况。"
    assert "补充数据252项" in tasks.lead[1].zh
    assert tasks.grids == ()
    assert "10 clusters" in awards.lead[1].en
    assert (awards.drawings, awards.grids) == ({}, ())
    tasks, awards = chapters(worlds["jiaozuo"])
    assert tasks is not None
    assert awards is not None
    assert "¥4 million of ¥5 million" in awards.lead[0].en


def test_the_sandbox_shows_progress_money_and_methods(worlds: dict[str, tuple[Path, Inputs, Assessment]]) -> None:
    tasks, awards = chapters(worlds["sandbox"])
    assert tasks is not None
    assert awards is not None
    assert "37 done, 21 in progress, 16 not begun, 2 dropped; 29 of them are late" in tasks.lead[0].en
    assert [grid.id for grid in tasks.grids] == ["tasks-owners", "tasks-counties", "tasks-ledger"]
    assert len(tasks.grids[2].rows) == 76
    assert [grid.id for grid in awards.grids] == [
        "awards-methods",
        "awards-fairness",
        "awards-clusters",
        "awards-counties",
    ]
    for chapter in (tasks, awards):
        for grid in chapter.grids:
            assert all(len(row) == len(grid.columns) for row in grid.rows)
        for drawing in chapter.drawings.values():
            for language in ("en", "zh"):
                assert drawing.draw(language).to_dict()["layer"]


def test_a_programme_without_a_fund_has_no_chapter_of_awards(
    worlds: dict[str, tuple[Path, Inputs, Assessment]],
) -> None:
    _, inputs, assessment = worlds["jiaozuo"]
    bare = replace(inputs, programme=replace(inputs.programme, fund=None))
    assert awards_study(bare, assessment) is None
