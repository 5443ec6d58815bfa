"""Where clusters stand in the years ahead, by the programme's own rules, year after year.

Each row is judged as if it were a cluster; who rises in one year is judged for the next rung in the following one.
Quotas are left to the choice of the portfolio, since they part clusters that compete. No unknown figure ever moves a
cluster, as in an assessment. Items that would take the mean of their class are left unknown: a schedule of one
cluster must not move the mean of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Index
from growthpole.model.verdict import Verdicts
from growthpole.programme.decisions import climb
from growthpole.programme.figures import Figures
from growthpole.programme.judgement import Judgement, judge
from growthpole.programme.ladder import PRECEDENCE
from growthpole.programme.places import reachable

__all__ = ["Paths", "follow", "without_quota"]

_BATCH = 4096


@dataclass(frozen=True, eq=False)
class Paths:
    """Where each row stands; all arrays have the shape (rows, years).

    Attributes
    ----------
    rank : ndarray of int8
        Rank of the tier, 0 for none.
    low, high : ndarray of float64
        Ends of the points; 0 where the programme has no score.
    weak, met : ndarray of int16
        Weaknesses that are there, criteria that are met.
    gates : ndarray of int16
        Gates that are passed, over all tiers.
    """

    rank: npt.NDArray[np.int8]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    weak: npt.NDArray[np.int16]
    met: npt.NDArray[np.int16]
    gates: npt.NDArray[np.int16]

    def outcome(self, row: int) -> bytes:
        """All of it for one row, to compare with another row of the same cluster."""
        parts = (self.rank, self.low.round(6), self.high.round(6), self.weak, self.met, self.gates)
        return b"".join(part[row].tobytes() for part in parts)

    def take(self, rows: npt.NDArray[np.intp]) -> Paths:
        """Some of the rows."""
        return Paths(*(getattr(self, name)[rows] for name in _FIELDS))


_FIELDS = ("rank", "low", "high", "weak", "met", "gates")


def without_quota(programme: Programme) -> Programme:
    """The programme as one row is judged under it: no quotas, no class means."""
    tiers = {key: replace(tier, quota=None) for key, tier in programme.tiers.items()}
    return replace(programme, tiers=tiers, index=_meanless(programme.index))


def _meanless(index: Index | None) -> Index | None:
    if index is None:
        return None
    groups = tuple(
        replace(group, items=tuple(replace(item, missing="unknown") for item in group.items)) for group in index.groups
    )
    return replace(index, groups=groups)


def follow(
    programme: Programme, clusters: Sequence[Cluster], tiers: Sequence[str], figures: Figures, *, hopeful: bool = False
) -> Paths:
    """Judge every row in every year ahead.

    Parameters
    ----------
    programme : Programme
        As `without_quota` gives it.
    clusters : sequence of Cluster
        The cluster of each row.
    tiers : sequence of str
        The tier that each row holds before the first year ahead.
    figures : Figures
        Of the rows, up to the last year ahead; the years ahead are the last ``years`` of the axis.
    hopeful : bool, default False
        Whether a move that is only possible is taken for the best: the highest tier that unknown figures allow.

    Returns
    -------
    Paths
    """
    if not clusters:
        return _nobody(_ahead(figures))
    # In batches, so that the arrays of a year fit the processor's cache.
    parts = [
        _batch(programme, clusters[start : start + _BATCH], tiers[start : start + _BATCH],
               _rows(figures, slice(start, start + _BATCH)), hopeful)
        for start in range(0, len(clusters), _BATCH)
    ]  # fmt: skip
    return Paths(*(np.concatenate([getattr(part, name) for part in parts]) for name in _FIELDS))


def _ahead(figures: Figures) -> int:
    return len(figures.periods) - len(figures.behind.axes.column) + len(figures.others)


def _nobody(years: int) -> Paths:
    """Where no row is tried, such as where no remedy helps anybody."""
    points, counts = np.zeros((0, years)), np.zeros((0, years), np.int16)
    return Paths(np.zeros((0, years), np.int8), points, points, counts, counts, counts)


def _rows(figures: Figures, rows: slice) -> Figures:
    return replace(
        figures,
        clusters=figures.clusters[rows],
        low={key: one[rows] for key, one in figures.low.items()},
        high={key: one[rows] for key, one in figures.high.items()},
        other={key: type(one)(one.low[rows], one.high[rows]) for key, one in figures.other.items()},
        memory={},
    )


def _batch(
    programme: Programme, clusters: Sequence[Cluster], tiers: Sequence[str], figures: Figures, hopeful: bool
) -> Paths:
    years = _ahead(figures)
    held, found = list(tiers), []
    for column in range(len(figures.periods) - years, len(figures.periods)):
        standing = [replace(cluster, tier=tier) for cluster, tier in zip(clusters, held, strict=True)]
        judgement = judge(programme, standing, _until(figures, column))
        held = _moved(programme, standing, judgement, figures.periods[column], hopeful)
        found.append(_year(programme, judgement, held))
    return Paths(*(np.stack([one[place] for one in found], axis=1) for place in range(len(_FIELDS))))


def _until(figures: Figures, column: int) -> Figures:
    """The figures as they are known in a year."""
    return replace(
        figures,
        periods=figures.periods[: column + 1],
        low={key: one[:, : column + 1] for key, one in figures.low.items()},
        high={key: one[:, : column + 1] for key, one in figures.high.items()},
        memory={},
    )


def _moved(
    programme: Programme, clusters: Sequence[Cluster], judgement: Judgement, period: str, hopeful: bool
) -> list[str]:
    """The tier of each row after the year. Rows with equal tests move alike, so the engine decides on one of each."""
    values = judgement.environment.values
    tests = [_last(judgement.moves[move], len(clusters)) for move in PRECEDENCE if move in judgement.moves]
    tests += [_last(np.asarray(values[word]), len(clusters)) for word in ("vetoed", "gates_next")]
    ranks = [programme.tiers[cluster.tier].rank if cluster.tier in programme.tiers else 0 for cluster in clusters]
    keys = np.column_stack([np.array(ranks), *tests])
    _, first, kind = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    decisions = climb(programme, [clusters[row] for row in first.tolist()], _only(judgement, first), 0, period)
    landing = [
        max(reachable(programme, one), key=lambda tier: programme.tiers[tier].rank if tier else 0)
        if hopeful
        else one.after
        for one in decisions
    ]
    return [landing[one] for one in kind.reshape(-1).tolist()]


def _last(verdicts: Verdicts, rows: int) -> Verdicts:
    """The last year's; a test that is the same for all has one row."""
    last: Verdicts = np.broadcast_to(verdicts, (rows, verdicts.shape[1]))[:, -1]
    return last


