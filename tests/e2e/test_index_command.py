"""``growthpole index`` from files to tables and charts, and an assessment turned into an index."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from growthpole.cli.index import app
from growthpole.errors import InputError
from growthpole.index.intervals import weighted_interval
from growthpole.index.ranges import index_intervals
from growthpole.model.rules import Index, ScoreGroup, ScoreItem
from growthpole.model.text import Text
from growthpole.services.assess import assess_path
from growthpole.services.demo import lay_out
from growthpole.services.index import slider_numbers, uncertainty_of
from growthpole.services.index_sources import (
    IndexFiles,
    build_index,
    framework_of,
    index_of_assessment,
    open_framework,
)

ASEM = Path(__file__).parents[1] / "golden" / "data" / "coinr_asem"
FRAMEWORK = """
[index.size]
weight = 2
[index.size.output]
worst = 0
best = 40
[index.size.firms]
worst = 0
best = 100
[index.decline]
worst = 10
best = 0
"""
FIGURES = """unit,class,output,firms,decline,output_low
Taigu,big,30,80,2,
Qixian,big,unknown,40,5,10
Pingyao,small,12,30,,
Jiexiu,small,8,20,9,
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "framework.toml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    return tmp_path


def run(*arguments):
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_build_prints_its_log_and_writes_ranges(folder):
    shown = run("build", folder / "figures.csv", folder / "framework.toml", "--classes", "class")
    assert "normalise: how=goalposts" in shown
    assert "output: 1 cells are no numbers and count as unknown." in shown
    run("build", folder / "figures.csv", folder / "framework.toml", "--out", folder / "scores.csv")
    table = pl.read_csv(folder / "scores.csv")
    assert table["index"].to_list()[0] == pytest.approx((2 * 77.5 + 80) / 3)
    assert table["index"].is_null().to_list() == [False, True, True, False]
    assert table["score_low"][1] == pytest.approx((2 * (25 + 40) / 2 + 50) / 3)


def test_rank_tells_safe_from_borderline(folder):
    out = folder / "ranks.parquet"
    chart = folder / "ranks.svg"
    run(
        "rank", folder / "figures.csv", folder / "framework.toml", "--error", 0.02, "--concentration", 50,
        "--vary", "aggregate=arithmetic,geometric", "--top", 1, "--gate", 60, "--replications", 50,
        "--out", out, "--chart", chart,
    )  # fmt: skip
    table = pl.read_parquet(out)
    assert table["unit"][0] == "Taigu"
    assert set(table["top_1"]) == {"safe in", "safe out"}
    assert table.filter(unit="Qixian")["gate"].item() == "borderline"
    assert (table["rank_5"] <= table["rank_95"]).all()
    assert chart.read_text(encoding="utf-8").startswith("<svg")


def test_the_seed_decides_and_the_workers_do_not(folder):
    def draw(*more):
        return run("rank", folder / "figures.csv", folder / "framework.toml", "--error", 0.3, *more)

    assert draw("--seed", 1) == draw("--seed", 1, "--workers", 2)


def test_sensitivity_of_the_asem_index_from_a_table(tmp_path):
    indicators, nodes = (pl.read_csv(ASEM / f"{one}.csv", null_values="NA") for one in ("indmeta", "aggmeta"))
    above = {"Index": None, "Conn": "Index", "Sust": "Index", **dict(indicators.select("Agg1", "Agg2").iter_rows())}
    rows = [
        {"id": a, "parent": b, "direction": c} for a, b, c in indicators["IndCode", "Agg1", "Direction"].iter_rows()
    ]
    rows += [{"id": code, "parent": above[code], "direction": None} for code in nodes["Code"]]
    pl.DataFrame(rows, infer_schema_length=None).write_csv(tmp_path / "framework.csv")
    shown = run(
        "sensitivity", ASEM / "stage_Treated.csv", tmp_path / "framework.csv", "--unit", "UnitCode",
        "--set", "normalise=min-max", "--vary", "normalise=min-max,percentile", "--vary", "weight:Conn=0.5..2",
        "--concentration", 100, "--n", 32, "--chart", tmp_path / "chart.html",
    )  # fmt: skip
    assert "over 160 evaluations" in shown
    for factor in ("normalise", "weights", "weight of Conn"):
        assert re.search(rf"{factor}\s+│ -?[01]\.\d+\s+│ 0\.\d+\s+│ 0\.[1-9]", shown), shown
    page = (tmp_path / "chart.html").read_text(encoding="utf-8")
    assert "cdn.jsdelivr" not in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rank", "--vary", "normalise"], "stage=method,method"),
        (["rank", "--vary", "weight:size=1..x"], "low..high, two numbers"),
        (["build", "--set", "normalise"], "stage=method"),
        (["rank", "--error", "0.1", "--chart", "ranks.docx"], "chart must end in"),
    ],
)
def test_wrong_arguments_say_what_to_write(folder, arguments, words):
    with pytest.raises(InputError, match=words):
        run(arguments[0], folder / "figures.csv", folder / "framework.toml", *arguments[1:])


