"""The Leontief system I - A, factorised once: outputs, sums of the inverse and the inverse itself come from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import get_lapack_funcs

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.spectral import check_productive
from growthpole.measures.flows.table import InputOutputTable, Origin, sector_place

__all__ = ["LeontiefSystem", "Solvable", "leontief_system"]

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LeontiefSystem:
    """A table whose system ``I - A`` has been factorised: what costs most is done once and shared.

    Every measure of flows takes it in place of a table.

    Attributes
    ----------
    sectors : tuple of str
        Codes.
    origin : {"domestic", "total"} or None
        Whose products A counts; None where coefficients were handed in as an array.
    table : InputOutputTable or None
        The table, where one was handed in.
    """

    sectors: tuple[str, ...]
    origin: Origin | None
    table: InputOutputTable | None
    _given: Floats | None = field(repr=False)
    _factors: Floats = field(repr=False)
    _pivots: NDArray[np.int32] = field(repr=False)

    @property
    def coefficients(self) -> Floats:
        """The coefficients A, shape (n, n)."""
        if self._given is not None:
            return self._given
        table = self.whole
        return table.total_coefficients if self.origin == "total" else table.domestic_coefficients

    @property
    def whole(self) -> InputOutputTable:
        """The table.

        Raises
        ------
        InputError
            When only coefficients were handed in: they do not say how large the sectors are.
        """
        if self.table is None:
            raise InputError(
                "this measure needs the sectors' output, which coefficients alone do not give; hand in an "
                "`InputOutputTable` (`gp.input_output_table(flows, output)` makes one)."
            )
        return self.table

    @cached_property
    def flows(self) -> Floats:
        """The intermediate flows that A counts, shape (n, n), money."""
        return self.whole.total_flows if self.origin == "total" else self.whole.domestic_flows

    @cached_property
    def scale(self) -> Floats:
        """Output, shape (n,), with 1 for a sector without any: rows of flows can be divided by it.

        Raises
        ------
        InputError
            When a sector without output sells: what it sells is no part of nothing.
        """
        x = self.whole.output
        if np.all(x > 0):
            return x
        for place in np.flatnonzero(x == 0):
            if np.any(self.flows[place] != 0):
                raise InputError(
                    f"sector {self.sectors[place]!r} has no output, yet sells to others: the parts of its output that "
                    "go to each do not exist. Work with domestic flows, or merge the sector into another."
                )
        return np.where(x > 0, x, 1.0)

    def place(self, sector: str) -> int:
        """The position of a sector's code.

        Raises
        ------
        NameUnknownError
            When there is no such code; the message offers the nearest.
        """
        return sector_place(self.sectors, sector)

    def output(self, final_demand: Floats) -> Floats:
        """``L f`` for one final demand, or for each column of a matrix."""
        return self._solved(final_demand, transposed=False)

    def requirements(self, per_output: Floats) -> Floats:
        """``v' L`` for one row of coefficients, or for each row of a matrix."""
        return self._solved(per_output.T, transposed=True).T

    @cached_property
    def column_sums(self) -> Floats:
        """Column sums of the Leontief inverse, by one solution."""
        return self.requirements(np.ones(len(self.sectors)))

    @cached_property
    def row_sums(self) -> Floats:
        """Row sums of the Leontief inverse, by one solution."""
        return self.output(np.ones(len(self.sectors)))

    @cached_property
    def ghosh_row_sums(self) -> Floats:
        """Row sums of the Ghosh inverse, by one solution: it is ``L`` scaled by output (Miller and Blair, 12.1)."""
        return self.output(self.scale) / self.scale

    @cached_property
    def inverse(self) -> Floats:
        """The Leontief inverse L, shape (n, n); computed once."""
        work, _ = _lapack("getri_lwork")(len(self.sectors))
        found, _ = _lapack("getri")(self._factors, self._pivots, lwork=int(work.real))
        found.flags.writeable = False
        return found.T  # type: ignore[no-any-return]

    def _solved(self, right: Floats, *, transposed: bool) -> Floats:
        # The factors are those of the transposed system: see `_factorised`.
        found, _ = _lapack("getrs")(self._factors, self._pivots, right, trans=0 if transposed else 1)
        return found  # type: ignore[no-any-return]


Solvable: TypeAlias = "InputOutputTable | LeontiefSystem | ArrayLike"
"""What a measure of flows can be given: a table, a factorised system, or a matrix of coefficients."""


def leontief_system(table: Solvable, *, origin: Origin = "domestic") -> LeontiefSystem:
    r"""Factorise the Leontief system of a table once, for as many measures as are wanted.

    .. math:: I - A = P\,\Lambda\,U

    Parameters
    ----------
    table : InputOutputTable, matrix of coefficients of shape (n, n), or LeontiefSystem
        A system is given back as it is.
    origin : {"domestic", "total"}
        Whose products count as inputs: home-made ones only (what moves the economy at home; where the table does not
        split them, every buyer imports the same part of a product), or those of all origins (the technique of
        production, as if everything were made at home). An array is taken as it stands.

    Returns
    -------
    LeontiefSystem
        Every measure of flows takes it in place of the table; handing in the table itself means ``"domestic"``.

    Raises
    ------
    InputError
        When production would need more of itself than it makes (spectral radius of A at least 1), with the columns
        that do; or an array holds what is not a known number.
    ShapeError
        When an array is not square.

    References
    ----------
    Miller and Blair (2022), sections 2.2 to 2.4; Hawkins and Simon (1949).

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> system = leontief_system(input_output_table([[150, 500], [200, 100]], [1000, 2000]))
    >>> system.output(np.array([600.0, 1500.0])).round(1)
    array([1247.5, 1841.6])
    """
    if isinstance(table, LeontiefSystem):
        return table
    if origin not in ("domestic", "total"):
        raise InputError(f"`origin` must be 'domestic' or 'total'; found {origin!r}.")
    if isinstance(table, InputOutputTable):
        coefficients = table.total_coefficients if origin == "total" else table.domestic_coefficients
        factors, pivots = _factorised(coefficients, table.sectors)
        return LeontiefSystem(table.sectors, origin, table, None, factors, pivots)
    coefficients = _matrix(table)
    sectors = tuple(str(number + 1) for number in range(len(coefficients)))
    return LeontiefSystem(sectors, None, None, coefficients, *_factorised(coefficients, sectors))


def _matrix(values: ArrayLike) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2 or array.shape[0] != array.shape[1] or array.size == 0:
        raise ShapeError(f"coefficients must be a square matrix; found shape {array.shape}.")
    if not np.isfinite(array.sum()):
        row, column = np.argwhere(~np.isfinite(array))[0]
        raise InputError(f"coefficients must be known numbers; row {row}, column {column} is {array[row, column]}.")
    return array


def _factorised(coefficients: Floats, sectors: tuple[str, ...]) -> tuple[Floats, NDArray[np.int32]]:
    left = np.negative(coefficients)
    left.flat[:: len(left) + 1] += 1.0
    # LAPACK works by columns: the transposed view of a row-ordered array is factorised in place, without a copy.
    factors, pivots, info = _lapack("getrf")(np.asfortranarray(left.T), overwrite_a=True)
    check_productive(
        coefficients, lambda f: None if info > 0 else _lapack("getrs")(factors, pivots, f, trans=1)[0], sectors
    )
    return factors, pivots


@cache
def _lapack(name: str) -> Any:
    # Looking a routine up costs as much as a solution for 50 sectors.
    routine: Any = get_lapack_funcs(name, dtype=np.float64)
    return routine
