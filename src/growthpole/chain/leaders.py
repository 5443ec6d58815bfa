"""Leading enterprises: how much of the cluster they are, how large in the nation, and how strongly they pull."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from growthpole.chain.amounts import ANY_AMOUNT, ANY_SHARE, WHOLE, shortfall, total
from growthpole.chain.concentration import concentration_ratio, herfindahl_bounds
from growthpole.chain.links import Link
from growthpole.chain.placing import Placing, firm_output
from growthpole.chain.suppliers import outside_share
from growthpole.model.chain import Chain
from growthpole.model.interval import Interval
from growthpole.model.places import Firm

__all__ = ["Dominance", "Leader", "dominance", "find_leader", "share_of"]


@dataclass(frozen=True, slots=True)
class Dominance:
    """How much of a cluster its largest enterprises are, 0 to 1.

    Attributes
    ----------
    cr1, cr4 : Interval
        Share of the largest and of the four largest enterprises in what the core makes.
    hhi : Interval
        Herfindahl-Hirschman index.
    listed : int
        Enterprises of the core in the table of firms.
    covered : Interval
        Share of the core's output that these make.
    """

    cr1: Interval
    cr4: Interval
    hhi: Interval
    listed: int
    covered: Interval


@dataclass(frozen=True, slots=True)
class Leader:
    """The leading enterprise of a cluster.

    Attributes
    ----------
    enterprise : str
        Its id; empty where only its figure is known, or nothing.
    named : bool
        Whether the chain file names it chain master, rather than that it is the largest listed.
    output : Interval
        CNY a year.
    dominance : Dominance
        Of the cluster.
    national : Interval or None
        Its output over that of the nation's largest enterprise of its trade; ``None`` where that is not known.
    local_purchases : Interval
        Share of its purchases that is bought in the place; ``[0, 1]`` without links.
    pull : float or None
        Its PageRank in the network of purchases of the place, as a multiple of the mean; ``None`` without links.
    place : int or None
        Its place by that rank among the firms of the network, and ``of`` how many.
    of : int
        Firms in the network.
    """

    enterprise: str
    named: bool
    output: Interval
    dominance: Dominance
    national: Interval | None
    local_purchases: Interval
    pull: float | None = None
    place: int | None = None
    of: int = 0


def share_of(part: Interval, whole: Interval) -> Interval:
    """A part in the whole that holds it, 0 to 1; any share where nothing is known of one of them.

    Examples
    --------
    >>> share_of(Interval(2.0, 4.0), Interval(8.0, 10.0)), share_of(Interval(2.0, 2.0), ANY_AMOUNT)
    (Interval(low=0.2, high=0.5), Interval(low=0.0, high=1.0))
    """
    low = part.low / whole.high if part.low and whole.high else 0.0
    high = part.high / whole.low if whole.low else 1.0
    return Interval(min(low, 1.0), min(max(low, high), 1.0))


def dominance(firms: Sequence[Firm], output: Interval, leader: Interval = ANY_AMOUNT, *, complete: bool) -> Dominance:
    """How much of a cluster its largest enterprises are.

    Parameters
    ----------
    firms : sequence of Firm
        The enterprises of its core that are listed.
    output : Interval
        What the core makes, CNY a year.
    leader : Interval
        What its largest enterprise makes, where the evidence says it.
    complete : bool
        Whether all enterprises are listed; otherwise what is missing to the output is made by others, many or one.

    Returns
    -------
    Dominance
        ``[0, 1]`` where nothing is known.
    """
    made = [firm_output(firm) for firm in firms]
    listed = total(made)
    if complete and firms:
        return Dominance(
            concentration_ratio(made), concentration_ratio(made, 4), herfindahl_bounds(made), len(firms), WHOLE
        )
    rest = shortfall(output, listed)
    whole = Interval(max(output.low, listed.low), max(output.high, listed.low))
    known = share_of(leader, whole) if leader != ANY_AMOUNT else ANY_SHARE
    cr1 = _both(concentration_ratio(made, 1, rest), known)
    return Dominance(
        cr1,
        _both(concentration_ratio(made, 4, rest), Interval(cr1.low, min(1.0, 4 * cr1.high))),
        # A sum of squared shares is no larger than the largest share, and no smaller than its square.
        _both(herfindahl_bounds(made, rest), Interval(cr1.low**2, cr1.high)),
        len(firms),
        share_of(listed, whole),
    )


def _both(one: Interval, other: Interval) -> Interval:
    """What two sources leave open together; where they contradict each other, all that either says."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    return Interval(low, high) if low <= high else Interval(min(one.low, other.low), max(one.high, other.high))


def find_leader(
    cluster: str, placing: Placing, *, output: Interval, told: Interval, links: Sequence[Link],
    ranks: Mapping[str, float], local: frozenset[str],
) -> Leader:  # fmt: skip
    """The leading enterprise of a cluster.

    Parameters
    ----------
    cluster : str
        Its id.
    placing : Placing
        The firms of the place on the stages of the chain.
    output, told : Interval
        What the core makes, and what its largest enterprise makes after the evidence, CNY a year.
    links : sequence of Link
        The purchases of the year.
    ranks : mapping of str to float
        PageRank of the firms in the network of the place.
    local : frozenset of str
        Codes of the regions that count as local.

    Returns
    -------
    Leader
        The chain master where the chain names one of this cluster, else the largest listed enterprise of the core.
    """
    core = _core_firms(cluster, placing)
    master = next((firm for firm in core if firm.id == placing.chain.master_enterprise), None)
    largest = max(core, key=lambda firm: (firm_output(firm).low, firm.id), default=None)
    firm = master or (largest if largest is not None and firm_output(largest).known else None)
    made = firm_output(firm) if firm is not None else told
    bought = [link for link in links if firm is not None and link.buyer == firm.id]
    place = (
        sorted(ranks, key=lambda name: (-ranks[name], name)).index(firm.id) + 1 if firm and firm.id in ranks else None
    )
    return Leader(
        enterprise=firm.id if firm is not None else "",
        named=master is not None,
        output=made,
        dominance=dominance(core, output, told, complete=placing.chain.complete),
        national=_against_nation(made, placing.chain),
        local_purchases=outside_share(bought, local, inside=True) if bought else ANY_SHARE,
        pull=ranks[firm.id] * len(ranks) if firm is not None and place else None,
        place=place,
        of=len(ranks),
    )


def _core_firms(cluster: str, placing: Placing) -> list[Firm]:
    core = {stage.id for stage in placing.chain.core}
    return [one.firm for one in placing.firms if one.firm.cluster == cluster and core & set(one.stages)]


def _against_nation(made: Interval, chain: Chain) -> Interval | None:
    peer = chain.national_leader
    return None if peer is None else Interval(made.low / peer, made.high / peer)
