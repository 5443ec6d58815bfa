"""Results of distance-based measures: curves, bands and verdicts by industry."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from growthpole.errors import NameUnknownError
from growthpole.measures.points.arrays import Flags, Floats, Ints
from growthpole.measures.points.sites import Dropped


@dataclass(frozen=True, slots=True)
class Curve:
    """One industry's curve and bands, each (R,); the fields are those of `CurvesResult`."""

    industry: str
    r: Floats
    observed: Floats
    expected: Floats
    lower_local: Floats
    upper_local: Floats
    lower_global: Floats
    upper_global: Floats


@dataclass(frozen=True, slots=True)
class CurvesResult:
    """Curves of I industries at R distances against their null.

    Attributes
    ----------
    measure : str
        ``"K_d"``, ``"K cumulative"``, ``"M"``, ``"m"``.
    industries : tuple of str
        The I industries, in the order of rows.
    r : (R,) float64
        Distances, metres.
    observed, expected : (I, R) float64
        The curve and its expectation under the null; NaN for fewer than 2 plants.
    lower_local, upper_local : (I, R) float64
        At each distance alone, the null lies below (above) with probability ``level``.
    lower_global, upper_global : (I, R) float64
        The null's whole curve stays below (above) with probability ``level``.
    p_localised, p_dispersed : (I,) float64
        Probability under the null of a curve that leaves further upwards (downwards) anywhere.
    n_plants : (I,) int64
        Plants of the industry.
    n_sites : (I,) int64
        Sites its null draws from.
    method : tuple of str
        ``"exact"``, ``"permutation"`` or ``"none"`` (fewer than 2 plants), by industry.
    bandwidth : (I,) float64
        Kernel bandwidth in metres; NaN without a kernel.
    level : float
        Of all bands.
    dropped : Dropped
        Establishments left out.
    notes : tuple of str
        What the reader should know: projection and its error, switches of method, approximations.
    """

    measure: str
    industries: tuple[str, ...]
    r: Floats
    observed: Floats
    expected: Floats
    lower_local: Floats
    upper_local: Floats
    lower_global: Floats
    upper_global: Floats
    p_localised: Floats
    p_dispersed: Floats
    n_plants: Ints
    n_sites: Ints
    method: tuple[str, ...]
    bandwidth: Floats
    level: float
    dropped: Dropped = field(default_factory=Dropped)
    notes: tuple[str, ...] = ()

    @property
    def localisation(self) -> Floats:
        """Gamma by distance, (I, R): how far the curve lies above its upper global band."""
        return np.maximum(self.observed - self.upper_global, 0.0)

    @property
    def dispersion(self) -> Floats:
        """Psi by distance, (I, R): how far below the lower global band, for industries nowhere localised."""
        below = np.maximum(self.lower_global - self.observed, 0.0)
        return np.where((self.gamma > 0)[:, None], 0.0, below)

    @property
    def gamma(self) -> Floats:
        """Gamma in total, (I,): the area above the band, in units of the curve times metres (a share for K_d)."""
        return np.asarray(self.localisation.sum(axis=1) * self.step, dtype=np.float64)

    @property
    def psi(self) -> Floats:
        """Psi in total, (I,)."""
        return np.asarray(self.dispersion.sum(axis=1) * self.step, dtype=np.float64)

    @property
    def step(self) -> float:
        """Distance between two values of ``r``, metres."""
        return float(self.r[1] - self.r[0]) if len(self.r) > 1 else 1.0

    @property
    def localised(self) -> Flags:
        """Whether the curve leaves its upper global band anywhere, (I,)."""
        return self.p_localised <= 1 - self.level + 1e-12

    @property
    def dispersed(self) -> Flags:
        """Whether the curve leaves its lower global band anywhere and is nowhere localised, (I,)."""
        return (self.p_dispersed <= 1 - self.level + 1e-12) & ~self.localised

    @property
    def q_localised(self) -> Floats:
        """Benjamini-Hochberg adjusted ``p_localised`` over the industries tested, (I,); NaN where there is none."""
        return _adjusted(self.p_localised)

    @property
    def q_dispersed(self) -> Floats:
        """Benjamini-Hochberg adjusted ``p_dispersed``, (I,)."""
        return _adjusted(self.p_dispersed)

    def curve(self, industry: str) -> Curve:
        """The curve of one industry.

        Raises
        ------
        NameUnknownError
            If there is no such industry.
        """
        if industry not in self.industries:
            raise NameUnknownError("industry", industry, self.industries)
        row = self.industries.index(industry)
        bands = (self.observed, self.expected, self.lower_local, self.upper_local, self.lower_global, self.upper_global)
        return Curve(industry, self.r, *(one[row] for one in bands))

    def table(self) -> dict[str, NDArray[np.generic]]:
        """One row per industry, most localised first: columns by name, for any dataframe."""
        order = np.lexsort((np.arange(len(self.industries)), -np.nan_to_num(self.gamma), np.isnan(self.gamma)))
        columns: dict[str, NDArray[np.generic]] = {
            "industry": np.array(self.industries),
            "plants": self.n_plants,
            "gamma": self.gamma,
            "psi": self.psi,
            "localised": self.localised,
            "dispersed": self.dispersed,
            "p_localised": self.p_localised,
            "q_localised": self.q_localised,
            "p_dispersed": self.p_dispersed,
            "q_dispersed": self.q_dispersed,
            "bandwidth_m": self.bandwidth,
            "method": np.array(self.method),
        }
        return {name: values[order] for name, values in columns.items()}


def _adjusted(p: Floats) -> Floats:
    known = ~np.isnan(p)
    out = np.full(len(p), np.nan)
    if known.any():
        out[known] = false_discovery_control(p[known])
    return out
