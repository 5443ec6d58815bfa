"""What is to be computed: distances, kernel or sums, and how nulls are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from growthpole.errors import InputError
from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.observed import Industry
from growthpole.measures.points.onepass import Bins
from growthpole.measures.points.smoothing import REACH, cumulative_matrix, kernel_matrix
from growthpole.measures.points.units import metres

Method = Literal["auto", "exact", "hybrid", "permutation"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How nulls are made.

    Attributes
    ----------
    r : (R,) float64
        Distances, metres.
    cumulative : bool
        Sum shares up to r instead of smoothing them.
    level : float
        Level of the bands.
    method : {"auto", "exact", "hybrid", "permutation"}
        ``auto`` simulates where the curve is too skewed for a corrected Gaussian band, and is exact elsewhere (or
        hybrid, for millions of sites); ``hybrid`` is ``auto`` with far pairs counted on a grid.
    simulations, draws, seed : int
        Random placements, Gaussian draws for global bands, and the seed of both.
    """

    r: Floats
    cumulative: bool = False
    level: float = 0.95
    method: Method = "auto"
    simulations: int = 1000
    draws: int = 10_000
    seed: int = 0

    def matrix(self, bins: Bins, bandwidth: float) -> Floats:
        """The (R, B + 1) matrix from shares of pairs to the curve."""
        return cumulative_matrix(self.r, bins) if self.cumulative else kernel_matrix(self.r, bins, bandwidth)

    def reach(self, industries: Sequence[Industry], bins: Bins) -> Bins:
        """The bins that matter to the given industries, at most those of ``bins``."""
        tail = 0.0 if self.cumulative else REACH * max((one.bandwidth for one in industries), default=0.0)
        return replace(bins, count=min(int(np.ceil((self.r[-1] + tail) / bins.width - 1e-9)), bins.count))


def make_plan(r_max: float | str, step: float | str, cumulative: bool, level: float, method: Method) -> Plan:
    """A plan from what a user hands in, checked."""
    span, pace = metres("r_max", r_max), metres("step", step)
    if span < pace:
        raise InputError(f"`r_max` must be `step` or more; it is {span} m for a step of {pace} m.")
    if not 0.5 < level < 1:
        raise InputError(f"`level` must lie between 0.5 and 1; it is {level}.")
    if method not in get_args(Method):
        raise InputError(f"`method` must be one of {', '.join(get_args(Method))}; it is {method!r}.")
    return Plan(np.arange(int(span / pace + 1e-9) + 1, dtype=np.float64) * pace, cumulative, level, method)


def bins_for(plan: Plan, reach: float, radius: float, halving: int = 0) -> Bins:
    """Bins up to ``reach``, as wide as the plan's step or halved some times."""
    width = float(plan.r[1]) / 2**halving
    return Bins(width, int(np.ceil(reach / width - 1e-9)), radius)
