"""Ripley's K, Besag's L, their inhomogeneous and cross-type forms, corrected at the borders of a polygon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import ArrayLike
from shapely import Polygon, contains_xy, get_coordinates, get_parts

from growthpole.errors import InputError, ShapeError
from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.bands import bands, simulated_null
from growthpole.measures.points.kernels.border import corrected_histogram
from growthpole.measures.points.units import metres

Border = Literal["isotropic", "none"]


@dataclass(frozen=True, slots=True)
class RipleyResult:
    """Ripley's K and its null of complete spatial randomness.

    Attributes
    ----------
    r : (R,) float64
        Distances, metres.
    k : (R,) float64
        K, square metres.
    poisson : (R,) float64
        pi r2, K of a Poisson process.
    lower_local, upper_local, lower_global, upper_global : (R,) float64
        Bands of K under the null; NaN without simulations.
    p_localised, p_dispersed : float
        p-values of the whole curve; NaN without simulations.
    n : int
        Points (reference points, for two types).
    area : float
        Of the window, square metres.
    border : str
        Correction at the border.
    level : float
        Of the bands.
    """

    r: Floats
    k: Floats
    poisson: Floats
    lower_local: Floats
    upper_local: Floats
    lower_global: Floats
    upper_global: Floats
    p_localised: float
    p_dispersed: float
    n: int
    area: float
    border: str
    level: float

    @property
    def l_function(self) -> Floats:
        """L = sqrt(K / pi), (R,), metres; r for a Poisson process."""
        return np.sqrt(self.k / np.pi)

    @property
    def besag(self) -> Floats:
        """Besag's L(r) - r, (R,), metres; 0 for a Poisson process."""
        return self.l_function - self.r


@dataclass(frozen=True, slots=True)
class Window:
    """The area points are observed in.

    Attributes
    ----------
    shape : shapely geometry
        Polygon or multipolygon, metres.
    edges : (E, 4) float64
        x1, y1, x2, y2 of every edge of every ring.
    """

    shape: Any
    edges: Floats


def ripley(
    x: ArrayLike,
    y: ArrayLike,
    window: Any,
    *,
    r_max: float | str,
    step: float | str,
    around: tuple[ArrayLike, ArrayLike] | None = None,
    intensity: ArrayLike | None = None,
    intensity_around: ArrayLike | None = None,
    border: Border = "isotropic",
    simulations: int = 0,
    level: float = 0.95,
    seed: int = 0,
    n_jobs: int = -1,
) -> RipleyResult:
    r"""Expected number of further points within r of a point, over their intensity.

    .. math::

        \hat K(r) = \frac{|A|}{n(n-1)} \sum_{p \ne q} \frac{1(d_{pq} \le r)}{e_{pq}}, \qquad
        \hat K_{inhom}(r) = \frac{1}{|A|} \sum_{p \ne q} \frac{1(d_{pq} \le r)}{\lambda_p \lambda_q e_{pq}}

    where e is the share of the circle about p through q that lies inside the window.

    Parameters
    ----------
    x, y : array-like (n,), float
        Plane coordinates in metres, inside the window.
    window : shapely geometry, or (x_min, y_min, x_max, y_max)
        The area in which every point would have been seen.
    r_max, step : float or str
        Largest distance and spacing.
    around : (array-like, array-like), optional
        Coordinates of points of another type: K counts the points around these (cross-type), scaled by
        ``|A| / (n_around n)``.
    intensity : array-like (n,), float, optional
        Intensity at each point, per square metre: gives the inhomogeneous K (Baddeley and others 2000).
    intensity_around : array-like, float, optional
        The same at the points ``around``.
    border : {"isotropic", "none"}
        Ripley's correction, or none.
    simulations : int
        Random patterns of as many points in the window, for bands; 0 for none. With ``around`` both types are
        redrawn. Not for the inhomogeneous K, whose null needs the intensity everywhere.
    level : float
        Level of each side of the bands.
    seed : int
        Seed of the simulations.
    n_jobs : int
        Workers.

    Returns
    -------
    RipleyResult
        NaN for fewer than 2 points (1 of each type).

    Raises
    ------
    InputError
        If points lie outside the window, or an intensity is not above 0.
    ShapeError
        If lengths differ.

    References
    ----------
    Ripley (1976), Journal of Applied Probability 13, 255-266; Besag (1977), JRSS B 39, 193-195; Baddeley, Moller
    and Waagepetersen (2000), Statistica Neerlandica 54, 329-350.

    Examples
    --------
    Two points 1 m apart in the middle of a square of 100 square metres:

    >>> result = ripley([4.5, 5.5], [5, 5], (0, 0, 10, 10), r_max=2, step=1)
    >>> result.k
    array([  0., 100., 100.])
    """
    area = _window(window)
    b, wb = _points("x", x, y, intensity, area)
    a, wa = (b, wb) if around is None else _points("around", *around, intensity_around, area)
    if border not in get_args(Border):
        raise InputError(f"`border` must be 'isotropic' or 'none'; it is {border!r}.")
    if simulations and intensity is not None:
        raise InputError("the inhomogeneous K has no simulated bands; pass `simulations=0`.")
    span, pace = metres("r_max", r_max), metres("step", step)
    r = np.arange(int(span / pace + 1e-9) + 1, dtype=np.float64) * pace
    same = around is None
    if len(b) < (2 if same else 1) or len(a) < 1:
        return _result(r, np.full(len(r), np.nan), None, len(a), area, border=border, level=level)
    estimate = _Estimate(area, r, same, border == "isotropic", intensity is not None)
    curves = _simulate(estimate, len(a), len(b), simulations, seed, n_jobs)
    return _result(r, estimate(a, wa, b, wb), curves, len(a), area, border=border, level=level)


