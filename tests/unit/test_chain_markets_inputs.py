"""Exports, demand and exhibitions: what is read, what is refused, what stays unknown."""

from __future__ import annotations

import math

import numpy as np
import pytest

from growthpole.chain.exports import trade_of
from growthpole.chain.fairs import Fair, fair_reach, fairs_of
from growthpole.chain.fairs_choice import choose_fairs
from growthpole.chain.markets import study_markets
from growthpole.chain.markets_concentration import export_concentration
from growthpole.chain.markets_standings import Opportunity
from growthpole.chain.potential import export_potential
from growthpole.errors import EvidenceError, InputError, NameUnknownError, ShapeError
from growthpole.measures.panel.market_share import constant_market_share, constant_market_share_bounds
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.text import Text
from growthpole.tables.columns import TABLES


def record(kind, row, **cells):
    """A row of a ledger: numbers stand for known figures."""
    empty = {one.name: None if one.kind == "figure" else "" for one in TABLES[kind].columns}
    given = {
        name: Interval.point(float(cell)) if isinstance(cell, int | float) else cell for name, cell in cells.items()
    }
    return Record({**empty, **given}, f"{kind}.csv", row)


def sold(row, value, *, cluster="glass", product="7013", market="US", year="2024"):
    return record("exports", row, cluster=cluster, product=product, market=market, year=year, value=value)


def bought(row, imports, *, product="7013", market="US", year="2024", **more):
    return record("markets", row, product=product, market=market, year=year, imports=imports, **more)


def dossier(**ledgers):
    return Dossier((), None, ledgers={name: tuple(rows) for name, rows in ledgers.items()})


def test_all_faults_at_once_with_row_and_column():
    given = dossier(
        exports=[sold(2, -5), sold(3, 4, market="Atlantis"), sold(4, 90, year="2023")],
        markets=[bought(2, 100), bought(3, 50, year="2023"), bought(4, -1, year="2022")],
    )
    with pytest.raises(EvidenceError) as caught:
        trade_of(given)
    places = {(one.file, one.row, one.column, one.code) for one in caught.value.problems}
    assert places == {
        ("exports.csv", 2, "value", "value-negative"),
        ("exports.csv", 3, "market", "market-unknown"),
        ("exports.csv", 4, "value", "exports-beyond-imports"),
        ("markets.csv", 4, "imports", "value-negative"),
    }


def test_no_exports_are_nothing_to_measure():
    assert trade_of(dossier()) is None
    assert trade_of(dossier(exports=[sold(2, 1.0)]), ["vinegar"]) is None


def test_a_missing_row_is_no_trade_and_a_missing_year_is_unknown():
    rows = [
        sold(2, 10.0, year="2023"), sold(3, 12.0, year="2024"), sold(4, 5.0, year="2023", market="DE"),
        sold(5, 7.0, cluster="vinegar", product="2209", year="2024"),
    ]  # fmt: skip
    trade = trade_of(dossier(exports=rows))
    us, de = trade.markets.index("US"), trade.markets.index("DE")
    glass, vinegar = trade.products.index("7013"), trade.products.index("2209")
    assert trade.high[1, glass, de] == 0  # glass reports 2024 and sells nothing to DE
    assert (trade.low[0, vinegar, us], trade.high[0, vinegar, us]) == (0, math.inf)  # vinegar is silent on 2023
    assert trade.high[0, vinegar, de] == 0  # and never sold there


def test_an_empty_value_is_unknown_and_not_zero():
    trade = trade_of(dossier(exports=[sold(2, None), sold(3, 5.0, market="DE")]))
    found = study_markets(trade)
    assert trade.high[0, 0, trade.markets.index("US")] == math.inf
    assert found.by_market["2024"].ratios[0].high == 1.0
    assert found.decomposition is None
    assert found.potential is None
    assert found.opportunities == ()


def test_pairs_without_demand_are_left_out_and_counted():
    exports = [
        sold(2, 10.0, year="2019"),
        sold(3, 15.0),
        sold(4, 3.0, market="DE", year="2019"),
        sold(5, 4.0, market="DE"),
    ]
    demand = [bought(2, 100, year="2019"), bought(3, 120), bought(4, None, market="DE")]
    found = study_markets(trade_of(dossier(exports=exports, markets=demand)))
    assert found.decomposition.left_out == 1
    assert found.decomposition.totals.competitiveness.tolist() == pytest.approx([3.0, 3.0])
    assert found.decomposition.totals.change.tolist() == pytest.approx([5.0, 5.0])
    germany = next(one for one in found.standings if one.market == "DE")
    assert germany.growth is None
    assert [one.market for one in found.opportunities] == ["US"]


def test_until_stops_at_a_year():
    trade = trade_of(dossier(exports=[sold(2, 1.0, year="2020"), sold(3, 2.0, year="2024")]))
    assert study_markets(trade, until="2022").year == "2020"
    with pytest.raises(NameUnknownError, match="no year of exports '2019'"):
        study_markets(trade, until="2019")


def test_one_product_tells_nothing_of_ease():
    found = export_potential(np.array([[8.0, 2.0]]), np.array([[50.0, 50.0]]))
    assert not found.ease_estimated
    assert found.potential[0].tolist() == [[5.0, 5.0]]
    assert found.untapped[0].tolist() == [[0.0, 3.0]]


