"""The local gap in money: what a cluster buys, less its share of what its county makes, for each input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from growthpole.chain.amounts import ANY_SHARE, NOTHING, times
from growthpole.chain.pool import part_of_pool, pool_gap, pool_share
from growthpole.model.interval import Interval

__all__ = ["GapTable", "InputGap", "input_gap"]


@dataclass(frozen=True, slots=True)
class InputGap:
    """The gap of one input of one cluster, in a year.

    Attributes
    ----------
    cluster, chain : str
        Ids.
    stage : str
        The stage of the chain that gives the input; empty on a row of a sector.
    sector : str
        The sector of the input-output table; empty on a row of a stage, which may hold several.
    region : str
        Code of the region that counts as local.
    coefficient : Interval
        Money that the core spends on the input per unit of money of its output, imported goods included.
    demand : Interval
        CNY a year: output times coefficient; for a stage that feeds other local stages too, with what they buy, shared
        among the clusters of the place as their own goods are.
    supply : Interval
        CNY a year: what is made locally on that stage or in that sector, whoever buys it.
    gap : Interval
        CNY a year: demand times ``outside_share``; without rivals demand less supply, never below 0.
    outside_share : Interval
        The least share of the input that must be bought elsewhere when the supply goes to the cluster and its rivals
        in proportion to their demand: ``max(0, 1 - supply / (demand + rival_demand))``; ``[0, 1]`` where nothing is
        known.
    domestic_share : Interval
        Share of such goods used in the country that is made in the country.
    estimate : Interval or None
        CNY a year: the gap, were the jobs of the county spread over the sectors of each section as in the nation, and
        did rivals of which nobody knows what they buy want none of it; none where the county is not known.
    bought_outside : Interval or None
        The share of the purchases in the table of links that went to sellers elsewhere; ``None`` without links.
    suppliers : int
        Local firms that are known to make it.
    rivals : tuple of str
        Other clusters of the place that count on the same supply, or may.
    rival_demand : Interval
        CNY a year: what they want of it; at the least what surely is wanted of the very same goods.
    """

    cluster: str
    chain: str
    stage: str
    sector: str
    region: str
    coefficient: Interval
    demand: Interval
    supply: Interval
    gap: Interval
    outside_share: Interval
    domestic_share: Interval = ANY_SHARE
    estimate: Interval | None = None
    bought_outside: Interval | None = None
    suppliers: int = 0
    rivals: tuple[str, ...] = ()
    rival_demand: Interval = NOTHING

    @property
    def known(self) -> bool:
        """Whether the gap is one number."""
        return self.gap.known

    @property
    def supply_share(self) -> Interval:
        r"""The share of the supply that falls to the cluster, 0 to 1, so that demand, supply and gap add up.

        .. math:: w = \frac{d}{d + r}, \qquad g = \max(0,\ d - w s)

        Returns
        -------
        Interval
            ``[1, 1]`` without rivals, ``[0, 1]`` where anybody may want anything. Figures that are known add up to the
            last yuan; of others each end of the gap has its own share.
        """
        return part_of_pool(self.demand, self.rival_demand)


@dataclass(frozen=True)
class GapTable:
    """All gaps of a year.

    Attributes
    ----------
    period : str
        The year.
    stages : tuple of InputGap
        A row for each cluster and stage that comes into its core; by cluster, then in the order of the chain.
    sectors : tuple of InputGap
        A row for each cluster and sector that its core buys from; by cluster, then by code.
    """

    period: str
    stages: tuple[InputGap, ...]
    sectors: tuple[InputGap, ...]

    def of(self, cluster: str) -> tuple[InputGap, ...]:
        """The rows of stages of one cluster."""
        return tuple(row for row in self.stages if row.cluster == cluster)

    def sectors_of(self, cluster: str) -> tuple[InputGap, ...]:
        """The rows of sectors of one cluster."""
        return tuple(row for row in self.sectors if row.cluster == cluster)

    def find(self, cluster: str, *, stage: str = "", sector: str = "") -> InputGap | None:
        """One row, or nothing where there is none."""
        rows: Iterator[InputGap] = (row for row in (*self.stages, *self.sectors) if row.cluster == cluster)
        return next((row for row in rows if (row.stage, row.sector) == (stage, sector)), None)


def input_gap(
    output: Interval, coefficient: Interval, supply: Interval, rivals: Interval = NOTHING
) -> tuple[Interval, Interval, Interval]:
    r"""Demand, gap and the share that must be bought elsewhere, for one input.

    .. math:: d = a x, \qquad h = \max\left(0,\ 1 - \frac{s}{d + r}\right), \qquad g = h d

    Parameters
    ----------
    output : Interval
        Output :math:`x` of the buyer, CNY a year, >= 0; ends may be infinite.
    coefficient : Interval
        Money :math:`a` spent on the input per unit of output, 0 to 1.
    supply : Interval
        Local output :math:`s` of the input, CNY a year, >= 0.
    rivals : Interval
        What other local buyers want of it, :math:`r`: CNY a year, >= 0; nothing by default.

    Returns
    -------
    demand, gap : Interval
        CNY a year. An output of which nothing is known gives ``[0, inf)``, never 0.
    outside_share : Interval
        0 to 1; ``[0, 1]`` where there may be no demand.

    References
    ----------
    Miller, R. E., and Blair, P. D. (2009), Input-Output Analysis, 2nd ed., section 8.2 (supply-demand pool).

    Examples
    --------
    >>> one = Interval.point
    >>> demand, gap, outside = input_gap(one(1000.0), one(0.25), one(150.0))
    >>> demand.low, gap.low, outside.low
    (250.0, 100.0, 0.4)
    >>> input_gap(one(1000.0), one(0.25), one(150.0), rivals=one(50.0))[1:]
    (Interval(low=125.0, high=125.0), Interval(low=0.5, high=0.5))
    >>> input_gap(Interval(0.0, float("inf")), one(0.25), one(150.0))[1]
    Interval(low=0.0, high=inf)
    """
    demand = times(output, coefficient)
    return demand, pool_gap(demand, supply, rivals), pool_share(demand, supply, rivals)
