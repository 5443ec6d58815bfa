"""Pieces of a result in words: a decision, points, a rank, an amount."""

from __future__ import annotations

from growthpole.cli.words import say
from growthpole.model.assessment import Assessment, Decision, RankRange
from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.model.verdict import Verdict
from growthpole.programme.turning import MOVES
from growthpole.reports.units import money

__all__ = ["MARKS", "decision", "money_of", "move", "points", "rank", "tier"]

MARKS = {Verdict.MET: ("●", "green"), Verdict.NOT_MET: ("○", "red"), Verdict.UNKNOWN: ("?", "dim")}


def move(name: str, language: str, certainty: str = "") -> str:
    """A move on the ladder, and how certain it is."""
    words = MOVES[name].get(language)
    return say(language, "brackets", words=words, inside=say(language, certainty)) if certainty else words


def tier(name: str, programme: Programme, language: str) -> str:
    """A tier, or that there is none."""
    return programme.tiers[name].name.get(language) if name else say(language, "no tier")


def decision(one: Decision, programme: Programme, language: str) -> str:
    """A decision: the move, the tier after it, how certain it is."""
    words = say(language, "comma").join([move(one.move, language), tier(one.after, programme, language)])
    return say(language, "brackets", words=words, inside=say(language, one.certainty))


def points(total: Interval, language: str, decimals: int = 1) -> str:
    """Points, or the two ends between which they lie."""
    low, high = (f"{end:.{decimals}f}" for end in (total.low, total.high))
    return low if total.known else say(language, "to", low=low, high=high)


def rank(one: RankRange, language: str) -> str:
    """A rank, or the ranks that the evidence allows, and among how many."""
    ranks = str(one.best) if one.best == one.worst else say(language, "to", low=one.best, high=one.worst)
    return say(language, "of", part=ranks, whole=one.of)


def money_of(cents: int, result: Assessment) -> str:
    """An amount in the currency of the programme."""
    return money(cents, result.programme.currency)
