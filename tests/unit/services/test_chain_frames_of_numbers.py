"""Tables of markets, partners and talent as files: numbers and ids, unknown ends empty, names alone in a language."""

from __future__ import annotations

import math
from functools import partial
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from growthpole.chain.exports import Trade
from growthpole.chain.fairs import Fair, fair_reach
from growthpole.chain.fairs_choice import choose_fairs
from growthpole.chain.markets import study_markets
from growthpole.chain.partners import match_partners
from growthpole.chain.partners_disciplines import disciplines
from growthpole.chain.partners_records import Institute, Need, PartnerRecords
from growthpole.chain.partners_talent import lend_experts
from growthpole.chain.talent import OccupationGap
from growthpole.chain.talent_balance import TalentBalance
from growthpole.errors import InputError
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.talent_findings import TalentFindings
from growthpole.services.chain_markets import MarketsStudy
from growthpole.services.chain_partners import PartnersStudy
from growthpole.services.chapter_tables import write_frame_of
from growthpole.services.market_frames import market_frames
from growthpole.services.partner_frames import partner_frames
from growthpole.services.talent_frames import talent_frames

CHAPTER = Chapter("c", Text("Chapter"), lead=(Text("Nothing was handed in."),))


def traded(last_low=(25.0, 9.0), last_high=(25.0, 9.0)):
    """One product in two markets; demand doubles in the first and stays in the second."""
    low, high = (np.array([[[10.0, 10.0]], [list(last)]]) for last in (last_low, last_high))
    demand, none = np.array([[[100.0, 100.0]], [[200.0, 100.0]]]), np.full((1, 2), np.nan)
    names = {"market:DE": Text("Germany", "德国"), "product:7013": Text("glassware", "玻璃器皿")}
    return Trade(
        ("2019", "2024"), ("7013",), ("DE", "US"), low, high, demand, demand, none, none, names, ("glass",)
    )  # fmt: skip


def markets(trade, fairs=(), budget=None):
    result = study_markets(trade)
    plan = None if budget is None else choose_fairs(fairs, result.opportunities, budget)
    return MarketsStudy(None, CHAPTER, result, fair_reach(fairs, result.opportunities), plan)


def rows(frame):
    return frame.to_dicts()


def test_markets_in_dollars_and_fractions():
    made = market_frames(markets(traded()), "zh")
    assert list(made) == ["chain-potential", "chain-markets", "chain-change", "chain-concentration", "chain-advantage"]
    first, second = rows(made["chain-potential"])
    assert (first["product"], first["product_name"], first["market_name"]) == ("7013", "玻璃器皿", "美国")
    # A share of 34 in 300 held in each market: 34/3 of 100 and 68/3 of 200.
    assert first["potential_usd_low"] == first["potential_usd_high"] == pytest.approx(34 / 3)
    assert first["untapped_usd_low"] == pytest.approx(34 / 3 - 9)
    assert (second["market"], second["exports_usd_low"], second["untapped_usd_high"]) == ("DE", 25.0, 0.0)
    germany, _, whole = rows(made["chain-markets"])
    assert (germany["share_low"], germany["share_high"], germany["imports_usd_low"]) == (0.125, 0.125, 200.0)
    assert germany["imports_growth_per_year_low"] == pytest.approx(2**0.2 - 1)
    assert (whole["market"], whole["market_name"], whole["exports_usd_high"]) == ("*", "全部市场", 34.0)
    effects = {row["effect"]: row for row in rows(made["chain-change"])}
    assert {name: row["effect_usd_low"] for name, row in effects.items()} == {
        "change": 14.0, "growth": 10.0, "commodity": 0.0, "market": 0.0, "competitiveness": 4.0,
    }  # fmt: skip
    assert (effects["market"]["from_year"], effects["market"]["to_year"]) == (2019, 2024)
    spread = rows(made["chain-concentration"])
    assert [(row["year"], row["by"], row["parts"], row["hhi_low"], row["cr1_low"]) for row in spread[:1]] == [
        (2019, "market", 2, 0.5, 0.5)
    ]
    assert rows(made["chain-advantage"]) == [
        {"product": "7013", "product_name": "玻璃器皿", "revealed_advantage_low": 1.0, "revealed_advantage_high": 1.0}
    ]


