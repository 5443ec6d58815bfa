"""Relatedness of industries from co-occurrence, under the four direct similarity measures."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.matrix.cooccurrence import seen_with, sides
from growthpole.measures.matrix.presences import presences, together
from growthpole.measures.matrix.years import same_form

__all__ = ["relatedness"]

Square = NDArray[np.float64]

# (co-occurrences, occurrences of the row's industry, of the column's, total) -> similarity
SIMILARITIES: MappingProxyType[str, Callable[[Square, Square, Square, Square | float], Square]] = MappingProxyType(
    {
        "association": lambda both, row, column, total: total * both / (row * column),
        "cosine": lambda both, row, column, _: both / np.sqrt(row * column),
        "inclusion": lambda both, row, column, _: both / np.minimum(row, column),
        "jaccard": lambda both, row, column, _: both / (row + column - both),
    }
)


@same_form
def relatedness(m: Any, *, similarity: str = "association", count: str = "occurrences", of: str = "industries") -> Any:
    r"""Relatedness of two industries: co-occurrence, normalised for how frequent each of them is.

    .. math::
       \text{association } \frac{n\,C_{ij}}{s_i s_j} \quad \text{cosine } \frac{C_{ij}}{\sqrt{s_i s_j}} \quad
       \text{inclusion } \frac{C_{ij}}{\min(s_i, s_j)} \quad \text{Jaccard } \frac{C_{ij}}{s_i + s_j - C_{ij}}

    With ``count="occurrences"`` :math:`s_i = C_{ii}` and n is the number of regions; with
    ``count="cooccurrences"`` :math:`s_i = \sum_{j \ne i} C_{ij}` and :math:`n = \sum_i s_i`. The association
    strength is then observed over expected: 1 where two industries meet as often as chance would have it.

    Parameters
    ----------
    m : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown: a region counts for a pair only where both cells are known. A mapping
        from year to matrix gives a dict.
    similarity : {"association", "cosine", "inclusion", "jaccard"}
        The normalisation.
    count : {"occurrences", "cooccurrences"}
        What frequency is.
    of : {"industries", "regions"}
        Which side is compared.

    Returns
    -------
    matrix, shape (I, I) or (R, R)
        Symmetric. Association strength is >= 0; the others lie in [0, 1] when occurrences are counted.
        ``nan`` where an industry never (co-)occurs, and on the diagonal when co-occurrences are counted.

    Raises
    ------
    InputError
        When ``m`` holds anything but 0, 1 and nan, or an option is unknown.

    References
    ----------
    van Eck and Waltman (2009), equations 6 to 9 and section 2 on the two ways to count.

    Examples
    --------
    Two of four regions have glass, two have iron, one has both: as often as chance.

    >>> relatedness(np.array([[1, 1], [1, 0], [0, 1], [0, 0]]))
    array([[2., 1.],
           [1., 2.]])
    >>> relatedness(np.array([[1, 1], [1, 0], [0, 1], [0, 0]]), similarity="jaccard").round(3)
    array([[1.   , 0.333],
           [0.333, 1.   ]])
    """
    measure = SIMILARITIES.get(similarity)
    if measure is None:
        raise InputError(f"`similarity` must be one of {sorted(SIMILARITIES)}; found {similarity!r}.")
    side = sides(presences(m), of)
    both = together(side.values, side.values)
    if count == "occurrences":
        row = seen_with(side, both.diagonal().copy())
        total: Square | float = float(side.shape[0]) if side.hidden is None else _jointly_known(side.hidden)
    elif count == "cooccurrences":
        np.fill_diagonal(both, 0.0)
        row = np.broadcast_to(both.sum(axis=1)[:, None], both.shape)
        total = float(both.sum())
        np.fill_diagonal(both, np.nan)
    else:
        raise InputError(f"`count` must be 'occurrences' or 'cooccurrences'; found {count!r}.")
    with np.errstate(invalid="ignore", divide="ignore"):
        return side.given.like(np.where((row > 0) & (row.T > 0), measure(both, row, row.T, total), np.nan), of, of)


def _jointly_known(hidden: NDArray[np.bool_]) -> Square:
    known = ~hidden
    return together(known, known)
