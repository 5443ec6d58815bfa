"""From figures and units to values in canonical units: each distinct unit is worked out once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.units import Unit, parse_unit, to_canonical
from growthpole.errors import UnitError
from growthpole.model.evidence import Codes

__all__ = ["Conversion", "UnitClashError", "conversion", "effective_unit"]


class UnitClashError(UnitError):
    """What stands behind the figure and what stands in the unit column do not go together."""


@dataclass(frozen=True)
class Conversion:
    """Which unit each row is in, and how rows with a faulty one are told.

    Attributes
    ----------
    units : tuple of Unit or UnitError
        One for each distinct pair of a cell's own unit and the unit column.
    given : tuple of str
        How each of them was written.
    code : ndarray of int64, shape (rows,)
        Which of them each row has.
    """

    units: tuple[Unit | UnitError, ...]
    given: tuple[str, ...]
    code: npt.NDArray[np.int64]

    @property
    def faulty(self) -> npt.NDArray[np.bool_]:
        """Rows whose unit is not known or contradicts itself."""
        return np.array([isinstance(unit, UnitError) for unit in self.units], dtype=bool)[self.code]

    def error(self, row: int) -> UnitError:
        """The fault of a faulty row."""
        unit = self.units[int(self.code[row])]
        assert isinstance(unit, UnitError)  # noqa: S101
        return unit

    def apply(self, value: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The values in canonical units; NaN stays NaN, and a row of a faulty unit becomes NaN."""
        result = np.full(len(value), np.nan)
        if np.isnan(value).all():
            return result
        for code, unit in enumerate(self.units):
            if isinstance(unit, Unit):
                rows = self.code == code if len(self.units) > 1 else slice(None)
                result[rows] = to_canonical(value[rows], unit)
        return result


def conversion(suffix: Codes, unit: Codes) -> Conversion:
    """The conversion of rows whose cell ends in ``suffix`` and whose unit column holds ``unit``."""
    wide = len(unit.words) + 1
    both = (suffix.code.astype(np.int64) + 1) * wide + (unit.code + 1)
    pairs, code = _distinct(both, (len(suffix.words) + 1) * wide)
    words = [(("", *suffix.words)[pair // wide], ("", *unit.words)[pair % wide]) for pair in pairs.tolist()]
    return Conversion(
        tuple(_effective(own, column) for own, column in words), tuple(column or own for own, column in words), code
    )


def _distinct(keys: npt.NDArray[np.int64], count: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Distinct keys below ``count``, and where each row's stands among them, in linear time."""
    seen = np.zeros(count, dtype=bool)
    seen[keys] = True
    place = np.cumsum(seen) - 1
    return np.flatnonzero(seen), place[keys]


def _effective(suffix: str, unit: str) -> Unit | UnitError:
    try:
        return effective_unit(suffix, unit)
    except UnitError as error:
        return error


def effective_unit(suffix: str, unit: str) -> Unit:
    """The unit of a figure with its own unit in the cell, beside a unit column.

    Parameters
    ----------
    suffix : str
        What stands behind the figure in its cell; may be empty.
    unit : str
        What stands in the unit column; may be empty.

    Returns
    -------
    Unit
        The unit column's, the cell's, or their product where the cell only holds a scale.

    Raises
    ------
    UnitError
        If one is not known, or the two contradict each other.

    Examples
    --------
    >>> effective_unit("亿", "元").factor, effective_unit("%", "share").factor, effective_unit("", "万元").factor
    (Fraction(100000000, 1), Fraction(1, 100), Fraction(10000, 1))
    """
    if not suffix:
        return parse_unit(unit)
    own = parse_unit(suffix)
    if not unit:
        return own
    column = parse_unit(unit)
    if own.canonical == column.canonical and own.factor == column.factor:
        return column
    if own.canonical in {"1", column.canonical} and column.factor == 1:
        scale = own.factor if own.canonical == "1" else own.factor / column.factor
        if own.canonical == column.canonical or scale > 1:
            return replace(column, factor=Fraction(scale))
    raise UnitClashError(f"the cell says {suffix!r} and the unit column says {unit!r}")