def test_missing_files_are_named(folder):
    with pytest.raises(InputError, match="nowhere"):
        open_framework(folder / "nowhere.toml")
    with pytest.raises(InputError, match="figures"):
        build_index(IndexFiles(folder / "no figures.csv", folder / "framework.toml"))


def test_the_index_of_a_programme_becomes_a_framework():
    def item(name, weight):
        return ScoreItem(name, Text(name), name, weight, 0.0, 10.0)

    groups = (
        ScoreGroup("g", Text("g"), 0.25, (item("a", 0.5), item("b", 0.5))),
        ScoreGroup("h", Text("h"), 0.75, (item("c", 1.0),)),
    )
    rules = Index(groups, "geometric")
    tree = framework_of(rules)
    assert tree.columns == ("a", "b", "c")
    np.testing.assert_allclose(tree.effective_weights, [0.125, 0.125, 0.75])
    assert {node.how for node in tree.nodes} == {"geometric"}


def test_what_varies_is_read():
    found = uncertainty_of(["normalise=goalposts,min-max", "treat=none,winsorise+log", "weight:a=1..2"], data=0.1)
    assert found.treat == ("none", {"how": ("winsorise", "log")})
    assert found.factors == ("treat", "normalise", "weight of a", "data", "unknown")


@pytest.fixture(scope="module")
def assessment(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sandbox")
    shown = lay_out("sandbox", folder)
    return assess_path(folder, period=shown.period)[1]


def test_an_assessment_becomes_an_index_with_the_same_scores(assessment):
    index = index_of_assessment(assessment)
    found = index_intervals(index)
    scored = {one.cluster.id: one.score for one in assessment.clusters if one.score is not None}
    assert sorted(index.units.tolist()) == sorted(scored)
    for unit, low, high in zip(index.units, found.low, found.high, strict=True):
        score = scored[unit]
        added = score.adjustments.values()
        assert low + sum(one.low for one in added) == pytest.approx(max(score.total.low, 0), abs=1e-6)
        assert high + sum(one.high for one in added) == pytest.approx(score.total.high, abs=1e-6)


def test_the_numbers_behind_the_sliders_give_the_scores_again(assessment):
    index = index_of_assessment(assessment)
    numbers = slider_numbers(index)
    values = {
        name: np.array([numbers[end] for end in ("low", "high")])[:, :, place]
        for place, name in enumerate(numbers["indicators"])
    }
    for node in numbers["nodes"]:
        below = np.stack([values[child] for child in node["children"]], axis=-1)
        values[node["id"]] = np.stack(weighted_interval(below[0], below[1], node["weights"], node["how"]))
    found = index_intervals(index)
    np.testing.assert_allclose(values["index"], [found.low, found.high])


def test_a_folder_of_evidence_is_ranked_under_its_programme(tmp_path):
    shown = lay_out("sandbox", tmp_path)
    printed = run("rank", tmp_path, "--period", shown.period, "--concentration", 50, "--top", 3, "--replications", 20)
    assert printed.count("safe in") >= 3
    run("build", tmp_path, "--period", shown.period, "--set", "aggregate=geometric", "--out", tmp_path / "scores.csv")
    assert pl.read_csv(tmp_path / "scores.csv").height == 60
    with pytest.raises(InputError, match="`framework` must be given"):
        build_index(IndexFiles(tmp_path / "evidence.csv"))
