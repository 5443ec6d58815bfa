"""Programme x evidence x period: the assessment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from growthpole.errors import InputError
from growthpole.index.ranks import rank_ranges
from growthpole.model.assessment import (
    Assessment,
    Award,
    ClusterAssessment,
    Decision,
    FigureUsed,
    RankRange,
)
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import PROGRAMME, STATUSES, EvidenceRows, Source
from growthpole.model.programme import Programme
from growthpole.model.status import Status
from growthpole.model.verdict import Verdict
from growthpole.programme.decisions import climb, rungs
from growthpole.programme.figures import build_figures
from growthpole.programme.gaps import OpenQuestion, most_valuable
from growthpole.programme.judgement import Judgement, judge
from growthpole.programme.overall import programme_figures, region_figures
from growthpole.programme.payment import pay
from growthpole.programme.places import next_tier
from growthpole.programme.reasons import Reasons, distance_to
from growthpole.programme.review import reviewed
from growthpole.programme.turning import further_needs, open_figures, turning_points

__all__ = ["assess", "counted"]

DOUBTFUL = (Status.CORRUPT, Status.SUPPRESSED, Status.DISPUTED)


def assess(programme: Programme, dossier: Dossier, period: str | None = None) -> Assessment:
    """Assess all clusters of a dossier under a programme.

    Parameters
    ----------
    programme : Programme
        The rules in force.
    dossier : Dossier
        Clusters, sources and evidence; the order of what was handed in does not matter.
    period : str, optional
        The year to assess; the latest year of the evidence by default.

    Returns
    -------
    Assessment
        Verdicts, scores, ranks, tiers, weaknesses and awards, each with its reasons. Without clusters all lists are
        empty; without evidence every verdict is unknown.

    Raises
    ------
    InputError
        If the period is no year, no period is given and the evidence has no year, or a cluster stands twice.
    """
    _each_once(dossier)
    figures = build_figures(programme, counted(programme, dossier), period)
    column = len(figures.periods) - 1
    judgement = judge(programme, dossier.clusters, figures)
    reasons = Reasons(programme, figures, judgement, column)
    decisions = climb(programme, dossier.clusters, judgement, column, figures.periods[column])
    fund, awards = pay(programme, figures, judgement, decisions, column)
    ranks = _ranks(dossier, judgement, column)
    clusters = tuple(
        _cluster(programme, dossier, reasons, row, decisions[row], ranks[row], awards[row])
        for row in range(len(dossier.clusters))
    )
    overall = programme_figures(programme, figures)
    regions = region_figures(programme, dossier.clusters, figures)
    context = [*overall, *(figure for found in regions.values() for figure in found)]
    evidence = _evidence(dossier, clusters, context)
    doubtful = _doubtful(dossier)
    return Assessment(
        programme=programme,
        period=figures.periods[column],
        clusters=clusters,
        ladder=rungs(programme, decisions),
        fund=fund,
        unknowns=most_valuable(question for each in clusters for question in _open(programme, each)),
        doubtful=tuple(dossier.evidence[row] for row in doubtful.tolist()),
        programme_findings=overall,
        evidence=evidence,
        sources=_sources(dossier, np.concatenate([evidence.rows, doubtful])),
        hashes={"programme": programme.sha256, **dict(sorted(dossier.hashes.items()))},
        regions=regions,
        places={region.code: region.name for region in dossier.regions},
    )


def _each_once(dossier: Dossier) -> None:
    for cluster, times in Counter(cluster.id for cluster in dossier.clusters).items():
        if times > 1:
            raise InputError(f"every cluster must stand once in the register; {cluster!r} stands more than once.")


def counted(programme: Programme, dossier: Dossier) -> Dossier:
    """The dossier with the evidence that the programme's level of review lets count."""
    return replace(dossier, evidence=reviewed(dossier.evidence, programme.review))


def _cluster(
    programme: Programme,
    dossier: Dossier,
    reasons: Reasons,
    row: int,
    decision: Decision,
    rank: RankRange | None,
    award: Award | None,
) -> ClusterAssessment:
    following = next_tier(programme, decision.after)
    aimed = next_tier(programme, decision.before)
    shown = {decision.before, aimed, decision.after, following}
    gates = {tier: reasons.gates(row, tier) for tier in programme.tiers if tier in shown}
    vetoes, score = reasons.vetoes(row), reasons.score(row)
    turned = turning_points(reasons, row, decision, distance_to(aimed, gates.get(aimed, ())), vetoes, score)
    imputed = score is not None and any(item.imputed for item in score.items)
    next_gates = gates.get(following, ())
    also = further_needs(reasons, row, decision, next_gates, vetoes) if following else ()
    return ClusterAssessment(
        cluster=dossier.clusters[row],
        criteria=reasons.criteria(row),
        gates=gates,
        vetoes=vetoes,
        score=score,
        rank=rank,
        grades=_grades(programme, reasons.judgement, row, reasons.column),
        decision=replace(
            decision,
            turns=(*decision.turns, *turned),
            certainty="borderline" if imputed else decision.certainty,
            figures=open_figures(reasons, row, decision),
        ),
        distance=replace(distance_to(following, next_gates), also=also),
        weaknesses=reasons.weaknesses(row),
        award=award,
    )


