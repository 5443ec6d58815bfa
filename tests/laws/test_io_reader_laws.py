"""Whatever a table holds: written to a file with its totals and read again it is the same."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole.errors import EvidenceError
from growthpole.tables.input_output import read_input_output

amounts = st.integers(0, 1000).map(float)
blocks = st.integers(2, 5).flatmap(
    lambda n: st.tuples(
        arrays(float, (n, n), elements=amounts),
        arrays(float, (n, 2), elements=amounts),
        arrays(float, (1, n), elements=st.integers(1, 500).map(float)),
    )
)


def lines_of(flows, final, added, order):
    """A table as an office would print it; imports are what balances it."""
    n = len(flows)
    output = flows.sum(axis=0) + added.sum(axis=0)
    imports = flows.sum(axis=1) + final.sum(axis=1) - output
    codes = [f"S{place + 1:02d}" for place in range(n)]
    yield ["Unit: 10000 yuan", *[""] * (n + 5)]
    yield ["code", *codes, "TIU", "consumption", "exports", "TFU", "IM", "GO"]
    for place in order:
        row = flows[place]
        yield [codes[place], *row, row.sum(), *final[place], final[place].sum(), imports[place], output[place]]
    yield ["TII", *flows.sum(axis=0), flows.sum(), *[""] * 5]
    yield ["wages", *added[0], added.sum(), *[""] * 5]
    yield ["TI", *output, output.sum(), *[""] * 5]


def written(path: Path, lines) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


@given(blocks, st.randoms(use_true_random=False))
def test_a_table_written_and_read_is_the_same(block, random):
    flows, final, added = block
    order = list(range(len(flows)))
    random.shuffle(order)
    imports = flows.sum(axis=1) + final.sum(axis=1) - flows.sum(axis=0) - added.sum(axis=0)
    with TemporaryDirectory() as folder:
        path = written(Path(folder, "table.csv"), lines_of(flows, final, added, order))
        if (imports < 0).any():
            # What balances such a table is no imports: it is refused and says where.
            with pytest.raises(EvidenceError) as caught:
                read_input_output(path)
            assert {one.code for one in caught.value.problems} == {"imports-negative"}
            assert len(caught.value.problems) == (imports < 0).sum()
            return
        table = read_input_output(path)
    np.testing.assert_array_equal(table.flows, flows * 10_000)
    np.testing.assert_array_equal(table.final_demand, final * 10_000)
    np.testing.assert_array_equal(table.value_added, added * 10_000)
    np.testing.assert_array_equal(table.total_imports, imports * 10_000)


@given(blocks, st.data())
def test_a_figure_changed_by_more_than_rounding_never_passes(block, data):
    flows, final, added = block
    lines = list(lines_of(flows, final, added, range(len(flows))))
    row = data.draw(st.integers(2, 1 + len(flows)))
    column = data.draw(st.integers(1, len(flows)))
    lines[row][column] += 1000.0
    with TemporaryDirectory() as folder, pytest.raises(EvidenceError) as caught:
        read_input_output(written(Path(folder, "table.csv"), lines))
    code = f"S{row - 1:02d}"
    told = [f"{one.row} {one.column} {one.found}" for one in caught.value.problems]
    assert any(str(row + 1) in one or code in one for one in told)
