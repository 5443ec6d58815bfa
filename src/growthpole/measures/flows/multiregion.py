"""Tables of several regions: blocks, trade between regions, and what one region's demand does in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.measures.flows.system import LeontiefSystem, leontief_system
from growthpole.measures.flows.table import InputOutputTable

__all__ = ["MultiRegionTable", "RegionalEffects", "pooled_coefficients", "regional_effects"]

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MultiRegionTable:
    """An input-output table whose rows and columns are sectors of several regions.

    Parameters
    ----------
    table : InputOutputTable
        All regions together; its codes tell region and sector apart, such as ``"north:coal"``.
    regions, sectors : sequence of str, length of the table
        Region and sector of each row (and column).
    final_regions : sequence of str, optional
        Whose demand each column of final demand is, empty for that of no region (exports); None where nobody said.

    Raises
    ------
    ShapeError
        If the two are not as long as the table, or the third not as its final demand.
    InputError
        If a region has not the sectors of the first, in the same order, next to each other.

    References
    ----------
    Miller and Blair (2022), chapter 3.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> Z = [[10, 20, 5, 0], [5, 10, 0, 5], [5, 0, 20, 10], [0, 5, 10, 20]]
    >>> table = MultiRegionTable(
    ...     input_output_table(Z, [100, 100, 100, 100]), ["north"] * 2 + ["south"] * 2, ["goods", "services"] * 2
    ... )
    >>> table.block("north", "south")
    array([[5., 0.],
           [0., 5.]])
    >>> table.trade
    array([[45., 10.],
           [10., 60.]])
    """

    table: InputOutputTable
    regions: Sequence[str]
    sectors: Sequence[str]
    final_regions: Sequence[str] | None = None

    def __post_init__(self) -> None:
        for name in ("regions", "sectors", "final_regions"):
            given = getattr(self, name)
            object.__setattr__(self, name, None if given is None else tuple(given))
        self._check_sectors()
        self._check_final()

    def _check_sectors(self) -> None:
        if not len(self.regions) == len(self.sectors) == self.table.size:
            raise ShapeError(
                f"`regions` and `sectors` must name all {self.table.size} rows of the table; found {len(self.regions)} "
                f"and {len(self.sectors)}."
            )
        width = len(self.sector_names)
        if self.table.size % width:
            raise InputError(
                f"`sectors` must be the same in every region; {width} sectors do not divide {self.table.size} rows. "
                "Give each region all sectors, with zeros where it has none."
            )
        for start in range(0, self.table.size, width):
            part = slice(start, start + width)
            if len(set(self.regions[part])) != 1 or tuple(self.sectors[part]) != self.sector_names:
                raise InputError(
                    f"`regions` must each have the sectors of the first in the same order; rows {start + 1} to "
                    f"{start + width} do not. Sort the table by region, then by sector."
                )
        if len(set(self.region_names)) != len(self.region_names):
            raise InputError("`regions` must each stand in one run of rows; one comes twice. Sort the table by region.")

    def _check_final(self) -> None:
        if self.final_regions is None:
            return
        if len(self.final_regions) != len(self.table.final_names):
            raise ShapeError(
                f"`final_regions` must name all {len(self.table.final_names)} columns of final demand; found "
                f"{len(self.final_regions)}."
            )
        for region in filter(None, self.final_regions):
            self.rows(region)

    @property
    def region_names(self) -> tuple[str, ...]:
        """The regions, in the order of the table."""
        return tuple(self.regions[:: len(self.sector_names)])

    @cached_property
    def sector_names(self) -> tuple[str, ...]:
        """The sectors, in the order of the first region."""
        return tuple(dict.fromkeys(self.sectors))

    def rows(self, region: str) -> slice:
        """Where a region's rows (and columns) stand.

        Raises
        ------
        NameUnknownError
            If there is no such region.
        """
        if region not in self.region_names:
            raise NameUnknownError("region of the table", region, self.region_names)
        start = self.region_names.index(region) * len(self.sector_names)
        return slice(start, start + len(self.sector_names))

    def block(self, seller: str, buyer: str) -> Floats:
        """Intermediate flows from one region to another (or within one), shape (n, n), money.

        Raises
        ------
        NameUnknownError
            If there is no such region.
        """
        return self.table.flows[self.rows(seller), self.rows(buyer)]

    @cached_property
    def trade(self) -> Floats:
        """Intermediate flows between regions, sellers in the rows, shape (regions, regions), money."""
        count, width = len(self.region_names), len(self.sector_names)
        found: Floats = self.table.flows.reshape(count, width, count, width).sum(axis=(1, 3))
        return found

    def inside(self, region: str) -> Floats:
        """Input coefficients of a region from within itself, shape (n, n).

        Raises
        ------
        NameUnknownError
            If there is no such region.
        """
        place = self.rows(region)
        return self.table.coefficients[place, place]


@dataclass(frozen=True, eq=False)
class RegionalEffects:
    """What one unit of final demand for a sector of a region makes, and where; shape (regions, sectors) of the demand.

    Attributes
    ----------
    regions, sectors : tuple of str
        Of the demand.
    own : ndarray, shape (regions, sectors)
        Output in the region itself if it bought inputs from itself only.
    feedback : ndarray, shape (regions, sectors)
        What the region gains besides, as other regions buy from it to supply it.
    spillover : ndarray, shape (regions, sectors)
        Output in all other regions.
    by_region : ndarray, shape (regions, regions, sectors)
        Output in the region of the first axis for demand in the region of the second; its sum over the first axis is
        ``own + feedback + spillover``.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    own: Floats
    feedback: Floats
    spillover: Floats
    by_region: Floats

    @property
    def total(self) -> Floats:
        """Output in all regions, shape (regions, sectors)."""
        return self.own + self.feedback + self.spillover


