"""Related diversification: from what a region lives on to what is related, takes less energy and is more complex."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.criteria import Criteria
from growthpole.chain.diversification_front import pareto_front
from growthpole.chain.targets_facts import SectorFacts
from growthpole.chain.targets_scores import Scored, judged, scored
from growthpole.errors import InputError
from growthpole.measures.matrix.similarity import purchase_similarity
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

__all__ = ["COAL", "Option", "Start", "diversify", "trade_links"]

Floats = NDArray[np.float64]

COAL = ("006", "042")
"""Mining and washing of coal; coke and other coal products (of the 153 sectors)."""


@dataclass(frozen=True)
class Start:
    """What a region lives on, and what else is known of it.

    Attributes
    ----------
    sectors : tuple of str
        The sectors it is to move on from; at least one.
    present : frozenset of str
        Further sectors that are there for certain.
    section_density : mapping of str to float
        Relatedness density of each sector's section in the region's census.
    section_complexity : mapping of str to float
        Complexity of each sector's section among the counties of the country.
    """

    sectors: tuple[str, ...] = COAL
    present: frozenset[str] = frozenset()
    section_density: Mapping[str, float] = field(default_factory=dict)
    section_complexity: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """A sector into which a region might diversify.

    Attributes
    ----------
    sector : str
        Its code.
    name : Text
        Its name.
    likeness, trade : float
        Its relatedness to the nearest sector of the start, 0 to 1: correlation of what the two buy; largest share of
        purchases or sales that one has with the other.
    nearest : str
        That sector.
    figures : mapping of str to Interval
        By measure: relatedness (mean of the two), energy, knowledge, value added, productivity, jobs ...
    present : bool
        Whether it is known to be there already.
    less_energy, more_complex : Verdict
        Against every sector of the start.
    standing : Verdict
        Met where no other option is at least as related, as sparing and as complex, and better in one; not met where
        one is for certain; unknown where it hangs on what is not known.
    dominated_by : str
        One that is better for certain; empty where none is.
    scored : Scored
        Points, score and rank range among all options.
    """

    sector: str
    name: Text
    likeness: float
    trade: float
    nearest: str
    figures: Mapping[str, Interval]
    present: bool
    less_energy: Verdict
    more_complex: Verdict
    standing: Verdict
    dominated_by: str
    scored: Scored


def trade_links(facts: SectorFacts, output: Floats) -> Floats:
    """How much two sectors trade: the largest of the shares in which each buys from and sells to the other.

    Parameters
    ----------
    facts : SectorFacts
        With the coefficients.
    output : ndarray, shape (sectors,)
        Output of each sector in the nation, CNY.

    Returns
    -------
    ndarray, shape (sectors, sectors)
        0 to 1, symmetric; see :func:`growthpole.measures.matrix.similarity.purchase_similarity`.
    """
    links: Floats = purchase_similarity(np.clip(facts.technology.coefficients, 0.0, None) * output)
    return links


def diversify(facts: SectorFacts, links: Floats, criteria: Criteria, start: Start) -> tuple[Option, ...]:
    r"""Rank the sectors into which a region might diversify.

    Relatedness of option :math:`j` to the start :math:`B`:
    :math:`\max_{b \in B} \tfrac12 (\max(0, corr_i(a_{ij}, a_{ib})) + IO_{jb})`.

    Parameters
    ----------
    facts : SectorFacts
        What the national table tells of every sector.
    links : ndarray, shape (sectors, sectors)
        From `trade_links`.
    criteria : Criteria
        ``shift`` weighs the axes; sectors of ``leave_out`` are no options.
    start : Start
        What the region lives on.

    Returns
    -------
    tuple of Option
        By the middle of the score, highest first.

    Raises
    ------
    InputError
        If the start has no sector, or the criteria say nothing of diversification.
    NameUnknownError
        If the table has no sector of that code.

    References
    ----------
    Hidalgo, C. A. and others (2018), The principle of relatedness; Ellison, Glaeser and Kerr (2010), section III.
    """
    if not start.sectors or not criteria.shift:
        raise InputError(
            "`start` must have at least one sector and `criteria` at least one [shift] criterion; found "
            f"{len(start.sectors)} and {len(criteria.shift)}."
        )
    codes = [code for code in facts.technology.sectors if code not in criteria.leave_out and code not in start.sectors]
    near = [_nearest(facts, links, code, start.sectors) for code in codes]
    figures = [
        _figures(facts, code, related, start, criteria) for code, (_, related, _, _) in zip(codes, near, strict=True)
    ]
    # What is not related is no related diversification, however clean: no strength makes up for nothing elsewhere.
    marks = scored(criteria.shift, figures, how="geometric")
    stands = pareto_front([(one["relatedness"], _reverse(one["energy"]), one["knowledge"]) for one in figures])
    made = [
        Option(
            code,
            facts.technology.name(code),
            like,
            trade,
            base,
            found,
            code in start.present,
            *_against(facts, code, start.sectors),
            standing,
            "" if better is None else codes[better],
            mark,
        )
        for code, (base, _, like, trade), found, (standing, better), mark in zip(
            codes, near, figures, stands, marks, strict=True
        )
    ]
    return tuple(sorted(made, key=lambda one: (-(one.scored.score.low + one.scored.score.high), one.sector)))


def _nearest(facts: SectorFacts, links: Floats, code: str, start: Sequence[str]) -> tuple[str, float, float, float]:
    """The sector of the start that it is most related to: which, how much, and the two parts of it."""
    at = facts.technology.at(code)
    found = []
    for base in start:
        to = facts.technology.at(base)
        like, trade = float(facts.likeness[at, to]), float(links[at, to])
        found.append((base, (like + trade) / 2, like, trade))
    return max(found, key=lambda one: one[1])


def _figures(facts: SectorFacts, code: str, related: float, start: Start, criteria: Criteria) -> dict[str, Interval]:
    at = facts.technology.at(code)
    known = {
        "relatedness": related,
        "knowledge": float(facts.knowledge[at]),
        "value-added": float(facts.value_added[at]),
        "productivity": float(facts.productivity[at]),
        "section-density": start.section_density.get(code, math.nan),
        "section-complexity": start.section_complexity.get(code, math.nan),
    }
    return {
        "energy": Interval(float(facts.energy_low[at]), float(facts.energy_high[at])),
        "jobs": Interval(float(facts.jobs_low[at]), float(facts.jobs_high[at])),
        **{name: Interval(value, value) for name, value in known.items() if not math.isnan(value)},
        **judged(criteria, code),
    }


def _reverse(figure: Interval) -> Interval:
    return Interval(-figure.high, -figure.low)


def _against(facts: SectorFacts, code: str, start: Sequence[str]) -> tuple[Verdict, Verdict]:
    """Whether it takes less energy and holds more knowledge than every sector of the start."""
    at, to = facts.technology.at(code), [facts.technology.at(base) for base in start]
    sparing = facts.energy_high[at] < facts.energy_low[to].min()
    wasteful = facts.energy_low[at] >= facts.energy_high[to].min()
    less = Verdict.MET if sparing else Verdict.NOT_MET if wasteful else Verdict.UNKNOWN
    return less, Verdict.MET if facts.knowledge[at] > facts.knowledge[to].max() else Verdict.NOT_MET
