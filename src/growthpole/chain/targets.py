"""Which industries to attract: the inputs that a cluster lacks, scored by the office's criteria."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from growthpole.chain.amounts import ANY_SHARE
from growthpole.chain.criteria import Criteria
from growthpole.chain.fit import Free, Room, room
from growthpole.chain.gaps import GapTable, InputGap
from growthpole.chain.targets_facts import SectorFacts
from growthpole.chain.targets_scores import Scored, judged, scored
from growthpole.measures.matrix.density import density
from growthpole.model.interval import Interval
from growthpole.model.text import Text

__all__ = ["Place", "Target", "rank_targets"]


@dataclass(frozen=True)
class Place:
    """What is known of a county beside its gaps.

    Attributes
    ----------
    present : frozenset of str
        Sectors that are there for certain: those of its clusters and of the firms that are known.
    absent : frozenset of str
        Sectors that are not there for certain.
    free : mapping of str to Interval
        What it has free, by resource.
    section_density : mapping of str to float
        Relatedness density of its sections in the census, by sector; a section is far wider than a sector.
    """

    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    free: Free = field(default_factory=dict)
    section_density: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """An industry that might be attracted for a cluster.

    Attributes
    ----------
    gap : InputGap
        The input it would make: cluster, region, sector, demand, local supply, gap.
    name : Text
        Name of the sector.
    figures : mapping of str to Interval
        By measure; a measure of which nothing is known is absent.
    nearest : str
        The sector present whose inputs are likest; empty where none is known to be there.
    room : Room
        How much output the county has room for.
    scored : Scored
        Points, score and the range of its rank among the targets of the cluster.
    """

    gap: InputGap
    name: Text
    figures: Mapping[str, Interval]
    nearest: str
    room: Room
    scored: Scored


def rank_targets(
    gaps: GapTable,
    facts: SectorFacts,
    criteria: Criteria,
    places: Mapping[str, Place],
    *,
    complexity: Mapping[str, float] | None = None,
    own: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Target, ...]:
    """Rank the industries to attract, cluster by cluster.

    Parameters
    ----------
    gaps : GapTable
        What each cluster lacks, by sector.
    facts : SectorFacts
        What the national table tells of every sector.
    criteria : Criteria
        Weights, goalposts, what is left out.
    places : mapping of str to Place
        By region; nothing is known of one that is absent.
    complexity : mapping of str to float, optional
        Complexity of each sector's section.
    own : mapping of str to frozenset of str, optional
        The sectors in which each cluster works itself: what it makes is no target for it.

    Returns
    -------
    tuple of Target
        By cluster, then by the middle of the score, highest first. An input that is surely made locally in full is no
        target; neither is one below ``criteria.least_need`` or left out.

    References
    ----------
    Hidalgo, C. A. and others (2018), The principle of relatedness, Unifying Themes in Complex Systems IX; Ellison, G.,
    Glaeser, E. and Kerr, W. (2010), What causes industry agglomeration?, American Economic Review 100, 1195-1213.
    """
    works = own or {}
    rows = [
        row for row in gaps.sectors if _wanted(row, criteria) and row.sector not in works.get(row.cluster, frozenset())
    ]
    densities = _densities(rows, facts, places)
    found = [
        _figures(row, facts, criteria, places.get(row.region, Place()), densities, complexity or {}) for row in rows
    ]
    marks = scored(criteria.industry, [figures for figures, _, _ in found], [row.cluster for row in rows])
    made = [
        Target(row, facts.technology.name(row.sector), figures, nearest, space, mark)
        for row, (figures, nearest, space), mark in zip(rows, found, marks, strict=True)
    ]
    return tuple(sorted(made, key=lambda one: (one.gap.cluster, -_middle(one.scored.score), one.gap.sector)))


def _wanted(row: InputGap, criteria: Criteria) -> bool:
    return row.gap.high > 0 and row.coefficient.high >= criteria.least_need and row.sector not in criteria.leave_out


def _middle(score: Interval) -> float:
    return (score.low + score.high) / 2


def _figures(
    row: InputGap,
    facts: SectorFacts,
    criteria: Criteria,
    place: Place,
    densities: Mapping[tuple[str, str], Interval],
    complexity: Mapping[str, float],
) -> tuple[dict[str, Interval], str, Room]:
    """The figures of one target, the sector that it is likest to, and the room for it."""
    nearest, like = facts.nearest(row.sector, tuple(place.present))
    space = room(facts.takes(row.sector) | dict(criteria.takes), place.free)
    at = facts.technology.at(row.sector)
    known = {
        "closeness": like,
        "section-density": place.section_density.get(row.sector, math.nan),
        "section-complexity": complexity.get(row.sector, math.nan),
        "knowledge": float(facts.knowledge[at]),
        "value-added": float(facts.value_added[at]),
        "productivity": float(facts.productivity[at]),
        "pull": float(facts.pull[at]),
        "market": float(facts.market[at]),
    }
    figures = {
        "need": row.coefficient,
        "gap": row.gap,
        "energy": Interval(float(facts.energy_low[at]), float(facts.energy_high[at])),
        "room": room_share(space, row.gap),
        "density": densities[row.region, row.sector],
        **{name: Interval(value, value) for name, value in known.items()},
        **judged(criteria, row.sector),
    }
    # What cannot be worked out (a sector like no other, one without output) is unknown, hence absent.
    figures = {name: one for name, one in figures.items() if not math.isnan(one.low)}
    return figures, nearest, space


def room_share(space: Room, gap: Interval) -> Interval:
    """The share of a gap for which there is room, 0 to 1.

    Examples
    --------
    >>> room_share(Room(Interval(50.0, 60.0), "land", ()), Interval(100.0, 200.0))
    Interval(low=0.25, high=0.6)
    """
    if gap.high == 0:
        return ANY_SHARE
    low = 0.0 if math.isinf(gap.high) else min(1.0, space.output.low / gap.high)
    return Interval(low, 1.0 if space.output.high >= gap.low else space.output.high / gap.low)


def _densities(
    rows: Sequence[InputGap], facts: SectorFacts, places: Mapping[str, Place]
) -> dict[tuple[str, str], Interval]:
    """Relatedness density of every sector in every county: what is not known to be there may be, or not."""
    regions, sectors = sorted({row.region for row in rows}), facts.technology.sectors
    m = np.full((len(regions), len(sectors)), np.nan)
    for at, region in enumerate(regions):
        place = places.get(region, Place())
        m[at, [facts.technology.at(code) for code in sorted(place.absent - place.present)]] = 0.0
        m[at, [facts.technology.at(code) for code in sorted(place.present)]] = 1.0
    found = density(m, facts.likeness, itself=False) if regions else None
    return {
        (row.region, row.sector): Interval(
            float(found.low[regions.index(row.region), facts.technology.at(row.sector)]),
            float(found.high[regions.index(row.region), facts.technology.at(row.sector)]),
        )
        for row in rows
        if found is not None
    }
