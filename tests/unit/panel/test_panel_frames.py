"""The frame handed in is the frame handed back, with the same numbers, whatever engine it came with."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from scipy import sparse

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.measures.panel.dissimilarity import gini, hachman, hoover, krugman
from growthpole.measures.panel.diversity import entropy, herfindahl
from growthpole.measures.panel.localisation import ellison_glaeser
from growthpole.measures.panel.localisation_interval import ellison_glaeser_interval
from growthpole.measures.panel.quotient import (
    location_quotient,
    log_location_quotient,
    symmetric_location_quotient,
)
from growthpole.measures.panel.quotient_bounds import location_quotient_bounds
from growthpole.measures.panel.quotient_interval import location_quotient_interval
from growthpole.measures.panel.shift_share import shift_share
from growthpole.measures.panel.structure import contribution, structural_change

MEASURES = [
    location_quotient,
    symmetric_location_quotient,
    log_location_quotient,
    krugman,
    hoover,
    gini,
    hachman,
    herfindahl,
    entropy,
]
JOBS = {
    "region": ["a", "a", "a", "b", "b", "c", "c", "d"],
    "industry": ["x", "x", "y", "x", "y", "y", "z", "z"],
    "employment": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, None, 2.0],
}


def kinds() -> dict[str, object]:
    table = pa.table(JOBS)
    return {
        "polars": pl.DataFrame(JOBS),
        "polars lazy": pl.LazyFrame(JOBS),
        "pandas": pd.DataFrame(JOBS),
        "pyarrow": table,
        "duckdb": duckdb.from_arrow(table),
    }


def as_polars(result: object) -> pl.DataFrame:
    if isinstance(result, pl.LazyFrame):
        result = result.collect()
    if isinstance(result, duckdb.DuckDBPyRelation):
        result = result.to_arrow_table()
    if isinstance(result, pd.DataFrame):
        result = pl.from_pandas(result)
    table = result if isinstance(result, pl.DataFrame) else pl.from_arrow(result)
    return table.sort(table.columns)


@pytest.mark.parametrize("unknown", ["leave_out", "spread"])
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("kind", ["polars lazy", "pandas", "pyarrow", "duckdb"])
def test_every_kind_of_frame_gives_its_own_kind_and_the_same_numbers(measure, kind, unknown):
    frames = kinds()
    result = measure(frames[kind], unknown=unknown)
    assert type(result) is type(frames[kind])
    expected = measure(frames["polars"], unknown=unknown)
    got = as_polars(result)
    assert got.columns == expected.columns
    assert got.equals(expected.sort(expected.columns)) or np.allclose(
        got.select(pl.selectors.float()).to_numpy(),
        expected.sort(expected.columns).select(pl.selectors.float()).to_numpy(),
        rtol=1e-12,
        equal_nan=True,
    )


def test_a_lazy_frame_stays_lazy():
    lazy = pl.LazyFrame(JOBS).filter(pl.col("employment") > 0)
    assert isinstance(location_quotient(lazy), pl.LazyFrame)


@pytest.mark.parametrize("measure", [krugman, hoover, gini, hachman])
@pytest.mark.parametrize("of", ["region", "industry"])
def test_array_and_frame_agree(measure, of):
    x = np.array([[3.0, 1.0, 4.0], [1.0, 5.0, 9.0], [2.0, 6.0, 5.0]])
    long = pl.DataFrame(
        {
            "region": np.repeat(np.arange(3), 3),
            "industry": np.tile(np.arange(3), 3),
            "employment": x.ravel(),
        }
    )
    framed = measure(long, of=of)[measure.__name__].to_numpy()
    assert framed.tolist() == measure(x, of=of).tolist()
    assert framed.tolist() == measure(sparse.csr_array(x), of=of).tolist()


def test_periods_are_measured_each_for_itself():
    one = pl.DataFrame({"region": ["a", "b", "b"], "industry": ["x", "x", "y"], "employment": [1, 2, 3]})
    other = pl.DataFrame({"region": ["a", "a", "b"], "industry": ["x", "y", "y"], "employment": [5, 1, 3]})
    both = pl.concat([one.with_columns(year=pl.lit(2019)), other.with_columns(year=pl.lit(2020))])
    for measure in MEASURES:
        together = measure(both, period="year")
        apart = pl.concat([measure(one), measure(other)])
        assert together.drop("year").equals(apart)
        assert together["year"].unique().sort().to_list() == [2019, 2020]


def test_a_missing_figure_is_never_zero_and_spoils_no_other_region():
    complete = pl.DataFrame(JOBS).filter(pl.col("region") != "c")
    for measure in (krugman, hachman, herfindahl, entropy):
        result = measure(pl.DataFrame(JOBS))
        assert result.filter(region="c")["status"].item() == "unknown"
        assert result.filter(region="c").row(0)[1] is None
        others = result.filter(pl.col("region") != "c")
        assert set(others["status"]) == {"partial"}
        assert others.drop("status").equals(measure(complete).drop("status"))


@pytest.mark.parametrize("bad", [None, float("nan"), -1.0, float("inf")])
def test_a_figure_that_cannot_be_is_unknown(bad):
    jobs = pl.DataFrame({"region": ["a", "a", "b"], "industry": ["x", "y", "x"], "employment": [1.0, bad, 2.0]})
    assert location_quotient(jobs)["status"].to_list() == ["unknown", "unknown", "partial"]


def test_what_has_no_row_is_nothing_or_unknown_as_said():
    jobs = pl.DataFrame({"region": ["a", "a", "b"], "industry": ["x", "y", "x"], "employment": [1.0, 3.0, 2.0]})
    assert krugman(jobs)["status"].to_list() == ["known", "known"]
    assert krugman(jobs, absent="unknown")["status"].to_list() == ["partial", "unknown"]


def test_regions_with_nothing_and_industries_nowhere_are_undefined():
    jobs = pl.DataFrame(
        {"region": ["a", "a", "b", "b"], "industry": ["x", "y", "x", "y"], "employment": [1.0, 0.0, 0.0, 0.0]}
    )
    assert location_quotient(jobs)["status"].to_list() == ["known", "undefined", "undefined", "undefined"]
    assert krugman(jobs)["status"].to_list() == ["known", "undefined"]
    assert hoover(jobs)["status"].to_list() == ["known", "undefined"]


def test_an_empty_table_gives_an_empty_table():
    empty = pl.DataFrame(schema={"region": pl.String, "industry": pl.String, "employment": pl.Float64})
    for measure in MEASURES:
        assert measure(empty).height == 0


def test_errors_say_what_to_do():
    with pytest.raises(NameUnknownError, match=r"no column 'emplyoment'. Did you mean 'employment'"):
        krugman(pl.DataFrame(JOBS), value="emplyoment")
    with pytest.raises(NameUnknownError, match=r"no argument 'regoin'. Did you mean 'region'"):
        krugman(pl.DataFrame(JOBS), regoin="x")
    for measure in (krugman, location_quotient):
        with pytest.raises(NameUnknownError, match="no region 'France'"):
            measure(pl.LazyFrame(JOBS), reference="France")
    years = pl.DataFrame({"y": [1, 1, 2], "region": ["a", "b", "b"], "industry": ["x"] * 3, "employment": [1, 1, 1]})
    with pytest.raises(InputError, match="figures in every period"):
        krugman(years, period="y", reference="a")
    with pytest.raises(InputError, match="`of` must be 'region' or 'industry'"):
        krugman(pl.DataFrame(JOBS), of="town")
    with pytest.raises(InputError, match="`unknown` must be"):
        location_quotient(pl.DataFrame(JOBS), unknown="zero")
    with pytest.raises(InputError, match="`absent` must be"):
        location_quotient(pl.DataFrame(JOBS), absent="none")
    with pytest.raises(InputError, match="`weights` must be"):
        gini(pl.DataFrame(JOBS), weights="none")
    with pytest.raises(InputError, match="it was given a str"):
        location_quotient("employment.csv")
    with pytest.raises(ShapeError, match="shape"):
        krugman(np.ones(3))
    with pytest.raises(InputError, match="row 0, column 1 is -1"):
        krugman(np.array([[1.0, -1.0]]))
    with pytest.raises(InputError, match="`region` has rows without a value"):
        krugman(pl.DataFrame({"region": ["a", None], "industry": ["x", "x"], "employment": [1, 2]}))


@pytest.mark.parametrize("kind", [pl.Int16, pl.Int64, pl.String, pl.Date])
def test_a_period_keeps_its_type(rng, kind):
    years = pl.Series("year", [2019, 2020]).cast(pl.Int32)
    years = pl.Series([f"{y}-01-01" for y in years]).str.to_date() if kind == pl.Date else years.cast(kind)
    one = pl.DataFrame({"region": ["a", "b", "b"], "industry": ["x", "x", "y"], "employment": [1, 2, 3]})
    table = pl.concat([one.with_columns(year=pl.lit(years[k]).cast(kind)) for k in range(2)])
    results = [
        *(measure(table, period="year") for measure in (*MEASURES, ellison_glaeser, location_quotient_interval)),
        ellison_glaeser_interval(table, period="year", rng=rng, draws=3),
        location_quotient_bounds(table, period="year", low="employment", high="employment"),
        *(measure(table, period="year") for measure in (shift_share, structural_change, contribution)),
    ]
    for result in results:
        assert result.schema["year"] == kind
        assert set(result["year"]) <= set(table["year"])


@pytest.mark.parametrize("labels", [pl.Series([3, 1, 1]), pl.Series(["c", "a", "a"], dtype=pl.Categorical)])
def test_labels_keep_their_type(labels):
    table = pl.DataFrame({"region": labels, "industry": ["x", "x", "y"], "employment": [1, 2, 3]})
    for measure in (krugman, location_quotient):
        assert measure(table).schema["region"] == labels.dtype
        assert measure(table)["region"].to_list()[0] == labels[1]


def test_an_empty_table_of_years_gives_an_empty_table():
    schema = {"year": pl.Int32, "region": pl.String, "industry": pl.String, "employment": pl.Float64}
    for measure in MEASURES:
        assert measure(pl.DataFrame(schema=schema), period="year").schema["year"] == pl.Int32


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_a_reference_row_stands_for_the_economy(kind):
    rows = [
        ("nation", "x", 50.0),
        ("nation", "y", 50.0),
        ("a", "x", 3.0),
        ("a", "y", 1.0),
        ("b", "y", 2.0),
        ("b", "z", 2.0),
    ]
    table = pl.DataFrame(rows, schema=["region", "industry", "employment"], orient="row")
    frame = table if kind == "polars" else duckdb.from_arrow(table.to_arrow())
    found = as_polars(location_quotient(frame, reference="nation"))
    assert found["lq"].to_list() == [1.5, 0.5, 1.0, None]
    assert found["status"].to_list() == ["known", "known", "known", "undefined"]
    lacking = table.with_columns(pl.when(pl.col("employment") < 50).then("employment").alias("employment"))
    assert location_quotient(lacking, reference="nation")["status"].to_list() == ["unknown"] * 3 + ["undefined"]


def test_what_has_no_row_in_a_year_is_unknown_where_it_is_said_so():
    rows = [(1, "a", "x", 1.0), (1, "a", "y", 3.0), (1, "b", "x", 2.0), (2, "a", "x", 1.0), (2, "a", "y", 1.0)]
    table = pl.DataFrame(rows, schema=["year", "region", "industry", "employment"], orient="row")
    found = location_quotient(table, period="year", absent="unknown")
    assert found.height == 8
    assert found.filter(region="b")["status"].unique().to_list() == ["unknown"]
