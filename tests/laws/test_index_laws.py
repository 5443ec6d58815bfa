"""Laws of a composite index: what must hold for any figures."""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole import index as gi

MEANS = ("arithmetic", "geometric", "harmonic")
POSTS = {"worst": 0.0, "best": 10.0}
TREE = gi.Framework(
    (
        gi.Indicator("a", "left", 2.0, **POSTS),
        gi.Indicator("b", "left", 1.0, worst=10.0, best=0.0),
        gi.Indicator("c", "right", 1.0, **POSTS),
        gi.Indicator("d", "right", 3.0, **POSTS),
    ),
    (gi.Node("index"), gi.Node("left", "index", 3.0), gi.Node("right", "index", 1.0)),
)
FIGURES = arrays(float, st.tuples(st.integers(3, 6), st.just(4)), elements=st.integers(0, 20).map(lambda k: k / 2))
HOW = st.sampled_from(MEANS)


def frame_of(values, names=None):
    names = [f"u{k}" for k in range(len(values))] if names is None else names
    return pl.DataFrame({"unit": names, **{one: values[:, k] for k, one in enumerate("abcd")}}, nan_to_null=True)


def index_of(values, **choices):
    return gi.build(frame_of(values), TREE, **choices)


@given(FIGURES, HOW, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(values, how, random):
    order = list(range(len(values)))
    random.shuffle(order)
    np.testing.assert_array_equal(
        index_of(values, aggregate=how).scores[order], index_of(values[order], aggregate=how).scores
    )


@given(FIGURES, HOW)
def test_the_order_of_columns_does_not_matter(values, how):
    turned = gi.Framework(TREE.indicators[::-1], TREE.nodes[::-1])
    other = gi.build(frame_of(values), turned, aggregate=how)
    np.testing.assert_allclose(other.scores, index_of(values, aggregate=how).scores, rtol=1e-12)


@given(FIGURES, HOW, st.integers(0, 3), st.floats(0.1, 5.0))
def test_a_better_figure_never_lowers_a_score(values, how, column, gain):
    better = values.copy()
    better[0, column] += gain * TREE.indicators[column].sign
    before, after = index_of(values, aggregate=how).scores, index_of(better, aggregate=how).scores
    assert after[0] >= before[0] - 1e-9
    np.testing.assert_array_equal(after[1:], before[1:])


@given(st.lists(st.floats(0.01, 100.0), min_size=4, max_size=4))
def test_weights_sum_to_one_in_every_node(weights):
    tree = TREE.with_weights(dict(zip(TREE.columns, weights, strict=True)))
    for ids in tree.children.values():
        assert sum(tree.shares[one] for one in ids) == pytest.approx(1.0)
    assert tree.effective_weights.sum() == pytest.approx(1.0)


@given(FIGURES, HOW, st.floats(0.001, 1000.0))
def test_units_are_irrelevant(values, how, scale):
    """Under goalposts in the new unit, and under every relative method without any."""
    posts = [{"worst": scale * one.worst, "best": scale * one.best} for one in TREE.indicators]
    moved = gi.Framework(
        tuple(
            gi.Indicator(one.id, one.parent, one.weight, **post)
            for one, post in zip(TREE.indicators, posts, strict=True)
        ),
        TREE.nodes,
    )
    other = gi.build(frame_of(scale * values), moved, aggregate=how)
    np.testing.assert_allclose(other.scores, index_of(values, aggregate=how).scores, rtol=1e-9, atol=1e-9)


@given(FIGURES, HOW)
def test_entry_of_a_dominated_unit_changes_nobody_under_fixed_references(values, how):
    worst = np.where(TREE.signs > 0, values.min(axis=0), values.max(axis=0))
    before = index_of(values, aggregate=how)
    after = index_of(np.vstack([values, worst]), aggregate=how)
    np.testing.assert_array_equal(after.scores[:-1], before.scores)
    np.testing.assert_array_equal(after.stage("ranked")[:-1], before.stage("ranked"))
    assert gi.exits(after).reversals.tolist() == [0] * len(after.units)


@given(FIGURES, HOW)
def test_points_add_up_at_every_node(values, how):
    index = index_of(values, aggregate=how)
    found = gi.explain(index, "u0")
    points = {line.id: line.points for line in found.lines}
    assert points["index"] == pytest.approx(found.score)
    for node, ids in TREE.children.items():
        assert sum(points[one] for one in ids) == pytest.approx(points[node], abs=1e-9)


@given(FIGURES, HOW)
def test_a_comparison_adds_up(values, how):
    index = index_of(values, aggregate=how)
    for peer in ("u1", None):
        found = gi.compare(index, "u0", peer)
        assert found.points.sum() == pytest.approx(found.difference, abs=1e-8)
    assert gi.compare(index, "u0", "u1").difference == pytest.approx(index.scores[0] - index.scores[1])


@given(FIGURES, HOW, st.integers(1, 99))
def test_a_lift_reaches_the_aim_and_no_cheaper_step_does(values, how, aim):
    index = index_of(values, aggregate=how)
    found = gi.cheapest_lift(index, "u0", float(aim))
    assert found.reached
    assert found.score >= aim - 1e-6
    assert (found.then >= found.now - 1e-9).all()
    assert (found.then <= 100 + 1e-9).all()
    if found.cost > 1e-3:
        # Undercutting the found plan in proportion misses the aim.
        less = found.now + 0.999 * (found.then - found.now)
        assert gi.aggregate(less[None, :], how, weights=TREE.effective_weights)[0] < aim


def test_no_random_plan_is_cheaper_than_the_lift(rng):
    values = rng.uniform(1, 9, (3, 4))
    costs = np.array([1.0, 2.0, 0.5, 1.5])
    for how in MEANS:
        index = index_of(values, aggregate=how)
        found = gi.cheapest_lift(index, "u0", 70.0, costs=costs)
        plans = np.minimum(found.now + rng.exponential(40, (40_000, 4)) * (rng.random((40_000, 4)) < 0.6), 100)
        enough = gi.aggregate(plans, how, weights=TREE.effective_weights) >= 70.0
        assert enough.sum() > 100
        assert ((plans - found.now) @ costs)[enough].min() >= found.cost - 1e-6


@given(FIGURES, st.permutations(MEANS), st.integers(5, 95))
def test_mixed_means_are_lifted_for_a_proved_least_cost(values, hows, aim):
    """The lift itself refuses what it cannot prove cheapest; here it must never refuse."""
    index = index_of(values, aggregate={"how": dict(zip(("index", "left", "right"), hows, strict=True))})
    found = gi.cheapest_lift(index, "u0", float(aim))
    assert found.reached
    assert found.score >= aim - 1e-6
    if found.cost > 1e-3:
        assert found.score == pytest.approx(aim, abs=1e-4)


def test_mixed_means_are_lifted_too(rng):
    index = index_of(rng.uniform(2, 8, (3, 4)), aggregate={"how": {"index": "geometric", "left": "harmonic"}})
    found = gi.cheapest_lift(index, "u1", 75.0)
    assert found.score == pytest.approx(75.0, abs=1e-6)
    plans = np.minimum(found.now + rng.exponential(40, (20_000, 4)), 100)
    nodes = [gi.aggregate(plans[:, :2], "harmonic", weights=[2, 1]), gi.aggregate(plans[:, 2:], weights=[1, 3])]
    enough = gi.aggregate(np.column_stack(nodes), "geometric", weights=[3, 1]) >= 75.0
    assert (plans - found.now).sum(axis=1)[enough].min() >= found.cost - 1e-5


@settings(max_examples=25)
@given(FIGURES, HOW, st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=4))
def test_ranges_are_exact_against_brute_force(values, how, cells):
    unknown = values.copy()
    for row, column in cells:
        unknown[row, column] = np.nan
    rows, columns = np.nonzero(np.isnan(unknown))
    found = gi.index_intervals(index_of(unknown, aggregate=how))
    assert found.exact
    scores, ranks = [], []
    for ends in product([0.0, 10.0], repeat=rows.size):
        filled = unknown.copy()
        filled[rows, columns] = ends
        one = index_of(filled, aggregate=how)
        scores.append(one.scores)
        ranks.append(one.stage("ranked")[:, 0])
    np.testing.assert_allclose(found.low, np.min(scores, axis=0), atol=1e-9)
    np.testing.assert_allclose(found.high, np.max(scores, axis=0), atol=1e-9)
    np.testing.assert_array_equal(found.best, np.min(ranks, axis=0))
    np.testing.assert_array_equal(found.worst, np.max(ranks, axis=0))


