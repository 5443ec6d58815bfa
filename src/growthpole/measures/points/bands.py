"""Confidence bands of a curve under its null: local at each distance, global for the whole curve."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.special import ndtri

from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.kernels.extremes import skewed_extremes


@dataclass(frozen=True, slots=True)
class Null:
    """The null of one curve, ready to be compared with an observed curve.

    Attributes
    ----------
    mean : (R,) float64
        Expected curve.
    up, down : (R,) float64
        Upper and lower local distance from the mean: the local band is ``mean - down`` to ``mean + up``. Zero
        where the null does not vary: there the curve is not tested.
    rises, falls : (D,) float64
        Sorted draws of the largest rise above the mean in units of ``up``, and fall below it in units of ``down``.
    """

    mean: Floats
    up: Floats
    down: Floats
    rises: Floats
    falls: Floats


def gaussian_null(mean: Floats, covariance: Floats, skew: Floats, level: float, normals: Floats) -> Null:
    """The null of a nearly Gaussian curve, with (R,) mean, (R, R) covariance and (R,) skewness.

    ``normals`` are (D, R) standard normal draws, shared by all curves; with their negatives they give 2D draws of
    the supremum. Skewness bends the margins by the first Cornish-Fisher term, z + skew (z2 - 1) / 6.

    References
    ----------
    Cornish and Fisher (1938), Revue de l'Institut International de Statistique 5, 307-320.
    """
    sd = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    # A curve that cannot vary (all sites taken) has a variance of rounding errors.
    live = sd > 1e-7 * np.abs(mean)
    up, down = np.zeros_like(mean), np.zeros_like(mean)
    z = float(ndtri(level))
    # Beyond 1 the bend would fold the margin over.
    bend = np.clip(skew, -1.0, 1.0) * (z**2 - 1) / 6
    up[live], down[live] = (z + bend[live]) * sd[live], (z - bend[live]) * sd[live]
    rises, falls = np.zeros(2 * len(normals)), np.zeros(2 * len(normals))
    if live.any():
        factor = _factor(covariance[np.ix_(live, live)] / np.outer(sd[live], sd[live]))
        draws = normals[:, : factor.shape[1]] @ factor.T.astype(normals.dtype)
        over, under = ((one[live] / sd[live]).astype(normals.dtype) for one in (up, down))
        bent = np.clip(skew, -1.0, 1.0)[live].astype(normals.dtype)
        skewed_extremes(draws, bent, over, under, rises, falls)
    return Null(mean, up, down, np.sort(rises), np.sort(falls))


def _factor(correlation: Floats) -> Floats:
    """L (R, k) with L L' the correlation, without directions that hold a millionth of the variance or less."""
    values, vectors = eigh(correlation)
    keep = values > 1e-6 * values[-1]
    factor = (vectors[:, keep] * np.sqrt(values[keep]))[:, ::-1]
    scaled: Floats = factor / np.sqrt((factor**2).sum(axis=1, keepdims=True))
    return scaled


def simulated_null(curves: NDArray[np.floating], level: float) -> Null:
    """The null of a curve simulated S times, given as (R, S).

    Scaling by the local quantile on each side (the directional quantile envelope) allows for skewed counts.

    References
    ----------
    Myllymaki, Mrkvicka, Grabarnik, Seijo and Hahn (2017), JRSS B 79, section 4.
    """
    simulations = curves.shape[1]
    mean, sd = curves.mean(axis=1, dtype=np.float64), curves.std(axis=1, dtype=np.float64)
    low = int((1 - level) * (simulations - 1))
    sorted_ends = np.partition(curves, (low, simulations - 1 - low), axis=1)
    # Where most curves lie at their floor the mean passes the quantile; the standard deviation is the unit then.
    live = (sd > 1e-6 * np.abs(mean)) & (sd > 1e-9 * sd.max())
    up = np.where(live, np.maximum(sorted_ends[:, simulations - 1 - low] - mean, sd), 0.0)
    down = np.where(live, np.maximum(mean - sorted_ends[:, low], sd), 0.0)
    return Null(mean, up, down, np.sort(_extremes(curves, mean, up)), np.sort(_extremes(curves, mean, -down)))


def _extremes(curves: NDArray[np.floating], mean: Floats, unit: Floats) -> Floats:
    """Largest of ``(curve - mean) / unit`` over r for each curve of (R, S), where the unit is not 0; never below 0.

    Unknown values (NaN) are passed over.
    """
    live = unit != 0
    if not live.any():
        return np.zeros(curves.shape[1])
    # Units may be too small for single precision: they are brought near 1 first.
    scale = np.abs(unit[live]).max()
    over = (scale / unit[live, None]).astype(curves.dtype)
    scaled = (curves[live] - mean[live, None].astype(curves.dtype)) * over
    return np.asarray(np.fmax(np.fmax.reduce(scaled, axis=0), 0.0) / scale, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands of one curve and the verdict on it.

    Attributes
    ----------
    lower_local, upper_local, lower_global, upper_global : (R,) float64
        The bands; each side of a global band is crossed anywhere by ``1 - level`` of the null's curves.
    p_localised, p_dispersed : float
        Share of the null's curves that rise (fall) further, in the band's own units, than the observed curve.
    """

    lower_local: Floats
    upper_local: Floats
    lower_global: Floats
    upper_global: Floats
    p_localised: float
    p_dispersed: float


def bands(observed: Floats, null: Null, level: float) -> Bands:
    """Local and global bands of a null at ``level`` and the observed curve's p-values."""
    rise = float(_extremes(observed[:, None], null.mean, null.up)[0])
    fall = float(_extremes(observed[:, None], null.mean, -null.down)[0])
    return Bands(
        lower_local=np.maximum(null.mean - null.down, 0.0),
        upper_local=null.mean + null.up,
        lower_global=np.maximum(null.mean - _critical(null.falls, level) * null.down, 0.0),
        upper_global=null.mean + _critical(null.rises, level) * null.up,
        p_localised=_tail(null.rises, rise) if null.up.any() else 1.0,
        p_dispersed=_tail(null.falls, fall) if null.down.any() else 1.0,
    )


def _critical(draws: Floats, level: float) -> float:
    """The draw that ``p <= 1 - level`` begins above: the k-th largest, k = floor((D + 1)(1 - level))."""
    k = max(int(np.floor((len(draws) + 1) * (1 - level) + 1e-9)), 1)
    return float(draws[-k])


def _tail(draws: Floats, value: float) -> float:
    """Monte Carlo p-value (Davison and Hinkley 1997, equation 4.11)."""
    return float(1 + len(draws) - np.searchsorted(draws, value, side="left")) / (1 + len(draws))
