"""The method of reflections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.matrix.inputs import Labels
from growthpole.measures.matrix.parts import complete_part, spread
from growthpole.measures.matrix.presences import counts, presences
from growthpole.measures.matrix.years import yearly

__all__ = ["ReflectionsResult", "reflections"]


@dataclass(frozen=True, slots=True, eq=False)
class ReflectionsResult:
    """Successive averages of regions and industries.

    Attributes
    ----------
    regions : ndarray, shape (R, steps + 1)
        Column n holds k_r,n; column 0 is diversity.
    industries : ndarray, shape (I, steps + 1)
        Column n holds k_i,n; column 0 is ubiquity.
    region_names, industry_names : tuple or None
        Names, where the matrix had any.
    """

    regions: NDArray[np.float64]
    industries: NDArray[np.float64]
    region_names: Labels | None
    industry_names: Labels | None


@yearly
def reflections(m: Any, *, steps: int = 2) -> ReflectionsResult:
    r"""Method of reflections: a region by the industries it has, an industry by the regions that have it, in turn.

    .. math::
       k_{r,n} = \frac{1}{k_{r,0}} \sum_i M_{ri} k_{i,n-1},
       \quad k_{i,n} = \frac{1}{k_{i,0}} \sum_r M_{ri} k_{r,n-1}

    After many steps all values are alike and their rank, not their limit, is read; :func:`complexity` gives
    that limit exactly. Twenty steps are not enough where the second and third eigenvalues are close.

    Parameters
    ----------
    m : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown. A mapping from year to matrix gives a dict.
    steps : int, >= 0
        How many reflections.

    Returns
    -------
    ReflectionsResult
        ``nan`` for empty regions and industries; regions with unknown cells take no part and are ``nan``.

    Raises
    ------
    InputError
        When ``m`` holds anything but 0, 1 and nan, no region is complete, or ``steps`` is negative.

    References
    ----------
    Hidalgo and Hausmann (2009), equations 1 and 2.

    Examples
    --------
    >>> result = reflections(np.array([[1, 1], [1, 0]]), steps=1)
    >>> result.regions, result.industries
    (array([[2. , 1.5],
           [1. , 2. ]]), array([[2. , 1.5],
           [1. , 2. ]]))
    """
    if steps < 0:
        raise InputError(f"`steps` must be at least 0; found {steps}.")
    table = presences(m)
    part = complete_part(table)
    diversity, ubiquity = counts(part.values)
    of_regions, of_industries = [diversity], [ubiquity]
    for _ in range(steps):
        regions = part.values @ of_industries[-1] / diversity
        of_industries.append(part.values.T @ of_regions[-1] / ubiquity)
        of_regions.append(regions)
    return ReflectionsResult(
        spread(np.column_stack(of_regions), part.regions, table.shape[0]),
        spread(np.column_stack(of_industries), part.industries, table.shape[1]),
        table.given.regions,
        table.given.industries,
    )
