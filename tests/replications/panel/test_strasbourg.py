"""Strasbourg's register: the counts of its source, and the index of every industry worked by a second program."""

from __future__ import annotations

import gzip
from collections import defaultdict
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import polars as pl
import pytest

from growthpole.measures.panel.localisation import ellison_glaeser
from growthpole.measures.panel.localisation_bounds import ellison_glaeser_bounds

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def example():
    spec = spec_from_file_location("strasbourg_example", ROOT / "docs" / "examples" / "strasbourg.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_counts_are_those_of_the_register(example):
    # shared data README: 81,921 establishments, 253 areas, 623 industries, 73 % without an employee
    counted = pl.read_csv(
        gzip.decompress(example.DATA.read_bytes()),
        schema_overrides=dict.fromkeys(["iris", "naf", "size_class"], pl.String),
    )
    assert counted["establishments"].sum() == 81_921
    assert counted["iris"].n_unique() == 253
    assert counted["naf"].n_unique() == 623
    none = counted.filter(size_class="00")["establishments"].sum()
    assert none / 81_921 == pytest.approx(0.73, abs=0.005)
    assert example.employers().height == 81_921 - none - counted.filter(size_class="NN")["establishments"].sum()


def test_every_industry_by_plain_loops(example):
    plants = example.employers().with_columns(jobs=(pl.col("low") + pl.col("high")) / 2)
    found = ellison_glaeser(plants, region="iris", industry="naf", value="jobs")
    unknown = set(plants.filter(pl.col("jobs").is_null())["naf"])
    assert unknown == {"8610Z"}
    by_industry, economy = defaultdict(list), defaultdict(float)
    for region, industry, jobs in plants.select("iris", "naf", "jobs").iter_rows():
        if industry not in unknown:
            by_industry[industry].append((region, jobs))
            economy[region] += jobs
    whole = sum(economy.values())
    x = {region: jobs / whole for region, jobs in economy.items()}
    room = 1 - sum(v * v for v in x.values())
    compared = 0
    for industry, gamma in found.select("naf", "gamma").iter_rows():
        if industry in unknown or len(by_industry[industry]) == 1:
            assert gamma is None
            continue
        total = sum(jobs for _, jobs in by_industry[industry])
        h = sum((jobs / total) ** 2 for _, jobs in by_industry[industry])
        s = defaultdict(float)
        for region, jobs in by_industry[industry]:
            s[region] += jobs / total
        g = sum((s[region] - x[region]) ** 2 for region in x)
        assert gamma == pytest.approx((g / room - h) / (1 - h), abs=1e-12)
        compared += 1
    assert compared > 480


def test_no_head_counts_of_the_classes_leave_the_bounds(example):
    plants = example.employers().filter(pl.col("high").is_not_null())
    middle = plants.with_columns(jobs=(pl.col("low") + pl.col("high")) / 2)
    economy = middle.group_by("iris").agg(pl.col("jobs").sum())
    columns = {"region": "iris", "industry": "naf", "value": "jobs"}
    held = ellison_glaeser_bounds(plants, bounds=("low", "high"), region="iris", industry="naf")
    shops = held.filter(naf="4771Z").row(0, named=True)
    assert (round(shops["gamma_low"], 3), round(shops["gamma_high"], 3)) == (0.030, 0.141)
    for share in (0.0, 0.5, 1.0):
        sized = plants.with_columns(jobs=pl.col("low") + share * (pl.col("high") - pl.col("low")))
        both = held.join(ellison_glaeser(sized, economy=economy, **columns), on="naf")
        known = both.filter(pl.col("gamma").is_not_null() & pl.col("gamma_low").is_not_null())
        assert known.height > 450
        assert (known["gamma_low"] <= known["gamma"] + 1e-9).all()
        assert (known["gamma"] <= known["gamma_high"] + 1e-9).all()


def test_size_classes_widen_the_index_and_the_picture_is_drawn(example):
    result = example.measured(draws=12)
    known = result.filter(pl.col("gamma").is_not_null())
    assert (known["gamma_low"] <= known["gamma_high"]).all()
    assert result.filter(naf="8610Z")["status"].item() == "unknown"
    chart = example.picture(result).to_dict()
    assert len(chart["layer"]) == 3
