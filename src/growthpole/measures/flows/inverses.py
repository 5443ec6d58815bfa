"""The Leontief and the Ghosh inverse, and outputs for a given demand or supply."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.system import Solvable, leontief_system

__all__ = [
    "allocation_coefficients",
    "ghosh_inverse",
    "leontief_inverse",
    "output_for_demand",
    "output_for_value_added",
]

Floats: TypeAlias = NDArray[np.float64]


def leontief_inverse(table: Solvable) -> Floats:
    r"""The Leontief inverse: output of each sector needed, in all rounds, for one unit of final demand of another.

    .. math:: L = (I - A)^{-1}, \qquad x = L f

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients A of shape (n, n)
        A table counts home-made inputs; see :func:`leontief_system` for those of all origins.

    Returns
    -------
    matrix, shape (n, n)
        Row: the sector that produces; column: the sector whose product is demanded. Read-only.

    Raises
    ------
    InputError
        When the spectral radius of A is at least 1; see :func:`leontief_system`.

    References
    ----------
    Leontief (1936); Miller and Blair (2022), equation 2.11.

    Examples
    --------
    >>> leontief_inverse([[0.15, 0.25], [0.2, 0.05]]).round(4)
    array([[1.2541, 0.33  ],
           [0.264 , 1.1221]])
    """
    return leontief_system(table).inverse


def allocation_coefficients(table: Solvable) -> Floats:
    r"""Allocation (output) coefficients: the part of a sector's output that each sector buys.

    .. math:: b_{ij} = z_{ij} / x_i

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
        Coefficients alone do not tell.

    Returns
    -------
    matrix, shape (n, n)
        A row of zeros for a sector without output.

    Raises
    ------
    InputError
        When a sector without output sells.

    References
    ----------
    Ghosh (1958); Miller and Blair (2022), equation 12.1.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> allocation_coefficients(input_output_table([[150, 500], [200, 100]], [1000, 2000]))
    array([[0.15, 0.5 ],
           [0.1 , 0.05]])
    """
    system = leontief_system(table)
    return system.flows / system.scale[:, None]


def ghosh_inverse(table: Solvable) -> Floats:
    r"""The Ghosh inverse: output of each sector that one unit of primary input of another goes into, in all rounds.

    .. math:: G = (I - B)^{-1} = \hat x^{-1} L \hat x, \qquad x' = v' G

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
        Coefficients alone do not tell.

    Returns
    -------
    matrix, shape (n, n)
        Row: the sector whose primary input rises; column: the sector whose output follows. Plausible as a price
        model, or as a description of who depends on whom; not as a forecast of quantities (Dietzenbacher 1997).

    Raises
    ------
    InputError
        When the spectral radius is at least 1, or a sector without output sells.

    References
    ----------
    Ghosh (1958); Dietzenbacher (1997); Miller and Blair (2022), equations 12.4 and 12.12.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> ghosh_inverse(input_output_table([[150, 500], [200, 100]], [1000, 2000])).round(4)
    array([[1.2541, 0.6601],
           [0.132 , 1.1221]])
    """
    system = leontief_system(table)
    scale = system.scale
    found: Floats = system.inverse * scale
    found /= scale[:, None]
    return found


def output_for_demand(table: Solvable, final_demand: ArrayLike) -> Floats:
    r"""Output that a final demand needs, without forming the inverse.

    .. math:: (I - A)\, x = f

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients of shape (n, n)
    final_demand : sequence of length n, or matrix of shape (n, m), money
        Demand for home-made products where the coefficients are home-made; a change of demand gives a change of output.

    Returns
    -------
    ndarray, shape (n,) or (n, m), money

    Raises
    ------
    ShapeError
        When ``final_demand`` has not one row for each sector.
    InputError
        When it holds an unknown number, or A has a spectral radius of at least 1.

    References
    ----------
    Miller and Blair (2022), section 2.3.

    Examples
    --------
    >>> output_for_demand([[0.15, 0.25], [0.2, 0.05]], [600, 1500]).round(1)
    array([1247.5, 1841.6])
    """
    system = leontief_system(table)
    return system.output(_known(final_demand, "final_demand", len(system.sectors)))


def output_for_value_added(table: Solvable, value_added: ArrayLike) -> Floats:
    r"""Output that primary inputs go into when every sector sells in fixed parts (supply-driven), without the inverse.

    .. math:: x' (I - B) = v'

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
    value_added : sequence of length n, money
        Value added, with imported inputs where the flows are home-made.

    Returns
    -------
    ndarray, shape (n,), money

    Raises
    ------
    ShapeError
        When ``value_added`` has not one number for each sector.
    InputError
        When it holds an unknown number, or a sector without output sells.

    References
    ----------
    Ghosh (1958); Miller and Blair (2022), equation 12.5.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> output_for_value_added(table, [650, 1400]).round(6)
    array([1000., 2000.])
    """
    system = leontief_system(table)
    scale = system.scale
    primary = _known(value_added, "value_added", len(system.sectors))
    if primary.ndim != 1:
        raise ShapeError(f"`value_added` must hold one number for each sector; found shape {primary.shape}.")
    # v'G = v' X^-1 L X: the one factorisation serves both models.
    return system.requirements(primary / scale) * scale


def _known(values: ArrayLike, name: str, size: int) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if array.ndim not in (1, 2) or array.shape[0] != size:
        raise ShapeError(f"`{name}` must have {size} rows, one for each sector; found shape {array.shape}.")
    if not np.isfinite(array).all():
        place = int(np.argwhere(~np.isfinite(array))[0][0])
        raise InputError(f"`{name}` must hold known numbers; row {place} is {np.atleast_1d(array[place])}.")
    return array
