"""The intervals of talent hold as many counties and cities as they say, where those had no part in the estimate."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from growthpole.chain.talent_structure import occupation_structure
from growthpole.worlds.census import census_employment
from growthpole.worlds.occupations import census_occupations, occupation_groups


def tables():
    groups = occupation_groups()["occupation"].to_list()
    sections = census_employment().pivot(on="section", index="county", values="persons").sort("county")
    workers = census_occupations().pivot(on="occupation", index="county", values="persons").sort("county")
    codes = sections["county"].to_list()
    return (
        codes,
        sections.drop("county").to_numpy().astype(float),
        workers.select(pl.col(groups)).to_numpy().astype(float),
    )


@pytest.mark.slow
@pytest.mark.parametrize("level", [0.8, 0.9])
def test_a_fifth_of_the_provinces_held_back(level):
    codes, sections, workers = tables()
    provinces = np.array([code[:2] for code in codes])
    names = np.unique(provinces)
    held = []
    for start in range(5):
        back = np.isin(provinces, names[start::5])
        found = occupation_structure(sections[~back], workers[~back], provinces[~back].tolist(), level=level)
        shares = workers[back] / workers[back].sum(axis=1, keepdims=True)
        for jobs, share in zip(sections[back], shares, strict=True):
            _, low, high = found.expected(jobs)
            held.append((low - 1e-12 <= share) & (share <= high + 1e-12))
    # Provinces differ as wholes: a fifth of them is not a random draw of counties, and 3 points are left to that.
    assert np.mean(held, axis=0) == pytest.approx(np.full(7, level), abs=0.03)


@pytest.mark.slow
def test_counties_made_by_one_structure_are_covered_as_often_as_said(rng):
    shares = rng.dirichlet(np.ones(7), 20)
    held = []
    for _ in range(20):
        sections = rng.dirichlet(np.ones(20), 300) * 50_000
        chances = sections / sections.sum(axis=1, keepdims=True) @ shares
        # One household in ten is asked; the counties differ beside by a little of their own.
        own = np.array([rng.dirichlet(400 * row) for row in chances])
        workers = np.array([rng.multinomial(5000, row) for row in own]).astype(float)
        groups = [str(at % 10) for at in range(300)]
        found = occupation_structure(sections[:200], workers[:200], groups[:200])
        for jobs, seen in zip(sections[200:], workers[200:], strict=True):
            _, low, high = found.expected(jobs)
            share = seen / seen.sum()
            held.append((low <= share) & (share <= high))
    assert np.mean(held) == pytest.approx(0.9, abs=0.01)
