"""Eigenvalues: whether production needs less of itself than it makes, and which sectors pull on each other most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import ArpackNoConvergence, eigs

from growthpole.errors import InputError

__all__ = ["check_productive", "perron", "spectral_radius"]

Floats: TypeAlias = NDArray[np.float64]

# Up to this size all eigenvalues cost less than setting up an iteration.
DENSE = 200


def spectral_radius(coefficients: Floats) -> float:
    """The largest modulus of an eigenvalue."""
    return float(abs(_leading(coefficients, 1)[0][0]))


def perron(matrix: Floats) -> Floats:
    """The right eigenvector of the largest eigenvalue of a matrix without negative cells, of mean 1.

    Zeros for a matrix of zeros.

    Raises
    ------
    InputError
        When the vector is not determined: no sector deals with itself in a circle, or several parts that do not deal
        with each other have the same eigenvalue.
    """
    if not matrix.any():
        return np.zeros(len(matrix))
    if len(matrix) == 1:
        return np.ones(1)
    parts, _ = connected_components(sparse.csr_array(matrix), connection="strong")
    if parts == len(matrix) and not matrix.diagonal().any():
        raise InputError(
            "`method` 'eigenvector' needs sectors that buy from each other in a circle; here every chain ends, and all "
            "eigenvalues are 0. Use 'total'."
        )
    # With the identity added a cycle has no second eigenvalue of the same modulus.
    values, vectors = _leading(matrix + np.eye(len(matrix)), 2)
    if abs(values[0] - values[1]) < 1e-9:
        raise InputError(
            "`method` 'eigenvector' needs one strongest circle of sectors; here parts that do not deal with each other "
            "are equally strong. Use 'total'."
        )
    # The vector comes with an arbitrary phase; Perron's is of one sign.
    real = np.abs(vectors[:, 0])
    return np.asarray(real / real.mean(), dtype=np.float64)


def _leading(matrix: Floats, count: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The eigenvalues of largest modulus, the largest first, and their right eigenvectors."""
    values, vectors = _some(matrix, count) if len(matrix) > DENSE else np.linalg.eig(matrix)
    order = np.argsort(-np.abs(values), kind="stable")[:count]
    return values[order], vectors[:, order]


def _some(matrix: Floats, count: int) -> tuple[NDArray[Any], NDArray[Any]]:
    try:
        # The start is fixed: the same table must give the same bytes.
        found: tuple[NDArray[Any], NDArray[Any]] = eigs(matrix, k=count, which="LM", v0=np.ones(len(matrix)))
    except ArpackNoConvergence:
        return np.linalg.eig(matrix)
    return found


def check_productive(
    coefficients: Floats, requirements: Callable[[Floats], Floats | None], sectors: Sequence[str]
) -> None:
    """Refuse coefficients whose Leontief series does not converge.

    Column sums below 1 settle it (every sector adds value). Otherwise, for coefficients that are not negative,
    the series converges just when some output y > 0 leaves a surplus, (I - A) y > 0: the output y that leaves a
    surplus of one everywhere is tried, at the price of one solution (Hawkins and Simon 1949; Gale 1960). Only
    coefficients with negative cells and columns above 1 need eigenvalues.

    Parameters
    ----------
    coefficients : matrix, shape (n, n)
    requirements : callable
        The output for a final demand, or None where the system is singular.
    sectors : sequence of str
        Codes, for the message.
    """
    negative = coefficients.size > 0 and coefficients.min() < 0
    sums = np.abs(coefficients).sum(axis=0) if negative else coefficients.sum(axis=0)
    if sums.max(initial=0.0) < 1.0:
        return
    output = requirements(np.ones(len(coefficients)))
    if output is not None and not negative and output.min() > 0:
        return
    radius = spectral_radius(coefficients)
    if output is None or not negative or radius >= 1.0:
        raise InputError(_message(radius, sums, sectors))


def _message(radius: float, sums: Floats, sectors: Sequence[str]) -> str:
    worst = [place for place in np.argsort(-sums, kind="stable")[:5] if sums[place] >= 1.0]
    named = ", ".join(f"{sectors[place]!r} ({sums[place]:.4g})" for place in worst)
    return (
        f"the coefficients must have a spectral radius below 1, so that production needs less of itself than it makes; "
        f"found {radius:.6g}. Inputs are not less than output in {named}: check these columns and their output."
    )
