"""How far a rank holds, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from growthpole.charts.words import FACTORS
from growthpole.model.assessment import ClusterAssessment, RankSpread, Robustness
from growthpole.model.text import Text
from growthpole.reports.units import number
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import both

__all__ = ["InfluenceView", "LiftView", "SpreadView", "influences", "shift", "spread_view"]


@dataclass(frozen=True, slots=True)
class LiftView:
    """An item that would have to rise, in points."""

    name: Text
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class SpreadView:
    """Where one cluster ranks in many draws, what grades it reaches, and the cheapest way to the next.

    Attributes
    ----------
    sentence : Text
        Ranks and the chance of being among the first.
    grades : tuple of (Text, str)
        Each grade with the share of draws that reach it or a better one.
    next_grade : Text
        Empty at the best grade.
    lifts : tuple of LiftView
        What would have to rise.
    """

    sentence: Text
    grades: tuple[tuple[Text, str], ...]
    next_grade: Text
    lifts: tuple[LiftView, ...]


@dataclass(frozen=True, slots=True)
class InfluenceView:
    """A factor and the share of the movement of ranks that it causes: alone (first order) and with others (total)."""

    name: Text
    alone: str
    share: str


def spread_view(one: ClusterAssessment, names: Names) -> SpreadView | None:
    """The spread of one cluster; ``None`` where ranks were not drawn."""
    robustness = names.assessment.robustness
    spread = robustness.spreads.get(one.cluster.id) if robustness else None
    if robustness is None or spread is None:
        return None
    return SpreadView(
        _sentence(one, spread, robustness),
        tuple((names.grade(grade), _percent(share)) for grade, share in spread.grades.items() if 0.0 < share < 1.0),
        names.grade(spread.next_grade) if spread.next_grade else Text(),
        _lifts(spread, names),
    )


def _lifts(spread: RankSpread, names: Names) -> tuple[LiftView, ...]:
    """What would have to rise by more than the last digit shown."""
    lifts = (LiftView(names.item(each.item), _points(each.now), _points(each.then)) for each in spread.lifts)
    return tuple(one for one in lifts if one.now != one.then)


def _sentence(one: ClusterAssessment, spread: RankSpread, robustness: Robustness) -> Text:
    same = spread.low == spread.high
    template = Text(
        "In {draws} draws of weights and unknown figures it ranks {place} in 90 % of them, {median} in the middle.",
        "对权重和未知数据作{draws}次抽样：九成的位次为{place}，中位为{median}。",
    )
    place = str(spread.low) if same else f"{spread.low}–{spread.high}"
    said = both(template, draws=f"{robustness.draws:,}", place=place, median=spread.median)
    if one.rank is None or one.rank.of <= robustness.top:
        return said
    first = Text(" It is among the first {top} in {share}.", "进入前{top}的占{share}。")
    more = both(first, top=robustness.top, share=_percent(spread.top))
    return Text(said.en + more.en, said.zh + more.zh)


def influences(assessment_robustness: Robustness | None) -> tuple[InfluenceView, ...]:
    """What moves the ranks, the strongest first; empty where nothing moves them."""
    found = assessment_robustness.influences if assessment_robustness else ()
    return tuple(
        InfluenceView(FACTORS.get(each.factor, Text(each.factor)), _percent(each.first), _percent(each.total))
        for each in found
        if any(other.total > 0 for other in found)
    )


def shift(robustness: Robustness | None) -> Text:
    """How far ranks move on average, in places; empty where that is not known."""
    if robustness is None or not math.isfinite(robustness.mean_shift) or not robustness.influences:
        return Text()
    template = Text("On average a rank moves by {places} places.", "位次平均变动{places}位。")
    return both(template, places=number(round(robustness.mean_shift, 2)))


def _percent(share: float) -> str:
    """A share that is neither 0 nor 1 is never written as if it were."""
    if 0.0 < share < 0.005:
        return "< 1 %"
    return "> 99 %" if 0.995 < share < 1.0 else f"{100 * share:.0f} %"


def _points(value: float) -> str:
    return number(round(value, 1))
