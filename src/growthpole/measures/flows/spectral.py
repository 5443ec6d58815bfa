"""Whether production needs less of itself than it makes: the spectral radius of the coefficients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.linalg import ArpackNoConvergence, eigs

from growthpole.errors import InputError

__all__ = ["check_productive", "dominant", "spectral_radius"]

Floats: TypeAlias = NDArray[np.float64]

# Up to this size all eigenvalues cost less than setting up an iteration.
DENSE = 200


def spectral_radius(coefficients: Floats) -> float:
    """The largest modulus of an eigenvalue."""
    return float(abs(dominant(coefficients)[0]))


def dominant(coefficients: Floats) -> tuple[complex, NDArray[Any]]:
    """The eigenvalue of largest modulus and its right eigenvector; the real positive one of equals."""
    if len(coefficients) <= DENSE:
        return _of_all(coefficients)
    try:
        # The start is fixed: the same table must give the same bytes.
        values, vectors = eigs(coefficients, k=1, which="LM", v0=np.ones(len(coefficients)))
    except ArpackNoConvergence:
        return _of_all(coefficients)
    return complex(values[0]), vectors[:, 0]


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


def _of_all(coefficients: Floats) -> tuple[complex, NDArray[Any]]:
    values, vectors = np.linalg.eig(coefficients)
    # Cyclic coefficients have several eigenvalues of the largest modulus; rounding must not choose between them.
    place = np.lexsort((-values.imag, -values.real.round(12), -np.abs(values).round(12)))[0]
    return complex(values[place]), vectors[:, place]


def _message(radius: float, sums: Floats, sectors: Sequence[str]) -> str:
    worst = [place for place in np.argsort(-sums, kind="stable")[:5] if sums[place] >= 1.0]
    named = ", ".join(f"{sectors[place]!r} ({sums[place]:.4g})" for place in worst)
    return (
        f"the coefficients must have a spectral radius below 1, so that production needs less of itself than it makes; "
        f"found {radius:.6g}. Inputs are not less than output in {named}: check these columns and their output."
    )
