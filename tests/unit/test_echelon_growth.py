"""How figures go on: scales, short histories, facts, and what is left unknown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.small_programme import CLUSTERS, RULES, TEXT, complete, dossier, figure

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.interval import UNBOUNDED, Interval
from growthpole.model.plan import Undertaking
from growthpole.model.status import Status
from growthpole.plan.echelon import effects_of, look_ahead, simulate_ahead, simulate_echelon
from growthpole.plan.growth import Course, Growth
from growthpole.plan.growth_facts import Chain, fit_chain
from growthpole.plan.growth_fitting import fit_walk
from growthpole.plan.growth_scales import Scale, scale_of
from growthpole.plan.paths import draw_bases, draw_paths
from growthpole.plan.paths_unknown import fellows
from growthpole.programme.collecting import evidence_table
from growthpole.programme.file import read_programme
from growthpole.programme.language import Bounds


@pytest.mark.parametrize(
    ("known", "whole", "unit", "kind"),
    [
        ([1.5e8, 0.0], Interval(0.0, np.inf), "CNY", "amount"),
        ([3.0, 0.0], Interval(0.0, np.inf), "1", "count"),
        ([3.0, 120.0], Interval(0.0, 250.0), "1", "count"),
        ([0.3, 1.0], Interval(0.0, 1.0), "1", "share"),
        ([1.0, 0.0], Interval(0.0, 1.0), "1", "share"),
        ([-3.0, 12.5], Interval(-100.0, 100.0), "1", "share"),
        ([-3.0, 12.0], UNBOUNDED, "1", "difference"),
    ],
)
def test_scales(known: list[float], whole: Interval, unit: str, kind: str) -> None:
    scale = scale_of(np.array(known), whole, unit)
    assert scale.kind == kind
    assert np.array_equal(scale.moved(np.array(known), 0.0), known)  # no step changes nothing at all
    far = scale.moved(np.array(known), 50.0)
    assert (far <= whole.high).all()


def test_a_share_at_its_limit_can_leave_it() -> None:
    share = Scale("share", 0.0, 1.0)
    assert share.moved(np.array([1.0]), -1.0)[0] == pytest.approx(0.996, abs=0.01)
    assert 0 < share.moved(np.array([0.0]), 1.0)[0] < 0.02


def test_a_short_history_is_drawn_to_its_fellows() -> None:
    """Five towns over ten years with known drifts; the sixth has one change, far off, and is believed but little."""
    rng = np.random.default_rng(1)
    line = np.cumsum(rng.normal(0.05, 0.1, (6, 11)), axis=1)
    line[5, :9] = np.nan
    line[5, 10] = line[5, 9] + 0.3
    walk = fit_walk(line, ["x"] * 6)
    assert walk is not None
    own = (line[:5, -1] - line[:5, 0]) / 10
    assert own.mean() < walk.drift[5] < own.mean() + 0.3 * (0.3 - own.mean())
    assert np.abs(walk.drift[:5] - own).max() < 0.3 * np.abs(walk.drift[5] - 0.3)  # long ones keep their own
    assert walk.changes == 51


def test_a_class_of_its_own_has_a_mean_of_its_own() -> None:
    fast = np.tile(np.arange(5.0) * 0.2, (5, 1)) + np.random.default_rng(2).normal(0, 0.02, (5, 5)).cumsum(axis=1)
    slow = np.random.default_rng(3).normal(0, 0.02, (6, 5)).cumsum(axis=1)
    slow[5, 1:] = np.nan  # no change is known of the last one
    walk = fit_walk(np.concatenate([fast, slow]), ["fast"] * 5 + ["slow"] * 6)
    assert walk is not None
    assert abs(walk.drift[10]) < 0.03 < 0.15 < walk.drift[:5].min()


def test_a_slipped_decimal_is_cut() -> None:
    rng = np.random.default_rng(4)
    line = np.cumsum(rng.normal(0.05, 0.02, (10, 6)), axis=1)
    line[3, 4] += np.log(1e4)
    walk = fit_walk(line, ["x"] * 10)
    assert walk is not None
    assert walk.clipped == 2  # up and down again
    assert np.abs(walk.drift - 0.05).max() < 0.05
    assert walk.own < 0.1


def test_gaps_count_with_their_years() -> None:
    """0.1 a year, whether told each year or every second one."""
    line = np.arange(7.0) * 0.1 + np.array([[0, 0.01, -0.01, 0.01, -0.01, 0.01, 0]])
    gappy = np.where(np.arange(7) % 2, np.nan, np.arange(7.0) * 0.1)
    walk = fit_walk(np.concatenate([line, gappy[None]]), ["x", "x"])
    assert walk is not None
    assert walk.drift == pytest.approx([0.1, 0.1])
    assert walk.changes == 9


def test_too_few_changes_say_nothing() -> None:
    assert fit_walk(np.array([[0.0, 1.0, np.nan], [1.0, np.nan, 2.0]]), ["x", "x"]) is None
    assert fit_walk(np.zeros((0, 4)), []) is None
    assert fit_chain(np.array([[0.0, 1.0, 1.0]])) is None
    assert fit_chain(np.zeros((3, 1))) is None


def test_one_change_each_counts_as_shocks() -> None:
    walk = fit_walk(np.array([[0.0, 0.1], [0.0, 0.3], [0.0, 0.2]]), ["x"] * 3)
    assert walk is not None
    assert walk.drift == pytest.approx([0.2] * 3)
    assert walk.own == pytest.approx(0.1)
    assert walk.freedom == 2


@pytest.mark.parametrize("common", [0.02, 0.05])
def test_few_years_tell_little_of_the_shocks_in_common(rng: np.random.Generator, common: float) -> None:
    """Forty towns over three steps: nine in ten means of the next year fall where they should, at 4 standard errors.

    With the freedom of all towns' changes for the shocks in common too, three in four did.
    """
    trials, towns, inside = 200, 40, 0
    for _ in range(trials):
        steps = 0.05 + common * rng.standard_normal(4) + 0.05 * rng.standard_normal((towns, 4))
        line = np.concatenate([np.zeros((towns, 1)), steps.cumsum(axis=1)], axis=1)
        walk, base = fit_walk(line[:, :4], ["x"] * towns), line[:, 3]
        nothing = np.zeros(towns)
        scale, place = Scale("difference", -np.inf, np.inf), np.arange(towns)
        course = Course("y", place, Bounds(base, base), np.zeros(towns, np.intp), (nothing, nothing), scale, walk)
        growth = Growth({"y": course}, np.eye(1), ("y",))
        means = draw_paths(growth, (), paths=400, years=1, seed=(1,))["y"].low[:, :, 0].mean(axis=1)
        low, high = np.quantile(means, (0.05, 0.95))
        inside += bool(low <= line[:, 4].mean() <= high)
    assert 0.9 - 4 * np.sqrt(0.9 * 0.1 / trials) < inside / trials < 0.98


def test_chances_of_facts_are_drawn_round_their_counts(rng: np.random.Generator) -> None:
    up, down = Chain(90.0, 10.0, 1.0, 9.0).drawn(rng, 20_000)
    assert up.chance(rng).mean() == pytest.approx(10.5 / 101, abs=0.002)
    assert down.chance(rng).mean() == pytest.approx(1.5 / 11, abs=0.005)
    assert np.unique(Chain(8.0, 2.0, 6.0, 4.0, prior=0.0).drawn(rng, 5)[0].chance(rng)).tolist() == [0.2]


def test_facts_of_one_year_are_alike_to_a_degree_that_their_years_tell(rng: np.random.Generator) -> None:
    """Twelve turns in forty town-years: all in one year, or three in each; no turn at all in few years or in many."""
    together = np.array([[0.0, 1.0, 1.0, 1.0, 1.0]] * 12)
    scattered = np.array([[0.0] * (1 + turn) + [1.0] * (4 - turn) for turn in range(4) for _ in range(3)])
    quiet = [np.zeros((40, years)) for years in (4, 16)]
    spreads, means = [], []
    for facts in (together, scattered, *quiet):
        chain = fit_chain(facts)
        assert chain is not None
        turn = chain.drawn(rng, 20_000)[0]
        spreads.append(float(np.mean(1 / (turn.size + 1))))
        means.append(chain.chances[0])
        assert turn.chance(rng).mean() == pytest.approx(means[-1], abs=0.01)
    assert means[2] > means[3]  # longer quiet, rarer
    assert 0.08 < spreads[2] < 0.14, "nothing turned: nothing is known of the likeness but what was taken beforehand"
    assert spreads[1] < spreads[2]


def test_facts_that_turn_together_are_counted_within_their_bands(rng: np.random.Generator) -> None:
    """Sixty towns over four years, of which one in twenty turns, alike by 0.2: independent chances miss a third."""
    trials, towns, inside = 150, 60, np.zeros(2)
    for _ in range(trials):
        turned = rng.binomial(towns, rng.beta(0.2, 3.8, 5))
        years = tuple((towns - float(one), float(one), 0.0, 0.0) for one in turned[:4])
        whole = Chain(*np.sum(years, axis=0).tolist())
        for place, chain in enumerate((whole, replace(whole, years=years))):
            low, high = np.quantile(rng.binomial(towns, chain.drawn(rng, 1000)[0].chance(rng)), (0.05, 0.95))
            inside[place] += bool(low <= turned[4] <= high)
    assert inside[0] / trials < 0.8
    assert 0.9 - 4 * np.sqrt(0.9 * 0.1 / trials) < inside[1] / trials


def test_a_figure_without_a_history_stays_unknown() -> None:
    """One year of evidence: nothing moves, and all is possible that the ranges allow."""
    rows = [row for row in complete() if row.period == "2023"]
    found = simulate_echelon(RULES, dossier(rows), years=3, paths=20)
    assert set(found.silent) == {"accident", "jobs", "output", "plan"}
    chance = found.chance("a", "city", "2025")
    assert (chance.value, chance.low, chance.high) == (0.0, 0.0, 1.0)
    # Two years of warnings demote: the town that holds the tier now is safe for one year only.
    assert found.holders_least[:, 1].tolist() == [[1, 0, 0]] * 20


def test_an_estimate_stays_an_interval_that_grows() -> None:
    rows = [row for row in complete() if not (row.subject == "a" and row.indicator == "output")]
    rows += [figure("a", "output", "2022", 90.0), figure("a", "output", "2021", 80.0)]
    rows.append(
        Evidence("a", "output", "2023", 1e8, "", Status.ESTIMATED, given=Interval(0.9e8, 1.1e8), source="s", quote="q")
    )
    ahead = look_ahead(RULES, dossier(rows))
    drawn = draw_paths(ahead.growth, (), paths=30, years=2, seed=(0,))["output"]
    # Between its limits, 0 and 1,000 million, it moves on the logit: the ratio of the ends shrinks as they near the
    # upper one, and nears that of the odds as they near the lower one.
    ratio = drawn.high[:, 0] / drawn.low[:, 0]
    assert (ratio[drawn.low[:, 0] > 0.9e8] < 1.1 / 0.9).all()
    assert ratio.max() < 1.1 / 0.9 * (0.91 / 0.89)
    assert (drawn.high[:, 0] / drawn.low[:, 0]).min() > 1.15
    assert np.array_equal(drawn.low[:, 1], drawn.high[:, 1])


def test_an_old_figure_goes_on_from_its_own_year() -> None:
    """Nothing is known of one town since 2020: by 2024 its spread is that of four years, not of one."""
    years = [str(year) for year in range(2010, 2024)]
    rng = np.random.default_rng(5)
    rows = []
    for town in CLUSTERS:
        for year, size in zip(years, 200 * np.exp(np.cumsum(rng.normal(0, 0.05, 14))), strict=True):
            if town.id != "a" or year <= "2020":
                rows.append(figure(town.id, "output", year, float(size)))
    ahead = look_ahead(RULES, Dossier(CLUSTERS, evidence_table(rows)), "2023")
    output = ahead.growth.courses["output"]
    assert output.age.tolist() == [3, 0, 0, 0]
    drawn = draw_paths(ahead.growth, (), paths=4000, years=1, seed=(0,))["output"].low[:, :, 0]
    spread = np.log(drawn).std(axis=0)
    assert 1.7 < spread[0] / spread[1:].mean() < 2.6  # 2 but for the drift's own uncertainty


def test_a_county_has_one_future_for_all_its_towns() -> None:
    text = TEXT.replace("[indicator.jobs]\n", '[indicator.jobs]\nof = "region"\n')
    rules = read_programme(text, "small.toml")
    clusters = tuple(
        replace(one, region=region) for one, region in zip(CLUSTERS, ("r1", "r1", "r2", "r2"), strict=True)
    )
    years = ("2020", "2021", "2022", "2023")
    rows = [
        figure(region, "jobs", year, 200.0 + 17 * at * at + 40 * (region == "r2" and at == 2))
        for region in ("r1", "r2")
        for at, year in enumerate(years)
    ]
    ahead = look_ahead(rules, Dossier(clusters, evidence_table(rows)))
    drawn = draw_paths(ahead.growth, (), paths=10, years=3, seed=(0,))["jobs"].low
    assert np.array_equal(drawn[:, 0], drawn[:, 1])
    assert not np.array_equal(drawn[:, 0], drawn[:, 2])
    assert ahead.growth.together == ()


def test_figures_that_moved_together_go_on_together() -> None:
    rng = np.random.default_rng(6)
    rows = []
    for town in CLUSTERS:
        steps = rng.normal(0, 0.1, 30).cumsum()
        for at, step in enumerate(steps):
            rows.append(figure(town.id, "output", str(1994 + at), 100 * float(np.exp(step))))
            rows.append(figure(town.id, "jobs", str(1994 + at), 100 + 100 * float(np.tanh(step))))
    ahead = look_ahead(RULES, Dossier(CLUSTERS, evidence_table(rows)))
    assert ahead.growth.together == ("jobs", "output")
    shrunk = 120 / (120 - 4 + 20)  # about so far is a correlation near 1 drawn to 0
    assert ahead.growth.factor[1, 0] == pytest.approx(shrunk, abs=0.1)
    drawn = draw_paths(ahead.growth, (), paths=3000, years=1, seed=(0,))
    both = np.corrcoef(np.log(drawn["output"].low[:, 0, 0]), np.log(drawn["jobs"].low[:, 0, 0]))[0, 1]
    assert both > 0.6


def test_nobody_is_no_fault() -> None:
    found = simulate_echelon(RULES, Dossier((), evidence_table([])), "2023", years=2, paths=5)
    assert found.clusters == ()
    assert found.quantiles("city", [0.5]).tolist() == [[0, 0]]
    assert found.rises("2025") == ()
    assert simulate_ahead(look_ahead(RULES, dossier(complete())), years=1, paths=3).paths == 3


def test_all_effects_of_an_undertaking_turn_out_equally_strong() -> None:
    """Jobs +10 to +30 %, output 0 to +20 %: where the one is strong, so is the other; another town's are its own."""
    ahead = look_ahead(RULES, dossier(complete(d_jobs=100.0)))
    spans = {"jobs": Interval(0.1, 0.3), "output": Interval(0.0, 0.2)}
    school = replace(RULES.remedies["school"], effects=spans)
    ahead = replace(ahead, programme=replace(RULES, remedies={"school": school}))
    taken = [Undertaking(town, "school", "2023", "2024", 0) for town in ("a", "b")]
    effects = effects_of(ahead, taken)
    plain, pushed = (draw_paths(ahead.growth, each, paths=200, years=1, seed=(0,)) for each in ((), effects))
    gained = {name: pushed[name].low[:, :, 0] / plain[name].low[:, :, 0] - 1 for name in spans}
    assert gained["jobs"][:, 0] == pytest.approx(0.1 + gained["output"][:, 0])
    assert 0.1 <= gained["jobs"][:, :2].min() < 0.12 < 0.28 < gained["jobs"][:, :2].max() <= 0.3 + 1e-9
    assert abs(np.corrcoef(gained["jobs"][:, 0], gained["jobs"][:, 1])[0, 1]) < 0.3
    assert not gained["jobs"][:, 2:].any()
    # Alone or among others, an undertaking turns out the same.
    alone = draw_paths(ahead.growth, effects_of(ahead, taken[1:]), paths=200, years=1, seed=(0,))
    assert np.array_equal(alone["jobs"].low[:, 1], pushed["jobs"].low[:, 1])


