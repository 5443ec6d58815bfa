"""The 2020 census as shipped: its counts, its defects, and what it says of Jinzhong."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from growthpole.measures.panel.quotient import location_quotient
from growthpole.worlds.census import census_employment, census_sections, city_quotients


def test_counties_sections_and_defects():
    jobs = census_employment()
    assert jobs.height == 2986 * 20
    assert jobs["persons"].null_count() == 0
    every = census_employment(defective=True)
    lacking = every.filter(pl.col("persons").is_null())["county"].unique().sort().to_list()
    assert lacking == ["350527", "460301", "460302", "460303"]
    assert every.filter(note="prefecture too high")["county"].str.starts_with("1507").all()
    assert census_sections()["section"].to_list() == list("ABCDEFGHIJKLMNOPQRST")


def test_persons_are_the_formula_of_the_raw_tables(reference_folder: Path):
    raw = {
        name: pl.read_csv(
            reference_folder / "census2020" / f"{name}.csv",
            null_values="#DIV/0!",
            schema_overrides={"CODE": pl.String},
        )
        for name in ("population", "ages", "employment")
    }
    row = {name: table.filter(CODE="140727") for name, table in raw.items()}
    jobs = (
        row["population"]["POPU"][0]
        * (1 - row["ages"]["AGES_0-14"][0])
        * row["employment"]["EMPL_OCCU"][0]
        * row["employment"]["EMPL_INDU_MANU"][0]
    )
    shipped = census_employment().filter(county="140727", section="C")["persons"].item()
    assert shipped == round(jobs)


def test_a_section_cannot_see_a_glass_town():
    # Qixian makes most of China's hand-made glassware, Pingyao its lacquer; manufacturing as a whole does not show it.
    towns = city_quotients().filter(section="C")
    assert towns.height == 11
    found = dict(towns.select("county", pl.col("lq").round(2)).iter_rows())
    assert found["140727"] == 0.93
    assert found["140728"] == 0.68
    assert towns.filter(county="140727")["lq_high"].item() < 1


def test_intervals_hold_the_quotient_and_agree_with_the_plain_verb():
    measured = city_quotients()
    assert (measured["lq_low"] <= measured["lq"]).all()
    assert (measured["lq"] <= measured["lq_high"]).all()
    plain = location_quotient(census_employment(), region="county", industry="section", value="persons")
    both = measured.join(plain, on=["county", "section"], suffix="_plain")
    assert (both["lq"] - both["lq_plain"]).abs().max() == pytest.approx(0, abs=1e-12)


def test_a_smaller_sample_is_less_certain():
    wide, narrow = city_quotients(design_effect=4.0), city_quotients(design_effect=1.0)
    assert (wide["lq_high"] - wide["lq_low"] >= narrow["lq_high"] - narrow["lq_low"] - 1e-12).all()
