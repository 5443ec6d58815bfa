"""The award fund split by the rule in force and otherwise, every cent accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from growthpole.errors import InputError
from growthpole.model.assessment import Assessment
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.plan.award_methods import AwardMethod, methods_of
from growthpole.plan.goals_grounds import Grounds
from growthpole.programme.payment import pay

__all__ = ["AwardSplit", "award_splits", "split_by", "split_of"]


_SUPPOSED = Text("the rule, were no unknown veto to apply", "现行办法（假定未知的否决情形均不存在）")


@dataclass(frozen=True)
class AwardSplit:
    """The fund split in one way; money in hundredths of the currency.

    Attributes
    ----------
    method : AwardMethod
        How it is split.
    cents : mapping of str to int
        What each cluster receives, by id.
    spent_cents, left_cents : int
        They add up to the budget.
    note : Text
        Why something is left; empty where nothing is.
    eligible, waiting : tuple of str
        Clusters proven eligible, and those whose eligibility is not known: they are not paid until it is.
    partly : tuple of str
        Eligible clusters whose score is not fully known: only the proven points count.
    """

    method: AwardMethod
    cents: Mapping[str, int]
    spent_cents: int
    left_cents: int
    note: Text
    eligible: tuple[str, ...]
    waiting: tuple[str, ...]
    partly: tuple[str, ...]

    @property
    def budget_cents(self) -> int:
        """What there is to split."""
        return self.spent_cents + self.left_cents


def award_splits(grounds: Grounds, budgets: Sequence[int] = (), *, suppose: bool = False) -> tuple[AwardSplit, ...]:
    """Split the fund by every method.

    Parameters
    ----------
    grounds : Grounds
        Of an assessment whose programme has a fund.
    budgets : sequence of int, optional
        Further budgets, in hundredths of the currency, under the rule in force.
    suppose : bool
        Whether to add the rule in force under a supposition: that no veto which is unknown applies, and every move
        stays as decided. Points still count only as far as they are proven.

    Returns
    -------
    tuple of AwardSplit
        The rule in force first: the same amounts, to the cent, as in the assessment.

    Raises
    ------
    InputError
        If the programme has no fund, or a budget is negative.
    """
    methods = methods_of(grounds, budgets)
    splits = tuple(split_by(grounds, method) for method in methods)
    if not suppose:
        return splits
    supposed = AwardMethod("supposed", _SUPPOSED, methods[0].fund)
    return (*splits, split_by(_unhindered(grounds), supposed))


def _unhindered(grounds: Grounds) -> Grounds:
    """The same grounds, were everything unknown about eligibility settled in the clusters' favour."""
    vetoes = {key: np.where(verdicts == 0, np.int8(-1), verdicts) for key, verdicts in grounds.judgement.vetoes.items()}
    settled = tuple(replace(decision, possible=(decision.move,)) for decision in grounds.decisions)
    return replace(grounds, judgement=replace(grounds.judgement, vetoes=vetoes), decisions=settled)


def split_by(grounds: Grounds, method: AwardMethod) -> AwardSplit:
    """Split the fund by one method, with the code that pays the award of the assessment.

    Parameters
    ----------
    grounds : Grounds
        Figures, verdicts and moves.
    method : AwardMethod
        How to split.

    Returns
    -------
    AwardSplit
    """
    programme = replace(grounds.programme, fund=method.fund)
    fund, awards = pay(programme, grounds.figures, grounds.judgement, grounds.decisions, grounds.column)
    found = {id_: award for id_, award in zip(grounds.figures.clusters, awards, strict=True) if award is not None}
    eligible = tuple(sorted(id_ for id_, award in found.items() if award.eligible is Verdict.MET))
    open_scores = _open_scores(grounds)
    return AwardSplit(
        method,
        {id_: found[id_].cents for id_ in sorted(found)},
        fund.spent_cents if fund is not None else 0,
        fund.left_cents if fund is not None else method.fund.budget_cents,
        fund.note if fund is not None else Text(),
        eligible,
        tuple(sorted(id_ for id_, award in found.items() if award.eligible is Verdict.UNKNOWN)),
        tuple(id_ for id_ in eligible if id_ in open_scores),
    )


def split_of(assessment: Assessment, id_: str, name: Text) -> AwardSplit:
    """The split that an assessment holds, such as one under changed rules.

    Parameters
    ----------
    assessment : Assessment
        Whose programme has a fund.
    id_, name : str, Text
        What to call it.

    Returns
    -------
    AwardSplit

    Raises
    ------
    InputError
        If the programme has no fund.
    """
    fund, split = assessment.programme.fund, assessment.fund
    if fund is None or split is None:
        raise InputError("`assessment` must be of a programme with an award fund; this one has no [fund].")
    found = {each.cluster.id: each for each in assessment.clusters}
    awards = {key: each.award for key, each in found.items() if each.award is not None}
    eligible = tuple(sorted(key for key, award in awards.items() if award.eligible is Verdict.MET))
    scores = {key: each.score for key, each in found.items()}
    return AwardSplit(
        AwardMethod(id_, name, fund),
        {key: awards[key].cents for key in sorted(awards)},
        split.spent_cents,
        split.left_cents,
        split.note,
        eligible,
        tuple(sorted(key for key, award in awards.items() if award.eligible is Verdict.UNKNOWN)),
        tuple(key for key in eligible if (score := scores[key]) is not None and not score.total.known),
    )


def _open_scores(grounds: Grounds) -> frozenset[str]:
    """The clusters whose score is an interval."""
    total, column = grounds.judgement.total, grounds.column
    if total is None:
        return frozenset()
    wide = total.low[:, column] != total.high[:, column]
    return frozenset(id_ for id_, is_wide in zip(grounds.figures.clusters, wide.tolist(), strict=True) if is_wide)
