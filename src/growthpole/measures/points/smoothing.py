"""From binned pair shares to a density of distances: Gaussian kernel, reflected at zero, as one matrix."""

from __future__ import annotations

import numpy as np

from growthpole.measures.points.arrays import Floats
from growthpole.measures.points.onepass import Bins

# The kernel is cut where 6e-5 of its mass remain.
REACH = 4.0


def silverman(shares: Floats, bins: Bins, pairs: int) -> float:
    """Bandwidth 0.9 min(sd, IQR / 1.34) pairs^(-1/5) of binned distances, metres.

    Mass is taken as uniform within a bin (Sheppard's correction of the variance follows). A statistic without
    spread (one site, two plants) falls back on the other measure of spread, then on the distance itself, as R's
    ``nrd0`` does; all plants at one address give one bin width.

    References
    ----------
    Silverman (1986), Density Estimation, section 3.4.2, equation 3.31.
    """
    mass = shares.sum()
    if mass <= 0:
        return bins.width
    share = shares / mass
    centres = bins.edges - np.where(bins.edges > 0, bins.width / 2, 0)
    mean = float(share @ centres)
    within = bins.width**2 / 12 * (1 - share[0])
    spread = float(np.sqrt(max(share @ (centres - mean) ** 2 + within, 0) * pairs / max(pairs - 1, 1)))
    low, high = np.interp([0.25, 0.75], np.cumsum(share), bins.edges)
    narrow: float = min(spread, float(high - low) / 1.34)
    scale = narrow or spread or mean or bins.width
    return float(0.9 * scale * float(pairs) ** -0.2)


def kernel_matrix(r: Floats, bins: Bins, bandwidth: float) -> Floats:
    r"""The (R, B + 1) matrix A with ``density = A @ shares``, per metre.

    .. math::

        A_{rb} = \frac{\varphi((r - d_b)/h_b) + \varphi((r + d_b)/h_b)}{h_b}, \qquad h_b^2 = h^2 - \delta^2/12

    where d_b is the centre of bin b. The spread of distances within a bin of width delta is already a part of the
    smoothing, so it is taken from the bandwidth; bin 0 holds distance zero exactly and keeps h.
    """
    centres = bins.edges - bins.width / 2
    centres[0] = 0.0
    narrowed = np.sqrt(max(bandwidth**2 - bins.width**2 / 12, (bins.width / 4) ** 2))
    h = np.where(np.arange(bins.count + 1) > 0, narrowed, bandwidth)
    near, mirrored = (r[:, None] - centres) / h, (r[:, None] + centres) / h
    density: Floats = (np.exp(-(near**2) / 2) + np.exp(-(mirrored**2) / 2)) / (h * np.sqrt(2 * np.pi))
    return density


def cumulative_matrix(r: Floats, bins: Bins) -> Floats:
    """The (R, B + 1) matrix that sums the shares of pairs no further apart than r."""
    return (bins.edges[None, :] <= r[:, None] * (1 + 1e-12)).astype(np.float64)