@settings(max_examples=25)
@given(FIGURES, st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=3))
def test_bounds_under_relative_normalisation_hold(values, cells):
    """The unknown figure moves the reference: whatever it is in its range, scores and ranks stay inside."""
    values = values + np.arange(values.size).reshape(values.shape) / 97  # no ties, no constant columns
    unknown = values.copy()
    for row, column in cells:
        unknown[row, column] = np.nan
    tree = gi.Framework(
        tuple(
            gi.Indicator(one.id, one.parent, one.weight, one.sign, lowest=0.0, highest=12.0) for one in TREE.indicators
        ),
        TREE.nodes,
    )
    rows, columns = np.nonzero(np.isnan(unknown))
    for how in ("min-max", "z-score", "rank", "percentile"):
        found = gi.index_intervals(gi.build(frame_of(unknown), tree, normalise=how))
        assert not found.exact
        for ends in product([0.0, 4.1, 7.3, 12.0], repeat=rows.size):
            filled = unknown.copy()
            filled[rows, columns] = ends
            if (filled.max(axis=0) == filled.min(axis=0)).any():
                continue
            one = gi.build(frame_of(filled), tree, normalise=how)
            assert (one.scores >= found.low - 1e-9).all(), how
            assert (one.scores <= found.high + 1e-9).all(), how
            assert (one.stage("ranked")[:, 0] >= found.best).all(), how
            assert (one.stage("ranked")[:, 0] <= found.worst).all(), how


