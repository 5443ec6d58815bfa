"""Laws of the ladder ahead and of the scores of forecasts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_programme import CLUSTERS, RULES, figure
from tests.two_towns import RULES as TWO_RULES
from tests.two_towns import TOWNS, begin

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.places import Cluster
from growthpole.model.plan import Undertaking
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.plan.calibration import brier_score, count_ranks, rank_histogram, reliability_bins
from growthpole.plan.echelon import look_ahead, simulate_ahead, simulate_echelon
from growthpole.plan.growth_fitting import fit_walk
from growthpole.programme.assess import assess
from growthpole.programme.collecting import evidence_table

NAMES = ("reached", "surely", "possibly", "holders", "holders_least", "holders_most")


def history(seed: int, *, known: float = 1.0) -> list[Evidence]:
    """Six years of the four towns of the small programme, some figures missing."""
    rng = np.random.default_rng(seed)
    rows = []
    for town in CLUSTERS:
        output, jobs = rng.uniform(60, 500), rng.uniform(40, 500)
        for year in range(2018, 2024):
            output, jobs = output * rng.lognormal(0.04, 0.08), min(1000.0, jobs * rng.lognormal(0.02, 0.05))
            values = {"output": min(output, 1000.0), "jobs": jobs, "accident": float(rng.random() < 0.1), "plan": 1.0}
            rows += [
                figure(town.id, name, str(year), value, Status.REPORTED if rng.random() < known else Status.MISSING)
                for name, value in values.items()
            ]
    return rows


def same(one: object, other: object) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in NAMES)


@given(st.integers(0, 50), st.sampled_from([1.0, 0.6]))
@settings(max_examples=12)
def test_chances_are_nested(seed: int, known: float) -> None:
    """A higher tier is no likelier; what is sure no likelier than what is decided, nor that than what is possible."""
    found = simulate_echelon(RULES, Dossier(CLUSTERS, evidence_table(history(seed, known=known))), years=4, paths=40)
    assert (found.surely <= found.reached).all()
    assert (found.reached <= found.possibly).all()
    assert found.surely.min() >= 0
    assert found.possibly.max() <= found.paths
    for counts in (found.reached, found.surely, found.possibly):
        assert (np.diff(counts, axis=0) <= 0).all()
    assert (np.diff(found.holders, axis=1) <= 0).all()
    # The clusters of all paths and the holders of all paths are the same, counted twice.
    assert np.array_equal(found.reached.sum(axis=1), found.holders.sum(axis=0))
    for tier in found.targets:
        ever = [found.target_chance(tier, year, ever=True).value for year in found.years]
        assert ever == sorted(ever)
        assert all(found.target_chance(tier, year).value <= at for year, at in zip(found.years, ever, strict=True))


@given(st.integers(0, 50))
@settings(max_examples=8)
def test_the_same_seed_gives_the_same_bytes(seed: int) -> None:
    rows = history(seed, known=0.8)
    found = simulate_echelon(RULES, Dossier(CLUSTERS, evidence_table(rows)), years=3, paths=60, seed=seed)
    shuffled = evidence_table(list(reversed(rows)))
    again = simulate_echelon(RULES, Dossier(CLUSTERS, shuffled), years=3, paths=60, seed=seed, workers=2)
    assert same(found, again)


def test_blocks_do_not_depend_on_the_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("growthpole.plan.echelon.ROWS", 16)
    dossier = Dossier(CLUSTERS, evidence_table(history(1)))
    one, many = (simulate_echelon(RULES, dossier, years=3, paths=50, workers=workers) for workers in (1, 2))
    assert one.holders.shape[0] == 50
    assert same(one, many)


def test_more_years_leave_the_first_ones_as_they_are() -> None:
    dossier = Dossier(CLUSTERS, evidence_table(history(2)))
    short, long = (simulate_echelon(RULES, dossier, years=years, paths=50) for years in (2, 5))
    assert np.array_equal(short.reached, long.reached[:, :, :2])
    assert short.growth.together == long.growth.together == ("jobs", "output")


@given(st.floats(0.0, 0.1), st.floats(0.0, 0.1), st.integers(0, 20))
@settings(max_examples=20)
def test_more_growth_never_lowers_a_chance(slow: float, more: float, seed: int) -> None:
    """Path by path, where every rule asks for more output."""
    first, second = (
        simulate_ahead(begin(faster=faster), years=3, paths=50, seed=seed) for faster in (slow, slow + more)
    )
    assert (first.holders <= second.holders).all()
    assert (first.reached <= second.reached).all()


@given(st.integers(0, 20), st.sampled_from(["2025", "2026", "2027"]))
@settings(max_examples=12)
def test_a_remedy_that_raises_output_never_lowers_a_chance(seed: int, works: str) -> None:
    push = [Undertaking("a", "push", "2025", works, 0)]
    without = simulate_ahead(begin(), years=3, paths=50, seed=seed)
    found = simulate_ahead(begin(), years=3, paths=50, seed=seed, undertakings=push)
    assert (without.reached <= found.reached).all()
    # The other town, and the years before it works, are left as they are.
    assert np.array_equal(without.reached[:, 1], found.reached[:, 1])
    before = found.years.index(works)
    assert np.array_equal(without.reached[:, :, :before], found.reached[:, :, :before])


def test_undertakings_in_any_order_give_the_same() -> None:
    pushes = [Undertaking(town, "push", "2025", year, 0) for town in ("a", "b") for year in ("2025", "2026")]
    one, other = (simulate_ahead(begin(), years=3, paths=50, undertakings=each) for each in (pushes, pushes[::-1]))
    assert same(one, other)


def test_new_names_in_the_same_order_change_nothing() -> None:
    rows = [Evidence(town, "output", year, 90e6 + 1e6 * int(year[-1]), "", Status.REPORTED)
            for town in ("a", "b") for year in ("2021", "2022", "2023", "2024")]  # fmt: skip
    renamed = {"a": "y", "b": "z"}
    found = simulate_echelon(TWO_RULES, Dossier(TOWNS, evidence_table(rows)), paths=50)
    clusters = tuple(Cluster(renamed[one.id], Text(one.id), tier=one.tier) for one in TOWNS)
    moved = [replace(row, subject=renamed[row.subject]) for row in rows]
    assert same(found, simulate_echelon(TWO_RULES, Dossier(clusters, evidence_table(moved)), paths=50))


def test_towns_that_change_places_keep_their_chances() -> None:
    """Draws belong to places, so that chances agree within the error of the simulation."""
    ahead, swapped = begin(), begin()
    clusters = tuple(reversed(swapped.dossier.clusters))
    courses = dict(swapped.growth.courses)
    course = courses["output"]
    assert course.walk is not None
    turned = replace(course.walk, drift=course.walk.drift[::-1])
    base = type(course.base)(course.base.low[::-1], course.base.high[::-1])
    courses["output"] = replace(course, walk=turned, base=base)
    figures = replace(
        swapped.figures,
        clusters=swapped.figures.clusters[::-1],
        low={name: end[::-1] for name, end in swapped.figures.low.items()},
        high={name: end[::-1] for name, end in swapped.figures.high.items()},
    )
    swapped = replace(
        swapped, dossier=replace(swapped.dossier, clusters=clusters), figures=figures,
        growth=replace(swapped.growth, courses=courses),
    )  # fmt: skip
    one, other = (simulate_ahead(each, years=2, paths=4000, seed=3) for each in (ahead, swapped))
    for town in ("a", "b"):
        for year in one.years:
            first, second = one.chance(town, "city", year), other.chance(town, "city", year)
            assert abs(first.value - second.value) < 4 * np.hypot(first.error, second.error)


CHANCES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(CHANCES, st.integers(1, 12))
def test_the_parts_of_the_brier_score_add_up(told: list[tuple[float, bool]], bins: int) -> None:
    chance, happened = zip(*told, strict=True)
    found = brier_score(chance, happened, bins)
    parts = found.reliability - found.resolution + found.uncertainty + found.within
    assert parts == pytest.approx(found.score, abs=1e-12)
    assert 0 <= found.score <= 1
    assert found.reliability >= 0
    assert 0 <= found.resolution <= found.uncertainty + 1e-12
    assert sum(one.count for one in found.bins) == len(told)
    assert sum(one.hits for one in found.bins) == found.hits == sum(happened)
    backwards = brier_score(chance[::-1], happened[::-1], bins)
    assert backwards.score == pytest.approx(found.score)


@given(CHANCES)
def test_chances_that_stand_at_the_middle_of_bins_leave_nothing_within(told: list[tuple[float, bool]]) -> None:
    chance = [min(9, int(10 * each)) / 10 + 0.05 for each, _ in told]
    assert brier_score(chance, [happened for _, happened in told]).within == pytest.approx(0.0, abs=1e-12)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=30), st.integers(0, 20), st.integers(1, 10))
def test_ranks_of_counts(draws: list[int], actual: int, bins: int) -> None:
    below, up_to = count_ranks(draws, actual)
    assert 0 <= below <= up_to <= 1
    assert rank_histogram([below], [up_to], bins).sum() == pytest.approx(1.0)


def test_right_chances_lie_in_their_bands_nine_times_in_ten(rng: np.random.Generator) -> None:
    inside = []
    for _ in range(200):
        chance = rng.random(300)
        inside += [one.fits for one in reliability_bins(chance, rng.random(300) < chance)]
    assert 0.87 < np.mean(inside) < 0.97


def test_the_drift_is_found_where_histories_are_long(rng: np.random.Generator) -> None:
    """Forty towns over thirty years: the mean, the spread, and the shocks in common come back."""
    drift, common = rng.normal(0.05, 0.03, 40), rng.normal(0, 0.04, 30)
    steps = drift[:, None] + common + rng.normal(0, 0.06, (40, 30))
    walk = fit_walk(np.concatenate([np.zeros((40, 1)), steps.cumsum(axis=1)], axis=1), ["x"] * 40)
    assert walk is not None
    assert walk.own == pytest.approx(0.06, rel=0.1)
    assert walk.common == pytest.approx(common.std(ddof=1), rel=0.2)
    error = walk.drift - drift - common.mean()
    assert np.sqrt((error**2).mean()) < 0.06 / np.sqrt(30)  # nearer than the towns' own means
    assert np.abs(error).max() < 5 * walk.drift_own.max()


@given(st.integers(0, 30))
@settings(max_examples=10)
def test_the_base_year_is_that_of_the_assessment(seed: int) -> None:
    dossier = Dossier(CLUSTERS, evidence_table(history(seed, known=0.8)))
    ahead = look_ahead(RULES, dossier)
    after = [each.decision.after for each in assess(RULES, dossier).clusters]
    assert [each.tier for each in ahead.dossier.clusters] == after
