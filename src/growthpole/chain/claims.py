"""Who counts on the same local supply: clusters of one place that want goods that are the same, or may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Goods", "Rival", "rivals_of"]

_UNKNOWN, _EVERYWHERE = "", "*"

Mark = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Goods:
    """What meets the need of a cluster for one input.

    Attributes
    ----------
    what : frozenset of str
        What it is: two needs of the same ``what`` are met by the same goods.
    places : frozenset of str
        Codes that count as local; empty where the place is unknown.
    makers : frozenset of str
        The firms whose output counts, and whether it surely does: all that the amount rests on beside the census.
    firms : frozenset of str
        Ids of firms that goods of another name may have in common with it; none for a sector, which is one good.
    sectors : frozenset of str
        Sectors in which more of it may be made than the firms make; empty where the table of firms is complete.
    """

    what: frozenset[str]
    places: frozenset[str]
    makers: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another need that is met from the same supply.

    Attributes
    ----------
    at : int
        Its number.
    sure : bool
        Whether the two surely share all of the supply; otherwise some of it, or none.
    """

    at: int
    sure: bool


def rivals_of(clusters: Sequence[str], goods: Sequence[Goods]) -> tuple[tuple[Rival, ...], ...]:
    """For each need, the needs of other clusters that are met from the same supply, or may be.

    Two needs surely share where place, goods and makers are the same. They may where only some makers or sectors are,
    where one place lies in the other, or where a place is unknown.

    Parameters
    ----------
    clusters : sequence of str
        Whose need it is; needs of one cluster are no rivals.
    goods : sequence of Goods
        What meets it.

    Returns
    -------
    tuple of tuple of Rival
        By number; empty for a need that has the supply to itself.

    Examples
    --------
    >>> soda, here = frozenset({"C2612"}), frozenset({"140727"})
    >>> found = rivals_of(["glass", "soap", "paper"], [Goods(soda, here), Goods(soda, here), Goods(soda, frozenset())])
    >>> [[(rival.at, rival.sure) for rival in one] for one in found]
    [[(1, True), (2, False)], [(0, True), (2, False)], [(0, False), (1, False)]]
    """
    marks = [_marks(one) for one in goods]
    marked = _by_mark(goods, marks)
    return tuple(
        tuple(
            Rival(at, one == goods[at] and bool(one.places))
            for at in _met(one, marks[number], marked)
            if clusters[at] != clusters[number]
        )
        for number, one in enumerate(goods)
    )


def _marks(one: Goods) -> list[Mark]:
    """Under what a need is found by those that may share its supply; two that share anything share a mark."""
    return [
        ("what", one.what),
        *(("firm", frozenset({name})) for name in one.firms),
        *(("sector", frozenset({code})) for code in one.sectors),
    ]


def _by_mark(goods: Sequence[Goods], marks: Sequence[Sequence[Mark]]) -> Mapping[tuple[str, Mark], list[int]]:
    found: dict[tuple[str, Mark], list[int]] = defaultdict(list)
    for number, one in enumerate(goods):
        for mark in marks[number]:
            for place in (*(one.places or (_UNKNOWN,)), _EVERYWHERE):
                found[place, mark].append(number)
    return found


def _met(one: Goods, marks: Sequence[Mark], marked: Mapping[tuple[str, Mark], list[int]]) -> Iterable[int]:
    places = (*one.places, _UNKNOWN) if one.places else (_EVERYWHERE,)
    return sorted({at for place in places for mark in marks for at in marked.get((place, mark), ())})
