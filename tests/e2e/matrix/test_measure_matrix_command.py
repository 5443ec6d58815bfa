"""``growthpole measure`` with the matrix measures: the file's numbers are the library's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from growthpole.catalogue.aggregate import aggregate
from growthpole.cli.measure import app
from growthpole.measures.matrix.coagglomeration import coagglomeration
from growthpole.measures.matrix.complexity import complexity
from growthpole.measures.matrix.crosstable import cross_table
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.fitness import fitness
from growthpole.measures.matrix.outlook import outlook
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.reflections import reflections
from growthpole.measures.matrix.relatedness import relatedness
from growthpole.measures.matrix.specialisation import presence, rca

NAMES = [
    "rca",
    "cooccurrence",
    "proximity",
    "relatedness",
    "relatedness-density",
    "complexity",
    "industry-complexity",
    "fitness",
    "reflections",
    "complexity-outlook",
    "complexity-outlook-gain",
    "coagglomeration",
]


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    rng = np.random.default_rng(20230909)
    rows = [
        {"region": f"{140700 + r}", "industry": f"{i:02d}", "employment": int(rng.gamma(0.7, 90)) + 1, "year": year}
        for year in (2020, 2021)
        for r in range(21, 33)
        for i in range(13, 22)
    ]
    path = tmp_path / "jobs.csv"
    pl.DataFrame(rows).write_csv(path)
    return path


def run(*arguments: object, out: Path) -> pl.DataFrame:
    result = CliRunner().invoke(app, [*map(str, arguments), "--out", str(out)])
    assert result.exit_code == 0, result.output
    return pl.read_parquet(out)


def matrix(path: Path):
    table = pl.read_csv(path, schema_overrides={"region": pl.String, "industry": pl.String})
    return cross_table(table, value="employment", period="year")[2021]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_gives_a_row_for_each_period(jobs: Path, tmp_path: Path, name: str) -> None:
    table = run(name, jobs, "--period", "year", out=tmp_path / "out.parquet")
    assert sorted(table["year"].unique()) == ["2020", "2021"]
    assert table.drop("year").null_count().sum_horizontal()[0] < table.height * table.width


def test_numbers_are_those_of_the_library(jobs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    x = matrix(jobs)
    here = presence(rca(x))
    now = pl.col("year") == "2021"

    def column(command: str, name: str, *options: str) -> np.ndarray:
        return run(command, jobs, "--period", "year", *options, out=out).filter(now)[name].to_numpy()

    above = np.triu_indices(9, 1)
    np.testing.assert_allclose(column("rca", "rca"), rca(x).values.ravel())
    np.testing.assert_allclose(column("proximity", "proximity"), proximity(here).values[above])
    np.testing.assert_allclose(
        column("relatedness", "relatedness", "--set", "similarity=jaccard"),
        relatedness(here, similarity="jaccard").values[above],
    )
    np.testing.assert_allclose(
        column("relatedness-density", "density", "--set", "itself=no"),
        density(here, proximity(here), itself=False).density.values.ravel(),
    )
    np.testing.assert_allclose(column("complexity", "eci"), complexity(here).eci)
    np.testing.assert_allclose(column("industry-complexity", "pci"), complexity(here).pci)
    np.testing.assert_allclose(column("fitness", "fitness", "--set", "steps=5"), fitness(here, steps=5).fitness)
    np.testing.assert_allclose(column("reflections", "k_2"), reflections(here).regions[:, 2])
    np.testing.assert_allclose(column("complexity-outlook", "outlook"), outlook(here).outlook)
    np.testing.assert_allclose(column("complexity-outlook-gain", "gain"), outlook(here).gain.values.ravel())
    np.testing.assert_allclose(column("coagglomeration", "index"), coagglomeration(x).index.values[above])


def test_entry_and_exit_take_two_periods(jobs: Path, tmp_path: Path) -> None:
    table = run("entry-exit", jobs, "--period", "year", out=tmp_path / "out.parquet")
    assert table.height == 12 * 9
    assert table.select("period", "next_period").unique().rows() == [("2020", "2021")]
    result = CliRunner().invoke(app, ["entry-exit", str(jobs)])
    assert "two" in str(result.exception)


def test_plant_herfindahls_give_intervals(jobs: Path, tmp_path: Path) -> None:
    plants = tmp_path / "plants.csv"
    pl.DataFrame({"industry": [f"{i}" for i in range(13, 22)], "h": [0.1] * 9}).write_csv(plants)
    table = run("coagglomeration", jobs, "--set", f"herfindahl={plants}", out=tmp_path / "out.parquet")
    assert (table["low"] < table["index"]).all()
    pl.DataFrame({"industry": ["13"], "h": [0.1]}).write_csv(plants)
    result = CliRunner().invoke(app, ["coagglomeration", str(jobs), "--set", f"herfindahl={plants}"])
    assert "every industry" in str(result.exception)


def test_aggregate(jobs: Path, tmp_path: Path) -> None:
    options = ["to=section", "using=gbt4754-2017", "code=industry", "values=employment", "by=year"]
    settings = [text for option in options for text in ("--set", option)]
    table = run("aggregate", jobs, *settings, out=tmp_path / "out.parquet")
    source = pl.read_csv(jobs, schema_overrides={"industry": pl.String})
    theirs = aggregate(source, to="section", using="gbt4754-2017", values=["employment"], by=["year"])
    assert table["industry"].to_list() == ["C", "C"]
    assert table["employment"].to_list() == theirs["employment"].to_list()
