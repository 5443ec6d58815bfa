"""Proximity of Hidalgo and others: the product space."""

from __future__ import annotations

from typing import Any

import numpy as np

from growthpole.measures.matrix.cooccurrence import seen_with, sides
from growthpole.measures.matrix.presences import presences, together
from growthpole.measures.matrix.years import same_form

__all__ = ["proximity"]


@same_form
def proximity(m: Any, *, of: str = "industries") -> Any:
    r"""Proximity of two industries: the lesser of the two conditional probabilities of finding them together.

    .. math:: \phi_{ij} = \min\{P(i \mid j), P(j \mid i)\} = \frac{C_{ij}}{\max(k_i, k_j)}

    Parameters
    ----------
    m : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown: a region counts for a pair only where both cells are known. A mapping
        from year to matrix gives a dict.
    of : {"industries", "regions"}
        Which side is compared.

    Returns
    -------
    matrix, shape (I, I) or (R, R), probability in [0, 1]
        Symmetric, 1 on the diagonal; ``nan`` for pairs of which one never occurs. A sparse ``m`` gives an
        ordinary array.

    Raises
    ------
    InputError
        When ``m`` holds anything but 0, 1 and nan, or ``of`` is neither side.

    References
    ----------
    Hidalgo, Klinger, Barabasi and Hausmann (2007), equation 1.

    Examples
    --------
    >>> proximity(np.array([[1, 1, 0], [1, 0, 1], [1, 1, 0], [0, 0, 1]])).round(3)
    array([[1.   , 0.667, 0.333],
           [0.667, 1.   , 0.   ],
           [0.333, 0.   , 1.   ]])
    """
    side = sides(presences(m), of)
    both = together(side.values, side.values)
    seen = seen_with(side, both.diagonal().copy())
    # An industry that never occurs has no proximity, not the proximity zero to the others.
    least = np.minimum(seen, seen.T)
    both /= np.where(least > 0, np.maximum(seen, seen.T), np.nan)
    return side.given.like(both, of, of)
