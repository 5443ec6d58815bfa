"""The ladder of many paths at once is the ladder of each, assessed anew in every year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from tests.small_programme import CLUSTERS, RULES, TEXT, figure

from growthpole.model.dossier import Dossier
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.plan.climbing import climb_paths, rung_tests
from growthpole.plan.echelon_rules import ladder_rules
from growthpole.programme.assess import assess
from growthpole.programme.collecting import evidence_table
from growthpole.programme.decisions import climb
from growthpole.programme.figures import Figures, build_figures
from growthpole.programme.file import read_programme
from growthpole.programme.judgement import judge
from growthpole.services.demo import lay_out
from growthpole.services.inputs import open_inputs

HISTORY, AHEAD = ("2021", "2022", "2023"), ("2024", "2025", "2026", "2027")


def plain(rules: Programme, clusters: tuple[Cluster, ...], stack: Figures, years: int) -> npt.NDArray[np.int8]:
    """The five-line twin: judge every path in every year with the tiers of the year before."""
    names, count = ["", *rules.tiers], len(clusters)
    found = np.empty((len(stack.clusters) // count, count, years), np.int8)
    for path in range(len(found)):
        rows, held = slice(path * count, (path + 1) * count), clusters
        for year in range(years):
            end = len(stack.periods) - years + year + 1
            low, high = ({key: each[rows, :end] for key, each in side.items()} for side in (stack.low, stack.high))
            table = replace(stack, clusters=stack.clusters[rows], periods=stack.periods[:end], low=low, high=high)
            moves = climb(rules, held, judge(rules, held, table), end - 1, table.periods[-1])
            held = tuple(replace(one, tier=move.after) for one, move in zip(held, moves, strict=True))
            found[path, :, year] = [names.index(one.tier) for one in held]
    return found


def drawn(rng: np.random.Generator, paths: int, unknown: float, rules: Programme = RULES) -> Figures:
    """Figures of the four towns on some paths, a share of them known to an interval only."""
    years = HISTORY + AHEAD
    rows = [figure(town.id, name, year, 0.0) for town in CLUSTERS for name in rules.indicators for year in years]
    table = build_figures(rules, Dossier(CLUSTERS, evidence_table(rows)))
    shape = (paths * len(CLUSTERS), len(years))
    levels = {"output": 2.5e8, "jobs": 200.0}
    for name in rules.indicators:
        if name in levels:
            low = rng.lognormal(np.log(levels[name]), 0.7, shape).round(-1)
            high = np.where(rng.random(shape) < unknown, low * rng.uniform(1.0, 3.0, shape), low)
        else:
            low = (rng.random(shape) < (0.15 if name == "accident" else 0.7)).astype(float)
            high = np.where(rng.random(shape) < unknown, 1.0, low)
        table.low[name], table.high[name] = low, high
    return replace(table, clusters=tuple(one.id for _ in range(paths) for one in CLUSTERS))


@pytest.mark.parametrize("unknown", [0.0, 0.4])
@pytest.mark.parametrize("quota", [None, 1, 2])
@pytest.mark.parametrize("excludes", ["award", "tier"])
def test_every_path_climbs_as_if_assessed_year_by_year(
    rng: np.random.Generator, unknown: float, quota: int | None, excludes: str
) -> None:
    tiers = {key: replace(tier, quota=quota if key != "county" else None) for key, tier in RULES.tiers.items()}
    vetoes = {key: replace(veto, excludes=excludes) for key, veto in RULES.vetoes.items()}
    rules = ladder_rules(replace(RULES, tiers=tiers, vetoes=vetoes))
    stack = drawn(rng, 60, unknown)
    found = climb_paths(rules, CLUSTERS, stack, paths=60, years=4)
    expected = plain(rules, CLUSTERS, stack, 4)
    assert np.array_equal(found.rank, expected)
    # Every rung is stood on somewhere; a veto of the ladder is the only way out.
    assert set(np.unique(expected)) == ({0, 1, 2, 3} if excludes == "tier" else {1, 2, 3})
    assert (found.least <= found.rank).all()
    assert (found.rank <= found.most).all()
    if not unknown:
        assert np.array_equal(found.least, found.most)


@pytest.mark.parametrize("quota", [None, 2])
def test_whatever_unknown_figures_turn_out_to_be_lies_between_the_bounds(
    rng: np.random.Generator, quota: int | None
) -> None:
    tiers = {key: replace(tier, quota=quota if key == "city" else None) for key, tier in RULES.tiers.items()}
    rules, stack = ladder_rules(replace(RULES, tiers=tiers)), drawn(rng, 20, 0.3)
    bounds = climb_paths(rules, CLUSTERS, stack, paths=20, years=4)
    moved = 0
    for _ in range(40):
        low = {}
        for name, ends in stack.low.items():
            part = rng.choice([0.0, 1.0], ends.shape) if name in {"accident", "plan"} else rng.random(ends.shape)
            low[name] = ends + part * (stack.high[name] - ends)
        settled = climb_paths(rules, CLUSTERS, replace(stack, low=low, high=low), paths=20, years=4).rank
        moved += int((settled != bounds.rank).sum())
        assert (bounds.least <= settled).all()
        assert (settled <= bounds.most).all()
    assert moved  # the unknown figures matter


def test_tests_of_a_rung_are_those_of_a_judgement_with_that_tier(rng: np.random.Generator) -> None:
    rules, stack = ladder_rules(RULES), drawn(rng, 10, 0.3)
    tests, points = rung_tests(rules, CLUSTERS, stack, 10)
    for tier in rules.tiers.values():
        judged = judge(rules, [replace(one, tier=tier.id) for one in CLUSTERS] * 10, stack)
        for move, verdicts in judged.moves.items():
            if move in tests[tier.rank] and move != "exit":
                assert np.array_equal(tests[tier.rank][move], verdicts)
        assert points is not None
        assert judged.total is not None
        assert np.array_equal(points.low, judged.total.low)


def test_a_gate_that_asks_for_the_tier_is_judged_rung_by_rung(rng: np.random.Generator) -> None:
    text = TEXT.replace('test = "not has(accident)"', 'test = "not has(accident) or tier >= city"')
    rules = ladder_rules(read_programme(text, "small.toml"))
    stack = drawn(rng, 30, 0.2, rules)
    assert np.array_equal(climb_paths(rules, CLUSTERS, stack, paths=30, years=4).rank, plain(rules, CLUSTERS, stack, 4))


def test_the_ladder_is_that_of_the_assessments_of_each_year(rng: np.random.Generator) -> None:
    """Evidence of all years handed in: the assessment of each year, with the register of the year before."""
    rows = [
        figure(town.id, name, year, value)
        for town in CLUSTERS
        for year in HISTORY + AHEAD
        for name, value in {
            "output": float(rng.uniform(50, 900)),
            "jobs": float(rng.uniform(20, 600)),
            "accident": float(rng.random() < 0.2),
            "plan": float(rng.random() < 0.7),
        }.items()
        if rng.random() > 0.1
    ]
    dossier = Dossier(CLUSTERS, evidence_table(rows))
    found = climb_paths(ladder_rules(RULES), CLUSTERS, build_figures(RULES, dossier), paths=1, years=4)
    names, clusters = ["", *RULES.tiers], CLUSTERS
    for at, year in enumerate(AHEAD):
        assessed = assess(RULES, replace(dossier, clusters=clusters), year)
        after = [each.decision.after for each in assessed.clusters]
        assert [names[rank] for rank in found.rank[0, :, at]] == after
        clusters = tuple(replace(one, tier=tier) for one, tier in zip(clusters, after, strict=True))


@pytest.mark.parametrize("world", ["sandbox", "jinzhong", "jiaozuo"])
def test_the_worlds_last_years_are_those_of_their_assessments(
    world: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp(world)
    lay_out(world, folder)
    inputs = open_inputs(folder)
    programme, dossier = inputs.programme, inputs.dossier
    figures = build_figures(programme, dossier, inputs.period)
    years = min(2, len(figures.periods))
    found = climb_paths(ladder_rules(programme), dossier.clusters, figures, paths=1, years=years)
    names, clusters = ["", *programme.tiers], dossier.clusters
    for at, year in enumerate(figures.periods[-years:]):
        assessed = assess(programme, replace(dossier, clusters=clusters), year)
        after = [each.decision.after for each in assessed.clusters]
        assert [names[rank] for rank in found.rank[0, :, at]] == after
        clusters = tuple(replace(one, tier=tier) for one, tier in zip(clusters, after, strict=True))
