"""Field of influence: which coefficients move the whole system when they change."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.flows.system import Solvable, leontief_system

__all__ = ["changed_inverse", "coefficient_influence", "field_of_influence", "tolerable_limits"]

Floats: TypeAlias = NDArray[np.float64]


def field_of_influence(table: Solvable, seller: str, buyer: str) -> Floats:
    r"""The first-order field of influence of one coefficient: how the Leontief inverse answers to it.

    .. math:: F_{ij} = L_{\cdot i} L_{j \cdot}, \qquad \frac{\partial L}{\partial a_{ij}} = F_{ij}

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients A of shape (n, n)
    seller, buyer : str
        Codes of the row i and the column j of the coefficient; ``"1"`` to ``"n"`` for an array.

    Returns
    -------
    matrix, shape (n, n)

    Raises
    ------
    NameUnknownError
        When a code is not in the table.
    InputError
        When the spectral radius of A is at least 1.

    References
    ----------
    Sonis and Hewings (1989, 1992), equation 6.

    Examples
    --------
    >>> field_of_influence([[0.15, 0.25], [0.2, 0.05]], "1", "2").round(4)
    array([[0.3311, 1.4073],
           [0.0697, 0.2963]])
    """
    system = leontief_system(table)
    row, column = system.place(seller), system.place(buyer)
    return np.outer(system.inverse[:, row], system.inverse[column])


def coefficient_influence(table: Solvable, *, norm: Literal["sum", "frobenius"] = "sum") -> Floats:
    r"""How much the whole inverse answers to each coefficient: the size of every first-order field at once.

    .. math:: \text{sum: } s_{ij} = \sum_k l_{ki} \sum_k l_{jk} \qquad
       \text{frobenius: } s_{ij} = \lVert L_{\cdot i} \rVert \, \lVert L_{j \cdot} \rVert

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients A of shape (n, n)
    norm : {"sum", "frobenius"}
        The sum of a field's cells, which needs no inverse, or the root of the sum of their squares.

    Returns
    -------
    matrix, shape (n, n)
        Row: the seller; column: the buyer of the coefficient.

    Raises
    ------
    InputError
        When ``norm`` is not one of these, or the spectral radius of A is at least 1.

    References
    ----------
    Sonis and Hewings (1992), section 4; Sonis, Hewings and Guo (1996), for the intensity (multiplier product matrix).

    Examples
    --------
    >>> coefficient_influence([[0.15, 0.25], [0.2, 0.05]]).round(4)
    array([[2.405 , 2.1044],
           [2.3004, 2.0129]])
    """
    system = leontief_system(table)
    if norm == "sum":
        return np.outer(system.column_sums, system.row_sums)
    if norm == "frobenius":
        inverse = system.inverse
        return np.outer(np.linalg.norm(inverse, axis=0), np.linalg.norm(inverse, axis=1))
    raise InputError(f"`norm` must be 'sum' or 'frobenius'; found {norm!r}.")


def changed_inverse(table: Solvable, seller: str, buyer: str, change: float) -> Floats:
    r"""The Leontief inverse after one coefficient has changed, exactly, without inverting again.

    .. math:: L(a_{ij} + \epsilon) = L + \frac{\epsilon}{1 - \epsilon\, l_{ji}} F_{ij}

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients A of shape (n, n)
    seller, buyer : str
        Codes of the row i and the column j.
    change : float
        What is added to the coefficient.

    Returns
    -------
    matrix, shape (n, n)

    Raises
    ------
    NameUnknownError
        When a code is not in the table.
    InputError
        When the change leaves no surplus (``1 - change * l_ji`` is not above 0).

    References
    ----------
    Sherman and Morrison (1950); Sonis and Hewings (1989).

    Examples
    --------
    >>> changed_inverse([[0.15, 0.25], [0.2, 0.05]], "2", "1", -0.1).round(4)
    array([[1.2141, 0.3195],
           [0.1278, 1.0863]])
    """
    system = leontief_system(table)
    row, column = system.place(seller), system.place(buyer)
    left = 1.0 - change * float(system.inverse[column, row])
    if left <= 0:
        raise InputError(
            f"`change` must be below {1.0 / float(system.inverse[column, row]):.6g}, or production needs more of "
            f"itself than it makes; found {change:g}."
        )
    found: Floats = system.inverse + change / left * field_of_influence(system, seller, buyer)
    return found


def tolerable_limits(table: Solvable, *, error: float = 0.01) -> Floats:
    r"""Tolerable limits: by which part each coefficient may change until some output is off by more than an error.

    .. math:: r_{ij} = \frac{p}{a_{ij} \big( p\, l_{ji} + x_j \max_k l_{ki} / x_k \big)}

    A coefficient is inverse-important where a small change already does it: where ``r`` is small, below 0.2 say.

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
    error : float, share, > 0
        The error p of any one output that is tolerated; 0.01 by default.

    Returns
    -------
    matrix, shape (n, n), share
        Infinite where the coefficient is 0: nothing can change there by a part.

    Raises
    ------
    InputError
        When ``error`` is not above 0, or coefficients alone were handed in.

    References
    ----------
    Jilek (1971); Schintke and Staeglin (1988), equation 5; Miller and Blair (2022), section 12.3.3.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> tolerable_limits(input_output_table([[150, 500], [200, 100]], [1000, 2000])).round(4)
    array([[0.0526, 0.0159],
           [0.0886, 0.1765]])
    """
    if not error > 0:
        raise InputError(f"`error` must be above 0; found {error}.")
    system = leontief_system(table)
    scale = system.scale
    worst = (system.inverse / scale[:, None]).max(axis=0)
    weight = system.coefficients * (error * system.inverse.T + worst[:, None] * system.whole.output)
    limits: Floats = np.divide(error, weight, out=np.full_like(weight, np.inf), where=weight > 0)
    return limits
