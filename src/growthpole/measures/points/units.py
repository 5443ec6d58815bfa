"""Lengths and memory with units, as a person writes them."""

from __future__ import annotations

from math import isfinite

from pint import DimensionalityError, UndefinedUnitError, UnitRegistry

from growthpole.errors import InputError, UnitError

_UNITS: UnitRegistry[float] = UnitRegistry()


def metres(name: str, length: float | str) -> float:
    """A positive length in metres.

    Parameters
    ----------
    name : str
        The argument, for the error.
    length : float or str
        Metres, or text with a unit such as ``"180km"`` (metres without).

    Returns
    -------
    float
        Metres, above 0.

    Raises
    ------
    UnitError
        If the unit is unknown or not one of length.
    InputError
        If the length is not positive and finite.

    Examples
    --------
    >>> metres("r_max", "180km")
    180000.0
    >>> metres("step", 500)
    500.0
    """
    try:
        quantity = _UNITS.Quantity(length) if isinstance(length, str) else _UNITS.Quantity(length, "metre")
        value = float(quantity.magnitude) if quantity.unitless else float(quantity.to("metre").magnitude)
    except (DimensionalityError, UndefinedUnitError) as fault:
        raise UnitError(f"`{name}` must be a length; {length!r} is not: {fault}. Write it like '180km'.") from fault
    if not (isfinite(value) and value > 0):
        raise InputError(f"`{name}` must be a length above 0; it is {length!r}.")
    return value


def octets(name: str, size: int | str) -> int:
    """An amount of memory in bytes.

    Parameters
    ----------
    name : str
        The argument, for the error.
    size : int or str
        Bytes, or a number with a unit such as ``"2GB"``.

    Returns
    -------
    int
        Bytes, above 0.

    Raises
    ------
    UnitError
        If the unit is unknown or not one of memory.
    InputError
        If the amount is not above 0.

    Examples
    --------
    >>> octets("memory", "2GB")
    2000000000
    """
    try:
        value = int(_UNITS.Quantity(size).to("byte").magnitude) if isinstance(size, str) else int(size)
    except (DimensionalityError, UndefinedUnitError) as fault:
        raise UnitError(f"`{name}` must be memory; {size!r} is not: {fault}. Write it like '2GB'.") from fault
    if value <= 0:
        raise InputError(f"`{name}` must be above 0; it is {size!r}.")
    return value
