"""Positions in metres from plane or geographic coordinates, with the error of distances stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from pyproj import Geod, Transformer

from growthpole.errors import InputError
from growthpole.measures.points.arrays import Floats

Coordinates = Literal["plane", "lonlat"]
# Mean radius of the Earth (IUGG), metres: turns chords into arcs.
EARTH = 6371008.8
# A plane serves where no distance is off by more than this share.
PLANE_ERROR = 1e-3


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the sites are.

    Attributes
    ----------
    xyz : (N, 3) float64
        Metres: on a plane (z = 0), or geocentric.
    radius : float
        0 on a plane; else the radius that turns the chord between two positions into an arc.
    error : float
        Largest relative error of a distance found in a sample of pairs, against geodesics on WGS 84.
    note : str
        The same in words; empty on a given plane.
    """

    xyz: Floats
    radius: float = 0.0
    error: float = 0.0
    note: str = ""


def locate(x: Floats, y: Floats, coordinates: Coordinates, reach: float) -> Positions:
    """Positions of sites in metres.

    Parameters
    ----------
    x, y : (N,) float64
        Metres on a plane, or degrees of longitude and latitude (WGS 84).
    coordinates : {"plane", "lonlat"}
        Which of the two.
    reach : float
        Largest distance that will be measured, metres.

    Returns
    -------
    Positions
        Longitude and latitude are projected once (azimuthal equidistant about the middle) where distances up to
        ``reach`` stay within 0.1 %; else sites are placed on the ellipsoid and chords become arcs.

    Raises
    ------
    InputError
        If ``coordinates`` is unknown or a longitude or latitude out of range.
    """
    if coordinates == "plane":
        return Positions(np.column_stack([x, y, np.zeros(len(x))]))
    if coordinates != "lonlat":
        raise InputError(f"`coordinates` must be 'plane' or 'lonlat'; it is {coordinates!r}.")
    if len(x) and (np.abs(x).max() > 180 or np.abs(y).max() > 90):
        row = int(np.argmax((np.abs(x) > 180) | (np.abs(y) > 90)))
        raise InputError(
            f"longitude must lie in -180..180 and latitude in -90..90; row {row} is ({x[row]}, {y[row]}). "
            "Pass `coordinates='plane'` for metres, or exchange `x` and `y`."
        )
    flat = _project(x, y)
    error = _error(x, y, flat, 0.0, reach)
    if error <= PLANE_ERROR:
        return Positions(flat, 0.0, error, f"projected once, azimuthal equidistant; distances within {error:.2%}")
    xyz = np.column_stack(Transformer.from_crs(4979, 4978, always_xy=True).transform(x, y, np.zeros(len(x))))
    error = _error(x, y, xyz, EARTH, reach)
    return Positions(xyz, EARTH, error, f"great-circle arcs over the ellipsoid; distances within {error:.4%}")


def _project(x: Floats, y: Floats) -> Floats:
    if not len(x):
        return np.empty((0, 3))
    middle = (float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2)
    crs = f"+proj=aeqd +lon_0={middle[0]!r} +lat_0={middle[1]!r} +datum=WGS84 +units=m"
    east, north = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(x, y)
    return np.column_stack([east, north, np.zeros(len(x))])


def _error(x: Floats, y: Floats, xyz: Floats, radius: float, reach: float, pairs: int = 20_000) -> float:
    """Largest relative error among sampled pairs within reach; extreme sites are always in the sample."""
    if len(x) < 2:
        return 0.0
    rng = np.random.default_rng(0)
    a, b = rng.integers(len(x), size=(2, pairs))
    edge = np.array([x.argmin(), x.argmax(), y.argmin(), y.argmax()])
    a[: pairs // 2] = np.resize(edge, pairs // 2)
    _, _, true = Geod(ellps="WGS84").inv(x[a], y[a], x[b], y[b])
    chord = np.sqrt(((xyz[a] - xyz[b]) ** 2).sum(axis=1))
    found = 2 * radius * np.arcsin(chord / (2 * radius)) if radius else chord
    near = (true > 1) & (true <= reach)
    return float(np.abs(found[near] / true[near] - 1).max()) if near.any() else 0.0
