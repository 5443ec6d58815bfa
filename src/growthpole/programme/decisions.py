"""The decision on every cluster's tier, with what is still possible and what would turn it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from growthpole.model.assessment import Decision, LadderRung
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.programme.judgement import Judgement
from growthpole.programme.ladder import decide
from growthpole.programme.places import RISES, contested, landing, next_tier, reachable

__all__ = ["climb", "rungs"]


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
    tests = [_tests(programme, cluster, judgement, row, column) for row, cluster in enumerate(clusters)]
    decisions = [_standing(programme, *each, period) for each in zip(clusters, tests, strict=True)]
    nothing = np.zeros(len(clusters))
    low, high = (nothing, nothing) if judgement.total is None else (end[:, column] for end in judgement.total)
    for tier in reversed(list(programme.tiers.values())):
        if tier.quota is not None:
            contest = contested(programme, decisions, tier, low, high)
            for row in contest.waiting:
                decisions[row] = _waits(programme, clusters[row], tests[row], period, contest.settled(row), tier.quota)
            for row in contest.unsettled:
                decisions[row] = _unsettled(decisions[row], tier.quota)
    return tuple(_reminded(*each, period) for each in zip(clusters, decisions, strict=True))


def rungs(programme: Programme, decisions: Sequence[Decision]) -> tuple[LadderRung, ...]:
    """Count the clusters on each rung, before and after, and those that may still come to stand on it."""
    before = Counter(decision.before for decision in decisions)
    after = Counter(decision.after for decision in decisions)
    possible = Counter(tier for decision in decisions for tier in reachable(programme, decision))
    return tuple(
        LadderRung(
            tier.id,
            tier.target,
            tier.quota,
            before[tier.id],
            after[tier.id],
            max(after[tier.id], min(possible[tier.id], possible[tier.id] if tier.quota is None else tier.quota)),
        )
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
    after = landing(programme, before, move)
    return Decision(
        before=before,
        after=after,
        move=move,
        possible=possible,
        certainty="safe" if len(possible) == 1 else "borderline",
        valid_until=_valid_until(programme, cluster, move, after, period),
    )


def _valid_until(programme: Programme, cluster: Cluster, move: str, after: str, period: str) -> str:
    """The last year of the recognition: from this year when it is new, from the year of naming when that is known."""
    years = programme.tiers[after].validity_years if after else None
    start = period if move in {*RISES, "demote"} else cluster.extra.get("since", "")[:4]
    return str(int(start) + years - 1) if years and start.isdecimal() else ""


def _waits(
    programme: Programme, cluster: Cluster, tests: Mapping[str, int], period: str, settled: bool, quota: int
) -> Decision:
    """Who qualifies and finds no place: what else happens to him, and whether the place may still come."""
    decision = _standing(programme, cluster, {**tests, "promote": -1}, period)
    rise = "promote" if decision.before else "enter"
    if settled:
        return replace(decision, turns=(_full(quota),))
    return replace(
        decision, possible=(rise, *decision.possible), certainty="borderline", turns=(*decision.turns, _full(quota))
    )


def _unsettled(decision: Decision, quota: int) -> Decision:
    """Who has a place that others may still take."""
    return replace(
        decision, possible=(*decision.possible, "stay"), certainty="borderline", turns=(*decision.turns, _full(quota))
    )


def _reminded(cluster: Cluster, decision: Decision, period: str) -> Decision:
    """A decision beside which the register itself has to be put right is not safe."""
    if cluster.tier and cluster.tier != decision.before:
        return replace(decision, certainty="borderline", turns=(*decision.turns, _strange(cluster.tier)))
    if decision.valid_until and decision.valid_until < period:
        return replace(decision, certainty="borderline", turns=(*decision.turns, _expired(decision.valid_until)))
    return decision


def _full(quota: int) -> Text:
    return Text(
        f"the tier has {quota} places; the higher proven score comes first, and equal scores for the last place wait",
        f"该层级共{quota}个名额，得分高者优先；末位同分者暂缓",
    )


def _strange(tier: str) -> Text:
    return Text(
        f"the register says tier {tier!r}, which the programme does not have; it counts as none",
        f"名册所列层级“{tier}”不在本办法之内，视为无层级",
    )


def _expired(year: str) -> Text:
    return Text(f"the recognition ended with {year}: it is due for re-evaluation", f"认定有效期至{year}年，应重新评定")
