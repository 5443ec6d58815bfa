"""Lengths with units, as a person writes them, in metres."""

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
        Metres, or a number with a unit such as ``"180km"``.

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
        value = float(_UNITS.Quantity(length).to("metre").magnitude) if isinstance(length, str) else float(length)
    except (DimensionalityError, UndefinedUnitError) as fault:
        raise UnitError(f"`{name}` must be a length; {length!r} is not: {fault}. Write it like '180km'.") from fault
    if not (isfinite(value) and value > 0):
        raise InputError(f"`{name}` must be a length above 0; it is {length!r}.")
    return value
