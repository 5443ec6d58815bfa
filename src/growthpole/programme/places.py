"""Places under a quota: who takes one, who waits, and whose place is settled whatever the unknown figures are.

Only what the evidence proves competes: the low end of a score. Clusters that tie for the last place all wait, since
nothing but the order of a list could part them; the office decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.model.assessment import Decision
from growthpole.model.programme import Programme
from growthpole.model.rules import Tier

__all__ = ["RISES", "Contest", "contested", "landing", "next_tier", "reachable"]

Floats = npt.NDArray[np.float64]
RISES = ("promote", "enter")
"""The moves that take a place on the rung above."""


@dataclass(frozen=True, slots=True)
class Contest:
    """The outcome of the competition for one rung; clusters by their position.

    Attributes
    ----------
    waiting : tuple of int
        They qualify and find no place.
    out : tuple of int
        Those of them who find none whatever the unknown figures are.
    unsettled : tuple of int
        They have a place that others may still take.
    """

    waiting: tuple[int, ...]
    out: tuple[int, ...]
    unsettled: tuple[int, ...]

    def settled(self, row: int) -> bool:
        """Whether a waiting cluster waits for certain."""
        return row in self.out


def next_tier(programme: Programme, tier: str) -> str:
    """The rung above a tier (empty: none held); empty on the top rung."""
    order = list(programme.tiers)
    place = order.index(tier) + 1 if tier else 0
    return order[place] if place < len(order) else ""


def landing(programme: Programme, before: str, move: str) -> str:
    """The tier on which a move from a tier ends."""
    order = list(programme.tiers)
    match move:
        case "promote" | "enter":
            return next_tier(programme, before) or before
        case "demote":
            return order[order.index(before) - 1] if order.index(before) else ""
        case "exit":
            return ""
        case _:
            return before


def reachable(programme: Programme, decision: Decision) -> set[str]:
    """Every tier on which a cluster may stand after the moves that are still possible."""
    return {landing(programme, decision.before, move) for move in decision.possible}


def contested(programme: Programme, decisions: Sequence[Decision], tier: Tier, low: Floats, high: Floats) -> Contest:
    """Let those who qualify for a rung compete for its places.

    Parameters
    ----------
    programme : Programme
        The ladder.
    decisions : sequence of Decision
        As if there were no quota on this rung.
    tier : Tier
        The rung; without a quota nobody waits.
    low, high : ndarray of float, shape (clusters,)
        Ends of the scores.

    Returns
    -------
    Contest
        It does not depend on the order of the clusters.
    """
    quota = len(decisions) if tier.quota is None else tier.quota
    rising = [row for row, each in enumerate(decisions) if each.after == tier.id and each.move in RISES]
    rivals = [row for row, each in enumerate(decisions) if _may_rise(programme, each, tier.id)]
    holders, least, most = _holders(programme, decisions, tier.id, set(rising), set(rivals))
    placed = _placed(rising, low, max(0, quota - holders))
    waiting = [row for row in rising if row not in placed]
    sure = [row for row in rising if len(decisions[row].possible) == 1]
    out = [row for row in waiting if sum(low[one] > high[row] for one in sure if one != row) >= quota - least]
    unsettled = [
        row for row in sorted(placed) if sum(high[one] >= low[row] for one in rivals if one != row) >= quota - most
    ]
    return Contest(tuple(waiting), tuple(out), tuple(unsettled))


def _placed(rising: Sequence[int], low: Floats, places: int) -> set[int]:
    """The best of those who qualify; a group of equals takes places as a whole or not at all."""
    placed: set[int] = set()
    for score in sorted({float(low[row]) for row in rising}, reverse=True):
        equals = {row for row in rising if low[row] == score}
        if len(placed) + len(equals) > places:
            break
        placed |= equals
    return placed


def _holders(
    programme: Programme, decisions: Sequence[Decision], tier: str, rising: set[int], rivals: set[int]
) -> tuple[int, int, int]:
    """How many stand on a rung without rising to it: as decided, at the least and at the most."""
    now = sum(each.after == tier for row, each in enumerate(decisions) if row not in rising)
    least = sum(reachable(programme, each) == {tier} for row, each in enumerate(decisions) if row not in rivals)
    most = sum(
        any(move not in RISES and landing(programme, each.before, move) == tier for move in each.possible)
        for each in decisions
    )
    return now, least, most


def _may_rise(programme: Programme, decision: Decision, tier: str) -> bool:
    return any(move in RISES and landing(programme, decision.before, move) == tier for move in decision.possible)
