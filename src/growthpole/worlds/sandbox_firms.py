"""The sandbox's firms: those that make the products, and those of each county that supply them. All made up."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from growthpole.worlds.sandbox_chains import CHAINS, Made
from growthpole.worlds.sandbox_figures import LEADER_SHARE
from growthpole.worlds.town import FIRST_YEAR, LAST_YEAR, Town

__all__ = ["Maker", "Supplier", "firm_rows", "local_cover", "makers", "missing_stage", "suppliers"]

SEED = 137
_MARGIN = 1.05
"""What suppliers make over what the town buys of them: the rest goes elsewhere."""
_LINKAGE = 0.18
"""Share of purchases in the county where a weak linkage is planted; 0.55 elsewhere, about as in the evidence."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A firm that makes the product of a town; revenue in yuan."""

    id: str
    town: Town
    number: int
    revenue: float


@dataclass(frozen=True, slots=True)
class Supplier:
    """A firm of the county that supplies a stage to a town; revenue in yuan."""

    id: str
    town: Town
    stage: Made
    number: int
    revenue: float


def makers(made: Sequence[Town]) -> Iterator[Maker]:
    """Every firm of every town: the leader, those well below it, and small works that make the rest of the output."""
    rng = np.random.default_rng(SEED)
    for town in made:
        lead = LEADER_SHARE.get(town.trait, 0.30)
        rest = rng.uniform(0.3, 1.0, int(rng.integers(4, 10)))
        large = np.minimum(0.9 * lead, (1 - lead) * 0.5 * rest / rest.sum())
        left = 1 - lead - float(large.sum())
        small = rng.uniform(0.6, 1.0, max(6, math.ceil(left / (0.5 * lead))))
        for number, share in enumerate([lead, *large, *(left * small / small.sum())], 1):
            yield Maker(f"{town.id}-{number:02d}", town, number, round(float(share) * output_of(town)))


def suppliers(made: Sequence[Town]) -> Iterator[Supplier]:
    """The suppliers of every town: none on one stage, a single one on another, two to four on the rest."""
    rng = np.random.default_rng(SEED + 1)
    for place, town in enumerate(made):
        there = [stage for stage in CHAINS[town.product] if stage != missing_stage(town)]
        for number, stage in enumerate(there):
            count = 1 if number == place % len(there) else int(rng.integers(2, 5))
            parts = rng.uniform(0.5, 1.0, count)
            sold = stage.share * output_of(town) * local_cover(town)
            for which, part in enumerate(parts / parts.sum(), 1):
                name = f"{town.id}-{stage.id.replace('_', '-')}-{which}"
                yield Supplier(name, town, stage, which, round(float(part) * sold * _MARGIN))


def output_of(town: Town) -> float:
    """What a town makes in the last year, in yuan."""
    return town.size * (1 + town.growth) ** (LAST_YEAR - FIRST_YEAR) * 1e8


def missing_stage(town: Town) -> Made:
    """The stage on which nobody of the county stands: any but that on which most is spent."""
    stages = sorted(CHAINS[town.product], key=lambda one: one.share)
    return stages[(3 * town.county + town.product) % (len(stages) - 1)]


def local_cover(town: Town) -> float:
    """The share of its needs that the stages with a local supplier cover, so that the town buys its share locally."""
    share = _LINKAGE if town.trait == "linkage" else 0.55
    whole = sum(stage.share for stage in CHAINS[town.product])
    return min(1.0, share * whole / (whole - missing_stage(town).share))


def firm_rows(
    made: Sequence[Town], code: Callable[[int], str], places: Sequence[tuple[str, str]],
    products: Sequence[tuple[str, str, str, str]],
) -> Iterator[dict[str, str]]:  # fmt: skip
    """The table of firms: the makers with their town, then the suppliers of the counties."""
    for maker in makers(made):
        english, chinese, industry, _ = products[maker.town.product]
        place = places[maker.town.county]
        yield {
            "firm": maker.id,
            "name_en": f"{place[0]} {english} works {maker.number}",
            "name_zh": f"{place[1][:-1]}{chinese}{maker.number}厂",
            "cluster": maker.town.id,
            "industry": industry,
            "region_code": code(maker.town.county),
            "revenue (CNY)": f"{maker.revenue:.0f}",
            "employment": f"{max(5, maker.revenue * 120 / 1e8):.0f}",
        }
    for one in suppliers(made):
        place = places[one.town.county]
        yield {
            "firm": one.id,
            "name_en": f"{place[0]} {one.stage.english} {one.number} of {one.town.id}",
            "name_zh": f"{place[1][:-1]}{one.stage.chinese}{one.number}厂（{products[one.town.product][1]}配套）",
            "cluster": "",
            "industry": one.stage.industry,
            "region_code": code(one.town.county),
            "revenue (CNY)": f"{one.revenue:.0f}",
            "employment": f"{max(5, one.revenue * 90 / 1e8):.0f}",
        }
