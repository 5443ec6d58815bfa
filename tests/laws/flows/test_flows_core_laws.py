"""Laws of input-output analysis that hold for every table."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import growthpole as gp


@st.composite
def tables(draw, least=2):
    """Tables that balance: what final demand takes leaves every spectral radius below one."""
    n = draw(st.integers(least, 6))
    flows = draw(arrays(np.float64, (n, n), elements=st.integers(0, 40).map(float)))
    final = draw(arrays(np.float64, (n, 2), elements=st.integers(1, 60).map(float)))
    output = flows.sum(axis=1) + final.sum(axis=1)
    return gp.input_output_table(
        flows, output, final_demand=final, export_columns=(1,), household_columns=(), labour_rows=(), tolerance=1e-9
    )


def close(values):
    return pytest.approx(values, rel=1e-9, abs=1e-9)


@given(tables())
def test_final_demand_and_value_added_each_give_output_back(table):
    final = table.final_demand.sum(axis=1)
    assert gp.leontief_inverse(table) @ final == close(table.output)
    assert gp.output_for_demand(table, final) == close(table.output)
    assert table.value_added.sum(axis=0) @ gp.ghosh_inverse(table) == close(table.output)
    assert gp.output_for_value_added(table, table.value_added.sum(axis=0)) == close(table.output)


@given(tables())
def test_a_closed_economy_turns_all_demand_into_value_added(table):
    assert gp.value_added_multipliers(table).simple == close(np.ones(table.size))


@given(tables(), st.floats(0.05, 0.5))
def test_value_added_and_imports_add_up_to_one(table, part):
    split = gp.input_output_table(table.flows, table.output, imports=part * table.flows)
    added, bought = gp.value_added_multipliers(split).simple, gp.import_multipliers(split).simple
    assert added + bought == close(np.ones(table.size))


@given(tables())
def test_output_multipliers_are_at_least_one_and_indices_average_one(table):
    assert gp.output_multipliers(table).simple.min() >= 1.0
    for linked in (gp.backward_linkages(table), gp.forward_linkages(table)):
        assert linked.linkage.min() >= 1.0
        assert linked.index.mean() == close(1.0)


@given(tables())
def test_net_linkages_weighted_by_output_average_one(table):
    # What all final demand needs is all output (Dietzenbacher 2005).
    net = gp.backward_linkages(table, method="net").linkage
    assert net @ table.output / table.output.sum() == close(1.0)


@given(tables(), st.floats(1e-3, 1e6))
def test_the_unit_of_money_does_not_matter(table, scale):
    scaled = gp.input_output_table(scale * table.flows, scale * table.output, final_demand=scale * table.final_demand)
    assert scaled.coefficients == close(table.coefficients)
    assert gp.ghosh_inverse(scaled) == close(gp.ghosh_inverse(table))
    assert gp.hypothetical_extraction(scaled).share == close(gp.hypothetical_extraction(table).share)


@given(tables(least=3), st.randoms(use_true_random=False))
def test_the_order_of_sectors_does_not_matter(table, random):
    order = list(range(table.size))
    random.shuffle(order)
    turned = gp.input_output_table(
        table.flows[np.ix_(order, order)],
        table.output[order],
        sectors=[table.sectors[place] for place in order],
        final_demand=table.final_demand[order],
    )
    assert gp.leontief_inverse(turned) == close(gp.leontief_inverse(table)[np.ix_(order, order)])
    assert gp.upstreamness(turned) == close(gp.upstreamness(table)[order])
    assert gp.tolerable_limits(turned) == close(gp.tolerable_limits(table)[np.ix_(order, order)])
    loss = gp.hypothetical_extraction(table, kind="forward").loss
    assert gp.hypothetical_extraction(turned, kind="forward").loss == close(loss[order])
    loops, again = gp.feedback_loops(table), gp.feedback_loops(turned)
    assert again[0].flow == close(loops[0].flow)


@given(tables(), st.sampled_from(["complete", "isolated", "backward", "sales", "forward"]))
def test_an_extraction_never_raises_output_and_a_larger_group_loses_more(table, kind):
    alone = gp.hypothetical_extraction(table, kind=kind)
    if kind != "forward" or table.value_added.min() >= 0:
        assert alone.by_sector.min() >= -1e-9 * table.output.max()
    if kind in ("complete", "backward", "sales"):
        both = gp.hypothetical_extraction(table, [table.sectors[:2]], kind=kind)
        assert both.loss[0] >= alone.loss[:2].max() - 1e-9 * table.output.max()


@given(tables())
def test_all_sectors_extracted_leave_nothing(table):
    found = gp.hypothetical_extraction(table, [table.sectors])
    assert found.by_sector[0] == close(table.output)
    assert (found.share[0], found.elsewhere[0]) == (close(1.0), close(0.0))


@given(tables())
def test_feedback_loops_use_every_flow_once(table):
    loops = gp.feedback_loops(table)
    flows = [loop.flow for loop in loops]
    assert len(loops) == table.size
    assert sum(flows) == close(table.flows.sum())
    assert all(a >= b - 1e-9 for a, b in pairwise(flows))
    pairs = {(seller, buyer) for loop in loops for seller, buyer in zip(table.sectors, loop.buyer, strict=True)}
    assert len(pairs) == table.size**2
    assert all(sorted(sum(loop.circuits, ())) == sorted(table.sectors) for loop in loops)


@given(tables())
def test_stages_are_at_least_one_and_average_alike_both_ways(table):
    up, down = gp.upstreamness(table), gp.downstreamness(table)
    assert up.min() >= 1.0
    assert down.min() >= 1.0
    # Miller and Temurshoev (2017): weighted by value added and by final demand they are the same number of rounds.
    assert up @ table.value_added.sum(axis=0) == close(down @ table.final_demand.sum(axis=1))


@given(tables())
def test_propagation_takes_at_least_one_step(table):
    lengths = gp.average_propagation_lengths(table)
    known = lengths[~np.isnan(lengths)]
    assert (known >= 1.0 - 1e-9).all()


@given(tables(), st.floats(0.05, 0.95))
def test_splitting_a_sector_and_merging_it_back_changes_nothing(table, share):
    split = gp.split_sector(table, table.sectors[0], ("a", "b"), share)
    back = gp.aggregate_sectors(split, {table.sectors[0]: ["a", "b"]})
    assert back.sectors == table.sectors
    for part in ("flows", "final_demand", "value_added", "output"):
        assert getattr(back, part) == close(getattr(table, part)), part
    # Alike parts change no other sector's multiplier, and have the whole sector's own.
    whole, parts = gp.backward_linkages(table).linkage, gp.backward_linkages(split).linkage
    assert parts == close(np.insert(whole, 0, whole[0]))


@given(tables())
def test_merging_keeps_amounts(table):
    merged = gp.aggregate_sectors(table, {"x": table.sectors[:2]})
    assert merged.size == table.size - 1
    for part in ("flows", "final_demand", "value_added", "output"):
        assert getattr(merged, part).sum() == close(getattr(table, part).sum())


@given(tables())
def test_an_unknown_figure_only_widens(table):
    jobs = np.arange(table.size) + 1.0
    known = gp.employment_multipliers(table, jobs)
    jobs[0] = np.nan
    unknown = gp.employment_multipliers(table, jobs)
    assert (unknown.low <= known.simple * (1 + 1e-9)).all()
    assert (unknown.high >= known.simple).all()
    settled = ~np.isnan(unknown.simple)
    assert unknown.simple[settled] == close(known.simple[settled])


@given(tables(), st.floats(0.0, 1.0))
def test_coefficients_between_two_bounds_give_multipliers_between_theirs(table, part):
    high = table.coefficients
    low = part * high
    middle = (low + high) / 2
    for measure in (lambda A: gp.output_multipliers(A).simple, gp.leontief_inverse):
        least, between, most = measure(low), measure(middle), measure(high)
        assert (least <= between + 1e-9 * most.max()).all()
        assert (between <= most + 1e-9 * most.max()).all()
