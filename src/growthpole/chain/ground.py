"""What the gaps of a city stand on: the national table, what counties make, what counts as local."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.amounts import ANY_AMOUNT, total
from growthpole.chain.technology import Technology
from growthpole.model.interval import Interval
from growthpole.model.places import Region
from growthpole.model.text import Text

__all__ = ["Ground", "by_region", "inside", "known_by_region"]


@dataclass(frozen=True, eq=False)
class Ground:
    """What the gaps of a city stand on.

    Attributes
    ----------
    technology : Technology
        What each sector buys for a unit of output.
    sectors_of : callable
        From an industry's code to the sectors of the table that hold it, wholly or in part; none where it is unknown.
    supply : mapping of str to mapping of str to Interval
        By region and sector: what the region makes in a year, CNY, as far as a census tells; a region that is absent
        is unknown.
    central : mapping of str to mapping of str to float
        By region and sector: what the region would make if its jobs in each section were spread over the sectors as the
        nation's are; absent where unknown.
    industries_of : callable
        From a sector to the codes of the industries that it holds.
    local : mapping of str to frozenset of str
        By region: the codes that lie in it, its own among them.
    source : Text
        Where ``supply`` comes from, in words.
    """

    technology: Technology
    sectors_of: Callable[[str], tuple[str, ...]]
    supply: Mapping[str, Mapping[str, Interval]] = field(default_factory=dict)
    central: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    industries_of: Callable[[str], tuple[str, ...]] = lambda _: ()
    local: Mapping[str, frozenset[str]] = field(default_factory=dict)
    source: Text = Text()

    def around(self, region: str) -> frozenset[str]:
        """The codes that count as local to a region."""
        return self.local.get(region, frozenset({region} if region else ()))

    def made(self, region: str, sectors: Iterable[str]) -> Interval:
        """What a region makes in several sectors together, as far as the census tells; any amount where it does not."""
        listed = tuple(sectors)
        codes = [region] if region in self.supply else sorted(self.around(region) & self.supply.keys())
        if not codes or not listed:
            return ANY_AMOUNT
        return total(self.supply[code].get(sector, ANY_AMOUNT) for code in codes for sector in listed)

    def estimate(self, region: str, sectors: Iterable[str]) -> float | None:
        """The central estimate of what a region makes in several sectors together; nothing where there is none."""
        listed = tuple(sectors)
        codes = [region] if region in self.central else sorted(self.around(region) & self.central.keys())
        parts = [self.central[code].get(sector) for code in codes for sector in listed]
        known = [one for one in parts if one is not None]
        return math.fsum(known) if known and len(known) == len(parts) else None


def inside(regions: Iterable[Region]) -> dict[str, frozenset[str]]:
    """By region: the codes that lie in it by their parents, its own among them.

    Examples
    --------
    >>> from growthpole.model.text import Text
    >>> found = inside([Region("city", Text("C")), Region("a", Text("A"), "city"), Region("b", Text("B"), "city")])
    >>> sorted(found["city"]), sorted(found["a"])
    (['a', 'b', 'city'], ['a'])
    """
    parents = {region.code: region.parent for region in regions}
    found: dict[str, set[str]] = {code: {code} for code in parents}
    for code in parents:
        above, seen = parents[code], {code}
        while above in parents and above not in seen:
            found[above].add(code)
            seen.add(above)
            above = parents[above]
    return {code: frozenset(codes) for code, codes in found.items()}


def by_region(
    regions: Sequence[str], sectors: Sequence[str], low: NDArray[np.float64], high: NDArray[np.float64]
) -> dict[str, dict[str, Interval]]:
    """Arrays of regions and sectors as the mapping that `Ground.supply` holds.

    Parameters
    ----------
    regions, sectors : sequence of str
        Codes of the first and the second axis.
    low, high : ndarray of float64, shape (regions, sectors)
        CNY a year.

    Examples
    --------
    >>> by_region(["140727"], ["057"], np.array([[0.0]]), np.array([[2.0]]))
    {'140727': {'057': Interval(low=0.0, high=2.0)}}
    """
    return {
        region: {code: Interval(*ends) for code, *ends in zip(sectors, lows, highs, strict=True)}
        for region, lows, highs in zip(regions, low.tolist(), high.tolist(), strict=True)
    }


def known_by_region(
    regions: Sequence[str], sectors: Sequence[str], central: NDArray[np.float64]
) -> dict[str, dict[str, float]]:
    """Estimates of regions and sectors as the mapping that `Ground.central` holds; what is NaN is left out.

    Examples
    --------
    >>> known_by_region(["140727"], ["056", "057"], np.array([[np.nan, 2.0]]))
    {'140727': {'057': 2.0}}
    """
    return {
        region: {code: value for code, value in zip(sectors, row, strict=True) if not math.isnan(value)}
        for region, row in zip(regions, central.tolist(), strict=True)
    }
