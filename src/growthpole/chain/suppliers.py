"""The suppliers of a cluster: how concentrated they are on each input, and who could not be replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from growthpole.chain.amounts import total
from growthpole.chain.concentration import concentration_ratio, herfindahl_bounds
from growthpole.chain.links import Link
from growthpole.model.interval import Interval

__all__ = ["DAMPING", "InputSuppliers", "input_suppliers", "outside_share", "pulls", "single_points"]

DAMPING = 0.85
"""Of the PageRank of a firm in the network of purchases, as Brin and Page have it."""


@dataclass(frozen=True, slots=True)
class InputSuppliers:
    """The suppliers of one input of a cluster, as the table of links tells.

    Attributes
    ----------
    stage : str
        Id of the stage; empty for purchases that belong to none.
    purchases : Interval
        CNY a year.
    suppliers : tuple of str
        Who sells it, the largest first by what is known.
    local : tuple of str
        Those of them in the place.
    cr1, hhi : Interval
        Share of the largest supplier, and the Herfindahl-Hirschman index, 0 to 1.
    local_share : Interval
        Share of the purchases that is bought in the place.
    single : bool
        Whether one supplier sells all of it: a single point of failure.
    """

    stage: str
    purchases: Interval
    suppliers: tuple[str, ...]
    local: tuple[str, ...]
    cr1: Interval
    hhi: Interval
    local_share: Interval
    single: bool


def input_suppliers(stage: str, links: Iterable[Link], local: frozenset[str]) -> InputSuppliers:
    """How concentrated the suppliers of an input are.

    Parameters
    ----------
    stage : str
        Id of the stage.
    links : iterable of Link
        The purchases of this input; at least one.
    local : frozenset of str
        Codes of the regions that count as local; a supplier whose region is unknown may be in or out of them.

    Returns
    -------
    InputSuppliers

    Examples
    --------
    >>> one = Interval.point
    >>> bought = [Link("m1", "g1", "moulds", one(75.0), "140727"), Link("m2", "g1", "moulds", one(25.0), "410800")]
    >>> moulds = input_suppliers("moulds", bought, frozenset({"140727"}))
    >>> moulds.cr1.low, moulds.hhi.low, moulds.local_share.low, moulds.single
    (0.75, 0.625, 0.75, False)
    """
    listed = tuple(links)
    sold = {
        name: total(one.value for one in listed if one.supplier == name) for name in {one.supplier for one in listed}
    }
    ranked = tuple(sorted(sold, key=lambda name: (-sold[name].low, -sold[name].high, name)))
    amounts = [sold[name] for name in ranked]
    return InputSuppliers(
        stage=stage,
        purchases=total(amounts),
        suppliers=ranked,
        local=tuple(name for name in ranked if any(one.supplier == name and one.region in local for one in listed)),
        cr1=concentration_ratio(amounts),
        hhi=herfindahl_bounds(amounts),
        local_share=outside_share(listed, local, inside=True),
        single=len(ranked) == 1,
    )


def outside_share(links: Sequence[Link], local: frozenset[str], *, inside: bool = False) -> Interval:
    """The share of purchases that goes to suppliers outside a place (or inside it), as far as it is known."""
    here = total(one.value for one in links if one.region in local)
    there = total(one.value for one in links if one.region and one.region not in local)
    anywhere = total(one.value for one in links if not one.region)
    wanted, other = (here, there) if inside else (there, here)
    return Interval(
        _part(wanted.low, other.high + anywhere.high, 0.0), _part(wanted.high + anywhere.high, other.low, 1.0)
    )


def _part(some: float, others: float, where_nothing: float) -> float:
    if some == float("inf"):
        return 1.0
    return some / (some + others) if some + others else where_nothing


def single_points(links: Iterable[Link]) -> tuple[str, ...]:
    """The firms without which the network of suppliers falls apart: its articulation points, sorted.

    References
    ----------
    Hopcroft, J., and Tarjan, R. (1973), Algorithm 447: efficient algorithms for graph manipulation, Communications of
    the ACM 16(6).

    Examples
    --------
    >>> pairs = [("a", "b"), ("b", "c"), ("d", "c")]
    >>> single_points([Link(*pair, "", Interval(1.0, 1.0), "") for pair in pairs])
    ('b', 'c')
    """
    graph = nx.Graph(sorted((one.supplier, one.buyer) for one in links))
    return tuple(sorted(nx.articulation_points(graph)))


def pulls(links: Iterable[Link]) -> Mapping[str, float]:
    r"""How strongly each firm pulls: its PageRank in the network of purchases, from supplier to buyer by value.

    .. math:: p_b = \frac{1-d}{n} + d \sum_s p_s \frac{w_{sb}}{\sum_{b'} w_{sb'}}

    A firm ranks high when much is sold to it by firms that are sold much themselves: orders come from where rank goes.
    The weight of a purchase whose value is unknown is the least that it may be; where that is 0 it counts as the mean
    of the known ones, so that an unknown purchase is not none.

    Parameters
    ----------
    links : iterable of Link
        The purchases of a place.

    Returns
    -------
    mapping of str to float
        By firm: its rank; all add up to 1. Empty where there is no link.

    References
    ----------
    Brin, S., and Page, L. (1998), The anatomy of a large-scale hypertextual web search engine, Computer Networks 30,
    with d = 0.85.

    Examples
    --------
    >>> one = Interval.point(1.0)
    >>> ranks = pulls([Link("a", "hub", "", one, ""), Link("b", "hub", "", one, "")])
    >>> max(ranks, key=ranks.get)
    'hub'
    """
    listed = sorted(links, key=lambda one: (one.supplier, one.buyer, one.goods))
    known = [one.value.low for one in listed if one.value.low > 0]
    mean = sum(known) / len(known) if known else 1.0
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted({name for one in listed for name in (one.supplier, one.buyer)}))
    for one in listed:
        before = graph.get_edge_data(one.supplier, one.buyer, {"weight": 0.0})["weight"]
        graph.add_edge(one.supplier, one.buyer, weight=before + (one.value.low or mean))
    ranks: dict[str, float] = nx.pagerank(graph, alpha=DAMPING) if listed else {}
    return ranks
