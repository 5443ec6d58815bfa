"""The table that says what each sector buys for a unit of its output, as far as chains need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.amounts import hull
from growthpole.errors import NameUnknownError, ShapeError
from growthpole.model.interval import Interval
from growthpole.model.text import Text

__all__ = ["Technology"]


@dataclass(frozen=True, eq=False)
class Technology:
    """What each sector buys from each other for a unit of its output.

    Attributes
    ----------
    sectors : tuple of str
        Codes of the sectors.
    coefficients : ndarray of float64, shape (sectors, sectors)
        Money spent on sector ``i`` per unit of money of the output of sector ``j``, imported goods included.
    domestic : ndarray of float64, shape (sectors,)
        Share of each sector's goods used in the country that is made in it, 0 to 1; NaN where unknown.
    names : mapping of str to Text
        Names of the sectors.
    source : Text
        Where the table comes from, in words.

    Raises
    ------
    ShapeError
        When the arrays do not fit the codes.
    """

    sectors: tuple[str, ...]
    coefficients: NDArray[np.float64]
    domestic: NDArray[np.float64]
    names: Mapping[str, Text] = field(default_factory=dict)
    source: Text = Text()

    def __post_init__(self) -> None:
        size = len(self.sectors)
        if self.coefficients.shape != (size, size) or self.domestic.shape != (size,):
            raise ShapeError(
                f"`coefficients` must be {size} x {size} and `domestic` {size} long, one for each of `sectors`; found "
                f"{self.coefficients.shape} and {self.domestic.shape}."
            )

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Position of each sector by its code."""
        return {code: position for position, code in enumerate(self.sectors)}

    def at(self, sector: str) -> int:
        """Position of a sector.

        Raises
        ------
        NameUnknownError
            When the table has none of that code.
        """
        if sector not in self.place:
            raise NameUnknownError("sector", sector, self.sectors)
        return self.place[sector]

    def name(self, sector: str) -> Text:
        """The name of a sector; its code where it has none."""
        return self.names.get(sector, Text(sector, sector))

    def coefficient(self, bought: str, by: Sequence[str]) -> Interval:
        """Money spent on a sector per unit of output of a producer that belongs to one of several sectors."""
        row = self.at(bought)
        return hull(Interval.point(float(self.coefficients[row, self.at(one)])) for one in by)

    def made_here(self, sector: str) -> Interval:
        """Share of a sector's goods used in the country that is made in it; any share where unknown."""
        share = float(self.domestic[self.at(sector)])
        return Interval(0.0, 1.0) if np.isnan(share) else Interval.point(share)
