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
    evaluation = Evaluation(figures, _after_the_moves(judgement.environment, decisions))
    eligible = _eligible(fund, judgement, evaluation, column)
    proven = np.zeros(len(decisions)) if judgement.total is None else judgement.total.low[:, column]
    claims = [_claim(part, evaluation, eligible, proven, column) for part in fund.parts]
    paid, left = split_fund(fund.budget_cents, claims)
    awards = tuple(
        _award(fund, {key: amounts[row] for key, amounts in paid.items() if row in amounts}, int(eligible[row]))
        for row in range(len(decisions))
    )
    return FundSplit(fund.budget_cents, fund.budget_cents - left, left, _why_left(left, eligible)), awards


def _after_the_moves(environment: Environment, decisions: Sequence[Decision]) -> Environment:
    tiers = environment.ordinals["tier"]
    after = np.array([[float(tiers.get(each.after, 0))] for each in decisions]).reshape(len(decisions), 1)
    rose = np.array([[1 if each.move in {"promote", "enter"} else -1] for each in decisions], dtype=np.int8)
    values = {**environment.values, "tier": Bounds(after, after), "promoted": rose.reshape(len(decisions), 1)}
    return replace(environment, values=values)


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
