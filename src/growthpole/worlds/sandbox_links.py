"""The sandbox's links: every purchase of every maker in the last year, from the county or from afar. Made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from growthpole.worlds.sandbox_chains import CHAINS
from growthpole.worlds.sandbox_firms import Supplier, local_cover, makers, suppliers
from growthpole.worlds.town import LAST_YEAR, Town

__all__ = ["link_rows"]

# Where goods come from that no firm of the county makes; the code is that of no province.
_AFAR = "980100"


def link_rows(made: Sequence[Town]) -> Iterator[dict[str, str]]:
    """The table of links: each maker buys each stage from one firm of the county, in turn, and the rest from afar."""
    sellers: dict[tuple[str, str], list[Supplier]] = {}
    for one in suppliers(made):
        sellers.setdefault((one.town.id, one.stage.id), []).append(one)
    for maker in makers(made):
        for stage in CHAINS[maker.town.product]:
            near = sellers.get((maker.town.id, stage.id), [])
            need = stage.share * maker.revenue
            here = local_cover(maker.town) * need if near else 0.0
            if near:
                seller = near[maker.number % len(near)]
                yield _row(seller.id, maker.id, stage.id, here)
            if need - here >= 1:
                yield _row(f"afar-{stage.id}", maker.id, stage.id, need - here, _AFAR)


def _row(supplier: str, buyer: str, stage: str, value: float, region: str = "") -> dict[str, str]:
    return {
        "supplier": supplier,
        "buyer": buyer,
        "stage": stage,
        "value": f"{value:.0f}",
        "year": str(LAST_YEAR),
        "supplier_region": region,
        "source": "sandbox",
    }
