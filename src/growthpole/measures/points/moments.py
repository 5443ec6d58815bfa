"""Exact finite-population moments of pair counts when n plants are placed on N sites at random."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.onepass import PairSums


@dataclass(frozen=True, slots=True)
class PairWeights:
    """What an industry's plants contribute to the moments: sums over products of pair weights.

    Attributes
    ----------
    pairs : float
        A1, sum of ``w_a w_b`` over unordered pairs of plants; the number of pairs without weights.
    same : float
        A2, sum of its squares.
    shared : float
        A3, sum of products over ordered pairs of pairs that share one plant.
    apart : float
        A4, the same over pairs that share none.
    effective : float
        Number of equally weighted plants whose statistic is as skewed: (sum w2)^3 / (sum w3)^2.
    """

    pairs: float
    same: float
    shared: float
    apart: float
    effective: float


def pair_weights(weights: Floats) -> PairWeights:
    """Sums of products of pair weights, from power sums of (n,) weights; fewer than 2 plants give zeros."""
    n = len(weights)
    power = [float(np.sum(weights**k)) for k in range(5)]
    pairs = max((power[1] ** 2 - power[2]) / 2, 0.0) if n > 1 else 0.0
    same = max((power[2] ** 2 - power[4]) / 2, 0.0) if n > 1 else 0.0
    effective = power[2] ** 3 / power[3] ** 2 if power[3] > 0 else 0.0
    if n < 3:
        return PairWeights(pairs, same, 0.0, 0.0, effective)
    others = (power[1] - weights) ** 2 - (power[2] - weights**2)
    shared = float(np.sum(weights**2 * others))
    return PairWeights(pairs, same, shared, max(pairs**2 - same - shared, 0.0) if n > 3 else 0.0, effective)


def share_moments(sums: PairSums, plants: PairWeights) -> tuple[Floats, Floats]:
    r"""Mean (B + 1,) and covariance (B + 1, B + 1) of the weighted share of pairs in each bin.

    With :math:`(N)_k` the falling factorial, T, G and S = diag(T) over ordered pairs of sites and A1 ... A4 over
    the plants,

    .. math::

        E[U] = \frac{T}{(N)_2}, \qquad
        A_1^2 E[UU'] = \frac{A_2 S}{(N)_2} + \frac{A_3 (G - S)}{(N)_3} + \frac{A_4 (TT' - 4G + 2S)}{(N)_4}.

    Two pairs of plants are the same pair, share one plant or share none; in each case their sites are a random
    pair, path or pair of pairs of distinct sites, whose bins T, G and S count. Unknown (NaN) without a pair.

    References
    ----------
    Mantel (1967), Cancer Research 27, appendix; Hubert (1987), Assignment Methods, ch. 1 (weights);
    Hoeffding (1948), Annals of Mathematical Statistics 19 (finite-population U-statistics).
    """
    n, total, gram = float(sums.n_sites), sums.total, sums.gram
    if n < 2 or plants.pairs <= 0:
        return np.full_like(total, np.nan), np.full_like(gram, np.nan)
    mean = total / (n * (n - 1))
    square = plants.pairs**2
    outer = np.outer(mean, mean)
    # Each term is a share of the square, so that nothing large is subtracted from anything large but ``outer``.
    second = np.diag(mean) * (plants.same / square)
    if n > 2:
        path = (gram - np.diag(total)) / (n * (n - 1) * (n - 2))
        second += path * (plants.shared / square)
    if n > 3:
        scale = n * (n - 1) / ((n - 2) * (n - 3))
        pairs = outer * scale - (4 * gram - 2 * np.diag(total)) / (n * (n - 1) * (n - 2) * (n - 3))
        second += pairs * (plants.apart / square)
    return mean, second - outer
