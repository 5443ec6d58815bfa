"""Wrong answers that other packages give, each reproduced once; the right answer is held here."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from growthpole.measures.matrix.coagglomeration import coagglomeration, group_coagglomeration
from growthpole.measures.matrix.complexity import ComplexityWarning, complexity
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.reflections import reflections
from growthpole.measures.matrix.relatedness import relatedness
from growthpole.measures.matrix.specialisation import presence, rca


def presences(rng: np.random.Generator, regions: int = 40, industries: int = 60) -> np.ndarray:
    m = (rng.random((regions, industries)) < np.linspace(0.1, 0.7, regions)[:, None]).astype(float)
    m[0], m[:, 0] = 1, 1
    return m


def test_one_empty_region_or_industry_is_nan_for_itself_only(rng: np.random.Generator) -> None:
    """economic-complexity 0.3.0: every ECI and PCI becomes nan."""
    m = presences(rng)
    full = complexity(m)
    padded = complexity(np.pad(m, ((0, 1), (0, 1))))
    np.testing.assert_allclose(padded.eci[:-1], full.eci, atol=1e-9)
    np.testing.assert_allclose(padded.pci[:-1], full.pci, atol=1e-9)
    assert np.isnan(padded.eci[-1])
    assert np.isnan(padded.pci[-1])


def test_density_of_nearest_neighbours_is_a_share(rng: np.random.Generator) -> None:
    """ecomplexity 0.5.3 with knn: counts of neighbours, 0 to 18."""
    m = presences(rng)
    near = density(m, proximity(m), neighbours=5).density
    assert near.min() >= 0
    assert near.max() <= 1
    assert len(np.unique(near)) > 100


def test_signs_of_both_sides_belong_together(rng: np.random.Generator) -> None:
    """EconGeo 1.3: KCI and TCI had opposite signs in 148 of 293 random matrices."""
    for _ in range(40):
        m = (rng.random((12, 15)) < 0.4).astype(float)
        m[0], m[:, 0] = 1, 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ComplexityWarning)
            result = complexity(m)
        assert np.corrcoef(result.eci, result.diversity)[0, 1] >= -1e-12
        assert np.corrcoef(m @ result.pci / m.sum(axis=1), result.eci)[0, 1] == pytest.approx(1.0)


def test_a_disconnected_matrix_is_named(rng: np.random.Generator) -> None:
    """ecomplexity and economic-complexity: a two-valued indicator of the parts, without a word."""
    one, other = presences(rng, 20, 30), presences(rng, 10, 12)
    m = np.block([[one, np.zeros((20, 12))], [np.zeros((10, 30)), other]])
    with pytest.warns(ComplexityWarning, match="2 unconnected parts.*20 of 30 regions and 30 of 42 industries"):
        result = complexity(m)
    np.testing.assert_allclose(result.eci[:20], complexity(one).eci, atol=1e-9)
    assert np.isnan(result.eci[20:]).all()
    assert np.isnan(result.pci[30:]).all()
    assert result.component.tolist() == [0] * 20 + [1] * 10


def test_near_tie_is_named() -> None:
    """EconGeo 1.3 rounds the matrix to 4 digits before it asks for eigenvectors; a tie then decides by chance."""
    ring = np.roll(np.eye(8), 1, axis=1) + np.eye(8) + np.roll(np.eye(8), 2, axis=1)
    with pytest.warns(ComplexityWarning, match="second and third eigenvalue"):
        complexity(ring)


def test_twenty_reflections_are_not_the_eigenvector(rng: np.random.Generator) -> None:
    """economic-complexity's default and EconGeo's MORc take 20 steps for the limit."""
    group = np.repeat([0, 1, 2], [30, 20, 16])
    m = (rng.random((66, 66)) < np.where(group[:, None] == group, 0.7, 0.03)).astype(float)
    m[0], m[:, 0] = 1, 1
    exact = complexity(m).eci
    steps = reflections(m, steps=60).regions
    twenty, sixty = (abs(np.corrcoef(steps[:, number], exact)[0, 1]) for number in (20, 60))
    assert twenty < 0.97
    assert sixty > 0.98


def test_no_result_is_rounded(rng: np.random.Generator) -> None:
    """EconGeo 1.3 rounds relatedness density to 2 digits."""
    m = presences(rng)
    near = density(m, relatedness(m)).density
    assert np.abs(near - near.round(2)).max() > 1e-4


def test_a_missing_cell_is_neither_absent_nor_the_end_of_the_table(rng: np.random.Generator) -> None:
    """Seen elsewhere: a missing cell turned into 'absent', or turning the whole table to zero."""
    x = rng.gamma(1.0, 10.0, (12, 9))
    x[3, 4] = np.nan
    quotients = rca(x)
    assert np.isnan(quotients).sum() == 1
    here = presence(quotients)
    assert np.isnan(here[3, 4])
    result = complexity(here)
    assert np.isnan(result.eci[3])
    assert result.eci_low[3] < result.eci_high[3]
    assert np.isfinite(np.delete(result.eci, 3)).all()


def test_coagglomeration_of_a_group_follows_the_paper() -> None:
    """REAT 3.0.3 ellison.c gives 12.07 on its own example; the formula of 1997 gives 0.08904.

    The example is the fictional sample of Farhauer and Kroell (2014): four industries of 9 to 13 firms in three
    regions of 360,000, 108,000 and 132,000 jobs; below are its sums over firms.
    """
    jobs = np.array([[8575, 6425, 8575, 7765], [645, 4295, 645, 1245], [780, 480, 210, 530]], dtype=float)
    size = [360000, 108000, 132000]
    ours = group_coagglomeration(jobs, [0, 1, 2, 3], size=size)
    pairs = coagglomeration(jobs, size=size).index
    weight = jobs.sum(axis=0) / jobs.sum()
    by_pairs = np.nansum(np.outer(weight, weight) * pairs) / (1 - weight @ weight)
    assert ours == pytest.approx(by_pairs, rel=1e-12)
    assert ours == pytest.approx(0.08904, abs=5e-6)
