"""An office that outgrew one machine hands over a Spark frame; the numbers are DuckDB's."""

from __future__ import annotations

import os
import shutil
import warnings

import duckdb
import numpy as np
import polars as pl
import pytest

from growthpole.measures.panel.dissimilarity import krugman
from growthpole.measures.panel.localisation import ellison_glaeser
from growthpole.measures.panel.quotient import location_quotient

pyspark = pytest.importorskip("pyspark.sql", reason="the optional extra spark is not installed")
if shutil.which("java") is None:
    pytest.skip("no Java on this machine: Spark needs one", allow_module_level=True)


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spark")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = (
            pyspark.SparkSession.builder.master("local[2]")
            .config("spark.sql.warehouse.dir", str(folder))
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


@pytest.fixture(scope="module")
def plants(tmp_path_factory):
    rng = np.random.default_rng(3)
    table = pl.DataFrame(
        {
            "region": rng.integers(0, 30, 5000),
            "industry": rng.integers(0, 20, 5000),
            "employment": np.where(rng.random(5000) < 0.001, np.nan, rng.lognormal(2, 1, 5000)),
        }
    ).with_columns(pl.col("employment").fill_nan(None))
    path = tmp_path_factory.mktemp("plants") / "plants.parquet"
    table.write_parquet(path)
    return str(path)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("measure", [location_quotient, krugman, ellison_glaeser])
def test_spark_gives_duckdbs_numbers(spark, plants, measure):
    on_spark = measure(spark.read.parquet(plants))
    assert isinstance(on_spark, pyspark.DataFrame)
    rows = sorted(tuple(row) for row in on_spark.collect())
    on_duckdb = measure(duckdb.read_parquet(plants))
    assert isinstance(on_duckdb, duckdb.DuckDBPyRelation)
    expected = sorted(on_duckdb.fetchall())
    assert len(rows) == len(expected) > 10
    for got, wanted in zip(rows, expected, strict=True):
        for one, other in zip(got, wanted, strict=True):
            assert one == other or one == pytest.approx(other, rel=1e-12, nan_ok=True)
