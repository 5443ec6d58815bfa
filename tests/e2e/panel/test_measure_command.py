"""``growthpole measure``, as it is typed."""

from __future__ import annotations

import polars as pl
import pytest
from typer.testing import CliRunner

from growthpole.cli.measure import app
from growthpole.errors import InputError
from growthpole.worlds.census import census_employment

COLUMNS = ["--region", "county", "--industry", "section", "--value", "persons"]


@pytest.fixture
def census(tmp_path):
    path = tmp_path / "employment.parquet"
    census_employment(defective=True).filter(pl.col("county").str.contains("^14|^350527")).write_parquet(path)
    return str(path)


def run(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_measure_prints_the_head_and_says_what_is_unknown(census):
    result = run("lq", census, *COLUMNS)
    assert result.exit_code == 0
    assert "status" in result.stdout
    assert "more rows" in result.stdout
    assert "20 of 2440 rows are unknown" in result.stderr


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_measure_writes_a_file(census, tmp_path, ending):
    out = tmp_path / f"out.{ending}"
    result = run("krugman", census, *COLUMNS, "--set", "of=industry", "--out", str(out))
    assert "20 rows written" in result.stdout
    assert out.stat().st_size > 100


def test_measure_writes_evidence(census, tmp_path):
    out = tmp_path / "evidence.csv"
    wanted = ["--where", "section=C", "--evidence", "manufacturing_quotient,ratio,2020"]
    run("lq", census, *COLUMNS, *wanted, "--out", str(out))
    evidence = pl.read_csv(out, infer_schema=False)
    assert evidence.height == 122
    assert evidence.filter(status="missing")["subject"].to_list() == ["350527"]
    assert evidence["indicator"].unique().to_list() == ["manufacturing_quotient"]


def test_list_names_measures_and_their_arguments():
    result = run("list")
    assert "lq-interval" in result.stdout
    assert "discovery_rate" in run("list", "lq-interval").stdout


def test_errors_say_what_to_do(census):
    with pytest.raises(InputError, match="`path` must be a table"):
        run("lq")
    with pytest.raises(InputError, match="must read name=value"):
        run("lq", census, *COLUMNS, "--set", "level")
    with pytest.raises(InputError, match="`--where` must name a column"):
        run("lq", census, *COLUMNS, "--where", "town=a")
