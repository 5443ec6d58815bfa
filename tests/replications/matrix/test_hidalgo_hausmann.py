"""Hidalgo and Hausmann (2009), The building blocks of economic complexity, supporting figure S4."""

from __future__ import annotations

import numpy as np

from growthpole.measures.matrix.reflections import reflections

# Four countries, four products: the example network of the figure.
NETWORK = np.array([[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]])


def test_figure_s4() -> None:
    result = reflections(NETWORK, steps=2)
    np.testing.assert_allclose(result.regions[:, 0], [4, 1, 2, 1])
    np.testing.assert_allclose(result.regions[:, 1], [2, 2, 2.5, 3])
    np.testing.assert_allclose(result.regions[:, 2], [2.958333, 2.5, 2.666667, 2.333333], atol=5e-7)
    np.testing.assert_allclose(result.industries[:, 1], [4, 2.5, 3, 2.333333], atol=5e-7)
    np.testing.assert_allclose(result.industries[:, 2], [2, 2, 2.25, 2.5])
