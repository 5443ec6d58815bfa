"""What matrices with nothing, one line or no differences give."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import sparse

from growthpole.errors import InputError
from growthpole.measures.matrix import complexity as module
from growthpole.measures.matrix.coagglomeration import coagglomeration
from growthpole.measures.matrix.complexity import complexity
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.fitness import fitness
from growthpole.measures.matrix.outlook import outlook
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.relatedness import relatedness
from growthpole.measures.matrix.specialisation import presence, rca


def test_an_empty_line_is_unknown_for_itself_only() -> None:
    x = np.array([[4.0, 1.0], [2.0, 6.0]])
    padded = np.pad(x, ((0, 1), (0, 1)))
    np.testing.assert_allclose(rca(padded)[:2, :2], rca(x))
    assert np.isnan(rca(padded)[2]).all()
    assert np.isnan(rca(padded)[:, 2]).all()


def test_nothing_at_all() -> None:
    assert np.isnan(rca(np.zeros((2, 3)))).all()
    assert rca(sparse.csr_array((2, 3))).nnz == 0
    assert np.isnan(proximity(np.zeros((2, 3)))).all()
    assert np.isnan(relatedness(np.zeros((2, 3)))).all()
    for measure in (complexity, fitness):
        with pytest.raises(InputError, match="at least one region"):
            measure(np.zeros((2, 3)))


def test_a_wholly_unknown_matrix() -> None:
    hidden = np.full((2, 3), np.nan)
    assert np.isnan(rca(hidden)).all()
    assert np.isnan(presence(hidden)).all()
    with pytest.raises(InputError, match="2 have unknown cells"):
        complexity(hidden)


@pytest.mark.parametrize("shape", [(1, 4), (4, 1), (1, 1)])
def test_one_line_has_no_complexity(shape: tuple[int, int]) -> None:
    result = complexity(np.ones(shape))
    assert np.isnan(result.eci).all()
    assert np.isnan(result.pci).all()
    assert np.isnan(result.eigenvalue)
    assert (fitness(np.ones(shape)).fitness == 1).all()


def test_regions_that_are_all_alike_have_no_complexity() -> None:
    assert np.isnan(complexity(np.ones((5, 4))).eci).all()


def test_all_unknown_industry_is_left_out(rng: np.random.Generator) -> None:
    m = (rng.random((9, 7)) < 0.5).astype(float)
    m[0], m[:, 0] = 1, 1
    wider = np.column_stack([m, np.full(9, np.nan)])
    np.testing.assert_allclose(complexity(wider).eci, complexity(m).eci, atol=1e-9)


def test_equal_tables_give_equal_numbers_in_every_type(rng: np.random.Generator) -> None:
    m = rng.random((9, 7)) < 0.5
    m[0], m[:, 0] = True, True
    for kind in (np.bool_, np.int8, np.int64, np.float16, np.float32, np.longdouble):
        np.testing.assert_allclose(complexity(m.astype(kind)).eci, complexity(m.astype(float)).eci, atol=1e-12)
        np.testing.assert_allclose(
            density(m.astype(kind), proximity(m.astype(kind))).density, density(m, proximity(m)).density, atol=1e-12
        )


def test_the_input_is_not_changed(rng: np.random.Generator) -> None:
    m = np.where(rng.random((9, 7)) < 0.1, np.nan, rng.random((9, 7)) < 0.5)
    m[0], m[:, 0] = 1, 1
    before = m.copy()
    for measure in (rca, presence, proximity, relatedness, complexity, fitness, outlook):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            measure(m)
    density(m, proximity(m))
    np.testing.assert_array_equal(m, before)


def test_an_industry_with_nothing_is_unknown_for_itself_only(rng: np.random.Generator) -> None:
    x = rng.gamma(1.0, 1.0, (6, 4))
    wider = np.column_stack([x, np.zeros(6), np.r_[np.nan, np.ones(5)]])
    for size in ("mean", "total"):
        ours = coagglomeration(wider, size=size, herfindahl=np.full(6, 0.1))
        theirs = coagglomeration(x, size=size, herfindahl=np.full(4, 0.1))
        for one, other in [(ours.index, theirs.index), (ours.low, theirs.low), (ours.z, theirs.z)]:
            np.testing.assert_allclose(one[:4, :4], other)
            assert np.isnan(one[4:]).all()


def test_one_plant_has_no_interval(rng: np.random.Generator) -> None:
    result = coagglomeration(rng.gamma(1.0, 1.0, (6, 3)), herfindahl=[0.1, 1.0, 0.2])
    assert np.isnan(result.low[1]).all()
    assert np.isfinite(result.low[0, 2])


@pytest.mark.filterwarnings("ignore:the second and third eigenvalue")
def test_a_thin_sparse_matrix_with_empty_lines_gives_the_numbers_of_the_dense_one(rng: np.random.Generator) -> None:
    m = (rng.random((900, 60)) < 0.03).astype(float)
    m[:, 7], m[:20] = 0, 0
    m[20, :7], m[20, 8:] = 1, 1
    thin = sparse.csr_array(m)
    np.testing.assert_allclose(proximity(thin), proximity(m))
    np.testing.assert_allclose(complexity(thin).eci, complexity(m).eci, atol=1e-9)
    np.testing.assert_allclose(fitness(thin).fitness, fitness(m).fitness)
    np.testing.assert_allclose(density(thin, proximity(thin)).density, density(m, proximity(m)).density, atol=1e-12)


def test_an_incomplete_region_with_an_industry_nobody_else_has_stays_unknown() -> None:
    m = np.pad(np.tri(4), ((0, 1), (0, 1)))
    m[4] = [1, np.nan, 0, 0, 1]
    result = complexity(m)
    assert np.isnan(result.eci_low[4])
    assert np.isnan(result.eci_high[4])
    assert np.isnan(fitness(m).fitness_high[4])


def test_parts_that_hang_together_by_a_thread_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.array([[1.0, 0.0]] * 40 + [[0.0, 1.0]] * 40 + [[1.0, 1.0]])
    whole = complexity(rows)
    assert whole.eigenvalue > 0.97
    # Asked whether it falls apart, it does not.
    monkeypatch.setattr(module, "ONE", 0.9)
    asked = complexity(rows)
    assert set(asked.component) == {0}
    np.testing.assert_array_equal(asked.eci, whole.eci)


@pytest.mark.filterwarnings("ignore:the second and third eigenvalue")
def test_the_sign_is_fixed_where_neither_diversity_nor_rarity_decides() -> None:
    ring = np.eye(6) + np.roll(np.eye(6), 1, axis=1)
    eci = complexity(ring).eci
    assert eci.max() >= -eci.min() - 1e-9
    np.testing.assert_array_equal(eci, complexity(ring).eci)
