"""Boundaries of regions: GeoJSON in, WGS84 with rings in the order that maps on screen expect out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import mapping, shape

from growthpole.errors import Problem
from growthpole.model.places import Cluster
from growthpole.tables.columns import plain
from growthpole.tables.gcj02 import from_gcj02
from growthpole.tables.notes import Notes

__all__ = ["BOUNDARY_FILES", "CODE_PROPERTIES", "feature_code", "is_gcj02", "outside", "read_boundaries"]

BOUNDARY_FILES = ("boundaries", "boundary", "边界", "区划边界")
"""Names of the file, ending in ``.geojson`` or ``.json``."""
CODE_PROPERTIES = ("region_code", "code", "adcode", "id")
"""Properties of a feature that may hold its region's code, the first that is there."""
_POINTS = ("center", "centroid")
_DECIMALS = 7
"""About a centimetre; the last bits of a sine differ between machines and must not reach a result."""


def read_boundaries(path: Path, notes: Notes, crs: str | None = None) -> dict[str, Any]:
    """Read a GeoJSON FeatureCollection of regions.

    Parameters
    ----------
    path : Path
        The file.
    notes : Notes
        Takes the faults.
    crs : {"WGS84", "GCJ-02"}, optional
        What the coordinates are in. By default the file says so in a member ``crs`` of the collection; without
        one, files of Alibaba's DataV GeoAtlas (told by their properties) are GCJ-02 and all others WGS84.

    Returns
    -------
    dict
        A FeatureCollection in WGS84; exterior rings run clockwise, as d3 takes the other order for the rest of the
        globe. Empty where the file has faults.
    """
    try:
        given = _document(path)
        features = [_converted(feature, crs or _crs(given)) for feature in _features(given)]
    except (ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError) as error:
        notes.add(
            Problem(
                "boundaries-invalid", path.name, str(error), "a GeoJSON FeatureCollection of polygons in degrees",
                "Export the boundaries again as GeoJSON in longitude and latitude, or remove the file.",
            )
        )  # fmt: skip
        return {}
    return {"type": "FeatureCollection", "features": features}


def _document(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise ValueError(f"text that is no JSON ({error})") from None


def _features(given: Any) -> list[Any]:
    if not isinstance(given, dict) or given.get("type") != "FeatureCollection" or not given.get("features"):
        raise ValueError("a document that is no FeatureCollection, or an empty one")
    features: list[Any] = given["features"]
    return features


def is_gcj02(feature: Mapping[str, Any]) -> bool:
    """Whether a feature bears the marks of DataV GeoAtlas, whose coordinates are GCJ-02."""
    return {"adcode", "subFeatureIndex", "acroutes"} <= set(feature.get("properties") or {})


def _crs(given: Mapping[str, Any]) -> str:
    stated = given.get("crs")
    name = stated.get("properties", {}).get("name", "") if isinstance(stated, dict) else stated
    if not name:
        return "GCJ-02" if all(is_gcj02(feature) for feature in given["features"]) else "WGS84"
    if "gcj" in plain(name):
        return "GCJ-02"
    if any(word in plain(name) for word in ("crs84", "4326", "wgs84", "4490", "cgcs2000")):
        return "WGS84"
    raise ValueError(f"coordinates in {name!r}")


def _converted(feature: Mapping[str, Any], crs: str) -> dict[str, Any]:
    geometry = shape(feature["geometry"])
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
        raise ValueError(f"the feature {feature_code(feature)!r}, which is a {geometry.geom_type}")
    bounds = np.abs(np.array(geometry.bounds))
    if bounds[[0, 2]].max() > 180 or bounds[[1, 3]].max() > 90:
        raise ValueError(f"the feature {feature_code(feature)!r}, whose coordinates are not degrees")
    moved = shapely.transform(geometry, lambda points: _moved(points, crs))
    turned = shapely.orient_polygons(moved, exterior_cw=True)
    properties = dict(feature.get("properties") or {})
    for name in _POINTS:
        if name in properties:
            properties[name] = _moved(np.array([properties[name]], dtype=float), crs)[0].tolist()
    return {"type": "Feature", "properties": properties, "geometry": json.loads(json.dumps(mapping(turned)))}


def _moved(points: npt.NDArray[np.float64], crs: str) -> npt.NDArray[np.float64]:
    if crs == "GCJ-02":
        points = np.column_stack(from_gcj02(points[:, 0], points[:, 1]))
    return points.round(_DECIMALS)


def feature_code(feature: Mapping[str, Any]) -> str:
    """The code of the region that a feature shows; empty where it has none."""
    properties = feature.get("properties") or {}
    for name in CODE_PROPERTIES:
        if properties.get(name) not in (None, ""):
            return str(properties[name])
    return str(feature.get("id", ""))


def outside(cluster: Cluster, boundaries: Mapping[str, Any]) -> str | None:
    """Where a cluster's coordinates lie when they do not lie in its region.

    Returns
    -------
    str or None
        The code of the region they lie in, ``""`` for none of them; ``None`` where all is well, or nothing is known.
    """
    codes = {feature_code(one): one for one in boundaries.get("features", ())}
    if cluster.longitude is None or cluster.latitude is None or cluster.region not in codes:
        return None
    point = shapely.Point(cluster.longitude, cluster.latitude)
    within = [code for code, one in codes.items() if shape(one["geometry"]).covers(point)]
    return None if cluster.region in within else next(iter(within), "")
