"""Tables at the edge, whose answers are known without computing."""

from __future__ import annotations

import numpy as np
import pytest

import growthpole as gp


def test_nobody_buys_from_anybody():
    table = gp.input_output_table(np.zeros((3, 3)), [1, 2, 3])
    assert gp.leontief_inverse(table).tolist() == np.eye(3).tolist()
    assert gp.ghosh_inverse(table).tolist() == np.eye(3).tolist()
    assert gp.key_sectors(table).kind == ("weak",) * 3
    assert gp.upstreamness(table).tolist() == gp.downstreamness(table).tolist() == [1, 1, 1]
    assert np.isnan(gp.average_propagation_lengths(table)).all()
    assert gp.backward_linkages(table, method="eigenvector").linkage.tolist() == [0, 0, 0]
    assert np.isnan(gp.backward_linkages(table, method="direct").index).all()
    assert gp.hypothetical_extraction(table).loss.tolist() == [1, 2, 3]
    assert gp.hypothetical_extraction(table, kind="backward").loss.tolist() == [0, 0, 0]
    assert gp.feedback_loops(table)[0].flow == 0


def test_one_sector_alone():
    table = gp.input_output_table([[20.0]], [100])
    assert gp.output_multipliers(table).simple == pytest.approx([1.25])
    assert gp.feedback_loops(table)[0].circuits == (("1",),)
    assert gp.average_propagation_lengths(table) == pytest.approx(np.array([[1.25]]))


def test_a_sector_without_output_stands_by_itself():
    table = gp.input_output_table([[10.0, 0], [0, 0]], [100, 0])
    assert gp.leontief_inverse(table)[1].tolist() == [0, 1]
    assert gp.forward_linkages(table).linkage[1] == 1
    gone = gp.hypothetical_extraction(table)
    assert gone.loss[1] == 0
    assert np.isnan(gone.relative[1])
    assert gp.value_added_multipliers(table).simple == pytest.approx([1, 0])


def test_sectors_all_alike_are_all_average():
    table = gp.input_output_table(np.full((4, 4), 5.0), np.full(4, 40.0))
    found = gp.key_sectors(table)
    assert found.backward == pytest.approx(np.ones(4))
    assert found.key == ()
    assert gp.backward_linkages(table, method="eigenvector").linkage == pytest.approx(np.ones(4))


def test_a_straight_chain_has_no_circle_for_an_eigenvector():
    table = gp.input_output_table([[0, 10, 0], [0, 0, 30], [0, 0, 0]], [10, 30, 60])
    with pytest.raises(gp.GrowthpoleError, match="every chain ends"):
        gp.backward_linkages(table, method="eigenvector")
    assert gp.upstreamness(table).tolist() == [3, 2, 1]


def test_a_permuted_chain_has_no_circle_either(rng):
    # Rounding gives the eigenvalues of a long chain of no circle far from 0: they are not asked.
    chain = np.triu(rng.random((40, 40)), 1)
    order = rng.permutation(40)
    with pytest.raises(gp.GrowthpoleError, match="every chain ends"):
        gp.backward_linkages(chain[np.ix_(order, order)] / 30, method="eigenvector")


def test_two_equal_parts_have_no_one_eigenvector():
    part = np.array([[0.2, 0.3], [0.3, 0.2]])
    apart = np.block([[part, np.zeros((2, 2))], [np.zeros((2, 2)), part]])
    with pytest.raises(gp.GrowthpoleError, match="equally strong"):
        gp.backward_linkages(apart, method="eigenvector")
    one = gp.backward_linkages([[0.4]], method="eigenvector")
    assert one.linkage.tolist() == [1]


def test_a_table_without_final_demand_but_one_is_net_of_it():
    # Net linkages of a sector that sells to no sector are its total ones; of one that sells to sectors alone, nothing.
    chain = gp.input_output_table([[0, 10, 0], [0, 0, 30], [0, 0, 0]], [10, 30, 60])
    assert gp.backward_linkages(chain, method="net").linkage == pytest.approx([0, 0, 5 / 3])


def test_two_way_trade_has_equal_shares_whatever_rounding_says():
    # A cycle has two eigenvalues of the same modulus: the positive one is Perron's.
    found = gp.backward_linkages([[0.0, 0.5], [0.5, 0.0]], method="eigenvector")
    assert found.linkage == pytest.approx([1, 1])


def test_no_imports_make_home_all_there_is():
    flows, output = [[150.0, 500], [200, 100]], [1000.0, 2000]
    table = gp.input_output_table(flows, output, total_imports=[0, 0], export_columns=())
    assert gp.leontief_inverse(table).tolist() == gp.leontief_inverse(gp.input_output_table(flows, output)).tolist()
    assert gp.import_multipliers(table).simple.tolist() == [0, 0]


def test_goods_in_transit_leave_nothing_made_at_home():
    # Exports above output: what is used at home is all imported.
    table = gp.input_output_table([[10.0]], [50], final_demand=[[20, 80]], total_imports=[60], export_columns=(1,))
    assert table.import_shares.tolist() == [1]
    assert gp.leontief_inverse(table).tolist() == [[1]]


def test_one_year_twice_has_not_changed():
    table = gp.input_output_table([[150, 500], [200, 100]], [1000, 2000])
    parts = gp.structural_decomposition(table, table)
    for part in (parts.change, parts.technique, parts.mix, parts.level):
        assert part == pytest.approx([0, 0])


def test_extracting_no_part_takes_nothing_and_grouping_nobody_is_each_alone():
    table = gp.input_output_table([[150, 500], [200, 100]], [1000, 2000])
    assert gp.hypothetical_extraction(table, kind="sales", part=0).loss.tolist() == [0, 0]
    alone = gp.hypothetical_extraction(table, ["1", "2"])
    assert alone.loss.tolist() == gp.hypothetical_extraction(table).loss.tolist()
    assert gp.aggregate_sectors(table, {}).flows.tolist() == table.flows.tolist()