def test_unknown_figures_may_be_drawn_and_are_counted() -> None:
    """Eight towns, one of which keeps its figure to itself, one with an estimate: drawn, they leave no bounds."""
    clusters = tuple(replace(CLUSTERS[0], id=f"t{number}") for number in range(8))
    rng = np.random.default_rng(7)
    rows = []
    for at, town in enumerate(clusters):
        for year in ("2020", "2021", "2022", "2023"):
            if not (at == 7 and year == "2023"):
                rows.append(figure(town.id, "output", year, float(rng.uniform(180, 260))))
            rows += [figure(town.id, "accident", year, 0.0), figure(town.id, "plan", year, 1.0)]
            if at != 6:
                rows.append(figure(town.id, "jobs", year, float(rng.uniform(150, 250))))
    span = Interval(1.5e8, 2.5e8)
    rows.append(Evidence("t7", "output", "2023", 2e8, "", Status.ESTIMATED, given=span, source="s", quote="q"))
    ahead = look_ahead(RULES, Dossier(clusters, evidence_table(rows)), "2023")
    assert ahead.growth.unknown == {"jobs": 1, "output": 1}
    bases = draw_bases(ahead.growth, 2000, (0,))
    output, jobs = bases["output"].low, bases["jobs"].low
    assert np.array_equal(output[:, :7], np.broadcast_to(ahead.growth.courses["output"].base.low[:7], (2000, 7)))
    assert output[:, 7].mean() == pytest.approx(2e8, rel=0.02)  # evenly between the two ends
    assert (output[:, 7].min(), output[:, 7].max()) == (pytest.approx(1.5e8, rel=0.01), pytest.approx(2.5e8, rel=0.01))
    known = np.delete(ahead.growth.courses["jobs"].base.low, 6)
    assert known.min() < np.median(jobs[:, 6]) < known.max()
    assert (bases["jobs"].high == jobs).all()
    kept, drawn = (simulate_ahead(ahead, years=3, paths=60, drawn=choice) for choice in (False, True))
    assert dict(kept.drawn) == {}
    assert dict(drawn.drawn) == {"jobs": 1, "output": 1}
    assert (kept.possibly - kept.surely)[:, 6:].sum() > 0
    assert np.array_equal(drawn.surely[:, :, 2], drawn.possibly[:, :, 2])


def test_nothing_is_drawn_where_too_few_are_known() -> None:
    rows = [row for row in complete() if not (row.subject == "a" and row.indicator == "jobs")]
    found = simulate_echelon(RULES, dossier(rows), years=2, paths=10, drawn=True)
    assert dict(found.drawn) == {}
    mean, spread = fellows(np.array([0.0, 1.0, 0.0, 0.0, 1.0, np.nan, 5.0]), ["a"] * 6 + ["b"])
    assert mean[5] == pytest.approx(2 / 5)  # five of class a have a mean of their own
    assert mean[6] == pytest.approx(7 / 6)  # class b is too small: six are known in all
    assert np.isfinite(spread).all()
