"""Measure the gaps of one cluster: a row for each stage that comes into its core, and for each sector it buys from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from growthpole.chain.amounts import hull, part_missing, shortfall, times, total
from growthpole.chain.coefficients import core_coefficient, core_columns, core_weights, stage_coefficient
from growthpole.chain.gaps import InputGap, input_gap
from growthpole.chain.ground import Ground
from growthpole.chain.placing import Placing
from growthpole.chain.supply import sector_supplies, stage_supply
from growthpole.model.chain import Chain, Stage
from growthpole.model.interval import Interval

__all__ = ["Site", "sector_gaps", "stage_gaps", "with_rivals"]


@dataclass(frozen=True, eq=False)
class Site:
    """A cluster, its chain, and the firms of the place that counts as local.

    Attributes
    ----------
    cluster, region : str
        Its id, and the code of the place.
    output : Interval
        What the core makes, CNY a year.
    placing : Placing
        The firms of the place on the stages of the chain.
    bought_outside : mapping of str to Interval
        By stage: the share of its purchases that the table of links puts outside the place.
    """

    cluster: str
    region: str
    output: Interval
    placing: Placing
    bought_outside: Mapping[str, Interval]

    @property
    def chain(self) -> Chain:
        """Its chain."""
        return self.placing.chain


def stage_gaps(site: Site, ground: Ground) -> tuple[InputGap, ...]:
    """The gap of every stage that comes into the core, in the order of the chain.

    Parameters
    ----------
    site : Site
        The cluster.
    ground : Ground
        The national table and the counties.

    Returns
    -------
    tuple of InputGap
        A figure that is not known leaves its range open; empty where nothing comes into the core.
    """
    weights = core_weights(site.placing)
    supplies = {one.id: stage_supply(site.placing, one.id, ground, site.region) for one in site.chain.inputs}
    return tuple(_stage_gap(stage, site, ground, supplies, weights) for stage in site.chain.inputs)


def _stage_gap(
    stage: Stage, site: Site, ground: Ground, supplies: Mapping[str, Interval], weights: Mapping[str, float] | None
) -> InputGap:
    table = ground.technology
    coefficient = core_coefficient(stage, site.chain, table, weights)
    others = [site.chain.by_id[name] for name in stage.feeds if name in supplies]
    bought = [times(supplies[one.id], stage_coefficient(stage, one, site.chain, table)) for one in others]
    demand, supply = total([times(site.output, coefficient), *bought]), supplies[stage.id]
    return InputGap(
        cluster=site.cluster,
        chain=site.chain.id,
        stage=stage.id,
        sector="",
        region=site.region,
        coefficient=coefficient,
        demand=demand,
        supply=supply,
        gap=shortfall(demand, supply),
        outside_share=part_missing(demand, supply),
        domestic_share=hull(table.made_here(sector) for sector in stage.sectors) if stage.sectors else Interval(0, 1),
        estimate=_estimate(demand, supply, site, ground, stage.sectors),
        bought_outside=site.bought_outside.get(stage.id),
        suppliers=len(site.placing.sure[stage.id]),
    )


def sector_gaps(site: Site, ground: Ground) -> tuple[InputGap, ...]:
    """The gap of every sector that the core buys from, by code; what other stages buy is left out.

    Parameters
    ----------
    site, ground
        As for `stage_gaps`.

    Returns
    -------
    tuple of InputGap
        A row for each sector of which the core may buy anything.
    """
    table = ground.technology
    lows, highs = core_columns(site.chain, table, core_weights(site.placing))
    bought = [code for code, high in zip(table.sectors, highs.tolist(), strict=True) if high > 0]
    supplies = sector_supplies(site.placing, bought, ground, site.region)
    ends = {code: Interval(float(lows[table.at(code)]), float(highs[table.at(code)])) for code in bought}
    return tuple(_sector_gap(code, site, ground, ends[code], supplies[code]) for code in bought)


def _sector_gap(code: str, site: Site, ground: Ground, coefficient: Interval, made: tuple[Interval, int]) -> InputGap:
    supply, firms = made
    demand, gap, outside = input_gap(site.output, coefficient, supply)
    return InputGap(
        cluster=site.cluster,
        chain=site.chain.id,
        stage="",
        sector=code,
        region=site.region,
        coefficient=coefficient,
        demand=demand,
        supply=supply,
        gap=gap,
        outside_share=outside,
        domestic_share=ground.technology.made_here(code),
        estimate=_estimate(demand, supply, site, ground, (code,)),
        suppliers=firms,
    )


def _estimate(
    demand: Interval, supply: Interval, site: Site, ground: Ground, sectors: tuple[str, ...]
) -> Interval | None:
    """The gap under the central estimate of the supply; under the supply itself where that is known."""
    central = supply.low if supply.known else ground.estimate(site.region, sectors)
    if central is None:
        return None
    return shortfall(demand, Interval.point(min(max(central, supply.low), supply.high)))


def with_rivals(rows: Iterable[InputGap], makes: Mapping[tuple[str, str], frozenset[str]]) -> Iterator[InputGap]:
    """Name on each row the other clusters of the place that count on the same goods.

    Parameters
    ----------
    rows : iterable of InputGap
        Of stages or of sectors.
    makes : mapping of (str, str) to frozenset of str
        By chain and stage: the sectors of the stage.
    """
    listed = tuple(rows)
    wanting: dict[tuple[str, str], set[str]] = {}
    for row in listed:
        for sector in makes.get((row.chain, row.stage), {row.sector}):
            wanting.setdefault((row.region, sector), set()).add(row.cluster)
    for row in listed:
        sectors = makes.get((row.chain, row.stage), {row.sector})
        others = {name for sector in sectors for name in wanting[row.region, sector]} - {row.cluster}
        yield replace(row, rivals=tuple(sorted(others)))
