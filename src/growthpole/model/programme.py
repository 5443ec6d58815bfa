"""The programme: all rules of an office, as they are in force on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from growthpole.model.rules import (
    Adjustment,
    Basis,
    Breakthrough,
    Criterion,
    Fund,
    Gate,
    Grade,
    Index,
    Indicator,
    Manual,
    PeerClass,
    PlanRules,
    Remedy,
    Tier,
    Transitions,
    Veto,
    Weakness,
)
from growthpole.model.text import Text

__all__ = ["Programme"]


@dataclass(frozen=True)
class Programme:
    """All rules of an office, as they are in force on one day.

    Mappings keep the order of the file. ``tiers`` runs from the lowest rung to the highest.
    """

    id: str
    version: str
    name: Text
    cluster: Text
    reference: str
    sha256: str
    in_force: date
    currency: str = "CNY"
    review: str = "entered"
    report_due: str = ""
    classes: Mapping[str, PeerClass] = field(default_factory=dict)
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    criteria: Mapping[str, Criterion] = field(default_factory=dict)
    gates: Mapping[str, Gate] = field(default_factory=dict)
    vetoes: Mapping[str, Veto] = field(default_factory=dict)
    adjustments: Mapping[str, Adjustment] = field(default_factory=dict)
    index: Index | None = None
    grades: Mapping[str, Grade] = field(default_factory=dict)
    transitions: Transitions = field(default_factory=Transitions)
    breakthroughs: Mapping[str, Breakthrough] = field(default_factory=dict)
    weaknesses: Mapping[str, Weakness] = field(default_factory=dict)
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    fund: Fund | None = None
    manual: Manual | None = None
    plan: PlanRules | None = None
    basis: Basis = field(default_factory=Basis)
