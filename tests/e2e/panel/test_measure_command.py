"""``growthpole measure``, as it is typed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from shutil import copyfile

import polars as pl
import pytest
from typer.testing import CliRunner

from growthpole.cli.measure import app
from growthpole.errors import InputError
from growthpole.tables.reading import examine
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


def test_the_evidence_is_taken_in_as_it_is(tmp_path):
    world = Path(str(files("growthpole.worlds"))) / "data" / "jinzhong"
    for name in ("clusters", "regions"):
        copyfile(world / f"{name}.csv", tmp_path / f"{name}.csv")
    counties = pl.read_csv(world / "regions.csv", infer_schema=False)["region"]
    census_employment().filter(pl.col("county").is_in(counties.implode())).write_csv(
        tmp_path / "jobs.tsv", separator="\t"
    )
    wanted = ["--where", "section=C", "--evidence", "county_manufacturing_quotient,ratio,2020"]
    run("lq", str(tmp_path / "jobs.tsv"), *COLUMNS, *wanted, "--out", str(tmp_path / "evidence.csv"))
    parts = [world / "sources.csv", tmp_path / "evidence.sources.csv"]
    pl.concat([pl.read_csv(part, infer_schema=False) for part in parts], how="diagonal").write_csv(
        tmp_path / "sources.csv"
    )
    (tmp_path / "jobs.tsv").unlink()
    (tmp_path / "evidence.sources.csv").unlink()
    dossier, problems = examine(tmp_path)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert dossier is not None


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
