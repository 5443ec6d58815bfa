"""Draws, chances, the value of learning a figure, stability and judges."""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl
import pytest
from joblib import parallel_config
from joblib.externals.loky import get_reusable_executor

from growthpole import index as gi
from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.index.simulation import generator

TREE = gi.Framework(
    (
        gi.Indicator("a", "left", 2.0, worst=0.0, best=10.0),
        gi.Indicator("b", "left", 1.0, worst=10.0, best=0.0),
        gi.Indicator("c", "right", 1.0, worst=0.0, best=10.0),
    ),
    (gi.Node("index"), gi.Node("left", "index", 3.0), gi.Node("right", "index", 1.0)),
)


def build_on(figures, units, classes):
    frame = pl.DataFrame({"unit": units, "peer": classes, **dict(zip("abc", figures.T, strict=True))})
    return gi.build(frame.fill_nan(None), TREE, classes="peer")


@pytest.fixture
def index(rng):
    values = rng.uniform(1, 9, (12, 3))
    values[rng.random(values.shape) < 0.2] = np.nan
    frame = pl.DataFrame(
        {"unit": [f"u{k}" for k in range(12)], "peer": list("ab") * 6, **dict(zip("abc", values.T, strict=True))}
    )
    return gi.build(frame.with_columns(pl.col("a", "b", "c").fill_nan(None)), TREE, classes="peer")


EVERYTHING = gi.Uncertainty(
    data=0.05,
    errors=[0.1, 0.1, 0.0],
    normalise=("goalposts", {"how": "goalposts", "cap": True, "scale": (10, 100)}),
    aggregate=("arithmetic", "geometric"),
    concentration=50.0,
    weight_ranges={"left": (2.0, 4.0)},
)


def test_the_number_of_workers_changes_nothing(index):
    one = gi.simulate(index, EVERYTHING, replications=150, seed=5)
    two = gi.simulate(index, EVERYTHING, replications=150, seed=5, workers=2)
    other = gi.simulate(index, EVERYTHING, replications=150, seed=6)
    np.testing.assert_array_equal(one.scores, two.scores)
    np.testing.assert_array_equal(one.ranks, two.ranks)
    assert not np.array_equal(one.scores, other.scores)
    assert one.factors == ("normalise", "aggregate", "weights", "weight of left", "data", "unknown")


def test_monte_carlo_stays_inside_the_exact_ranges(index):
    ends = gi.index_intervals(index)
    assert (ends.worst > ends.best).any()
    found = gi.simulate(index, gi.Uncertainty(), replications=2000)
    assert (found.scores >= ends.low - 1e-9).all()
    assert (found.scores <= ends.high + 1e-9).all()
    assert (found.ranks >= ends.best).all()
    assert (found.ranks <= ends.worst).all()
    np.testing.assert_allclose(found.scores.mean(axis=0), (ends.low + ends.high) / 2, atol=2.0)


def test_summaries_agree_with_each_other(index):
    found = gi.simulate(index, EVERYTHING, replications=400)
    shares = gi.rank_probabilities(found)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)
    np.testing.assert_allclose(shares[:, :2].sum(axis=1), found.probability_top(2))
    wins = gi.dominance(found)
    np.testing.assert_allclose(wins + wins.T + np.eye(12), 1.0, atol=1e-12)
    peers = np.equal.outer(index.classes, index.classes)
    np.testing.assert_allclose((wins.T * peers).sum(axis=1) + 1, found.ranks.mean(axis=0), atol=1e-5)
    low, middle, high = found.rank_quantiles()
    assert (low <= middle).all()
    assert (middle <= high).all()
    assert (found.probability_at_least(found.score_quantiles((0.5,))[0]) >= 0.5).all()


def test_dirichlet_weights_have_the_stated_variance():
    frame = pl.DataFrame({"unit": ["p"], "a": [10.0], "b": [0.0], "c": [0.0]})
    tree = gi.Framework(
        tuple(gi.Indicator(one, weight=w, worst=0, best=10) for one, w in zip("abc", (2, 1, 1), strict=True))
    )
    found = gi.simulate(gi.build(frame, tree), gi.Uncertainty(concentration=30.0), replications=20_000, seed=1)
    share = found.scores[:, 0] / 100
    assert share.mean() == pytest.approx(0.5, abs=0.005)
    assert share.var() == pytest.approx(0.5 * 0.5 / 31, rel=0.05)