@settings(max_examples=20)
@given(FIGURES)
def test_copeland_bounds_hold(values):
    unknown = values.copy()
    unknown[0, 1] = unknown[1, 2] = np.nan
    found = gi.index_intervals(index_of(unknown, aggregate="copeland"))
    for ends in product([0.0, 5.0, 10.0], repeat=2):
        filled = unknown.copy()
        filled[0, 1], filled[1, 2] = ends
        one = index_of(filled, aggregate="copeland")
        assert (one.scores >= found.low).all()
        assert (one.scores <= found.high).all()


@given(FIGURES, st.integers(0, 100), st.floats(0, 10))
def test_deductions_keep_the_order_of_the_blameless(values, seed, points):
    scores = index_of(values).scores
    blamed = np.random.default_rng(seed).random(scores.size) < 0.5
    low, high = gi.adjust(scores, scores, deductions=np.where(blamed, points, 0.0))
    np.testing.assert_array_equal(low[~blamed], scores[~blamed])
    assert (high <= scores).all()


@given(*[arrays(float, 4, elements=st.integers(0, 1000).map(lambda k: k / 10))] * 2)
def test_swapped_weights_tie_and_nothing_nearer_does(ahead, behind):
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    found = gi.swap_weights(ahead, behind, weights)
    gap = ahead - behind
    if weights @ gap <= 0:
        assert found.moved == 0
    elif (gap > 0).all():
        assert found.moved == np.inf
    else:
        assert found.weights.sum() == pytest.approx(1.0)
        assert found.weights @ gap <= 1e-6
        # Moving weight from the best pair of values is the most that any unit of weight can do.
        assert found.moved >= (weights @ gap) / (gap.max() - gap.min()) - 1e-6


def test_no_weights_fit_best_worst_judgements_better(rng):
    """The linear programme against 20,000 draws of weights, for judgements that contradict each other."""
    draws = rng.dirichlet(np.ones(3), 20_000)
    for from_best, to_worst in (([1.0, 3.0, 5.0], [7.0, 2.0, 1.0]), ([2.0, 1.0, 8.0], [3.0, 9.0, 1.0])):
        found = gi.best_worst_weights(from_best, to_worst)
        best, worst = int(np.argmin(from_best)), int(np.argmin(to_worst))
        gaps = [
            np.abs(draws[:, [best]] - from_best * draws).max(axis=1),
            np.abs(draws - to_worst * draws[:, [worst]]).max(axis=1),
        ]
        assert found.deviation <= np.max(gaps, axis=0).min()
        assert found.deviation >= np.max(gaps, axis=0).min() - 0.02
        assert 0 < found.input_ratio < 1


@given(FIGURES)
def test_mazziotta_pareto_bounds_hold(values):
    figures = values * 4 + 20
    frame, tree = frame_of(figures), gi.Framework(tuple(gi.Indicator(one, worst=0, best=100) for one in "abcd"))
    unknown = frame.with_columns(pl.when(pl.arange(pl.len()) == 0).then(None).otherwise(pl.col("a")).alias("a"))
    bounded = unknown.with_columns(a_low=pl.lit(20.0), a_high=pl.lit(60.0))
    found = gi.index_intervals(gi.build(bounded, tree, aggregate="mazziotta-pareto"))
    assert not found.exact
    for value in np.linspace(20.0, 60.0, 9):
        figures[0, 0] = value
        score = gi.build(frame_of(figures), tree, aggregate="mazziotta-pareto").scores
        assert (score >= found.low - 1e-9).all()
        assert (score <= found.high + 1e-9).all()


def test_benefit_of_the_doubt_bounds_hold(rng):
    figures = rng.uniform(1, 9, (5, 4))
    tree = gi.Framework(tuple(gi.Indicator(one, worst=0, best=10) for one in "abcd"))
    unknown = figures.copy()
    unknown[0, 1] = unknown[3, 2] = np.nan
    found = gi.index_intervals(gi.build(frame_of(unknown), tree, aggregate="benefit of the doubt"))
    for ends in product([0.0, 3.0, 10.0], repeat=2):
        unknown[0, 1], unknown[3, 2] = ends
        score = gi.build(frame_of(unknown), tree, aggregate="benefit of the doubt").scores
        assert (score >= found.low - 1e-9).all()
        assert (score <= found.high + 1e-9).all()
