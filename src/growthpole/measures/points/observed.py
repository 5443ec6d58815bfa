"""Each industry's own pairs: binned distances, pair weights and bandwidth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from joblib import Parallel, delayed

from growthpole.measures.points.arrays import Floats, Ints
from growthpole.measures.points.moments import PairWeights, pair_weights
from growthpole.measures.points.onepass import Bins, PairWork, set_histogram
from growthpole.measures.points.smoothing import silverman


@dataclass(frozen=True, slots=True)
class Industry:
    """What is observed of one industry.

    Attributes
    ----------
    members : (n,) int64
        Its plants, as rows of the sites.
    weights : (n,) float64 or None
        Their weights.
    plants : PairWeights
        Sums of products of the plants' pair weights.
    shares : (B + 1,) float64
        Share of its (weighted) pairs in each bin; NaN for fewer than 2 plants.
    bandwidth : float
        Bandwidth by Silverman's rule from its unweighted distances, metres; NaN for fewer than 2 plants.
    """

    members: Ints
    weights: Floats | None
    plants: PairWeights
    shares: Floats
    bandwidth: float

    @property
    def n(self) -> int:
        """Number of plants."""
        return len(self.members)


def observe(
    positions: Floats, code: Ints, picks: Sequence[int], bins: Bins, work: PairWork, weights: Floats | None = None
) -> list[Industry]:
    """Observe the industries ``picks`` (rows of ``code``'s labels), the largest first in time, in the order given."""
    by_code = np.argsort(code, kind="stable")
    bounds = np.searchsorted(code[by_code], np.arange(code.max(initial=-1) + 2))
    members = [by_code[bounds[pick] : bounds[pick + 1]] for pick in picks]
    alone = replace(work, n_jobs=1, progress=None)
    largest_first = sorted(range(len(picks)), key=lambda i: -len(members[i]))
    found = Parallel(n_jobs=work.n_jobs, prefer="threads")(
        delayed(_observe_one)(positions, members[i], bins, alone, weights) for i in largest_first
    )
    return [one for _, one in sorted(zip(largest_first, found, strict=True), key=lambda pair: pair[0])]


def _observe_one(positions: Floats, members: Ints, bins: Bins, work: PairWork, weights: Floats | None) -> Industry:
    own = None if weights is None else weights[members]
    plants = pair_weights(np.ones(len(members)) if own is None else own)
    if len(members) < 2 or plants.pairs <= 0:
        return Industry(members, own, plants, np.full(bins.count + 1, np.nan), float("nan"))
    counts = set_histogram(positions[members], bins, work)
    mass = counts if own is None else set_histogram(positions[members], bins, work, own)
    return Industry(members, own, plants, mass / plants.pairs, silverman(counts, bins, round(counts.sum())))
