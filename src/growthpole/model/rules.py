"""The rules of a programme, one noun each, as they are in force on one day.

Tests and formulas are kept as the text of the programme's expression language; the room ``programme`` reads and
executes them. Every rule carries its law: whether its number is official or an example, the reference, the date
since which it holds, and the line of the file it stands on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from growthpole.model.interval import UNBOUNDED, Interval
from growthpole.model.text import Text

__all__ = [
    "RESOURCES",
    "RESOURCE_NAMES",
    "Adjustment",
    "Basis",
    "Breakthrough",
    "Criterion",
    "Fund",
    "FundPart",
    "Gate",
    "Grade",
    "Index",
    "Indicator",
    "Manual",
    "ManualSection",
    "PeerClass",
    "PlanRules",
    "Remedy",
    "ScoreGroup",
    "ScoreItem",
    "Tier",
    "Transition",
    "Transitions",
    "Veto",
    "Weakness",
]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rule rests on.

    Attributes
    ----------
    kind : {"official", "example"}
        An example is a number that an office must set itself.
    reference : str
        The published rule or text; never empty for an official rule.
    note : str
        What a reader should know about it.
    since : date or None
        The first day on which this value holds.
    line : int
        The line of the programme file.
    """

    kind: str = "example"
    reference: str = ""
    note: str = ""
    since: date | None = None
    line: int = 0

    @property
    def official(self) -> bool:
        """Whether the number is official."""
        return self.kind == "official"


RESOURCES: Mapping[str, str] = {"land": "km2", "water": "m3", "energy": "tce", "labour": "person", "transport": "t"}
"""What a county may run out of, and the canonical unit in which it is counted (a year's use, but for land)."""
RESOURCE_NAMES: Mapping[str, Text] = {
    "land": Text("land", "土地"),
    "water": Text("water", "用水"),
    "energy": Text("energy", "能耗"),
    "labour": Text("labour", "劳动力"),
    "transport": Text("transport", "运力"),
}
"""The resources as people call them."""


