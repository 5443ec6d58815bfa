"""Figures of targets into points, scores and rank ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.chain.criteria import JUDGEMENT, Criteria, Criterion
from growthpole.index.intervals import Mean, goalposts, weighted_interval
from growthpole.index.ranks import rank_ranges
from growthpole.model.interval import UNBOUNDED, Interval

__all__ = ["SCALE", "Scored", "figure_of", "judged", "scored"]

SCALE = 100.0
"""The score of a target that is at the best goalpost of every criterion."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Score and rank of one target.

    Attributes
    ----------
    points : mapping of str to Interval
        By criterion, 0 to 1.
    score : Interval
        0 to 100: the weighted mean of the points.
    best, worst : int
        The best and the worst rank it can have among the targets of its class, each score anywhere in its interval. An
        unknown that several share (what a county has free) moves them together in truth, so that the range is never
        too narrow and may be too wide.
    of : int
        How many are ranked together.
    """

    points: Mapping[str, Interval]
    score: Interval
    best: int
    worst: int
    of: int


def figure_of(criterion: Criterion) -> str:
    """The name under which the figure of a criterion stands: its measure, or its own name where the office judges."""
    return f"{JUDGEMENT} {criterion.id}" if criterion.measure == JUDGEMENT else criterion.measure


def judged(criteria: Criteria, name: str) -> dict[str, Interval]:
    """The points that the office gives to a sector or firm, under the names of `figure_of`."""
    return {
        f"{JUDGEMENT} {criterion}": points[name] for criterion, points in criteria.judgements.items() if name in points
    }


def scored(
    criteria: Sequence[Criterion],
    figures: Sequence[Mapping[str, Interval]],
    classes: Sequence[str] | None = None,
    *,
    how: Mean = "arithmetic",
) -> tuple[Scored, ...]:
    """Score targets by criteria and rank them.

    Parameters
    ----------
    criteria : sequence of Criterion
        At least one; each looks up its `figure_of`.
    figures : sequence of mapping of str to Interval
        One mapping a target; a figure that is absent is unknown.
    classes : sequence of str, optional
        Which targets are ranked together; all of them by default.
    how : {"arithmetic", "geometric", "harmonic"}
        The mean; with any but the first a target that is at the worst goalpost of one criterion scores 0.

    Returns
    -------
    tuple of Scored
        One a target, in their order; empty for none. An unknown figure leaves its points at 0 to 1.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, steps 5 and 6; see `weighted_interval` and
    `rank_ranges` for the exactness of the intervals.

    Examples
    --------
    >>> from growthpole.model.text import Text
    >>> one = Criterion("gap", Text("gap"), "gap", 3.0, 0.0, 10.0)
    >>> two = Criterion("fit", Text("fit"), "fit", 1.0, 0.0, 1.0)
    >>> figures = [{"gap": Interval(5.0, 10.0)}, {"gap": Interval(1.0, 1.0), "fit": Interval(1.0, 1.0)}]
    >>> found = scored([one, two], figures)
    >>> [(str(each.score), each.best, each.worst) for each in found]
    [('[37.5, 100]', 1, 1), ('32.5', 2, 2)]
    """
    if not figures:
        return ()
    raw = [[each.get(figure_of(one), UNBOUNDED) for one in criteria] for each in figures]
    ends = np.array([[(cell.low, cell.high) for cell in row] for row in raw], dtype=np.float64)
    worst, best = (np.array([getattr(one, name) for one in criteria]) for name in ("worst", "best"))
    low, high = goalposts(ends[..., 0], ends[..., 1], worst, best)
    means = weighted_interval(low, high, np.array([one.weight for one in criteria]), how)
    of = list(classes) if classes is not None else [""] * len(figures)
    first, last = rank_ranges(*means, of)
    return tuple(
        Scored(
            {one.id: Interval(float(low[row, at]), float(high[row, at])) for at, one in enumerate(criteria)},
            Interval(SCALE * float(means[0][row]), SCALE * float(means[1][row])),
            int(first[row]),
            int(last[row]),
            of.count(of[row]),
        )
        for row in range(len(figures))
    )
