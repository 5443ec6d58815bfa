"""Intervals of co-agglomeration cover, and z has its size, when plants are drawn."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.measures.matrix.coagglomeration import coagglomeration

pytestmark = pytest.mark.slow
REGIONS, PLANTS, DRAWS = 30, [40, 60, 90, 200], 1500


def draw(rng: np.random.Generator, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Jobs by region and industry of plants of log-normal size, placed independently; and their Herfindahls."""
    jobs, herfindahl = np.zeros((REGIONS, len(PLANTS))), np.zeros(len(PLANTS))
    for i, plants in enumerate(PLANTS):
        size = rng.lognormal(0.0, 0.8, plants)
        np.add.at(jobs[:, i], rng.choice(REGIONS, plants, p=places[i]), size)
        herfindahl[i] = np.sum((size / size.sum()) ** 2)
    return jobs, herfindahl


def rates(rng: np.random.Generator, places: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    apart = places.T - size[:, None]
    truth = apart.T @ apart / (1 - size @ size)
    inside, far = np.zeros((len(PLANTS),) * 2), np.zeros((len(PLANTS),) * 2)
    for _ in range(DRAWS):
        jobs, herfindahl = draw(rng, places)
        result = coagglomeration(jobs, herfindahl=herfindahl, size=size)
        inside += (result.low <= truth) & (truth <= result.high)
        far += np.abs(result.z) > 1.96
    pairs = np.triu_indices(len(PLANTS), 1)
    return inside[pairs] / DRAWS, far[pairs] / DRAWS


def test_under_dispersion(rng: np.random.Generator) -> None:
    size = rng.dirichlet(np.full(REGIONS, 2.0))
    covered, far = rates(rng, np.tile(size, (len(PLANTS), 1)), size)
    assert covered.min() > 0.92
    assert far.mean() == pytest.approx(0.05, abs=0.015)


def test_where_industries_seek_the_same_places(rng: np.random.Generator) -> None:
    size = rng.dirichlet(np.full(REGIONS, 2.0))
    pull = rng.gamma(0.5, 1.0, REGIONS)
    places = np.array([size * (0.2 + pull * rng.gamma(1.0, 1.0, REGIONS)) for _ in PLANTS])
    covered, far = rates(rng, places / places.sum(axis=1, keepdims=True), size)
    assert covered.min() > 0.90
    assert covered.mean() == pytest.approx(0.95, abs=0.025)
    assert far.mean() > 0.5
