"""GCJ-02, the shifted coordinates of Chinese public maps, back to WGS84."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["from_gcj02", "to_gcj02"]

Floats = npt.NDArray[np.float64]

# Krasovsky 1940, the ellipsoid of the shift.
_AXIS, _ECCENTRICITY_SQUARED = 6_378_245.0, 0.006_693_421_622_965_943
_ORIGIN_LONGITUDE, _ORIGIN_LATITUDE = 105.0, 35.0
# The shift is applied inside this box only.
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_ROUNDS = 12
_CLOSE = 1e-10


def to_gcj02(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """WGS84 to GCJ-02, by the series that has been public since 2010.

    Parameters
    ----------
    longitude, latitude : ndarray of float64, same shape
        Degrees, WGS84.

    Returns
    -------
    tuple of two ndarray of float64
        Degrees, GCJ-02; a point outside the box of China stays as it is.

    References
    ----------
    The formula has never been published by its authority; it is known from the open implementations that agree with
    each other (on Wikipedia: "Restrictions on geographic data in China", section GCJ-02).

    Examples
    --------
    >>> moved = to_gcj02(np.array([116.3913, -0.1276]), np.array([39.9075, 51.5072]))
    >>> moved[0].round(4), moved[1].round(4)
    (array([116.3975,  -0.1276]), array([39.9089, 51.5072]))
    """
    east, north = _shift(longitude, latitude)
    inside = (longitude > _WEST) & (longitude < _EAST) & (latitude > _SOUTH) & (latitude < _NORTH)
    return longitude + np.where(inside, east, 0.0), latitude + np.where(inside, north, 0.0)


def from_gcj02(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """GCJ-02 to WGS84, as the fixed point of the shift: accurate to less than a millimetre.

    Subtracting the shift once, as is often done, leaves an error of one to two metres.

    Parameters
    ----------
    longitude, latitude : ndarray of float64, same shape
        Degrees, GCJ-02.

    Returns
    -------
    tuple of two ndarray of float64
        Degrees, WGS84.

    Examples
    --------
    >>> there = to_gcj02(np.array([112.33]), np.array([37.36]))
    >>> back = from_gcj02(*there)
    >>> bool(abs(back[0] - 112.33) < 1e-9), bool(abs(back[1] - 37.36) < 1e-9)
    (True, True)
    """
    x, y = longitude.copy(), latitude.copy()
    for _ in range(_ROUNDS):
        there_x, there_y = to_gcj02(x, y)
        step_x, step_y = longitude - there_x, latitude - there_y
        x, y = x + step_x, y + step_y
        if max(np.abs(step_x).max(initial=0.0), np.abs(step_y).max(initial=0.0)) < _CLOSE:
            break
    return x, y


def _shift(longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
    """The shift in degrees to the east and north."""
    x, y = longitude - _ORIGIN_LONGITUDE, latitude - _ORIGIN_LATITUDE
    north, east = _series_north(x, y), _series_east(x, y)
    radians = np.radians(latitude)
    flattening = 1.0 - _ECCENTRICITY_SQUARED * np.sin(radians) ** 2
    meridian = _AXIS * (1.0 - _ECCENTRICITY_SQUARED) / flattening**1.5
    parallel = _AXIS / np.sqrt(flattening) * np.cos(radians)
    return np.degrees(east / parallel), np.degrees(north / meridian)


def _waves(t: Floats, *terms: tuple[float, float]) -> Floats:
    """Two thirds of a sum of sines, each with its amplitude and frequency in half turns."""
    total = np.zeros_like(t)
    for amplitude, frequency in terms:
        total += amplitude * np.sin(frequency * np.pi * t)
    return total * 2.0 / 3.0


def _series_north(x: Floats, y: Floats) -> Floats:
    plain = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    return (
        plain
        + _waves(x, (20.0, 6.0), (20.0, 2.0))
        + _waves(y, (20.0, 1.0), (40.0, 1.0 / 3.0))
        + _waves(y, (160.0, 1.0 / 12.0), (320.0, 1.0 / 30.0))
    )


def _series_east(x: Floats, y: Floats) -> Floats:
    plain = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    return (
        plain
        + _waves(x, (20.0, 6.0), (20.0, 2.0))
        + _waves(x, (20.0, 1.0), (40.0, 1.0 / 3.0))
        + _waves(x, (150.0, 1.0 / 12.0), (300.0, 1.0 / 30.0))
    )
