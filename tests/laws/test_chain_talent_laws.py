"""Laws of talent: shares add up, counties may stand in any order, more graduates never widen a lack."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole.chain.talent import joint_gaps, occupation_gaps, section_cross
from growthpole.chain.talent_balance import Staff, talent_balance, total_balance
from growthpole.chain.talent_structure import OccupationStructure, occupation_structure
from growthpole.model.interval import Interval

persons = st.integers(1, 5000).map(float)
NAMES = ("a", "b", "c")
STRUCTURE = OccupationStructure(
    np.array([[0.7, 0.2, 0.1], [0.1, 0.6, 0.3], [0.3, 0.3, 0.4]]), np.array([0.05, 0.1, 0.1]), 0.9, 50
)


@given(arrays(float, (9, 3), elements=persons), arrays(float, (9, 4), elements=persons), st.permutations(range(9)))
@settings(max_examples=25)
def test_shares_add_up_and_counties_may_stand_in_any_order(sections, workers, order):
    groups = [f"g{at // 3}" for at in range(9)]
    found = occupation_structure(sections, workers, groups)
    assert (found.shares >= 0).all()
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-9)
    there = list(order)
    other = occupation_structure(sections[there], workers[there], [groups[at] for at in there])
    assert other.shares == pytest.approx(found.shares, abs=1e-6)
    assert other.margin == pytest.approx(found.margin, rel=1e-4, abs=1e-5)


@given(arrays(float, (4, 3), elements=persons), st.sampled_from([2.0, 10.0]))
def test_twice_the_people_have_twice_the_gap(workers, factor):
    sections = workers[:, ::-1]
    one = occupation_gaps(STRUCTURE, list("wxyz"), sections, workers, NAMES)
    other = occupation_gaps(STRUCTURE, list("wxyz"), factor * sections, factor * workers, NAMES)
    for small, large in zip(one, other, strict=True):
        assert large.gap.low == pytest.approx(factor * small.gap.low, abs=1e-6)
        assert small.verdict == large.verdict or abs(small.gap.low) < 1e-6 or abs(small.gap.high) < 1e-6


@given(arrays(float, (4, 3), elements=persons))
def test_the_whole_is_the_sum_of_its_counties_in_the_middle(workers):
    sections = np.roll(workers, 1, axis=1)
    each = occupation_gaps(STRUCTURE, list("wxyz"), sections, workers, NAMES)
    whole = joint_gaps(STRUCTURE, "*", sections, workers, NAMES)
    for at, name in enumerate(NAMES):
        assert whole[at].middle == pytest.approx(sum(one.middle for one in each if one.occupation == name))
        assert whole[at].workers == pytest.approx(sum(one.workers for one in each if one.occupation == name))


@given(arrays(float, (3,), elements=persons), st.permutations(range(3)))
def test_a_cross_table_has_both_margins_within_their_bounds(sections, order):
    workers = sections[list(order)]
    found = section_cross(STRUCTURE, sections, workers)
    scale = sections.sum()
    assert found.estimate.sum(axis=1) == pytest.approx(sections, abs=1e-6 * scale)
    assert found.estimate.sum(axis=0) == pytest.approx(workers, abs=1e-6 * scale)
    assert (found.low <= found.estimate + 1e-6 * scale).all()
    assert (found.estimate <= found.high + 1e-6 * scale).all()


jobs = st.tuples(st.integers(0, 5000), st.integers(0, 5000)).map(
    lambda ends: Interval(float(min(ends)), float(max(ends)))
)


@given(st.lists(st.tuples(st.sampled_from("rs"), st.sampled_from("ABC"), jobs, jobs), min_size=1, max_size=4), jobs)
def test_more_graduates_never_widen_a_lack(given_staff, graduates):
    staff = [Staff(f"c{at}", *one) for at, one in enumerate(given_staff)]
    region = staff[0].region
    few = talent_balance(STRUCTURE, staff, {(region, "a"): graduates}, sections="ABC", occupations=NAMES)
    more = Interval(graduates.low + 10, graduates.high + 10)
    many = talent_balance(STRUCTURE, staff, {(region, "a"): more}, sections="ABC", occupations=NAMES)
    pairs = [
        (one, other) for one, other in zip(few, many, strict=True) if (one.region, one.occupation) == (region, "a")
    ]
    for one, other in pairs:
        assert other.gap.low == pytest.approx(one.gap.low - 10)
        assert other.gap.high == pytest.approx(one.gap.high - 10)
    whole = total_balance(few, "*")
    assert sum(one.jobs.low for one in whole) == pytest.approx(sum(one.jobs.low for one in few))
