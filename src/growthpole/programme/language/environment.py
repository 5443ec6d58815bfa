"""What the assessment supplies to an expression besides figures: the threshold, the score, the tier held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthpole.model.programme import Programme
from growthpole.model.verdict import Verdicts
from growthpole.programme.language.bounds import Bounds
from growthpole.programme.language.nodes import Node

__all__ = ["SUPPLIED_NUMBERS", "SUPPLIED_TESTS", "UNCHANGING", "Environment", "ordinals"]

SUPPLIED_NUMBERS = ("score", "criteria_met")
"""Numbers without a unit."""
SUPPLIED_TESTS = ("warned", "gates_next", "gates_held", "promoted", "vetoed")
"""Verdicts."""
UNCHANGING = ("threshold", "peer_class")
"""What is the same in every year: reading it years back gives the same."""


@dataclass(frozen=True, eq=False)
class Environment:
    """What the assessment supplies.

    Attributes
    ----------
    values : mapping of str to Bounds or Verdicts
        By name: bounds for ``score``, ``criteria_met``, ``grade``, ``tier`` and ``peer_class`` (the last three in
        ordinals), verdicts for ``warned``, ``gates_next``, ``gates_held``, ``promoted`` and ``vetoed``. Each of
        shape (clusters, periods), or (clusters, 1) or (1, 1) where it does not change over the years.
    criteria : mapping of str to Verdicts
        The verdict of each criterion, for ``met(...)``.
    threshold : Node or None
        What ``threshold`` stands for: an expression such as ``parse("4 bn CNY")``.
    ordinals : mapping of str to mapping of str to int
        For ``grade``, ``tier`` and ``peer_class`` the number of each of the programme's words, from 1 for the
        lowest; 0 is none of them.
    """

    values: Mapping[str, Bounds | Verdicts] = field(default_factory=dict)
    criteria: Mapping[str, Verdicts] = field(default_factory=dict)
    threshold: Node | None = None
    ordinals: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def ordinals(programme: Programme) -> dict[str, dict[str, int]]:
    """The numbers of a programme's grades, tiers and classes, from 1 for the lowest; 0 is none of them.

    Parameters
    ----------
    programme : Programme
        Grades run from the best to the worst, tiers from the lowest to the highest.

    Returns
    -------
    dict of str to dict of str to int
        For ``grade``, ``tier`` and ``peer_class``; empty where the programme has none.
    """
    return {
        "grade": {word: number for number, word in enumerate(reversed(list(programme.grades)), 1)},
        "tier": {word: number for number, word in enumerate(programme.tiers, 1)},
        "peer_class": {word: number for number, word in enumerate(programme.classes, 1)},
    }
