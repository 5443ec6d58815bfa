"""Laws of market measures: parts add up, scale and order do not matter, more demand is never less potential."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole.chain.markets_concentration import export_concentration
from growthpole.chain.potential import export_potential
from growthpole.measures.panel.market_share import constant_market_share
from growthpole.model.interval import Interval

amounts = st.floats(0.0, 1e6).map(lambda each: round(each, 3))
demand = st.floats(1.0, 1e6).map(lambda each: round(each, 3))
orders = st.sampled_from(["mean", "product", "market"])
V, W = arrays(float, (2, 3, 4), elements=amounts), arrays(float, (2, 3, 4), elements=demand)
EFFECTS = ("growth", "commodity", "market", "competitiveness")


@given(V, W, orders)
def test_the_effects_add_up_to_the_change_in_every_cell(v, w, order):
    found = constant_market_share(v, w, order=order)
    total = sum(getattr(found, name) for name in EFFECTS)
    assert np.allclose(total, found.change, rtol=1e-9, atol=1e-6 * max(1.0, (v[0] * w[1] / w[0]).max()))
    apart = found.pure + found.interaction - found.competitiveness
    assert np.abs(apart).max() <= 1e-9 * max(1.0, (v[0] * w[1] / w[0]).max(), v.max(), (v[1] * w[0] / w[1]).max())


@given(V, W, orders, st.sampled_from([0.5, 2.0, 1024.0]))
def test_scaling_the_worlds_demand_changes_nothing(v, w, order, factor):
    one, other = (constant_market_share(v, table, order=order).totals() for table in (w, factor * w))
    assert other == pytest.approx(one, rel=1e-9, abs=1e-6)


@given(V, W, st.permutations(range(3)), st.permutations(range(4)))
def test_the_order_of_products_and_markets_does_not_matter(v, w, rows, columns):
    there = np.ix_(range(2), rows, columns)
    one, other = constant_market_share(v, w), constant_market_share(v[there], w[there])
    for name in EFFECTS:
        assert np.allclose(getattr(other, name), getattr(one, name)[np.ix_(rows, columns)], rtol=1e-9, atol=1e-6)


@given(W, orders)
def test_who_holds_its_shares_has_no_competitiveness_effect(w, order):
    found = constant_market_share(0.1 * w, w, order=order)
    assert np.abs(found.competitiveness).max() <= 1e-9 * w.max()


@given(arrays(float, (3, 4), elements=amounts), arrays(float, (3, 4), elements=demand))
def test_without_growth_potential_of_a_market_adds_up_to_its_exports(v, w):
    # Of a product that the market must buy less of than it is sent the share is held to 1.
    v = np.minimum(v, w)
    found = export_potential(v, w)
    if found.ease_estimated:
        reached = found.potential[0].sum(axis=0)
        assert np.allclose(reached, v.sum(axis=0), rtol=1e-9, atol=1e-6)


@given(
    arrays(float, (3, 4), elements=amounts), arrays(float, (3, 4), elements=demand),
    st.integers(0, 2), st.integers(0, 3), st.floats(0.0, 0.3),
)  # fmt: skip
def test_potential_rises_with_demand_expected(v, w, row, column, more):
    growth = np.zeros((3, 4))
    before = export_potential(np.minimum(v, w), w, growth=growth, horizon=5)
    growth[row, column] = more
    after = export_potential(np.minimum(v, w), w, growth=growth, horizon=5)
    assert after.potential[0][row, column] >= before.potential[0][row, column] - 1e-9
    others = np.ones((3, 4), bool)
    others[row, column] = False
    assert (after.potential[0] == before.potential[0])[others].all()


@given(arrays(float, (3, 4), elements=amounts), arrays(float, (3, 4), elements=demand))
def test_wider_figures_never_narrow_a_potential(v, w):
    v = np.minimum(v, w)
    point, wide = export_potential(v, w), export_potential(v, w, exports_high=v * 1.5 + 1)
    assert (wide.potential[0] <= point.potential[0] + 1e-6).all()
    assert (wide.potential[1] >= point.potential[1] - 1e-6).all()


@given(st.lists(amounts.map(Interval.point), min_size=1, max_size=8))
def test_concentration_lies_in_its_range(figures):
    found = export_concentration(figures)
    if found is not None:
        assert 1 / found.parts - 1e-9 <= found.herfindahl.low <= found.herfindahl.high <= 1 + 1e-9
        assert 0 <= found.entropy.high <= np.log(found.parts) + 1e-9
        assert found.entropy.low >= -np.log(found.herfindahl.high) - 1e-9
        assert all(one.low <= other.low + 1e-12 for one, other in zip(found.ratios, found.ratios[1:], strict=False))
