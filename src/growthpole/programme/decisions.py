"""The decision on every cluster's tier, with what is still possible and what would turn it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from growthpole.model.assessment import Decision, LadderRung
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.programme.judgement import Judgement
from growthpole.programme.ladder import decide, within_quota

__all__ = ["climb", "next_tier", "rungs"]

Floats = npt.NDArray[np.float64]
RISES = ("promote", "enter")


def climb(
    programme: Programme, clusters: Sequence[Cluster], judgement: Judgement, column: int, period: str
) -> tuple[Decision, ...]:
    """Decide every cluster's move in one period.

    A cluster that qualifies for a rung whose quota is full stays, the better proven score going first. A veto that is
    met ends the recognition. A cluster without a tier enters the lowest rung as soon as its gates are passed.

    Parameters
    ----------
    programme : Programme
        Tiers and transitions.
    clusters : sequence of Cluster
        In the order of the judgement's rows.
    judgement : Judgement
        All verdicts.
    column : int
        The period, as a column of the judgement.
    period : str
        The same period, as a year.

    Returns
    -------
    tuple of Decision
        One for each cluster; ``turns`` is empty but for the quota.
    """
    standings = [
        _standing(programme, cluster, _tests(programme, cluster, judgement, row, column), period)
        for row, cluster in enumerate(clusters)
    ]
    nothing = np.zeros(len(clusters))
    low, high = (nothing, nothing) if judgement.total is None else (end[:, column] for end in judgement.total)
    return _fit(programme, standings, low, high)


def rungs(programme: Programme, decisions: Sequence[Decision]) -> tuple[LadderRung, ...]:
    """Count the clusters on each rung, before and after, and those that may still come to stand on it."""
    before = Counter(decision.before for decision in decisions)
    after = Counter(decision.after for decision in decisions)
    possible = Counter(tier for decision in decisions for tier in _reachable(programme, decision))
    return tuple(
        LadderRung(tier.id, tier.target, tier.quota, before[tier.id], after[tier.id], possible[tier.id])
        for tier in programme.tiers.values()
    )


def _tests(programme: Programme, cluster: Cluster, judgement: Judgement, row: int, column: int) -> dict[str, int]:
    tests = {move: int(verdicts[row, column]) for move, verdicts in judgement.moves.items()}
    vetoed = int(np.asarray(judgement.environment.values["vetoed"])[row, column])
    if cluster.tier not in programme.tiers:
        gates = np.asarray(judgement.environment.values["gates_next"])
        return {"promote": int(gates[row, column])}
    tests["exit"] = max(tests.get("exit", -1), vetoed)
    if "promote" in tests and not next_tier(programme, cluster.tier):
        tests["promote"] = -1
    return tests


def _standing(programme: Programme, cluster: Cluster, tests: Mapping[str, int], period: str) -> Decision:
    before = cluster.tier if cluster.tier in programme.tiers else ""
    move, possible = decide(tests)
    if not before:
        # Who holds no tier enters; nothing else can happen to it.
        move = move.replace("promote", "enter")
        possible = tuple(one.replace("promote", "enter") for one in possible)
    after = _after(programme, before, move)
    return Decision(
        before=before,
        after=after,
        move=move,
        possible=possible,
        certainty="safe" if len(possible) == 1 else "borderline",
        valid_until=_valid_until(programme, cluster, move, after, period),
    )


def next_tier(programme: Programme, tier: str) -> str:
    """The rung above a tier (empty: none held); empty on the top rung."""
    order = list(programme.tiers)
    place = order.index(tier) + 1 if tier else 0
    return order[place] if place < len(order) else ""


def _below(programme: Programme, tier: str) -> str:
    order = list(programme.tiers)
    place = order.index(tier)
    return order[place - 1] if place > 0 else ""


def _after(programme: Programme, before: str, move: str) -> str:
    match move:
        case "promote" | "enter":
            return next_tier(programme, before) or before
        case "demote":
            return _below(programme, before)
        case "exit":
            return ""
        case _:
            return before


def _reachable(programme: Programme, decision: Decision) -> set[str]:
    return {_after(programme, decision.before, move) for move in decision.possible}


def _valid_until(programme: Programme, cluster: Cluster, move: str, after: str, period: str) -> str:
    """The last year of the recognition: from this year when it is new, from the year of naming when that is known."""
    years = programme.tiers[after].validity_years if after else None
    start = period if move in {"promote", "enter", "demote"} else cluster.extra.get("since", "")
    return str(int(start) + years - 1) if years and start.isdecimal() else ""


def _fit(programme: Programme, decisions: Sequence[Decision], low: Floats, high: Floats) -> tuple[Decision, ...]:
    """Hold the quotas, from the highest rung down: the proven score competes, unknown figures do not count."""
    fitted = list(decisions)
    for tier in reversed(list(programme.tiers.values())):
        if tier.quota is None:
            continue
        rising = [row for row, each in enumerate(fitted) if each.after == tier.id and each.move in RISES]
        holders = sum(each.after == tier.id for each in fitted) - len(rising)
        order = sorted(rising, key=lambda row: (-low[row], row))
        placed, waiting = within_quota(order, holders, tier.quota)
        rivals = [row for row, each in enumerate(fitted) if _may_rise_to(programme, each, tier.id)]
        for row in waiting:
            fitted[row] = _stays(fitted[row], tier.quota)
        for row in placed:
            ahead = sum(high[rival] > low[row] for rival in rivals if rival != row)
            if ahead >= tier.quota - holders:
                possible = (*fitted[row].possible, "stay")
                fitted[row] = replace(
                    fitted[row], certainty="borderline", possible=possible, turns=(_full(tier.quota),)
                )
    return tuple(fitted)


def _may_rise_to(programme: Programme, decision: Decision, tier: str) -> bool:
    return any(move in RISES and _after(programme, decision.before, move) == tier for move in decision.possible)


def _stays(decision: Decision, quota: int) -> Decision:
    return replace(
        decision,
        after=decision.before,
        move="stay",
        possible=(*decision.possible, "stay"),
        certainty="borderline",
        turns=(_full(quota),),
        valid_until="",
    )


def _full(quota: int) -> Text:
    return Text(
        f"the tier has {quota} places, and other scores may come first",
        f"该层级共{quota}个名额，其他对象得分可能靠前",
    )
