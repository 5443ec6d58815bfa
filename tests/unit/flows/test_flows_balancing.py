"""RAS and GRAS: what they report, what they refuse, and that the refusal names the rows and columns."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.balancing import BalanceWarning, gras, ras


def test_report_of_the_way_there():
    found = ras([[1.0, 2.0], [3.0, 4.0]], [5.0, 5.0], [4.0, 6.0])
    assert found.converged
    assert found.rounds == len(found.history) > 1
    assert found.history[-1] <= 1e-9 * 6
    assert (np.diff(found.history) < 0).all()
    np.testing.assert_allclose(found.row_factors[:, None] * [[1, 2], [3, 4]] * found.column_factors, found.matrix)
    np.testing.assert_allclose(found.row_gaps, 0, atol=1e-8)
    np.testing.assert_allclose(found.column_gaps, 0, atol=1e-12)


def test_rows_and_columns_of_zeros_stay_so():
    found = ras([[1.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 2.0]], [3.0, 0.0, 3.0], [2.0, 0.0, 4.0])
    assert not found.matrix[1].any()
    assert not found.matrix[:, 1].any()


def test_sums_that_zeros_forbid_are_told_with_names():
    with pytest.raises(InputError) as caught:
        ras(
            [[1, 1, 0], [1, 1, 0], [0, 0, 1]], [2, 2, 1], [1, 1, 3],
            names=(["coal", "coke", "steel"], ["power", "homes", "cars"]),
        )  # fmt: skip
    told = str(caught.value)
    assert "rows coal, coke (4 together) are too high while the sums of columns power, homes (2 together)" in told
    assert "by 2." in told


def test_sums_that_signs_forbid_are_told():
    with pytest.raises(InputError, match=r"for row 2 \(-1\)"):
        gras([[1, -1], [1, 1]], [1, -1], [-2, 2])
    with pytest.raises(InputError, match="rows 1, 2"):
        gras([[1, -1, 0], [1, -1, 0], [0, 0, 1]], [2, 2, 1], [1, -1, 5])
    with pytest.raises(InputError, match=r"for row 1 \(4\)"):
        ras([[0, 0], [1, 1]], [4, 1], [2, 3])


def test_sums_that_need_a_cell_at_zero_are_reached_ever_more_slowly():
    with pytest.warns(BalanceWarning, match="some cells at zero"):
        found = ras([[1, 1], [1, 0]], [1, 1], [1, 1], rounds=200)
    assert not found.converged
    assert found.rounds == 200
    assert found.matrix[0, 0] < 0.01


@pytest.mark.parametrize(
    ("matrix", "rows", "columns", "told"),
    [
        ([[1, 1]], [2], [1, 2], "add up to 2 and 3"),
        ([[1, -1]], [2], [1, 1], "row 1, column 2 is -1"),
        ([[1, np.nan]], [2], [1, 1], "`matrix` must hold known numbers; number 1, 2"),
        ([[1, 1]], [np.inf], [1, 1], "`row_sums` must hold known"),
    ],
)
def test_refusals(matrix, rows, columns, told):
    with pytest.raises(InputError, match=told):
        ras(matrix, rows, columns)


def test_shapes():
    with pytest.raises(ShapeError, match="as long as the sides"):
        ras([[1, 1]], [1, 1], [1, 1])


def test_a_row_with_negative_cells_only():
    found = gras([[-2.0, -1.0], [5.0, 4.0]], [-6.0, 10.0], [2.0, 2.0])
    np.testing.assert_allclose(found.matrix.sum(axis=1), [-6, 10])
    np.testing.assert_allclose(found.matrix.sum(axis=0), [2, 2], atol=1e-8)
    assert (found.matrix[0] < 0).all()
