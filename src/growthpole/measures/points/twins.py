"""The plain form of every kernel: a few lines of NumPy each, slow, never exported, compared in the tests."""

from __future__ import annotations

import numpy as np

from growthpole.measures.points.arrays import Flags, Floats, Ints


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


def density(d: Floats, r: Floats, bandwidth: float) -> Floats:
    """K_d of pair distances ``d``: Gaussian kernel, reflected at zero."""
    near, mirrored = ((r[:, None] + sign * d) / bandwidth for sign in (-1, 1))
    total: Floats = (np.exp(-(near**2) / 2) + np.exp(-(mirrored**2) / 2)).sum(axis=1)
    each: Floats = total / (len(d) * bandwidth * np.sqrt(2 * np.pi))
    return each


def m(d: Floats, w: Floats, references: Ints, of_type: Flags, r: float, bandwidth: float | None = None) -> float:
    """M within r (or m at r) of a type around reference points, as in the definition."""
    share, expected = 0.0, 0.0
    for p in references:
        others = np.arange(len(w)) != p
        near = d[p] <= r if bandwidth is None else density_of_each(d[p], r, bandwidth)
        if (w * near)[others].sum() > 0:
            share += (w * near * of_type)[others].sum() / (w * near)[others].sum()
            expected += (w * of_type)[others].sum() / w[others].sum()
    return share / expected if expected else float("nan")


def density_of_each(d: Floats, r: float, bandwidth: float) -> Floats:
    """The kernel at r of each distance."""
    return np.array([density(np.array([one]), np.array([r]), bandwidth)[0] for one in d])
