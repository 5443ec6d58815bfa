"""Backward and forward linkages: how strongly a sector pulls on its suppliers and pushes its buyers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.inverses import allocation_coefficients
from growthpole.measures.flows.spectral import perron
from growthpole.measures.flows.system import LeontiefSystem, Solvable, leontief_system

__all__ = ["LinkageResult", "backward_linkages", "forward_linkages"]

Floats: TypeAlias = NDArray[np.float64]
BackwardMethod: TypeAlias = Literal["total", "direct", "eigenvector", "net"]
ForwardMethod: TypeAlias = Literal["ghosh", "leontief", "direct", "eigenvector"]


@dataclass(frozen=True, slots=True, eq=False)
class LinkageResult:
    """Linkages of each sector.

    Attributes
    ----------
    sectors : tuple of str
        Codes.
    linkage : ndarray, shape (n,)
        As the method defines it, per unit of demand or of output.
    index : ndarray, shape (n,)
        The linkage, weighted where weights were given, divided by its mean over sectors: above 1 is stronger than
        the average sector.
    method : str
        How it was computed.
    """

    sectors: tuple[str, ...]
    linkage: Floats
    index: Floats
    method: str


def backward_linkages(
    table: Solvable, *, method: BackwardMethod = "total", weights: ArrayLike | None = None
) -> LinkageResult:
    r"""Backward linkages: what one unit of a sector's demand or output asks of the sectors behind it.

    .. math:: \text{total: } \sum_i l_{ij} \qquad \text{direct: } \sum_i a_{ij} \qquad
       \text{eigenvector: } q'A = \lambda q', \; \bar q = 1 \qquad
       \text{net: } \frac{f_j}{x_j} \sum_i l_{ij}

    The index of the total linkage is Rasmussen's power of dispersion,
    :math:`\frac{1}{n}\sum_i l_{ij} / \frac{1}{n^2}\sum_{ij} l_{ij}`.

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients A of shape (n, n)
        A table counts home-made inputs; see :func:`leontief_system` for those of all origins. Coefficients alone do
        not give the net linkage.
    method : {"total", "direct", "eigenvector", "net"}
        Column sums of the Leontief inverse (Rasmussen), of A (Chenery and Watanabe), the left Perron vector of A,
        which weighs each sector's suppliers by their own pull (Dietzenbacher), or the total linkage times the part of
        output that goes to final demand: above 1, others depend more on the sector than it on them (Oosterhaven).
    weights : sequence of length n, >= 0, optional
        Sizes, such as final demand: the index then weighs each sector by its share (Laumas).

    Returns
    -------
    LinkageResult
        The inverse is not formed: sums take one solution.

    Raises
    ------
    InputError
        When ``method`` is not one of these, weights are negative, unknown or all 0, or the spectral radius of A is at
        least 1.

    References
    ----------
    Rasmussen (1956), chapter 8; Chenery and Watanabe (1958); Dietzenbacher (1992); Laumas (1976);
    Oosterhaven and Stelder (2002), Dietzenbacher (2005) for the net linkage; Miller and Blair (2022), section 12.2.

    Examples
    --------
    >>> linked = backward_linkages([[0.15, 0.25], [0.2, 0.05]])
    >>> linked.linkage.round(4), linked.index.round(4)
    (array([1.5182, 1.4521]), array([1.0222, 0.9778]))
    """
    system = leontief_system(table)
    if method == "total":
        linkage = system.column_sums
    elif method == "direct":
        linkage = system.coefficients.sum(axis=0)
    elif method == "eigenvector":
        linkage = _perron(system.coefficients.T)
    elif method == "net":
        linkage = _net(system)
    else:
        raise InputError(f"`method` must be 'total', 'direct', 'eigenvector' or 'net'; found {method!r}.")
    return _result(system, linkage, weights, method)


def forward_linkages(
    table: Solvable, *, method: ForwardMethod = "ghosh", weights: ArrayLike | None = None
) -> LinkageResult:
    r"""Forward linkages: how far a sector's product goes into the sectors before it.

    .. math:: \text{ghosh: } \sum_j g_{ij} \qquad \text{leontief: } \sum_j l_{ij} \qquad
       \text{direct: } \sum_j b_{ij} \qquad \text{eigenvector: } B q = \lambda q, \; \bar q = 1

    The index of the row sums of the Leontief inverse is Rasmussen's sensitivity of dispersion.

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem; for "leontief" also a matrix of coefficients A of shape (n, n)
    method : {"ghosh", "leontief", "direct", "eigenvector"}
        Row sums of the Ghosh inverse (Beyers, Jones), of the Leontief inverse (Rasmussen: the answer to one more unit
        of demand for every product alike, which no economy has), of the allocation coefficients (Chenery and
        Watanabe), or the right Perron vector of these (Dietzenbacher).
    weights : sequence of length n, >= 0, optional
        Sizes, such as value added: the index then weighs each sector by its share (Laumas).

    Returns
    -------
    LinkageResult
        The inverse is not formed: sums take one solution.

    Raises
    ------
    InputError
        When ``method`` is not one of these, weights are negative, unknown or all 0, coefficients alone were handed
        in where outputs are needed, or the spectral radius of A is at least 1.

    References
    ----------
    Rasmussen (1956), chapter 8; Jones (1976); Beyers (1976); Dietzenbacher (1992); Laumas (1976); Miller and Blair
    (2022), section 12.2.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> forward_linkages(table).linkage.round(4)
    array([1.9142, 1.2541])
    >>> forward_linkages(table, method="leontief").linkage.round(4)
    array([1.5842, 1.3861])
    """
    system = leontief_system(table)
    if method == "ghosh":
        linkage = system.ghosh_row_sums
    elif method == "leontief":
        linkage = system.row_sums
    elif method == "direct":
        linkage = allocation_coefficients(system).sum(axis=1)
    elif method == "eigenvector":
        linkage = _perron(allocation_coefficients(system))
    else:
        raise InputError(f"`method` must be 'ghosh', 'leontief', 'direct' or 'eigenvector'; found {method!r}.")
    return _result(system, linkage, weights, method)


def _result(system: LeontiefSystem, linkage: Floats, weights: ArrayLike | None, method: str) -> LinkageResult:
    weighted = linkage if weights is None else linkage * _weights(weights, linkage.size)
    mean = float(weighted.mean())
    # Where nobody buys from anybody no sector is stronger than the average, which is 0.
    index = weighted / mean if mean != 0 else np.full_like(weighted, np.nan)
    return LinkageResult(system.sectors, linkage, index, method)


def _weights(values: ArrayLike, size: int) -> Floats:
    weights = np.asarray(values, dtype=np.float64)
    if weights.shape != (size,):
        raise ShapeError(f"`weights` must hold one number for each of {size} sectors; found shape {weights.shape}.")
    if not (np.isfinite(weights).all() and weights.min() >= 0 and weights.sum() > 0):
        raise InputError("`weights` must be known, at least 0, and not all 0.")
    return weights


def _perron(matrix: Floats) -> Floats:
    if matrix.min() < 0:
        raise InputError("`method` 'eigenvector' needs coefficients that are not negative; use 'total'.")
    return perron(matrix)


def _net(system: LeontiefSystem) -> Floats:
    demand = system.whole.output - system.flows.sum(axis=1)
    net: Floats = system.column_sums * demand / system.scale
    return net
