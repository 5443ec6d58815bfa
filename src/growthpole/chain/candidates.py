"""Which firms to win: each scored by the office's criteria and held against what its county has free."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from growthpole.chain.amounts import ANY_AMOUNT, ANY_SHARE, shortfall, times, total
from growthpole.chain.criteria import Criteria
from growthpole.chain.fit import Fit, fit
from growthpole.chain.gaps import GapTable, InputGap
from growthpole.chain.projects_gap import closed_gap
from growthpole.chain.targets import Place
from growthpole.chain.targets_facts import SectorFacts
from growthpole.chain.targets_scores import Scored, judged, scored
from growthpole.model.interval import Interval
from growthpole.model.project import RESOURCES, Candidate

__all__ = ["CandidateTarget", "candidate_targets"]


@dataclass(frozen=True, slots=True)
class CandidateTarget:
    """A firm that might be won, for a cluster.

    Attributes
    ----------
    candidate : Candidate
        The firm.
    cluster : str
        The cluster whose gap it would close most of; that of its row where one is named; empty where none needs it.
    gap : InputGap or None
        The gap it would close; ``None`` where no cluster buys what it makes, as far as is known.
    figures : mapping of str to Interval
        By measure; a measure of which nothing is known is absent.
    nearest : str
        The sector present whose inputs are likest to its own.
    fit : Fit
        What it takes against what the county has free.
    scored : Scored
        Points, score and the range of its rank among all candidates.
    """

    candidate: Candidate
    cluster: str
    gap: InputGap | None
    figures: Mapping[str, Interval]
    nearest: str
    fit: Fit
    scored: Scored


def candidate_targets(
    candidates: Sequence[Candidate],
    gaps: GapTable,
    facts: SectorFacts,
    criteria: Criteria,
    places: Mapping[str, Place],
) -> tuple[CandidateTarget, ...]:
    """Rank candidate firms.

    Parameters
    ----------
    candidates : sequence of Candidate
        The firms, with what they make and what they would take.
    gaps : GapTable
        What each cluster lacks.
    facts : SectorFacts
        What the national table tells of every sector; fills in energy and labour where a row is silent.
    criteria : Criteria
        Weights, goalposts, what an output takes.
    places : mapping of str to Place
        By region.

    Returns
    -------
    tuple of CandidateTarget
        By the middle of the score, highest first; empty for none.
    """
    found = [_figures(one, gaps, facts, criteria, places) for one in candidates]
    marks = scored(criteria.firm, [figures for _, figures, _, _ in found])
    made = [
        CandidateTarget(one, row.cluster if row else one.cluster, row, figures, nearest, fits, mark)
        for one, (row, figures, nearest, fits), mark in zip(candidates, found, marks, strict=True)
    ]
    return tuple(sorted(made, key=lambda one: (-(one.scored.score.low + one.scored.score.high), one.candidate.id)))


def _figures(
    one: Candidate, gaps: GapTable, facts: SectorFacts, criteria: Criteria, places: Mapping[str, Place]
) -> tuple[InputGap | None, dict[str, Interval], str, Fit]:
    row = _gap_of(one, gaps)
    place = places.get(one.region or (row.region if row else ""), Place())
    output = one.output or ANY_AMOUNT
    per_output = (facts.takes(one.sector) if one.sector else {}) | dict(criteria.takes)
    needs = {name: one.needs.get(name) or times(per_output.get(name, ANY_AMOUNT), output) for name in RESOURCES}
    fits = fit(needs, place.free)
    nearest, like = facts.nearest(one.sector, tuple(place.present)) if one.sector else ("", math.nan)
    figures = {
        "gap": ANY_AMOUNT if row is None else closed_gap(row.demand, row.supply, output, row.rival_demand),
        "share": ANY_SHARE if row is None else _share(row, output),
        "fit": fits.served,
        **_intensities(one, per_output, output),
        **({} if one.investment is None else {"investment": one.investment}),
        **{name.replace("_", "-"): figure for name, figure in one.merits.items()},
        **judged(criteria, one.id),
    }
    if one.sector:
        at = facts.technology.at(one.sector)
        sector = {"closeness": like, "knowledge": float(facts.knowledge[at]), "pull": float(facts.pull[at])}
        figures |= {name: Interval(value, value) for name, value in sector.items() if not math.isnan(value)}
    return row, figures, nearest, fits


def _gap_of(one: Candidate, gaps: GapTable) -> InputGap | None:
    """The gap it would close: of its cluster, else the widest there is for what it makes."""
    rows = [
        row
        for row in (gaps.sectors if one.sector else gaps.stages)
        if (row.sector if one.sector else row.stage) == (one.sector or one.stage) and one.cluster in ("", row.cluster)
    ]
    return min(rows, key=lambda row: (-row.gap.low, -row.gap.high, row.cluster)) if rows else None


def _intensities(one: Candidate, per_output: Mapping[str, Interval], output: Interval) -> dict[str, Interval]:
    """Output per land and job, energy per output: of the row's own figures, else of the table's."""
    unit = Interval(1.0, 1.0)
    over = {
        name: (output, one.needs[name]) if name in one.needs else (unit, per_output.get(name, ANY_AMOUNT))
        for name in ("land", "labour", "energy")
    }
    return {
        "output-per-land": ratio(*over["land"]),
        "output-per-job": ratio(*over["labour"]),
        "energy-per-output": ratio(*reversed(over["energy"])),
    }


def _share(row: InputGap, output: Interval) -> Interval:
    """The share of a gap that an output closes, 0 to 1; any share of a gap that may be none.

    It is the share of the gap of the place, rivals included: they have their part of the output.
    """
    gap = shortfall(total((row.demand, row.rival_demand)), row.supply)
    low = 0.0 if math.isinf(gap.high) or gap.high == 0 else min(1.0, output.low / gap.high)
    return Interval(low, 1.0 if gap.low <= output.high else output.high / gap.low)


def ratio(above: Interval, below: Interval) -> Interval:
    """One amount over another; any amount where the other may be nothing.

    Examples
    --------
    >>> ratio(Interval(6.0, 8.0), Interval(2.0, 4.0)), ratio(Interval(6.0, 6.0), Interval(0.0, 2.0))
    (Interval(low=1.5, high=4.0), Interval(low=3.0, high=inf))
    """
    low = 0.0 if math.isinf(below.high) or below.high == 0 else above.low / below.high
    return Interval(low, above.high / below.low if below.low > 0 else math.inf)
