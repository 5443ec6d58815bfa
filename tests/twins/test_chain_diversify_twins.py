"""Plain twins: the front, the facts of sectors, the parts of relatedness."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from growthpole.chain.criteria import Criteria, Criterion
from growthpole.chain.diversification import Start, diversify, trade_links
from growthpole.chain.diversification_front import pareto_front
from growthpole.chain.diversification_sections import section_view
from growthpole.chain.targets_facts import KNOWLEDGE, Nation, sector_facts
from growthpole.chain.technology import Technology
from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.services.chain_facts import criteria_beside, national_facts
from growthpole.worlds.national import national_table


def dominates(one, other):
    return all(a >= b for a, b in zip(one, other, strict=True)) and one != other


def plain_front(options):
    """Every value of every interval tried, on a grid."""
    found = []
    for at, own in enumerate(options):
        others = [each for place, each in enumerate(options) if place != at]
        always = [all(dominates(a, b) for a in corners(each) for b in corners(own)) for each in others]
        ever = [any(dominates(a, b) for a in corners(each) for b in corners(own)) for each in others]
        found.append(Verdict.NOT_MET if any(always) else Verdict.UNKNOWN if any(ever) else Verdict.MET)
    return found


def corners(option):
    return list(itertools.product(*({cell.low, cell.high} for cell in option)))


def test_the_front_is_that_of_all_corners(rng):
    for _ in range(200):
        ends = np.sort(rng.integers(0, 4, (6, 3, 2)), axis=2).astype(float)
        wide = rng.random((6, 3)) < 0.3
        options = [
            [Interval(low, high if wide[i, j] else low) for j, (low, high) in enumerate(row)]
            for i, row in enumerate(ends)
        ]
        assert [verdict for verdict, _ in pareto_front(options)] == plain_front(options)


def test_the_front_names_one_that_dominates(rng):
    options = [[Interval.point(x) for x in row] for row in rng.integers(0, 4, (30, 3)).astype(float)]
    for (verdict, by), own in zip(pareto_front(options), options, strict=True):
        if verdict is Verdict.NOT_MET:
            assert dominates([cell.low for cell in options[by]], [cell.low for cell in own])


def test_the_front_wants_as_many_figures_for_each():
    with pytest.raises(ShapeError, match=r"as many figures each; found \[1, 2\]"):
        pareto_front([[Interval(0, 1)], [Interval(0, 1), Interval(0, 1)]])


@pytest.fixture(scope="module")
def national():
    return national_facts(criteria_beside(None))


def test_facts_of_sectors_one_by_one(national):
    facts, _ = national
    a = facts.technology.coefficients
    for code in ("006", "042", "057", "074", "136"):
        at = facts.technology.at(code)
        # What a unit of final use of it calls forth, added up round by round.
        asked, total = np.eye(len(a))[at], np.zeros(len(a))
        for _ in range(400):
            total, asked = total + asked, a @ asked
        knowing = [facts.technology.at(one) for one in KNOWLEDGE]
        assert facts.knowledge[at] == pytest.approx(sum(total[k] for k in knowing) - (at in knowing), abs=1e-12)
        assert facts.value_added[at] == pytest.approx(1 - sum(a[:, at]))
        other = facts.technology.at("062")
        assert facts.likeness[at, other] == pytest.approx(max(0.0, np.corrcoef(a[:, at], a[:, other])[0, 1]))
    assert facts.pull.mean() == pytest.approx(1.0)


def test_trade_links_are_the_largest_of_four_shares(national):
    facts, links = national
    flows = np.clip(facts.technology.coefficients, 0, None) * national_table().output
    i, j = facts.technology.at("042"), facts.technology.at("063")
    four = (
        flows[i, j] / flows[i].sum(), flows[i, j] / flows[:, j].sum(),
        flows[j, i] / flows[j].sum(), flows[j, i] / flows[:, i].sum(),
    )  # fmt: skip
    assert links[i, j] == pytest.approx(max(four))


def test_options_are_ranked_by_the_geometric_mean(national):
    facts, links = national
    rules = criteria_beside(None)
    shares = np.array([one.weight for one in rules.shift]) / sum(one.weight for one in rules.shift)
    for option in diversify(facts, links, rules, Start())[:20]:
        ends = []
        for one, share in zip(rules.shift, shares, strict=True):
            figure = option.figures[one.measure]
            points = [min(1, max(0, (x - one.worst) / (one.best - one.worst))) for x in (figure.low, figure.high)]
            ends.append([sorted(points)[0] ** share, sorted(points)[1] ** share])
        low, high = np.prod(ends, axis=0)
        assert (option.scored.score.low, option.scored.score.high) == pytest.approx((100 * low, 100 * high))
        assert option.figures["relatedness"].low == pytest.approx((option.likeness + option.trade) / 2)


def test_nowhere_to_start_from_is_refused(national):
    facts, links = national
    rules = criteria_beside(None)
    with pytest.raises(InputError, match="`start` must have at least one sector"):
        diversify(facts, links, rules, Start(sectors=()))
    with pytest.raises(NameUnknownError, match="there is no sector '6'"):
        diversify(facts, links, rules, Start(sectors=("6",)))


def test_a_section_view_by_hand(rng):
    jobs = rng.integers(1, 50, (12, 5)).astype(float)
    rows = [2, 3]
    seen = section_view(jobs, tuple("ABCDE"), rows)
    own, nation = jobs[rows].sum(axis=0), jobs.sum(axis=0)
    there = own / own.sum() >= nation / nation.sum()
    m = (jobs / jobs.sum(axis=1, keepdims=True)) >= nation / nation.sum()
    for i in range(5):
        phi = [(m[:, i] & m[:, j]).sum() / max(m[:, i].sum(), m[:, j].sum()) for j in range(5)]
        assert seen.density[i] == pytest.approx(sum(phi[j] for j in range(5) if there[j]) / sum(phi))
    shares = jobs[:, 1] / jobs.sum(axis=1)
    assert seen.dependence == pytest.approx(own[1] / own.sum())
    assert seen.rank == 1 + (shares > seen.dependence).sum()


def test_a_table_with_one_figure_works_like_any(national):
    one = Criterion("energy", Text("e"), "energy", 1.0, 1.0, 0.0)
    facts = sector_facts(
        Technology(("100", "057"), np.array([[0.1, 0.2], [0.0, 0.1]]), np.ones(2)),
        Nation(np.ones(2), np.ones(2), np.ones(2), ("D", "C")),
    )
    (option,) = diversify(facts, trade_links(facts, np.ones(2)), Criteria((), (), (one,)), Start(("100",)))
    assert option.sector == "057"
    assert option.scored.score.low == pytest.approx(80.0)
