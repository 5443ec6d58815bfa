"""Economic complexity of regions and industries by eigenvector."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from warnings import warn

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from growthpole.measures.matrix.inputs import Labels, csr, is_sparse
from growthpole.measures.matrix.openness import mean_bounds
from growthpole.measures.matrix.parts import Part, complete_part, spread
from growthpole.measures.matrix.presences import Presences, counts, presences
from growthpole.measures.matrix.spectrum import Spectrum, spectrum
from growthpole.measures.matrix.years import yearly

__all__ = ["ComplexityResult", "ComplexityWarning", "complexity"]

# Second and third eigenvalue closer than this part of the second: the vector turns with small changes of data.
NEAR_TIE = 0.01
# A second eigenvalue this close to 1 asks whether the matrix falls apart ...
ONE = 1.0 - 1e-9
# ... and one this close to 0 is rounding: all regions have the same industries, and none is more complex.
ZERO = 1e-12


class ComplexityWarning(UserWarning):
    """The complexity indices are defined but should not be trusted as they stand."""


@dataclass(frozen=True, slots=True, eq=False)
class ComplexityResult:
    """Complexity of regions and industries.

    Attributes
    ----------
    eci : ndarray, shape (R,)
        Complexity of regions, mean 0 and standard deviation 1 over those that have it; ``nan`` for empty
        regions, regions with unknown cells and regions outside the largest connected part.
    pci : ndarray, shape (I,)
        Complexity of industries, standardised likewise.
    pci_regional : ndarray, shape (I,)
        The same on the scale of the regions: ``eci`` is its mean over the industries of a region.
    eigenvalue, next_eigenvalue : float in [0, 1]
        The second and third eigenvalue of the walk; near to each other the vector is unstable.
    eci_low, eci_high : ndarray, shape (R,)
        For a region with unknown cells the least and greatest value they leave open, the industries' complexity
        given; ``eci`` elsewhere.
    diversity, ubiquity : ndarray, shape (R,), (I,)
        Known presences per region and per industry.
    component : ndarray of int, shape (R,)
        Which connected part a region is in, the largest first; -1 for regions that take no part.
    regions, industries : tuple or None
        Names, where the matrix had any.
    """

    eci: NDArray[np.float64]
    pci: NDArray[np.float64]
    pci_regional: NDArray[np.float64]
    eigenvalue: float
    next_eigenvalue: float
    eci_low: NDArray[np.float64]
    eci_high: NDArray[np.float64]
    diversity: NDArray[np.float64]
    ubiquity: NDArray[np.float64]
    component: NDArray[np.intp]
    regions: Labels | None
    industries: Labels | None


@yearly
def complexity(m: Any) -> ComplexityResult:
    r"""Economic complexity index of regions (ECI) and of industries or products (PCI).

    .. math::
       \tilde W_{rr'} = \sum_i \frac{M_{ri} M_{r'i}}{k_r k_i}, \qquad \tilde W K = \lambda_2 K, \qquad
       ECI_r = \frac{K_r - \bar K}{s_K}

    The eigenvector belongs to the second largest eigenvalue. Its sign makes ECI rise with diversity (where all are
    equally diverse, with the rarity of their industries), and PCI bears the same sign. Both are standardised over
    their own side, by the population's standard deviation.

    Parameters
    ----------
    m : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown. A mapping from year to matrix gives a dict.

    Returns
    -------
    ComplexityResult
        ``nan`` for empty regions and industries themselves only. Regions with unknown cells take no part in the
        eigenvector and come back as intervals. Where the matrix falls into unconnected parts the largest is
        used and a warning says so. All ``nan`` where fewer than two regions or industries are left, or all regions
        have the same industries.

    Raises
    ------
    InputError
        When ``m`` holds anything but 0, 1 and nan, or no region is complete.

    Warns
    -----
    ComplexityWarning
        When the matrix is disconnected, or the second and third eigenvalue are within one per cent.

    References
    ----------
    Hausmann, Hidalgo and others (2014), The Atlas of Economic Complexity, technical box 2.1; Mealy, Farmer
    and Teytelboym (2019), section 2, for the spectral reading; Hidalgo and Hausmann (2009).

    Examples
    --------
    A ladder: each region has one industry more than the one before it.

    >>> ladder = np.tril(np.ones((4, 4)))
    >>> result = complexity(ladder)
    >>> result.eci.round(3)
    array([-1.342, -0.447,  0.447,  1.342])
    >>> bool(np.all(np.diff(result.pci) > 0))
    True
    """
    table = presences(m)
    part = complete_part(table)
    found = spectrum(part.values)
    component = np.zeros(part.regions.size, dtype=np.intp)
    if found.second > ONE:
        part, found, component = _largest(part, found)
    if found.second < ZERO:
        found = replace(found, regions=found.regions * np.nan, industries=found.industries * np.nan)
    _say_near_tie(found)
    return _result(table, part, found, component)


def _largest(part: Part, found: Spectrum) -> tuple[Part, Spectrum, NDArray[np.intp]]:
    """Restrict to the largest connected part, counted in regions, if there are several."""
    rows = part.values.shape[0]
    edges = csr(part.values)
    blocks: Any = [[None, edges], [edges.T, None]]
    graph: Any = sparse.block_array(blocks)
    number, label = connected_components(graph, directed=False)
    if number == 1:
        return part, found, np.zeros(rows, dtype=np.intp)
    rank = np.argsort(np.argsort(-np.bincount(label[:rows], minlength=number), kind="stable"))
    place = rank[label]
    here, there = place[:rows] == 0, place[rows:] == 0
    warn(
        f"the matrix falls into {number} unconnected parts, between which complexity is not defined: ECI and PCI are "
        f"those of the largest, {here.sum()} of {rows} regions and {there.sum()} of {there.size} industries; the "
        "others are nan.",
        ComplexityWarning,
        stacklevel=4,
    )
    inner = edges[np.flatnonzero(here)][:, np.flatnonzero(there)]
    cut = Part(
        inner if is_sparse(part.values) else inner.toarray(),
        part.regions[here],
        part.industries[there],
        part.incomplete,
    )
    return cut, spectrum(cut.values), place[:rows]


def _say_near_tie(found: Spectrum) -> None:
    if found.third > (1.0 - NEAR_TIE) * found.second > ZERO:
        warn(
            f"the second and third eigenvalue are {found.second:.6g} and {found.third:.6g}: so close that small "
            "changes of the data turn the complexity indices; compare with another threshold or year.",
            ComplexityWarning,
            stacklevel=4,
        )


def _result(table: Presences, part: Part, found: Spectrum, component: NDArray[np.intp]) -> ComplexityResult:
    by_region, by_industry = counts(part.values)
    sign = _sign((found.regions, by_region), (-found.industries, by_industry))
    middle, width = found.regions.mean(), _deviation(found.regions) * sign
    eci = spread((found.regions - middle) / width, part.regions, table.shape[0])
    pci = (found.industries - found.industries.mean()) / (_deviation(found.industries) * sign)
    regional = spread((found.industries - middle) / width, part.industries, table.shape[1])
    low, high = eci.copy(), eci.copy()
    if part.incomplete.size:
        low[part.incomplete], high[part.incomplete] = mean_bounds(table, part.incomplete, regional)
    diversity, ubiquity = counts(table.values)
    whole = np.full(table.shape[0], -1, dtype=np.intp)
    whole[complete_part(table).regions] = component
    return ComplexityResult(
        eci=eci,
        pci=spread(pci, part.industries, table.shape[1]),
        pci_regional=regional,
        eigenvalue=found.second,
        next_eigenvalue=found.third,
        eci_low=low,
        eci_high=high,
        diversity=diversity,
        ubiquity=ubiquity,
        component=whole,
        regions=table.given.regions,
        industries=table.given.industries,
    )


def _sign(*pairs: tuple[NDArray[np.float64], NDArray[Any]]) -> float:
    """The sign of the first covariance that is not lost in rounding; else the largest entry is made positive."""
    for vector, guide in pairs:
        deviation = guide - np.mean(guide)
        covariance = float(vector @ deviation)
        if abs(covariance) > 1e-12 * np.linalg.norm(vector) * np.linalg.norm(deviation):
            return float(np.sign(covariance))
    vector = pairs[0][0]
    return float(np.sign(vector[np.argmax(np.abs(vector))])) if np.isfinite(vector).all() else 1.0


def _deviation(vector: NDArray[np.float64]) -> float:
    return float(vector.std()) or np.nan
