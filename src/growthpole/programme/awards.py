"""The award fund: prizes first, then shares; nothing is paid twice and every cent is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from growthpole.model.rules import FundPart
from growthpole.programme.fund import proportional

__all__ = ["PRIZES", "Claim", "split_fund"]

PRIZES = ("level prize", "promotion prize")
"""Modes that pay a fixed amount; a flat part with an amount is a prize too."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who takes part in one part of the fund, and with what weight.

    Attributes
    ----------
    part : FundPart
        The rule.
    members : tuple of int
        Positions of the clusters that take part, best first (which settles equal remainders).
    weights : tuple of float
        One for each member, not negative; not used by prizes.
    """

    part: FundPart
    members: tuple[int, ...]
    weights: tuple[float, ...]

    @property
    def is_prize(self) -> bool:
        """Whether the part pays a fixed amount."""
        return self.part.amount_cents is not None


def split_fund(budget: int, claims: Sequence[Claim]) -> tuple[dict[str, dict[int, int]], int]:
    """Split a budget over the parts of a fund.

    Prizes are paid first, in the order of the file, each from its own share of the budget or, without one, from what
    is left; a pot that is too small is split equally. The other parts then divide what remains in proportion to their
    shares.

    Parameters
    ----------
    budget : int, cents, >= 0
    claims : sequence of Claim

    Returns
    -------
    paid : dict of str to dict of int to int
        By part id and cluster position, cents.
    left : int
        What no part could give out; the payments and it add up to ``budget``.

    Examples
    --------
    >>> from growthpole.model import rules
    >>> from growthpole.model.text import Text
    >>> prize = rules.FundPart("star", Text("star"), "level prize", amount_cents=300)
    >>> rest = rules.FundPart("rest", Text("rest"), "proportional", share=1.0)
    >>> split_fund(1000, [Claim(prize, (0,), (1.0,)), Claim(rest, (0, 1), (3.0, 1.0))])
    ({'star': {0: 300}, 'rest': {0: 525, 1: 175}}, 0)
    """
    paid: dict[str, dict[int, int]] = {}
    left = budget
    for claim in (each for each in claims if each.is_prize):
        paid[claim.part.id] = _prizes(claim, budget, left)
        left -= sum(paid[claim.part.id].values())
    sharing = [each for each in claims if not each.is_prize]
    pots, _ = proportional(left, [each.part.share or 0.0 for each in sharing])
    for claim, pot in zip(sharing, pots, strict=True):
        shares, _ = proportional(pot, claim.weights, floor=claim.part.floor_cents, cap=claim.part.cap_cents)
        paid[claim.part.id] = dict(zip(claim.members, shares, strict=True))
        left -= sum(shares)
    return paid, left


def _prizes(claim: Claim, budget: int, left: int) -> dict[int, int]:
    """The same amount to each member, as far as the pot reaches."""
    share = claim.part.share
    pot = left if share is None else min(left, proportional(budget, [share, max(0.0, 1.0 - share)])[0][0])
    amounts, _ = proportional(pot, [1.0] * len(claim.members), cap=claim.part.amount_cents)
    return dict(zip(claim.members, amounts, strict=True))
