"""How far the ranks of an assessment hold: weights, the mean and unknown figures drawn many times.

The index is rebuilt from the normalised items, so that its references stay the programme's own; bonus and deduction
points are added in every draw. Nothing here changes a decision: it says how much to trust an order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.stats import rankdata

from growthpole.index.building import build
from growthpole.index.composite import CompositeIndex
from growthpole.index.framework import Framework, Indicator, Node
from growthpole.index.lifting import lift
from growthpole.index.montecarlo import simulate
from growthpole.index.sobol import sensitivity
from growthpole.index.uncertainty import Uncertainty
from growthpole.model.assessment import Assessment, Influence, Lift, RankSpread, Robustness
from growthpole.model.dossier import Dossier
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Index
from growthpole.programme.assess import counted
from growthpole.programme.figures import build_figures
from growthpole.programme.judgement import Judgement, judge, settled
from growthpole.programme.language import Bounds
from growthpole.programme.scoring import MEANS, Scores

__all__ = ["CONCENTRATION", "draws_for", "examine_ranks"]

Floats = npt.NDArray[np.float64]
CONCENTRATION = 100.0
"""Of the Dirichlet weights: a share of 0.2 then has a standard deviation of 0.04."""
SEED = 135
SOBOL_SAMPLE = 512
TOP = 10
LEVELS = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class _Column:
    """One period of a judgement, as the index needs it."""

    index: Index
    scores: Scores
    low: Floats
    high: Floats
    extra: Bounds


def draws_for(clusters: int) -> int:
    """How often to draw the ranks: a thousand times, fewer for a very large programme; the same at every replay."""
    return max(100, min(1000, 500_000 // max(1, clusters)))


def examine_ranks(assessment: Assessment, dossier: Dossier, draws: int) -> Robustness | None:
    """Draw the index of an assessment many times and tell how ranks and grades move.

    Parameters
    ----------
    assessment : Assessment
        Under whose programme and in whose period.
    dossier : Dossier
        What it was made from.
    draws : int
        Replications; 0 asks for nothing.

    Returns
    -------
    Robustness or None
        ``None`` without draws, clusters or an index.
    """
    programme, clusters = assessment.programme, dossier.clusters
    if not draws or not clusters or programme.index is None:
        return None
    figures = build_figures(programme, counted(programme, dossier), assessment.period)
    judgement = judge(programme, clusters, figures)
    column = len(figures.periods) - 1
    if judgement.scores is None:
        return None
    taken = _column(programme.index, judgement, judgement.scores, column)
    composite = build(_frame(clusters, taken), _framework(programme.index), unit="cluster", classes="class")
    varied = Uncertainty(unknown=True, concentration=CONCENTRATION, aggregate=_means(programme.index, taken))
    drawn = simulate(composite, varied, replications=draws, seed=SEED)
    raw = drawn.scores * (programme.index.scale / 100) + _adjusted(taken.extra, draws)
    scores = settled(raw)
    ranks = _ranks(scores, clusters)
    influences, shift = _influences(composite, varied)
    spreads = {
        cluster.id: _spread(programme, judgement, taken, scores[:, row], ranks[:, row], row, column)
        for row, cluster in enumerate(clusters)
    }
    return Robustness(draws, SEED, TOP, spreads, influences, shift)


def _column(index: Index, judgement: Judgement, scores: Scores, column: int) -> _Column:
    keys = [(group.id, item.id) for group in index.groups for item in group.items]
    low = np.stack([scores.items[key].low[:, column] for key in keys], axis=1)
    high = np.stack([scores.items[key].high[:, column] for key in keys], axis=1)
    nothing = np.zeros(len(low))
    added = [(points.low[:, column], points.high[:, column]) for points in judgement.adjustments.values()]
    extra = Bounds(sum((one for one, _ in added), nothing), sum((other for _, other in added), nothing))
    return _Column(index, scores, low, high, extra)


def _names(index: Index) -> list[str]:
    return [f"{group.id}/{item.id}" for group in index.groups for item in group.items]


def _framework(index: Index) -> Framework:
    """The programme's tree; the items are normalised already and lie between 0 and their cap."""
    indicators = tuple(
        Indicator(f"{group.id}/{item.id}", group.id, item.weight, worst=0.0, best=1.0, lowest=0.0, highest=item.cap)
        for group in index.groups
        for item in group.items
    )
    how = MEANS[index.aggregate]
    nodes = (Node("index", how=how), *(Node(group.id, "index", group.weight, how=how) for group in index.groups))
    return Framework(indicators, nodes)


