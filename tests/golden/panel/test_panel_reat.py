"""Numbers of R REAT 3.0.3 (cran/REAT 602f988) and of the textbooks it quotes; inputs are printed beside each."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from growthpole.measures.panel.dissimilarity import gini, krugman
from growthpole.measures.panel.diversity import herfindahl
from growthpole.measures.panel.quotient import location_quotient


def against(own: list[float], economy: list[float]) -> pl.DataFrame:
    """One region and the row that stands for the economy."""
    industries = [f"i{k}" for k in range(len(own))]
    return pl.DataFrame(
        {
            "region": ["own"] * len(own) + ["economy"] * len(own),
            "industry": industries * 2,
            "employment": [float(v) for v in own + economy],
        }
    )


def test_location_quotient_of_goettingen():
    # REAT help page locq: Goettingen 2017, sector; locq(1714, 79006, 879213, 15593224) = 0.3847623
    table = against([1714, 79006 - 1714], [879213, 15593224 - 879213])
    lq = location_quotient(table, reference="economy").filter(industry="i0")["lq"].item()
    assert lq == pytest.approx(0.3847623, abs=5e-8)


def test_gini_of_specialisation_of_farhauer_kroell():
    # REAT help page gini.spec, Farhauer/Kroell (2013): 0.6222222
    table = against([700, 600, 500, 10000, 40000], [30000, 15000, 10000, 60000, 50000])
    result = gini(table, of="region", weights="equal", reference="economy")
    assert result["gini"].item() == pytest.approx(0.6222222, abs=5e-8)


def test_locational_gini_of_farhauer_kroell():
    # REAT help page gini.conc, Farhauer/Kroell (2013): 0.4068966. The second column completes the regions' totals.
    own, total = np.array([500, 500, 1000, 7000, 1000]), np.array([20000, 15000, 20000, 40000, 5000])
    assert gini(np.column_stack([own, total - own]), weights="equal")[0] == pytest.approx(0.4068966, abs=5e-8)


def test_krugman_of_two_regions_without_a_common_industry():
    # REAT help page krugman.spec, Farhauer/Kroell (2013), modified: 2
    table = against([20, 10, 70, 0, 0], [0, 0, 0, 60, 40])
    assert krugman(table, reference="economy")["krugman"].item() == pytest.approx(2.0, abs=1e-15)


def test_krugman_of_goettingen_2017(reference_folder: Path):
    # REAT data Goettingen: Krugman's index of the town against Germany, 2017: 0.4508469
    file = reference_folder / "reference" / "reat_germany" / "converted" / "Goettingen.csv"
    wide = pl.read_csv(file).filter(pl.col("WZ2008_Code") != "A-R")
    table = against(wide["Goettingen2017"].to_list(), wide["BRD2017"].to_list())
    assert krugman(table, reference="economy")["krugman"].item() == pytest.approx(0.4508469, abs=5e-8)


def test_gini_of_freiburg_2014(reference_folder: Path):
    # REAT help page gini.spec, data Freiburg: 0.2089009
    wide = pl.read_csv(reference_folder / "reference" / "reat_germany" / "converted" / "Freiburg.csv")
    table = against(wide["e_Freiburg2014"].to_list(), wide["e_Germany2014"].to_list())
    result = gini(table, of="region", weights="equal", reference="economy")
    assert result["gini"].item() == pytest.approx(0.2089009, abs=5e-8)


def test_herfindahl_of_four_car_makers():
    # REAT help pages herf and herf.eq, Doersam (2004), sales 20, 50, 20, 10: 0.34, 0.12, 2.94
    result = herfindahl([[20, 50, 20, 10]])
    assert result.herfindahl[0] == pytest.approx(0.34, abs=1e-12)
    assert result.standardised[0] == pytest.approx(0.12, abs=1e-12)
    assert result.equivalent_number[0] == pytest.approx(2.94, abs=5e-3)
