"""Every kernel equals a few readable lines, over its whole grid of options."""

from __future__ import annotations

from math import log, log2, sqrt

import numpy as np
import pytest
from scipy import optimize, stats

from growthpole.measures.panel.base import economic_base, minimum_requirements
from growthpole.measures.panel.composition import related_variety, theil
from growthpole.measures.panel.coupling import coupling
from growthpole.measures.panel.dissimilarity import gini, hachman, hoover, krugman
from growthpole.measures.panel.diversity import entropy, herfindahl
from growthpole.measures.panel.kernels import bounds, change, ellison, intervals, size_bounds
from growthpole.measures.panel.quotient import location_quotient
from growthpole.measures.panel.shift_share import shift_share, shift_share_arcelus, shift_share_esteban
from growthpole.measures.panel.structure import contribution, structural_change


@pytest.fixture
def x(rng):
    table = rng.integers(0, 50, size=(7, 5)).astype(float)
    table[table < 8] = 0
    return table + np.eye(7, 5)


@pytest.fixture
def later(rng, x):
    return x * rng.uniform(0.5, 2.0, size=x.shape) + rng.integers(0, 2, size=x.shape)


def own_and_economy(x, of):
    """Rows of shares, and the economy's shares, as plain lists."""
    rows = x if of == "region" else x.T
    economy = rows.sum(axis=0) / rows.sum()
    return [list(row / row.sum()) for row in rows], list(economy)


def plain_lq(x):
    total = x.sum()
    return [[x[r, i] / x[r].sum() / (x[:, i].sum() / total) for i in range(x.shape[1])] for r in range(len(x))]


def plain_gini(s, economy, weights):
    q = sorted((a / b, b) for a, b in zip(s, economy, strict=True))
    if weights == "equal":
        mean = sum(a for a, _ in q) / len(q)
        return sum(abs(a - b) for a, _ in q for b, _ in q) / (2 * len(q) ** 2 * mean)
    return sum(abs(a - b) * v * w for a, v in q for b, w in q) / 2


@pytest.mark.parametrize("of", ["region", "industry"])
def test_measures_of_shares(x, of):
    rows, economy = own_and_economy(x, of)
    expected = {
        krugman: [sum(abs(a - b) for a, b in zip(s, economy, strict=True)) for s in rows],
        hoover: [sum(max(a - b, 0) for a, b in zip(s, economy, strict=True)) for s in rows],
        hachman: [1 / sum(a * a / b for a, b in zip(s, economy, strict=True)) for s in rows],
    }
    for measure, values in expected.items():
        assert measure(x, of=of) == pytest.approx(values, rel=1e-12)
    assert theil(x, of=of).theil == pytest.approx(
        [sum(a * log(a / b) for a, b in zip(s, economy, strict=True) if a) for s in rows], rel=1e-12
    )
    assert entropy(x, of=of).entropy == pytest.approx([-sum(a * log(a) for a in s if a) for s in rows], rel=1e-12)
    assert herfindahl(x, of=of).herfindahl == pytest.approx([sum(a * a for a in s) for s in rows], rel=1e-12)


@pytest.mark.parametrize("of", ["region", "industry"])
@pytest.mark.parametrize("weights", ["economy", "equal"])
def test_gini_is_the_mean_absolute_difference(x, of, weights):
    rows, economy = own_and_economy(x, of)
    expected = [plain_gini(s, economy, weights) for s in rows]
    assert gini(x, of=of, weights=weights) == pytest.approx(expected, rel=1e-12)


def test_location_quotient(x):
    assert location_quotient(x).tolist() == [pytest.approx(row, rel=1e-12) for row in plain_lq(x)]


@pytest.mark.parametrize("groups", [["a", "a", "b", "b", "b"], ["a", "b", "c", "d", "e"], ["a"] * 5])
def test_variety_and_theil_within_groups(x, groups):
    result = related_variety(x, groups=groups)
    parts = theil(x, of="region", groups=groups)
    economy = x.sum(axis=0) / x.sum()
    for r, row in enumerate(x / x.sum(axis=1, keepdims=True)):
        within = related = 0.0
        for group in set(groups):
            members = [k for k, name in enumerate(groups) if name == group]
            total, whole = sum(row[k] for k in members), sum(economy[k] for k in members)
            if total == 0:
                continue
            related += total * sum(-row[k] / total * log2(row[k] / total) for k in members if row[k])
            within += total * sum(
                row[k] / total * log(row[k] / total / (economy[k] / whole)) for k in members if row[k]
            )
        assert result.related[r] == pytest.approx(related, abs=1e-12)
        assert result.variety[r] == pytest.approx(result.related[r] + result.unrelated[r], abs=1e-12)
        assert parts.within[r] == pytest.approx(within, abs=1e-12)