def _only(judgement: Judgement, rows: npt.NDArray[np.intp]) -> Judgement:
    """What decides on moves, of some rows in the last year."""
    values = judgement.environment.values
    count = len(judgement.environment.values["tier"].low)  # type: ignore[union-attr]
    seen = {word: _last(np.asarray(values[word]), count)[rows][:, None] for word in ("vetoed", "gates_next")}
    moves = {move: _last(verdicts, count)[rows][:, None] for move, verdicts in judgement.moves.items()}
    environment = replace(judgement.environment, values=seen)
    return replace(judgement, moves=moves, environment=environment, total=None)


def _year(programme: Programme, judgement: Judgement, held: Sequence[str]) -> tuple[npt.NDArray[np.generic], ...]:
    ranks = {"": 0} | {tier.id: tier.rank for tier in programme.tiers.values()}
    nothing = np.zeros(len(held))
    low, high = (nothing, nothing) if judgement.total is None else (end[:, -1] for end in judgement.total)
    return (
        np.array([ranks[tier] for tier in held], np.int8),
        low,
        high,
        _count(judgement.weaknesses.values(), len(held)),
        _count(judgement.criteria.values(), len(held)),
        _count(judgement.gates.values(), len(held)),
    )


def _count(verdicts: Iterable[Verdicts], rows: int) -> npt.NDArray[np.int16]:
    counted = np.zeros(rows, np.int16)
    for one in verdicts:
        counted += _last(one, rows) > 0
    return counted
