"""Chapters and charts of partners, talent and markets: what they say is what the results say, in both languages."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import vl_convert

from growthpole.chain.exports import Trade
from growthpole.chain.exports_sales import Sales
from growthpole.chain.fairs import Fair, fair_reach
from growthpole.chain.fairs_choice import choose_fairs
from growthpole.chain.markets import study_markets
from growthpole.chain.partners import match_partners
from growthpole.chain.partners_disciplines import disciplines
from growthpole.chain.partners_records import Institute, Need, PartnerRecords
from growthpole.chain.partners_talent import lend_experts
from growthpole.chain.talent import OccupationGap
from growthpole.chain.talent_balance import TalentBalance
from growthpole.charts.market_quadrant import market_quadrant
from growthpole.charts.openings_gap import openings_gap
from growthpole.charts.partners import partners
from growthpole.charts.talent_gap import talent_gap
from growthpole.errors import NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.chapters.markets import markets_chapter, no_markets_chapter
from growthpole.reports.chapters.markets_figures import decimals, share, usd
from growthpole.reports.chapters.partners import partners_chapter
from growthpole.reports.chapters.talent import talent_chapter
from growthpole.reports.chapters.talent_findings import Schooling, TalentFindings

point = Interval.point
OCCUPATIONS = {"a": Text("Clerks", "办事人员"), "b": Text("Workers", "生产人员")}


def rows_of(chart, layer):
    drawn = chart.to_dict()
    data = drawn["layer"][layer].get("data", drawn.get("data"))
    return data["values"] if "values" in data else drawn["datasets"][data["name"]]


def drawable(chart):
    return vl_convert.vegalite_to_svg(chart.to_json()).startswith("<svg")


def traded(low, high=None, imports=None):
    low = np.array(low, dtype=float)
    demand = np.full(low.shape, np.nan) if imports is None else np.array(imports, dtype=float)
    nothing = np.full(low.shape[1:], np.nan)
    names = {"market:DE": Text("Germany", "德国"), "product:7013": Text("glassware", "玻璃器皿")}
    axes = tuple(str(2020 + at) for at in range(len(low))), ("7013", "9405"), ("DE", "US")
    return Trade(
        *axes, low, low if high is None else np.array(high, dtype=float), demand, demand, nothing, nothing, names, ()
    )


KNOWN = traded([[[10, 20], [5, 5]], [[12, 30], [6, 4]]], imports=[[[100, 200], [50, 60]], [[110, 260], [55, 60]]])


def test_the_quadrant_draws_growth_share_exports_and_potential():
    result = study_markets(KNOWN, horizon=0)
    for language in ("en", "zh"):
        assert drawable(market_quadrant(result, language))
    rows = {row["market"]: row for row in rows_of(market_quadrant(result, "zh"), 2)}
    germany = rows["德国"]
    assert germany["growth"] == pytest.approx(165 / 150 - 1)
    assert germany["share"] == pytest.approx(18 / 165, abs=1e-6)
    assert germany["exports"] == pytest.approx(18e-6, abs=1e-4)
    with pytest.raises(NameUnknownError, match="language"):
        market_quadrant(result, "fr")


def test_a_market_without_growth_is_named_and_not_drawn():
    silent = replace(
        KNOWN,
        imports_low=np.where(np.arange(2) == 0, np.nan, KNOWN.imports_low),
        imports_high=np.where(np.arange(2) == 0, np.nan, KNOWN.imports_high),
    )
    chart = market_quadrant(study_markets(silent), "en")
    assert "Not drawn, demand of a year unknown: Germany" in chart.to_dict()["title"]["text"]
    bubbles = [layer for layer in range(len(chart.to_dict()["layer"])) if "market" in rows_of(chart, layer)[0]]
    assert bubbles
    assert all([row["market"] for row in rows_of(chart, layer)] == ["United States"] for layer in bubbles)


def test_the_chapter_of_markets_says_what_was_measured():
    result = study_markets(KNOWN, horizon=0)
    fairs = [
        Fair("f", Text("Glass Fair", "玻璃展"), "2025", Text("Bonn", "波恩"), ("DE",), cost=point(1e5)),
        Fair("g", Text(), "", Text(), ("US",)),
    ]
    reach = fair_reach(fairs, result.opportunities)
    plan = choose_fairs(fairs, result.opportunities, 2e5)
    sales = {"town": Sales(point(18e6), {"DE": point(18e6)}, ("7013",))}
    chapter = markets_chapter(result, reach, plan, sales)
    said = " ".join(line.en for line in chapter.lead)
    assert "From 2020 to 2021 exports changed by 0 mn USD" in said
    assert "18 mn USD, most of them to Germany" in chapter.on_cluster["town"][0].en
    assert {grid.id for grid in chapter.grids} >= {"chain-potential", "chain-markets", "chain-change", "chain-fairs"}
    for grid in chapter.grids:
        assert all(len(row) == len(grid.columns) for row in grid.rows)
    assert all(line.en and line.zh for line in (*chapter.lead, *chapter.notes))


def test_without_demand_only_concentration_is_told():
    chapter = markets_chapter(study_markets(traded([[[10, 20], [5, 5]]])), ())
    assert {grid.id for grid in chapter.grids} == {"chain-markets", "chain-concentration"}
    assert any("cannot be told" in line.en for line in chapter.lead)
    assert chapter.drawings == {}
    empty = no_markets_chapter(())
    assert "The evidence says nothing of exports." in [line.en for line in empty.lead]


def test_figures_with_two_ends_or_none():
    assert usd(Interval(1e6, 2.5e6)).as_dict() == {"en": "1~2.5 mn USD", "zh": "100~250万美元"}
    assert usd(Interval(1e6, math.inf)).zh == "≥ 100万美元"
    assert usd(Interval(0.0, math.inf)).en == "unknown"
    assert usd(Interval.point(374_887_400.0)).as_dict() == {"en": "374.9 mn USD", "zh": "37,489万美元"}
    assert usd(Interval.point(-5_757_710.0)).as_dict() == {"en": "-5.76 mn USD", "zh": "-575.8万美元"}
    assert share(Interval(0.1, 0.25)).en == "10~25%"
    assert decimals(Interval(1.0, math.inf), 1).en == "≥ 1"


def gap(region, occupation, workers, low, high):
    return OccupationGap(
        region, occupation, workers, (low + high) / 2, Interval(low, high), Interval(low - workers, high - workers)
    )


GAPS = (gap("r", "a", 40.0, 50.0, 60.0), gap("r", "b", 60.0, 40.0, 70.0))


def findings(**more):
    usual = {
        "whole": GAPS, "counties": GAPS, "balance": (), "schooling": (Schooling("r", 0.1, 0.2),), "level": 0.9,
        "occupations": OCCUPATIONS, "regions": {"r": Text("Riverside", "河边县"), "*": Text("all", "全部")},
        "surveyed": 3, "replacement": Interval(0.02, 0.04), "peers": Text("all counties", "全部县区"),
    }  # fmt: skip
    return TalentFindings(**{**usual, **more})


def test_the_chapter_of_talent_says_who_is_short():
    chapter = talent_chapter(findings())
    assert "fewer than expected are Clerks" in chapter.lead[0].en
    assert "少于预期" in chapter.lead[0].zh
    assert [row[5].en for row in chapter.grids[0].rows] == ["fewer than such places have", "within what is usual"]
    assert all(drawable(one.draw(language)) for one in chapter.drawings.values() for language in ("en", "zh"))
    assert talent_chapter(findings(whole=(), counties=(), schooling=())) is None


def test_a_report_has_a_row_a_county_and_a_file_has_all():
    more = (*GAPS, gap("s", "a", 80.0, 50.0, 60.0), gap("s", "b", 20.0, 20.0, 70.0))
    short, full = (talent_chapter(findings(counties=more), full=full) for full in (False, True))
    assert [(grid.id, len(grid.rows)) for grid in short.grids] == [("chain-talent", 2), ("chain-talent-counties", 2)]
    assert [(grid.id, len(grid.rows)) for grid in full.grids] == [("chain-talent", 6)]
    assert [cell.en for cell in short.grids[1].rows[0][1:]] == ["▲ 10 to 20", "-20 to 10"]
    assert short.grids[1].rows[1][1].zh == "▼ -30至-20"


def test_openings_are_drawn_where_all_is_known():
    parts = [Interval(10, 20), Interval(-5, 5), Interval(1, 2), Interval(3, 3), Interval(-7, 4)]
    known = [TalentBalance("r", name, *parts) for name in OCCUPATIONS]
    chapter = talent_chapter(findings(balance=tuple(known)))
    assert drawable(chapter.drawings["chain_openings"].draw("zh"))
    endless = [*parts[:3], Interval(0, math.inf), Interval(-math.inf, 7)]
    open_ = [TalentBalance("s", name, *endless) for name in OCCUPATIONS]
    assert "1 of 2 counties" in talent_chapter(findings(balance=(*known, *open_))).drawings["chain_openings"].caption.en
    assert "chain_openings" not in talent_chapter(findings(balance=tuple(open_))).drawings
    assert talent_chapter(findings(balance=tuple(open_))).grids[1].rows[0][6].en == "≤ 7"
    assert "Clerks" in openings_gap(open_, OCCUPATIONS, "en").to_dict()["title"]["text"]
    with pytest.raises(NameUnknownError, match="language"):
        openings_gap(known, OCCUPATIONS, "fr")


def test_a_gap_chart_is_in_hundreds_of_the_countys_workers():
    chart = talent_gap(GAPS, GAPS, OCCUPATIONS, {}, "en")
    row = next(row for row in rows_of(chart, 0) if row["occupation"] == "Clerks")
    assert (row["low"], row["high"], row["middle"]) == (10.0, 20.0, 15.0)
    with pytest.raises(NameUnknownError, match="language"):
        talent_gap(GAPS, GAPS, OCCUPATIONS, {}, "fr")


def test_the_chapter_of_partners_and_its_chart():
    needs = (
        Need("n1", "t", Text("kiln", "窑炉"), "", ("0805",), days=point(5)),
        Need("n2", "t", Text("kiln", "窑炉"), "", ("0805",)),
    )
    records = PartnerRecords(
        needs, (Institute("u", Text("U", "大学"), ("0805",), 1, days=point(3)),), {}, disciplines()
    )
    result = match_partners(records)
    chapter = partners_chapter(result, lend_experts(records), {"t": Text("Town", "小镇")})
    assert [grid.id for grid in chapter.grids] == [
        "chain-partners",
        "chain-unmatched",
        "chain-institutes",
        "chain-experts",
    ]
    assert "all places of U are taken; one more place there adds up to 0.8 of fit" in chapter.grids[1].rows[0][4].en
    assert chapter.grids[3].rows[0][4].en == "2"
    assert chapter.on_cluster["t"][0].zh == "“窑炉”可与大学合作。"
    chart = partners(result, {"t": Text("Town", "小镇")}, "zh")
    assert drawable(chart)
    cells = rows_of(chart, 0)
    assert [(cell["need"], cell["state"]) for cell in cells] == [
        ("小镇：窑炉", "已匹配"), ("小镇：窑炉 (n2)", "学科相符，未匹配"),
    ]  # fmt: skip
    with pytest.raises(NameUnknownError, match="language"):
        partners(result, {}, "fr")


def test_one_table_alone_says_which_is_lacking():
    only = PartnerRecords((), (Institute("u", Text("U"), ("0805",), 1),), {}, disciplines())
    chapter = partners_chapter(match_partners(only), lend_experts(only), {}, (Text("known", "已知"),))
    assert "only the one of institutes was handed in" in chapter.lead[0].en
    assert chapter.lead[1].en == "known"