@dataclass(frozen=True, slots=True)
class PeerClass:
    """A class inside which clusters are ranked."""

    id: str
    name: Text
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Tier:
    """A rung of the ladder; ``rank`` 1 is the lowest.

    Attributes
    ----------
    target : int or None
        How many clusters the programme aims to have on this rung or above it, as the programme says.
    quota : int or None
        How many there may be at most.
    gates : tuple of str
        Ids of the gates that must all hold.
    validity_years : int or None
        For how long a recognition holds.
    """

    id: str
    name: Text
    rank: int
    target: int | None = None
    quota: int | None = None
    gates: tuple[str, ...] = ()
    validity_years: int | None = None
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A defined quantity.

    Attributes
    ----------
    unit : str
        The unit in which people read it; values are kept in the canonical unit of its dimension.
    direction : {"up", "down", "neutral"}
        Whether more is better.
    bounds : Interval
        All values it can take, in the canonical unit: what a missing figure may be.
    kind : {"number", "yes/no"}
        A fact is 1 for yes and 0 for no.
    formula : str
        Expression of other indicators; empty for a collected figure.
    of : {"cluster", "region", "programme"}
        What it is a figure of; a cluster has the figures of its region and of the programme too.
    carry_years : int
        For how many years the last known figure stands in for a later year; 0 means not at all.
    question, proof : Text
        What the office asks, and what must be shown.
    """

    id: str
    name: Text
    unit: str = ""
    direction: str = "up"
    bounds: Interval = UNBOUNDED
    kind: str = "number"
    formula: str = ""
    of: str = "cluster"
    carry_years: int = 0
    question: Text = Text()
    proof: Text = Text()
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Criterion:
    """A test on evidence that is met, not met or unknown; ``owner`` answers for meeting it."""

    id: str
    name: Text
    test: str
    proof: Text = Text()
    basis: Basis = Basis()
    owner: Text = Text()


@dataclass(frozen=True, slots=True)
class Gate:
    """A minimum condition of a tier; ``thresholds`` gives the text of ``threshold`` in ``test`` by tier."""

    id: str
    name: Text
    test: str
    thresholds: Mapping[str, str] = field(default_factory=dict)
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Veto:
    """A fact that excludes: from the fund only (``"award"``), or from the fund and the whole ladder (``"tier"``)."""

    id: str
    name: Text
    test: str
    excludes: str = "tier"
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points given or taken away after aggregation.

    Attributes
    ----------
    points : float
        Positive for a bonus, negative for a deduction.
    count : str
        Expression that says how often; the points are given that many times (a test counts once).
    cap : float or None
        The most points, in absolute value.
    """

    id: str
    name: Text
    points: float
    count: str
    cap: float | None = None
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """A scored indicator: its value between two fixed references, times its weight.

    Attributes
    ----------
    value : str
        Expression; the indicator's id by default.
    weight : float
        Share within its group; the weights of a group add up to 1 after reading.
    worst, best : float
        Values that give 0 and the full points, in the canonical unit; ``worst > best`` where less is better.
    cap : float
        The most that the item may reach as a multiple of its points, 1 by default.
    missing : {"unknown", "class mean"}
        What a missing figure gives: everything it may be, or the class mean, flagged.
    """

    id: str
    name: Text
    value: str
    weight: float
    worst: float
    best: float
    cap: float = 1.0
    missing: str = "unknown"
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """Scored indicators that belong together; group weights add up to 1 after reading."""

    id: str
    name: Text
    weight: float
    items: tuple[ScoreItem, ...]
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Index:
    """How the score is made: groups of items, aggregated to points out of ``scale``."""

    groups: tuple[ScoreGroup, ...] = ()
    aggregate: str = "arithmetic"
    scale: float = 100.0
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, from ``at_least`` points on; the grades are listed from the best to the worst."""

    id: str
    name: Text
    at_least: float
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Transition:
    """One way to move on the ladder: when ``test`` held in each of the last ``years`` years.

    In a test, ``gates_next`` and ``gates_held`` say whether the gates of the next and of the present tier hold,
    ``warned`` whether the cluster was warned in that year, ``grade`` and ``score`` are those of that year.
    """

    test: str
    years: int = 1
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Transitions:
    """All moves on the ladder, and the deadlines of objection and re-evaluation."""

    promote: Transition | None = None
    warn: Transition | None = None
    demote: Transition | None = None
    exit: Transition | None = None
    objection_days: int | None = None
    reevaluation_months: int | None = None
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Breakthrough:
    """A heading under which the programme groups its remedies."""

    id: str
    name: Text
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Weakness:
    """A named fault that evidence shows (``test`` met = the weakness is there), tied to remedies."""

    id: str
    name: Text
    test: str
    remedies: tuple[str, ...] = ()
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done about a weakness.

    Attributes
    ----------
    effects : mapping of str to Interval
        Indicator id to the expected relative change (0.1 is +10 %).
    adds : mapping of str to Interval
        Indicator id to the expected absolute change, in its canonical unit; 1 makes a fact true.
    cost_cents : int or None
        In hundredths of the programme's currency.
    lead_months : int or None
        Time until it works.
    requires : tuple of str
        The remedies that must work in the cluster before this one begins.
    uses : mapping of str to float
        What it takes of the room that its county still has, by resource, in the unit of `RESOURCES`.
    """

    id: str
    name: Text
    breakthrough: str = ""
    effects: Mapping[str, Interval] = field(default_factory=dict)
    cost_cents: int | None = None
    lead_months: int | None = None
    owner: Text = Text()
    basis: Basis = Basis()
    adds: Mapping[str, Interval] = field(default_factory=dict)
    requires: tuple[str, ...] = ()
    uses: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FundPart:
    """A part of the fund and how it is split.

    Attributes
    ----------
    mode : {"flat", "level prize", "promotion prize", "proportional", "factor"}
        Equal amounts; a fixed amount for each cluster for which ``among`` holds; a fixed amount for each one
        promoted; in proportion to the score; in proportion to a weighted sum of factors' shares.
    share : float or None
        Share of the budget; ``None`` for prizes, which take what they need first.
    amount_cents : int or None
        The prize.
    among : str
        Test that says who takes part; empty means everyone eligible.
    floor_cents, cap_cents : int or None
        The least and the most that a cluster receives from this part.
    factors : mapping of str to float
        Expression to weight, for the factor method.
    """

    id: str
    name: Text
    mode: str
    share: float | None = None
    amount_cents: int | None = None
    among: str = ""
    floor_cents: int | None = None
    cap_cents: int | None = None
    factors: Mapping[str, float] = field(default_factory=dict)
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Fund:
    """The award fund: its budget to the cent, who may receive, its parts and tranches."""

    budget_cents: int
    parts: tuple[FundPart, ...]
    eligible: str = ""
    tranches: tuple[float, ...] = (1.0,)
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class ManualSection:
    """A section of the work manual."""

    id: str
    name: Text
    content: str = ""


@dataclass(frozen=True, slots=True)
class Manual:
    """Who is treated in full and who in short, and the sections."""

    full: tuple[str, ...] = ()
    short: str = "all others"
    sections: tuple[ManualSection, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRules:
    """Within what a plan is made: years, money, targets by the way, and fairness between counties.

    Attributes
    ----------
    first : str
        The first year; empty means the year after the one assessed.
    years : int
        How many years it covers.
    budget_cents : int
        What the undertakings begun in one year may cost, in hundredths of the currency.
    budgets : mapping of str to int
        The same for single years that differ.
    discount : float
        How much less a place on the ladder counts for each year that it comes later.
    targets : mapping of str to mapping of str to int
        By tier and year; the last year has the tier's own target where none is stated.
    priority : mapping of str to float
        The weight of a place on a tier; 1 where none is stated.
    least_undertakings : mapping of str to int
        By code of the county, ``"all"`` for every county with a cluster: how many undertakings it is to get.
    least_share : mapping of str to float
        The same for its share of the money spent.
    lines : mapping of str to int
        Where each value stands in the file, by its path without ``plan.``: ``"targets.city.2026"``.
    """

    first: str = ""
    years: int = 3
    budget_cents: int = 0
    budgets: Mapping[str, int] = field(default_factory=dict)
    discount: float = 0.05
    targets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    priority: Mapping[str, float] = field(default_factory=dict)
    least_undertakings: Mapping[str, int] = field(default_factory=dict)
    least_share: Mapping[str, float] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    basis: Basis = Basis()
