"""The formulas of the sheet of what-if weights, and where on the sheet everything stands."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.utils import get_column_letter as letter

__all__ = ["BEST", "CLASS", "EXTRA", "GIVEN", "HIGH", "LOW", "STANDINGS", "WORST", "Plan"]

CLASS, BEST, WORST, LOW, HIGH, GIVEN, EXTRA, STANDINGS = 3, 4, 5, 6, 7, 8, 10, 12
"""Numbers of columns; ``GIVEN`` and ``EXTRA`` are two each, ``STANDINGS`` two a group; the class number is last."""

_DIGITS = 9
"""Equal scores must stay equal whatever the order in which they were added up."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows from 1: first the weights, a line each, then the shares over the columns they belong to, then the table.

    Attributes
    ----------
    first : int
        The row of the first weight.
    groups, clusters : int
        How many there are.
    scale : float
        Points of a full score.
    """

    first: int
    groups: int
    clusters: int
    scale: float

    @property
    def head(self) -> int:
        """The row of the table's heading; the row above it holds the shares."""
        return self.first + self.groups + 2

    @property
    def last(self) -> int:
        """The row of the last cluster."""
        return self.head + self.clusters

    @property
    def number(self) -> str:
        """The column of the class number, by which a formula tells classes apart: Excel takes a and A for the same."""
        return str(letter(STANDINGS + 2 * self.groups))

    def share(self, group: int) -> str:
        """The share of a group, from its weight; all of them make 1."""
        return f"=B{self.first + group}/SUM($B${self.first}:$B${self.first + self.groups - 1})"

    def share_again(self, group: int) -> str:
        """The share above the column of its group: a score multiplies two rows."""
        return f"=$C${self.first + group}"

    def score(self, row: int, which: int) -> str:
        """The low (0) or high (1) end of a score."""
        shares = f"${letter(STANDINGS)}${self.head - 1}:${letter(STANDINGS + self.groups - 1)}${self.head - 1}"
        start = STANDINGS + which * self.groups
        standings = f"{letter(start)}{row}:{letter(start + self.groups - 1)}{row}"
        extra = f"{letter(EXTRA + which)}{row}"
        return f"=MAX(0,ROUND({self.scale:.12g}*SUMPRODUCT({shares},{standings})+{extra},{_DIGITS}))"

    def best(self, row: int) -> str:
        """One more than those of the class whose low end lies above this high end."""
        return f"=1+SUMPRODUCT({self._same(row)}*({self._all(LOW)}>{letter(HIGH)}{row}))"

    def worst(self, row: int) -> str:
        """One more than the others of the class whose high end lies above this low end."""
        itself = f"({letter(HIGH)}{row}>{letter(LOW)}{row})"
        return f"=1+SUMPRODUCT({self._same(row)}*({self._all(HIGH)}>{letter(LOW)}{row}))-{itself}"

    def _same(self, row: int) -> str:
        return f"(${self.number}${self.head + 1}:${self.number}${self.last}={self.number}{row})"

    def _all(self, column: int) -> str:
        return f"${letter(column)}${self.head + 1}:${letter(column)}${self.last}"
