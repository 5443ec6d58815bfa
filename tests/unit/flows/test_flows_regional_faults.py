"""What quotients, regional tables, accuracy and multi-region tables refuse, and in which words."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.measures.flows.accuracy import compare_methods, estimation_accuracy
from growthpole.measures.flows.gravity import gravity_table
from growthpole.measures.flows.multiregion import MultiRegionTable
from growthpole.measures.flows.quotients import supply_quotients, supply_quotients_interval, supply_shares
from growthpole.measures.flows.regional import regional_coefficients, regional_coefficients_interval
from growthpole.measures.flows.table import input_output_table

NATION = input_output_table([[150, 500], [200, 100]], [1000, 2000])


@pytest.mark.parametrize(
    ("region", "nation", "options", "told"),
    [
        ([1, np.nan], [2, 2], {}, "`region` must be known and at least 0 in every industry; number 2 is nan"),
        ([1, -1], [2, 2], {}, "number 2 is -1"),
        ([1, 1], [2, 0], {}, "`nation` must be known and positive in every industry; number 2 is 0"),
        ([0, 0], [2, 2], {}, "must have some employment"),
        ([1, 1], [2, 2], {"method": "LQ"}, "`method` must be one of SLQ, CILQ"),
        ([1, 1], [2, 2], {"delta": 1.0}, r"`delta` must be in \[0, 1\)"),
        ([1, 1], [2, 2], {"alpha": -1.0}, "at least 0"),
    ],
)
def test_quotients_refuse(region, nation, options, told):
    with pytest.raises(InputError, match=told):
        supply_quotients(region, nation, **options)


def test_shapes_must_fit():
    with pytest.raises(ShapeError, match="equally long"):
        supply_quotients([1, 2], [1, 2, 3])
    with pytest.raises(ShapeError, match="each of the 2 sectors"):
        regional_coefficients(NATION, [1, 2, 3], [1, 2, 3])
    with pytest.raises(ShapeError, match="must be equally long"):
        supply_quotients_interval([1, 2], [1], [2, 3], [9, 9], total=4)
    with pytest.raises(ShapeError, match="one shape"):
        estimation_accuracy([1, 2], [1, 2, 3])
    with pytest.raises(ShapeError, match="regions x"):
        gravity_table([[0.1]], [[1, 2]], [[0]], decay=1)
    with pytest.raises(ShapeError, match="name all 2 rows"):
        MultiRegionTable(NATION, ["a"], ["1", "2"])


@pytest.mark.parametrize(
    ("low", "central", "high", "total", "told"),
    [
        ([2, 1], [1, 1], [3, 3], 4, "number 1 is 2, 1, 3"),
        ([0, 0], [1, 1], [1, 1], 9, "between the sums"),
        ([5, 5], [5, 5], [5, 5], 4, "between the sums"),
    ],
)
def test_intervals_must_be_intervals_and_hold_the_total(low, central, high, total, told):
    with pytest.raises(InputError, match=told):
        supply_quotients_interval(low, central, high, [9, 9], "SLQ", total=total)


def test_a_region_whose_central_figures_are_unknown_keeps_its_ends():
    unknown = [np.nan, np.nan]
    found = regional_coefficients_interval(NATION, ([0, 0], unknown, [5, 5]), [10, 10], "FLQ", total=5)
    assert np.isnan(found.multipliers).all()
    assert np.isfinite(found.multipliers_low).all()
    assert (found.multipliers_low <= found.multipliers_high).all()


def test_what_a_region_does_not_make_it_does_not_supply():
    shares = supply_shares([0, 5, 5], [10, 10, 10], "FLQ")
    assert not shares[0].any()
    for method in ("SLQ", "CILQ", "RLQ", "FLQ", "AFLQ", "2D-LQ"):
        assert not supply_shares([0, 5, 5], [10, 10, 10], method)[0].any()
    # A buyer that is not there yet could take all that there is.
    assert supply_shares([0, 5, 5], [10, 10, 10], "CILQ")[1, 0] == 1.0


def test_accuracy_refuses():
    for guess, true, weights, told in (
        ([1, np.nan], [1, 2], None, "known numbers"),
        ([1, 2], [1, 2], [0, 0], "not all 0"),
        ([1, 2], [1, 2], [-1, 2], "at least 0"),
        ([1, 2], [0, 0], None, "other than zeros"),
    ):
        with pytest.raises(InputError, match=told):
            estimation_accuracy(guess, true, weights=weights)
    with pytest.raises(InputError, match="`method`"):
        compare_methods(NATION.coefficients, NATION.coefficients, [1, 1], [2, 2], methods=["LQ"])


def test_regions_of_a_table_must_have_the_same_sectors_side_by_side():
    flows = np.ones((4, 4))
    table = input_output_table(flows, [10] * 4)
    for regions, sectors, told in (
        (["a", "a", "b", "b"], ["1", "2", "2", "1"], "rows 3 to 4 do not"),
        (["a", "b", "a", "b"], ["1", "1", "2", "2"], "rows 1 to 2 do not"),
        (["a", "a", "b", "b"], ["1", "2", "3", "3"], "do not divide"),
        (["a", "a", "a", "a"], ["1", "2", "1", "2"], "one comes twice"),
    ):
        with pytest.raises(InputError, match=told):
            MultiRegionTable(table, regions, sectors)
    good = MultiRegionTable(table, ["a", "a", "b", "b"], ["1", "2", "1", "2"])
    with pytest.raises(NameUnknownError, match="no region of the table 'c'"):
        good.block("a", "c")


def test_gravity_refuses():
    with pytest.raises(InputError, match="`distances` must be known"):
        gravity_table([[0.1]], [[1], [2]], [[0, np.nan], [1, 0]], decay=1)
    with pytest.raises(InputError, match="`decay`"):
        gravity_table([[0.1]], [[1], [2]], [[0, 1], [1, 0]], decay=-1)
    table = gravity_table([[0.1, 0.1], [0.1, 0.1]], [[0, 1], [0, 2]], [[0, 1], [1, 0]], decay=1)
    assert not table.block("1", "2")[0].any()
