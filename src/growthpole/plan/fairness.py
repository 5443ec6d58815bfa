"""Floors: what each county is to get at the least, as rows of the choice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.plan.options import Menu
from growthpole.plan.rules import Terms

__all__ = ["CountyShare", "FloorRow", "floor_rows", "shares_of"]


@dataclass(frozen=True, eq=False)
class FloorRow:
    """One floor: ``entries · x + lacking >= least``.

    Attributes
    ----------
    of : (str, str)
        ``"undertakings"`` or ``"money"``, and the county.
    entries : sequence of float
        By option.
    least : float
    weight : float
        What a lack counts for: a floor that is wholly missed counts 1, so that no county's floor outweighs another's.
    """

    of: tuple[str, str]
    entries: Sequence[float]
    least: float
    weight: float


@dataclass(frozen=True, slots=True, order=True)
class CountyShare:
    """What a county gets.

    Attributes
    ----------
    county : str
    undertakings, cents : int
    share : float
        Of the money spent; 0 where nothing is spent.
    least_undertakings : int
    least_share : float
        Its floors; 0 where there is none.
    held : bool
        Whether both hold.
    """

    county: str
    undertakings: int
    cents: int
    share: float
    least_undertakings: int
    least_share: float
    held: bool


def floor_rows(menu: Menu, terms: Terms, money: int) -> Iterator[FloorRow]:
    """The rows of all floors; those of counties without an option stand there too, since they cannot be held.

    A least share is of the money that is spent, not of the budget: ``own - share * all >= 0``.
    """
    sizes = np.array([len(schedule) for schedule in menu.schedules], np.float64)
    cost = menu.cost.sum(axis=1) / money
    counties = np.array(menu.counties, dtype=object)[menu.owner] if len(menu.owner) else np.array([], dtype=object)
    for county, least in terms.least_undertakings.items():
        if least:
            entries = np.where(counties == county, sizes, 0.0)
            yield FloorRow(("undertakings", county), entries.tolist(), float(least), 1 / least)
    whole = max(float(sum(terms.budget_cents)) / money, 1.0)
    for county, share in terms.least_share.items():
        if share:
            part = np.where(counties == county, cost, 0.0) - share * cost
            yield FloorRow(("money", county), part.tolist(), 0.0, 1 / (share * whole))


def shares_of(menu: Menu, terms: Terms, chosen: Sequence[int]) -> tuple[CountyShare, ...]:
    """What every county gets, against its floors; sorted by county."""
    everything = int(menu.cost[list(chosen)].sum()) if chosen else 0
    found = []
    for county in sorted({*menu.counties, *terms.least_undertakings, *terms.least_share}):
        mine = [one for one in chosen if menu.counties[menu.owner[one]] == county]
        count, cents = sum(len(menu.schedules[one]) for one in mine), int(menu.cost[mine].sum()) if mine else 0
        share = cents / everything if everything else 0.0
        least, least_share = terms.least_undertakings.get(county, 0), terms.least_share.get(county, 0.0)
        held = count >= least and (not everything or share >= least_share - 1e-9)
        found.append(CountyShare(county, count, cents, share, least, least_share, held))
    return tuple(found)
