"""What a census by section shows of a region: dependence on mining, relatedness and complexity of whole sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import NameUnknownError, ShapeError
from growthpole.measures.matrix.complexity import complexity
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.specialisation import presence, rca
from growthpole.measures.panel.composition import resource_dependence

__all__ = ["MINING", "SectionView", "section_view"]

Floats = NDArray[np.float64]

MINING = "B"
"""The section of mining. Coke stands in manufacturing (C): a census by section cannot see it."""


@dataclass(frozen=True, eq=False)
class SectionView:
    """What a census by section shows of a region.

    Attributes
    ----------
    sections : tuple of str
        Letters of the sections.
    density : ndarray, shape (sections,)
        Relatedness density in the region, 0 to 1; NaN where a section is related to nothing.
    complexity : ndarray, shape (sections,)
        Complexity among the counties of the country, mean 0 and standard deviation 1.
    dependence, nation : float
        Share of mining in the employment of the region and of the country.
    rank, of : int
        Place of the region's share among the counties that have figures (1: the highest), and their number.
    persons : float
        Employed persons of the region; 0 where the census has none of it.
    """

    sections: tuple[str, ...]
    density: Floats
    complexity: Floats
    dependence: float
    nation: float
    rank: int
    of: int
    persons: float

    def of_sectors(self, sections: Mapping[str, str], name: str) -> dict[str, float]:
        """The density or complexity of its section, for every sector whose section the census has."""
        figures = dict(zip(self.sections, getattr(self, name).tolist(), strict=True))
        return {code: figures[section] for code, section in sections.items() if section in figures}


def section_view(jobs: Floats, sections: Sequence[str], rows: Sequence[int], resource: str = MINING) -> SectionView:
    """Look at a region through a census by section.

    Parameters
    ----------
    jobs : ndarray, shape (counties, sections), persons, >= 0
        Employment of every county of the country.
    sections : sequence of str
        Letters of the sections.
    rows : sequence of int
        The counties of the region: one, or all of a city.
    resource : str
        The section of the resource.

    Returns
    -------
    SectionView
        Specialised is what has a location quotient of 1 or more.

    Raises
    ------
    ShapeError
        If the sections do not fit.
    NameUnknownError
        If there is no section of the resource.

    References
    ----------
    Hidalgo, Klinger, Barabasi and Hausmann (2007); Hausmann, Hidalgo and others (2014); Sachs and Warner (1995).

    Examples
    --------
    >>> jobs = np.array([[30, 80, 70, 10], [40, 80, 50, 10], [70, 70, 80, 20], [10, 80, 10, 50], [10, 30, 50, 40.0]])
    >>> seen = section_view(jobs, ("A", "B", "C", "D"), [0])
    >>> round(seen.dependence, 3), round(seen.nation, 3), seen.rank, seen.of
    (0.421, 0.382, 3, 5)
    """
    if jobs.ndim != 2 or jobs.shape[1] != len(sections):
        raise ShapeError(f"`jobs` must be counties x {len(sections)} sections; found shape {jobs.shape}.")
    if resource not in sections:
        raise NameUnknownError("section", resource, sections)
    own = jobs[list(rows)].sum(axis=0)
    country = presence(rca(jobs))
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = (own / own.sum()) / (jobs.sum(axis=0) / jobs.sum())
    there = presence(quotient[None, :])
    shares = resource_dependence(jobs, industries=[list(sections).index(resource)])
    mine = float(resource_dependence(own[None, :], industries=[list(sections).index(resource)])[0])
    known = shares[~np.isnan(shares)]
    return SectionView(
        tuple(sections),
        density(there, proximity(country)).density[0],
        complexity(country).pci,
        mine,
        float(jobs[:, list(sections).index(resource)].sum() / jobs.sum()),
        int((known > mine).sum()) + 1,
        len(known),
        float(own.sum()),
    )
