"""Laws that hold for every matrix."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole.measures.matrix.bounds import rca_bounds
from growthpole.measures.matrix.change import entry_exit
from growthpole.measures.matrix.coagglomeration import coagglomeration, group_coagglomeration
from growthpole.measures.matrix.complexity import ComplexityWarning, complexity
from growthpole.measures.matrix.cooccurrence import cooccurrence
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.fitness import fitness
from growthpole.measures.matrix.outlook import outlook
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.reflections import reflections
from growthpole.measures.matrix.relatedness import relatedness
from growthpole.measures.matrix.specialisation import presence, rca

SHAPES = st.tuples(st.integers(2, 7), st.integers(2, 6))
AMOUNTS = arrays(np.float64, SHAPES, elements=st.integers(0, 50).map(float))
FULL = arrays(np.float64, SHAPES, elements=st.integers(1, 50).map(float))
PRESENCES = arrays(np.float64, SHAPES, elements=st.sampled_from([0.0, 1.0]))
OPEN = arrays(np.float64, SHAPES, elements=st.sampled_from([0.0, 1.0, 1.0, np.nan]))


def quiet_complexity(m: np.ndarray):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ComplexityWarning)
        return complexity(m)


@given(FULL, st.integers(0, 6), st.integers(0, 5))
def test_rca_is_free_of_units_and_weighted_means_are_one(x: np.ndarray, row: int, column: int) -> None:
    scaled = rca(7.5 * x)
    np.testing.assert_allclose(scaled, rca(x), rtol=1e-12)
    np.testing.assert_allclose((scaled * x.sum(axis=0) / x.sum()).sum(axis=1), 1.0, rtol=1e-12)
    np.testing.assert_allclose((scaled.T * x.sum(axis=1) / x.sum()).sum(axis=1), 1.0, rtol=1e-12)


@given(FULL, st.data())
def test_rca_under_quasi_independence_gives_back_a_hidden_cell(x: np.ndarray, data: st.DataObject) -> None:
    product = np.outer(x[:, 0], x[0])
    row, column = data.draw(st.integers(0, len(x) - 1)), data.draw(st.integers(0, x.shape[1] - 1))
    product[row, column] = np.nan
    ours = rca(product)
    known = ~np.isnan(product)
    np.testing.assert_allclose(ours[known], 1.0, rtol=1e-8)
    assert np.isnan(ours[row, column])


@given(FULL, st.data())
def test_rca_bounds_hold_every_completion(x: np.ndarray, data: st.DataObject) -> None:
    upper = x + data.draw(arrays(np.float64, x.shape, elements=st.integers(0, 20).map(float)))
    bounds = rca_bounds(x, upper)
    share = data.draw(arrays(np.float64, x.shape, elements=st.floats(0, 1)))
    inside = rca(x + share * (upper - x))
    assert np.all(bounds.low <= inside * (1 + 1e-9))
    assert np.all(inside <= bounds.high * (1 + 1e-9))


@given(AMOUNTS, st.floats(0.1, 5))
def test_presence_falls_with_the_threshold(x: np.ndarray, limit: float) -> None:
    assert np.all(presence(x, at_least=limit) >= presence(x, above=limit))
    assert np.all(presence(x, above=limit) >= presence(x, at_least=limit * 2))


@given(OPEN, st.randoms(use_true_random=False))
def test_similarities_follow_a_permutation(m: np.ndarray, random) -> None:
    order = list(range(m.shape[1]))
    random.shuffle(order)
    for measure in (cooccurrence, proximity, relatedness):
        whole = measure(m)
        np.testing.assert_allclose(measure(m[:, order]), whole[np.ix_(order, order)])
        np.testing.assert_allclose(whole, whole.T)


@given(OPEN)
def test_bounds_of_similarities(m: np.ndarray) -> None:
    near, cosine = proximity(m), relatedness(m, similarity="cosine")
    jaccard, inclusion = relatedness(m, similarity="jaccard"), relatedness(m, similarity="inclusion")
    with np.errstate(invalid="ignore"):
        for lesser, greater in [(jaccard, near), (near, cosine), (cosine, inclusion)]:
            assert not np.any(lesser > greater + 1e-12)
        assert not np.any((inclusion > 1 + 1e-12) | (jaccard < 0))


@given(OPEN, st.data())
def test_density_lies_between_its_ends_for_every_completion(m: np.ndarray, data: st.DataObject) -> None:
    size = m.shape[1]
    phi = data.draw(arrays(np.float64, (size, size), elements=st.floats(0.1, 1)))
    result = density(m, phi)
    guess = np.where(np.isnan(m), data.draw(arrays(np.float64, m.shape, elements=st.sampled_from([0.0, 1.0]))), m)
    inside = density(guess, phi).density
    assert np.all((result.low <= inside + 1e-12) & (inside <= result.high + 1e-12))
    assert np.all((result.low >= 0) & (result.high <= 1))


@given(OPEN)
def test_density_of_everything_is_one_and_of_nothing_zero(m: np.ndarray) -> None:
    phi = np.full((m.shape[1],) * 2, 0.5)
    assert np.all(density(np.ones_like(m), phi).density == 1)
    assert np.all(density(np.zeros_like(m), phi).density == 0)


@given(PRESENCES, st.randoms(use_true_random=False))
def test_complexity_does_not_see_the_order(m: np.ndarray, random) -> None:
    assume(m.any())
    one = quiet_complexity(m)
    # A tie leaves the vector open, and a tie of sizes the component; only determined cases are compared.
    assume(np.isfinite(one.next_eigenvalue) and one.eigenvalue - one.next_eigenvalue > 1e-4)
    assume(np.bincount(one.component[one.component >= 0]).size == 1)
    diversity = one.diversity[one.component == 0]
    assume(abs(np.nan_to_num(one.eci[one.component == 0]) @ (diversity - diversity.mean())) > 1e-6)
    rows, columns = list(range(len(m))), list(range(m.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    other = quiet_complexity(m[np.ix_(rows, columns)])
    np.testing.assert_allclose(other.eci, one.eci[rows], atol=1e-6)
    np.testing.assert_allclose(other.pci, one.pci[columns], atol=1e-6)


@given(PRESENCES)
def test_complexity_is_standardised_and_its_eigenvalue_a_share(m: np.ndarray) -> None:
    assume(m.any())
    result = quiet_complexity(m)
    known = result.eci[~np.isnan(result.eci)]
    assume(known.size)
    assert known.mean() == pytest.approx(0, abs=1e-8)
    assert known.std() == pytest.approx(1)
    assert -1e-9 <= result.eigenvalue <= 1 + 1e-9


@pytest.mark.parametrize("shape", [(12, 7), (7, 12)])
def test_a_region_is_the_mean_of_its_industries(rng: np.random.Generator, shape: tuple[int, int]) -> None:
    m = (rng.random(shape) < 0.5).astype(float)
    m[0], m[:, 0] = 1, 1
    result = complexity(m)
    np.testing.assert_allclose(m @ result.pci_regional / m.sum(axis=1), result.eci, atol=1e-9)


@pytest.mark.parametrize("shape", [(12, 7), (7, 12)])
def test_a_hidden_cell_gives_the_interval_of_all_it_may_be(rng: np.random.Generator, shape: tuple[int, int]) -> None:
    m = (rng.random(shape) < 0.5).astype(float)
    m[0], m[:, 0] = 1, 1
    row = m[3].copy()
    hidden = row.copy()
    hidden[[1, 4, 5]] = np.nan
    result = complexity(np.vstack([m, hidden]))
    means = []
    for cells in np.ndindex(2, 2, 2):
        row[[1, 4, 5]] = cells
        means.append(row @ complexity(m).pci_regional / row.sum())
    assert np.isnan(result.eci[-1])
    assert result.eci_low[-1] == pytest.approx(min(means))
    assert result.eci_high[-1] == pytest.approx(max(means))


@given(OPEN, st.data())
def test_an_incomplete_region_lies_in_its_interval(m: np.ndarray, data: st.DataObject) -> None:
    assume(np.any(~np.isnan(m).any(axis=1) & (np.nansum(m, axis=1) > 0)))
    result = fitness(m, steps=5)
    assume(np.isnan(m).any())
    row = int(np.flatnonzero(np.isnan(m).any(axis=1))[0])
    assume(np.isfinite(result.fitness_high[row]))
    assert result.fitness_low[row] <= result.fitness_high[row]
    # A complete region with the same industries has the fitness of an end of the interval.
    assert np.isnan(result.fitness[row])


@given(PRESENCES)
def test_fitness_has_mean_one(m: np.ndarray) -> None:
    assume(m.any())
    result = fitness(m, steps=7)
    assert np.nanmean(result.fitness) == pytest.approx(1)
    assert np.nanmean(result.complexity) == pytest.approx(1)


@given(PRESENCES)
def test_reflections_are_means(m: np.ndarray) -> None:
    assume(m.any())
    result = reflections(m, steps=3)
    for step in range(1, 4):
        averaged = result.industries[:, step - 1]
        assert np.nanmax(result.regions[:, step]) <= np.nanmax(averaged) + 1e-12
        assert np.nanmin(result.regions[:, step]) >= np.nanmin(averaged) - 1e-12


@given(PRESENCES, st.data())
def test_outlook_gain_is_the_change_of_the_index(m: np.ndarray, data: st.DataObject) -> None:
    size = m.shape[1]
    phi = data.draw(arrays(np.float64, (size, size), elements=st.floats(0.1, 1)))
    phi = (phi + phi.T) / 2
    pci = data.draw(arrays(np.float64, size, elements=st.floats(-2, 2)))
    result = outlook(m, phi, pci, own=False)
    for row, column in zip(*np.nonzero(m == 0), strict=True):
        more = m.copy()
        more[row, column] = 1
        change = outlook(more, phi, pci).outlook[row] - result.outlook[row]
        assert result.gain[row, column] == pytest.approx(change, abs=1e-9)


@given(OPEN, st.data())
def test_entry_and_exit_change_places_with_the_years(m: np.ndarray, data: st.DataObject) -> None:
    later = data.draw(arrays(np.float64, m.shape, elements=st.sampled_from([0.0, 1.0, np.nan])))
    forth, back = entry_exit(m, later), entry_exit(later, m)
    np.testing.assert_array_equal(np.nan_to_num(forth.entry), np.nan_to_num(back.exit))
    assert np.array_equal(forth.unknown, np.isnan(m) | np.isnan(later))


@given(FULL)
def test_coagglomeration_of_two_is_the_pair(x: np.ndarray) -> None:
    pairs = coagglomeration(x, size="total").index
    # The rest of the economy keeps the group apart from the reference.
    assert group_coagglomeration(x, [0, 1], size="total") == pytest.approx(pairs[0, 1], rel=1e-6, abs=1e-9)


@given(FULL, st.integers(1, 9))
def test_coagglomeration_is_free_of_units_of_each_industry(x: np.ndarray, factor: int) -> None:
    scaled = x.copy()
    scaled[:, 0] *= factor
    np.testing.assert_allclose(coagglomeration(scaled).index, coagglomeration(x).index, atol=1e-9)


@given(FULL)
def test_deviations_from_the_mean_of_shares_cancel(x: np.ndarray) -> None:
    result = coagglomeration(x, size="mean")
    shares = x / x.sum(axis=0)
    own = ((shares - result.size[:, None]) ** 2).sum(axis=0) / (1 - result.size @ result.size)
    np.testing.assert_allclose(np.nansum(result.index, axis=1) + own, 0, atol=1e-9)