def test_two_ends_of_a_figure_and_nothing_where_nothing_is_known():
    made = market_frames(markets(traded((25.0, 0.0), (30.0, math.inf))), "en")
    germany, america, whole = rows(made["chain-markets"])
    assert (germany["exports_usd_low"], germany["exports_usd_high"]) == (25.0, 30.0)
    assert (germany["share_low"], germany["share_high"]) == (0.125, 0.15)
    assert (america["exports_usd_low"], america["exports_usd_high"]) == (None, None)
    assert (whole["exports_usd_low"], whole["exports_usd_high"]) == (25.0, None)
    change = rows(made["chain-change"])[0]
    assert (change["effect_usd_low"], change["effect_usd_high"]) == (5.0, None)


def test_the_order_of_the_effects_stands_in_columns_of_its_own():
    low = np.array([[[10.0, 0.0], [0.0, 10.0]], [[10.0, 0.0], [0.0, 10.0]]])
    demand = np.array([[[100.0, 100.0], [100.0, 100.0]], [[300.0, 100.0], [100.0, 100.0]]])
    none = np.full((2, 2), np.nan)
    trade = Trade(("2019", "2024"), ("a", "b"), ("m", "n"), low, low, demand, demand, none, none, {}, ())
    effects = {row["effect"]: row for row in rows(market_frames(markets(trade), "en")["chain-change"])}
    # Imports grow by 1/2 in all, 1 for the product, 1 in the market, 2 for the pair; 0 for the others.
    for name, first in (("commodity", "products"), ("market", "markets")):
        other = "markets" if first == "products" else "products"
        assert effects[name][f"{first}_first_usd_low"] == 0.0
        assert effects[name][f"{other}_first_usd_low"] == 10.0
        assert effects[name]["effect_usd_low"] == 5.0


def test_exhibitions_with_their_cost_in_yuan_and_whether_they_are_chosen():
    fairs = (
        Fair("f", Text("Fair", "展会"), "2025", Text("Berlin", "柏林"), ("DE", "US"), cost=Interval.point(7.0)),
        Fair("g", Text(), "", Text(), ("DE",)),
    )
    first, second = rows(market_frames(markets(traded(), fairs), "zh")["chain-fairs"])
    assert (first["fair_name"], first["year"], first["markets"], first["chosen"]) == ("展会", 2025, "DE; US", None)
    assert (first["cost_cny_low"], first["cost_cny_high"]) == (7.0, 7.0)
    assert first["untapped_usd_per_cny_low"] == pytest.approx((34 / 3 - 9) / 7)
    assert (second["fair_name"], second["year"], second["cost_cny_low"]) == ("g", None, None)
    chosen = market_frames(markets(traded(), fairs, 10.0), "en")["chain-fairs"]
    assert chosen["chosen"].to_list() == [True, False]


def partners():
    needs = (
        Need("n1", "glass", Text("moulds", "模具"), "talent", ("0805",), days=Interval(30, 50)),
        Need("n2", "glass", Text(), "", ("0802", "0805")),
    )
    schools = (
        Institute("u", Text("Institute", "研究院"), ("0805",), 1, days=Interval.point(40)),
        Institute("v", Text(), ("0802",), None),
    )
    records = PartnerRecords(needs, schools, {}, disciplines())
    inputs = SimpleNamespace(dossier=SimpleNamespace(clusters=(SimpleNamespace(id="glass", name=Text("Glass")),)))
    return PartnersStudy(inputs, match_partners(records), lend_experts(records), CHAPTER)


def test_matches_open_needs_places_and_days():
    made = partner_frames(partners(), "zh")
    assert list(made) == ["chain-partners", "chain-unmatched", "chain-institutes", "chain-experts"]
    named = {"cluster": "glass", "cluster_name": "Glass", "need": "n1", "need_name": "模具"}
    (match,) = rows(made["chain-partners"])
    assert match == {
        **named, "institute": "u", "institute_name": "研究院", "shared_disciplines": "0805", "discipline_share": 1.0,
        "nearness_low": 0.0, "nearness_high": 1.0, "cooperation_low": 0.0, "cooperation_high": 1.0,
        "fit_low": pytest.approx(0.6), "fit_high": pytest.approx(1.0), "certain": True,
    }  # fmt: skip
    (left,) = rows(made["chain-unmatched"])
    assert (left["need"], left["need_name"], left["wanted"], left["found"]) == ("n2", "n2", 1, 0)
    assert (left["reason"], left["institutes"]) == ("full", "u")
    assert "研究院的名额已满" in left["why"]
    assert [(row["places"], row["used"], row["one_more_place"]) for row in rows(made["chain-institutes"])] == [
        (1, 1, pytest.approx(0.5)), (None, 0, None),
    ]  # fmt: skip
    days = {"institutes": "u", "days_per_year": 40, "unmet_days_low": 0.0, "unmet_days_high": 10.0}
    assert rows(made["chain-experts"]) == [{**named, **days}]


