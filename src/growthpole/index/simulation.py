"""Evaluate an uncertain index at points of the unit cube: one point, one replication.

What a factor does at a coordinate u depends on u and the seed alone, never on the worker or the order, so
that any number of workers gives the same result, and two points that share a coordinate share its
realisation.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from growthpole.index.composite import CompositeIndex, assemble
from growthpole.index.kernels import CODES, rank_batch, score_batch
from growthpole.index.ranks import class_members
from growthpole.index.tree import Tree, evaluate
from growthpole.index.uncertainty import UPSTREAM, Variants, check_values, edge_names, edge_weights

__all__: list[str] = []

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BLOCK = 64  # replications a task; fixed, so that tasks do not depend on the number of workers
TAGS = {"weights": 1, "data": 2, "unknown": 3}


def evaluate_points(variants: Variants, points: Floats, seed: int, workers: int) -> tuple[Floats, NDArray[np.float32]]:
    """Score and rank all units at every point, shape (r, d): two arrays of shape (r, n)."""
    blocks = [points[begin : begin + BLOCK] for begin in range(0, len(points), BLOCK)]
    found = Parallel(n_jobs=workers, prefer="threads")(delayed(_block)(variants, one, seed) for one in blocks)
    scores = np.concatenate([one[0] for one in found])
    return scores, np.concatenate([one[1] for one in found])


def _block(variants: Variants, points: Floats, seed: int) -> tuple[Floats, NDArray[np.float32]]:
    at = {name: points[:, place] for place, name in enumerate(variants.factors)}
    which = _which_variant(variants, at, len(points))
    how_of = _choice(at.get("aggregate"), len(variants.trees), len(points))
    shares = _shares(variants, at, seed, variants.weights[which])
    scores = np.empty((len(points), variants.stack.shape[1]))
    if "data" in at or "unknown" in at:
        for r in range(len(points)):
            one = slice(r, r + 1)
            values, weights = _values(variants, at, which[r], seed, r)
            if weights is not None:
                shares[one] = _shares(variants, {name: u[one] for name, u in at.items()}, seed, weights[None])
            _score(variants, values[None], np.zeros(1, np.int64), shares[one], how_of[one], scores[one])
    else:
        _score(variants, variants.stack, which, shares, how_of, scores)
    return scores, rank_rows(scores, variants.index.groups)


def rank_rows(scores: Floats, groups: Ints) -> NDArray[np.float32]:
    """Rank every row of scores, shape (r, n), inside the groups."""
    parts = class_members(groups, groups.size)
    start = np.concatenate([[0], np.cumsum([part.size for part in parts])]).astype(np.int64)
    ranks = np.empty(scores.shape, np.float32)
    rank_batch(scores, np.concatenate(parts), start, ranks)
    return ranks


def _score(variants: Variants, stack: Floats, which: Ints, shares: Floats, how_of: Ints, out: Floats) -> None:
    """Score by the compiled loop where every node is a mean, else replication by replication."""
    tree, available = variants.trees[0], variants.index.missing == "available"
    if all(how in CODES for one in variants.trees for how in one.hows):
        codes = np.array([[CODES[how] for how in one.hows] for one in variants.trees], dtype=np.int64)
        score_batch(stack, which, shares, codes[how_of], tree.start, tree.children, available, out)
        return
    for r in range(len(which)):
        one: Tree = replace(variants.trees[how_of[r]], shares=shares[r])
        out[r] = evaluate(one, stack[which[r]], variants.index.groups, variants.index.missing)[:, -1]


def _choice(u: Floats | None, options: int, count: int) -> Ints:
    """Choose among equally likely options by where u lies in [0, 1), not where it lies in the sample."""
    if u is None or options == 1:
        return np.zeros(count, np.int64)
    return np.minimum((u * options).astype(np.int64), options - 1)


def _which_variant(variants: Variants, at: dict[str, Floats], count: int) -> Ints:
    place = np.zeros(count, np.int64)
    for stage in UPSTREAM:
        options = max(len(getattr(variants.uncertainty, stage)), 1)
        place = place * options + _choice(at.get(stage), options, count)
    return place


def _shares(variants: Variants, at: dict[str, Floats], seed: int, given: Floats) -> Floats:
    """Draw the share of every edge in every replication around the given weights, shape (count, e)."""
    tree, weights = variants.trees[0], given.copy()
    names = edge_names(variants.index.framework, tree)
    for name, (low, high) in variants.uncertainty.weight_ranges.items():
        weights[:, names.index(name)] = low + at[f"weight of {name}"] * (high - low)
    shares = _normalised(weights, tree)
    if "weights" in at and variants.uncertainty.concentration is not None:
        shapes = shares * variants.uncertainty.concentration
        drawn = [
            generator(seed, "weights", u).standard_gamma(one) for u, one in zip(at["weights"], shapes, strict=True)
        ]
        shares = _normalised(np.stack(drawn), tree, shares)
    return shares


def _normalised(weights: Floats, tree: Tree, fallback: Floats | None = None) -> Floats:
    """Divide by the sum in every node; a node without any weight keeps the fallback, or is all equal."""
    total = np.add.reduceat(weights, tree.start[:-1], axis=1)
    size = np.diff(tree.start)
    spread = np.repeat(total, size, axis=1)
    other = 1.0 / np.repeat(size, size) if fallback is None else fallback
    return np.asarray(np.where(spread > 0, weights / np.where(spread > 0, spread, 1.0), other))


def _values(variants: Variants, at: dict[str, Floats], which: int, seed: int, r: int) -> tuple[Floats, Floats | None]:
    """Give the normalised values of one replication, with errors in the data and unknown figures drawn.

    Where the weights come from the data, the weights of its edges too.
    """
    values, weights = variants.stack[which], None
    if "data" in at:
        index = _with_errors(variants, variants.built[which], generator(seed, "data", at["data"][r]))
        values = index.stage("normalised")
        check_values(values, variants.trees)
        if variants.weighed:
            weights = edge_weights(index.framework, variants.trees[0])
    if "unknown" in at:
        low, high = variants.low[which], variants.high[which]
        part = generator(seed, "unknown", at["unknown"][r]).random(values.shape)
        values = np.where(np.isnan(values), low + part * (high - low), values)
    return values, weights


def _with_errors(variants: Variants, built: CompositeIndex, rng: np.random.Generator) -> CompositeIndex:
    """Disturb the figures and take them through the same stages again, up to the weights."""
    figures = built.table.figures
    noise = rng.standard_normal(figures.shape)
    errors = variants.uncertainty.errors
    spread = variants.uncertainty.data * np.abs(figures) + (0.0 if errors is None else np.asarray(errors))
    index = assemble(replace(built.table, figures=figures + spread * noise), built.start)
    for step in built.log:
        if step.verb == "aggregate":
            break
        index = step.run(index, **step.arguments)
    return index


def generator(seed: int, tag: str, u: float) -> np.random.Generator:
    """Give the generator of one realisation: the same for the same seed, factor and coordinate."""
    return np.random.default_rng([seed, TAGS[tag], int(u * 2**53)])
