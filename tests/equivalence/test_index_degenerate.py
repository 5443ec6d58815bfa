"""Degenerate cases in which different methods must agree."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from growthpole import index as gi

MEANS = ("arithmetic", "geometric", "harmonic")


def test_means_of_equal_values_are_that_value(rng):
    y = np.repeat(rng.uniform(1, 99, (5, 1)), 4, axis=1)
    for how in (*MEANS, "mazziotta-pareto"):
        np.testing.assert_allclose(gi.aggregate(y, how, weights=[1, 2, 3, 4]), y[:, 0])


def test_means_are_ordered(rng):
    y = rng.uniform(1, 99, (50, 4))
    arithmetic, geometric, harmonic = (gi.aggregate(y, how, weights=[1, 2, 3, 4]) for how in MEANS)
    assert (arithmetic >= geometric).all()
    assert (geometric >= harmonic).all()


@pytest.mark.parametrize("how", MEANS)
def test_a_tree_of_one_mean_is_the_flat_mean_of_effective_weights(rng, how):
    tree = gi.Framework(
        tuple(gi.Indicator(f"x{k}", f"n{k % 3}", float(k + 1), worst=0, best=1) for k in range(7)),
        (gi.Node("index"), gi.Node("n0", "index", 3.0), gi.Node("n1", "n0", 1.0), gi.Node("n2", "index", 2.0)),
    )
    values = rng.random((6, 7))
    frame = pl.DataFrame({"unit": list("abcdef"), **{f"x{k}": values[:, k] for k in range(7)}})
    index = gi.build(frame, tree, aggregate=how)
    flat = gi.aggregate(100 * values, how, weights=tree.effective_weights)
    np.testing.assert_allclose(index.scores, flat)


def test_one_unit_and_one_indicator():
    index = gi.build(pl.DataFrame({"unit": ["p"], "a": [3.0]}), gi.Framework((gi.Indicator("a", worst=0, best=4),)))
    assert index.scores.tolist() == [75.0]
    assert index.stage("ranked").tolist() == [[1.0]]
    found = gi.index_intervals(index)
    assert (found.best.tolist(), found.worst.tolist(), found.exact) == ([1], [1], True)


def test_nothing_unknown_gives_points_not_ranges(rng):
    frame = pl.DataFrame({"unit": list("pqr"), "a": rng.random(3), "b": rng.random(3)})
    tree = gi.Framework((gi.Indicator("a", worst=0, best=1), gi.Indicator("b", worst=1, best=0)))
    index = gi.build(frame, tree)
    found = gi.index_intervals(index)
    np.testing.assert_allclose(found.low, index.scores)
    np.testing.assert_array_equal(found.best, index.stage("ranked")[:, 0])
    np.testing.assert_array_equal(found.worst, found.best)
    assert gi.unknown_influence(index).units.size == 0


def test_a_panel_of_one_period_is_a_cross_section(rng):
    frame = pl.DataFrame({"unit": list("pqrs"), "year": [2020] * 4, "a": rng.random(4), "b": rng.random(4)})
    tree = gi.Framework((gi.Indicator("a"), gi.Indicator("b", direction=-1)))
    panel = gi.build(frame, tree, period="year", treat="winsorise", normalise="z-score")
    section = gi.build(frame, tree, treat="winsorise", normalise="z-score")
    np.testing.assert_array_equal(panel.scores, section.scores)


def test_equal_judgements_give_equal_weights():
    np.testing.assert_allclose(gi.ahp_weights(np.ones((4, 4))).weights, 0.25)
    np.testing.assert_allclose(gi.best_worst_weights(np.ones(4), np.ones(4)).weights, 0.25)


def test_pandas_and_polars_build_the_same_index(rng):
    frame = pl.DataFrame({"unit": list("pqr"), "a": [1.0, None, 3.0], "b": rng.random(3)})
    tree = gi.Framework((gi.Indicator("a", worst=0, best=4), gi.Indicator("b", worst=0, best=1)))
    one, other = gi.build(frame, tree), gi.build(frame.to_pandas(), tree)
    np.testing.assert_array_equal(one.scores, other.scores)
    polars, pandas = one.to_frame()["index"].to_numpy(), other.to_frame("pandas")["index"].to_numpy()
    np.testing.assert_array_equal(polars, pandas)
