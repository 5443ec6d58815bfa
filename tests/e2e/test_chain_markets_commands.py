"""``growthpole chain partners``, ``talent`` and ``markets`` as an office runs them, on all three worlds."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from growthpole.cli.chain_markets import app as markets
from growthpole.cli.chain_partners import app as partners
from growthpole.cli.chain_talent import app as talent
from growthpole.errors import ProblemsError
from growthpole.services.chain_markets import markets_of_path
from growthpole.services.chain_partners import match_path
from growthpole.services.chain_talent import talent_of_path, talent_of_region
from growthpole.services.demo import lay_out
from growthpole.services.market_frames import market_frames
from growthpole.services.partner_frames import partner_frames
from growthpole.services.talent_frames import talent_frames

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]
APPS = {"partners": partners, "talent": talent, "markets": markets}


def run(command: str, *arguments: str | Path, code: int = 0) -> str:
    """What a command prints, in this process: the commands are many and the loading of engines is slow."""
    done = CliRunner().invoke(APPS[command], [str(one) for one in arguments], env={"COLUMNS": "240", "NO_COLOR": "1"})
    assert done.exit_code == code, (done.output, done.exception)
    told = "" if done.exception is None else str(done.exception)
    if isinstance(done.exception, ProblemsError):
        told = "; ".join(str(one) for one in done.exception.problems)
    return done.output + told


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("worlds")
    for name in ("jinzhong", "jiaozuo", "sandbox"):
        lay_out(name, root / name)
    return {name: root / name for name in ("jinzhong", "jiaozuo", "sandbox")}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def shuffled(folder: Path, name: str, change=lambda rows: rows) -> None:
    """Write a table back in another order, or changed."""
    rows = change(rows_of(folder / name))
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_the_real_command_lists_prints_and_refuses(worlds):
    def real(*arguments: str | Path, code: int = 0) -> str:
        words = {**os.environ, "COLUMNS": "240", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [*COMMAND, "chain", *map(str, arguments)], capture_output=True, encoding="utf-8", env=words
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    assert all(name in real("--help") for name in APPS)
    assert "市场：产品销往哪里" in real("markets", worlds["sandbox"], "--language", "zh")
    assert "there is no cluster 'atlantis'" in real("markets", worlds["sandbox"], "--cluster", "atlantis", code=1)


def test_partners_in_both_languages_and_as_a_table(worlds, tmp_path):
    english = run("partners", worlds["sandbox"])
    assert "no institute has Integrated circuit science and engineering" in english
    assert "One more place is worth most at Institute of Glass and Ceramics" in english
    chinese = run("partners", worlds["sandbox"], "--language", "zh")
    assert "没有院所具备集成电路科学与工程" in chinese
    assert "柔性引才" in chinese
    out = tmp_path / "matching.xlsx"
    assert "rows written" in run("partners", worlds["sandbox"], "--out", out)
    assert out.stat().st_size > 0
    left = tmp_path / "left.csv"
    run("partners", worlds["sandbox"], "--out", left, "--table", "chain-unmatched", "--language", "zh")
    table = pl.read_csv(left)
    assert table.columns == [
        "cluster", "cluster_name", "need", "need_name", "wanted", "found", "reason", "institutes", "why",
    ]  # fmt: skip
    assert table.row(0)[:7] == ("saltwell-herbs", "盐井中药材", "need-06", "自主控制芯片", 1, 0, "discipline")
    assert "`table` must be one of" in run("partners", worlds["sandbox"], "--out", left, "--table", "x", code=1)


def test_weights_change_the_matching_and_faulty_ones_are_refused(worlds, tmp_path):
    tables = []
    for weight in ("distance=0.2", "distance=9"):
        out = tmp_path / f"{len(tables)}.csv"
        run("partners", worlds["sandbox"], "--weight", weight, "--out", out)
        tables.append(out.read_bytes())
    assert tables[0] != tables[1]
    assert "a weight must read name=number" in run("partners", worlds["sandbox"], "--weight", "distance", code=1)
    assert "`weights` must name" in run("partners", worlds["sandbox"], "--weight", "beauty=1", code=1)


def test_the_order_of_rows_changes_no_byte(worlds, tmp_path):
    folder = tmp_path / "sandbox"
    shutil.copytree(worlds["sandbox"], folder)
    for name in ("needs.csv", "institutes.csv", "exports.csv", "markets.csv", "fairs.csv", "graduates.csv"):
        shuffled(folder, name, lambda rows: rows[::-1])
    for command in ("partners", "markets", "talent"):
        first, second = tmp_path / f"{command}1.csv", tmp_path / f"{command}2.csv"
        run(command, worlds["sandbox"], "--out", first)
        run(command, folder, "--out", second)
        assert first.read_bytes() == second.read_bytes()


def test_every_table_on_the_screen_is_written_as_numbers(worlds):
    markets, partners = markets_of_path(worlds["sandbox"]), match_path(worlds["sandbox"])
    talent, county = talent_of_path(worlds["sandbox"]), talent_of_region("1407")
    for chapter, frames in (
        (markets.chapter, market_frames(markets, "en")),
        (partners.chapter, partner_frames(partners, "en")),
        (talent.chapter, talent_frames(talent.findings, "en")),
        (county.chapter, talent_frames(county.findings, "en")),
    ):
        assert [grid.id for grid in chapter.grids] == list(frames)
        for grid in chapter.grids:
            # The report prints the first 20 opportunities; a file has all of them.
            all_there = 110 if grid.id == "chain-potential" else len(grid.rows)
            assert frames[grid.id].height == all_there


def test_markets_in_both_languages_by_cluster_and_for_a_budget(worlds, tmp_path):
    english = run("markets", worlds["sandbox"], "--budget", "1000000")
    assert "For the budget the best choice is" in english
    assert "From 2019 to 2024 exports changed by" in english
    assert "竞争力" in run("markets", worlds["sandbox"], "--language", "zh")
    one = run("markets", worlds["sandbox"], "--cluster", "eastbrook-glassware")
    assert "With one product alone the ease of a market cannot be told" in one
    out = tmp_path / "change.csv"
    run("markets", worlds["sandbox"], "--table", "chain-change", "--order", "market", "--out", out)
    effects = {row["effect"]: row for row in rows_of(out)}
    assert effects["change"]["effect_usd_low"] == effects["change"]["effect_usd_high"] == "1157130000.0"
    assert effects["commodity"]["effect_usd_low"] == effects["commodity"]["markets_first_usd_low"]
    assert effects["commodity"]["effect_usd_low"] != effects["commodity"]["products_first_usd_low"]
    assert "there is no cluster 'atlantis'" in run("markets", worlds["sandbox"], "--cluster", "atlantis", code=1)
    assert "`order` must be" in run("markets", worlds["sandbox"], "--order", "both", code=1)


def test_talent_of_a_folder_a_county_and_a_city(worlds, tmp_path):
    assert "Openings of the clusters exceed the graduates" in run("talent", worlds["sandbox"])
    assert "祁县" in run("talent", "140727", "--language", "zh")
    out = tmp_path / "talent.csv"
    run("talent", "140727", "--language", "zh", "--out", out)
    rows = {row["occupation"]: row for row in rows_of(out)}
    assert rows["professionals"]["region_name"] == "祁县"
    assert rows["professionals"]["workers"] == "8191.0"
    assert [round(float(rows["professionals"][f"gap_{end}"])) for end in ("low", "high")] == [-1208, 2740]
    city = run("talent", "410800")
    assert "fewer than expected are Professionals and technicians" in city
    peers = run("talent", "1407", "--peers", "14")
    assert "121 counties stand behind the estimate" in peers
    assert "no county of the census" in run("talent", "999999", code=1)


@pytest.mark.parametrize("world", ["jinzhong", "jiaozuo"])
def test_real_worlds_say_what_is_known_and_what_to_collect(worlds, world):
    assert "Neither needs of the clusters nor institutes were handed in" in run("partners", worlds[world])
    assert "未报送出口表" in run("markets", worlds[world], "--language", "zh")
    assert "No graduates were handed in" in run("talent", worlds[world])


def test_the_real_worlds_own_words(worlds):
    markets = run("markets", worlds["jinzhong"])
    assert "number of countries and regions exported to, 2024: 80" in markets
    assert "not legible in the source" in markets
    assert "there is no table to write" in run("markets", worlds["jinzhong"], "--out", "x.csv", code=1)


@pytest.mark.parametrize(
    ("command", "file", "column", "cell", "words"),
    [
        ("markets", "exports.csv", "market", "atlantis", "column market"),
        ("markets", "exports.csv", "value (万美元)", "-5", "column value"),
        ("markets", "exports.csv", "value (万美元)", "5万元", "column value"),
        ("markets", "exports.csv", "year", "24", "column year"),
        ("markets", "fairs.csv", "markets", "atlantis", "column markets"),
        ("partners", "needs.csv", "disciplines", "", "column disciplines"),
        ("partners", "needs.csv", "disciplines", "alchemy", "a first-level discipline"),
        ("partners", "institutes.csv", "capacity", "0", "a single whole number of at least 1"),
        ("talent", "graduates.csv", "stay (%)", "140", "a share from 0 to 1"),
        ("talent", "graduates.csv", "occupation", "wizards", "column occupation"),
    ],
)
def test_bad_cells_are_told_with_file_row_and_column(worlds, tmp_path, command, file, column, cell, words):
    folder = tmp_path / "sandbox"
    shutil.copytree(worlds["sandbox"], folder)

    def spoil(rows):
        rows[1][column] = cell
        return rows

    shuffled(folder, file, spoil)
    said = run(command, folder, code=1)
    assert f"{file}, row 3" in said
    assert words in said


def test_a_year_that_stands_twice_is_told(worlds, tmp_path):
    folder = tmp_path / "sandbox"
    shutil.copytree(worlds["sandbox"], folder)
    shuffled(folder, "exports.csv", lambda rows: [*rows, rows[0]])
    said = run("markets", folder, code=1)
    assert "exports.csv, row 3605" in said
    assert "stands in row 2 already" in said


def test_a_clerks_chinese_tables_are_read(worlds, tmp_path):
    folder = tmp_path / "office"
    shutil.copytree(worlds["jinzhong"], folder)
    (folder / "需求.csv").write_text(
        "需求编号,专业镇,需求内容,所需学科,合作单位数\n1,qixian-glassware,降低破损率,材料科学与工程；机械工程,1\n",
        encoding="gb18030",
    )
    (folder / "院所.csv").write_text(
        "院所编号,名称,优势学科,可承接项数,经度,纬度\n1,玻璃研究院,0805,2,112.5,37.8\n", encoding="gb18030"
    )
    (folder / "出口.csv").write_text(
        "专业镇,产品,市场,年份,出口额（万美元）\n"
        "qixian-glassware,7013,美国,2023,5200\nqixian-glassware,7013,德国,2023,\nqixian-glassware,7013,美国,2024,5000-6000\n",
        encoding="gb18030",
    )
    said = run("partners", folder, "--language", "zh")
    assert "玻璃研究院" in said
    assert "材料科学与工程" in said
    sold = run("markets", folder, "--language", "zh")
    assert "5,000~6,000万美元" in sold
    assert "缺少两个年度的市场进口数据" in sold
