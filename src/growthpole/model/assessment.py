"""The assessment: programme x evidence x period, with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthpole.model.evidence import Evidence, Source
from growthpole.model.interval import Interval
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

__all__ = [
    "Assessment",
    "Award",
    "ClusterAssessment",
    "Decision",
    "Distance",
    "FigureUsed",
    "Finding",
    "FundSplit",
    "Influence",
    "LadderRung",
    "Lift",
    "PointsOf",
    "RankRange",
    "RankSpread",
    "Robustness",
    "Score",
    "Shortfall",
    "Unknown",
    "WeaknessFound",
]


@dataclass(frozen=True, slots=True)
class FigureUsed:
    """A figure that a verdict or a score stands on.

    Attributes
    ----------
    indicator, period : str
        Which figure.
    value : Interval
        What is known of it, canonical unit.
    unit : str
        The canonical unit.
    rows : tuple of int
        Rows of the evidence table it comes from; empty when nothing was handed in.
    """

    indicator: str
    period: str
    value: Interval
    unit: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of one test, with the reason in words and the figures it stands on."""

    id: str
    verdict: Verdict
    reason: Text
    figures: tuple[FigureUsed, ...] = ()


@dataclass(frozen=True, slots=True)
class PointsOf:
    """The points of one scored item: value, normalised value times weight, in points of the scale."""

    group: str
    item: str
    weight: float
    value: Interval
    points: Interval
    figures: tuple[FigureUsed, ...] = ()
    imputed: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of the scale, as an interval; ``total`` = items + adjustments, never below 0."""

    total: Interval
    items: tuple[PointsOf, ...]
    adjustments: Mapping[str, Interval] = field(default_factory=dict)
    adjustment_figures: Mapping[str, tuple[FigureUsed, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RankRange:
    """The best and worst rank that the evidence allows, inside the class of ``of`` clusters."""

    best: int
    worst: int
    of: int


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A gate that is not (or not known to be) passed, and what it would take."""

    gate: str
    verdict: Verdict
    reason: Text


@dataclass(frozen=True, slots=True)
class Distance:
    """The way to the next tier; ``tier`` is empty on the top rung.

    Attributes
    ----------
    missing, unknown : tuple of Shortfall
        Gates that are not passed, or not known to be.
    also : tuple of Text
        What else the promotion needs: a grade, a number of years, that no veto applies.
    """

    tier: str
    missing: tuple[Shortfall, ...] = ()
    unknown: tuple[Shortfall, ...] = ()
    also: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision on the tier.

    Attributes
    ----------
    before, after : str
        Tier held before, and after this assessment (empty: none).
    move : {"stay", "promote", "warn", "demote", "exit", "enter"}
        What happens; ``warn`` keeps the tier.
    possible : tuple of str
        All moves that the evidence still allows, ``move`` among them.
    certainty : {"safe", "borderline"}
        Safe when no value that the unknown figures may take changes the move.
    turns : tuple of Text
        What would turn it.
    valid_until : str
        Last year of the recognition, where the programme limits it.
    figures : tuple of FigureUsed
        What the moves that are still possible stand on.
    """

    before: str
    after: str
    move: str
    possible: tuple[str, ...]
    certainty: str
    turns: tuple[Text, ...] = ()
    valid_until: str = ""
    figures: tuple[FigureUsed, ...] = ()


@dataclass(frozen=True, slots=True)
class WeaknessFound:
    """A weakness with its verdict (met = it is there) and the remedies tied to it."""

    finding: Finding
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Award:
    """What a cluster receives, in hundredths of the currency: by part of the fund and by tranche."""

    cents: int
    parts: Mapping[str, int] = field(default_factory=dict)
    tranches: tuple[int, ...] = ()
    eligible: Verdict = Verdict.UNKNOWN
    reason: Text = Text()


@dataclass(frozen=True, slots=True)
class ClusterAssessment:
    """Everything decided on one cluster."""

    cluster: Cluster
    criteria: tuple[Finding, ...]
    gates: Mapping[str, tuple[Finding, ...]]
    vetoes: tuple[Finding, ...]
    score: Score | None
    rank: RankRange | None
    grades: tuple[str, ...]
    decision: Decision
    distance: Distance
    weaknesses: tuple[WeaknessFound, ...]
    award: Award | None


@dataclass(frozen=True, slots=True)
class LadderRung:
    """A tier against its target.

    Attributes
    ----------
    before, holding : int
        Clusters on this rung before and after the assessment.
    possible : int
        Clusters that may stand on it once everything is known.
    """

    tier: str
    target: int | None
    quota: int | None
    before: int
    holding: int
    possible: int


@dataclass(frozen=True, slots=True)
class FundSplit:
    """The fund: budget, what was given out, what remains and why, in hundredths of the currency."""

    budget_cents: int
    spent_cents: int
    left_cents: int
    note: Text = Text()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure that nobody has, and how much it would settle.

    Attributes
    ----------
    subject, indicator, period : str
        Which figure.
    settles : int
        How many open verdicts and scored items hang on this figure alone.
    of : tuple of str
        All that hang on it, alone or with others (``criterion:...``, ``gate:city:...``, ``score:...``).
    """

    subject: str
    indicator: str
    period: str
    settles: int
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lift:
    """An item that would have to rise, as part of the cheapest way to the next grade; in points of the scale."""

    group: str
    item: str
    now: float
    then: float


