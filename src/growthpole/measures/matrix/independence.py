"""Expected cells of an incomplete table under quasi-independence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__: list[str] = []

# The fit stops when no factor moves by more than this part of itself ...
TOLERANCE = 1e-13
# ... or after so many rounds; the error falls by a constant factor each round.
ROUNDS = 1000


def expected(x: NDArray[np.floating], known: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Fit ``u[r] * v[i]`` to the margins of the known cells by iterative proportional fitting.

    Parameters: ``x`` float (R, I); ``known`` bool (R, I). Returns float64 (R, I); ``nan`` in a region or
    industry without a known cell. O(R I) a round. Goodman (1968); Deming and Stephan (1940).
    """
    mask = known.astype(np.float64)
    cells = np.where(known, x, 0.0)
    by_region, by_industry = cells.sum(axis=1), cells.sum(axis=0)
    down = by_industry / max(cells.sum(), np.finfo(float).tiny)
    for _ in range(ROUNDS):
        across = _divide(by_region, mask @ down)
        before, down = down, _divide(by_industry, across @ mask)
        if np.allclose(before, down, rtol=TOLERANCE, atol=0.0):
            break
    across[~known.any(axis=1)] = np.nan
    down[~known.any(axis=0)] = np.nan
    return np.outer(across, down)


def _divide(over: NDArray[np.float64], under: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(over, under, out=np.zeros_like(over), where=under > 0)