def regional_effects(table: MultiRegionTable, *, system: LeontiefSystem | None = None) -> RegionalEffects:
    r"""Multipliers of a multi-region table taken apart into own effect, feedback and spill-over.

    .. math::
       o^r = \iota' (I - A^{rr})^{-1}, \quad f^r = \iota' L^{rr} - o^r, \quad
       s^r = \sum_{q \ne r} \iota' L^{qr}

    Parameters
    ----------
    table : MultiRegionTable
        Of flows between regions and sectors.
    system : LeontiefSystem, optional
        Of the same table, where it has been factorised already.

    Returns
    -------
    RegionalEffects
        A region that trades with no other has neither feedback nor spill-over.

    Raises
    ------
    InputError
        If the table needs more inputs than it has output; see
        :func:`growthpole.measures.flows.system.leontief_system`.

    References
    ----------
    Miller (1966), Journal of Regional Science 6, 105-125; Round (1985), Review of Economics and Statistics 67; Miller
    and Blair (2022), sections 3.3 and 6.3.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> two = MultiRegionTable(input_output_table([[10, 10], [20, 10]], [100, 100]), ["a", "b"], ["all", "all"])
    >>> found = regional_effects(two)
    >>> found.own.round(3).ravel(), found.feedback.round(3).ravel(), found.spillover.round(3).ravel()
    (array([1.111, 1.111]), array([0.028, 0.028]), array([0.253, 0.127]))
    """
    used = leontief_system(table.table) if system is None else system
    count, width = len(table.region_names), len(table.sector_names)
    members = np.zeros((count, count * width))
    for place, region in enumerate(table.region_names):
        members[place, table.rows(region)] = 1.0
    # One solution for each region gives its column sums: the inverse itself is not needed.
    by_region = used.requirements(members).reshape(count, count, width)
    own = np.stack([leontief_system(_inside(used, table, region)).column_sums for region in table.region_names])
    within = np.stack([by_region[place, place] for place in range(count)])
    return RegionalEffects(
        table.region_names, table.sector_names, own, within - own, by_region.sum(axis=0) - within, by_region
    )


def _inside(system: LeontiefSystem, table: MultiRegionTable, region: str) -> Floats:
    place = table.rows(region)
    return system.coefficients[place, place]


def pooled_coefficients(table: MultiRegionTable) -> Floats:
    r"""Input coefficients of all regions together, as a national table would show them.

    .. math:: a_{ij} = \frac{\sum_{r, s} z^{rs}_{ij}}{\sum_s x^s_j}

    Parameters
    ----------
    table : MultiRegionTable
        Of flows between regions and sectors.

    Returns
    -------
    matrix, shape (n, n)
        A column of zeros where no region makes the product.

    References
    ----------
    Miller and Blair (2022), section 4.9 (spatial aggregation).

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> two = MultiRegionTable(input_output_table([[10, 10], [20, 10]], [100, 100]), ["a", "b"], ["all", "all"])
    >>> pooled_coefficients(two)
    array([[0.25]])
    """
    count, width = len(table.region_names), len(table.sector_names)
    flows = table.table.flows.reshape(count, width, count, width).sum(axis=(0, 2))
    output = table.table.output.reshape(count, width).sum(axis=0)
    found: Floats = np.divide(flows, output, out=np.zeros_like(flows), where=output > 0)
    return found
