"""What one cluster wants: a row for each stage that comes into its core, and for each sector it buys from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthpole.chain.amounts import hull, times, total
from growthpole.chain.claims import Goods
from growthpole.chain.coefficients import core_coefficient, core_columns, core_weights, stage_coefficient
from growthpole.chain.gaps import InputGap, input_gap
from growthpole.chain.ground import Ground
from growthpole.chain.placing import Placing
from growthpole.chain.pool import pool_gap, pool_share
from growthpole.chain.pooling import Want
from growthpole.chain.supply import sector_supplies, stage_supply
from growthpole.model.chain import Chain, Stage
from growthpole.model.interval import Interval

__all__ = ["Site", "sector_wants", "stage_wants"]


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


def stage_wants(site: Site, ground: Ground) -> tuple[Want, ...]:
    """What a cluster wants of every stage that comes into its core, in the order of the chain.

    Parameters
    ----------
    site : Site
        The cluster.
    ground : Ground
        The national table and the counties.

    Returns
    -------
    tuple of Want
        Empty where nothing comes into the core.
    """
    weights = core_weights(site.placing)
    supplies = {one.id: stage_supply(site.placing, one.id, ground, site.region) for one in site.chain.inputs}
    return tuple(_stage_want(stage, site, ground, supplies, weights) for stage in site.chain.inputs)


def _stage_want(
    stage: Stage, site: Site, ground: Ground, supplies: Mapping[str, Interval], weights: Mapping[str, float] | None
) -> Want:
    table = ground.technology
    coefficient = core_coefficient(stage, site.chain, table, weights)
    core, supply = times(site.output, coefficient), supplies[stage.id]
    through = {
        name: times(supplies[name], stage_coefficient(stage, site.chain.by_id[name], site.chain, table))
        for name in stage.feeds
        if name in supplies
    }
    demand, central = total([core, *through.values()]), _central(supply, site, ground, stage.sectors)
    alone = InputGap(
        cluster=site.cluster,
        chain=site.chain.id,
        stage=stage.id,
        sector="",
        region=site.region,
        coefficient=coefficient,
        demand=demand,
        supply=supply,
        gap=pool_gap(demand, supply),
        outside_share=pool_share(demand, supply),
        domestic_share=hull(table.made_here(sector) for sector in stage.sectors) if stage.sectors else Interval(0, 1),
        estimate=None if central is None else pool_gap(demand, central),
        bought_outside=site.bought_outside.get(stage.id),
        suppliers=len(site.placing.sure[stage.id]),
    )
    return Want(alone, _stage_goods(stage, site, ground), core, through, central)


def _stage_goods(stage: Stage, site: Site, ground: Ground) -> Goods:
    """Two stages of the same industries and sectors give the same goods, in whatever chain they stand."""
    named = {f"industry {code}" for code in stage.industries} | {f"sector {code}" for code in stage.sectors}
    sure, possible = ({one.id for one in firms[stage.id]} for firms in (site.placing.sure, site.placing.possible))
    return Goods(
        what=frozenset(named if stage.industries else {f"stage {site.chain.id} {stage.id}"}),
        places=ground.around(site.region),
        makers=frozenset({f"sure {name}" for name in sure} | {f"possible {name}" for name in possible - sure}),
        firms=frozenset(possible),
        sectors=frozenset() if site.chain.complete else frozenset(stage.sectors),
    )


def sector_wants(site: Site, ground: Ground) -> tuple[Want, ...]:
    """What a core wants of every sector that it buys from, by code; what other stages buy is left out.

    Parameters
    ----------
    site, ground
        As for `stage_wants`.

    Returns
    -------
    tuple of Want
        One for each sector of which the core may buy anything.
    """
    table = ground.technology
    lows, highs = core_columns(site.chain, table, core_weights(site.placing))
    bought = [code for code, high in zip(table.sectors, highs.tolist(), strict=True) if high > 0]
    supplies = sector_supplies(site.placing, bought, ground, site.region)
    ends = {code: Interval(float(lows[table.at(code)]), float(highs[table.at(code)])) for code in bought}
    makers = frozenset(one.firm.id for one in site.placing.firms)
    places = ground.around(site.region)
    return tuple(
        _sector_want(site, ground, ends[code], supplies[code], code, Goods(frozenset({code}), places, makers))
        for code in bought
    )


def _sector_want(
    site: Site, ground: Ground, coefficient: Interval, made: tuple[Interval, int], code: str, goods: Goods
) -> Want:
    supply, firms = made
    demand, gap, outside = input_gap(site.output, coefficient, supply)
    central = _central(supply, site, ground, (code,))
    alone = InputGap(
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
        estimate=None if central is None else pool_gap(demand, central),
        suppliers=firms,
    )
    return Want(alone, goods, demand, central=central)


def _central(supply: Interval, site: Site, ground: Ground, sectors: tuple[str, ...]) -> Interval | None:
    """The central estimate of a supply, kept within what it may be; the supply itself where that is known."""
    central = supply.low if supply.known else ground.estimate(site.region, sectors)
    return None if central is None else Interval.point(min(max(central, supply.low), supply.high))
