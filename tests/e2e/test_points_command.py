"""``growthpole points``: tables and charts from a file, the numbers those of the library."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from growthpole.charts.points import curve_chart, gamma_chart, local_m_map
from growthpole.cli.points import app
from growthpole.errors import GrowthpoleError, InputError, NameUnknownError
from growthpole.measures.points.kd import kd
from growthpole.measures.points.mmap import m_map
from growthpole.services.points import measure_points, window_of


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    rng = np.random.default_rng(11)
    place = np.column_stack([112.7 + rng.random(600) * 0.8, 37.2 + rng.random(600) * 0.6])
    naf = rng.choice(["1071C", "4711D", "6202A"], 600).astype("<U6")
    naf[:40], place[:40] = "1310Z", [113.0, 37.5] + rng.normal(size=(40, 2)) * 0.01
    return pl.DataFrame({"lon": place[:, 0], "lat": place[:, 1], "naf": naf, "jobs": rng.lognormal(size=600)})


@pytest.fixture
def file(table, tmp_path):
    table.write_parquet(tmp_path / "establishments.parquet")
    return tmp_path / "establishments.parquet"


def run(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "160"})
    if isinstance(done.exception, GrowthpoleError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


COLUMNS = ("--x", "lon", "--y", "lat", "--industry", "naf")


def test_kd_writes_a_table_curves_charts_and_a_map(file, table, tmp_path):
    out = tmp_path / "out"
    said = run("kd", file, *COLUMNS, "--r-max", "18km", "--step", "1km", "--simulations", 199, "--out", out)
    assert "1310Z" in said
    written = {path.name for path in out.iterdir()}
    assert {"industries.csv", "curves.parquet", "gamma.svg", "curve-01.html", "map.svg"} <= written
    expected = kd(
        table["lon"], table["lat"], table["naf"], r_max="18km", step="1km", simulations=199, coordinates="lonlat"
    )
    curves = pl.read_parquet(out / "curves.parquet").filter(pl.col("industry") == "1310Z")
    np.testing.assert_array_equal(curves["upper_global"], expected.curve("1310Z").upper_global)
    first = pl.read_csv(out / "industries.csv")
    assert first["industry"][0] == "1310Z"
    assert first["localised"].to_list() == [True, False, False, False]
    assert "https://" not in (out / "curve-01.html").read_text(encoding="utf-8").split("</script>")[-1]


def test_m_with_weights_and_m_density(file, tmp_path):
    words = (
        *COLUMNS,
        "--weights",
        "jobs",
        "--r-max",
        "6km",
        "--step",
        "1km",
        "--simulations",
        99,
        "--out",
        tmp_path / "m",
    )
    assert "1310Z" in run("m", file, *words)
    assert "1310Z" in run("m", file, *words, "--density", "--which", "1310Z")


def test_ripley_prints_a_table(file, tmp_path):
    metres = pl.DataFrame({"e": [0.0, 10, 20, 30], "n": [0.0, 5, 5, 30], "naf": ["a", "a", "a", "b"]})
    metres.write_csv(tmp_path / "plane.csv")
    columns = ("--x", "e", "--y", "n", "--industry", "naf", "--which", "a")
    said = run("ripley", tmp_path / "plane.csv", *columns, "--r-max", 10, "--step", 5, "--window=-5,-5,40,40")
    assert "3 points" in said


def test_a_column_that_is_not_there_is_named(file):
    with pytest.raises(NameUnknownError, match="no column 'nace'"):
        run("kd", file, "--x", "lon", "--y", "lat", "--industry", "nace", "--r-max", "18km")


def test_faulty_rows_stop_the_run_or_are_counted(table, tmp_path):
    table.with_columns(lat=pl.when(pl.col("naf") == "6202A").then(None).otherwise("lat")).write_parquet(
        tmp_path / "e.parquet"
    )
    words = (
        "kd",
        tmp_path / "e.parquet",
        *COLUMNS,
        "--r-max",
        "9km",
        "--step",
        "1km",
        "--simulations",
        19,
        "--out",
        tmp_path,
    )
    with pytest.raises(InputError, match="missing='drop'"):
        run(*words)
    assert "left out, missing" in run(*words, "--drop")


def test_the_service_refuses_what_it_does_not_know(file):
    with pytest.raises(NameUnknownError, match="no measure 'g'"):
        measure_points("g", file, None)
    for text in ("1,2,3", "5,0,1,1"):
        with pytest.raises(InputError, match="a window must"):
            window_of(text)
    assert window_of("") is None


def test_a_result_draws_itself(table):
    result = kd(
        table["lon"], table["lat"], table["naf"], r_max="18km", step="1km", simulations=199, coordinates="lonlat"
    )
    spec = curve_chart(result, "1310Z").to_dict()
    (points,) = spec["datasets"].values()
    assert any(row["above"] > row["upper_global"] for row in points)
    assert "localised" in spec["title"]["text"]
    assert len(gamma_chart(result).to_dict()["layer"]) == 1
    local = m_map(table["lon"], table["lat"], table["naf"], "1310Z", r="2km", coordinates="lonlat")
    assert local_m_map(local).to_dict()["height"] > 100
    lone = kd([0.0, 1, 2], [0.0] * 3, ["a", "b", "b"], r_max=2, step=1, simulations=9)
    assert "no curve" in curve_chart(lone, "a").to_dict()["title"]["text"]