def test_without_needs_and_institutes_there_is_no_table(tmp_path):
    records = PartnerRecords((), (), {}, disciplines())
    empty = PartnersStudy(None, match_partners(records), lend_experts(records), CHAPTER)
    assert partner_frames(empty, "en") == market_frames(MarketsStudy(None, CHAPTER), "en") == {}
    with pytest.raises(InputError, match=r"no table to write: Nothing was handed in\."):
        write_frame_of(CHAPTER, partial(partner_frames, empty), tmp_path / "x.csv", "en")


def found(counties, whole=(), balance=()):
    names = {"clerks": Text("Clerks", "办事人员")}
    regions = {"140727": Text("Qixian", "祁县"), "*": Text("all counties", "全部县区")}
    return TalentFindings(whole, counties, balance, (), names, regions, 0.9, 100, Interval(0.02, 0.04), Text("all"))


def gap(region):
    return OccupationGap(region, "clerks", 100.0, 120.0, Interval(110.0, 130.5), Interval(10.0, 30.5))


def test_talent_by_county_and_occupation_the_whole_first_where_there_are_several():
    (one,) = rows(talent_frames(found((gap("140727"),), (gap("*"),)), "zh")["chain-talent"])
    assert one == {
        "region": "140727", "region_name": "祁县", "occupation": "clerks", "occupation_name": "办事人员",
        "workers": 100.0, "expected_middle": 120.0, "expected_low": 110.0, "expected_high": 130.5,
        "gap_low": 10.0, "gap_high": 30.5, "finding": "short",
    }  # fmt: skip
    several = talent_frames(found((gap("140727"), gap("140728")), (gap("*"),)), "en")["chain-talent"]
    assert several.select("region", "region_name").rows() == [
        ("*", "all counties"), ("140727", "Qixian"), ("140728", "140728"),
    ]  # fmt: skip


def test_openings_keep_the_end_that_is_known():
    jobs, nothing = Interval(50.0, math.inf), Interval(0.0, math.inf)
    one = TalentBalance("140727", "clerks", jobs, Interval(-math.inf, 5.0), nothing, nothing, Interval(0.0, math.inf))
    whole, county = rows(talent_frames(found((), balance=(one,)), "en")["chain-openings"])
    assert (whole.pop("region"), county.pop("region")) == ("*", "140727")
    assert (whole.pop("region_name"), county.pop("region_name")) == ("all counties", "Qixian")
    assert whole == county == {
        "occupation": "clerks", "occupation_name": "Clerks", "jobs_low": 50.0, "jobs_high": None, "added_low": None,
        "added_high": 5.0, "replacement_low": None, "replacement_high": None, "graduates_low": None,
        "graduates_high": None, "gap_low": 0.0, "gap_high": None,
    }  # fmt: skip


def test_a_language_changes_names_only():
    fairs = (Fair("f", Text("Fair", "展会"), "2025", Text(), ("DE",)),)
    for frames in (
        partial(market_frames, markets(traded(), fairs)),
        partial(partner_frames, partners()),
        partial(talent_frames, found((gap("140727"),))),
    ):
        english, chinese = frames("en"), frames("zh")
        assert list(english) == list(chinese)
        for id_, frame in english.items():
            assert frame.columns == chinese[id_].columns
            assert all(name.isascii() and name == name.lower() for name in frame.columns)
            words = [name for name in frame.columns if name.endswith("_name") or name == "why"]
            assert frame.drop(words).equals(chinese[id_].drop(words))
            assert all(frame[name].dtype == pl.Float64 for name in frame.columns if name.endswith(("_low", "_high")))


def test_the_first_table_is_written_by_default_and_another_by_name(tmp_path):
    frames = partial(market_frames, markets(traded()))
    assert write_frame_of(CHAPTER, frames, tmp_path / "first.csv", "en") == 2
    assert write_frame_of(CHAPTER, frames, tmp_path / "other.parquet", "en", "chain-change") == 5
    assert pl.read_parquet(tmp_path / "other.parquet").equals(frames("en")["chain-change"])
    assert pl.read_csv(tmp_path / "first.csv")["untapped_usd_high"].dtype == pl.Float64
    with pytest.raises(InputError, match="`table` must be one of chain-potential, chain-markets"):
        write_frame_of(CHAPTER, frames, tmp_path / "no.csv", "en", "x")