def test_economic_base(x):
    economy = x.sum(axis=0) / x.sum()
    share = x / x.sum(axis=1, keepdims=True)
    for r in range(len(x)):
        basic = sum(max(0, x[r, i] - x[r].sum() * economy[i]) for i in range(5))
        assert economic_base(x).basic[r] == pytest.approx(basic, rel=1e-12)
        for rank in (1, 2, 3):
            floor = np.sort(share, axis=0)[rank - 1]
            basic = sum(max(0, share[r, i] - floor[i]) * x[r].sum() for i in range(5))
            assert minimum_requirements(x, rank=rank).basic[r] == pytest.approx(basic, rel=1e-12)


def test_shift_share_by_hand(x, later):
    g = later.sum() / x.sum() - 1
    dunn, esteban, arcelus = shift_share(x, later), shift_share_esteban(x, later), shift_share_arcelus(x, later)
    for r in range(7):
        for i in range(5):
            gi = later[:, i].sum() / x[:, i].sum() - 1
            h = x[r].sum() * x[:, i].sum() / x.sum()
            assert dunn.national[r, i] == pytest.approx(x[r, i] * g, abs=1e-9)
            assert dunn.mix[r, i] == pytest.approx(x[r, i] * (gi - g), abs=1e-9)
            if x[r, i] == 0:
                assert esteban.competitive[r, i] == 0
                continue
            gri, gr = later[r, i] / x[r, i] - 1, later[r].sum() / x[r].sum() - 1
            assert dunn.regional[r, i] == pytest.approx(x[r, i] * (gri - gi), abs=1e-9)
            assert esteban.competitive[r, i] == pytest.approx(h * (gri - gi), abs=1e-9)
            assert esteban.allocation[r, i] == pytest.approx((x[r, i] - h) * (gri - gi), abs=1e-9)
            rates = {"national": g, "mix": gi - g, "growth": gr - g, "regional_mix": gri - gr - (gi - g)}
            for name, rate in rates.items():
                assert getattr(arcelus, f"{name}_homothetic")[r, i] == pytest.approx(h * rate, abs=1e-9)
                assert getattr(arcelus, f"{name}_other")[r, i] == pytest.approx((x[r, i] - h) * rate, abs=1e-9)


def test_structural_change_by_hand(x, later):
    result, shares = structural_change(x, later), contribution(x, later)
    for r in range(7):
        a, b = x[r] / x[r].sum(), later[r] / later[r].sum()
        assert result.nav[r] == pytest.approx(sum(abs(a - b)) / 2, rel=1e-12)
        angle = np.degrees(np.arccos(a @ b / sqrt((a @ a) * (b @ b))))
        assert result.moore[r] == pytest.approx(angle, abs=1e-5)
        grown = log(later[r].sum() / x[r].sum())
        squares = [
            (a[i] + b[i]) / 2 * (log(later[r, i] / x[r, i]) - grown) ** 2
            for i in range(5)
            if x[r, i] > 0 and later[r, i] > 0
        ]
        assert result.lilien[r] == pytest.approx(sqrt(sum(squares)), rel=1e-12)
        moved = later[r] - x[r]
        assert shares.contribution[r] == pytest.approx(100 * moved / moved.sum(), rel=1e-9)
        assert shares.pull[r] == pytest.approx(100 * moved / x[r].sum(), rel=1e-12)


@pytest.mark.parametrize("modified", [False, True])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_coupling_by_hand(rng, modified, count):
    scores, weights = rng.random((6, count)), rng.dirichlet(np.ones(count))
    result = coupling(scores, weights=list(weights), modified=modified)
    for row, c, t, d in zip(scores, result.coupling, result.development, result.coordination, strict=True):
        if modified:
            pairs = [abs(row[i] - row[j]) for i in range(count) for j in range(i)]
            likeness = np.prod(row / row.max()) ** (1 / (count - 1))
            expected = sqrt((1 - sum(pairs) / len(pairs)) * likeness)
        else:
            expected = count * np.prod(row) ** (1 / count) / row.sum()
        assert c == pytest.approx(expected, rel=1e-12)
        assert t == pytest.approx(row @ weights, rel=1e-12)
        assert d == pytest.approx(sqrt(c * t), rel=1e-12)


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
def test_clopper_pearson_is_the_exact_interval_of_scipy(level):
    for hits, trials in [(0, 10), (3, 10), (10, 10), (1, 200)]:
        low, high = intervals.clopper_pearson(np.array(hits / trials), np.array(float(trials)), level)
        exact = stats.binomtest(hits, trials).proportion_ci(level, method="exact")
        assert float(low) == pytest.approx(exact.low, abs=1e-10)
        assert float(high) == pytest.approx(exact.high, abs=1e-10)


