"""Similarity and validation after Delgado, Porter and Stern, against plain NumPy and by their laws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from growthpole.errors import InputError, ShapeError
from growthpole.measures.matrix.similarity import location_correlation, mean_similarity, purchase_similarity
from growthpole.measures.matrix.validation import validation_scores


@pytest.mark.parametrize("form", [np.asarray, sparse.csr_array])
@pytest.mark.parametrize("gaps", [False, True])
def test_location_correlation(rng: np.random.Generator, form, gaps: bool) -> None:
    x = rng.gamma(1.0, 10.0, (15, 6))
    if gaps:
        x[rng.random(x.shape) < 0.15] = np.nan
    twin = np.empty((6, 6))
    for i, j in np.ndindex(6, 6):
        known = ~np.isnan(x[:, i]) & ~np.isnan(x[:, j])
        twin[i, j] = np.corrcoef(x[known, i], x[known, j])[0, 1]
    np.testing.assert_allclose(location_correlation(form(x)), twin, rtol=1e-9)


@pytest.mark.parametrize("gaps", [False, True])
def test_an_industry_that_is_the_same_everywhere_has_no_correlation(rng: np.random.Generator, gaps: bool) -> None:
    x = rng.gamma(1.0, 10.0, (15, 3))
    x[:, 1] = 0.1
    if gaps:
        x[0, 0] = np.nan
    found = location_correlation(x)
    assert np.isnan(found[1]).all()
    assert np.isfinite(found[0, 2])


def test_purchase_similarity(rng: np.random.Generator) -> None:
    z = rng.gamma(0.5, 10.0, (6, 6)) * (rng.random((6, 6)) < 0.6)
    twin = np.zeros((6, 6))
    for i, j in np.ndindex(6, 6):
        shares = [
            z[a, b] / total if total else 0.0 for a, b in ((i, j), (j, i)) for total in (z[:, b].sum(), z[a].sum())
        ]
        twin[i, j] = max(shares)
    np.testing.assert_allclose(purchase_similarity(z), twin)
    hidden = z.copy()
    hidden[0, 1] = np.nan
    found = purchase_similarity(hidden)
    assert np.isnan(found[0]).all()
    np.testing.assert_allclose(found[2:, 2:], twin[2:, 2:])


def test_mean_similarity(rng: np.random.Generator) -> None:
    matrices = [location_correlation(rng.gamma(1.0, 1.0, (9, 5))) for _ in range(3)]
    off = ~np.eye(5, dtype=bool)
    twin = np.mean([(m - m[off].mean()) / m[off].std() for m in matrices], axis=0)
    found = mean_similarity(matrices)
    np.testing.assert_allclose(found[off], twin[off])
    assert np.isnan(found.diagonal()).all()


@pytest.mark.parametrize("tail", [0.5, 0.95])
@pytest.mark.parametrize("gaps", [False, True])
def test_validation_scores(rng: np.random.Generator, tail: float, gaps: bool) -> None:
    m = location_correlation(rng.gamma(1.0, 1.0, (9, 12)))
    labels = list("aaaabbbcccdd")
    if gaps:
        m[2, 9] = m[9, 2] = np.nan
    names = sorted(set(labels))

    def mean(rows: list[int], columns: list[int]) -> float:
        return np.nanmean([m[i, j] for i in rows for j in columns if i != j])

    def members(name: str) -> list[int]:
        return [place for place, label in enumerate(labels) if label == name]

    def share(units: list[tuple[list[int], str]], bound) -> float:
        wins = [
            mean(rows, members(name)) > bound([mean(rows, members(o)) for o in names if o != name])
            for rows, name in units
        ]
        return float(np.mean(wins))

    clusters = [(members(name), name) for name in names]
    industries = [([place], label) for place, label in enumerate(labels)]
    result = validation_scores(m, labels, tail=tail)
    assert result.cluster_average == share(clusters, np.mean)
    assert result.cluster_tail == share(clusters, lambda others: np.quantile(others, tail))
    assert result.industry_average == share(industries, np.mean)
    assert result.industry_tail == share(industries, lambda others: np.quantile(others, tail))
    parts = [result.cluster_average, result.cluster_tail, result.industry_average, result.industry_tail]
    assert result.score == pytest.approx(np.mean(parts))


def test_planted_clusters_score_higher_than_shuffled_ones(rng: np.random.Generator) -> None:
    labels = np.repeat(list("abcd"), 6)
    m = np.where(labels[:, None] == labels, 0.5, 0.1) + 0.05 * rng.normal(size=(24, 24))
    m = (m + m.T) / 2
    assert validation_scores(m, labels).score > 0.9
    assert validation_scores(m, rng.permutation(labels)).score < 0.6


def test_a_cluster_of_one_is_not_counted() -> None:
    m = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.2], [0.1, 0.2, 1.0]])
    result = validation_scores(m, ["a", "a", "b"])
    assert result.score == 1
    assert np.isnan(result.within[1])
    assert np.isnan(result.industry_within[2])
    assert np.isnan(validation_scores(m, ["a", "b", "c"]).score)


def test_what_is_refused() -> None:
    square = np.eye(3)
    for call, error, text in [
        (lambda: validation_scores(square, ["a", "b"]), ShapeError, "2 names"),
        (lambda: validation_scores(square, ["a", "a", "a"]), InputError, "two clusters"),
        (lambda: purchase_similarity(np.ones((2, 3))), ShapeError, "square"),
        (lambda: mean_similarity([]), InputError, "empty"),
        (lambda: mean_similarity([square, np.eye(2)]), ShapeError, "one shape"),
        (lambda: mean_similarity([np.ones((3, 3))]), InputError, "tell pairs apart"),
    ]:
        with pytest.raises(error) as found:
            call()
        assert text in str(found.value)
