"""What the scores would be under other weights: the standing of every cluster in every group of the index.

Within a group nothing changes, so that the interval of each group is enough: for an arithmetic mean the score is the
weighted sum of the groups, and the low (high) end of the sum is the sum of the low (high) ends.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from growthpole.charts.selection import LIMIT
from growthpole.model.assessment import Assessment, ClusterAssessment, Score
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.view.names import Names

__all__ = ["GroupWeight", "Reweighting", "Standing", "embedded", "reweighting"]

_DIGITS = 12
"""Of a standing between 0 and 1; its score is then right to more digits than ranks are told apart by."""


@dataclass(frozen=True, slots=True)
class GroupWeight:
    """A group of the index and its weight in the programme, in per cent."""

    id: str
    name: Text
    weight: float


@dataclass(frozen=True, slots=True)
class Standing:
    """One cluster under any weights.

    Attributes
    ----------
    one : ClusterAssessment
        What was decided under the programme's weights.
    groups : tuple of Interval
        The normalised standing in each group, 0 to 1 (or to the caps of its items).
    extra : Interval
        Bonus and deduction points, which no weight changes.
    """

    one: ClusterAssessment
    groups: tuple[Interval, ...]
    extra: Interval


@dataclass(frozen=True, slots=True)
class Reweighting:
    """All that another choice of weights needs.

    Attributes
    ----------
    mean : str
        How the programme aggregates; for another mean than the arithmetic one there are no standings.
    scale : float
        Points of a full score.
    groups : tuple of GroupWeight
        Those with a weight, in the order of the programme.
    standings : tuple of Standing
        Every scored cluster, the best proven score first.
    """

    mean: str
    scale: float
    groups: tuple[GroupWeight, ...]
    standings: tuple[Standing, ...]

    @property
    def shown(self) -> tuple[Standing, ...]:
        """Those that a page has room for; the ranks count the others too."""
        return self.standings[:LIMIT]


def reweighting(assessment: Assessment) -> Reweighting | None:
    """What the weights of an assessment may be exchanged in.

    Parameters
    ----------
    assessment : Assessment
        Any assessment.

    Returns
    -------
    Reweighting or None
        ``None`` where nothing is scored, or where a single group leaves nothing to weigh. A group of weight 0 is left
        out: the points of the assessment do not tell how clusters stand in it.
    """
    index = assessment.programme.index
    scored = [(one, one.score) for one in assessment.clusters if one.score is not None]
    if index is None or not scored:
        return None
    # 0.07 is 7 per cent, not 7.000000000000001.
    groups = tuple(GroupWeight(g.id, g.name, round(100 * g.weight, 10)) for g in index.groups if g.weight)
    if len(groups) < 2:
        return None
    if index.aggregate != "arithmetic":
        return Reweighting(index.aggregate, index.scale, groups, ())
    ordered = sorted(scored, key=lambda each: (-each[1].total.low, -each[1].total.high, each[0].cluster.id))
    standings = tuple(_standing(one, score, groups, index.scale) for one, score in ordered)
    return Reweighting(index.aggregate, index.scale, groups, standings)


def _standing(one: ClusterAssessment, score: Score, groups: Sequence[GroupWeight], scale: float) -> Standing:
    return Standing(
        one,
        tuple(_within(score, group, scale) for group in groups),
        _sum(list(score.adjustments.values()), 1.0),
    )


def _within(score: Score, group: GroupWeight, scale: float) -> Interval:
    """The points of a group against its full points."""
    points = [item.points for item in score.items if item.group == group.id]
    return _sum(points, scale * group.weight / 100)


def _sum(parts: Sequence[Interval], full: float) -> Interval:
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    return Interval(round(low / full, _DIGITS), round(high / full, _DIGITS))


def embedded(view: Reweighting, names: Names) -> str:
    """The numbers for the page's own script, as JSON that may stand inside a script element."""
    classes = _classes(view, names)
    data = {
        "scale": view.scale,
        "weights": [group.weight for group in view.groups],
        "classes": [_pair(names.peer_class(id_)) if id_ else ["", ""] for id_ in classes],
        "clusters": [
            [classes.index(each.one.cluster.peer_class), _ends(each.extra), *(_ends(group) for group in each.groups)]
            for each in view.standings
        ],
        "shown": [_shown(each.one) for each in view.shown],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _classes(view: Reweighting, names: Names) -> list[str]:
    """Those that occur, in the order of the programme."""
    found = {each.one.cluster.peer_class for each in view.standings}
    known = [id_ for id_ in names.assessment.programme.classes if id_ in found]
    return known + sorted(found.difference(known))


def _ends(interval: Interval) -> list[float] | float:
    """A known number once: most are known, and the page stays small."""
    return interval.low if interval.low == interval.high else [interval.low, interval.high]


def _shown(one: ClusterAssessment) -> list[str]:
    rank = one.rank
    place = "" if rank is None else str(rank.best) if rank.best == rank.worst else f"{rank.best}–{rank.worst}"
    return [one.cluster.id, *_pair(one.cluster.name), place]


def _pair(text: Text) -> list[str]:
    return [text.get("en"), text.get("zh")]
