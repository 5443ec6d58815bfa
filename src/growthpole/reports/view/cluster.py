"""Everything a report says of one cluster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthpole.model.assessment import Award, ClusterAssessment, Finding, PointsOf, Shortfall, WeaknessFound
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.units import money, number
from growthpole.reports.view.figures import EvidenceView, FigureView, evidence_view, figure_view
from growthpole.reports.view.names import Names
from growthpole.reports.view.robustness import SpreadView, spread_view
from growthpole.reports.view.words import MOVES, VERDICTS, VETO, WEAKNESS, both, joined

__all__ = ["ClusterView", "FindingView", "ItemView", "RemedyView", "WeaknessView", "cluster_view", "points"]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A verdict with its reason and the figures it stands on.

    Attributes
    ----------
    verdict : str
        ``met``, ``not met`` or ``unknown``.
    word : Text
        What that is called here: a veto applies, a criterion is met.
    tone : str
        ``met`` where it is good news, ``not met`` where it is bad.
    """

    id: str
    name: Text
    verdict: str
    word: Text
    tone: str
    reason: Text
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """A scored indicator; ``low`` and ``high`` are shares of its full points, for a bar."""

    group: Text
    name: Text
    figures: tuple[FigureView, ...]
    points: str
    full: str
    low: float
    high: float
    imputed: bool


@dataclass(frozen=True, slots=True)
class RemedyView:
    """A remedy under its breakthrough."""

    breakthrough: Text
    name: Text
    owner: Text
    cost: str
    months: str


@dataclass(frozen=True, slots=True)
class WeaknessView:
    """A weakness and what can be done about it."""

    finding: FindingView
    remedies: tuple[RemedyView, ...]


@dataclass(frozen=True)
class ClusterView:
    """One cluster: the page of the HTML report, the section of the PDF."""

    id: str
    name: Text
    region: Text
    industries: str
    peer_class: Text
    tier: str
    tier_before: Text
    tier_after: Text
    rank_of_tier: int
    move: str
    move_name: Text
    possible: Text
    certainty: str
    turns: tuple[Text, ...]
    valid_until: str
    lead: Text
    tally: dict[str, int]
    criteria: tuple[FindingView, ...]
    gates: tuple[tuple[Text, tuple[FindingView, ...]], ...]
    vetoes: tuple[FindingView, ...]
    score: str
    rank: Text
    grade: Text
    items: tuple[ItemView, ...]
    adjustments: tuple[tuple[Text, str], ...]
    next_tier: Text
    missing: tuple[FindingView, ...]
    unknown: tuple[FindingView, ...]
    also: tuple[Text, ...]
    weaknesses: tuple[WeaknessView, ...]
    maybe_weak: tuple[FindingView, ...]
    award: str
    award_eligible: str
    award_reason: Text
    award_parts: tuple[tuple[Text, str], ...]
    tranches: tuple[str, ...]
    spread: SpreadView | None
    context: tuple[FigureView, ...]
    evidence: tuple[EvidenceView, ...]


def points(value: Interval) -> str:
    """Points with at most one decimal: ``62.5``, ``12–82``.

    Examples
    --------
    >>> points(Interval(12.04, 81.96)), points(Interval(62.5, 62.5))
    ('12–82', '62.5')
    """
    low, high = number(round(value.low, 1)), number(round(value.high, 1))
    return low if low == high else f"{low}–{high}"


def cluster_view(one: ClusterAssessment, names: Names) -> ClusterView:
    """Put one cluster's assessment into words.

    Parameters
    ----------
    one : ClusterAssessment
        What was decided.
    names : Names
        What ids are called.

    Returns
    -------
    ClusterView
        In both languages; whatever the programme does not have is empty.
    """
    cluster, decision, award = one.cluster, one.decision, one.award
    tally = {str(verdict): sum(found.verdict is verdict for found in one.criteria) for verdict in Verdict}
    tier = names.assessment.programme.tiers.get(decision.after)
    return ClusterView(
        id=cluster.id,
        name=cluster.name if cluster.name != Text() else Text(cluster.id, cluster.id),
        region=names.place(cluster),
        industries=", ".join(cluster.industries),
        peer_class=names.peer_class(cluster.peer_class) if cluster.peer_class else Text(),
        tier=decision.after,
        tier_before=names.tier(decision.before),
        tier_after=names.tier(decision.after),
        rank_of_tier=tier.rank if tier else 0,
        move=decision.move,
        move_name=MOVES[decision.move],
        possible=joined([MOVES[move] for move in decision.possible if move != decision.move]),
        certainty=decision.certainty,
        turns=decision.turns,
        valid_until=decision.valid_until,
        lead=_lead(one, tally),
        tally=tally,
        criteria=tuple(_finding(found, names) for found in one.criteria),
        gates=tuple((names.tier(id_), tuple(_finding(f, names) for f in found)) for id_, found in one.gates.items()),
        vetoes=tuple(_finding(found, names, VETO) for found in one.vetoes),
        score=points(one.score.total) if one.score else "",
        rank=_rank(one),
        grade=joined([names.grade(grade) for grade in one.grades]),
        items=tuple(_item(item, names) for item in one.score.items) if one.score else (),
        adjustments=tuple((names.rule(id_), points(at)) for id_, at in one.score.adjustments.items())
        if one.score
        else (),
        next_tier=names.tier(one.distance.tier) if one.distance.tier else Text(),
        missing=tuple(_shortfall(short, names) for short in one.distance.missing),
        unknown=tuple(_shortfall(short, names) for short in one.distance.unknown),
        also=one.distance.also,
        weaknesses=tuple(_weakness(w, names) for w in one.weaknesses if w.finding.verdict is Verdict.MET),
        maybe_weak=tuple(
            _finding(w.finding, names, WEAKNESS) for w in one.weaknesses if w.finding.verdict is Verdict.UNKNOWN
        ),
        award=money(award.cents, names.assessment.programme.currency) if award else "",
        award_eligible=str(award.eligible) if award else "",
        award_reason=award.reason if award else Text(),
        award_parts=_parts(one, names),
        tranches=_tranches(award, names),
        spread=spread_view(one, names),
        context=tuple(figure_view(used, names) for used in names.assessment.regions.get(cluster.region, ())),
        evidence=_evidence(one, names),
    )