@dataclass(frozen=True, slots=True)
class _Estimate:
    """K of given points, with everything else fixed."""

    area: Window
    r: Floats
    same: bool
    correct: bool
    inhomogeneous: bool

    def __call__(self, a: Floats, wa: Floats, b: Floats, wb: Floats) -> Floats:
        out = np.zeros(len(self.r))
        corrected_histogram(a, wa, b, wb, self.same, float(self.r[1]), self.area.edges, self.correct, out)
        size = float(self.area.shape.area)
        scale = 1 / size if self.inhomogeneous else size / (len(a) * (len(b) - self.same))
        return np.cumsum(out) * scale


def _simulate(estimate: _Estimate, n: int, m: int, simulations: int, seed: int, n_jobs: int) -> Floats | None:
    """K of uniform patterns, (S, R); each has a seed of its own."""
    if not simulations:
        return None

    def one(stream: np.random.SeedSequence) -> Floats:
        rng = np.random.default_rng(stream)
        a = uniform_points(estimate.area.shape, n, rng)
        b = a if estimate.same else uniform_points(estimate.area.shape, m, rng)
        return estimate(a, np.ones(n), b, np.ones(len(b)))

    streams = np.random.SeedSequence(seed).spawn(simulations)
    return np.array(Parallel(n_jobs=n_jobs, prefer="threads")(delayed(one)(stream) for stream in streams))


def uniform_points(shape: Any, n: int, rng: np.random.Generator) -> Floats:
    """Points (n, 2) drawn uniformly inside a polygon, by rejection from its bounding box."""
    low_x, low_y, high_x, high_y = shape.bounds
    found = np.empty((0, 2))
    while len(found) < n:
        trial = rng.random((2 * (n - len(found)) + 8, 2)) * [high_x - low_x, high_y - low_y] + [low_x, low_y]
        found = np.concatenate([found, trial[contains_xy(shape, trial[:, 0], trial[:, 1])]])
    return found[:n]


def _window(window: Any) -> Window:
    if isinstance(window, tuple):
        low_x, low_y, high_x, high_y = window
        window = Polygon([(low_x, low_y), (high_x, low_y), (high_x, high_y), (low_x, high_y)])
    if not (window.is_valid and window.area > 0):
        raise InputError("`window` must be a valid polygon with an area; repair it with shapely's make_valid first.")
    rings = [ring for part in get_parts(window) for ring in (part.exterior, *part.interiors)]
    edges = [np.hstack([line[:-1], line[1:]]) for line in (get_coordinates(ring) for ring in rings)]
    return Window(window, np.concatenate(edges))


def _points(name: str, x: ArrayLike, y: ArrayLike, intensity: ArrayLike | None, area: Window) -> tuple[Floats, Floats]:
    points = np.column_stack([np.asarray(x, dtype=np.float64).ravel(), np.asarray(y, dtype=np.float64).ravel()])
    weights = np.ones(len(points)) if intensity is None else np.asarray(intensity, dtype=np.float64).ravel()
    if len(weights) != len(points):
        raise ShapeError(f"the intensity must have one value per point; it has {len(weights)} for {len(points)}.")
    if not (np.isfinite(weights).all() and (weights > 0).all()):
        raise InputError("the intensity must be finite and above 0 at every point; estimate it with a wider kernel.")
    # A point on the border is inside: covered, not only contained.
    outside = ~np.asarray(contains_xy(area.shape.buffer(1e-9 * np.sqrt(area.shape.area)), points[:, 0], points[:, 1]))
    if outside.any():
        row = int(np.argmax(outside))
        raise InputError(
            f"every point must lie inside `window`; {int(outside.sum())} of {len(points)} of `{name}` do not, "
            f"the first at row {row}: ({points[row, 0]}, {points[row, 1]}). Correct them or widen the window."
        )
    return points, 1 / weights


def _result(
    r: Floats, k: Floats, curves: Floats | None, n: int, area: Window, *, border: str, level: float
) -> RipleyResult:
    unknown = np.full(len(r), np.nan)
    made = None if curves is None else bands(k, simulated_null(curves.T, level), level)
    return RipleyResult(
        r=r,
        k=k,
        poisson=np.pi * r**2,
        lower_local=unknown if made is None else made.lower_local,
        upper_local=unknown if made is None else made.upper_local,
        lower_global=unknown if made is None else made.lower_global,
        upper_global=unknown if made is None else made.upper_global,
        p_localised=float("nan") if made is None else made.p_localised,
        p_dispersed=float("nan") if made is None else made.p_dispersed,
        n=n,
        area=float(area.shape.area),
        border=border,
        level=level,
    )
