"""Constant market shares: numbers published elsewhere, and an example worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.measures.panel.market_share import constant_market_share, constant_market_share_bounds


@pytest.mark.parametrize(("region", "parts"), [(0, (25, 27, 1, -3)), (1, (55, 24, -1, 32)), (2, (85, 114, 0, -29))])
def test_one_market_is_the_textbooks_shift_share(region, parts):
    # Farhauer/Kroell (2013), quoted by the help page shift of R REAT 3.0.3: region A 25 = 27 + 1 - 3. With one market
    # a product is an industry: growth is the national part, commodity the mix, competitiveness the regional part.
    before = np.array([[90, 20, 10, 60], [60, 30, 30, 40], [250, 100, 110, 300]], dtype=float)
    after = np.array([[100, 40, 10, 55], [85, 55, 40, 35], [255, 115, 85, 390]], dtype=float)
    exports = np.stack([before[region], after[region]])[:, :, None]
    imports = np.stack([before.sum(axis=0), after.sum(axis=0)])[:, :, None]
    found = constant_market_share(exports, imports, order="product").totals()
    assert [found[name] for name in ("change", "growth", "commodity", "competitiveness")] == pytest.approx(parts)
    assert found["market"] == 0


# Two products in two markets, worked by hand. All imports grow from 400 to 500, a quarter. Product 1 grows from 200 to
# 300 (1/2), product 2 stays at 200; market 1 from 200 to 240 (1/5), market 2 from 200 to 260 (3/10). Cell by cell
# imports grow by 2/5, 3/5, 0, 0.
IMPORTS = np.array([[[100.0, 100.0], [100.0, 100.0]], [[140.0, 160.0], [100.0, 100.0]]])
EXPORTS = np.array([[[20.0, 10.0], [10.0, 0.0]], [[30.0, 12.0], [8.0, 2.0]]])


@pytest.mark.parametrize(
    ("order", "commodity", "market"),
    [
        # (1/2 - 1/4) 30 - 1/4 10 = 5; (2/5 - 1/2) 20 + (3/5 - 1/2) 10 = -1
        ("product", 5.0, -1.0),
        # (2/5 - 1/5) 20 + (3/5 - 3/10) 10 + (0 - 1/5) 10 = 5; (1/5 - 1/4) 30 + (3/10 - 1/4) 10 = -1
        ("market", 5.0, -1.0),
        ("mean", 5.0, -1.0),
    ],
)
def test_two_products_in_two_markets_by_hand(order, commodity, market):
    found = constant_market_share(EXPORTS, IMPORTS, order=order).totals()
    assert found["change"] == 12
    assert found["growth"] == pytest.approx(10.0)
    assert found["commodity"] == pytest.approx(commodity)
    assert found["market"] == pytest.approx(market)
    # 30 - 28, 12 - 16, 8 - 10, 2 - 0
    assert found["competitiveness"] == pytest.approx(2 - 4 - 2 + 2)


def test_the_two_orders_part_where_products_and_markets_go_together():
    exports = np.array([[[20.0, 0.0], [0.0, 10.0]], [[20.0, 0.0], [0.0, 10.0]]])
    first, second, mean = (
        constant_market_share(exports, IMPORTS, order=order).totals() for order in ("product", "market", "mean")
    )
    # (1/2 - 1/4) 20 - 1/4 10 = 2.5 against (2/5 - 1/5) 20 + (0 - 3/10) 10 = 1
    assert (first["commodity"], second["commodity"]) == pytest.approx((2.5, 1.0))
    # (2/5 - 1/2) 20 + 0 = -2 against (1/5 - 1/4) 20 + (3/10 - 1/4) 10 = -0.5
    assert (first["market"], second["market"]) == pytest.approx((-2.0, -0.5))
    assert (mean["commodity"], mean["market"]) == pytest.approx((1.75, -1.25))


def test_a_cell_of_which_nothing_is_known_opens_the_effects_it_bears_on():
    low, high = EXPORTS.copy(), EXPORTS.copy()
    low[1, 0, 0], high[1, 0, 0] = np.nan, np.nan
    found = constant_market_share_bounds(low, high, IMPORTS)
    assert found.growth.tolist() == pytest.approx([10.0, 10.0])
    assert found.competitiveness.tolist() == pytest.approx([-4 - 2 + 2 - 28.0, np.inf])
