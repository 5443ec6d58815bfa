"""A made-up map: the counties of the sandbox as the cells of seeded points inside an oval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from shapely import MultiPoint, Point, affinity, voronoi_polygons
from shapely.geometry import mapping
from shapely.geometry.polygon import orient

__all__ = ["made_boundaries"]

CENTRE = (100.0, 30.0)
"""Where the oval lies, degrees; the place means nothing."""
SEED = 12


def made_boundaries(codes: Sequence[str], names: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """County polygons as GeoJSON in WGS84.

    Parameters
    ----------
    codes : sequence of str
        One for each county.
    names : sequence of (str, str)
        English and Chinese.

    Returns
    -------
    dict
        A FeatureCollection; exterior rings run clockwise, as map libraries on the sphere need them.
    """
    oval = affinity.scale(Point(*CENTRE).buffer(0.5, quad_segs=32), 1.6, 1.1)
    points = _points(len(codes))
    cells = voronoi_polygons(MultiPoint(points), extend_to=oval)
    # Cells come in no fixed order: each goes to the point that it holds.
    parts = [next(cell for cell in cells.geoms if cell.contains(Point(point))) for point in points]
    features = [
        {
            "type": "Feature",
            "properties": {"adcode": int(code), "name": chinese, "name_en": english, "made": True},
            "geometry": _rounded(part.intersection(oval)),
        }
        for code, (english, chinese), part in zip(codes, names, parts, strict=True)
    ]
    return {"type": "FeatureCollection", "crs_name": "WGS84", "features": features}


def _points(count: int) -> list[tuple[float, float]]:
    """Points well apart: of many draws the one farthest from those before it."""
    rng = np.random.default_rng(SEED)
    chosen = [CENTRE]
    while len(chosen) < count:
        draws = np.column_stack([rng.uniform(-0.7, 0.7, 60), rng.uniform(-0.45, 0.45, 60)]) + CENTRE
        nearest = np.min([np.hypot(*(draws - one).T) for one in chosen], axis=0)
        best = draws[int(np.argmax(nearest))]
        chosen.append((round(float(best[0]), 4), round(float(best[1]), 4)))
    return chosen


def _rounded(shape: Any) -> dict[str, Any]:
    ring = mapping(orient(shape, sign=-1.0))
    rings = [[[round(x, 4), round(y, 4)] for x, y in each] for each in ring["coordinates"]]
    return {"type": "Polygon", "coordinates": rings}
