"""Ways to split the same award fund, each as the parts of a fund that the programme's own code pays out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from growthpole.errors import InputError
from growthpole.model.rules import Fund, FundPart, Index
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.plan.goals_grounds import Grounds
from growthpole.programme.payment import pay

__all__ = ["IMPROVEMENT", "AwardMethod", "methods_of"]

IMPROVEMENT = "score - previous(score, years=1)"
"""What the method by improvement counts: points more than a year before, as far as they are proven."""


@dataclass(frozen=True, slots=True)
class AwardMethod:
    """A way to split the fund.

    Attributes
    ----------
    id : str
        ``"rule"`` for the one in force.
    name : Text
        What it is called.
    fund : Fund
        Its parts; who may receive and in which tranches is as in the rule.
    """

    id: str
    name: Text
    fund: Fund


def methods_of(grounds: Grounds, budgets: Sequence[int] = ()) -> tuple[AwardMethod, ...]:
    """The rule in force, and the usual ways in which the same money could be split.

    In proportion to the score; equal shares; prizes by level, as 1 : 2 : 3 ... from the lowest tier up and as high as
    the budget allows in whole units; by factors, each scored indicator's share of the total with its own weight; by
    improvement of the score over the year before. Methods that need a score are there where the programme has one.

    Parameters
    ----------
    grounds : Grounds
        Of an assessment whose programme has a fund.
    budgets : sequence of int, optional
        Further budgets, in hundredths of the currency, under the rule in force.

    Returns
    -------
    tuple of AwardMethod
        The rule in force first.

    Raises
    ------
    InputError
        If the programme has no fund, or a budget is negative.
    """
    fund = grounds.programme.fund
    if fund is None:
        raise InputError(
            "a programme must have an award fund to split; this one has no [fund]. Add it, or name another."
        )
    for budget in budgets:
        if budget < 0:
            raise InputError(f"`budgets` must not be negative; one is {budget}.")
    return (
        AwardMethod("rule", Text("the rule in force", "现行办法"), fund),
        *_others(grounds, fund),
        *_with(fund, budgets),
    )


def _others(grounds: Grounds, fund: Fund) -> Iterator[AwardMethod]:
    def single(id_: str, name: Text, mode: str, factors: Mapping[str, float] | None = None) -> AwardMethod:
        part = FundPart(id_, name, mode, share=1.0, factors=factors or {})
        return AwardMethod(id_, name, replace(fund, parts=(part,)))

    index = grounds.programme.index
    if index is not None and index.groups:
        yield single("score", Text("in proportion to the score", "按得分分配"), "proportional")
    yield single("equal", Text("equal shares", "平均分配"), "flat")
    if grounds.programme.tiers:
        yield AwardMethod("levels", Text("prizes by level", "按层级定额"), replace(fund, parts=_levels(grounds, fund)))
    if index is not None and index.groups:
        yield single("factors", Text("by factors", "因素法"), "factor", _factors(index))
        name = Text("by improvement over last year", "按得分进步分配")
        yield single("improvement", name, "factor", {IMPROVEMENT: 1.0})


def _with(fund: Fund, budgets: Sequence[int]) -> Iterator[AwardMethod]:
    for number, budget in enumerate(budgets, 1):
        name = Text(f"the rule with {budget / 1e8:g} million", f"现行办法，预算{budget / 1e6:g}万元")
        yield AwardMethod(f"budget-{number}", name, replace(fund, budget_cents=budget))


def _levels(grounds: Grounds, fund: Fund) -> tuple[FundPart, ...]:
    """A prize for each tier that has members, in whole units of the currency."""
    flat = replace(fund, parts=(FundPart("all", Text("all"), "flat", share=1.0),))
    programme = replace(grounds.programme, fund=flat)
    _, awards = pay(programme, grounds.figures, grounds.judgement, grounds.decisions, grounds.column)
    members = Counter(
        decision.after
        for decision, award in zip(grounds.decisions, awards, strict=True)
        if award is not None and award.eligible is Verdict.MET
    )
    # Where clusters without a tier are eligible too, theirs is the first step.
    first = 1 if "" in members else 0
    ranks = {tier: programme.tiers[tier].rank + first if tier else first for tier in members}
    claims = sum(ranks[tier] * count for tier, count in members.items())
    unit = fund.budget_cents // claims // 100 * 100 if claims else 0
    lowest = next(iter(programme.tiers))
    return tuple(
        FundPart(
            f"level-{tier or 'none'}",
            programme.tiers[tier].name if tier else Text("no tier", "未入列"),
            "level prize",
            amount_cents=unit * ranks[tier],
            among=f"tier == {tier}" if tier else f"tier < {lowest}",
        )
        for tier in sorted(members, key=lambda tier: -ranks[tier])
    )


def _factors(index: Index) -> dict[str, float]:
    """The scored items with their weights; one of which less is better has no share to count."""
    found: dict[str, float] = defaultdict(float)
    for group in index.groups:
        for item in group.items:
            if item.best > item.worst:
                found[item.value] += group.weight * item.weight
    return dict(found)
