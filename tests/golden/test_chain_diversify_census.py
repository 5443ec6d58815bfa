"""Figures of targets and diversification against the published tables they come from."""

from __future__ import annotations

import csv
import gzip

import pytest

from growthpole.model.verdict import Verdict
from growthpole.services.chain_diversify import diversification_of
from growthpole.services.chain_facts import census_view, criteria_beside, national_facts
from growthpole.worlds.national import national_table


@pytest.fixture(scope="module")
def facts():
    return national_facts(criteria_beside(None))[0]


def test_mining_in_lingshi_is_the_published_share(reference_folder):
    """Tabulation on the 2020 China Population Census by County: Lingshi, share of mining in employment."""
    with (reference_folder / "census2020" / "employment.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["CODE"]: row for row in csv.DictReader(file)}
    assert told["140729"]["NAME"] == "灵石县"
    # Published to four decimals of all employed persons; ours comes of whole persons.
    assert census_view("140729").dependence == pytest.approx(float(told["140729"]["EMPL_INDU_MINI"]), abs=2e-4)


def test_mining_in_jiaozuo_is_no_longer_what_made_it(reference_folder):
    """The same tabulation: Jiaozuo's counties, weighed by their employed persons."""
    folder = reference_folder / "census2020"
    tables = {}
    for name in ("employment", "population", "ages"):
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            tables[name] = {row["CODE"]: row for row in csv.DictReader(file)}
    persons = mining = 0.0
    for code, row in tables["employment"].items():
        if code.startswith("4108"):
            adults = float(tables["population"][code]["POPU"]) * (1 - float(tables["ages"][code]["AGES_0-14"]))
            persons += adults * float(row["EMPL_OCCU"])
            mining += adults * float(row["EMPL_OCCU"]) * float(row["EMPL_INDU_MINI"])
    assert census_view("4108").dependence == pytest.approx(mining / persons, rel=2e-3)
    assert mining / persons < 0.01


def test_energy_and_value_added_are_those_of_the_published_table(reference_folder, facts):
    """Input-output table of China 2020, 153 sectors: purchases from six energy sectors and TVA over total inputs."""
    path = reference_folder / "china_io_2020" / "china_2020_153.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        rows = {row["Code"]: row for row in csv.DictReader(file)}
    for code in ("042", "057", "063", "074", "136"):
        spent = sum(float(rows[seller][code]) for seller in ("006", "007", "041", "042", "100", "101"))
        at = facts.technology.at(code)
        assert facts.energy_high[at] == pytest.approx(spent / float(rows["TI"][code]), rel=1e-9)
        assert facts.value_added[at] == pytest.approx(float(rows["TVA"][code]) / float(rows["TI"][code]), abs=1e-6)
        assert facts.market[at] == pytest.approx(
            1e4 * (float(rows[code]["TIU"]) + float(rows[code]["TFU"]) - float(rows[code]["EX"])), rel=1e-6
        )


def test_coal_and_coke_take_more_energy_than_machines_for_mining():
    options = {one.sector: one for one in diversification_of("140729").options}
    machines = options["074"]
    assert machines.less_energy is machines.more_complex is machines.standing is Verdict.MET
    # Iron smelting buys more energy than coal mining does even when all the coal it washes is taken as raw material.
    assert options["063"].less_energy is not Verdict.MET
    assert "006" not in options
    assert "042" not in options


def test_the_table_of_the_nation_is_the_one_that_is_measured(facts):
    table = national_table()
    assert facts.technology.sectors == table.sectors
    assert facts.productivity[facts.technology.at("006")] == pytest.approx(
        float(table.value_added[:, table.sectors.index("006")].sum()) / 5_720_000
    )