def test_upper_p_value_is_the_exact_test_of_scipy():
    for hits, trials, null in [(0, 10, 0.3), (4, 10, 0.3), (7, 90, 0.05)]:
        p = intervals.upper_p_value(np.array(hits / trials), np.array(float(trials)), np.array(null))
        exact = stats.binomtest(hits, trials, null, alternative="greater").pvalue
        assert float(p) == pytest.approx(exact, rel=1e-10)


def test_marshall_shrinkage_by_hand(rng):
    expected = rng.uniform(1, 20, size=(12, 2))
    observed = rng.poisson(expected * rng.gamma(4, 0.25, size=(12, 2))).astype(float)
    observed[3, 0] = np.nan
    found = intervals.marshall_shrinkage(observed, expected)
    for i in range(2):
        kept = [r for r in range(12) if not np.isnan(observed[r, i])]
        total = sum(expected[r, i] for r in kept)
        mean = sum(observed[r, i] for r in kept) / total
        s2 = sum(expected[r, i] * (observed[r, i] / expected[r, i] - mean) ** 2 for r in kept) / total
        between = max(0.0, s2 - mean / (total / len(kept)))
        for r in kept:
            trust = between / (between + mean / expected[r, i])
            value = mean + trust * (observed[r, i] / expected[r, i] - mean)
            assert found[r, i] == pytest.approx(value, rel=1e-12)
    assert np.isnan(found[3, 0])


def test_null_variance_of_ellison_glaeser_is_what_darts_give(rng):
    x, w = rng.dirichlet(np.ones(6) * 2), rng.lognormal(0, 1, 10)
    z = w / w.sum()
    draws = [np.bincount(rng.choice(6, 10, p=x), z, 6) for _ in range(40_000)]
    g = ((np.array(draws) - x) ** 2).sum(axis=1)
    assert g.var() == pytest.approx(ellison.null_variance(x, (z**2).sum(), (z**4).sum()), rel=0.05)
    assert g.mean() == pytest.approx((1 - (x**2).sum()) * (z**2).sum(), rel=0.02)


def test_quotient_bounds_are_the_extremes_of_a_search(rng):
    for _ in range(12):
        low = rng.integers(0, 6, size=(3, 3)).astype(float)
        high = low + rng.integers(0, 6, size=(3, 3))
        least, most = bounds.quotient_bounds(low, high)
        if np.isnan(least[0, 0]):
            continue

        def lq(flat):
            x = flat.reshape(3, 3)
            return x[0, 0] * x.sum() / (x[0].sum() * x[:, 0].sum())

        drawn = [lq(rng.uniform(low, high).ravel()) for _ in range(200)]
        assert least[0, 0] - 1e-9 <= min(drawn)
        assert max(drawn) <= most[0, 0] + 1e-9
        box = list(zip(low.ravel(), high.ravel() + 1e-12, strict=True))
        starts = [rng.uniform(low, high).ravel() for _ in range(8)]
        found = max(-optimize.minimize(lambda v: -lq(v), s, bounds=box).fun for s in starts)
        assert found == pytest.approx(most[0, 0], rel=1e-3)


def test_dunn_of_an_industry_new_to_the_economy_is_all_regional():
    before, after = np.array([[10.0, 0.0], [10.0, 0.0]]), np.array([[10.0, 6.0], [10.0, 0.0]])
    national, mix, regional = change.dunn(before, after, before.sum(axis=0), after.sum(axis=0))
    assert (national[0, 1], mix[0, 1], regional[0, 1]) == (0, 0, 6)


def test_squares_over_shares_between_bounds_against_a_general_solver(rng):
    for _ in range(15):
        low, target = rng.uniform(0, 0.15, 5), rng.dirichlet(np.ones(5))
        high = low + rng.uniform(0.05, 0.6, 5)
        if high.sum() < 1:
            continue
        room = [{"type": "eq", "fun": lambda s: s.sum() - 1}]
        starts = [np.clip(rng.dirichlet(np.ones(5)), low, high) for _ in range(20)]
        box = list(zip(low, high, strict=True))

        def solve(sign, start, target=target, box=box, room=room):
            found = optimize.minimize(
                lambda s: sign * ((s - target) ** 2).sum(), start, bounds=box, constraints=room, method="SLSQP"
            )
            return sign * found.fun if found.success else np.nan

        least = np.nanmin([solve(1, start) for start in starts[:3]])
        largest = np.nanmax([solve(-1, start) for start in starts])
        assert size_bounds.least_squares(target, low, high) == pytest.approx(least, abs=1e-6)
        # The dual may lie above by what one part standing between its ends would add, never below.
        dual = size_bounds.largest_squares(target, low, high)
        assert dual >= largest - 1e-8
        assert dual <= largest + 0.25 * ((high - low) ** 2).max() + 1e-8
