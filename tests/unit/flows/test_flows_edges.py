"""Where measures of flows meet their limits: no way out, nothing there, far apart, open ends."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.errors import InputError
from growthpole.measures.flows.balancing import gras
from growthpole.measures.flows.extraction import hypothetical_extraction
from growthpole.measures.flows.gravity import gravity_table
from growthpole.measures.flows.regional import regional_coefficients_interval
from growthpole.measures.flows.table import input_output_table
from growthpole.measures.flows.upstreamness import upstreamness
from growthpole.worlds.national_sectors import national_sectors


def test_a_balanced_matrix_never_turns_a_sign() -> None:
    # Row 1 comes to 0, so column 2 keeps its negative cell alone, yet is to come to 1.
    with pytest.raises(InputError, match="no matrix with these zeros and signs"):
        gras([[1, 2], [3, -1]], [0, 4], [3, 1])


def test_a_sum_far_below_zero_keeps_its_digits() -> None:
    wanted = np.array([-1e4, 1e4])
    found = gras([[1e-9, -1.0], [1.0, 1.0]], wanted, [0.5, -0.5])
    assert found.converged
    assert (np.sign(found.matrix) == [[1, -1], [1, 1]]).all()
    np.testing.assert_allclose(found.matrix.sum(axis=1), wanted, rtol=1e-8)
    np.testing.assert_allclose(found.matrix.sum(axis=0), [0.5, -0.5], atol=1e-4)


@pytest.mark.parametrize("flows", [[[10.0]], [[0.0, 10.0], [10.0, 0.0]]])
def test_a_product_without_final_use_has_no_stage(flows: list[list[float]]) -> None:
    with pytest.raises(InputError, match="come to final use"):
        upstreamness(input_output_table(flows, [10.0] * len(flows)))


def test_an_economy_without_output_loses_an_unknown_share() -> None:
    assert np.isnan(hypothetical_extraction(input_output_table([[0]], [0])).share).all()


def test_an_unknown_value_added_matters_only_where_output_falls() -> None:
    apart = input_output_table([[1, 0], [0, 1]], [3, 3], value_added=[[2, np.nan]])
    np.testing.assert_array_equal(hypothetical_extraction(apart).value_added, [2.0, np.nan])


def test_makers_far_from_every_buyer_still_sell() -> None:
    # Region b makes sector 2 from sector 1, which a alone makes, a thousand decay lengths away.
    found = gravity_table([[0.0, 0.3], [0.0, 0.0]], [[100, 0], [0, 50]], [[0, 1000], [1000, 0]], decay=1.0)
    assert found.block("1", "2")[0, 1] == pytest.approx(15.0)


def test_aflq_leaves_the_upper_end_open_where_it_has_none() -> None:
    table, n = input_output_table(np.full((10, 10), 8.0), [100.0] * 10), np.ones(10)
    found = regional_coefficients_interval(table, (0 * n, 10 * n, 100 * n), 1e4 * n, "AFLQ", total=100, delta=0.0)
    assert np.isposinf(found.multipliers_high).all()
    assert (found.multipliers_low <= found.multipliers).all()
    assert np.isfinite(found.multipliers).all()


def test_lacquerware_stands_where_the_classification_has_it() -> None:
    note = national_sectors().filter(sector="039")["note"].item()
    assert "C2433" in note
