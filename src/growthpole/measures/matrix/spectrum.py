"""The second eigenvector of the walk between regions and industries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse
from scipy.sparse.linalg import LinearOperator, eigsh

from growthpole.measures.matrix.inputs import csr, dense, is_sparse
from growthpole.measures.matrix.presences import counts

__all__: list[str] = []

# Up to this size LAPACK's full solver is as quick as Lanczos iteration.
SMALL = 200
# Lanczos vectors kept: enough that a gap of a per cent is resolved without a restart.
BASIS = 48
# Beyond this size the square matrix is not made (128 MiB here, growing with the square).
LARGE = 4000


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Eigenvalues below the trivial one, and the first eigenvector on both sides, unscaled and unsigned.

    Attributes
    ----------
    second, third : float
        ``nan`` where the smaller side is too short to have them.
    regions, industries : ndarray
        Right eigenvectors of the two walk matrices; a region's entry is the mean of its industries' entries.
    """

    second: float
    third: float
    regions: NDArray[np.float64]
    industries: NDArray[np.float64]


def spectrum(values: Any) -> Spectrum:
    """Solve the symmetric problem of the smaller side of a matrix of zeros and ones without empty lines.

    With ``B = D_r^(-1/2) M D_i^(-1/2)`` the walk matrices of regions and industries are similar to ``B B'`` and
    ``B' B``: same eigenvalues, eigenvectors scaled by the roots of the margins. The trivial pair (eigenvalue 1,
    vector of roots of the margins) is known and taken off, which leaves the wanted one on top.
    """
    by_region, by_industry = counts(values)
    wide = values.shape[1] > values.shape[0]
    if wide:
        values, by_region, by_industry = values.T, by_industry, by_region
    across, down = 1.0 / np.sqrt(by_region), 1.0 / np.sqrt(by_industry)
    trivial = np.sqrt(by_industry / by_industry.sum())
    large = by_industry.size > LARGE
    (second, third), vector = _top((_operator if large else _square)(values, across, down, trivial))
    short = vector / np.sqrt(by_industry)
    long = (values @ short) / by_region
    if not wide:
        return Spectrum(second, third, long, short)
    # Averaging once over each side shrinks the vector by the eigenvalue.
    with np.errstate(invalid="ignore", divide="ignore"):
        return Spectrum(second, third, short, long / second)


def _square(
    values: Any, across: NDArray[np.float64], down: NDArray[np.float64], trivial: NDArray[np.float64]
) -> NDArray[np.float64]:
    """``B' B`` without its trivial part, as a matrix."""
    scaled = _scaled(values, across)
    # The product of a matrix with its own transpose is the symmetric one, at half the cost; the column
    # factors are cheaper on the square result.
    square: NDArray[np.float64] = dense(scaled.T @ scaled)
    square *= down[:, None]
    square *= down
    square -= np.outer(trivial, trivial)
    return square


def _operator(
    values: Any, across: NDArray[np.float64], down: NDArray[np.float64], trivial: NDArray[np.float64]
) -> LinearOperator:
    """The same as an operator: two products with the matrix a step, and no square matrix in memory."""
    scaled = _scaled(values, across)
    back = scaled.T.tocsr() if is_sparse(scaled) else scaled.T

    def apply(x: NDArray[np.float64]) -> NDArray[np.float64]:
        x = x.ravel()
        return np.asarray(down * (back @ (scaled @ (down * x))) - trivial * (trivial @ x))

    return LinearOperator((down.size, down.size), matvec=apply, dtype=np.float64)


def _scaled(values: Any, across: NDArray[np.float64]) -> Any:
    return sparse.diags_array(across) @ csr(values) if is_sparse(values) else values * across[:, None]


def _top(problem: Any) -> tuple[tuple[float, float], NDArray[np.float64]]:
    size = problem.shape[0]
    if size == 1:
        return (np.nan, np.nan), np.full(1, np.nan)
    if size > SMALL:
        # A start that is the same at every run makes the result the same at every run.
        start = np.cos(np.arange(size, dtype=np.float64))
        values, vectors = eigsh(problem, k=2, which="LA", v0=start, ncv=min(BASIS, size))
    else:
        values, vectors = linalg.eigh(problem, subset_by_index=[size - 2, size - 1])
    # Two lines have one eigenvalue besides the trivial one: the deflated zero is no third.
    return (float(values[1]), float(values[0]) if size > 2 else np.nan), np.asarray(vectors[:, 1])
