"""Plant-based indices and shift-share: numbers of R REAT 3.0.3 and of the textbook it quotes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from growthpole.measures.panel.cluster_index import litzenberger_sternberg
from growthpole.measures.panel.localisation import ellison_glaeser
from growthpole.measures.panel.shift_share import shift_share


def test_ellison_glaeser_of_farhauer_kroell():
    # REAT help page ellison.a, Farhauer/Kroell (2014): gamma 0.05990628; shared reference table: G, H.
    plants = pl.DataFrame(
        {
            "region": ["Wien"] * 5 + ["Linz"] * 4 + ["Graz"],
            "industry": ["clothing"] * 10,
            "employment": [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000],
        }
    )
    jobs = pl.DataFrame({"region": ["Wien", "Linz", "Graz"], "employment": [500000, 400000, 100000]})
    result = ellison_glaeser(plants, economy=jobs).row(0, named=True)
    assert result["gamma"] == pytest.approx(0.05990628, abs=5e-9)
    assert result["raw"] == pytest.approx(0.16816327, abs=5e-9)
    assert result["herfindahl"] == pytest.approx(0.24468878, abs=5e-9)


def test_the_economy_is_joined_by_name_and_not_by_place():
    # Trap: REAT's ellison.a needs its totals in the order in which the regions first appear (0.024 instead of 0.009).
    plants = pl.DataFrame({"region": ["b", "a", "a"], "industry": ["x"] * 3, "employment": [5, 7, 9]})
    jobs = pl.DataFrame({"region": ["a", "b", "c"], "employment": [60, 30, 10]})
    first = ellison_glaeser(plants, economy=jobs)
    assert first.equals(ellison_glaeser(plants, economy=jobs.reverse()))
    assert first.equals(ellison_glaeser(plants.sort("region"), economy=jobs))


def test_the_weights_are_the_economys_and_not_the_samples():
    # Trap: region weights taken from the sample. With them one industry alone always has G = 0.
    plants = pl.DataFrame({"region": ["a", "a", "b"], "industry": ["x"] * 3, "employment": [5, 7, 9]})
    jobs = pl.DataFrame({"region": ["a", "b", "c"], "employment": [60, 30, 10]})
    assert ellison_glaeser(plants)["raw"].item() == 0
    assert ellison_glaeser(plants, economy=jobs)["raw"].item() > 0.01


def test_litzenberger_sternberg_of_farhauer_kroell():
    # REAT help page litzenberger, Farhauer/Kroell (2014): 21.87491
    jobs = pl.DataFrame(
        {
            "region": ["j", "rest"],
            "industry": ["i"] * 2,
            "employment": [1743, 5740 - 1743],
            "plants": [35, 53 - 35],
        }
    )
    places = pl.DataFrame({"region": ["j", "rest"], "area": [50, 576 - 50], "population": [488, 4621 - 488]})
    result = litzenberger_sternberg(jobs, regions=places).filter(region="j")["cluster_index"].item()
    assert result == pytest.approx(21.87491, abs=5e-6)


@pytest.mark.parametrize(("region", "parts"), [(0, (25, 27, 1, -3)), (1, (55, 24, -1, 32)), (2, (85, 114, 0, -29))])
def test_dunn_of_farhauer_kroell(region, parts):
    # REAT help page shift, Farhauer/Kroell (2013): region A 25 = 27 + 1 - 3. B and C follow from the same table.
    before = np.array([[90, 20, 10, 60], [60, 30, 30, 40], [250, 100, 110, 300]])
    after = np.array([[100, 40, 10, 55], [85, 55, 40, 35], [255, 115, 85, 390]])
    result = shift_share(before, after)
    found = [getattr(result, name)[region].sum() for name in ("change", "national", "mix", "regional")]
    assert found == pytest.approx(parts, abs=1e-9)


def test_dunn_of_freiburg(reference_folder: Path):
    # REAT help page shift, data Freiburg 2008-2014: 14373 = 9887.278 + 2501.612 + 1984.110
    wide = pl.read_csv(reference_folder / "reference" / "reat_germany" / "converted" / "Freiburg.csv")
    long = pl.concat(
        [
            pl.DataFrame({"region": place, "period": year, "industry": wide["industry"], "employment": wide[column]})
            for place, year, column in (
                ("Freiburg", 2008, "e_Freiburg2008"),
                ("Freiburg", 2014, "e_Freiburg2014"),
                ("Germany", 2008, "e_Germany2008"),
                ("Germany", 2014, "e_Germany2014"),
            )
        ]
    )
    result = shift_share(long, reference="Germany").row(0, named=True)
    assert result["change"] == 14373
    assert result["national"] == pytest.approx(9887.278, abs=5e-4)
    assert result["mix"] == pytest.approx(2501.612, abs=5e-4)
    assert result["regional"] == pytest.approx(1984.110, abs=5e-4)


def test_ellison_glaeser_of_four_industries(reference_folder: Path):
    # FK2014_EGC: the plain formula (EG 1997, eq. 5) worked here in loops; REAT's own co-agglomeration is not asserted.
    table = pl.read_csv(reference_folder / "reference" / "reat_germany" / "converted" / "FK2014_EGC.csv")
    jobs = table.select("region", "emp_region").unique()
    plants = table.rename({"emp_firm": "employment"})
    result = ellison_glaeser(plants, economy=jobs.rename({"emp_region": "employment"}))
    x = {r: e / jobs["emp_region"].sum() for r, e in jobs.iter_rows()}
    for row in result.iter_rows(named=True):
        own = plants.filter(industry=row["industry"])
        total = own["employment"].sum()
        h = sum((w / total) ** 2 for w in own["employment"])
        g = sum((own.filter(region=r)["employment"].sum() / total - x[r]) ** 2 for r in x)
        room = 1 - sum(v**2 for v in x.values())
        assert row["gamma"] == pytest.approx((g - room * h) / (room * (1 - h)), abs=1e-12)