def test_errors_of_the_data_have_the_stated_size():
    frame = pl.DataFrame({"unit": ["p"], "a": [5.0]})
    index = gi.build(frame, gi.Framework((gi.Indicator("a", worst=0, best=10),)))
    found = gi.simulate(index, gi.Uncertainty(data=0.04, errors=[0.1]), replications=4000)
    assert found.scores.std() == pytest.approx(10 * (0.04 * 5 + 0.1), rel=0.05)


def test_discrete_choices_are_equally_likely():
    """Fault seen elsewhere: choices cut over the range of the sample rather than over [0, 1]."""
    frame = pl.DataFrame({"unit": ["p", "q"], "a": [1.0, 9.0], "b": [4.0, 5.0], "c": [3.0, 5.0]})
    index = gi.build(frame, TREE)
    found = gi.simulate(index, gi.Uncertainty(aggregate=("arithmetic", "geometric", "harmonic")), replications=9000)
    _, counts = np.unique(found.scores[:, 0].round(9), return_counts=True)
    assert counts.size == 3
    assert abs(counts - 3000).max() < 200


@pytest.mark.parametrize("weight", ["given", "entropy", "critic"])
def test_every_replication_is_one_of_the_replays(index, weight):
    """Fault seen elsewhere: a simulation that leaves out the stages that depend on a changed one."""
    complete = index.replay(impute="class mean", weight=weight)
    choices = {"impute": ("class mean", "class median"), "normalise": ("goalposts", "min-max", "percentile")}
    found = gi.simulate(complete, gi.Uncertainty(**choices), replications=60)
    pairs = product(choices["impute"], choices["normalise"])
    replays = np.array([complete.replay(impute=one, normalise=other).scores for one, other in pairs])
    nearest = np.abs(found.scores[:, None] - replays).max(axis=2)
    assert nearest.min(axis=1).max() < 1e-9
    assert (nearest.min(axis=0) < 1e-9).all()


def test_errors_in_the_data_move_weights_that_come_from_the_data(index):
    """One replication against an index built from the disturbed figures: every stage is run again."""
    complete = index.replay(impute="class mean", weight="entropy", normalise="min-max")
    found = gi.simulate(complete, gi.Uncertainty(data=0.2), replications=4, seed=3)
    coordinates = np.random.default_rng([3, 0]).random((4, 1))
    for scores, (u,) in zip(found.scores, coordinates, strict=True):
        figures = index.table.figures
        noise = generator(3, "data", u).standard_normal(figures.shape)
        built = build_on(figures + 0.2 * np.abs(figures) * noise, index.units, index.classes)
        again = built.replay(impute="class mean", weight="entropy", normalise="min-max")
        np.testing.assert_allclose(scores, again.scores)
        assert again.framework.shares != complete.framework.shares


def test_methods_that_compare_units_are_drawn_too(index):
    complete = index.replay(impute="class mean")
    found = gi.simulate(
        complete, gi.Uncertainty(aggregate=("arithmetic", "copeland"), concentration=20.0), replications=40
    )
    assert {bool((row == row.round()).all()) for row in found.scores} == {True, False}


def test_no_replication_is_dropped_for_a_negative_value(index):
    complete = index.replay(impute="class mean")
    with pytest.raises(InputError, match="geometric mean needs values of 0 or more"):
        gi.simulate(complete, gi.Uncertainty(normalise=("z-score", "goalposts"), aggregate=("arithmetic", "geometric")))


def test_sensitivity_finds_the_factor_that_matters(index):
    complete = index.replay(impute="class mean")
    uncertainty = gi.Uncertainty(data=0.0001, weight_ranges={"left": (0.5, 6.0), "a": (1.99, 2.01)})
    found = gi.sensitivity(complete, uncertainty, n=128, seed=3)
    assert found.evaluations == 128 * 5
    assert found.factors == ("weight of left", "weight of a", "data")
    assert found.rank_shift.total[0] > 0.9
    np.testing.assert_allclose(found.scores.first[0], 1.0, atol=0.15)
    again = gi.sensitivity(complete, uncertainty, n=128, seed=3, workers=2)
    np.testing.assert_array_equal(again.scores.total, found.scores.total)


