"""Who in the counties around could supply what a cluster lacks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from growthpole.chain.amounts import total
from growthpole.chain.ground import Ground
from growthpole.chain.placing import Placing, firm_output
from growthpole.model.chain import Chain
from growthpole.model.interval import Interval
from growthpole.model.places import Firm, Region

__all__ = ["Around", "Source", "around", "sources"]

_TOUCHING = 0.002
"""Degrees, about 200 m: borders drawn by two hands leave such gaps."""
_EARTH_KM = 6371.0088
_CODES = ("region_code", "code", "adcode", "id")
_MOST = 5
"""Counties named on a stage: more is no hint but a list."""


@dataclass(frozen=True, slots=True)
class Around:
    """A county seen from another.

    Attributes
    ----------
    region : str
        Its code.
    adjacent : bool or None
        Whether they have a border in common; ``None`` where no boundaries were handed in.
    kilometres : float or None
        Between points inside the two; ``None`` where no boundaries were handed in.
    """

    region: str
    adjacent: bool | None = None
    kilometres: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a county around makes on a stage.

    Attributes
    ----------
    place : Around
        The county.
    firms : tuple of str
        Ids of its firms on the stage.
    supply : Interval
        CNY a year: at least what these firms make, at most what the census lets the county make in the sectors of the
        stage.
    estimate : float or None
        CNY a year, were the county's jobs spread over the sectors of each section as the nation's are.
    """

    place: Around
    firms: tuple[str, ...]
    supply: Interval
    estimate: float | None = None


def around(
    region: str, regions: Iterable[Region], boundaries: Mapping[str, Any], local: frozenset[str]
) -> tuple[Around, ...]:
    """The counties around a region, those that touch it first, then by distance.

    Parameters
    ----------
    region : str
        Its code.
    regions : iterable of Region
        The register; without boundaries, the regions of the same parent are around.
    boundaries : mapping
        A GeoJSON FeatureCollection in WGS84, or empty.
    local : frozenset of str
        Codes that count as the region itself.

    Returns
    -------
    tuple of Around
        Empty where nothing is known of what lies around.
    """
    shapes = _shapes(boundaries)
    home = [shapes[code] for code in sorted(local & shapes.keys())]
    if home:
        found = (_seen(home, code, one) for code, one in sorted(shapes.items()) if code not in local)
        return tuple(sorted(found, key=lambda one: (not one.adjacent, one.kilometres, one.region)))
    parent = next((one.parent for one in regions if one.code == region), "")
    siblings = (one.code for one in regions if parent and one.parent == parent and one.code not in local)
    return tuple(Around(code) for code in sorted(siblings))


def _shapes(boundaries: Mapping[str, Any]) -> dict[str, BaseGeometry]:
    found = {}
    for feature in boundaries.get("features", ()):
        properties = feature.get("properties") or {}
        code = next((str(properties[name]) for name in _CODES if properties.get(name)), "")
        if code and feature.get("geometry"):
            found[code] = shape(feature["geometry"])
    return found


def _seen(home: list[BaseGeometry], code: str, other: BaseGeometry) -> Around:
    nearest = min(one.distance(other) for one in home)
    return Around(code, nearest <= _TOUCHING, min(_kilometres(one, other) for one in home))


def _kilometres(one: BaseGeometry, other: BaseGeometry) -> float:
    """Great circle between the centroids, to the metre: the last bits of a sine differ between machines."""
    first, second = one.centroid, other.centroid
    lat1, lat2 = math.radians(first.y), math.radians(second.y)
    turn = math.radians(second.x - first.x)
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(turn / 2) ** 2
    return round(2 * _EARTH_KM * math.asin(math.sqrt(inner)), 3)


def sources(
    stage: str, chain: Chain, near: Iterable[Around], firms: Mapping[str, Placing], ground: Ground
) -> tuple[Source, ...]:
    """The counties around that make, or may make, what a stage gives.

    Parameters
    ----------
    stage : str
        Id of the stage.
    chain : Chain
        Its chain.
    near : iterable of Around
        The counties to look at, the nearest first.
    firms : mapping of str to Placing
        By county: its firms on the stages of the chain.
    ground : Ground
        What the census lets a county make.

    Returns
    -------
    tuple of Source
        Counties with a firm on the stage first, then those that touch, then by distance; at most five, and only those
        of which anything is known.
    """
    found = []
    for place in near:
        there = firms[place.region].sure[stage] if place.region in firms else ()
        one = _source(place, there, chain.by_id[stage].sectors, ground, complete=chain.complete)
        if one.firms or (one.estimate or 0) > 0:
            found.append(one)
    found.sort(key=lambda one: (not one.firms, not one.place.adjacent, one.place.kilometres or 0.0, one.place.region))
    return tuple(found[:_MOST])


def _source(
    place: Around, there: tuple[Firm, ...], sectors: tuple[str, ...], ground: Ground, *, complete: bool
) -> Source:
    made = total(firm_output(firm) for firm in there)
    high = made.high if complete else max(made.low, ground.made(place.region, sectors).high)
    estimate = ground.estimate(place.region, sectors)
    return Source(place, tuple(firm.id for firm in there), Interval(made.low, max(made.low, high)), estimate)
