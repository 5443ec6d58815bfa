"""China's national table: how it closes, what its sectors hold, and what the census says of a county in them."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from growthpole.catalogue.classification import classification
from growthpole.errors import InputError, NameUnknownError
from growthpole.measures.flows.accuracy import estimation_accuracy
from growthpole.measures.flows.multipliers import output_multipliers
from growthpole.measures.flows.regional import regional_table
from growthpole.measures.flows.table import InputOutputTable
from growthpole.worlds.census import census_employment
from growthpole.worlds.national import (
    national_employment,
    national_employment_multipliers,
    national_sectors,
    national_table,
    sector_of,
    sectors_of,
    sectors_of_section,
)
from growthpole.worlds.national_regional import county_jobs, county_output, nation_jobs


def test_the_large_table_closes_row_by_row_and_column_by_column():
    table = national_table()
    uses = table.flows.sum(axis=1) + table.final_demand.sum(axis=1) - table.total_imports
    np.testing.assert_allclose(uses, table.output, rtol=1e-12)
    np.testing.assert_allclose(table.flows.sum(axis=0) + table.value_added.sum(axis=0), table.output, rtol=1e-12)
    assert table.imports is None


def test_the_small_table_is_the_large_one_put_together():
    large, small = national_table(), national_table(42)
    member = np.array([[one == code for one in national_sectors()["of_42"]] for code in small.sectors], dtype=float)
    np.testing.assert_allclose(member @ large.flows @ member.T, small.flows + small.imports, rtol=1e-9, atol=1.0)
    np.testing.assert_allclose(member @ large.output, small.output, rtol=1e-12)
    np.testing.assert_allclose(member @ large.total_imports, small.total_imports, rtol=1e-9, atol=1.0)
    np.testing.assert_allclose(large.value_added @ member.T, small.value_added, rtol=1e-9, atol=1.0)


def test_gross_domestic_product_is_the_published_one():
    # National Bureau of Statistics of China: 101.6 trillion yuan in 2020, as first published.
    assert national_table().value_added.sum() == pytest.approx(101.6e12, rel=1e-3)


def test_every_division_of_the_classification_has_its_sectors():
    divisions = [one.code for one in classification("gbt4754-2017").at("division")]
    assert len(divisions) == 97
    for code in divisions:
        assert sectors_of(code)
    # A division that is split leaves none of its groups out twice: prefixes never overlap.
    prefixes = [one for held in national_sectors()["gbt4754"] for one in held]
    assert len(set(prefixes)) == len(prefixes)
    assert not [(a, b) for a in prefixes for b in prefixes if a != b and a.startswith(b)]


@pytest.mark.parametrize(
    ("code", "sector", "name"),
    [
        ("C3054", "057", "玻璃和玻璃制品"),
        ("C3391", "066", "金属制品"),
        ("C3551", "078", "其他专用设备"),
        ("C3444", "070", "泵、阀门、压缩机及类似机械"),
        ("C1462", "021", "调味品、发酵制品"),
        ("C3670", "080", "汽车零部件及配件"),
        ("C2432", "039", "工艺美术品"),
        ("C2730", "050", "医药制品"),
        ("C1353", "016", "屠宰及肉类加工品"),
        ("C2927", "053", "塑料制品"),
        ("B06", "006", "煤炭开采和洗选产品"),
        ("C2521", "042", "煤炭加工品"),
        ("5611", "117", "航空旅客运输"),
        ("T", "153", "公共管理和社会组织"),
    ],
)
def test_the_towns_industries_fall_into_their_sectors(code, sector, name):
    assert sector_of(code) == sector
    assert national_sectors().filter(sector=sector)["name_zh"].item() == name


def test_codes_that_are_too_short_or_none():
    with pytest.raises(InputError, match="062 Processing of steel"):
        sector_of("C31")
    with pytest.raises(NameUnknownError):
        sector_of("C99")
    with pytest.raises(NameUnknownError):
        sector_of("A305")
    with pytest.raises(InputError, match="GB/T 4754"):
        sector_of("glass")
    with pytest.raises(NameUnknownError):
        sectors_of_section("U")


def test_sections_hold_all_sectors_once():
    listed = [one for letter in "ABCDEFGHIJKLMNOPQRST" for one in sectors_of_section(letter)]
    assert sorted(listed) == list(national_table().sectors)


def test_employment_adds_up_to_its_industries():
    jobs = national_employment()
    # Sum of the industries of 2018; the published total is 775.86 million, rounded from industries.
    assert jobs["persons"].sum() == pytest.approx(775_836_700)
    by_industry = jobs.group_by("industries").agg(pl.col("persons").sum(), pl.col("high").first())
    np.testing.assert_allclose(by_industry["persons"], by_industry["high"])
    assert jobs.filter(pl.col("shared_by") == 1).select((pl.col("low") == pl.col("high")).all()).item()
    assert jobs.filter(pl.col("shared_by") > 1)["low"].to_list() == [0.0] * 91
    small = national_employment(sectors=42)
    assert small["persons"].sum() == pytest.approx(775_836_700)


def test_years_and_sizes_of_employment():
    assert national_employment(1990)["persons"].sum() < national_employment(2018)["persons"].sum()
    for wrong in (1989, 2019):
        with pytest.raises(InputError, match="1990 to 2018"):
            national_employment(wrong)
    with pytest.raises(InputError, match="153 or 42"):
        national_employment(sectors=100)
    with pytest.raises(InputError, match="153 or 42"):
        national_table(100)


def test_employment_multipliers_lie_between_their_ends():
    found = national_employment_multipliers()
    assert found.select((pl.col("low") <= pl.col("persons")).all() & (pl.col("persons") <= pl.col("high")).all()).item()


def test_counties_add_up_to_their_city_and_all_to_the_nation():
    counties = sorted(set(census_employment().filter(pl.col("county").str.starts_with("1407"))["county"]))
    parts, city = county_output(counties), county_output(["1407"])
    np.testing.assert_allclose(parts.central.sum(axis=0), city.central[0])
    provinces = sorted(set(census_employment()["county"].str.slice(0, 2)))
    known = [one for one in provinces if np.isfinite(county_jobs([one]).central).all()]
    assert set(provinces) - set(known) == {"35", "46"}
    everything = census_employment()["persons"].sum()
    assert nation_jobs().sum() == pytest.approx(everything)


def test_all_counties_together_make_the_nations_output():
    counties = sorted(set(census_employment()["county"]))
    central = sum(
        county_output(counties[start : start + 500]).central.sum(axis=0) for start in range(0, len(counties), 500)
    )
    np.testing.assert_allclose(central, national_table().output, rtol=1e-9)


def test_a_section_of_one_sector_is_a_point_and_others_are_wide():
    found = county_output(["140727"])
    assert ((found.low <= found.central) & (found.central <= found.high)).all()
    teaching = found.sectors.index("144")
    assert found.low[0, teaching] == found.central[0, teaching] == found.high[0, teaching]
    glass = found.sectors.index("057")
    assert found.low[0, glass] == 0.0
    assert found.high[0, glass] > 100 * found.central[0, glass]


def test_productivity_widens_the_interval():
    plain, wide = county_output(["140727"]), county_output(["140727"], productivity=(0.5, 2.0))
    assert (wide.low <= plain.low).all()
    assert (wide.high >= plain.high).all()
    np.testing.assert_array_equal(wide.central, plain.central)
    with pytest.raises(InputError, match="two factors around 1"):
        county_output(["140727"], productivity=(1.5, 2.0))


def test_a_county_without_figures_is_unknown_and_not_zero():
    found = county_output(["460301"])
    assert np.isnan(found.central).all()
    np.testing.assert_allclose(found.high[0], national_table().output)
    assert found.notes == ("no figures",)
    assert county_jobs(["150702"]).notes == ("prefecture too high",)


def test_places_that_do_not_exist():
    with pytest.raises(NameUnknownError):
        county_jobs(["999999"])
    with pytest.raises(InputError, match="list of codes"):
        county_jobs("140727")
    with pytest.raises(InputError, match="list of codes"):
        county_jobs(["Qixian"])


def test_a_countys_own_table_balances():
    output = county_output(["140727"]).central[0]
    table = regional_table(national_table(), output, "FLQ")
    assert table.output.sum() == pytest.approx(output.sum())
    assert (table.value_added[-1] >= 0).all()


def test_what_the_assumption_of_proportional_imports_costs():
    # What the reference says of the table of 153 sectors, measured where the truth is published: with 42 sectors.
    split = national_table(42)
    pooled = InputOutputTable(
        sectors=split.sectors,
        names=split.names,
        flows=split.total_flows,
        final_demand=split.final_demand + split.imports_final,
        final_names=split.final_names,
        value_added=split.value_added,
        value_added_names=split.value_added_names,
        output=split.output,
        total_imports=split.total_imports,
        export_columns=split.export_columns,
    )
    imported = pooled.total_flows - pooled.domestic_flows
    assert estimation_accuracy(imported, split.imports).stpe == pytest.approx(53, abs=1)
    off = estimation_accuracy(output_multipliers(pooled).simple, output_multipliers(split).simple)
    assert off.mean_absolute_percentage == pytest.approx(2.1, abs=0.1)
    gap = output_multipliers(pooled).simple / output_multipliers(split).simple - 1
    assert split.names[np.abs(gap).argmax()].en.startswith("Manufacture of communication equipment")
    assert np.abs(gap).max() == pytest.approx(0.12, abs=0.005)


def test_what_firms_say_leaves_the_rest_of_the_section_to_the_others():
    plain, told = county_jobs(["140727"]), county_jobs(["140727"], known={"140727": {"057": 9000.0, "006": 100.0}})
    assert told.central.sum() == pytest.approx(plain.central.sum())
    at = {code: place for place, code in enumerate(told.sectors)}
    assert told.low[0, at["057"]] == told.central[0, at["057"]] == told.high[0, at["057"]] == 9000
    others = [at[one] for one in sectors_of_section("C") if one != "057"]
    assert told.central[0, others].sum() == pytest.approx(18_049 - 9000)
    assert (told.high[0, others] <= 9049).all()
    # 8 of the 108 miners are left for five sectors.
    assert told.high[0, at["008"]] == pytest.approx(8)
    untouched = [at[one] for one in sectors_of_section("F")]
    np.testing.assert_array_equal(told.high[0, untouched], plain.high[0, untouched])


def test_two_sectors_of_three_known_leave_the_third_known():
    known = {"140727": {"139": 10.0, "140": 20.0}}
    plain, told = county_jobs(["140727"]), county_jobs(["140727"], known=known)
    third = told.sectors.index("141")
    whole = plain.central[0, [told.sectors.index(one) for one in sectors_of_section("N")]].sum()
    for ends in (told.low, told.central, told.high):
        assert ends[0, third] == pytest.approx(whole - 30)


def test_firms_that_the_census_contradicts():
    with pytest.raises(InputError, match="20,000 persons in section C, where the census counted 18,049"):
        county_output(["140727"], known={"140727": {"057": 20_000}})
    with pytest.raises(InputError, match="0 or more"):
        county_jobs(["140727"], known={"140727": {"057": -1}})
    with pytest.raises(InputError, match="not among"):
        county_jobs(["140727"], known={"140728": {"057": 1}})
    with pytest.raises(NameUnknownError):
        county_jobs(["140727"], known={"140727": {"C305": 1}})
