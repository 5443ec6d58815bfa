"""COINr's ASEM index, stage by stage, against the stages stored in the R package (see
data/coinr_asem/source.toml)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from growthpole.index.building import build
from growthpole.index.framework import Framework, Indicator, Node

FOLDER = Path(__file__).parent / "data" / "coinr_asem"


def _read(name):
    return pl.read_csv(FOLDER / f"{name}.csv", null_values="NA", infer_schema_length=None)


def asem_framework():
    indicators = tuple(
        Indicator(
            row["IndCode"],
            parent=row["Agg1"],
            weight=row["IndWeight"],
            direction=row["Direction"],
            unit=row["IndUnit"],
            target=row["Target"],
            denominator=row["Denominator"],
        )
        for row in _read("indmeta").iter_rows(named=True)
    )
    above = {row["Agg1"]: row["Agg2"] for row in _read("indmeta").iter_rows(named=True)}
    nodes = tuple(
        Node(row["Code"], parent=None if row["AgLevel"] == 4 else above.get(row["Code"], "Index"), weight=row["Weight"])
        for row in _read("aggmeta").iter_rows(named=True)
    )
    return Framework(indicators, nodes)


@pytest.fixture(scope="module")
def asem():
    frame = _read("stage_Raw").join(_read("denoms").select("UnitCode", pl.selectors.starts_with("Den_")), on="UnitCode")
    return build(
        frame,
        asem_framework(),
        unit="UnitCode",
        classes="Group_EurAsia",
        impute="class mean",
        treat={"how": ("winsorise", "log"), "most": 6},
        normalise="min-max",
    )


@pytest.mark.parametrize(
    ("stage", "file"),
    [("denominated", "Denominated"), ("imputed", "Imputed"), ("treated", "Treated"), ("normalised", "Normalised")],
)
def test_indicators_at_every_stage(asem, stage, file):
    expected = _read(f"stage_{file}").select(asem.framework.columns).cast(pl.Float64).to_numpy()
    # R's 15 printed digits leave an error of 5e-15 of the largest figure.
    np.testing.assert_allclose(asem.stage(stage), expected, rtol=2e-14, atol=1e-12)


def test_pillars_and_index(asem):
    stored = _read("stage_Aggregated")
    for place, node in enumerate(asem.framework.order):
        np.testing.assert_allclose(asem.stage("aggregated")[:, place], stored[node].to_numpy(), atol=1e-12)


def test_printed_scores(asem):
    printed = {
        "CHE": 68.38, "NLD": 64.82, "DNK": 64.80, "NOR": 64.47, "BEL": 63.54, "SWE": 63.00, "AUT": 61.90,
        "LUX": 61.58, "CHN": 37.77, "PAK": 37.63, "RUS": 35.66,
    }  # fmt: skip
    ours = dict(zip(asem.units.tolist(), asem.scores.round(2).tolist(), strict=True))
    assert {one: ours[one] for one in printed} == printed


def test_the_flags_of_the_65_imputed_figures_stay_to_the_end(asem):
    assert asem.imputed.sum() == 65
    assert sum(one.count(";") + 1 for one in asem.to_frame()["imputed"] if one) == 65


def test_winsorised_points_match_the_treatments(asem):
    changed = (asem.stage("treated") != asem.stage("imputed")).sum(axis=0)
    treated = dict(zip(asem.framework.columns, changed.tolist(), strict=True))
    assert {name: count for name, count in treated.items() if count} == {
        "Services": 4, "FDI": 2, "ForPort": 3, "CostImpEx": 1, "Tariff": 3, "StMob": 2, "CultServ": 3, "Flights": 1,
        "Bord": 3, "Gas": 3, "Forest": 2, "Poverty": 3, "NGOs": 3, "FemLab": 1, "PubDebt": 1,
    }  # fmt: skip