def test_unknown_demand_gives_no_potential_and_counts_nowhere():
    v, w = np.array([[8.0, 2.0], [3.0, 3.0]]), np.array([[50.0, np.nan], [30.0, 30.0]])
    found = export_potential(v, w)
    assert found.supply[0].tolist() == [8 / 50, 0.1]
    assert np.isnan(found.potential[0][0, 1])
    assert np.isnan(found.untapped[1][0, 1])


@pytest.mark.parametrize(
    ("exports", "imports", "options", "words"),
    [
        ([[-1.0]], [[1.0]], {}, "`exports` must be finite, not negative"),
        ([[1.0]], [[-1.0]], {}, "`imports` must be finite, not negative"),
        ([[np.nan]], [[1.0]], {}, "must not hold NaN"),
        ([[1.0]], [[1.0]], {"horizon": -1.0}, "`horizon` must be"),
        ([[1.0]], [[1.0]], {"growth": [[-1.0]]}, "`growth` must be"),
        ([[2.0]], [[3.0]], {"exports_high": [[1.0]]}, "not above `exports_high`"),
    ],
)
def test_potential_refuses_what_is_no_trade(exports, imports, options, words):
    with pytest.raises(InputError, match=words):
        export_potential(np.array(exports), np.array(imports), **options)


def test_decomposition_refuses_what_is_no_trade():
    with pytest.raises(ShapeError, match=r"must both have shape \(2, products, markets\)"):
        constant_market_share(np.ones((2, 2)), np.ones((2, 2)))
    with pytest.raises(InputError, match="`imports` must be above 0"):
        constant_market_share(np.ones((2, 1, 1)), np.array([[[1.0]], [[0.0]]]))
    with pytest.raises(InputError, match=r"`exports` must be finite and not negative; -1\.0"):
        constant_market_share(-np.ones((2, 1, 1)), np.ones((2, 1, 1)))
    with pytest.raises(InputError, match="`order` must be"):
        constant_market_share(np.ones((2, 1, 1)), np.ones((2, 1, 1)), order="both")
    with pytest.raises(InputError, match="`low` must not be above `high`"):
        constant_market_share_bounds(2 * np.ones((2, 1, 1)), np.ones((2, 1, 1)), 9 * np.ones((2, 1, 1)))


def test_unknown_cells_stay_unknown():
    exports = np.array([[[np.nan, 5.0]], [[4.0, 6.0]]])
    found = constant_market_share(exports, 10 * np.ones((2, 1, 2)))
    assert np.isnan(found.competitiveness[0, 0])
    assert found.competitiveness[0, 1] == 1.0
    assert math.isnan(found.totals()["growth"])
    imports = np.array([[[np.nan, 10.0]], [[10.0, 10.0]]])
    assert np.isnan(constant_market_share(np.ones((2, 1, 2)), imports).growth).all()


def test_concentration_of_nothing_and_of_what_cannot_be():
    assert export_concentration([]) is None
    assert export_concentration([Interval.point(0.0)]) is None
    with pytest.raises(InputError, match="must not be negative; number 1"):
        export_concentration([Interval.point(1.0), Interval.point(-1.0)])
    with pytest.raises(InputError, match="`largest` must be at least 1"):
        export_concentration([Interval.point(1.0)], largest=0)
    unknown = export_concentration([Interval.point(3.0), Interval(0.0, math.inf)])
    assert unknown.herfindahl == Interval(0.5, 1.0)
    assert unknown.entropy.low == 0.0


def test_exhibitions_name_markets_that_are_known():
    trade = trade_of(dossier(exports=[sold(2, 1.0)], markets=[bought(2, 9.0)]))
    rows = [record("fairs", 2, fair="f", markets="US; Atlantis", products="7013", cost=-3)]
    with pytest.raises(EvidenceError) as caught:
        fairs_of(rows, trade)
    assert [(one.row, one.column) for one in caught.value.problems] == [(2, "markets"), (2, "cost")]
    assert fairs_of(rows[:0], trade) == ()


def test_exhibitions_without_a_cost_cannot_be_chosen_and_say_so():
    found = [Opportunity("p", "US", Interval(0, 0), Interval(5, 5), Interval(5, 5))]
    fairs = [
        Fair("free", Text(), "", Text(), ("US",)),
        Fair("dear", Text(), "", Text(), ("US",), cost=Interval(10, 20)),
    ]
    plan = choose_fairs(fairs, found, 15.0)
    assert plan.chosen == ()
    assert plan.unpriced == ("free",)
    assert choose_fairs(fairs, found, 20.0).chosen == ("dear",)
    reach = {one.fair.id: one for one in fair_reach(fairs, found)}
    assert reach["free"].per_cost is None
    assert reach["dear"].per_cost == Interval(0.25, 0.5)
    with pytest.raises(InputError, match="`budget` must be"):
        choose_fairs(fairs, found, -1.0)


def test_products_part_exhibitions():
    found = [Opportunity(p, "US", Interval(0, 0), Interval(5, 5), Interval(5, 5)) for p in ("glass", "beef")]
    one, all_ = Fair("a", Text(), "", Text(), ("US",), ("glass",)), Fair("b", Text(), "", Text(), ("US",))
    assert [(each.fair.id, each.untapped.low) for each in fair_reach([one, all_], found)] == [("b", 10), ("a", 5)]
