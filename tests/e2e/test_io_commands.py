"""``growthpole chain table`` and ``growthpole chain regional`` as an office runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars import selectors
from typer.testing import CliRunner

from growthpole.cli.app import app
from growthpole.errors import EvidenceError, GrowthpoleError
from growthpole.services.flows import region_code
from growthpole.tables.plain import scan_table

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]
TABLE = """单位：万元,,,,,,,
代码,名称,01,02,最终消费,出口,进口,总产出
01,煤炭,10,30,50,20,10,100
02,钢铁,20,40,100,60,20,200
VA001,劳动者报酬,50,80,,,,
VA004,营业盈余,20,50,,,,
"""


def growthpole(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "160", "PYTHONIOENCODING": "utf-8"},
        check=False,
        timeout=60,
    )


def test_shipped_table_on_the_screen():
    done = growthpole("chain", "table", "--sectors", "42", "--sort", "backward", "--top", "3")
    assert done.returncode == 0, done.stderr
    assert "wearing apparel" in done.stdout
    assert "39 more rows" in done.stdout


def test_shipped_table_to_a_file(tmp_path):
    target = tmp_path / "sectors.csv"
    done = growthpole("chain", "table", "--out", str(target))
    assert done.returncode == 0, done.stderr
    found = pl.read_csv(target, schema_overrides={"sector": pl.String})
    assert found.height == 153
    assert found["backward"].mean() == pytest.approx(1)
    assert found.filter(sector="057")["kind"].item() in ("key", "backward", "forward", "weak")
    assert found.select((pl.col("jobs_low") <= pl.col("jobs_per_million")).all()).item()
    # With domestic flows what does not stay as value added is imported.
    total = found["value_added_multiplier"] + found["import_multiplier"]
    assert total.min() == pytest.approx(1)
    assert total.max() == pytest.approx(1)


def test_a_file_of_the_office(tmp_path):
    path = tmp_path / "投入产出表.csv"
    path.write_text(TABLE, encoding="gb18030")
    done = growthpole("chain", "table", str(path), "--language", "zh")
    assert done.returncode == 0, done.stderr
    assert "煤炭" in done.stdout
    assert "影响力系数" in done.stdout


def test_a_faulty_file_is_told_cell_by_cell(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE.replace("10,30,50", "10,,50").replace("60,20,200", "60,20,250"), encoding="utf-8")
    done = growthpole("chain", "table", str(path))
    assert done.returncode != 0
    told = " ".join((done.stdout + done.stderr).split())
    assert "Traceback" not in told
    assert "an empty cell" in told
    assert "50 too high" in told


def test_a_county_by_name_with_intervals(tmp_path):
    done = growthpole("chain", "regional", "祁县", "--top", "3", "--sort", "output")
    assert done.returncode == 0, done.stderr
    assert "140727" in done.stdout
    assert "central [low, high]" in done.stdout
    target = tmp_path / "qixian.xlsx"
    done = growthpole("chain", "regional", "140727", "--method", "SLQ", "--method", "FLQ", "--out", str(target))
    assert done.returncode == 0, done.stderr
    found = scan_table(target).collect().with_columns(selectors.starts_with("multiplier").cast(pl.Float64))
    assert found.height == 2 * 153
    ordered = (pl.col("multiplier_low") <= pl.col("multiplier") + 1e-9) & (
        pl.col("multiplier") <= pl.col("multiplier_high") + 1e-9
    )
    assert found.select(ordered.all()).item()


def test_imports_without_exports_are_told_with_the_columns_there_are(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE.replace("出口", "卖到国外"), encoding="utf-8")
    done = growthpole("chain", "table", str(path))
    assert done.returncode != 0
    assert "headed as exports (出口)" in done.stdout + done.stderr
    assert "最终消费, 卖到国外" in done.stdout + done.stderr


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("arguments", "rows", "name"),
    [
        (("table", "--sectors", "42"), 42, "煤炭采选产品"),
        (("regional", "祁县", "--sector", "057"), 113, "玻璃和玻璃制品"),
    ],
)
def test_files_hold_both_names_and_all_digits_whatever_the_language(tmp_path, arguments, rows, name, ending):
    files = [tmp_path / f"{language}.{ending}" for language in ("zh", "en")]
    for file in files:
        done = CliRunner().invoke(app, ["chain", *arguments, "--language", file.stem, "--out", str(file)])
        assert done.exit_code == 0, done.exception
        assert str(file) in done.output.replace("\n", "")
        assert ("已写入" in done.output) == (file.stem == "zh")
    assert files[0].read_bytes() == files[1].read_bytes()
    found = scan_table(files[0]).collect()
    assert found.height == rows
    assert name in found["name_zh"]
    assert found["name_en"].null_count() == 0


def test_a_faulty_file_is_told_cell_by_cell_in_chinese_too(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text(TABLE.replace("50,80,,", "50,80亿元,,").replace("20,40", "20,-400"), encoding="utf-8")
    done = CliRunner().invoke(app, ["chain", "table", str(path), "--language", "zh"])
    assert isinstance(done.exception, EvidenceError)
    places = [(one.code, one.row, one.column) for one in done.exception.problems]
    assert ("units-mixed", 5, "D 02") in places
    assert ("does-not-add-up", 4, "H 总产出") in places


def test_an_open_end_is_an_empty_cell_of_a_file(tmp_path):
    target = tmp_path / "qixian.csv"
    done = CliRunner().invoke(app, ["chain", "regional", "140727", "--method", "AFLQ", "--out", str(target)])
    assert done.exit_code == 0, done.exception
    found = pl.read_csv(target)
    assert found["multiplier_high"].null_count() == found.height
    assert "inf" not in target.read_text(encoding="utf-8").splitlines()[1]


def test_aflq_in_a_county_shows_an_open_end():
    done = growthpole("chain", "regional", "140727", "--method", "AFLQ", "--top", "3")
    assert done.returncode == 0, done.stderr
    assert "∞]" in done.stdout


def test_what_a_sector_buys_in_a_city():
    done = growthpole(
        "chain", "regional", "1407", "--sector", "057", "--top", "2", "--language", "zh", "--known", "057=20000"
    )
    assert done.returncode == 0, done.stderr
    assert "玻璃和玻璃制品" in done.stdout
    assert "晋中市" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("table", "none.csv"), "must be a file"),
        (("table", "--sectors", "100"), "153 or 42"),
        (("table", "--sort", "size"), "`--sort` must name a column"),
        (("table", "--empty", "maybe"), "`--empty` must be"),
        (("regional", "祁具"), "no county, city or province"),
        (("regional", "140727", "--method", "LQ"), "`--method` must be one of"),
        (("regional", "140727", "--sector", "999"), "no sector '999'"),
        (("regional", "140727", "--delta", "2"), "`delta` must be in"),
        (("regional", "460301"), "no figures"),
        (("regional", "140727", "--known", "057"), "`--known` must read"),
        (("regional", "140727", "--known", "057=20000"), "counted 18,049 residents"),
    ],
)
def test_wrong_requests_are_told_in_a_sentence(arguments, told):
    done = CliRunner().invoke(app, ["chain", *arguments])
    # The outermost caller prints what is raised on purpose as one sentence; see test_commands.
    assert isinstance(done.exception, GrowthpoleError)
    assert told in str(done.exception)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("140727", "140727"), ("1407", "1407"), ("140700", "1407"), ("140000", "14"), ("晋中", "1407"),
        ("山西省", "14"), ("140726", "140703"), ("太谷县", "140703"), ("济源市", "419001"),
    ],
)  # fmt: skip
def test_places_by_code_and_name_also_by_older_ones(said, code):
    assert region_code(said)[0] == code


def test_same_inputs_give_the_same_bytes(tmp_path: Path):
    files = [tmp_path / f"{number}.csv" for number in (1, 2)]
    for file in files:
        assert CliRunner().invoke(app, ["chain", "regional", "1408", "--out", str(file)]).exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()
