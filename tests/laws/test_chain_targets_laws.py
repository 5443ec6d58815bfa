"""Laws of targets and projects: re-runs, nested knowledge, order of rows, bounds."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthpole.chain.candidates import candidate_targets, ratio
from growthpole.chain.criteria import Criteria, Criterion
from growthpole.chain.diversification_front import pareto_front
from growthpole.chain.fit import fit, room
from growthpole.chain.gaps import GapTable, InputGap
from growthpole.chain.projects_change import gap_change
from growthpole.chain.projects_gap import closed_gap, link_projects, with_producing
from growthpole.chain.targets import Place, rank_targets
from growthpole.chain.targets_facts import Nation, sector_facts
from growthpole.chain.targets_scores import scored
from growthpole.chain.technology import Technology
from growthpole.model.interval import Interval
from growthpole.model.project import PIPELINE, RESOURCES, Candidate, Project
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

amounts = st.integers(0, 1000).map(float)
shares = st.floats(0.0, 1.0)


@st.composite
def intervals(draw, values=amounts):
    ends = sorted([draw(values), draw(values)])
    return Interval(ends[0], draw(st.sampled_from([ends[0], ends[1], math.inf])))


@st.composite
def inside(draw, figure):
    top = figure.high if math.isfinite(figure.high) else figure.low + 500.0
    return figure.low + draw(shares) * (top - figure.low)


def row(demand, supply, *, cluster="a", sector="1"):
    low = 0.0 if math.isinf(supply.high) else max(0.0, demand.low - supply.high)
    gap = Interval(low, max(0.0, demand.high - supply.low))
    return InputGap(cluster, "", "", sector, cluster, Interval(0.1, 0.1), demand, supply, gap, Interval(0.0, 1.0))


def holds(figure, value):
    slack = 1e-9 * max(1.0, abs(value))
    return figure.low - slack <= value <= figure.high + slack


point = Interval.point


@given(amounts, amounts, amounts)
def test_a_project_closes_what_a_rerun_without_it_shows(demand, supply, output):
    with_it, without = max(0.0, demand - supply - output), max(0.0, demand - supply)
    assert closed_gap(point(demand), point(supply), point(output)) == point(without - with_it)


@given(amounts, amounts, amounts, amounts, st.lists(amounts, max_size=3))
def test_known_causes_add_up_to_the_change_and_each_project_to_its_rerun(d0, s0, d1, other, outputs):
    started = {f"p{number}": point(output) for number, output in enumerate(outputs)}
    after = row(point(d1), point(other + sum(outputs)))
    found = gap_change(row(point(d0), point(s0)), after, started)
    assert found.change.low == pytest.approx(found.demand.low + found.other_supply.low + found.projects.low)
    for name, output in started.items():
        rerun = max(0.0, d1 - (after.supply.low - output.low))
        assert found.each[name].low == pytest.approx(after.gap.low - rerun)


@given(st.data())
def test_intervals_of_the_causes_hold_their_true_values(data):
    d0, s0, d1, other, output = (data.draw(intervals()) for _ in range(5))
    true = [data.draw(inside(one)) for one in (d0, s0, d1, other, output)]
    supply = Interval(other.low + output.low, other.high + output.high)
    found = gap_change(row(d0, s0), row(d1, supply), {"p": output}, others=other)

    def gap(demand, supply):
        return max(0.0, demand - supply)

    t0, u0, t1, rest, made = true
    assert holds(found.demand, gap(t1, u0) - gap(t0, u0))
    assert holds(found.other_supply, gap(t1, rest) - gap(t1, u0))
    assert holds(found.projects, gap(t1, rest + made) - gap(t1, rest))
    assert holds(found.change, gap(t1, rest + made) - gap(t0, u0))


@given(st.data())
def test_the_states_of_a_ledger_add_up_to_the_gap_and_never_close_more(data):
    demand, supply = point(data.draw(amounts)), point(data.draw(amounts))
    ledger = [
        Project(f"p{number}", Text("p"), "a", sector="1", state=data.draw(st.sampled_from(PIPELINE)), year=2024,
                output=point(data.draw(amounts)))
        for number in range(data.draw(st.integers(1, 4)))
    ]  # fmt: skip
    table = GapTable("2024", (), (row(demand, supply),))
    (link,) = link_projects(table, ledger, 2024)
    (turned,) = link_projects(table, ledger[::-1], 2024)
    assert link == turned
    closed = sum(link.closes[state].low for state in PIPELINE)
    assert closed + link.left["contacted"].low == pytest.approx(link.gap.gap.low)
    # Those that produce do what the re-run with them in the supply does.
    again = with_producing(table, ledger, 2024).sectors[0]
    assert link.gap.gap.low - again.gap.low == pytest.approx(link.closes["producing"].low)


@given(st.data())
def test_ranks_of_any_truth_lie_in_the_ranges(data):
    criteria = [
        Criterion("x", Text("x"), "x", data.draw(st.floats(0.1, 5)), 0.0, 1000.0),
        Criterion("y", Text("y"), "y", data.draw(st.floats(0.1, 5)), 500.0, 0.0),
    ]
    figures = [{"x": data.draw(intervals()), "y": data.draw(intervals())} for _ in range(data.draw(st.integers(1, 6)))]
    true = [{name: point(data.draw(inside(one))) for name, one in each.items()} for each in figures]
    open_, known = scored(criteria, figures), scored(criteria, true)
    for wide, narrow in zip(open_, known, strict=True):
        assert wide.score.low - 1e-9 <= narrow.score.low <= wide.score.high + 1e-9
        assert wide.best <= narrow.best <= wide.worst


@given(st.permutations(range(5)), st.data())
def test_the_order_of_rows_never_matters(order, data):
    codes = ("1", "2", "3", "4", "5")
    a = np.array([[data.draw(st.integers(0, 15)) / 100 for _ in codes] for _ in codes])
    facts = sector_facts(Technology(codes, a, np.ones(5)), Nation(*(np.ones(5) for _ in range(3)), tuple("abcde")))
    criteria = Criteria(
        (Criterion("gap", Text("g"), "gap", 1.0, 0.0, 900.0), Criterion("near", Text("n"), "closeness", 1.0, 0.0, 1.0)),
        (Criterion("gap", Text("g"), "gap", 1.0, 0.0, 900.0), Criterion("fit", Text("f"), "fit", 1.0, 0.0, 1.0)),
    )
    rows = [row(data.draw(intervals()), data.draw(intervals()), sector=code) for code in codes]
    firms = [
        Candidate(f"f{code}", Text("f"), sector=code, output=data.draw(intervals()), needs={"land": point(1.0)})
        for code in codes
    ]
    places = {"a": Place(frozenset({"2"}), free={"land": point(3.0)})}
    mixed = [rows[at] for at in order]
    first = rank_targets(GapTable("1", (), tuple(rows)), facts, criteria, places)
    assert rank_targets(GapTable("1", (), tuple(mixed)), facts, criteria, places) == first
    table = GapTable("1", (), tuple(rows))
    ranked = candidate_targets(firms, table, facts, criteria, places)
    assert candidate_targets([firms[at] for at in order], table, facts, criteria, places) == ranked


@given(st.lists(intervals(), min_size=1, max_size=5))
def test_a_closed_economy_has_no_target(demands):
    codes = tuple(str(number) for number in range(len(demands)))
    size = len(codes)
    facts = sector_facts(Technology(codes, np.zeros((size, size)), np.ones(size)), Nation(*(np.ones(size),) * 3, codes))
    finite = [Interval(one.low, min(one.high, 2000.0)) for one in demands]
    rows = [row(one, point(one.high), sector=code) for one, code in zip(finite, codes, strict=True)]
    criteria = Criteria((Criterion("gap", Text("g"), "gap", 1.0, 0.0, 1.0),), ())
    assert rank_targets(GapTable("1", (), tuple(rows)), facts, criteria, {}) == ()


@given(st.data())
def test_knowing_more_never_turns_a_verdict_of_fit(data):
    names = data.draw(st.sets(st.sampled_from(sorted(RESOURCES))))
    needs = {name: data.draw(intervals()) for name in sorted(names)}
    free = {name: data.draw(intervals()) for name in sorted(data.draw(st.sets(st.sampled_from(sorted(RESOURCES)))))}
    loose = fit(needs, free)
    true_needs = {name: point(data.draw(inside(needs.get(name, Interval(0.0, math.inf))))) for name in RESOURCES}
    true_free = {name: point(data.draw(inside(free.get(name, Interval(0.0, math.inf))))) for name in RESOURCES}
    exact = fit(true_needs, true_free)
    assert loose.verdict in (Verdict.UNKNOWN, exact.verdict)
    assert loose.served.low - 1e-12 <= exact.served.low <= loose.served.high + 1e-12


@given(st.dictionaries(st.sampled_from(sorted(RESOURCES)), st.integers(1, 100).map(float)), st.data())
def test_the_room_is_used_up_by_the_binding_resource_alone(takes, data):
    per_output = {name: point(takes.get(name, 1.0)) for name in RESOURCES}
    free = {name: point(data.draw(amounts)) for name in RESOURCES}
    found = room(per_output, free)
    assert found.output.known
    used = {name: found.output.low * per_output[name].low for name in RESOURCES}
    assert all(used[name] <= free[name].low * (1 + 1e-12) for name in RESOURCES)
    assert used[found.binding] == pytest.approx(free[found.binding].low)


@given(intervals(), intervals(), st.data())
def test_a_ratio_holds_every_true_one(above, below, data):
    one, other = data.draw(inside(above)), data.draw(inside(below))
    if other > 0:
        assert holds(ratio(above, below), one / other)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=8), st.floats(0.1, 10))
def test_the_front_does_not_hang_on_units_or_order(pairs, times):
    options = [[point(a), point(b)] for a, b in pairs]
    verdicts = [verdict for verdict, _ in pareto_front(options)]
    assert [verdict for verdict, _ in pareto_front([[point(a * times), point(b)] for a, b in pairs])] == verdicts
    assert [verdict for verdict, _ in pareto_front(options[::-1])] == verdicts[::-1]
    assert Verdict.MET in verdicts


def test_a_project_of_another_cluster_changes_nothing():
    table = GapTable("2024", (), (row(point(10.0), point(1.0)),))
    other = Project("p", Text("p"), "b", sector="1", state="producing", year=2024, output=point(5.0))
    assert with_producing(table, [other], 2024) == table
    assert with_producing(table, [replace(other, cluster="a")], 2024) != table