def _ranks(dossier: Dossier, judgement: Judgement, column: int) -> list[RankRange | None]:
    if judgement.total is None:
        return [None] * len(dossier.clusters)
    classes = np.array([cluster.peer_class for cluster in dossier.clusters], dtype=object)
    low, high = (end[:, column] for end in judgement.total)
    best, worst = rank_ranges(low, high, classes)
    sizes = {name: int((classes == name).sum()) for name in set(classes.tolist())}
    return [
        RankRange(int(first), int(last), sizes[name])
        for first, last, name in zip(best, worst, classes.tolist(), strict=True)
    ]


def _grades(programme: Programme, judgement: Judgement, row: int, column: int) -> tuple[str, ...]:
    """Every grade that the evidence still allows, the best first."""
    if judgement.grade is None:
        return ()
    names = ["", *reversed(list(programme.grades))]
    low, high = (int(end[row, column]) for end in judgement.grade)
    return tuple(names[number] for number in range(high, low - 1, -1) if names[number])


def _open(programme: Programme, each: ClusterAssessment) -> Iterator[OpenQuestion]:
    """Every question that is open for a cluster, with the figures that somebody could collect."""
    findings = [("criterion", finding) for finding in each.criteria]
    findings += [(f"gate:{tier}", finding) for tier, found in each.gates.items() for finding in found]
    findings += [("veto", finding) for finding in each.vetoes]
    findings += [("weakness", weakness.finding) for weakness in each.weaknesses]
    opened = [(f"{kind}:{one.id}", one.figures) for kind, one in findings if one.verdict is Verdict.UNKNOWN]
    if each.score is not None:
        opened += [(f"score:{item.item}", item.figures) for item in each.score.items if not item.points.known]
        points, figures = each.score.adjustments, each.score.adjustment_figures
        opened += [(f"bonus:{key}", figures[key]) for key, value in points.items() if not value.known]
    for question, used in opened:
        collected = [figure for figure in used if not programme.indicators[figure.indicator].formula]
        yield each.cluster.id, question, [(_subject(programme, each, figure), figure) for figure in collected]


def _subject(programme: Programme, each: ClusterAssessment, figure: FigureUsed) -> str:
    """Whose figure it is: the cluster's, its region's or the programme's."""
    match programme.indicators[figure.indicator].of:
        case "region":
            return each.cluster.region
        case "programme":
            return PROGRAMME
        case _:
            return each.cluster.id


def _figures(each: ClusterAssessment) -> Iterator[FigureUsed]:
    """Every figure that something decided on a cluster stands on."""
    findings = [*each.criteria, *each.vetoes, *(one.finding for one in each.weaknesses)]
    findings += [finding for found in each.gates.values() for finding in found]
    for finding in findings:
        yield from finding.figures
    yield from each.decision.figures
    if each.score is not None:
        for item in each.score.items:
            yield from item.figures
        for used in each.score.adjustment_figures.values():
            yield from used


def _evidence(dossier: Dossier, clusters: Sequence[ClusterAssessment], context: Sequence[FigureUsed]) -> EvidenceRows:
    """Every row of evidence that a figure refers to."""
    used = {row for figure in context for row in figure.rows}
    for each in clusters:
        for figure in _figures(each):
            used.update(figure.rows)
    return EvidenceRows(dossier.evidence, np.array(sorted(used), dtype=np.intp))


def _doubtful(dossier: Dossier) -> npt.NDArray[np.intp]:
    codes = [STATUSES.index(status) for status in DOUBTFUL]
    return np.flatnonzero(np.isin(dossier.evidence.status, codes))


def _sources(dossier: Dossier, rows: npt.NDArray[np.intp]) -> dict[str, Source]:
    """Every source that one of the rows refers to."""
    column, known = dossier.evidence.source, dossier.source_by_id
    names = [column.words[code] for code in np.unique(column.code[rows]).tolist() if code >= 0]
    return {name: known[name] for name in names if name in known}
