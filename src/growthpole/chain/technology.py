"""The table that says what each sector buys for a unit of its output, as far as chains need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from growthpole.chain.amounts import hull
from growthpole.errors import NameUnknownError, ShapeError
from growthpole.measures.flows.table import InputOutputTable
from growthpole.model.interval import Interval
from growthpole.model.text import Text

__all__ = ["Technology", "technology_of"]


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
    wear : ndarray of float64, shape (sectors,), optional
        Depreciation of each sector per unit of its output: what it spends on machines and buildings where it replaces
        what wears out. Purchases of machines are investment, no flow of the table. ``None`` where unknown.
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
    wear: NDArray[np.float64] | None = None
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

    def investment(self, by: Sequence[str]) -> Interval:
        """What a producer of one of several sectors may spend on machines per unit of output: up to what wears out."""
        worn = [np.nan] if self.wear is None else [float(self.wear[self.at(one)]) for one in by]
        return Interval(0.0, 1.0 if np.isnan(worn).any() else max(0.0, *worn))

    def made_here(self, sector: str) -> Interval:
        """Share of a sector's goods used in the country that is made in it; any share where unknown."""
        share = float(self.domestic[self.at(sector)])
        return Interval(0.0, 1.0) if np.isnan(share) else Interval.point(share)


def technology_of(table: InputOutputTable, source: Text) -> Technology:
    r"""What a national table says of the purchases of each sector.

    .. math:: a_{ij} = z_{ij} / x_j, \qquad h_i = 1 - m_i / (x_i + m_i - e_i)

    with flows of all origins :math:`z`, output :math:`x`, imports :math:`m` and exports :math:`e`.

    Parameters
    ----------
    table : InputOutputTable
        The table.
    source : Text
        Where it comes from, in words.

    Returns
    -------
    Technology
        A sector of which imports or exports are not told apart has an unknown domestic share.

    References
    ----------
    Miller, R. E., and Blair, P. D. (2022), Input-Output Analysis, 3rd edition, section 4.7.
    """
    return Technology(
        sectors=table.sectors,
        coefficients=table.total_coefficients,
        domestic=_domestic(table),
        wear=_wear(table),
        names=dict(zip(table.sectors, table.names, strict=True)),
        source=source,
    )


def _wear(table: InputOutputTable) -> NDArray[np.float64] | None:
    rows = [
        at for at, name in enumerate(table.value_added_names) if "depreciation" in name.en.lower() or "折旧" in name.zh
    ]
    if len(rows) != 1:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(table.output > 0, table.value_added[rows[0]] / table.output, np.nan)


def _domestic(table: InputOutputTable) -> NDArray[np.float64]:
    if table.total_imports is None or table.export_columns is None:
        return np.full(len(table.sectors), np.nan)
    exports = table.final_demand[:, list(table.export_columns)].sum(axis=1)
    used = table.output + table.total_imports - exports
    with np.errstate(divide="ignore", invalid="ignore"):
        share = 1 - table.total_imports / used
    # Goods that are imported to be exported again leave less for use at home than comes in.
    return np.where(used > 0, np.clip(share, 0.0, 1.0), np.nan)