def _frame(clusters: Sequence[Cluster], taken: _Column) -> pl.DataFrame:
    known = taken.low == taken.high
    columns: dict[str, object] = {
        "cluster": [cluster.id for cluster in clusters],
        "class": [cluster.peer_class for cluster in clusters],
    }
    for place, name in enumerate(_names(taken.index)):
        columns[name] = np.where(known[:, place], taken.low[:, place], np.nan)
        columns[f"{name}_low"] = taken.low[:, place]
        columns[f"{name}_high"] = taken.high[:, place]
    return pl.DataFrame(columns)


def _means(index: Index, taken: _Column) -> tuple[str, ...]:
    """The other mean is a choice where it is defined; a zero makes a geometric mean zero and says nothing."""
    return ("arithmetic", "geometric") if index.aggregate == "arithmetic" and (taken.low > 0).all() else ()


def _adjusted(extra: Bounds, draws: int) -> Floats:
    """Bonus and deduction points: known ones as they are, unknown ones anywhere in their range."""
    rng = np.random.default_rng(SEED)
    return extra.low + rng.random((draws, extra.low.size)) * (extra.high - extra.low)


def _ranks(scores: Floats, clusters: Sequence[Cluster]) -> Floats:
    ranks = np.empty_like(scores)
    names = np.array([cluster.peer_class for cluster in clusters], dtype=object)
    for name in sorted(set(names.tolist())):
        member = names == name
        ranks[:, member] = rankdata(-scores[:, member], method="min", axis=1)
    return ranks


def _influences(composite: CompositeIndex, varied: Uncertainty) -> tuple[tuple[Influence, ...], float]:
    """Sobol indices of the mean shift of ranks; one factor alone explains everything and needs no analysis.

    A shift is counted from the ranks as they stand: where not one cluster is known well enough to have a rank, there
    is nothing to shift from.
    """
    unknown = bool(np.isnan(composite.stage("normalised")).any())
    factors = [factor for factor in varied.factors if factor != "unknown" or unknown]
    if len(factors) < 2 or np.isnan(composite.stage("ranked")).all():
        return (), 0.0
    found = sensitivity(composite, varied, n=SOBOL_SAMPLE, seed=SEED)
    shares = zip(found.factors, found.rank_shift.first, found.rank_shift.total, strict=True)
    influences = [Influence(factor, _share(first), _share(total)) for factor, first, total in shares]
    return tuple(sorted(influences, key=lambda each: (-each.total, each.factor))), round(found.mean_rank_shift, 4)


def _share(value: float) -> float:
    """An estimated share, to the digits that the sample supports."""
    return round(float(np.clip(np.nan_to_num(value), 0.0, 1.0)), 3)


def _spread(
    programme: Programme, judgement: Judgement, taken: _Column, scores: Floats, ranks: Floats, row: int, column: int
) -> RankSpread:
    low, median, high = (int(one) for one in np.quantile(ranks, LEVELS, method="inverted_cdf"))
    grades = {key: float((scores >= grade.at_least).mean()) for key, grade in programme.grades.items()}
    proven = float(judgement.total.low[row, column]) if judgement.total is not None else 0.0
    above = [key for key, grade in programme.grades.items() if grade.at_least > proven]
    return RankSpread(
        low,
        median,
        high,
        top=float((ranks <= TOP).mean()),
        grades=grades,
        next_grade=above[-1] if above else "",
        lifts=_lifts(programme, taken, row, above[-1]) if above else (),
    )


def _lifts(programme: Programme, taken: _Column, row: int, grade: str) -> tuple[Lift, ...]:
    """The items to raise, from what is proven to the next grade, largest weight first."""
    index = taken.index
    weights = np.array([group.weight * item.weight for group in index.groups for item in group.items])
    aim = (programme.grades[grade].at_least - float(taken.extra.low[row])) / index.scale
    now = taken.low[row]
    caps = np.array([item.cap for group in index.groups for item in group.items])
    then = lift(now, np.maximum(caps - now, 0.0), weights, aim, how=MEANS[index.aggregate], costs=np.ones(len(now)))
    keys = [(group.id, item.id) for group in index.groups for item in group.items]
    points = index.scale * weights
    return tuple(
        Lift(*key, round(float(points[k] * now[k]), 6), round(float(points[k] * then[k]), 6))
        for k, key in enumerate(keys)
        if then[k] > now[k]
    )
