"""One market by many words: names and codes of territories, in exports, demand and exhibitions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from growthpole.catalogue.territories import territory_code, territory_name, territory_nearest
from growthpole.chain.exports import trade_of
from growthpole.chain.exports_sales import sales_of
from growthpole.chain.fairs import fair_doubts, fair_reach, fairs_of
from growthpole.chain.markets import study_markets
from growthpole.errors import EvidenceError
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.text import Text
from growthpole.reports.chapters.markets import markets_chapter
from growthpole.tables.columns import TABLES


def record(kind, row, **cells):
    empty = {one.name: None if one.kind == "figure" else "" for one in TABLES[kind].columns}
    given = {
        name: Interval.point(float(cell)) if isinstance(cell, int | float) else cell for name, cell in cells.items()
    }
    return Record({**empty, **given}, f"{kind}.csv", row)


def sold(row, market, value=1.0, **more):
    return record(
        "exports", row, **{"cluster": "glass", "product": "7013", "year": "2024", **more}, market=market, value=value
    )


def bought(row, market, imports=100.0, **more):
    return record("markets", row, **{"product": "7013", "year": "2024", **more}, market=market, imports=imports)


def dossier(**ledgers):
    return Dossier((), None, ledgers={name: tuple(rows) for name, rows in ledgers.items()})


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("DE", "Germany 德国 DE de DEU 德國 Deutschland 德意志联邦共和国"),
        ("US", "USA U.S. 美国 美利坚合众国 美國"),
        ("KR", "韩国 南韩 大韩民国 KOR Korea"),
        ("RU", "俄罗斯 俄罗斯联邦 RUS russia"),
        ("HK", "香港 中国香港 HKG Hongkong 中国香港特别行政区"),
        ("TW", "台湾 中国台湾 臺灣 TWN Taiwan"),
        ("GB", "UK 英国 GBR Britain"),
        ("AE", "UAE 阿联酋 阿拉伯联合酋长国 ARE"),
        ("TR", "Türkiye Turkiye Turkey 土耳其"),
        ("CI", "Côte-d’Ivoire 科特迪瓦 象牙海岸"),
        ("CD", "刚果（金） 刚果(金) COD"),
        ("150", "Europe 欧洲"),
        ("", "Atlantis rest NA 156 中东 world ZZ"),
    ],
)
def test_every_word_for_a_territory_is_one_code(code, words):
    assert {word: territory_code(word) for word in words.split()} == dict.fromkeys(words.split(), code)


def test_a_name_that_is_printed_is_read_again():
    """中非 alone is two: the Central African Republic in trade, Middle Africa in the repository."""
    codes = ["DE", "US", "KR", "HK", "MO", "TW", "AE", "ZA", "EU", "LC", "TT", "021", "035"]
    for code in codes:
        assert {territory_code(territory_name(code, language)) for language in ("en", "zh")} == {code}
    assert territory_code("中非") == ""
    assert territory_code("St. Lucia") == territory_code("Saint Lucia") == "LC"
    assert territory_code("Trinidad and Tobago") == territory_code(" trinidad & tobago ") == "TT"
    assert territory_nearest("俄罗思") == ()
    assert territory_name("", "zh") == ""


def test_three_words_are_one_market_with_the_sum_of_all():
    rows = [sold(2, "Germany", 5), sold(3, "德国", 7), sold(4, "DE", 11), sold(5, "FRA", 2)]
    trade = trade_of(dossier(exports=rows))
    assert trade.markets == ("DE", "FR")
    assert trade.low[0, 0].tolist() == trade.high[0, 0].tolist() == [23.0, 2.0]
    assert trade.market("DE") == Text("Germany", "德国")
    assert [(one.code, one.severity, one.row) for one in trade.doubts] == [
        ("market-twice", "warning", 3), ("market-twice", "warning", 4),
    ]  # fmt: skip
    assert (
        "found '德国'; must be each cluster and product and market and year once. It is the market 'Germany' of row 2."
        in str(trade.doubts[0])
    )
    (note,) = [
        one for one in markets_chapter(study_markets(trade), (), doubts=trade.doubts).notes if "added up" in one.en
    ]
    assert note.zh.startswith("同一市场写法不同的各行已合并相加：'德国'（exports.csv第3行）、'DE'（exports.csv第4行）")
    assert sales_of(dossier(exports=rows), "2024")["glass"].markets == {"DE": Interval(23, 23), "FR": Interval(2, 2)}


def test_the_order_of_rows_never_matters():
    rows = [sold(2, "Germany", 5), sold(3, "Atlantis", 7), sold(4, "DE", 11), sold(5, "FRA", 2)]
    one, other = (trade_of(dossier(exports=given)) for given in (rows, rows[::-1]))
    assert one.markets == other.markets
    assert one.doubts == other.doubts
    assert np.array_equal(one.low, other.low)


def test_a_word_that_no_territory_bears_stays_with_a_warning_at_its_row():
    rows = [sold(2, "Germny"), sold(3, "rest"), sold(4, "Germny", year="2023"), sold(5, "美国")]
    trade = trade_of(dossier(exports=rows))
    assert trade.markets == ("Germny", "US", "rest")
    (doubt,) = trade.doubts
    assert str(doubt) == (
        "exports.csv, row 2, column market: found 'Germny'; must be the name or code of a country "
        "or region. Did you mean 'Germany'? It is taken as a market of its own; correct it, or list it in the table "
        "markets. It also stands in row 4."
    )
    assert doubt.severity == "warning"
    chapter = markets_chapter(study_markets(trade), (), doubts=trade.doubts)
    assert "'Germny' (exports.csv, row 2)" in chapter.notes[-1].en
    said = " ".join(
        str(cell.get("zh") if isinstance(cell, Text) else cell) for row in chapter.grids[0].rows for cell in row
    )
    assert "美国" in said


def test_the_office_s_own_words_come_first():
    demand = [
        bought(2, "m1", market_zh="德国"), bought(3, "CA", market_en="Central Asia and others"),
        bought(4, "US", market_en="the States"),
    ]  # fmt: skip
    rows = [sold(2, "Germany"), sold(3, "CA"), sold(4, "the States", year="2023"), sold(5, "美国")]
    trade = trade_of(dossier(exports=rows, markets=demand))
    assert (trade.markets, trade.doubts) == (("CA", "DE", "US"), ())
    assert [trade.market(id_).en for id_ in trade.markets] == ["Central Asia and others", "Germany", "the States"]
    with pytest.raises(EvidenceError) as caught:
        trade_of(dossier(exports=[sold(9, "法国")], markets=demand))
    assert [(one.row, one.column, one.found) for one in caught.value.problems] == [(9, "market", "'法国'")]


def test_an_id_of_the_office_is_never_taken_for_the_name_of_another():
    demand = [bought(2, "a"), bought(3, "z", market_en="a")]
    trade = trade_of(dossier(exports=[sold(2, "a", 3), sold(3, "z", 4)], markets=demand))
    assert (trade.markets, trade.low[0, 0].tolist()) == (("a", "z"), [3.0, 4.0])


def test_two_figures_for_the_imports_of_one_market_are_a_fault():
    demand = [bought(2, "DE", 100), bought(3, "德国", 200), bought(4, "DE", 90, year="2023")]
    with pytest.raises(EvidenceError) as caught:
        trade_of(dossier(exports=[sold(2, "Germany")], markets=demand))
    assert [(one.code, one.row, one.severity) for one in caught.value.problems] == [("market-twice", 3, "error")]


def test_exports_are_held_against_the_imports_of_the_market_under_any_word():
    with pytest.raises(EvidenceError) as caught:
        trade_of(dossier(exports=[sold(2, "Germany", 500)], markets=[bought(2, "德国", 100)]))
    assert [one.code for one in caught.value.problems] == ["exports-beyond-imports"]


def test_exhibitions_open_markets_under_any_word_and_have_a_place_in_both_languages():
    fair = record(
        "fairs", 2, fair="f", markets="德国；Germany、俄罗斯", place_en="Frankfurt am Main", place_zh="法兰克福"
    )
    trade = trade_of(dossier(exports=[sold(2, "DE")]))
    (found,) = fairs_of([fair], trade)
    assert found.markets == ("DE", "RU")
    assert found.place == Text("Frankfurt am Main", "法兰克福")
    strange = replace(fair, cells={**fair.cells, "markets": "DE;Atlantis"})
    assert [(one.file, one.row, one.column) for one in fair_doubts([strange], trade)] == [("fairs.csv", 2, "markets")]
    known = trade_of(dossier(exports=[sold(2, "DE")], markets=[bought(2, "德国")]))
    with pytest.raises(EvidenceError) as caught:
        fairs_of([fair], known)
    assert [one.found for one in caught.value.problems] == ["'俄罗斯'"]


def test_what_an_exhibition_opens_is_unknown_without_demand_and_never_zero():
    fair = record("fairs", 2, fair="f", markets="德国;US")
    known = [bought(2, "DE", 100), bought(3, "美国", 50)]
    for demand, high in ((known, True), (known[:1], False), ([], False)):
        trade = trade_of(dossier(exports=[sold(2, "DE", 5)], markets=demand))
        found = study_markets(trade)
        (reach,) = fair_reach(fairs_of([fair]), found.opportunities)
        assert np.isfinite(reach.untapped.high) == high
    chapter = markets_chapter(found, (reach,), doubts=())
    assert "cannot be told: the demand of their markets" in chapter.lead[-1].en