@dataclass(frozen=True, slots=True)
class RankSpread:
    """Where a cluster ranks when everything uncertain is drawn many times.

    Attributes
    ----------
    low, median, high : int
        The 5 %, 50 % and 95 % quantile of its rank inside the class.
    top : float
        Share of draws in which it is among the first ``Robustness.top`` of its class.
    grades : mapping of str to float
        Share of draws in which it reaches each grade or a better one.
    next_grade : str
        The next grade above the one that is proven; empty at the best.
    lifts : tuple of Lift
        The cheapest way there, counted in points.
    """

    low: int
    median: int
    high: int
    top: float
    grades: Mapping[str, float] = field(default_factory=dict)
    next_grade: str = ""
    lifts: tuple[Lift, ...] = ()


@dataclass(frozen=True, slots=True)
class Influence:
    """How much of the movement of ranks a factor causes: alone (first order) and with others (total), 0 to 1."""

    factor: str
    first: float
    total: float


@dataclass(frozen=True, slots=True)
class Robustness:
    """How far the ranks hold when weights, the mean and unknown figures are drawn.

    Attributes
    ----------
    draws, seed, top : int
        Replications, the seed, and how many places ``RankSpread.top`` speaks of.
    spreads : mapping of str to RankSpread
        By cluster id.
    influences : tuple of Influence
        The strongest first; empty where fewer than two factors vary.
    mean_shift : float
        Mean shift of a rank, in places, against the index as it stands.
    """

    draws: int
    seed: int
    top: int
    spreads: Mapping[str, RankSpread]
    influences: tuple[Influence, ...]
    mean_shift: float


@dataclass(frozen=True)
class Assessment:
    """Programme x evidence x period.

    Attributes
    ----------
    programme : Programme
        The rules applied.
    period : str
        The year assessed.
    clusters : tuple of ClusterAssessment
        Sorted by cluster id.
    ladder : tuple of LadderRung
        From the lowest tier to the highest.
    fund : FundSplit or None
        The split of the award fund.
    unknowns : tuple of Unknown
        The most valuable missing figures first.
    doubtful : tuple of Evidence
        Corrupt, suppressed and disputed rows, with their quotes.
    programme_findings : tuple of FigureUsed
        Figures of the programme itself.
    evidence : mapping of int to Evidence
        Every row that a figure refers to.
    sources : mapping of str to Source
        Every source that such a row refers to.
    hashes : mapping of str to str
        SHA-256 of each input file, and of the programme under ``"programme"``.
    regions : mapping of str to tuple of FigureUsed
        Figures of the regions that no rule uses: the context of their clusters, by region code.
    robustness : Robustness or None
        How far the ranks hold; ``None`` where it was not asked for or nothing is scored.
    places : mapping of str to Text
        What the register of regions calls each of them, by code.
    """

    programme: Programme
    period: str
    clusters: tuple[ClusterAssessment, ...]
    ladder: tuple[LadderRung, ...]
    fund: FundSplit | None
    unknowns: tuple[Unknown, ...]
    doubtful: tuple[Evidence, ...]
    programme_findings: tuple[FigureUsed, ...]
    evidence: Mapping[int, Evidence]
    sources: Mapping[str, Source]
    hashes: Mapping[str, str]
    regions: Mapping[str, tuple[FigureUsed, ...]] = field(default_factory=dict)
    robustness: Robustness | None = None
    places: Mapping[str, Text] = field(default_factory=dict)
