"""What the measures of flows refuse, in words, and what they say of the unknown."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse.linalg import ArpackNoConvergence

import growthpole as gp
from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.model.text import Text

FLOWS, OUTPUT = [[150.0, 500.0], [200.0, 100.0]], [1000.0, 2000.0]


@pytest.fixture
def table():
    return gp.input_output_table(FLOWS, OUTPUT, value_added=[[300, 500], [350, 900]], labour_rows=(0,))


def test_production_that_eats_itself_up_is_refused_with_its_columns():
    with pytest.raises(InputError) as caught:
        gp.leontief_inverse([[0.5, 0.6], [0.6, 0.5]])
    assert str(caught.value) == (
        "the coefficients must have a spectral radius below 1, so that production needs less of itself than it makes; "
        "found 1.1. Inputs are not less than output in '1' (1.1), '2' (1.1): check these columns and their output."
    )


def test_a_singular_system_is_refused():
    with pytest.raises(InputError, match=r"found 1\. Inputs are not less than output in '1'"):
        gp.leontief_inverse([[0.5, 0.5], [0.5, 0.5]])


def test_a_column_above_one_is_allowed_where_the_rounds_still_converge():
    A = np.array([[0.1, 1.2], [0.1, 0.1]])
    assert gp.leontief_inverse(A) == pytest.approx(np.linalg.inv(np.eye(2) - A))


def test_negative_coefficients_are_judged_by_their_eigenvalues():
    A = np.array([[0.0, -1.2], [0.5, 0.0]])
    assert gp.leontief_inverse(A) == pytest.approx(np.linalg.inv(np.eye(2) - A))
    with pytest.raises(InputError, match=r"found 1\.09545"):
        gp.leontief_inverse([[0.0, -1.2], [1.0, 0.0]])


def test_arrays_of_coefficients_are_checked():
    with pytest.raises(ShapeError, match=r"coefficients must be a square matrix; found shape \(1, 2\)"):
        gp.leontief_inverse([[0.1, 0.2]])
    with pytest.raises(InputError, match="row 0, column 1 is nan"):
        gp.leontief_inverse([[0.1, np.nan], [0.1, 0.1]])
    with pytest.raises(InputError, match="needs the sectors' output"):
        gp.ghosh_inverse([[0.1, 0.2], [0.1, 0.1]])


def test_options_that_do_not_exist(table):
    cases = [
        (lambda: gp.leontief_system(table, origin="home"), "`origin` must be 'domestic' or 'total'; found 'home'"),
        (lambda: gp.backward_linkages(table, method="x"), "`method` must be 'total', 'direct', 'eigenvector' or 'net'"),
        (lambda: gp.forward_linkages(table, method="x"), "`method` must be 'ghosh', 'leontief', 'direct'"),
        (lambda: gp.hypothetical_extraction(table, kind="x"), "`kind` must be 'complete', 'isolated'"),
        (lambda: gp.hypothetical_extraction(table, part=0.5), "be 1 for a complete extraction; found 0.5"),
        (lambda: gp.hypothetical_extraction(table, kind="sales", part=2), r"`part` must lie in \[0, 1\]"),
        (lambda: gp.hypothetical_extraction(table, [[]]), "must name at least one sector"),
        (lambda: gp.hypothetical_extraction(table, [["1", "1"]]), "and each once"),
        (lambda: gp.coefficient_influence(table, norm="max"), "`norm` must be 'sum' or 'frobenius'; found 'max'"),
        (lambda: gp.tolerable_limits(table, error=0), "`error` must be above 0"),
        (lambda: gp.changed_inverse(table, "1", "2", 9), "`change` must be below 3.7875"),
        (lambda: gp.feedback_loops(table, loops=3), "`loops` must lie between 1 and 2; found 3"),
        (lambda: gp.feedback_loops([[1, np.nan], [1, 1]]), "flows must be known numbers"),
        (lambda: gp.upstreamness(table, exports="x"), "`exports` must be 'final' or 'alike'"),
        (lambda: gp.upstreamness(table, origin="x"), "`origin` must be 'domestic' or 'total'"),
        (lambda: gp.upstreamness(table, inventories="alike"), "`inventory_columns` must say"),
        (lambda: gp.linkage_spread([[0.5]]), "needs two sectors or more"),
        (lambda: gp.households(table), "`household_columns` which columns"),
        (lambda: gp.income_multipliers(gp.input_output_table(FLOWS, OUTPUT)), "`labour_rows` must say"),
        (lambda: gp.value_added_multipliers(table, rows=(2,)), r"0 to 1; found \(2,\)"),
        (lambda: gp.import_multipliers(gp.leontief_system(table, origin="total")), "`origin='domestic'` only"),
        (lambda: gp.employment_multipliers(table, [-1, 2]), "`employment` must not be negative; place 0 is -1"),
        (lambda: gp.employment_multipliers(table, [3, 2], greatest=[2, 2]), "not be above `greatest`"),
        (lambda: gp.output_for_demand(table, [1, np.nan]), r"`final_demand` must hold known numbers; row 1 is \[nan\]"),
        (lambda: gp.backward_linkages(table, weights=[0, 0]), "`weights` must be known, at least 0, and not all 0"),
    ]
    for call, words in cases:
        with pytest.raises(InputError, match=words):
            call()


def test_shapes_that_do_not_fit(table):
    cases = [
        (lambda: gp.output_for_demand(table, [1, 2, 3]), "`final_demand` must have 2 rows"),
        (lambda: gp.output_for_value_added(table, np.ones((2, 2))), "one number for each sector"),
        (lambda: gp.employment_multipliers(table, [1]), "`employment` must hold one number for each of 2 sectors"),
        (lambda: gp.forward_linkages(table, weights=[1]), "`weights` must hold one number for each of 2 sectors"),
        (lambda: gp.feedback_loops([[1, 2]]), "flows must be a square matrix"),
        (lambda: gp.split_sector(table, "1", ("a", "b"), 0.5, sales=[1]), "`sales` must hold one share"),
        (lambda: gp.structural_decomposition(table, gp.input_output_table([[1]], [2])), "must have the same sectors"),
    ]
    for call, words in cases:
        with pytest.raises(ShapeError, match=words):
            call()
    for call in (
        lambda: gp.hypothetical_extraction(table, ["7"]),
        lambda: gp.field_of_influence(table, "1", "7"),
        lambda: gp.aggregate_sectors(table, {"a": ["7"]}),
        lambda: gp.split_sector(table, "7", ("a", "b"), 0.5),
    ):
        with pytest.raises(NameUnknownError, match="no sector '7'"):
            call()


def test_merging_and_splitting_refuse_what_is_not_one_partition(table):
    cases = [
        (lambda: gp.aggregate_sectors(table, {"a": ["1"], "b": ["1", "2"]}), "name a sector once; '1' is named again"),
        (lambda: gp.aggregate_sectors(table, {"a": []}), r"a list of codes; 'a' has \[\]"),
        (lambda: gp.aggregate_sectors(table, {"2": ["1"]}), "the code of a sector outside it; found '2'"),
        (lambda: gp.split_sector(table, "1", ("a", "a"), 0.5), "`into` must name two new codes"),
        (lambda: gp.split_sector(table, "1", ("2", "b"), 0.5), "`into` must name two new codes"),
        (lambda: gp.split_sector(table, "1", ("a", "b"), 1), "`share` must lie between 0 and 1"),
        (lambda: gp.split_sector(table, "1", ("a", "b"), 0.5, sales=[2, 0]), r"it is 2 for sector '1'"),
        (
            lambda: gp.split_sector(table, "1", ("a", "b"), 0.1, sales=[1, 1]),
            "the first part would need -550. Change `sales` or `share`",
        ),
    ]
    for call, words in cases:
        with pytest.raises(InputError, match=words):
            call()


def test_what_is_known_of_a_part_goes_into_its_row_and_column(table):
    parts = gp.split_sector(table, "1", ("glass", "rest"), 0.2, sales=[0.1, 0.3], purchases=[0.1, 0.5])
    assert parts.flows[0].tolist() == pytest.approx([1.5, 13.5, 150])
    assert parts.flows[:, 0].tolist() == pytest.approx([1.5, 13.5, 100])
    assert parts.final_demand[0, 0] == pytest.approx(200 - 165)
    assert parts.value_added[:, 0].sum() == pytest.approx(200 - 115)
    assert parts.names[0].zh == "1（glass）"


def test_unknown_employment_is_an_interval_and_never_zero(table):
    found = gp.employment_multipliers(table, [np.nan, 10])
    assert np.isnan(found.simple).all()
    assert np.isnan(found.type_1).all()
    assert found.low == pytest.approx(gp.employment_multipliers(table, [0, 10]).simple)
    assert np.isposinf(found.high).all()
    ends = gp.employment_multipliers(table, [5, 10], greatest=[np.nan, 10])
    assert np.isposinf(ends.high).all()


def test_an_unknown_sector_out_of_reach_leaves_the_others_known():
    apart = gp.input_output_table([[10.0, 0], [0, 20]], [100, 200])
    found = gp.employment_multipliers(apart, [np.nan, 40])
    assert np.isnan(found.simple[0])
    assert found.simple[1] == pytest.approx(0.2 / 0.9)
    assert (found.low[1], found.high[1]) == (found.simple[1], found.simple[1])


def test_unknown_value_added_has_no_floor_and_unknown_wages_have_one():
    table = gp.input_output_table(FLOWS, OUTPUT, value_added=[[300, np.nan], [350, 900]], labour_rows=(0,))
    assert np.isneginf(gp.value_added_multipliers(table).low).all()
    wages = gp.income_multipliers(table)
    assert np.isnan(wages.simple).all()
    assert wages.low == pytest.approx([0.3 * 1.25412541, 0.3 * 0.330033])


def test_unknown_households_leave_the_simple_multipliers(table):
    unsure = gp.input_output_table(
        FLOWS,
        OUTPUT,
        value_added=table.value_added,
        final_demand=[[np.nan, 1], [700, 1000]],
        labour_rows=(0,),
        household_columns=(0,),
    )
    found = gp.output_multipliers(unsure)
    assert found.simple == pytest.approx([1.51815, 1.45215], abs=1e-5)
    assert np.isnan(found.total).all()
    with pytest.raises(InputError, match="the consumption of households must be known; it is not for sector '1'"):
        gp.households(unsure)


def test_households_that_spend_more_than_wages_need_their_whole_income():
    table = gp.input_output_table(
        FLOWS,
        OUTPUT,
        value_added=[[30, 50], [620, 1350]],
        final_demand=[[350, 0], [1700, 0]],
        labour_rows=(0,),
        household_columns=(0,),
    )
    assert np.isnan(gp.output_multipliers(table).total).all()
    with pytest.raises(InputError, match="hand in a `closure` of their whole income"):
        gp.output_multipliers(table, closure=gp.households(table))
    assert np.isfinite(gp.output_multipliers(table, closure=gp.households(table, income=3000)).total).all()
    for wrong in ({"income": 0}, {"among": 1}):
        with pytest.raises(InputError, match="must"):
            gp.households(table, **wrong)


def test_unknown_final_use_hides_the_stage_of_those_who_sell_to_it():
    table = gp.input_output_table([[0, 10, 0], [0, 0, 5], [0, 0, 0]], [10, 30, 60], final_demand=[0, np.nan, 60])
    stages = gp.upstreamness(table)
    assert np.isnan(stages[:2]).all()
    assert stages[2] == 1


def test_a_sector_without_output_that_sells_is_refused_where_parts_of_output_are_asked():
    table = gp.input_output_table(
        [[10.0, 0], [4, 0]],
        [100, 0],
        final_demand=[90, 0],
        value_added=[86, 0],
        total_imports=[0, 4],
        export_columns=(),
    )
    assert gp.forward_linkages(table).linkage.tolist() == pytest.approx([1 / 0.9, 1])
    with pytest.raises(InputError, match="sector '2' has no output, yet sells to others"):
        gp.ghosh_inverse(gp.leontief_system(table, origin="total"))


def test_stages_need_a_use_that_is_left():
    table = gp.input_output_table(
        [[0.0, 10], [0, 0]],
        [4, 20],
        final_demand=[[-16, 10], [20, 0]],
        value_added=[4, 10],
        inventory_columns=(1,),
        export_columns=(),
    )
    with pytest.raises(InputError, match="sector '1' sells to sectors, but its use without what was left out is -6"):
        gp.upstreamness(table, inventories="alike")


def test_split_flows_without_split_final_demand_have_no_total():
    table = gp.input_output_table(FLOWS, OUTPUT, imports=np.eye(2))
    with pytest.raises(InputError, match="`imports_final` must be given"):
        gp.upstreamness(table, origin="total")


def test_two_units_are_not_compared(table):
    other = gp.input_output_table(FLOWS, OUTPUT, unit="EUR")
    with pytest.raises(InputError, match="must be in one unit; found 'CNY' and 'EUR'"):
        gp.structural_decomposition(table, other)
    closed = gp.input_output_table([[1.0]], [1], final_demand=[0], value_added=[0])
    with pytest.raises(InputError, match="spectral radius below 1"):
        gp.structural_decomposition(closed, closed)


def test_names_of_merged_sectors():
    names = (Text("hard coal", "煤"), Text("glass", "玻璃"), Text("bottles", "瓶"))
    table = gp.input_output_table(np.ones((3, 3)), [9, 9, 9], sectors=["1", "2", "3"], names=names)
    merged = gp.aggregate_sectors(table, {"2": ["2", "3"], "coal": ["1"]})
    assert (merged.sectors, [name.zh for name in merged.names]) == (("coal", "2"), ["煤", "玻璃"])
    named = gp.aggregate_sectors(table, {"all": table.sectors}, names={"all": Text("all", "全部")})
    assert named.names[0].zh == "全部"
    assert gp.aggregate_sectors(table, {"all": table.sectors}).names[0].en == "all"


def test_splitting_keeps_what_is_unknown_unknown():
    table = gp.input_output_table(FLOWS, OUTPUT, value_added=[[np.nan, 500], [350, 900]])
    parts = gp.split_sector(table, "1", ("a", "b"), 0.2, purchases=[0.1, 0.1])
    assert np.isnan(parts.value_added[0, :2]).all()
    assert parts.value_added[1].tolist() == [70, 280, 900]


def test_an_economy_that_does_nothing_has_no_change_to_explain():
    nothing = gp.input_output_table(np.zeros((2, 2)), [0, 0])
    with pytest.raises(InputError, match="the final demand of `first` must be above 0 in sum; found 0"):
        gp.structural_decomposition(nothing, nothing)


def test_eigenvectors_of_negative_coefficients_are_refused():
    with pytest.raises(InputError, match="needs coefficients that are not negative; use 'total'"):
        gp.backward_linkages([[0.1, -0.1], [0.2, 0.1]], method="eigenvector")


def test_an_iteration_that_does_not_converge_gives_way_to_all_eigenvalues(monkeypatch, rng):
    def never(*args, **options):
        raise ArpackNoConvergence("no", np.zeros(0), np.zeros((0, 0)))

    A = rng.random((210, 210)) / 120
    quick = gp.backward_linkages(A, method="eigenvector").linkage
    monkeypatch.setattr("growthpole.measures.flows.spectral.eigs", never)
    assert gp.backward_linkages(A, method="eigenvector").linkage == pytest.approx(quick, rel=1e-9)


def test_import_shares_as_the_table_splits_them():
    table = gp.input_output_table(FLOWS, OUTPUT, imports=[[65, 0], [100, 0]], imports_final=[[1], [2]])
    assert table.import_shares.tolist() == pytest.approx([65 / 715, 100 / 400])
    assert table.total_final_demand.ravel().tolist() == [351, 1702]
    assert gp.input_output_table(FLOWS, OUTPUT).import_shares.tolist() == [0, 0]
    assert gp.input_output_table(FLOWS, OUTPUT, names=[Text("a"), Text("b")]).names == (Text("a"), Text("b"))