def _lead(one: ClusterAssessment, tally: dict[str, int]) -> Text:
    """The page's first sentence."""
    template = Text(
        "Of {all} criteria {met} are met, {not_met} are not met and {unknown} are unknown.",
        "{all}项认定条件中，达到{met}项，未达到{not_met}项，未知{unknown}项。",
    )
    counts = {key.replace(" ", "_"): count for key, count in tally.items()}
    first = both(template, all=len(one.criteria), **counts) if one.criteria else Text()
    if one.score is None or one.rank is None:
        return first
    ranked = Text(" It scores {score} points and ranks {rank}.", "得分{score}，位次{rank}。")
    second = both(ranked, score=points(one.score.total), rank=_rank(one))
    return Text(first.en + second.en, first.zh + second.zh)


def _rank(one: ClusterAssessment) -> Text:
    if one.rank is None:
        return Text()
    best, worst = one.rank.best, one.rank.worst
    place = f"{best}" if best == worst else f"{best}–{worst}"
    return both(Text("{place} of {of}", "{place}（共{of}个）"), place=place, of=one.rank.of)


_FAULTY = {"met": "not met", "not met": "met", "unknown": "unknown"}


def _finding(found: Finding, names: Names, words: Mapping[str, Text] = VERDICTS) -> FindingView:
    """A veto or weakness that is met is bad news; a criterion that is met is good."""
    verdict = str(found.verdict)
    tone = verdict if words is VERDICTS else _FAULTY[verdict]
    figures = tuple(figure_view(used, names) for used in found.figures)
    return FindingView(found.id, names.rule(found.id), verdict, words[verdict], tone, found.reason, figures)


def _shortfall(short: Shortfall, names: Names) -> FindingView:
    return _finding(Finding(short.gate, short.verdict, short.reason), names)


def _item(item: PointsOf, names: Names) -> ItemView:
    full = item.weight or 1.0
    return ItemView(
        names.group(item.group),
        names.item(item.item),
        tuple(figure_view(used, names) for used in item.figures),
        points(item.points),
        number(round(item.weight, 2)),
        round(100 * min(max(item.points.low / full, 0.0), 1.0), 1),
        round(100 * min(max(item.points.high / full, 0.0), 1.0), 1),
        item.imputed,
    )


def _weakness(found: WeaknessFound, names: Names) -> WeaknessView:
    known = names.assessment.programme.remedies
    order = list(names.assessment.programme.breakthroughs)
    remedies = [known[id_] for id_ in found.remedies if id_ in known]
    remedies.sort(key=lambda one: order.index(one.breakthrough) if one.breakthrough in order else len(order))
    currency = names.assessment.programme.currency
    return WeaknessView(
        _finding(found.finding, names, WEAKNESS),
        tuple(
            RemedyView(
                names.breakthrough(remedy.breakthrough),
                remedy.name,
                remedy.owner,
                "" if remedy.cost_cents is None else money(remedy.cost_cents, currency),
                "" if remedy.lead_months is None else str(remedy.lead_months),
            )
            for remedy in remedies
        ),
    )


def _tranches(award: Award | None, names: Names) -> tuple[str, ...]:
    if award is None or not award.cents:
        return ()
    return tuple(money(cents, names.assessment.programme.currency) for cents in award.tranches)


def _parts(one: ClusterAssessment, names: Names) -> tuple[tuple[Text, str], ...]:
    if one.award is None:
        return ()
    currency = names.assessment.programme.currency
    return tuple((names.part(part), money(cents, currency)) for part, cents in one.award.parts.items())


def _evidence(one: ClusterAssessment, names: Names) -> tuple[EvidenceView, ...]:
    """The rows about this cluster that one of its figures refers to; shared rows stand with the sources."""
    findings = [*one.criteria, *one.vetoes, *(weak.finding for weak in one.weaknesses)]
    findings += [found for found_of_tier in one.gates.values() for found in found_of_tier]
    figures = [used for found in findings for used in found.figures]
    figures += [used for item in (one.score.items if one.score else ()) for used in item.figures]
    known = names.assessment.evidence
    rows = sorted({row for used in figures for row in used.rows if row in known})
    return tuple(evidence_view(row, known[row], names) for row in rows if known[row].subject == one.cluster.id)
