"""Balancing by factors against the plain scaling of the matrix, and against the objective itself."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

from growthpole.measures.flows.balancing import gras, ras


def plain_ras(matrix, u, v, rounds=2000):
    x = np.array(matrix, dtype=float)
    for _ in range(rounds):
        x *= (u / x.sum(axis=1))[:, None]
        x *= v / x.sum(axis=0)
    return x


def least_information(matrix, u, v):
    """The minimum of sum |a| (z ln z - z + 1) under both sums, by a general solver."""
    start = np.array(matrix, dtype=float)
    cells = np.argwhere(start != 0)
    a = start[tuple(cells.T)]

    def matrix_of(z):
        x = np.zeros_like(start)
        x[tuple(cells.T)] = a * z
        return x

    found = minimize(
        lambda z: (np.abs(a) * (z * np.log(z) - z + 1)).sum(),
        np.ones(len(a)),
        jac=lambda z: np.abs(a) * np.log(z),
        bounds=[(1e-6, None)] * len(a),
        constraints=[
            {"type": "eq", "fun": lambda z: np.r_[matrix_of(z).sum(axis=1) - u, (matrix_of(z).sum(axis=0) - v)[:-1]]}
        ],
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert found.success, found.message
    return matrix_of(found.x)


def test_ras_is_the_plain_scaling(rng):
    for _ in range(20):
        matrix = rng.uniform(0.1, 5, (6, 9))
        u = rng.uniform(1, 10, 6)
        v = rng.dirichlet(np.ones(9)) * u.sum()
        np.testing.assert_allclose(ras(matrix, u, v, tolerance=1e-13).matrix, plain_ras(matrix, u, v), rtol=1e-9)


def test_gras_minimises_the_corrected_objective(rng):
    # The table of Junius and Oosterhaven (2003), with the objective of Lenzen, Wood and Gallego (2007).
    start, u, v = [[7, 3, 5, -3], [2, 9, 8, 1], [-2, 0, 2, 1]], [15, 26, -1], [9, 16, 17, -2]
    np.testing.assert_allclose(gras(start, u, v).matrix, least_information(start, np.array(u), np.array(v)), atol=1e-4)
    matrix = rng.normal(1, 2, (4, 5))
    target = matrix * rng.uniform(0.5, 2, (4, 5))
    u, v = target.sum(axis=1), target.sum(axis=0)
    np.testing.assert_allclose(gras(matrix, u, v).matrix, least_information(matrix, u, v), atol=1e-4)
