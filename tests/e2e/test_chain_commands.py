"""The real commands on chains, as an office runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from growthpole.services.demo import lay_out

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]


def run(*arguments: str | Path, code: int = 0) -> str:
    """What a command prints, both streams; its exit status must be ``code``."""
    words = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def jinzhong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world jinzhong as a folder."""
    folder = tmp_path_factory.mktemp("jinzhong")
    lay_out("jinzhong", folder)
    return folder


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sandbox as a folder."""
    folder = tmp_path_factory.mktemp("sandbox")
    lay_out("sandbox", folder)
    return folder


def test_the_chain_of_a_town_is_shown_in_chinese(jinzhong: Path) -> None:
    chinese = run("chain", "show", jinzhong, "qixian-glassware", "--language", "zh")
    assert "祁县玻璃器皿：玻璃器皿" in chinese
    assert "石英砂" in chinese
    assert "平遥县" in chinese


def test_the_gap_in_money_is_shown_and_written(sandbox: Path, jinzhong: Path, tmp_path: Path) -> None:
    shown = run("chain", "gap", sandbox)
    assert "Of 228 inputs, the gap of 225 is known in full" in shown
    out = tmp_path / "gaps.csv"
    assert f"103 rows written to {out}" in run("chain", "gap", jinzhong, "--out", out).replace("\n", "")
    table = pl.read_csv(out)
    assert (table["gap_cny_low"] <= table["gap_cny_high"]).all()
    assert table.filter(cluster="qixian-glassware").height == 8


def test_leaders_are_measured(sandbox: Path, jinzhong: Path, tmp_path: Path) -> None:
    shown = run("chain", "leaders", sandbox, "--language", "zh")
    assert "龙头不强的集群7个，尚可53个，未知0个。" in shown
    out = tmp_path / "leaders.parquet"
    run("chain", "leaders", jinzhong, "--out", out)
    table = pl.read_parquet(out)
    assert table.height == 10
    assert set(table["leader_weak"]) == set(table["linkage_weak"]) == {"unknown"}


def test_all_chains_and_a_table_of_one(jinzhong: Path, tmp_path: Path) -> None:
    assert "10 clusters have a chain, 6 of them drawn from the national table" in run("chain", "show", jinzhong)
    out = tmp_path / "stages.tsv"
    run("chain", "show", jinzhong, "yuci-huairen-vinegar", "--out", out)
    assert pl.read_csv(out, separator="\t")["stage"].to_list()[-1] == "catering"


def test_a_fault_of_the_chain_file_is_told_with_its_line(jinzhong: Path, tmp_path: Path) -> None:
    folder = tmp_path / "faulty"
    folder.mkdir()
    for file in jinzhong.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "chains.toml").write_text(
        '[chain.glass]\nname = "glass"\nindustries = ["C3054"]\n[chain.glass.stage.sand]\nname = "sand"\n'
        'kind = "raw material"\nsectors = ["999"]\nfeeds = ["making"]\n[chain.glass.stage.making]\nname = "making"\n'
        'kind = "processing"\nindustries = ["C305"]\n',
        encoding="utf-8",
    )
    told = run("chain", "gap", folder, code=1)
    assert "chain.glass.stage.sand.sectors" in told
    assert "the sector '999'" in told


def test_a_town_that_there_is_not_is_told_with_those_that_are(jinzhong: Path) -> None:
    assert "Did you mean 'qixian-glassware'" in run("chain", "show", jinzhong, "qixian", code=1).replace("\n", " ")
