"""A table that cannot be right says so, every fault with the codes of its cell."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import growthpole as gp
from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.model.text import Text

FLOWS, OUTPUT = [[150.0, 500.0], [200.0, 100.0]], [1000.0, 2000.0]


def refused(**changes):
    given = {"flows": FLOWS, "output": OUTPUT, "sectors": ["01", "02"]} | changes
    with pytest.raises(gp.TableError) as caught:
        gp.input_output_table(**given)
    return caught.value


def test_a_row_that_does_not_balance():
    error = refused(final_demand=[350, 1710])
    assert str(error) == (
        "the input-output table has 1 fault:\n"
        "  `flows`['02', :]: found intermediate sales plus final demand of 2010; must be its output, 2000, within "
        "0.0001 of it or of the average sector's. Correct the cell that is wrong, or balance the table."
    )
    [fault] = error.faults
    assert (fault.code, fault.row, fault.column) == ("balance", "02", None)


def test_a_column_that_does_not_balance():
    [fault] = refused(value_added=[650, 1300]).faults
    assert (fault.place, fault.found) == ("`flows`[:, '02']", "inputs plus value added of 1900")


def test_imports_are_taken_off_rows_only_where_the_table_does_not_split_them():
    [fault] = refused(final_demand=[350, 1700], total_imports=[0, 60]).faults
    assert fault.found == "intermediate sales plus final demand less imports of 1940"
    split = gp.input_output_table(
        FLOWS, OUTPUT, final_demand=[350, 1700], imports=np.eye(2) * 50, total_imports=[50, 90], value_added=[600, 1350]
    )
    assert split.total_flows.tolist() == [[200, 500], [200, 150]]


def test_all_faults_at_once_with_their_cells():
    error = refused(
        flows=[[150, np.nan], [np.inf, 100]], output=[1000, np.nan], final_demand=[350, 1700], value_added=[1, 1]
    )
    assert [(fault.code, fault.part, fault.row, fault.column) for fault in error.faults] == [
        ("unknown", "flows", "01", "02"),
        ("unknown", "flows", "02", "01"),
        ("unknown", "output", "02", None),
    ]
    assert "`flows`['01', '02']: found nan; must be a known number. Estimate it, or merge the sector." in str(error)


def test_negative_output_and_imports():
    error = refused(output=[1000, -5], total_imports=[-1, 0], final_demand=[350, 1700], value_added=[1, 1])
    assert [str(fault) for fault in error.faults] == [
        "`output`['02', :]: found -5; must be at least 0. Correct it.",
        "`total_imports`['01', :]: found -1; must be at least 0. Write imports as positive amounts.",
    ]


def test_a_sector_without_output_has_no_inputs():
    error = refused(output=[650, 0], final_demand=[0, -300], value_added=[300, -600])
    assert [fault.place for fault in error.faults if fault.code == "no-output"] == [
        "`flows`['01', '02']",
        "`flows`['02', '02']",
    ]
    assert error.faults[0].must == "0, as sector '02' has no output"


def test_shapes_and_names():
    error = refused(sectors=["01", "01"], names=(Text("one"),), imports=[[1.0]], export_columns=(3,))
    assert [(fault.code, fault.part) for fault in error.faults] == [
        ("shape", "imports"),
        ("shape", "names"),
        ("name", "sectors"),
        ("shape", "export_columns"),
    ]
    assert error.faults[0].found == "shape (1, 1)"
    with pytest.raises(ShapeError, match=r"`flows` must be a square matrix .* found \(1, 2\) and \(2,\)"):
        gp.input_output_table([[1, 2]], [1, 2])
    with pytest.raises(InputError, match="`flows` must hold numbers"):
        gp.input_output_table([["a", 2], [1, 2]], [1, 2])
    with pytest.raises(InputError, match="`tolerance` must be at least 0; found nan"):
        gp.input_output_table(FLOWS, OUTPUT, tolerance=np.nan)
    empty = np.zeros((0, 0))
    with pytest.raises(gp.TableError, match="at least one sector"):
        gp.input_output_table(empty, np.zeros(0))


def test_the_tolerance_is_stated_and_small_sectors_are_measured_by_the_average():
    assert gp.input_output_table(FLOWS, OUTPUT, final_demand=[350.14, 1700]).tolerance == 1e-4
    with pytest.raises(gp.TableError):
        gp.input_output_table(FLOWS, OUTPUT, final_demand=[350.16, 1700])
    gp.input_output_table(FLOWS, OUTPUT, final_demand=[360, 1700], tolerance=0.01)


def test_unknown_final_demand_and_value_added_are_not_asked_to_balance():
    table = gp.input_output_table(
        FLOWS, OUTPUT, final_demand=[[np.nan, 1], [1700, 0]], value_added=[[650, np.nan], [0, 3]]
    )
    assert np.isnan(table.final_demand[0, 0])
    assert gp.output_multipliers(table).simple == pytest.approx([1.51815, 1.45215], abs=1e-5)


def test_a_side_nobody_handed_in_is_not_asked_to_balance():
    table = gp.input_output_table(FLOWS, OUTPUT, value_added=np.zeros((0, 2)), final_demand=np.zeros((2, 0)))
    assert table.value_added.shape == (0, 2)


def test_the_table_does_not_change_under_its_reader():
    table = gp.input_output_table(FLOWS, OUTPUT)
    with pytest.raises(ValueError, match="read-only"):
        table.flows[0, 0] = 1


def test_a_thousand_faults_are_counted_and_twenty_shown():
    error = refused(flows=np.full((40, 40), np.nan), output=np.ones(40), sectors=[f"s{k}" for k in range(40)])
    assert str(error).startswith("the input-output table has 1600 faults:")
    assert str(error).endswith("... and 1580 more")
    assert pickle.loads(pickle.dumps(error)).faults == error.faults


def test_imports_cannot_be_shared_out_before_exports_are_named():
    table = gp.input_output_table(FLOWS, OUTPUT, total_imports=[10, 20])
    with pytest.raises(InputError, match=r"`export_columns` must say .* The columns are final demand\."):
        gp.backward_linkages(table)


def test_a_code_that_does_not_exist():
    with pytest.raises(NameUnknownError, match="no sector '1'"):
        gp.input_output_table(FLOWS, OUTPUT, sectors=["01", "02"]).place("1")
