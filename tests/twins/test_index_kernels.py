"""The compiled loops against plain NumPy, over every mean, policy and kind of tie."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import stats

from growthpole.index.aggregation import rank
from growthpole.index.framework import Framework, Indicator, Node
from growthpole.index.kernels import CODES, score_batch, win_counts
from growthpole.index.outliers import kurtosis, shape_of_columns, skewness
from growthpole.index.simulation import rank_rows
from growthpole.index.tree import compile_tree, evaluate

TREE = Framework(
    (Indicator("a", "left", 2.0), Indicator("b", "left"), Indicator("c", "right", 0.0), Indicator("d", "right", 3.0)),
    (Node("index"), Node("left", "index", 3.0), Node("right", "index", 1.0)),
)


def _plain(values, shares, hows, available):
    """Five readable lines a node: the mean of what counts, unknown if anything that counts is unknown."""
    left, right = values[:, :2], values[:, 2:]
    nodes = [_mean(left, shares[:2], hows[0], available), _mean(right, shares[2:4], hows[1], available)]
    return _mean(np.column_stack(nodes), shares[4:], hows[2], available)


def _mean(y, w, how, available):
    rows = []
    for row in y:
        counts = (w > 0) & ~np.isnan(row)
        if not counts.any() or (not available and np.isnan(row[w > 0]).any()):
            rows.append(np.nan)
            continue
        v, u = row[counts], w[counts] / w[counts].sum()
        if how != "arithmetic" and (v == 0).any():
            rows.append(0.0)
            continue
        turned = {"arithmetic": u @ v, "geometric": np.prod(v**u), "harmonic": 1 / (u @ (1 / np.where(v == 0, 1, v)))}
        rows.append(turned[how])
    return np.array(rows)


@pytest.mark.parametrize("available", [True, False])
@pytest.mark.parametrize("hows", list(product(CODES, CODES, CODES)))
def test_scores_of_a_tree(rng, hows, available):
    stack = rng.random((2, 12, 4)) * 100
    stack[rng.random(stack.shape) < 0.15] = np.nan
    stack[rng.random(stack.shape) < 0.1] = 0.0
    tree = compile_tree(TREE, dict(zip(TREE.order, hows, strict=True)))
    which = np.array([0, 1, 1])
    shares = np.tile(tree.shares, (3, 1))
    shares[2, :2] = shares[2, 1::-1]
    codes = np.tile([CODES[how] for how in hows], (3, 1))
    out = np.empty((3, 12))
    score_batch(stack, which, shares, codes, tree.start, tree.children, available, out)
    groups = np.zeros(12, np.int64)
    for r in range(3):
        plain = _plain(stack[which[r]], shares[r], hows, available)
        np.testing.assert_allclose(out[r], plain, rtol=1e-12)
        policy = "available" if available else "unknown"
        vectorised = evaluate(replace(tree, shares=shares[r]), stack[which[r]], groups, policy)
        np.testing.assert_allclose(vectorised[:, -1], plain, rtol=1e-12)


def test_ranks_of_many_replications(rng):
    scores = rng.integers(0, 6, (40, 25)).astype(float)
    scores[rng.random(scores.shape) < 0.1] = np.nan
    for groups in (np.zeros(25, np.int64), rng.integers(0, 4, 25), np.arange(25)):
        expected = np.array([rank(row, classes=groups) for row in scores])
        np.testing.assert_array_equal(rank_rows(scores, groups), expected)


def test_wins(rng):
    scores = rng.integers(0, 4, (30, 7)).astype(float)
    scores[3, 2] = np.nan
    wins = np.zeros((7, 7), np.int64)
    win_counts(scores, wins)
    np.testing.assert_array_equal(wins, (scores[:, :, None] > scores[:, None, :]).sum(axis=0))


def test_moments_of_all_columns_at_once(rng):
    values = rng.lognormal(size=(30, 6))
    values[:, 4] = 2.0
    values[3, 5] = np.nan
    for n in (30, 4, 3):
        skew, kurt = shape_of_columns(values[:n])
        for place in range(4):
            np.testing.assert_allclose(kurt[place], kurtosis(values[:n, place]) if n > 3 else np.nan)
            np.testing.assert_allclose(skew[place], skewness(values[:n, place]) if n > 3 else np.nan)
        assert np.isnan(skew[4])
    np.testing.assert_allclose(skewness(values[:, 0]), stats.skew(values[:, 0], bias=False))
    np.testing.assert_allclose(kurtosis(values[:, 0]), stats.kurtosis(values[:, 0], bias=False))
