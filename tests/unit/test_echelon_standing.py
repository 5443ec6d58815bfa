"""The tiers of earlier years: read, refused with row and column, and what a look back makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from tests.small_programme import RULES, complete, dossier

from growthpole.errors import EvidenceError
from growthpole.model.dossier import Dossier
from growthpole.model.ledger import Record
from growthpole.plan.backtest import Backtest, backtest_echelon
from growthpole.plan.standing import as_of, by_the_rules, doubtful_standing, read_standing, registered_in
from growthpole.programme.assess import assess
from growthpole.programme.collecting import evidence_table
from growthpole.reports.chapters.echelon_back import looked_back
from growthpole.services.check import check_path
from growthpole.services.demo import lay_out
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.worlds.sandbox import towns

YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")
ORIGINS = ("2021", "2022", "2023")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    folder = tmp_path_factory.mktemp("sandbox")
    lay_out("sandbox", folder)
    return open_inputs(folder)


def kept(given: Dossier, rows: Iterable[tuple[str, str, str]]) -> Dossier:
    """With the ledger of these rows: cluster, year, tier."""
    records = tuple(
        Record({"cluster": cluster, "year": year, "tier": tier}, "standing.csv", place)
        for place, (cluster, year, tier) in enumerate(rows, 2)
    )
    return replace(given, ledgers={**given.ledgers, "standing": records})


def todays(given: Dossier, years: Iterable[str]) -> Dossier:
    """With a history that is today's register in some years."""
    return kept(given, [(each.id, year, each.tier or "none") for each in given.clusters for year in years])


def without(given: Dossier) -> Dossier:
    return replace(given, ledgers={name: rows for name, rows in given.ledgers.items() if name != "standing"})


def chances(found: Backtest) -> list[tuple[object, ...]]:
    return [(one.made, one.year, one.cluster, one.kind, one.chance, one.stood) for one in found.events]


def test_every_faulty_row_is_told_at_once() -> None:
    rows = [("a", "2021", "village"), ("nowhere", "2021", "city"), ("b", "2021", "city"), ("b", "2021", "county")]
    with pytest.raises(EvidenceError) as caught:
        read_standing(kept(dossier(complete()), rows), RULES)
    assert [(one.file, one.row, one.column) for one in caught.value.problems] == [
        ("standing.csv", 2, "tier"), ("standing.csv", 3, "cluster"), ("standing.csv", 5, "year"),
    ]  # fmt: skip


def test_faults_of_the_file_are_found_by_the_check(sandbox: Inputs, tmp_path: Path) -> None:
    lay_out("sandbox", tmp_path)
    (tmp_path / "standing.csv").write_text(
        "集群,年份,层级\nclearlake-beef,2021,市级\nclearlake-beef,2021,county\nclearlake-beef,2022,village\n"
        "nowhere,2022,none\nclearlake-beef,22,county\nclearlake-beef,2023,\n",
        encoding="utf-8",
    )
    places = {(one.row, one.column) for one in check_path(tmp_path).problems if one.file == "standing.csv"}
    assert {(3, "集群"), (5, "集群"), (6, "年份"), (7, "层级")} <= places
    (tmp_path / "standing.csv").write_text("集群,年份,层级\nclearlake-beef,2022,village\n", encoding="utf-8")
    found = [one for one in check_path(tmp_path).problems if one.file == "standing.csv"]
    assert [(one.row, one.column, one.severity) for one in found] == [(2, "tier", "error")]
    with pytest.raises(EvidenceError, match="'village'"):
        registered_in(sandbox.programme, open_inputs(tmp_path).dossier, "2022")


def test_tiers_by_id_or_by_name_and_none_in_either_language() -> None:
    names = {tier.name.en for tier in RULES.tiers.values()}
    rows = [("a", "2021", "City"), ("b", "2021", "无"), ("c", "2021", "none"), ("d", "2021", "county")]
    history = read_standing(kept(dossier(complete()), rows), RULES)
    assert "city" in names
    assert [history.tiers["2021", each] for each in "abcd"] == ["city", "", "", "county"]
    assert history.decided(RULES, dossier(complete()).clusters, ["2020", "2021"]).tolist() == [
        [2, -1], [0, -1], [0, -1], [1, -1],
    ]  # fmt: skip


def test_a_decision_written_into_its_own_year_is_doubted(sandbox: Inputs) -> None:
    rules, given = sandbox.programme, sandbox.dossier
    assert doubtful_standing(given, rules) == ()
    rows = [("clearlake-beef", "2024", "province"), ("clearlake-beef", "2023", "county"), ("nowhere", "2024", "city")]
    found = doubtful_standing(kept(given, rows), rules)
    assert [(one.row, one.column, one.severity) for one in found] == [(2, "tier", "warning")]
    assert found[0].must.startswith("city, as the register says")
    assert doubtful_standing(kept(replace(given, evidence=evidence_table(())), rows), rules) == ()


