"""``growthpole chain multiregion`` as an office runs it: both forms of file, both languages, every way out."""

from __future__ import annotations

import os
import subprocess
import sys

import polars as pl
import pytest
from typer.testing import CliRunner

from growthpole.cli.app import app
from growthpole.errors import EvidenceError, GrowthpoleError
from growthpole.tables.plain import scan_table

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]
# Miller and Blair (2009), section 3.3.1: region L sells to sectors 1 to 3 of L and 1 to 2 of M, then to final demand.
USES = {
    "L,1": (150, 500, 50, 25, 75, 200),
    "L,2": (200, 100, 400, 200, 100, 1000),
    "L,3": (300, 500, 50, 60, 40, 50),
    "M,1": (75, 100, 60, 200, 250, 515),
    "M,2": (50, 25, 25, 150, 100, 450),
}
HEAD = "来源地区,来源部门,使用地区,使用部门,金额（万元）"


@pytest.fixture
def long(tmp_path):
    lines = [HEAD]
    for seller, flows in USES.items():
        lines += [f"{seller},{buyer},{flow}" for buyer, flow in zip(USES, flows, strict=False)]
        lines.append(f"{seller},{seller[0]},居民消费,{flows[-1]}")
    path = tmp_path / "区域间投入产出表.csv"
    path.write_text("\n".join(lines) + "\n", encoding="gb18030")
    return path


def told(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["chain", "multiregion", *arguments], env={"COLUMNS": "140"})
    assert done.exit_code == 0, done.exception
    return done.output


def test_the_three_tables_on_the_screen(long):
    done = subprocess.run(
        [*COMMAND, "chain", "multiregion", str(long), "--empty", "zero", "--language", "zh"],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
        env={**os.environ, "COLUMNS": "140", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    # The inverse as the book prints it: 3.11 = 2.46 within + 0.234 fed back + 0.414 spilt over.
    assert ["L", "1", "10", "3.11", "2.46", "0.234", "0.414", "0.161", "0.1"] in lines
    assert ["L", "5", "3.35", "1.65", "0.13"] in lines
    assert ["M", "L", "3.35", "0", "3.35", "-1.65"] in lines
    assert "金额单位：百万CNY" in done.stdout
    assert "M      3" not in done.stdout


@pytest.mark.parametrize(("show", "ending", "height"), [("sectors", "csv", 5), ("regions", "xlsx", 2),
                                                        ("trade", "parquet", 2)])  # fmt: skip
def test_each_table_to_a_file(long, tmp_path, show, ending, height):
    target = tmp_path / f"out.{ending}"
    assert f"{height} rows written" in told(str(long), "--empty", "zero", "--show", show, "--out", str(target))
    found = scan_table(target).collect()
    assert found.height == height
    if show == "sectors":
        figures = found.with_columns(pl.col("multiplier", "within", "feedback", "spillover").cast(pl.Float64))
        sums = figures.select(pl.col("multiplier") - pl.col("within") - pl.col("feedback") - pl.col("spillover"))
        assert sums.to_series().abs().max() < 1e-12
    if show == "trade":
        assert found["net"].to_list() == [1_650_000, -1_650_000]


def test_a_square_table_of_regions(tmp_path):
    path = tmp_path / "square.csv"
    head = ",,L,,,M,,,,\n,,1,2,3,1,2,3,final demand,total output"
    rows = [",".join(map(str, (seller, *flows[:5], 0, flows[5], sum(flows)))) for seller, flows in USES.items()]
    rows.append("M,3" + ",0" * 8)
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    shown = told(str(path), "--unit", "万元", "--sort", "spillover", "--top", "2", "--language", "en")
    assert "Trade is of inputs only" in shown
    assert "3 more rows" in shown
    assert shown.index("1.07") < shown.index("0.851")


def test_a_faulty_file_is_told_row_by_row(long):
    text = (
        long.read_text(encoding="gb18030").replace("L,2,M,1,200", "L,2,M,1,二百").replace("M,1,L,1,75", "M,1,L,1,775")
    )
    long.write_text(text + "L,1,L,1,150\n", encoding="gb18030")
    done = CliRunner().invoke(app, ["chain", "multiregion", str(long)])
    assert isinstance(done.exception, EvidenceError)
    found = {(one.code, one.row, one.column) for one in done.exception.problems}
    assert {("no-figure", 11, "E 金额（万元）"), ("flow-twice", 32, "E 金额（万元）")} <= found
    assert "from all sectors to M:居民消费" in str(done.exception)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.csv",), "must be a file"),
        (("{long}", "--empty", "maybe"), "`--empty` must be"),
        (("{long}", "--empty", "zero", "--sort", "size"), "`--sort` must name a column"),
        (("{long}", "--empty", "zero", "--out", "out.doc"), "ends otherwise"),
    ],
)
def test_wrong_requests_are_told_in_a_sentence(long, arguments, said):
    done = CliRunner().invoke(app, ["chain", "multiregion", *(one.format(long=long) for one in arguments)])
    assert isinstance(done.exception, GrowthpoleError)
    assert said in str(done.exception)