def test_unknown_figures_are_uniform_in_their_range():
    nothing = pl.Series([None], dtype=pl.Float64)
    index = gi.build(pl.DataFrame({"unit": ["p"], "a": nothing, "b": nothing, "c": [5.0]}), TREE)
    found = gi.simulate(index, gi.Uncertainty(), replications=20_000)
    weights = TREE.effective_weights
    expected = (100**2 / 12) * (weights[0] ** 2 + weights[1] ** 2)
    assert found.scores.var() == pytest.approx(expected, rel=0.03)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda index: gi.Uncertainty(data=-1.0), InputError, "0 or more"),
        (lambda index: gi.Uncertainty(concentration=0.0), InputError, "must be positive"),
        (lambda index: gi.Uncertainty(weight_ranges={"a": (2.0, 1.0)}), InputError, "0 <= low <= high"),
        (lambda index: gi.simulate(index, gi.Uncertainty(unknown=False)), InputError, "nothing varies"),
        (lambda index: gi.simulate(index, gi.Uncertainty(), replications=0), InputError, "at least 1"),
        (lambda index: gi.simulate(index, gi.Uncertainty(weight_ranges={"z": (1, 2)})), NameUnknownError, "'z'"),
        (lambda index: gi.sensitivity(index, gi.Uncertainty()), InputError, "at least two factors"),
        (lambda index: gi.sensitivity(index, EVERYTHING, n=100), InputError, "power of two"),
        (lambda index: gi.sobol_indices(np.ones(7), 3), ShapeError, "multiple of 5"),
        (lambda index: gi.probability_top([0.0], [np.inf], 1, 0), InputError, "finite ends"),
        (lambda index: gi.explain(index, "u99"), NameUnknownError, "u99"),
        (lambda index: gi.explain(index.replay(aggregate="copeland"), "u1"), InputError, "means only"),
        (lambda index: gi.cheapest_lift(index, "u0", 50.0, costs=[1.0]), ShapeError, "one entry an indicator"),
        (lambda index: gi.unknown_influence(index.replay(normalise="min-max")), InputError, "goalposts"),
        (lambda index: gi.adjust([1.0], [1.0], deductions=-1.0), InputError, "0 or more"),
        (lambda index: gi.draw_panels(["a", "b"], ["x"], seed=1, size=3), InputError, "there are 2 of 2"),
        (lambda index: gi.draw_panels(["a"], ["x"], seed=1, size=1, conflicts={"b": ["x"]}), NameUnknownError, "'b'"),
        (lambda index: gi.judge_agreement([[1.0, np.nan], [1.0, 2.0]]), InputError, "1 scores are missing"),
        (lambda index: gi.panel_scores([1.0]), ShapeError, "items x judges"),
        (lambda index: gi.ahp_weights([[1.0, 2.0], [2.0, 1.0]]), InputError, "reciprocal"),
        (lambda index: gi.best_worst_weights([2.0, 2.0], [1.0, 2.0]), InputError, "judged 1"),
    ],
)
def test_bad_input_says_what_must_hold(index, call, error, words):
    with pytest.raises(error, match=words):
        call(index)


def test_probability_of_a_place_is_exact_where_it_is_certain():
    low, high = np.array([9.0, 5.0, 4.0, 0.0]), np.array([9.5, 7.0, 6.0, 1.0])
    found = gi.probability_top(low, high, 2, seed=3, draws=40_000)
    assert found[0] == 1.0
    assert found[3] == 0.0
    # P(X > Y) for X uniform on (5, 7), Y on (4, 6): 1 - 1/8.
    assert found[1] == pytest.approx(0.875, abs=0.01)
    np.testing.assert_array_equal(found, gi.probability_top(low, high, 2, seed=3, draws=40_000))
    classes = ["x", "x", "y", "y"]
    assert gi.probability_top(low, high, 1, seed=3, classes=classes).tolist() == [1.0, 0.0, 1.0, 0.0]
    assert gi.probability_at_least(low, high, 6.0).tolist() == [1.0, 0.5, 0.0, 0.0]


