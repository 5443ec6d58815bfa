"""Which clusters a chart shows, in which order, under which label."""

from __future__ import annotations

from collections import Counter

from growthpole.charts.words import word
from growthpole.model.assessment import Assessment, ClusterAssessment

__all__ = ["LIMIT", "by_award", "by_rank", "by_score", "labels", "leading", "truncation"]

LIMIT = 80
"""More bars than this cannot be read on one page."""


def leading(assessment: Assessment, limit: int = LIMIT) -> tuple[ClusterAssessment, ...]:
    """The first ``limit`` clusters: the higher tier first, then the better score, then the id."""
    ranks = {tier.id: tier.rank for tier in assessment.programme.tiers.values()}

    def order(one: ClusterAssessment) -> tuple[float, float, float, str]:
        score = one.score.total if one.score else None
        middle = (score.low + score.high) / 2 if score else -1.0
        return (-ranks.get(one.decision.after, 0), -middle, -(score.low if score else 0.0), one.cluster.id)

    return tuple(sorted(assessment.clusters, key=order)[:limit])


def by_score(assessment: Assessment, limit: int = LIMIT) -> tuple[ClusterAssessment, ...]:
    """The first ``limit`` clusters that have a score, the highest middle first."""
    scored = [one for one in assessment.clusters if one.score is not None]
    return tuple(sorted(scored, key=lambda one: (-_middle(one), one.cluster.id))[:limit])


def by_rank(assessment: Assessment, limit: int = LIMIT) -> tuple[ClusterAssessment, ...]:
    """The first ``limit`` clusters that have a rank: class by class, the best first."""
    classes = list(assessment.programme.classes)

    def order(one: ClusterAssessment) -> tuple[int, str, int, int, str]:
        own = one.cluster.peer_class
        best, worst = (one.rank.best, one.rank.worst) if one.rank else (0, 0)
        return (classes.index(own) if own in classes else len(classes), own, best, worst, one.cluster.id)

    return tuple(sorted((one for one in assessment.clusters if one.rank), key=order)[:limit])


def by_award(assessment: Assessment, limit: int = LIMIT) -> tuple[ClusterAssessment, ...]:
    """The first ``limit`` clusters that receive something, the largest award first."""
    awarded = [(-one.award.cents, one.cluster.id, one) for one in assessment.clusters if one.award and one.award.cents]
    return tuple(one for *_, one in sorted(awarded, key=lambda row: row[:2])[:limit])


def _middle(one: ClusterAssessment) -> float:
    return (one.score.total.low + one.score.total.high) / 2 if one.score else 0.0


def labels(clusters: tuple[ClusterAssessment, ...], language: str) -> dict[str, str]:
    """The label of each cluster by id: its name, with the id where two bear the same name."""
    names = {one.cluster.id: one.cluster.name.get(language) or one.cluster.id for one in clusters}
    often = Counter(names.values())
    return {id_: name if often[name] == 1 else f"{name} ({id_})" for id_, name in names.items()}


def truncation(shown: int, total: int, language: str) -> str:
    """The note that says that not all are shown; empty where all are."""
    return "" if shown >= total else word("first", language).format(shown=f"{shown:,}", all=f"{total:,}")
