"""What the core of a chain and its other stages spend on each input for a unit of output."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.amounts import ANY_SHARE, NOTHING, hull, times, total
from growthpole.chain.placing import Placing, firm_output
from growthpole.chain.technology import Technology
from growthpole.model.chain import MACHINERY, Chain, Stage
from growthpole.model.interval import Interval

__all__ = ["core_coefficient", "core_columns", "core_weights", "stage_coefficient"]


def core_weights(placing: Placing) -> Mapping[str, float] | None:
    """The share of each core stage in what the core makes; nothing where some of it is unknown.

    One core stage has all of it. Several are told apart only where every firm and its output are known.
    """
    core = placing.chain.core
    if len(core) == 1:
        return {core[0].id: 1.0}
    made = {stage.id: total(firm_output(firm) for firm in placing.sure[stage.id]) for stage in core}
    doubtful = any(placing.possible[stage.id] != placing.sure[stage.id] for stage in core)
    whole = sum(one.low for one in made.values())
    if not placing.chain.complete or doubtful or not whole or not all(one.known for one in made.values()):
        return None
    return {stage: one.low / whole for stage, one in made.items()}


def core_coefficient(
    stage: Stage, chain: Chain, technology: Technology, weights: Mapping[str, float] | None
) -> Interval:
    """Money that the core spends on a stage per unit of its output: the mean of its stages, or all it may be."""
    found = {
        one.id: stage_coefficient(stage, one, chain, technology) if one.id in stage.feeds else NOTHING
        for one in chain.core
    }
    if weights is None:
        return hull(found.values())
    return total(times(found[name], Interval.point(weight)) for name, weight in weights.items())


def stage_coefficient(stage: Stage, buyer: Stage, chain: Chain, technology: Technology) -> Interval:
    """Money spent on a stage per unit of output of a stage that it feeds.

    What the office says comes first. Otherwise it is the sum over the sectors of the stage. A sector that several
    stages share, or to which the buyer belongs itself, may be spent on any of them: its low end is 0. Machines are
    bought as investment, which is no flow of the table: up to what wears out may come on top. A stage without a sector
    may take any share.
    """
    if buyer.id in stage.use:
        return stage.use[buyer.id]
    if not stage.sectors or not buyer.sectors:
        return ANY_SHARE
    feeding = [one for one in chain.stages if buyer.id in one.feeds and one.id != stage.id]
    shared = {sector for one in feeding for sector in one.sectors} | set(buyer.sectors)
    spent = {sector: technology.coefficient(sector, buyer.sectors) for sector in stage.sectors}
    flows = [Interval(0.0, one.high) if sector in shared else one for sector, one in spent.items()]
    return total([*flows, technology.investment(buyer.sectors)] if stage.kind == MACHINERY else flows)


def core_columns(
    chain: Chain, technology: Technology, weights: Mapping[str, float] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ends of what the core spends on every sector of the table per unit of its output, shape (sectors,) each.

    Where the office says what the core spends on a stage, that counts for the sectors of the stage in place of the
    nation's coefficient: an average glassworks buys less of what this town is made of.
    """
    ends = [_as_stated(stage, chain, technology, *_as_in_table(stage, technology)) for stage in chain.core]
    low, high = np.array([one for one, _ in ends]), np.array([one for _, one in ends])
    if weights is None:
        return low.min(axis=0), high.max(axis=0)
    shares = np.array([weights[stage.id] for stage in chain.core])
    return shares @ low, shares @ high


def _as_in_table(stage: Stage, technology: Technology) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if not stage.sectors:
        return _any(len(technology.sectors))
    columns = technology.coefficients[:, [technology.at(sector) for sector in stage.sectors]]
    return columns.min(axis=1), columns.max(axis=1)


def _as_stated(
    buyer: Stage, chain: Chain, technology: Technology, low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ends with the shares that the office states; a stage of several sectors may take its share from any."""
    feeding = [one for one in chain.stages if buyer.id in one.feeds]
    for sector in sorted({code for one in feeding if buyer.id in one.use for code in one.sectors}):
        at = technology.at(sector)
        giving = [one for one in feeding if sector in one.sectors]
        table = Interval(0.0, float(high[at]))
        spent = total(_on(sector, one, one.use[buyer.id]) if buyer.id in one.use else table for one in giving)
        low[at], high[at] = spent.low, spent.high
    return low, high


def _on(sector: str, stage: Stage, share: Interval) -> Interval:
    return share if stage.sectors == (sector,) else Interval(0.0, share.high)


def _any(count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.zeros(count), np.ones(count)
