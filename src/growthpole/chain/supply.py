"""What is made locally on a stage, or in a sector: the firms that are known, and what else the county may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from growthpole.chain.amounts import total
from growthpole.chain.ground import Ground
from growthpole.chain.placing import Placed, Placing, firm_output
from growthpole.model.interval import Interval

__all__ = ["sector_supplies", "stage_supply"]


def stage_supply(placing: Placing, stage: str, ground: Ground, region: str) -> Interval:
    """What the firms of a place make on a stage, CNY a year.

    Where the table of firms holds every firm, it is what these firms make. Where it does not, it is at least that, and
    at most what the census lets the county make in all sectors of the stage: a sector is wider than a stage.

    Parameters
    ----------
    placing : Placing
        The firms of the place.
    stage : str
        Id of the stage.
    ground : Ground
        What the county may have beside them.
    region : str
        Code of the place.

    Returns
    -------
    Interval
        ``[0, inf)`` where nothing is known.
    """
    known = total(firm_output(firm) for firm in placing.sure[stage])
    possible = total(firm_output(firm) for firm in placing.possible[stage])
    if placing.chain.complete:
        return Interval(known.low, possible.high)
    return Interval(known.low, max(possible.low, ground.made(region, placing.chain.by_id[stage].sectors).high))


def sector_supplies(
    placing: Placing, sectors: Sequence[str], ground: Ground, region: str
) -> dict[str, tuple[Interval, int]]:
    """What the firms of a place make in each sector of the table, CNY a year, and how many firms are known to.

    What the core makes may or may not serve the core itself, and a firm whose industry falls into several sectors may
    belong to any of them: both count for the high end alone.

    Parameters
    ----------
    placing, ground, region
        As for `stage_supply`.
    sectors : sequence of str
        Codes of the sectors asked for.

    Returns
    -------
    dict of str to (Interval, int)
        ``[0, inf)`` and 0 where nothing is known.
    """
    core = {stage.id for stage in placing.chain.core}
    others: dict[str, list[Placed]] = defaultdict(list)
    doubtful: dict[str, list[Placed]] = defaultdict(list)
    for one in placing.firms:
        held = _sectors(one, placing, ground)
        for sector in held:
            (doubtful if core & set(one.stages) or len(held) > 1 else others)[sector].append(one)
    own = {sector for stage in placing.chain.core for sector in stage.sectors}
    found = {}
    for sector in sectors:
        known, possible = _made(others[sector]), _made([*others[sector], *doubtful[sector]])
        made = Interval(known.low, possible.high)
        if not placing.chain.complete:
            made = _with_census(known.low, possible.low, ground.made(region, (sector,)), own=sector in own)
        found[sector] = (made, len(others[sector]))
    return found


def _with_census(known: float, possible: float, there: Interval, *, own: bool) -> Interval:
    """At least what the firms make or, outside the core, what the census says; at most the larger of both."""
    low = known if own else max(known, there.low)
    return Interval(low, max(low, possible, there.high))


def _made(firms: Iterable[Placed]) -> Interval:
    return total(firm_output(one.firm) for one in firms)


def _sectors(one: Placed, placing: Placing, ground: Ground) -> tuple[str, ...]:
    """The sectors that a firm may belong to: by its industry, else by its stage."""
    if one.firm.industry:
        return ground.sectors_of(one.firm.industry)
    return tuple(dict.fromkeys(code for stage in one.stages for code in placing.chain.by_id[stage].sectors))
