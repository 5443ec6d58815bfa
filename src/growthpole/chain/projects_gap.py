"""What projects do to a gap: what those of each state close, and the gaps with those that produce."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from growthpole.chain.amounts import ANY_AMOUNT, NOTHING, total
from growthpole.chain.gaps import GapTable, InputGap
from growthpole.chain.pool import least_closed, most_closed, pool_gap, pool_share
from growthpole.model.interval import Interval
from growthpole.model.project import PIPELINE, Project

__all__ = ["LinkProjects", "closed_gap", "link_projects", "started_in", "with_producing", "without_output"]


Link = tuple[str, str, str]
"""Cluster, sector and stage; one of the last two is empty."""


@dataclass(frozen=True, slots=True)
class LinkProjects:
    """One link of a chain and the projects that fill it.

    Attributes
    ----------
    gap : InputGap
        The link: what is bought, what is made locally by the table of firms, what is missing.
    projects : tuple of Project
        Its projects, dropped ones included, by state and name.
    closes : mapping of str to Interval
        By state: the part of the gap that the projects of this state close once they produce, on top of those of the
        more certain states. CNY a year. What they close of the gaps of rivals, who have their part, is not in it.
    left : mapping of str to Interval
        By state: the gap that is left once the projects of this state and of the more certain ones produce.
    """

    gap: InputGap
    projects: tuple[Project, ...]
    closes: Mapping[str, Interval]
    left: Mapping[str, Interval]


def closed_gap(demand: Interval, supply: Interval, output: Interval, rivals: Interval = NOTHING) -> Interval:
    r"""The part of a gap that an output closes: the gap without it less the gap with it.

    .. math:: c = g(s) - g(s + p) = \frac{d}{d + r} \min(p, \max(0, d + r - s))

    Parameters
    ----------
    demand, supply : Interval
        CNY a year, >= 0; supply without the output.
    output : Interval
        CNY a year, >= 0.
    rivals : Interval
        What other local buyers want of it, CNY a year, >= 0: they have their part of the output. Nothing by default.

    Returns
    -------
    Interval
        CNY a year; both ends are reached: it rises with demand and output and falls with supply, and it rises with
        what rivals want as long as the output fills the gap of the place, then falls.

    Examples
    --------
    >>> one = Interval.point
    >>> closed_gap(one(10.0), one(4.0), one(2.0)), closed_gap(one(10.0), one(4.0), one(9.0))
    (Interval(low=2.0, high=2.0), Interval(low=6.0, high=6.0))
    >>> closed_gap(one(10.0), one(4.0), one(2.0), rivals=one(10.0))
    Interval(low=1.0, high=1.0)
    """
    low = least_closed(demand, rivals, supply.high, output.low)
    return Interval(low, max(low, most_closed(demand, rivals, supply.low, output.high)))


def link_projects(gaps: GapTable, projects: Sequence[Project], year: int) -> tuple[LinkProjects, ...]:
    """What the projects of each link close, state by state.

    A project fills the row of its sector; one without a sector that of its stage. One whose firm stands in the table
    of firms is in the local supply already and closes nothing more.

    Parameters
    ----------
    gaps : GapTable
        The gaps of the year.
    projects : sequence of Project
        The ledger.
    year : int
        The year of the gaps; states reached later do not count.

    Returns
    -------
    tuple of LinkProjects
        Every link that has a project, by cluster, sector and stage. One that has no row among the gaps has unknown
        demand and supply.
    """
    rows = {(row.cluster, row.sector, row.stage): row for row in (*gaps.stages, *gaps.sectors)}
    return tuple(
        _link(rows.get(key) or _unknown(key, listed), listed, year)
        for key, listed in sorted(_by_link(projects).items())
    )


def _by_link(projects: Sequence[Project]) -> dict[Link, list[Project]]:
    """The projects of each link; those that name neither sector nor stage fill none."""
    found: dict[Link, list[Project]] = {}
    for one in projects:
        if one.sector or one.stage:
            found.setdefault(_key(one), []).append(one)
    return found


def _key(project: Project) -> Link:
    return project.cluster, project.sector, "" if project.sector else project.stage


def _unknown(key: Link, projects: Sequence[Project]) -> InputGap:
    cluster, sector, stage = key
    region = projects[0].region
    nothing_known = (Interval(0.0, 1.0), ANY_AMOUNT, ANY_AMOUNT, ANY_AMOUNT, Interval(0.0, 1.0))
    return InputGap(cluster, "", stage, sector, region, *nothing_known)


def _link(gap: InputGap, projects: Sequence[Project], year: int) -> LinkProjects:
    order = {state: place for place, state in enumerate((*PIPELINE, "dropped"))}
    closes: dict[str, Interval] = {}
    left: dict[str, Interval] = {}
    supply = gap.supply
    for state in PIPELINE:
        adding = [one for one in projects if one.state_in(year) == state and not one.firm]
        output = total(one.output or ANY_AMOUNT for one in adding)
        closes[state] = closed_gap(gap.demand, supply, output, gap.rival_demand)
        supply = total((supply, output))
        left[state] = pool_gap(gap.demand, supply, gap.rival_demand)
    listed = sorted(projects, key=lambda one: (order[one.state], one.id))
    return LinkProjects(gap, tuple(listed), closes, left)


def without_output(supply: Interval, output: Interval) -> Interval:
    """Supply without an output that it holds; the ends as far apart as the two allow."""
    high = math.inf if math.isinf(supply.high) else max(0.0, supply.high - output.low)
    low = 0.0 if math.isinf(output.high) else max(0.0, supply.low - output.high)
    return Interval(low, high)


def with_producing(gaps: GapTable, projects: Sequence[Project], year: int) -> GapTable:
    """The gaps of a year with the projects that produce in it counted among the local supply.

    The table of firms is one of today: a project whose firm stands there but that started only later is taken out, and
    one that produces and has no firm there is put in. A project supplies its own link and that of every other cluster
    of the place that buys from the same sector, or from the same stage of the same chain.

    Parameters
    ----------
    gaps : GapTable
        From the table of firms.
    projects : sequence of Project
        The ledger.
    year : int
        The year.

    Returns
    -------
    GapTable
        The same rows; those that no project supplies are untouched.
    """
    held = _supplying(gaps, [one for one in projects if one.state == "producing"])

    def counted(rows: Sequence[InputGap]) -> tuple[InputGap, ...]:
        return tuple(_with_producing(row, held.get(_link_of(row), ()), year) for row in rows)

    return replace(gaps, stages=counted(gaps.stages), sectors=counted(gaps.sectors))


def _link_of(row: InputGap) -> Link:
    return row.cluster, row.sector, row.stage


def _supplying(gaps: GapTable, projects: Sequence[Project]) -> dict[Link, list[Project]]:
    """By link: the projects that supply it, its own and those of the clusters that share with it."""
    own = _by_link(projects)
    shared: dict[tuple[str, ...], list[Link]] = {}
    for row in (*gaps.stages, *gaps.sectors):
        shared.setdefault(_good(row), []).append(_link_of(row))
    found: dict[Link, list[Project]] = {}
    for links in shared.values():
        listed = [one for link in links for one in own.get(link, ())]
        found |= {link: listed for link in links if listed}
    return found


def _good(row: InputGap) -> tuple[str, ...]:
    """What a row is of, and where; a cluster whose place is unknown shares with nobody."""
    return row.region, row.chain if row.stage else "", row.sector, row.stage, "" if row.region else row.cluster


def _with_producing(row: InputGap, supplying: Sequence[Project], year: int) -> InputGap:
    if not supplying:
        return row
    added = total(one.output or ANY_AMOUNT for one in supplying if not one.firm and one.produces_by(year))
    later = total(one.output or ANY_AMOUNT for one in supplying if one.firm and not one.produces_by(year))
    supply = without_output(total((row.supply, added)), later)
    gap = pool_gap(row.demand, supply, row.rival_demand)
    outside = pool_share(row.demand, supply, row.rival_demand)
    return replace(row, supply=supply, gap=gap, outside_share=outside, estimate=gap if gap.known else None)


def started_in(gaps: GapTable, projects: Sequence[Project], year: int) -> dict[Link, dict[str, Interval]]:
    """By link (cluster, sector, stage): the output of the projects that began to supply it in a year, by project.

    A project supplies the links that `with_producing` counts it on.
    """
    began = [one for one in projects if one.state == "producing" and one.year == year]
    return {
        key: {one.id: one.output or ANY_AMOUNT for one in sorted(listed, key=lambda one: one.id)}
        for key, listed in sorted(_supplying(gaps, began).items())
    }
