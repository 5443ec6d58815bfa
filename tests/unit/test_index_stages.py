"""Every stage at its three heights, and the faults other tools are known for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from growthpole import index as gi
from growthpole.errors import InputError, NameUnknownError, ShapeError

NORMALS = (
    "goalposts", "min-max", "z-score", "rank", "percentile", "distance to reference", "distance to target",
    "fraction of maximum",
)  # fmt: skip
INDICATORS = (
    gi.Indicator("a", worst=0.0, best=10.0, target=12.0, reference=5.0),
    gi.Indicator("b", worst=9.0, best=1.0, target=0.5, reference=4.0),
    gi.Indicator("c", worst=1.0, best=100.0, scale="log", target=80.0, reference=30.0),
)
TREE = gi.Framework(INDICATORS)
FIGURES = np.array([[2.0, 8.0, 10.0], [7.0, 2.0, 50.0], [4.0, 4.0, 5.0], [9.0, 3.0, 70.0], [1.0, 7.0, 2.0]])


def frame_of(values, **more):
    labels = {"unit": list("pqrst")[: len(values)], **more}
    return pl.DataFrame({**labels, **{name: values[:, k] for k, name in enumerate("abc")}}, nan_to_null=True)


@pytest.mark.parametrize("how", NORMALS)
def test_normalise_is_the_same_at_all_three_heights(how):
    array = gi.normalise(FIGURES, how, indicators=INDICATORS)
    index = gi.build(frame_of(FIGURES), TREE, normalise=how, until="normalise")
    np.testing.assert_array_equal(index.data, array)
    plain = frame_of(FIGURES)
    for native in (plain, plain.to_pandas().set_index(pd.Index([9, 9, 3, 1, 0])), plain.to_arrow()):
        found = gi.normalise(native, how, indicators=INDICATORS)
        assert type(found) is type(native)
        table = found if isinstance(found, pa.Table) else pa.table({one: pa.array(found[one]) for one in "abc"})
        np.testing.assert_array_equal(np.column_stack([table[one].to_numpy() for one in "abc"]), array)


def test_every_normalisation_by_hand():
    x = np.array([[2.0], [4.0], [3.0], [np.nan]])
    less = [gi.Indicator("b", direction=-1, target=1.0, reference=2.0)]
    more = [gi.Indicator("a", target=6.0, reference=2.0)]
    expected = {
        "min-max": ([0, 100, 50], [100, 0, 50]),
        "z-score": ([-1, 1, 0], [1, -1, 0]),
        "rank": ([1, 3, 2], [3, 1, 2]),
        "percentile": ([0, 100, 50], [100, 0, 50]),
        "distance to reference": ([100, 200, 150], [100, 50, 200 / 3]),
        "distance to target": ([0, 50, 25], [200 / 3, 0, 100 / 3]),
        "fraction of maximum": ([50, 100, 75], [100, 50, 200 / 3]),
    }
    for how, columns in expected.items():
        for indicators, column in zip((more, less), columns, strict=True):
            found = gi.normalise(x, how, indicators=indicators).ravel()
            np.testing.assert_allclose(found, [*column, np.nan], err_msg=how)
    assert gi.normalise(x, "z-score", scale=(100, 10)).ravel()[:3].tolist() == [90.0, 110.0, 100.0]


def test_a_direction_is_never_lost():
    """Fault seen elsewhere: indicators of which less is better taken as they are."""
    for how in NORMALS:
        found = gi.normalise(FIGURES, how, indicators=INDICATORS)
        for column, indicator in enumerate(INDICATORS):
            order = np.argsort(indicator.sign * FIGURES[:, column])
            assert (np.diff(found[order, column]) > 0).all(), (how, indicator.id)


def test_a_constant_column_is_an_error_not_a_zero():
    with pytest.raises(InputError, match=r"one value for all base rows.*column 1"):
        gi.normalise(np.array([[1.0, 5.0], [2.0, 5.0]]), "min-max")
    assert gi.normalise(np.array([[5.0], [5.0]]), "percentile").tolist() == [[0.0], [0.0]]


def test_the_base_period_fixes_the_references():
    frame = pl.DataFrame({"unit": ["p", "q", "p", "q"], "year": [1, 1, 2, 2], "a": [0.0, 10.0, 5.0, 20.0]})
    tree = gi.Framework((gi.Indicator("a"),))
    index = gi.build(frame, tree, period="year", normalise="min-max")
    assert index.scores.tolist() == [0.0, 100.0, 50.0, 200.0]
    assert index.stage("ranked").ravel().tolist() == [2.0, 1.0, 2.0, 1.0]
    pooled = index.replay(normalise={"base": "pooled"})
    assert pooled.scores.tolist() == [0.0, 50.0, 25.0, 100.0]
    assert index.replay(normalise={"base": 2}).scores.tolist()[2:] == [0.0, 100.0]
    with pytest.raises(NameUnknownError, match="period"):
        index.replay(normalise={"base": 1999})


def test_imputation_never_changes_an_observed_value():
    """Fault seen elsewhere: imputation that smooths what was observed."""
    values = np.tile(FIGURES, (2, 1)) + np.arange(10.0)[:, None] ** 2
    values[1, 0] = values[3, 2] = np.nan
    for how in ("class mean", "class median", "regression"):
        found = gi.impute(values, how)
        known = ~np.isnan(values)
        np.testing.assert_array_equal(found.values[known], values[known])
        np.testing.assert_array_equal(found.imputed, np.isnan(values))


def test_imputation_by_hand():
    values = np.array([[1.0], [3.0], [np.nan], [10.0], [np.nan]])
    assert gi.impute(values, "class mean", classes=list("aaabb")).values.ravel().tolist() == [1, 3, 2, 10, 10]
    lonely = gi.impute(values, "class mean", classes=list("aabca"))
    assert np.isnan(lonely.values[2, 0])
    assert not lonely.imputed[2, 0]
    x = np.arange(6.0)
    line = np.column_stack([x, 2 * x + 1])
    line[2, 1] = np.nan
    assert gi.impute(line, "regression").values[2, 1] == pytest.approx(5.0)
    held = gi.impute(np.array([[1.0], [np.nan], [np.nan]]), "last observation", units=["p"] * 3, periods=[1, 2, 3])
    assert held.values.ravel().tolist() == [1, 1, 1]
    early = gi.impute(np.array([[np.nan], [2.0]]), "last observation", units=["p", "p"], periods=[1, 2])
    assert np.isnan(early.values[0, 0])


def test_imputed_cells_of_a_frame_are_named():
    found = gi.impute(frame_of(np.array([[1.0, np.nan, 2.0], [3.0, 4.0, np.nan]])), "class mean")
    assert found["imputed"].to_list() == ["b", "c"]
    assert found["b"].to_list() == [4.0, 4.0]


def test_treatment_follows_its_remedies():
    long_tail = np.r_[np.arange(20.0), 500.0, 800.0][:, None]
    kept = gi.treat(long_tail, "none")
    np.testing.assert_array_equal(kept.values, long_tail)
    drawn = gi.treat(long_tail, "winsorise")
    assert drawn.treated.sum() == 2
    assert drawn.values.max() == 19.0
    stuck = gi.treat(long_tail, ("winsorise", "log"), most=1)
    assert stuck.treatments[0].how == "log"
    combined = gi.treat(long_tail, ("winsorise", "log"), most=1, combine=True)
    assert combined.treatments[0].how == "winsorise + log"
    for found in (stuck, combined, gi.treat(long_tail, "box-cox")):
        assert (np.diff(found.values[:20, 0]) > 0).all()
    mirrored = gi.treat(-long_tail, "winsorise")
    np.testing.assert_array_equal(mirrored.values, -drawn.values)


def test_goalposts_follow_a_transformed_column():
    frame = pl.DataFrame({"unit": [str(k) for k in range(22)], "a": [*map(float, range(20)), 500.0, 800.0]})
    tree = gi.Framework((gi.Indicator("a", worst=0.0, best=800.0),))
    index = gi.build(frame, tree, treat="log")
    assert index.scores[0] == pytest.approx(0.0)
    assert index.scores[-1] == pytest.approx(100.0)
    assert index.scores[19] > 100 * 19 / 800


def test_screening_keeps_the_rows_in_step():
    values = FIGURES.copy()
    values[2, :2] = np.nan
    index = gi.build(frame_of(values), TREE, screen={"how": "availability", "least": 0.5})
    assert index.units.tolist() == ["p", "q", "s", "t"]
    assert index.scores.shape == (4,)
    assert gi.screen(frame_of(values), "availability", least=0.5)["unit"].to_list() == ["p", "q", "s", "t"]
    assert gi.screen(values, "availability", least=0.5).shape == (4, 3)


def test_unknown_stays_unknown():
    values = FIGURES.copy()
    values[1, 1] = np.nan
    index = gi.build(frame_of(values), TREE)
    assert np.isnan(index.scores).tolist() == [False, True, False, False, False]
    assert np.isnan(index.stage("ranked").ravel()).tolist() == [False, True, False, False, False]
    assert not np.isnan(index.replay(aggregate={"missing": "available"}).scores).any()


def test_replay_changes_one_choice_and_logs_it():
    index = gi.build(frame_of(FIGURES), TREE, aggregate="geometric")
    other = index.replay(normalise="percentile")
    assert [step.verb for step in other.log] == [step.verb for step in index.log]
    assert other.log[4].arguments["how"] == "percentile"
    assert set(other.hows.values()) == {"geometric"}
    np.testing.assert_array_equal(index.replay().scores, index.scores)
    with pytest.raises(NameUnknownError, match="normalise"):
        index.replay(normalize="rank")


def test_a_sensitivity_run_skips_no_step():
    """Fault seen elsewhere: a changed stage that the rebuild silently leaves out."""
    values = FIGURES.copy()
    values[0, 1] = np.nan
    index = gi.build(frame_of(values), TREE, impute="class mean", normalise="min-max")
    changed = [
        index.replay(impute="class median"),
        index.replay(treat={"how": "winsorise", "skew": 0.0, "kurt": -9.0, "most": 1}),
        index.replay(normalise="percentile"),
        index.replay(weight="entropy"),
        index.replay(aggregate="harmonic"),
    ]
    for other in changed:
        assert not np.array_equal(other.scores, index.scores)


def test_every_way_of_weighting_sums_to_one():
    y = gi.normalise(FIGURES, indicators=INDICATORS)
    for how in ("equal", "pca", "entropy", "critic"):
        found = gi.weight(y, how)
        assert found.sum() == pytest.approx(1.0)
        assert (found >= 0).all()
        index = gi.build(frame_of(FIGURES), TREE, weight=how)
        np.testing.assert_allclose(index.framework.effective_weights, found)
    judged = gi.build(
        frame_of(FIGURES), TREE, weight={"how": "best-worst", "judgements": {"index": ([1, 2, 4], [4, 2, 1])}}
    )
    np.testing.assert_allclose(judged.framework.effective_weights, np.array([4, 2, 1]) / 7)


def test_data_weights_by_hand():
    y = np.array([[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]])
    assert gi.weight(y, "pca").tolist() == pytest.approx([0.5, 0.5])
    assert gi.weight(y, "critic").tolist() == pytest.approx([0.5, 0.5])
    tripled = np.array([[0.0, 1.0], [0.0, 1.0], [3.0, 1.0]])
    # One holder of everything has entropy 0, an even spread has entropy 1.
    assert gi.weight(tripled, "entropy").tolist() == pytest.approx([1.0, 0.0])


def test_a_zero_weight_removes_an_indicator():
    light = gi.Framework((*INDICATORS[:2], gi.Indicator("c", weight=0.0, worst=1.0, best=100.0)))
    for how in ("arithmetic", "geometric", "harmonic", "copeland", "mazziotta-pareto", "benefit of the doubt"):
        with_it = gi.build(frame_of(FIGURES), light, aggregate=how)
        without = gi.build(frame_of(FIGURES), gi.Framework(INDICATORS[:2]), aggregate=how)
        np.testing.assert_allclose(with_it.scores, without.scores, err_msg=how)


def test_an_argsort_is_not_a_rank():
    """Fault seen elsewhere: the order of units given out as their ranks."""
    assert gi.rank(np.array([30.0, 10.0, 20.0, 40.0])).tolist() == [2, 4, 3, 1]


def test_ranks_come_before_rounding():
    scores = np.array([50.004, 50.001, 50.003])
    assert gi.rank(scores).tolist() == [1, 3, 2]
    assert gi.rank(scores.round(2)).tolist() == [1, 1, 1]


def test_aggregate_and_rank_a_frame():
    frame = gi.aggregate(frame_of(FIGURES), columns=["a", "b"], weights=[3, 1])
    assert frame["score"].to_list() == [3.5, 5.75, 4.0, 7.5, 2.5]
    assert gi.rank(frame)["rank"].to_list() == [4, 2, 3, 1, 5]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: gi.normalise(FIGURES, "minmax"), InputError, "'minmax'"),
        (lambda: gi.normalise(FIGURES), InputError, "every indicator needs a `worst`"),
        (lambda: gi.normalise(FIGURES[0]), ShapeError, "units x indicators"),
        (lambda: gi.normalise([["x"]]), InputError, "must be numbers"),
        (lambda: gi.normalise(FIGURES, "min-max", indicators=INDICATORS[:1]), ShapeError, "1 for 3 columns"),
        (lambda: gi.normalise(FIGURES, "min-max", base=[True]), ShapeError, "mask of shape"),
        (lambda: gi.normalise(-FIGURES, "fraction of maximum"), InputError, "positive best figure"),
        (lambda: gi.normalise(np.full((2, 1), np.nan), "z-score"), InputError, "known figure"),
        (lambda: gi.normalise(frame_of(FIGURES).lazy(), "z-score"), InputError, "Collect"),
        (lambda: gi.normalise(frame_of(FIGURES), "z-score", columns=["aa"]), NameUnknownError, "aa"),
        (lambda: gi.impute(FIGURES, "mean"), InputError, "'class mean'"),
        (lambda: gi.impute(FIGURES, "last observation"), InputError, "`units` and `periods`"),
        (lambda: gi.treat(FIGURES, "trim"), InputError, "'trim'"),
        (lambda: gi.treat(FIGURES, ("log", "winsorise")), InputError, "last remedy"),
        (lambda: gi.screen(FIGURES, "availability", least=2), InputError, "0 to 1"),
        (lambda: gi.weight(FIGURES, "given"), InputError, "whole index"),
        (lambda: gi.weight(FIGURES[:2], "pca"), InputError, "at least 3 complete rows"),
        (lambda: gi.aggregate(FIGURES, "median"), InputError, "'median'"),
        (lambda: gi.aggregate(-FIGURES, "geometric"), InputError, "0 or more"),
        (lambda: gi.aggregate(FIGURES, weights=[1, 1]), ShapeError, "one a column"),
        (lambda: gi.aggregate(FIGURES, missing="zero"), InputError, "'zero'"),
        (lambda: gi.build(frame_of(FIGURES).drop("b"), TREE), InputError, r"columns \['b'\]"),
        (lambda: gi.build(frame_of(FIGURES), TREE, treatment="log"), NameUnknownError, "treat"),
        (lambda: gi.build(frame_of(FIGURES), TREE, treat={"hw": "log"}), NameUnknownError, "Did you mean 'how'"),
        (lambda: gi.simulate(gi.build(frame_of(FIGURES[:0]), TREE), gi.Uncertainty(data=0.1)), InputError, "no rows"),
        (lambda: gi.build(frame_of(FIGURES).with_columns(unit=pl.lit("p")), TREE), InputError, "repeats names"),
        (lambda: gi.build(frame_of(FIGURES).with_columns(a=pl.lit("x")), TREE), InputError, "must hold numbers"),
    ],
)
def test_bad_input_says_what_must_hold(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_an_argument_that_would_do_nothing_is_refused():
    index = gi.build(frame_of(FIGURES), TREE)
    idle = [
        lambda: gi.normalise(index, indicators=INDICATORS),
        lambda: gi.normalise(FIGURES, "min-max", columns=["a"]),
        lambda: gi.impute(index, classes="class"),
        lambda: gi.treat(FIGURES, columns=["a"]),
        lambda: gi.weight(FIGURES, "pca", base=2020),
        lambda: gi.aggregate(index, weights=[1, 1, 1]),
        lambda: gi.rank(index, classes=[1] * 5),
    ]
    for call in idle:
        with pytest.raises(InputError, match="means nothing for an"):
            call()
    with pytest.raises(NameUnknownError, match="indx"):
        index.replay(weight={"how": "ahp", "judgements": {"indx": np.ones((3, 3))}})
    with pytest.raises(ShapeError, match=r"\(3,\) or \(5, 3\)"):
        gi.simulate(index, gi.Uncertainty(errors=[1.0, 2.0]))
