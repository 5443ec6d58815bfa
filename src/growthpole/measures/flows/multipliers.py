"""Multipliers: what one more unit of final demand brings in output, income, value added, imports and jobs."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.households import Households
from growthpole.measures.flows.rounds import MultiplierResult, multipliers_of
from growthpole.measures.flows.system import Solvable, leontief_system
from growthpole.measures.flows.table import per_output

__all__ = [
    "employment_multipliers",
    "import_multipliers",
    "income_multipliers",
    "output_multipliers",
    "value_added_multipliers",
]

Floats: TypeAlias = NDArray[np.float64]


def output_multipliers(table: Solvable, *, closure: Households | None = None) -> MultiplierResult:
    r"""Output multipliers: output of all sectors for one unit of final demand.

    .. math:: o' = \mathbf 1' L, \qquad \bar o' = o' + \frac{o' c}{1 - a - h' L c}\, h' L

    with h the wages per unit of output, c consumption per unit of household income, a what households pay each other.

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients of shape (n, n)
    closure : Households, optional
        Households as one more sector; see :func:`households`. By default with wages as their income.

    Returns
    -------
    MultiplierResult
        ``direct`` is 1, the first round itself. ``total`` counts the output of sectors, without the households' own
        row ("truncated"); it is None for coefficients alone and where the table does not say who households are.

    Raises
    ------
    InputError
        When the spectral radius is at least 1, with or without households.

    References
    ----------
    Miller and Blair (2022), section 6.2.1.

    Examples
    --------
    >>> output_multipliers([[0.15, 0.25], [0.2, 0.05]]).simple.round(4)
    array([1.5182, 1.4521])
    """
    system = leontief_system(table)
    return multipliers_of(system, np.ones(len(system.sectors)), closure)


def income_multipliers(table: Solvable, *, closure: Households | None = None) -> MultiplierResult:
    r"""Income multipliers: compensation of employees in all sectors for one unit of final demand.

    .. math:: h_j = w_j / x_j, \qquad m' = h' L, \qquad \bar m' = \frac{h' L}{1 - a - h' L c}

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
        ``labour_rows`` must be said.
    closure : Households, optional
        Households as one more sector; see :func:`households`. By default with wages as their income.

    Returns
    -------
    MultiplierResult
        ``nan`` where a wage bill that matters is unknown. ``type_2 / type_1`` is the same for all sectors.

    Raises
    ------
    InputError
        When nobody said which rows are labour, or the spectral radius is at least 1.

    References
    ----------
    Miller and Blair (2022), section 6.2.2.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table(
    ...     [[150, 500], [200, 100]], [1000, 2000], value_added=[[300, 500], [350, 900]], labour_rows=(0,))
    >>> income_multipliers(table).simple.round(4)
    array([0.4422, 0.3795])
    """
    system = leontief_system(table)
    rows = system.whole.labour_rows
    if rows is None:
        raise InputError("`labour_rows` must say which rows of value added are compensation of employees.")
    wages = system.whole.value_added[list(rows)].sum(axis=0)
    found = multipliers_of(system, per_output(wages, system.whole.output), closure)
    if closure is None or found.total is None or found.type_2 is None:
        return found
    # Sectors pay these wages; households pay each other `among` of all income on top.
    whole = 1.0 - closure.among
    return replace(found, total=found.total / whole, type_2=found.type_2 / whole)


def value_added_multipliers(
    table: Solvable, *, rows: tuple[int, ...] | None = None, closure: Households | None = None
) -> MultiplierResult:
    r"""Value-added multipliers: value added in all sectors for one unit of final demand.

    .. math:: m' = (v / x)' L

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
    rows : tuple of int, optional
        Which rows of value added count; all by default.
    closure : Households, optional
        Households as one more sector; see :func:`households`. By default with wages as their income.

    Returns
    -------
    MultiplierResult
        With home-made products, what is missing to 1 has gone into imports: see :func:`import_multipliers`. ``nan``
        where a value added that matters is unknown.

    Raises
    ------
    InputError
        When ``rows`` are not rows of the table, or the spectral radius is at least 1.

    References
    ----------
    Eurostat (2008), Manual of Supply, Use and Input-Output Tables, section 15.4.2; Miller and Blair (2022), 6.2.4.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> value_added_multipliers(input_output_table([[150, 500], [200, 100]], [1000, 2000])).simple.round(6)
    array([1., 1.])
    """
    system = leontief_system(table)
    primary = system.whole.value_added
    if rows is not None:
        if not rows or min(rows) < 0 or max(rows) >= len(primary):
            raise InputError(f"`rows` must be rows of value added, 0 to {len(primary) - 1}; found {rows}.")
        primary = primary[list(rows)]
    direct = per_output(primary.sum(axis=0), system.whole.output)
    unknown = np.isnan(direct)
    # A sector may lose money: an unknown value added has no floor.
    ends = np.where(unknown, -np.inf, direct), np.where(unknown, np.inf, direct)
    return multipliers_of(system, direct, closure, ends)


def import_multipliers(table: Solvable, *, closure: Households | None = None) -> MultiplierResult:
    r"""Import multipliers: foreign inputs that all sectors buy for one unit of final demand.

    .. math:: m' = \Big(\sum_i z^M_{ij} / x_j\Big)' L

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
        Of home-made products: a system of products of all origins leaves nothing to import. By proportional imports
        where the table does not split them.
    closure : Households, optional
        Households as one more sector; see :func:`households`. By default with wages as their income.

    Returns
    -------
    MultiplierResult
        With value added (and taxes, if value added holds them) they add up to 1 where the table balances.

    Raises
    ------
    InputError
        When the system is not of home-made products, or nobody said which columns are exports.

    References
    ----------
    Eurostat (2008), Manual of Supply, Use and Input-Output Tables, section 15.4.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table([[150, 500], [200, 100]], [1000, 2000], imports=[[50, 0], [0, 300]])
    >>> import_multipliers(table).simple.round(4)
    array([0.1023, 0.1848])
    """
    system = leontief_system(table)
    whole = system.whole
    if system.origin != "domestic":
        raise InputError("imports are parted from home-made products in a system of `origin='domestic'` only.")
    foreign = (whole.total_flows - whole.domestic_flows).sum(axis=0)
    return multipliers_of(system, per_output(foreign, whole.output), closure)


def employment_multipliers(
    table: Solvable, employment: ArrayLike, *, greatest: ArrayLike | None = None, closure: Households | None = None
) -> MultiplierResult:
    r"""Employment multipliers: persons at work in all sectors for one unit of final demand.

    .. math:: e_j = E_j / x_j, \qquad m' = e' L

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
    employment : sequence of length n, persons, >= 0
        ``nan`` is unknown. The least where ``greatest`` is given.
    greatest : sequence of length n, persons, optional
        The greatest that employment may be; ``nan`` is unknown.
    closure : Households, optional
        Households as one more sector; see :func:`households`. By default with wages as their income.

    Returns
    -------
    MultiplierResult
        Persons per unit of money. Where unknown employment matters ``simple`` is ``nan``, ``low`` counts it as 0 and
        ``high`` is infinite; with ``greatest`` the ends are finite, and ``simple`` is known where they meet.

    Raises
    ------
    ShapeError
        When ``employment`` has not one number for each sector.
    InputError
        When a number is negative, or the least is above the greatest.

    References
    ----------
    Miller and Blair (2022), section 6.2.3.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> employment_multipliers(table, [20, 10]).simple.round(5)
    array([0.0264 , 0.01221])
    >>> unsure = employment_multipliers(table, [20, 10], greatest=[20, 20])
    >>> unsure.simple, unsure.low.round(5), unsure.high.round(5)
    (array([nan, nan]), array([0.0264 , 0.01221]), array([0.02772, 0.01782]))
    """
    system = leontief_system(table)
    x = system.whole.output
    low = _persons(employment, "employment", x.size)
    if greatest is None:
        return multipliers_of(system, per_output(low, x), closure)
    high = _persons(greatest, "greatest", x.size)
    if np.any(low > high):
        sector = system.sectors[int(np.flatnonzero(low > high)[0])]
        raise InputError(f"`employment` must not be above `greatest`; it is for sector {sector!r}.")
    least, most = np.nan_to_num(low, nan=0.0), np.where(np.isnan(high), np.inf, high)
    middle = np.where(least == most, least, np.nan)
    return multipliers_of(system, per_output(middle, x), closure, (per_output(least, x), per_output(most, x)))


def _persons(values: ArrayLike, name: str, size: int) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if array.shape != (size,):
        raise ShapeError(f"`{name}` must hold one number for each of {size} sectors; found shape {array.shape}.")
    if np.any(array < 0):
        place = int(np.flatnonzero(array < 0)[0])
        raise InputError(f"`{name}` must not be negative; place {place} is {array[place]:g}.")
    return array
