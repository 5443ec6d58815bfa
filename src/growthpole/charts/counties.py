"""Counties and the places of clusters in them, ready for a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry import MultiPolygon, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from growthpole.errors import InputError

__all__ = ["County", "read_counties"]

_TOLERANCE = 0.001
"""Degrees, about 100 m: below what a page-wide map of a prefecture can show."""
_DECIMALS = 4


@dataclass(frozen=True)
class County:
    """A county as a map draws it.

    Attributes
    ----------
    code, name : str
        Its code (``adcode``) and its name, as the boundary file has them.
    geometry : mapping
        GeoJSON (Multi)Polygon whose outer rings run clockwise.
    longitude, latitude : float
        A point that surely lies inside.
    """

    code: str
    name: str
    geometry: Mapping[str, Any]
    longitude: float
    latitude: float


def read_counties(boundaries: Mapping[str, Any]) -> tuple[County, ...]:
    """The counties of a FeatureCollection (WGS84, properties ``adcode`` and ``name``), sorted by code.

    Raises
    ------
    InputError
        If it is no FeatureCollection, or a feature is not a polygon.
    """
    features = boundaries.get("features") if boundaries.get("type") == "FeatureCollection" else None
    if not features:
        raise InputError(
            f"`boundaries` must be a GeoJSON FeatureCollection with at least one polygon; "
            f"it has type {boundaries.get('type')!r}. Hand in county polygons with the properties adcode and name."
        )
    return tuple(sorted((_county(feature) for feature in features), key=lambda county: county.code))


def _county(feature: Mapping[str, Any]) -> County:
    properties, geometry = feature.get("properties") or {}, shape(feature["geometry"])
    if not isinstance(geometry, Polygon | MultiPolygon):
        raise InputError(
            f"every feature of `boundaries` must be a Polygon or MultiPolygon; "
            f"{properties.get('name')!r} is a {geometry.geom_type}. Leave it out."
        )
    inside = geometry.representative_point()
    return County(
        str(properties.get("adcode", "")),
        str(properties.get("name", "")),
        _drawn(geometry),
        round(inside.x, _DECIMALS),
        round(inside.y, _DECIMALS),
    )


def _drawn(geometry: BaseGeometry) -> Mapping[str, Any]:
    """Simplified, and outer rings clockwise: d3 fills the rest of the globe where they run the other way."""
    simple = geometry.simplify(_TOLERANCE, preserve_topology=True)
    parts = simple.geoms if isinstance(simple, MultiPolygon) else [simple]
    turned = [orient(part, sign=-1.0) for part in parts]
    rounded: Mapping[str, Any] = _rounded(mapping(turned[0] if len(turned) == 1 else MultiPolygon(turned)))
    return rounded


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, Mapping):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list | tuple) else value
