"""Ledgers: the further tables an office keeps beside its evidence, a record a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthpole.model.interval import Interval

__all__ = ["Record"]

Cell = str | Interval | None


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a ledger.

    Attributes
    ----------
    cells : mapping of str to str or Interval or None
        By column: texts as text (empty where nothing stands), figures as intervals in canonical units (``None``
        where nothing is known). Every column of the ledger is there.
    file : str
        Where it stands.
    row : int
        The row of the file or sheet.
    extra : mapping of str to str
        Columns that the ledger does not know; kept, never lost.

    Examples
    --------
    >>> row = Record({"project": "p1", "investment": Interval(1e7, 2e7)}, "projects.csv", 2)
    >>> row.text("project"), row.figure("investment"), row.place
    ('p1', Interval(low=10000000.0, high=20000000.0), 'projects.csv, row 2')
    """

    cells: Mapping[str, Cell]
    file: str
    row: int
    extra: Mapping[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """The text of a column; empty where nothing stands."""
        cell = self.cells[column]
        return cell if isinstance(cell, str) else ""

    def figure(self, column: str) -> Interval | None:
        """The figure of a column; ``None`` where nothing is known."""
        cell = self.cells[column]
        return cell if isinstance(cell, Interval) else None

    @property
    def place(self) -> str:
        """Where the row stands, for messages."""
        return f"{self.file}, row {self.row}"
