"""The plain form of every kernel: a few lines of NumPy each, slow, never exported, compared in the tests."""

from __future__ import annotations

import numpy as np

from growthpole.measures.points.arrays import Floats


def distances(x: Floats, radius: float = 0.0) -> Floats:
    """All distances between (N, d) positions; chords become arcs on a sphere of ``radius``."""
    chords: Floats = np.sqrt(((x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2))
    return 2 * radius * np.arcsin(np.minimum(chords / (2 * radius), 1)) if radius else chords


def row_histograms(d: Floats, width: float, count: int, weights: Floats | None = None) -> Floats:
    """H[p, b]: weight (or number) of the other sites whose distance falls into bin ``ceil(d / width)``."""
    w = np.ones(len(d)) if weights is None else weights
    out = np.zeros((len(d), count + 1))
    for p, q in zip(*np.nonzero(~np.eye(len(d), dtype=bool)), strict=True):
        if d[p, q] <= count * width:
            out[p, int(np.ceil(d[p, q] / width))] += w[q]
    return out