def test_the_register_of_a_year(sandbox: Inputs) -> None:
    rules, given = sandbox.programme, sandbox.dossier
    assert registered_in(rules, given, "2024") is given, "the register handed in is that of the last year"
    assert registered_in(rules, without(given), "2022").clusters == given.clusters
    then = registered_in(rules, given, "2023")
    assert len(then.clusters) == 58, "two towns were not yet registered"
    assert [each.tier for each in then.clusters if each.id == "northgate-castings"] == ["province"]


def test_the_register_of_the_made_city_is_what_its_rules_decided(sandbox: Inputs) -> None:
    """Year by year by the plain engine: each year's decisions are the next year's register, the last one today's."""
    rules, given = sandbox.programme, sandbox.dossier
    history = read_standing(given, rules)
    assert history.years == YEARS
    assert {each.id: each.tier for each in as_of(given, history, "2024").clusters} == {
        one.id: one.tier for one in towns()
    }
    for year, following in pairwise(YEARS):
        then = as_of(given, history, year)
        assert len(then.clusters) >= 53
        after = {each.cluster.id: each.decision.after for each in assess(rules, then, year).clusters}
        assert all(history.tiers[following, cluster] == tier for cluster, tier in after.items())
    assert by_the_rules(rules, given, history) == (271, 271)


def test_todays_tiers_in_the_year_of_the_forecast_are_no_news(sandbox: Inputs) -> None:
    """Kept for one year alone, a history equal to today's register gives the same look back as none."""
    rules, given = sandbox.programme, without(sandbox.dossier)
    none = backtest_echelon(rules, given, origins=["2022"], paths=20)
    same = backtest_echelon(rules, todays(given, ["2022"]), origins=["2022"], paths=20)
    assert (none.kept, same.kept) == ((), ("2022",))
    assert replace(same, kept=()) == none


def test_todays_tiers_in_every_year_give_the_same_forecasts_and_a_ladder_that_stood_still(sandbox: Inputs) -> None:
    rules, given = sandbox.programme, without(sandbox.dossier)
    none = backtest_echelon(rules, given, paths=20)
    same = backtest_echelon(rules, todays(given, (*YEARS, "2025")), paths=20)
    told = set(chances(none)) & set(chances(same))
    assert len(told) == len(none.events), "what the rules leave open, the office decided"
    assert {one.happened for one in none.events if one.kind == "moved"} == {True, False}
    ranks = {"": 0, **{tier.id: tier.rank for tier in rules.tiers.values()}}
    stood = {each.id: ranks[each.tier] for each in given.clusters}
    assert all(one.happened == (stood[one.cluster] >= ranks[one.kind]) for one in same.events if one.kind != "moved")
    assert (same.by_office, same.unknown, same.absent) == (6 * 60, 0, 0)


def test_without_the_decisions_the_rules_decide_the_same_in_the_made_city(sandbox: Inputs) -> None:
    """Its history is that of its rules: keep the year of the forecast alone and nothing changes but who decided."""
    rules, given = sandbox.programme, sandbox.dossier
    full = backtest_echelon(rules, given, origins=["2022"], paths=20)
    history = read_standing(given, rules)
    rows = [(cluster, year, tier or "none") for (year, cluster), tier in history.tiers.items() if year == "2022"]
    alone = backtest_echelon(rules, kept(given, rows), origins=["2022"], paths=20)
    assert {(one.year, one.cluster, one.kind, one.happened) for one in alone.events} <= {
        (one.year, one.cluster, one.kind, one.happened) for one in full.events
    }
    assert (alone.by_office, full.by_office) == (0, 54)
    assert full.unknown <= alone.unknown, "what figures leave open, the office decided"


def test_an_office_that_decides_otherwise_is_what_happened(sandbox: Inputs) -> None:
    """One town was raised against the rules: the forecast is held against that, and the rules go on from there."""
    rules, given = sandbox.programme, sandbox.dossier
    rows = [
        (cluster, year, "province" if (cluster, year) == ("clearlake-beef", "2024") else tier or "none")
        for (year, cluster), tier in read_standing(given, rules).tiers.items()
    ]
    changed = kept(given, rows)
    found = backtest_echelon(rules, changed, origins=["2022"], paths=20)
    happened = {(one.year, one.kind): one.happened for one in found.events if one.cluster == "clearlake-beef"}
    assert happened["2023", "province"]
    assert happened["2024", "province"], "no rule takes it away again in a year"
    assert found.alike == (270, 271)


@pytest.mark.parametrize(("years", "said"), [
    ((), "so that these forecasts start from today's register"),
    (("2022",), "The tiers of 2021, 2023 are not kept"),
    (ORIGINS, "Forecasts made in 2021, 2022, 2023 start from the tiers that the register held in their year."),
])  # fmt: skip
def test_the_page_says_where_forecasts_start(sandbox: Inputs, years: tuple[str, ...], said: str) -> None:
    given = todays(without(sandbox.dossier), years)
    found = list(looked_back(backtest_echelon(sandbox.programme, given, paths=10)))
    assert said in " ".join(one.en for one in found)
    assert all(one.zh for one in found)
    assert ("decisions of the office" in " ".join(one.en for one in found)) == bool(years)
