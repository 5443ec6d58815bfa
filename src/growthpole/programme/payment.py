"""Who takes part in the fund, and what each cluster receives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from growthpole.model.assessment import Award, Decision, FundSplit
from growthpole.model.programme import Programme
from growthpole.model.rules import Fund, FundPart
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict, Verdicts
from growthpole.programme.awards import Claim, split_fund
from growthpole.programme.figures import Figures
from growthpole.programme.fund import in_tranches
from growthpole.programme.judgement import Judgement
from growthpole.programme.language import Bounds, Environment, Evaluation, parse
from growthpole.programme.places import RISES, reachable

__all__ = ["pay"]

Floats = npt.NDArray[np.float64]


def pay(
    programme: Programme, figures: Figures, judgement: Judgement, decisions: Sequence[Decision], column: int
) -> tuple[FundSplit | None, tuple[Award | None, ...]]:
    """Split the fund among the clusters that are proven eligible.

    What is not known does not pay: a cluster whose eligibility is unknown receives nothing until it is settled, and
    a share by score or factor counts the proven (lower) end only.

    Parameters
    ----------
    programme : Programme
        Its fund; a programme without one pays nothing.
    figures, judgement
        What was judged.
    decisions : sequence of Decision
        One for each cluster: the fund looks at the ladder after the moves.
    column : int
        The period.

    Returns
    -------
    FundSplit or None
        Spent and left add up to the budget.
    tuple of (Award or None)
        One for each cluster.
    """
    fund = programme.fund
    if fund is None:
        return None, tuple(None for _ in decisions)
    evaluation = Evaluation(figures, _after_the_moves(judgement.environment, _decided(decisions)))
    eligible = _eligible(fund, judgement, evaluation, column)
    still = Evaluation(figures, _after_the_moves(judgement.environment, _possible(programme, decisions)))
    open_yet = (eligible < 1) & (_eligible(fund, judgement, still, column) >= 0)
    eligible = np.where(open_yet, 0, eligible).astype(np.int8)
    proven = np.zeros(len(decisions)) if judgement.total is None else judgement.total.low[:, column]
    claims = [_claim(part, evaluation, eligible, proven, column) for part in fund.parts]
    paid, left = split_fund(fund.budget_cents, claims)
    awards = tuple(
        _award(fund, {key: amounts[row] for key, amounts in paid.items() if row in amounts}, int(eligible[row]))
        for row in range(len(decisions))
    )
    return FundSplit(fund.budget_cents, fund.budget_cents - left, left, _why_left(left, eligible)), awards


Outcomes = list[tuple[set[str], set[bool]]]
"""For each cluster the tiers it may hold after its move, and whether that move may be a rise."""


def _decided(decisions: Sequence[Decision]) -> Outcomes:
    return [({each.after}, {each.move in RISES}) for each in decisions]


def _possible(programme: Programme, decisions: Sequence[Decision]) -> Outcomes:
    return [(reachable(programme, each), {move in RISES for move in each.possible}) for each in decisions]


def _after_the_moves(environment: Environment, outcomes: Outcomes) -> Environment:
    """The fund looks at the ladder after the moves."""
    rank = environment.ordinals["tier"]
    ends = [[float(rank.get(tier, 0)) for tier in tiers] for tiers, _ in outcomes]
    low = np.array([min(each) for each in ends], dtype=np.float64).reshape(len(outcomes), 1)
    high = np.array([max(each) for each in ends], dtype=np.float64).reshape(len(outcomes), 1)
    rose = [0 if len(rises) > 1 else 1 if True in rises else -1 for _, rises in outcomes]
    promoted = np.array(rose, dtype=np.int8).reshape(len(outcomes), 1)
    return replace(environment, values={**environment.values, "tier": Bounds(low, high), "promoted": promoted})


def _eligible(fund: Fund, judgement: Judgement, evaluation: Evaluation, column: int) -> Verdicts:
    """Eligible by the fund's test and barred by no veto, whatever the veto excludes from."""
    verdicts = _test(evaluation, fund.eligible, column)
    for veto in judgement.vetoes.values():
        verdicts = np.minimum(verdicts, -veto[:, column])
    return verdicts


def _test(evaluation: Evaluation, test: str, column: int) -> Verdicts:
    if not test:
        return np.ones(len(evaluation.figures.clusters), dtype=np.int8)
    value = evaluation.of(parse(test))
    return np.asarray(value, dtype=np.int8)[:, column]


def _claim(part: FundPart, evaluation: Evaluation, eligible: Verdicts, proven: Floats, column: int) -> Claim:
    takes_part = np.minimum(eligible, _test(evaluation, part.among, column))
    if part.mode == "promotion prize":
        takes_part = np.minimum(takes_part, _test(evaluation, "promoted", column))
    weights = _weights(part, evaluation, proven, takes_part == 1, column)
    rows = np.flatnonzero(takes_part == 1)
    best_first = sorted(rows.tolist(), key=lambda row: (-weights[row], -proven[row], row))
    return Claim(part, tuple(best_first), tuple(float(weights[row]) for row in best_first))


def _weights(
    part: FundPart, evaluation: Evaluation, proven: Floats, member: npt.NDArray[np.bool_], column: int
) -> Floats:
    match part.mode:
        case "proportional":
            return proven
        case "factor":
            return _factors(part, evaluation, member, column)
        case _:
            return np.ones(len(proven))


def _factors(part: FundPart, evaluation: Evaluation, member: npt.NDArray[np.bool_], column: int) -> Floats:
    """The factor method: the weighted sum of each cluster's share in the members' total of each factor."""
    total = np.zeros(len(member))
    for text, weight in part.factors.items():
        value = evaluation.of(parse(text))
        low = value.low[:, column] if isinstance(value, Bounds) else (value[:, column] == 1).astype(float)
        counted = np.where(member & np.isfinite(low), np.maximum(low, 0.0), 0.0)
        mass = counted.sum()
        total += weight * counted / mass if mass > 0 else 0.0
    return total


def _award(fund: Fund, parts: dict[str, int], eligible: int) -> Award:
    cents = sum(parts.values())
    verdict = Verdict.of(eligible)
    reasons = {
        Verdict.MET: Text("eligible", "符合条件"),
        Verdict.NOT_MET: Text("not eligible", "不符合条件"),
        Verdict.UNKNOWN: Text("not paid until eligibility is known", "是否符合条件待核实，暂不安排"),
    }
    return Award(cents, parts, in_tranches(cents, fund.tranches), verdict, reasons[verdict])


def _why_left(left: int, eligible: Verdicts) -> Text:
    if not left:
        return Text()
    if not (eligible == 1).any():
        return Text("nobody is proven eligible yet; the fund waits", "尚无对象经证实符合条件，资金暂不分配")
    return Text("what prizes and caps leave over stays in the fund", "奖项和上限之外的余额留存资金池")
