"""Laws of matching: more capacity is never worse, rows may stand in any order, unknown places stay unmatched."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole.chain.partners import match_partners
from growthpole.chain.partners_disciplines import disciplines
from growthpole.chain.partners_records import Institute, Need, Pair, PartnerRecords
from growthpole.chain.partners_talent import lend_experts
from growthpole.chain.partners_transport import allocate
from growthpole.model.interval import Interval
from growthpole.model.text import Text

CODES = ("0802", "0805", "0832", "1403")
some_codes = st.sets(st.sampled_from(CODES), min_size=1).map(lambda codes: tuple(sorted(codes)))
spans = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(lambda ends: Interval(min(ends), max(ends)))


@st.composite
def records(draw):
    needs = tuple(
        Need(f"n{at}", f"c{at}", Text(), "", draw(some_codes), draw(st.integers(1, 2)), draw(st.none() | spans),
             draw(st.sampled_from([0.5, 1.0, 2.0])))
        for at in range(draw(st.integers(1, 5)))
    )  # fmt: skip
    institutes = tuple(
        Institute(f"i{at}", Text(), draw(some_codes), draw(st.none() | st.integers(1, 3)), draw(st.none() | spans))
        for at in range(draw(st.integers(1, 4)))
    )
    pairs = {
        (need.cluster, one.id): Pair(draw(st.none() | spans), draw(st.none() | spans), draw(st.booleans()))
        for need in needs[:2]
        for one in institutes[:2]
    }
    return PartnerRecords(needs, institutes, pairs, disciplines())


@given(records())
@settings(max_examples=25)
def test_a_matching_keeps_every_limit_and_says_why_the_rest_is_open(given_records):
    found = match_partners(given_records)
    places = {one.id: one.places for one in given_records.needs}
    capacity = {one.id: one.capacity or 0 for one in given_records.institutes}
    for need in places:
        assert sum(one.need == need for one in found.matches) <= places[need]
    for load in found.loads:
        assert load.used == sum(one.institute == load.institute for one in found.matches) <= capacity[load.institute]
        assert load.worth >= 0
    assert not any(one.fit.barred for one in found.matches)
    assert {one.need for one in found.unmatched} == {
        need for need, wanted in places.items() if sum(one.need == need for one in found.matches) < wanted
    }
    assert found.possible.low - 1e-6 <= found.value <= found.possible.high + 1e-6


@given(records())
@settings(max_examples=25)
def test_more_capacity_is_never_worse(given_records):
    grown = tuple(
        Institute(one.id, one.name, one.disciplines, None if one.capacity is None else one.capacity + 1, one.days)
        for one in given_records.institutes
    )
    more = PartnerRecords(given_records.needs, grown, given_records.pairs, given_records.disciplines)
    assert match_partners(more).value >= match_partners(given_records).value - 1e-9


@given(records())
@settings(max_examples=25)
def test_days_lent_keep_every_limit(given_records):
    found = lend_experts(given_records)
    asked = {one.id: one.days for one in given_records.needs if one.days is not None}
    offered = {one.id: one.days for one in given_records.institutes if one.days is not None}
    for need, days in asked.items():
        assert sum(one.days for one in found.loans if one.need == need) <= days.high
    for institute, days in offered.items():
        assert sum(one.days for one in found.loans if one.institute == institute) <= days.low
    assert set(found.unmet) == set(asked)


@given(arrays(float, (4, 3), elements=st.integers(0, 5).map(lambda each: each / 5)), st.permutations(range(4)))
@settings(max_examples=30)
def test_the_value_does_not_know_the_order_of_rows(values, order):
    rows, columns = [1, 2, 1, 1], [1, 2, 1]
    one = allocate(values, rows, columns)
    other = allocate(values[list(order)], np.array(rows)[list(order)], columns)
    assert one.value == other.value
