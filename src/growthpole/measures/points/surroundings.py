"""What surrounds each site: the weight of all sites within r of it, or in a kernel around r."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from growthpole.errors import InputError
from growthpole.measures.points.arrays import Flags, Floats, Ints
from growthpole.measures.points.onepass import Bins, PairWork, each_block
from growthpole.measures.points.plans import Plan


@dataclass(frozen=True, slots=True)
class Field:
    """All neighbours of every site, the denominators of M and m, and how neighbours are counted.

    Attributes
    ----------
    xyz : (N, 3) float64
        Positions, metres.
    weights : (N,) float64
        Weight of each site.
    inverse : (N, R) float64
        One over the weight of the site's neighbours; 0 where it has none.
    has : (N, R) bool
        Whether the site has a neighbour.
    bins : Bins
        Distance bins.
    matrix : (R, B + 1) float64
        From bins to distances r.
    plan : Plan
        Distances, level, simulations, seed.
    work : PairWork
        Precision, memory, workers.
    """

    xyz: Floats
    weights: Floats
    inverse: Floats
    has: Flags
    bins: Bins
    matrix: Floats
    plan: Plan
    work: PairWork

    def ratio(self, rows: Floats, members: Ints, others: Ints | None = None) -> Floats:
        """M or m, (R,), of the plants ``members``, given the weight (n, R) of their neighbours of one industry.

        That industry is their own, or the one whose plants are ``others``. NaN at distances where no plant has a
        neighbour at all.
        """
        own = self.weights[members]
        industry = own.sum() - own if others is None else self.weights[others].sum()
        # A plant that is the whole economy has no neighbours, and counts for nothing.
        share = industry / np.maximum(self.weights.sum() - own, np.finfo(np.float64).tiny)
        expected = share @ self.has[members].astype(np.float64)
        result = np.full(rows.shape[1], np.nan)
        np.divide((rows * self.inverse[members]).sum(axis=0), expected, out=result, where=expected > 0)
        return result

    def neighbours(self, members: Ints, others: Ints | None = None) -> Floats:
        """Weight (n, R) of the other plants of the industry, or of the plants ``others``, around ``members``."""
        everyone = members if others is None else np.concatenate([members, others])
        weights = self.weights[everyone]
        if others is not None:
            weights = np.where(np.arange(len(everyone)) < len(members), 0.0, weights)
        return profiles(self.xyz[everyone], weights, self.bins, self.matrix, self.work)[: len(members)]


def survey(xyz: Floats, weights: Floats | None, bins: Bins, plan: Plan, bandwidth: float, work: PairWork) -> Field:
    """The field of all sites; O(pairs within reach) and 9 N R bytes, checked against ``work.memory``."""
    needed = len(xyz) * len(plan.r) * 9
    if needed > work.budget:
        raise InputError(
            f"M and m hold {len(xyz)} sites x {len(plan.r)} distances in memory, {needed / 1e9:.1f} GB; "
            f"`memory` allows {work.budget / 1e9:.1f} GB. Raise it, or take fewer distances."
        )
    own = np.ones(len(xyz)) if weights is None else weights
    matrix = plan.matrix(bins, bandwidth)
    inverse = profiles(xyz, own, bins, matrix, work)
    # What rounding leaves of a site's own weight is not a neighbour.
    has = inverse > 1e-12 * own.sum()
    np.divide(1.0, inverse, out=inverse, where=has)
    inverse[~has] = 0.0
    return Field(xyz, own, inverse, has, bins, matrix, plan, work)


def profiles(xyz: Floats, weights: Floats, bins: Bins, matrix: Floats, work: PairWork) -> Floats:
    """Weight (N, R) of the other sites around each site, by ``matrix``."""
    result = np.zeros((len(xyz), len(matrix)))
    for own, rows in each_block(xyz, bins, work, lambda rows, own: (own, rows @ matrix.T), weights):
        result[own] = rows
    return result
