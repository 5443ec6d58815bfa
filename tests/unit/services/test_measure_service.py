"""The service reads arguments from text, calls the measure and can hand a figure on as evidence."""

from __future__ import annotations

import polars as pl
import pytest

from growthpole.errors import InputError, NameUnknownError
from growthpole.measures.panel.quotient import location_quotient
from growthpole.services.measure import as_evidence, measure_file, write_measured
from growthpole.services.measures_table import measure_named, measures

JOBS = pl.DataFrame(
    {
        "region": ["a", "a", "b", "b", "c", "c"],
        "industry": ["11", "12", "11", "21", "12", "21"],
        "employment": [5.0, 3.0, 4.0, 9.0, None, 2.0],
        "plants": [1, 1, 2, 3, 1, 1],
        "low": [4, 2, 3, 8, 1, 2],
        "high": [6, 4, 5, 9, 9, 2],
        "small_firm_employment": [5.0, 3.0, 1.0, 2.0, None, 2.0],
        "year": [1, 1, 1, 1, 1, 1],
    }
)


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "jobs.csv"
    later = JOBS.with_columns(year=pl.lit(2), employment=pl.col("employment") + 1)
    JOBS.write_csv(file)
    pl.concat([JOBS, later.select(JOBS.columns)], how="vertical_relaxed").write_csv(tmp_path / "years.csv")
    return file


def test_the_result_is_that_of_the_function(path):
    found = measure_file("lq", path, {}, {}).table
    assert found.equals(location_quotient(JOBS))


SETTINGS = {
    "lq-interval": {"sampling": "plants", "level": "0.9"},
    "lq-bounds": {"low": "low", "high": "high"},
    "variety": {"groups": "1"},
    "theil": {"of": "region", "groups": "1"},
    "emerging-share": {"industries": "11, 21"},
    "resource-dependence": {"industries": "12"},
    "minimum-requirements": {"rank": "2"},
    "ellison-glaeser-interval": {"rng": "1", "draws": "5", "resample": "no", "bounds": "low,high"},
    "ellison-glaeser-bounds": {"bounds": "low,high"},
    "gini": {"weights": "equal"},
    "industrial-districts": {"manufacturing": "11,12"},
    "three-stars": {"top": "0.5"},
    "coupling": {"systems": "u,v", "weights": "0.3,0.7", "modified": "true"},
    "productivity": {"output": "u", "inputs": "v,w"},
    "reference-score": {"indicators": "u=0.5:60,v=0.25:40", "cap": "1.5"},
}


@pytest.mark.parametrize("name", [name for name, one in measures().items() if ".panel." in one.function])
def test_every_panel_measure_runs_from_a_file(tmp_path, path, name):
    measure, settings = measure_named(name), dict(SETTINGS.get(name, {}))
    columns: dict[str, str] = {}
    if not measure.cells:
        path = tmp_path / "scores.csv"
        pl.DataFrame({"town": ["x", "y"], "u": [0.5, 0.2], "v": [0.25, 0.9], "w": [2, 4]}).write_csv(path)
    elif measure.years:
        path, columns = tmp_path / "years.csv", {"period": "year"}
    if name == "lq-proximity":
        (tmp_path / "near.csv").write_text("region,neighbour,weight\na,b,0.5\n")
        settings["weights"] = str(tmp_path / "near.csv")
    if name == "cluster-index":
        (tmp_path / "places.csv").write_text("region,area,population\na,1,1\nb,2,2\nc,3,3\n")
        settings["regions"] = str(tmp_path / "places.csv")
    seen: list[int] = []
    found = measure_file(name, path, columns, settings, progress=lambda done, _: seen.append(done)).table
    assert found.height > 0
    assert measure.result == "" or measure.result in found.columns
    assert bool(seen) == measure.progress


def test_unknown_cells_of_text_are_counted(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("region,industry,employment\na,x,1\na,y,secret\nb,x,2\n")
    measured = measure_file("lq", file, {}, {})
    assert measured.lost == {"employment": 1}
    assert measured.table["status"].to_list() == ["unknown", "unknown", "partial"]


def test_evidence_has_the_formula_as_its_quote_and_keeps_the_unknown(path):
    measured = measure_file("krugman", path, {}, {})
    evidence = as_evidence(measured, "krugman_index", "region", "2020", "ratio")
    assert evidence.columns == ["subject", "indicator", "period", "value", "unit", "status", "source", "quote"]
    assert evidence["status"].to_list() == ["derived", "derived", "missing"]
    assert evidence["quote"].unique().to_list() == ["sum_i |s_ri - S_i|"]
    cells = measure_file("lq", path, {}, {})
    with pytest.raises(InputError, match="'a' has several"):
        as_evidence(cells, "lq", "region", "2020", "ratio")


def test_errors(path):
    with pytest.raises(NameUnknownError, match=r"no measure 'ginni'\. Did you mean 'gini'"):
        measure_file("ginni", path, {}, {})
    with pytest.raises(NameUnknownError, match="no argument of gini 'weight'"):
        measure_file("gini", path, {}, {"weight": "x"})
    with pytest.raises(InputError, match="needs `--set groups"):
        measure_file("variety", path, {}, {})
    with pytest.raises(InputError, match="`level` must be a number"):
        measure_file("lq-interval", path, {}, {"level": "high"})
    with pytest.raises(InputError, match="`resample` must be a flag"):
        measure_file("ellison-glaeser-interval", path, {}, {"rng": "1", "resample": "maybe"})
    with pytest.raises(InputError, match="takes no columns"):
        measure_file("coupling", path, {"region": "region"}, {"systems": "low,high"})


def test_groups_may_come_from_a_file_and_results_go_to_one(tmp_path, path):
    (tmp_path / "groups.csv").write_text("code,group\n11,a\n12,a\n21,b\n")
    measured = measure_file("variety", path, {}, {"groups": str(tmp_path / "groups.csv")})
    by_digit = measure_file("variety", path, {}, {"groups": "1"})
    assert measured.table.equals(by_digit.table)
    write_measured(measured, tmp_path / "out.parquet")
    assert pl.read_parquet(tmp_path / "out.parquet").equals(measured.table)
