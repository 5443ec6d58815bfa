"""Which column is what: the one set of options that every frame measure of this room understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict, get_args

from growthpole.errors import InputError, NameUnknownError

__all__ = ["Columns", "Layout", "Unknown"]

Unknown = Literal["leave_out", "spread"]


class Columns(TypedDict, total=False):
    """The keyword arguments shared by the measures on frames.

    region, industry, value : str
        Names of the columns; by default ``"region"``, ``"industry"`` and ``"employment"``. Rows with the same
        region, industry and period are summed, so an establishment register goes in as it is.
    period : str or None
        The column of years, where there is one: every period is measured for itself.
    reference : str or None
        The region that stands for the whole economy (``"Germany"``), for a table that carries such a row. By
        default the economy is the sum of the regions.
    unknown : {"leave_out", "spread"}
        What a missing figure does to the rest; one that cannot be (negative, infinite, not a number) is
        missing too. ``"leave_out"``: the region it belongs to is unknown and leaves
        the reference economy too; the others are measured against the complete regions and say ``"partial"``.
        ``"spread"``: whatever needs the figure is unknown.
    absent : {"zero", "unknown"}
        What a region x industry combination without a row means: nothing there (a register), or not told.
    """

    region: str
    industry: str
    value: str
    period: str | None
    reference: str | None
    unknown: Unknown
    absent: Literal["zero", "unknown"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The same options with their defaults, checked."""

    region: str = "region"
    industry: str = "industry"
    value: str = "employment"
    period: str | None = None
    reference: str | None = None
    unknown: Unknown = "leave_out"
    absent: Literal["zero", "unknown"] = "zero"

    @classmethod
    def of(cls, columns: Columns) -> Layout:
        """Read the keyword arguments of a measure.

        Examples
        --------
        >>> Layout.of({"region": "county"}).keys
        ('county', 'industry')
        """
        for name in columns:
            if name not in cls.__slots__:
                raise NameUnknownError("argument", name, cls.__slots__)
        layout = cls(**columns)
        if layout.unknown not in get_args(Unknown):
            raise InputError(f"`unknown` must be 'leave_out' or 'spread'; it is {layout.unknown!r}.")
        if layout.absent not in {"zero", "unknown"}:
            raise InputError(f"`absent` must be 'zero' or 'unknown'; it is {layout.absent!r}.")
        return layout

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that name a cell: period (where given), region, industry."""
        return (*self.time, self.region, self.industry)

    @property
    def time(self) -> tuple[str, ...]:
        """The period column, where given."""
        return () if self.period is None else (self.period,)
