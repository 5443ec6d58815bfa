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


PRINTED = """单位：万元,,,,,,,,,
,代码,01,02,中间使用合计,最终消费,出口,最终使用合计,进口,总产出
,名称,煤炭,钢铁,中间使用合计,最终消费,出口,最终使用合计,进口,总产出
煤炭,01,10,30,40,50,20,70,10,100
钢铁,02,20,40,60,100,60,160,20,200
中间投入合计,TII,30,70,100,,,,,
劳动者报酬,VA001,50,80,130,,,,,
营业盈余,VA004,20,50,70,,,,,
总投入,TI,100,200,300,,,,,
"""
WORDS = [
    "",
    "-1",
    "abc",
    "1e400",
    "nan",
    "合计",
    "TIU",
    "进口",
    "0",
    "1,5",
    "１２",
    "单位：亿元",
    "Imports",
    "总产出",
    "TII",
    "01",
]


@given(st.data())
def test_a_damaged_file_is_refused_in_words_or_read_as_what_it_was(data):
    rows = [line.split(",") for line in PRINTED.splitlines()]
    for _ in range(data.draw(st.integers(1, 4))):
        row = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.integers(0, 9))
        match data.draw(st.sampled_from(["cell", "row", "column", "twice", "short", "long", "order"])):
            case "cell":
                rows[row] = [*rows[row][:column], data.draw(st.sampled_from(WORDS)), *rows[row][column + 1 :]]
            case "row" if len(rows) > 1:
                del rows[row]
            case "column":
                rows = [[*one[:column], *one[column + 1 :]] for one in rows]
            case "twice":
                rows.insert(row, rows[data.draw(st.integers(0, len(rows) - 1))])
            case "short":
                rows[row] = rows[row][:column]
            case "long":
                rows[row] = [*rows[row], "9"]
            case _:
                rows = data.draw(st.permutations(rows))
    with TemporaryDirectory() as folder:
        path = written(Path(folder, "table.csv"), rows)
        problems, table = (), None
        try:
            table = read_input_output(path, empty=data.draw(st.sampled_from(["error", "zero"])))
        except EvidenceError as error:
            problems = error.problems
    if table is None:
        assert problems
        assert all(one.file == "table.csv" and one.found and one.must and one.do for one in problems)
        return
    # What still holds after the damage holds the figures that it held: in 万元, or in 亿元 where that was written.
    assert table.flows.shape == (2, 2)
    assert any(np.allclose(table.flows / unit, [[10, 30], [20, 40]]) for unit in (1e4, 1e8))
