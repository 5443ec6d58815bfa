"""Kernels of the plant-based localisation indices of Ellison and Glaeser (1997), Maurel and Sedillot (1999).

Arrays of shape (R, I) hold regional shares; those of shape (I,) one value per industry. O(R I).
"""

from __future__ import annotations

import numpy as np

from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.matrix_input import Array

__all__ = ["excess", "null_variance", "raw_geographic", "raw_maurel"]


def raw_geographic(share: Array, economy: Array) -> Array:
    """G: sum over regions of (s - x)^2."""
    total: Array = ((share - economy[:, None]) ** 2).sum(axis=0)
    return total


def raw_maurel(share: Array, economy: Array) -> Array:
    """Maurel and Sedillot's raw measure: sum of s^2 less sum of x^2."""
    total: Array = (share**2).sum(axis=0) - (economy**2).sum()
    return total


def excess(raw: Array, economy: Array, plant_herfindahl: Array) -> Array:
    """(raw / (1 - sum x^2) - H) / (1 - H): concentration beyond what lumpy plants give by chance.

    NaN for an industry of one plant (H = 1) and for an economy in one region: nothing can be told there.
    """
    room = 1 - (economy**2).sum(axis=0)
    # Up to rounding: H of one plant is w^2 / w^2, the sum of squares of one share is 1.
    spread = np.where(1 - plant_herfindahl > 1e-12, 1 - plant_herfindahl, np.nan)
    return (ratio(raw, np.where(room > 1e-12, room, np.nan) + 0 * raw) - plant_herfindahl) / spread


def null_variance(economy: Array, plant_herfindahl: Array, plant_fourths: Array) -> Array:
    """Variance of G when plants are thrown at the map as darts (Ellison and Glaeser 1997).

    ``2 { H^2 [X2 - 2 X3 + X2^2] - Z4 [X2 - 4 X3 + 3 X2^2] }`` with ``Xk = sum x^k`` and ``Z4`` the sum of the
    plants' shares to the fourth.
    """
    two, three = (economy**2).sum(axis=0), (economy**3).sum(axis=0)
    first = plant_herfindahl**2 * (two - 2 * three + two**2)
    second = plant_fourths * (two - 4 * three + 3 * two**2)
    variance: Array = 2 * (first - second)
    return variance
