"""How often two industries are found in the same region."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.matrix.presences import Presences, presences, together
from growthpole.measures.matrix.years import same_form

__all__ = ["cooccurrence"]


@same_form
def cooccurrence(m: Any, *, of: str = "industries") -> Any:
    r"""Number of regions in which two industries are both present (or of industries two regions share).

    .. math:: C_{ij} = \sum_r M_{ri} M_{rj}

    Parameters
    ----------
    m : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown. A mapping from year to matrix gives a dict.
    of : {"industries", "regions"}
        Which side is compared.

    Returns
    -------
    matrix, shape (I, I) or (R, R), counts >= 0
        Symmetric; the diagonal counts occurrences. Pairs are counted where both cells are known. An industry
        nowhere has zeros. A sparse ``m`` gives an ordinary array.

    Raises
    ------
    InputError
        When ``m`` holds anything but 0, 1 and nan, or ``of`` is neither side.

    References
    ----------
    van Eck and Waltman (2009), section 2.

    Examples
    --------
    >>> cooccurrence(np.array([[1, 1, 0], [1, 0, 1], [1, 1, 0]]))
    array([[3., 2., 1.],
           [2., 2., 0.],
           [1., 0., 1.]])
    """
    side = sides(presences(m), of)
    return side.given.like(together(side.values, side.values), of, of)


def sides(given: Presences, of: str) -> Presences:
    """``given`` with the compared side in the columns."""
    if of not in {"industries", "regions"}:
        raise InputError(f"`of` must be 'industries' or 'regions'; found {of!r}.")
    if of == "industries":
        return given
    hidden = None if given.hidden is None else given.hidden.T
    return Presences(given.given, given.values.T.tocsr() if hasattr(given.values, "tocsr") else given.values.T, hidden)


def seen_with(given: Presences, ones: NDArray[np.float64]) -> NDArray[np.float64]:
    """``N[i, j]``: occurrences of industry i in regions where industry j is known.

    Without unknown cells this is the number of occurrences of i in every column; ``ones`` is that number.
    """
    if given.hidden is None:
        return np.broadcast_to(ones[:, None], (ones.size, ones.size))
    return together(given.values, ~given.hidden)
