"""Share the local supply of each input among the clusters of a place that count on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from growthpole.chain.amounts import ANY_AMOUNT, ANY_SHARE, WHOLE, times, total
from growthpole.chain.claims import Goods, Rival, rivals_of
from growthpole.chain.gaps import InputGap
from growthpole.chain.pool import part_of_pool, pool_gap, pool_share
from growthpole.model.interval import Interval

__all__ = ["Stranger", "Want", "share_supply"]


@dataclass(frozen=True, eq=False)
class Want:
    """What one cluster wants of one input.

    Attributes
    ----------
    alone : InputGap
        Its gap, had the cluster the local supply to itself.
    goods : Goods
        What meets it.
    core : Interval
        What the core buys, CNY a year.
    through : mapping of str to Interval
        By the stage that buys it: what all its local makers buy, CNY a year.
    central : Interval or None
        The central estimate of the supply, CNY a year; none where there is none.
    """

    alone: InputGap
    goods: Goods
    core: Interval
    through: Mapping[str, Interval] = field(default_factory=dict)
    central: Interval | None = None


@dataclass(frozen=True, slots=True)
class Stranger:
    """A cluster of which nobody knows what it buys.

    Attributes
    ----------
    cluster : str
        Its id.
    places : frozenset of str
        Codes that count as local to it; empty where unknown.
    """

    cluster: str
    places: frozenset[str]


def share_supply(wants: Sequence[Want], strangers: Iterable[Stranger] = ()) -> tuple[InputGap, ...]:
    r"""The gaps, when local supply goes to all clusters that count on it in proportion to their demand.

    .. math:: g_i = d_i \max\left(0,\ 1 - \frac{s}{\sum_j d_j}\right)

    A rival that may want other goods, or of whose demand nothing is known, leaves the gap open: at the least it wants
    nothing of this supply, at the most all it buys. What the local makers of another stage buy falls to the clusters as
    the goods of that stage do.

    Parameters
    ----------
    wants : sequence of Want
        The needs of all clusters.
    strangers : iterable of Stranger
        Clusters that may want any amount of anything.

    Returns
    -------
    tuple of InputGap
        In the order of ``wants``. A need without rivals has the gap that it has alone; the order never matters.

    References
    ----------
    Miller, R. E., and Blair, P. D. (2009), Input-Output Analysis, 2nd ed., section 8.2 (supply-demand pool).
    """
    rivals = rivals_of([want.alone.cluster for want in wants], [want.goods for want in wants])
    unknown = [_strangers(want, strangers) for want in wants]
    demands, claims = _settled(wants, rivals, unknown)
    return tuple(
        _shared(want, demand, claim, {wants[rival.at].alone.cluster for rival in others}, there)
        for want, demand, claim, others, there in zip(wants, demands, claims, rivals, unknown, strict=True)
    )


def _strangers(want: Want, strangers: Iterable[Stranger]) -> list[str]:
    """Those whose place is that of the need, or may be."""
    here = want.goods.places
    return [one.cluster for one in strangers if not here or not one.places or here & one.places]


def _settled(
    wants: Sequence[Want], rivals: Sequence[Sequence[Rival]], unknown: Sequence[Sequence[str]]
) -> tuple[list[Interval], list[Interval]]:
    """The demand of each need and that of its rivals, strangers aside.

    What the makers of a stage buy for a cluster hangs on its part of their goods, which hangs on demands in turn, in
    circles where goods come back. To begin with any part is possible; every round can only narrow the parts, and as
    many rounds as there are stages settle all that is not a circle.
    """
    parts = {
        (want.alone.cluster, want.alone.stage): ANY_SHARE if others or there else WHOLE
        for want, others, there in zip(wants, rivals, unknown, strict=True)
    }
    for _ in range(1 + len({want.alone.stage for want in wants})):
        demands = [_demand(want, parts) for want in wants]
        claims = [_claim(others, demands) for others in rivals]
        before = parts
        parts = {
            (want.alone.cluster, want.alone.stage): part_of_pool(demand, _with(claim, there))
            for want, demand, claim, there in zip(wants, demands, claims, unknown, strict=True)
        }
        if parts == before or not any(want.through for want in wants):
            break
    return demands, claims


def _demand(want: Want, parts: Mapping[tuple[str, str], Interval]) -> Interval:
    bought = (times(amount, parts[want.alone.cluster, stage]) for stage, amount in want.through.items())
    return total([want.core, *bought])


def _claim(rivals: Sequence[Rival], demands: Sequence[Interval]) -> Interval:
    return total(demands[one.at] if one.sure else Interval(0.0, demands[one.at].high) for one in rivals)


def _with(claim: Interval, strangers: Sequence[str]) -> Interval:
    return total((claim, ANY_AMOUNT)) if strangers else claim


def _shared(want: Want, demand: Interval, claim: Interval, rivals: set[str], strangers: Sequence[str]) -> InputGap:
    if not rivals and not strangers and demand == want.alone.demand:
        return want.alone
    supply, claimed = want.alone.supply, _with(claim, strangers)
    return replace(
        want.alone,
        demand=demand,
        gap=pool_gap(demand, supply, claimed),
        outside_share=pool_share(demand, supply, claimed),
        # The estimate is a guess between the ends: strangers, who may want anything, would leave nothing of it.
        estimate=None if want.central is None else pool_gap(demand, want.central, claim),
        rivals=tuple(sorted({*rivals, *strangers})),
        rival_demand=claimed,
    )
