"""Every matrix measure against a plain NumPy twin, over the whole grid of its options."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy import sparse

from growthpole.measures.matrix import spectrum
from growthpole.measures.matrix.change import entry_exit
from growthpole.measures.matrix.coagglomeration import coagglomeration, group_coagglomeration
from growthpole.measures.matrix.complexity import complexity
from growthpole.measures.matrix.cooccurrence import cooccurrence
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.fitness import fitness
from growthpole.measures.matrix.outlook import outlook
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.reflections import reflections
from growthpole.measures.matrix.relatedness import relatedness
from growthpole.measures.matrix.specialisation import presence, rca

FORMS = {"array": np.asarray, "sparse": sparse.csr_array, "matrix": sparse.csc_matrix}


def amounts(rng: np.random.Generator, regions: int = 14, industries: int = 9) -> np.ndarray:
    return rng.gamma(1.0, 10.0, (regions, industries)) * (rng.random((regions, industries)) < 0.7)


def presences(rng: np.random.Generator, regions: int = 14, industries: int = 9) -> np.ndarray:
    m = (rng.random((regions, industries)) < 0.45).astype(float)
    m[0], m[:, 0] = 1, 1
    return m


def plain(values: object) -> np.ndarray:
    return values.toarray() if sparse.issparse(values) else np.asarray(values)


@pytest.mark.parametrize("form", FORMS)
def test_rca(rng: np.random.Generator, form: str) -> None:
    x = amounts(rng)
    twin = (x / x.sum(axis=1, keepdims=True)) / (x.sum(axis=0) / x.sum())
    np.testing.assert_allclose(plain(rca(FORMS[form](x))), twin, rtol=1e-12)


@pytest.mark.parametrize(("form", "limit", "strictly"), list(product(FORMS, [0.5, 1.0, 2.0], [False, True])))
def test_presence(rng: np.random.Generator, form: str, limit: float, strictly: bool) -> None:
    x = rng.integers(0, 5, (6, 7)) / 2
    twin = (x > limit if strictly else x >= limit).astype(float)
    option = {"above": limit} if strictly else {"at_least": limit}
    np.testing.assert_array_equal(plain(presence(FORMS[form](x), **option)), twin)


def missing(m: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return np.where(rng.random(m.shape) < 0.1, np.nan, m)


def pair_counts(m: np.ndarray, i: int, j: int) -> tuple[float, float, float, float]:
    """Both present, i present, j present, regions: among regions where both are known."""
    known = ~np.isnan(m[:, i]) & ~np.isnan(m[:, j])
    one, other = m[known, i], m[known, j]
    return (one * other).sum(), one.sum(), other.sum(), known.sum()


def similarity_of(measure: str, c: float, a: float, b: float, n: float) -> float:
    return np.nan if measure != "cooccurrence" and min(a, b) == 0 else SIMILARITIES[measure](c, a, b, n)


SIMILARITIES = {
    "association": lambda c, a, b, n: n * c / (a * b),
    "cosine": lambda c, a, b, n: c / np.sqrt(a * b),
    "inclusion": lambda c, a, b, n: c / min(a, b),
    "jaccard": lambda c, a, b, n: c / (a + b - c),
    "proximity": lambda c, a, b, n: c / max(a, b),
    "cooccurrence": lambda c, a, b, n: c,
}


@pytest.mark.parametrize(
    ("measure", "of", "gaps", "form"), list(product(SIMILARITIES, ["industries", "regions"], [False, True], FORMS))
)
def test_similarities(rng: np.random.Generator, measure: str, of: str, gaps: bool, form: str) -> None:
    m = missing(presences(rng), rng) if gaps else presences(rng)
    side = m if of == "industries" else m.T
    size = side.shape[1]
    twin = np.array([[similarity_of(measure, *pair_counts(side, i, j)) for j in range(size)] for i in range(size)])
    given = FORMS[form](m)
    if measure == "proximity":
        ours = proximity(given, of=of)
    elif measure == "cooccurrence":
        ours = cooccurrence(given, of=of)
    else:
        ours = relatedness(given, similarity=measure, of=of)
    np.testing.assert_allclose(ours, twin, rtol=1e-12)


@pytest.mark.parametrize("similarity", ["association", "cosine", "inclusion", "jaccard"])
def test_relatedness_by_cooccurrences(rng: np.random.Generator, similarity: str) -> None:
    m = presences(rng)
    c = m.T @ m
    np.fill_diagonal(c, 0)
    s = c.sum(axis=1)
    twin = np.array(
        [
            [np.nan if i == j else SIMILARITIES[similarity](c[i, j], s[i], s[j], c.sum()) for j in range(len(c))]
            for i in range(len(c))
        ]
    )
    np.testing.assert_allclose(relatedness(m, similarity=similarity, count="cooccurrences"), twin, rtol=1e-12)


@pytest.mark.parametrize(("form", "itself", "neighbours"), list(product(FORMS, [True, False], [None, 1, 3, 50])))
def test_density(rng: np.random.Generator, form: str, itself: bool, neighbours: int | None) -> None:
    m, phi = presences(rng), rng.random((9, 9))
    weight = phi.copy()
    if not itself:
        np.fill_diagonal(weight, 0)
    if neighbours is not None:
        weight = np.where(np.argsort(np.argsort(-weight, axis=1), axis=1) < neighbours, weight, 0)
    twin = np.array([[(m[r] * weight[i]).sum() / weight[i].sum() for i in range(9)] for r in range(14)])
    ours = density(FORMS[form](m), phi, itself=itself, neighbours=neighbours)
    np.testing.assert_allclose(ours.density, twin, rtol=1e-12)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("shape", [(14, 9), (9, 14), (230, 260), (260, 230)])
def test_complexity(rng: np.random.Generator, form: str, shape: tuple[int, int]) -> None:
    m = presences(rng, *shape)
    walk = (m / m.sum(axis=1, keepdims=True)) @ (m / m.sum(axis=0)).T
    values, vectors = np.linalg.eig(walk)
    order = np.argsort(-values.real)
    k = vectors[:, order[1]].real
    k *= np.sign(np.corrcoef(k, m.sum(axis=1))[0, 1])
    q = m.T @ k / m.sum(axis=0)
    result = complexity(FORMS[form](m))
    np.testing.assert_allclose(result.eci, (k - k.mean()) / k.std(), atol=1e-8)
    np.testing.assert_allclose(result.pci, (q - q.mean()) / q.std(), atol=1e-8)
    assert result.eigenvalue == pytest.approx(values[order[1]].real)
    assert result.next_eigenvalue == pytest.approx(values[order[2]].real)


@pytest.mark.parametrize(("form", "steps"), list(product(FORMS, [0, 1, 2, 7])))
def test_reflections(rng: np.random.Generator, form: str, steps: int) -> None:
    m = presences(rng)
    regions, industries = [m.sum(axis=1)], [m.sum(axis=0)]
    for n in range(steps):
        regions.append(m @ industries[n] / regions[0])
        industries.append(m.T @ regions[n] / industries[0])
    result = reflections(FORMS[form](m), steps=steps)
    np.testing.assert_allclose(result.regions, np.transpose(regions))
    np.testing.assert_allclose(result.industries, np.transpose(industries))


@pytest.mark.parametrize(("form", "steps"), list(product(FORMS, [1, 2, 20])))
def test_fitness(rng: np.random.Generator, form: str, steps: int) -> None:
    m = presences(rng)
    f, q = np.ones(14), np.ones(9)
    for _ in range(steps):
        f, q = m @ q, 1 / (m / f[:, None]).sum(axis=0)
        f, q = f / f.mean(), q / q.mean()
    result = fitness(FORMS[form](m), steps=steps)
    np.testing.assert_allclose(result.fitness, f)
    np.testing.assert_allclose(result.complexity, q)
    assert result.steps == steps


@pytest.mark.parametrize(("form", "own"), list(product(FORMS, [True, False])))
def test_outlook(rng: np.random.Generator, form: str, own: bool) -> None:
    m, pci = presences(rng), rng.normal(size=9)
    phi = proximity(m)
    near = density(m, phi).density
    index = [sum(near[r, i] * (1 - m[r, i]) * pci[i] for i in range(9)) for r in range(14)]
    gain = np.full((14, 9), np.nan)
    for r, i in zip(*np.nonzero(m == 0), strict=True):
        others = [j for j in range(9) if own or j != i]
        reached = sum(phi[i, j] / phi[j].sum() * (1 - m[r, j]) * pci[j] for j in others)
        gain[r, i] = reached - near[r, i] * pci[i]
    result = outlook(FORMS[form](m), phi, pci, own=own)
    np.testing.assert_allclose(result.outlook, index, rtol=1e-10)
    np.testing.assert_allclose(result.gain, gain, rtol=1e-10)


def test_entry_exit(rng: np.random.Generator) -> None:
    before, after = missing(presences(rng), rng), missing(presences(rng), rng)
    result = entry_exit(before, after)
    for r, i in np.ndindex(before.shape):
        pair = (before[r, i], after[r, i])
        entry = np.nan if np.isnan(pair).any() or pair[0] == 1 else pair[1]
        left = np.nan if np.isnan(pair).any() or pair[0] == 0 else 1 - pair[1]
        np.testing.assert_equal((result.entry[r, i], result.exit[r, i]), (entry, left))


SIZES = {
    "mean": lambda x: (x / x.sum(axis=0)).mean(axis=1),
    "total": lambda x: x.sum(axis=1) / x.sum(),
    "given": lambda x: np.arange(1, len(x) + 1) / np.arange(1, len(x) + 1).sum(),
}


@pytest.mark.parametrize(("form", "size"), list(product(FORMS, SIZES)))
def test_coagglomeration(rng: np.random.Generator, form: str, size: str) -> None:
    x = amounts(rng)
    s, w = x / x.sum(axis=0), SIZES[size](x)
    twin = np.array(
        [
            [np.nan if i == j else ((s[:, i] - w) * (s[:, j] - w)).sum() / (1 - (w**2).sum()) for j in range(9)]
            for i in range(9)
        ]
    )
    given = np.arange(1, 15) if size == "given" else size
    np.testing.assert_allclose(coagglomeration(FORMS[form](x), size=given).index, twin, rtol=1e-10, atol=1e-14)


def test_coagglomeration_interval(rng: np.random.Generator) -> None:
    x, h = amounts(rng), rng.uniform(0.02, 0.4, 9)
    s = x / x.sum(axis=0)
    w = s.mean(axis=1)
    result = coagglomeration(x, herfindahl=h, confidence=0.9)
    null = np.diag(w) - np.outer(w, w)
    for i, j in [(0, 1), (3, 7), (8, 2)]:
        spread = {k: h[k] / (1 - h[k]) * (np.diag(s[:, k]) - np.outer(s[:, k], s[:, k])) for k in (i, j)}
        a, b = s[:, i] - w, s[:, j] - w
        noise = h[i] * h[j] * np.trace(null @ null)
        variance = max(a @ spread[j] @ a + b @ spread[i] @ b - noise, noise)
        half = 1.6448536269514722 * np.sqrt(variance) / (1 - w @ w)
        assert result.high[i, j] - result.index[i, j] == pytest.approx(half, rel=1e-5)
        assert result.index[i, j] - result.low[i, j] == pytest.approx(half, rel=1e-5)
        assert result.z[i, j] == pytest.approx(a @ b / np.sqrt(noise), rel=1e-9)


@pytest.mark.parametrize("size", SIZES)
def test_group_coagglomeration(rng: np.random.Generator, size: str) -> None:
    x, h = amounts(rng), rng.uniform(0.02, 0.4, 9)
    w, group = SIZES[size](x), [1, 4, 6]
    s, share = x[:, group] / x[:, group].sum(axis=0), x[:, group].sum(axis=0) / x[:, group].sum()
    spread = 1 - (w**2).sum()
    g_each = ((s - w[:, None]) ** 2).sum(axis=0) / spread
    gamma = (g_each - h[group]) / (1 - h[group])
    g = ((s @ share - w) ** 2).sum() / spread
    herfindahl = (share**2 * h[group]).sum()
    # Equation 5 as printed, with plant Herfindahls that must cancel.
    twin = (g - herfindahl - (gamma * share**2 * (1 - h[group])).sum()) / (1 - (share**2).sum())
    given = np.arange(1, 15) if size == "given" else size
    assert group_coagglomeration(x, group, size=given) == pytest.approx(twin, rel=1e-10)


@pytest.mark.parametrize("form", FORMS)
def test_complexity_without_the_square_matrix(
    rng: np.random.Generator, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    m = FORMS[form](presences(rng, 230, 260))
    square = complexity(m)
    monkeypatch.setattr(spectrum, "LARGE", 10)
    operator = complexity(m)
    np.testing.assert_allclose(operator.eci, square.eci, atol=1e-9)
    np.testing.assert_allclose(operator.pci, square.pci, atol=1e-9)
