"""Market measures against plain loops and sampled figures."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.chain.markets_concentration import export_concentration
from growthpole.chain.potential import export_potential
from growthpole.measures.panel.market_share import constant_market_share, constant_market_share_bounds
from growthpole.model.interval import Interval


def test_effects_are_those_of_the_formulas_cell_by_cell(rng):
    v, w = rng.random((2, 3, 4)), 5 + rng.random((2, 3, 4))
    first, second = (constant_market_share(v, w, order=order) for order in ("product", "market"))
    both = constant_market_share(v, w)
    r = w[1].sum() / w[0].sum() - 1
    for k in range(3):
        for m in range(4):
            rk, rm = w[1, k].sum() / w[0, k].sum() - 1, w[1, :, m].sum() / w[0, :, m].sum() - 1
            rkm = w[1, k, m] / w[0, k, m] - 1
            assert first.growth[k, m] == pytest.approx(r * v[0, k, m])
            assert first.commodity[k, m] == pytest.approx((rk - r) * v[0, k, m])
            assert first.market[k, m] == pytest.approx((rkm - rk) * v[0, k, m])
            assert second.market[k, m] == pytest.approx((rm - r) * v[0, k, m])
            assert second.commodity[k, m] == pytest.approx((rkm - rm) * v[0, k, m])
            assert both.competitiveness[k, m] == pytest.approx(v[1, k, m] - (1 + rkm) * v[0, k, m])
            share = v[1, k, m] / w[1, k, m] - v[0, k, m] / w[0, k, m]
            assert both.pure[k, m] == pytest.approx(w[0, k, m] * share)
            assert both.interaction[k, m] == pytest.approx((w[1, k, m] - w[0, k, m]) * share)
    assert both.commodity == pytest.approx((first.commodity + second.commodity) / 2)


def test_bounds_of_effects_are_reached_at_corners_and_never_passed(rng):
    w = 5 + rng.random((2, 2, 2))
    low = rng.random((2, 2, 2))
    high = low + rng.random((2, 2, 2))
    bounds = constant_market_share_bounds(low, high, w)
    corners = [np.where(np.array([*np.binary_repr(pick, 8)]).reshape(2, 2, 2) == "1", high, low) for pick in range(256)]
    totals = [constant_market_share(corner, w).totals() for corner in corners]
    for name in ("change", "growth", "commodity", "market", "competitiveness"):
        values = [each[name] for each in totals]
        assert getattr(bounds, name).tolist() == pytest.approx([min(values), max(values)])


def test_concentration_of_intervals_holds_every_figure_in_them(rng):
    for _ in range(60):
        count = int(rng.integers(1, 5))
        low = rng.integers(0, 6, count).astype(float)
        high = low + rng.integers(0, 6, count)
        found = export_concentration([Interval(*ends) for ends in zip(low.tolist(), high.tolist(), strict=True)])
        if found is None:
            assert high.sum() == 0
            continue
        drawn = rng.uniform(low, high, (200, count))
        drawn = drawn[drawn.sum(axis=1) > 0]
        shares = drawn / drawn.sum(axis=1, keepdims=True)
        index = (shares**2).sum(axis=1)
        entropy = -np.where(shares > 0, shares * np.log(np.where(shares > 0, shares, 1)), 0).sum(axis=1)
        largest = np.sort(shares, axis=1)[:, ::-1].cumsum(axis=1)
        for values, interval in (
            (index, found.herfindahl),
            (1 / index, found.equivalent_number),
            (entropy, found.entropy),
            *((largest[:, at], ratio) for at, ratio in enumerate(found.ratios)),
        ):
            assert interval.low - 1e-12 <= values.min()
            assert values.max() <= interval.high + 1e-12


def test_the_most_even_figures_are_found_exactly(rng):
    low, high = np.array([1.0, 4.0, 2.0]), np.array([6.0, 5.0, 9.0])
    found = export_concentration([Interval(*ends) for ends in zip(low.tolist(), high.tolist(), strict=True)])
    grid = np.stack(np.meshgrid(*(np.linspace(*ends, 41) for ends in zip(low, high, strict=True)))).reshape(3, -1).T
    shares = grid / grid.sum(axis=1, keepdims=True)
    assert found.entropy.high == pytest.approx(np.log(3), abs=1e-12)
    assert found.entropy.high >= -(shares * np.log(shares)).sum(axis=1).min()
    assert found.herfindahl.low == pytest.approx(1 / 3, abs=1e-12)


def test_potential_is_supply_times_demand_times_ease(rng):
    v, w = rng.random((3, 4)), 4 + rng.random((3, 4))
    growth = rng.uniform(-0.1, 0.2, (3, 4))
    found = export_potential(v, w, growth=growth, horizon=5)
    for k in range(3):
        for m in range(4):
            supply = v[k].sum() / w[k].sum()
            ease = v[:, m].sum() / sum(v[i].sum() / w[i].sum() * w[i, m] for i in range(3))
            value = supply * w[k, m] * (1 + growth[k, m]) ** 5 * ease
            assert found.potential[0][k, m] == pytest.approx(value)
            assert found.untapped[1][k, m] == pytest.approx(max(0.0, value - v[k, m]))


def test_potential_of_intervals_holds_every_figure_in_them(rng):
    low, w = rng.random((3, 3)), 4 + rng.random((3, 3))
    high, w_high = low + 0.3, w + 1.0
    found = export_potential(low, w, exports_high=high, imports_high=w_high)
    for _ in range(200):
        one = export_potential(rng.uniform(low, high), rng.uniform(w, w_high))
        for name in ("supply", "ease", "potential"):
            least, most = getattr(found, name)
            assert (least <= getattr(one, name)[0] + 1e-12).all()
            assert (getattr(one, name)[0] <= most + 1e-12).all()