def test_the_unknown_that_matters_most_against_rebuilding(index):
    found = gi.unknown_influence(index)
    before = gi.index_intervals(index)
    assert found.units.size == np.isnan(index.data).sum()
    assert (np.diff(found.places) <= 1e-12).all()
    for unit, name, points, places in zip(found.units, found.indicators, found.points, found.places, strict=True):
        row, column = index.row(unit), index.framework.columns.index(name)
        drops = []
        for value in (0.0, 5.0, 10.0):
            figures = index.table.figures.copy()
            figures[row, column] = value
            frame = pl.DataFrame(
                {"unit": index.units, "peer": index.classes, **dict(zip("abc", figures.T, strict=True))}
            )
            after = gi.index_intervals(gi.build(frame.fill_nan(None), TREE, classes="peer"))
            width = [one.high[row] - one.low[row] for one in (before, after)]
            spread = [one.worst[row] - one.best[row] for one in (before, after)]
            drops.append((width[0] - width[1], spread[0] - spread[1]))
        assert (points, places) == pytest.approx(np.mean(drops, axis=0))


def test_exit_reverses_others_under_relative_references_only():
    rng = np.random.default_rng(4)
    frame = pl.DataFrame({"unit": list("pqrstu"), **{one: rng.uniform(0, 10, 6) for one in "abc"}})
    index = gi.build(frame, TREE)
    assert gi.exits(index).reversals.sum() == 0
    assert gi.exits(index).largest_shift.max() == 0
    assert gi.exits(index.replay(normalise="min-max")).largest_shift.max() > 0


def test_panels_avoid_conflicts_and_are_drawn_again_from_their_seed():
    pool, clusters = [f"judge {k}" for k in range(12)], [f"town {k}" for k in range(30)]
    conflicts = {"judge 3": clusters[:10], "judge 7": clusters[5:20]}
    found = gi.draw_panels(pool, clusters, seed=42, size=9, conflicts=conflicts)
    for town, panel in found.panels.items():
        assert len(set(panel)) == 9
        assert not any(town in conflicts.get(judge, ()) for judge in panel)
    assert gi.draw_panels(pool[::-1], clusters[::-1], seed=42, size=9, conflicts=conflicts).panels == found.panels
    assert gi.draw_panels(pool, clusters, seed=43, size=9, conflicts=conflicts).panels != found.panels
    counts = [sum(judge in panel for panel in found.panels.values()) for judge in pool]
    assert min(counts[k] for k in range(12) if k not in {3, 7}) > 15


def test_trimmed_means_and_missing_scores():
    scores = [[90.0, 10.0, 70.0, 80.0, np.nan], [50.0, np.nan, np.nan, np.nan, np.nan]]
    plain, trimmed = gi.panel_scores(scores), gi.panel_scores(scores, trim=1)
    assert plain.score.tolist() == [62.5, 50.0]
    assert trimmed.score[0] == 75.0
    assert np.isnan(trimmed.score[1])
    assert plain.judges.tolist() == [4, 1]
    assert plain.low.tolist() == [10.0, 50.0]


def test_benefit_of_the_doubt_against_a_grid_of_weights(rng):
    values = rng.uniform(0.1, 1, (8, 2))
    angles = np.linspace(0, np.pi / 2, 20_001)
    weights = np.column_stack([np.cos(angles), np.sin(angles)])
    scores = values @ weights.T
    expected = (scores / scores.max(axis=0)).max(axis=1)
    np.testing.assert_allclose(gi.benefit_of_the_doubt(values), expected, atol=1e-4)


def test_bounds_narrow_what_is_unknown():
    """A figure given as "more than 6" is not known, but not anything either."""
    frame = pl.DataFrame({"unit": ["p", "q"], "a": [None, 5.0], "b": [5.0, 5.0], "c": [5.0, 5.0], "a_low": [6.0, None]})
    found = gi.index_intervals(gi.build(frame, TREE))
    assert found.low[0] == pytest.approx(50 + 10 * 0.5)
    assert found.high[0] == pytest.approx(50 + 50 * 0.5)
    assert found.best.tolist() == [1, 2]
    assert found.worst.tolist() == [1, 2]
    crossed = frame.with_columns(a_high=pl.lit(1.0))
    with pytest.raises(InputError, match="'a' of 'p' is 6 to 1"):
        gi.index_intervals(gi.build(crossed, TREE))


def test_any_joblib_backend_gives_the_same_draws(index):
    here = gi.simulate(index, EVERYTHING, replications=70, seed=2)
    with parallel_config(backend="loky"):
        there = gi.simulate(index, EVERYTHING, replications=70, seed=2, workers=2)
    get_reusable_executor().shutdown()
    np.testing.assert_array_equal(here.scores, there.scores)
