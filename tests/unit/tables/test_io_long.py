"""Tables of regions with one flow a row: both languages, every kind of file, every fault at its row."""

from __future__ import annotations

import random

import numpy as np
import openpyxl
import polars as pl
import pytest

from growthpole.errors import EvidenceError, ShapeError
from growthpole.measures.flows.multiregion import MultiRegionTable
from growthpole.tables.input_output_regions import read_multi_region

HEAD = ("from region", "from sector", "to region", "to sector", "value", "unit")
PLACES = [("north", "coal"), ("north", "steel"), ("south", "coal"), ("south", "steel")]
FLOWS = [[10, 20, 0, 5], [5, 10, 5, 0], [0, 5, 10, 10], [0, 0, 5, 20]]
HOUSEHOLDS = [[50, 10], [70, 2], [5, 60], [5, 60]]
EXPORTS = [5, 8, 10, 10]


def rows() -> list[tuple[str, ...]]:
    """Flows, final demand of either region, exports, output and value added, in mn CNY."""
    found: list[tuple[object, ...]] = []
    for place, (seller, uses, homes, abroad) in enumerate(zip(PLACES, FLOWS, HOUSEHOLDS, EXPORTS, strict=True)):
        output = sum(uses) + sum(homes) + abroad
        found += [(*seller, *buyer, flow) for buyer, flow in zip(PLACES, uses, strict=True)]
        found += [(*seller, region, "households", flow) for region, flow in zip(("north", "south"), homes, strict=True)]
        found += [(*seller, "", "exports", abroad), (*seller, "", "total output", output)]
        found += [("", "value added", *seller, output - sum(row[place] for row in FLOWS))]
    return [tuple(map(str, (*row, "mn CNY"))) for row in found]


def written(path, lines, head=HEAD):
    path.write_text("\n".join(",".join(line) for line in [head, *lines]) + "\n", encoding="utf-8")
    return path


def faults(path, **options) -> list[tuple[str, int | None]]:
    with pytest.raises(EvidenceError) as caught:
        read_multi_region(path, **options)
    return [(one.code, one.row) for one in caught.value.problems]


def test_flows_row_by_row(tmp_path):
    found = read_multi_region(written(tmp_path / "long.csv", rows()))
    assert found.table.sectors == ("north:coal", "north:steel", "south:coal", "south:steel")
    np.testing.assert_array_equal(found.table.flows, 1e6 * np.array(FLOWS))
    assert [str(name) for name in found.table.final_names] == ["exports", "north:households", "south:households"]
    assert found.final_regions == ("", "north", "south")
    assert (found.table.household_columns, found.table.export_columns) == ((1, 2), (0,))
    np.testing.assert_array_equal(found.table.output, 1e6 * np.array([100, 100, 100, 100]))
    assert found.table.value_added.sum() == 1e6 * (400 - np.sum(FLOWS))


def test_neither_the_order_of_rows_nor_the_kind_of_file_matters(tmp_path):
    lines = rows()
    first = read_multi_region(written(tmp_path / "long.csv", lines)).table
    random.Random(1).shuffle(lines)
    files = [written(tmp_path / "shuffled.csv", lines), tmp_path / "long.parquet", tmp_path / "long.xlsx"]
    frame = pl.DataFrame(lines, schema=HEAD, orient="row").with_columns(pl.col("value").cast(pl.Float64))
    frame.write_parquet(files[1])
    book = openpyxl.Workbook()
    for line in [HEAD, *frame.iter_rows()]:
        book.active.append(line)
    book.save(files[2])
    for file in files:
        table = read_multi_region(file).table
        assert (table.sectors, table.final_names) == (first.sectors, first.final_names)
        for part in ("flows", "final_demand", "value_added", "output"):
            np.testing.assert_array_equal(getattr(table, part), getattr(first, part))


def test_chinese_headings_with_the_unit_in_one_and_output_by_the_buyer(tmp_path):
    words = {"households": "居民消费", "exports": "出口", "value added": "劳动者报酬", "north": "北部", "south": "南部"}
    lines = []
    for line in rows():
        seller, buyer = line[:2], line[2:4]
        if buyer[1] == "total output":
            seller, buyer = ("", "总投入"), seller
        lines.append((*(words.get(cell, cell) for cell in (*seller, *buyer)), line[4]))
    head = ("来源地区", "来源部门", "使用地区", "使用部门", "金额（亿元）")
    found = read_multi_region(written(tmp_path / "长表.csv", lines, head))
    assert found.region_names == ("北部", "南部")
    np.testing.assert_array_equal(found.table.output, [1e10] * 4)
    assert found.table.labour_rows == (0,)
    assert found.final_regions == ("", "北部", "南部")


def test_every_fault_at_its_row_at_once(tmp_path):
    lines = rows()
    lines[1] = (*lines[1][:4], "30", "mn CNY")  # north coal to steel: the row and the column no longer add up
    lines[9] = (*lines[9][:5], "万元")
    lines[11] = (*lines[11][:4], "five", "mn CNY")
    lines[16] = (*lines[16][:4], "-100", "mn CNY")  # output of north steel
    lines[20] = ("south", "caol", *lines[20][2:])
    lines[29] = ("", *lines[29][1:])
    lines.append(lines[0])
    lines.append(("north", "", "north", "coal", "1", "mn CNY"))
    path = written(tmp_path / "long.csv", lines)
    found = faults(path)
    assert {
        ("units-mixed", 11), ("no-figure", 13), ("does-not-add-up", 9), ("output-negative", 18), ("sector-unknown", 22),
        ("region-missing", 31), ("flow-twice", 38), ("name-missing", 39), ("block-unknown", None),
    } <= set(found)  # fmt: skip
    with pytest.raises(EvidenceError, match=r"row 22, column B from sector: found 'caol'.*Write 'coal'") as caught:
        read_multi_region(path)
    told = str(caught.value)
    assert "(first in row 2)" in told
    assert "2 of the 4 flows from south to south, first from south:coal to south:coal" in told
    assert "column E value: found 'five'" in told


def test_a_block_that_no_row_tells_is_unknown_unless_the_office_says_zero(tmp_path):
    path = written(tmp_path / "long.csv", [line for line in rows() if (line[0], line[2]) != ("south", "north")])
    with pytest.raises(EvidenceError) as caught:
        read_multi_region(path)
    told = [one.found for one in caught.value.problems if one.code == "block-unknown"]
    assert told == [
        "no row for 4 of the 4 flows from south to north, first from south:coal to north:coal",
        "no row for 2 of the 4 flows from all sectors to north:households, first from south:coal to north:households",
    ]
    # With zeros in their place the table no longer adds up, and that is told.
    assert {code for code, _ in faults(path, empty="zero")} == {"does-not-add-up"}
    zeros = [line for line in rows() if line[4] != "0"]
    found = read_multi_region(written(path, zeros), empty="zero")
    np.testing.assert_array_equal(found.table.flows, 1e6 * np.array(FLOWS))


def test_what_is_missing_altogether(tmp_path):
    path = tmp_path / "long.csv"
    assert faults(written(path, [line for line in rows() if line[3] in ("coal", "steel")])) == [("final-missing", None)]
    assert faults(written(path, [("a", "x", "b", "y", "1", "mn CNY")])) == [("regions-not-found", None)]
    assert faults(written(path, [line[:5] for line in rows()], HEAD[:5])) == [("unit-missing", None)]
    assert faults(written(path, rows()), unit="亿元") == [("units-mixed", 2)]
    path.with_suffix(".parquet").write_bytes(b"PAR1 and then nothing")
    assert faults(path.with_suffix(".parquet")) == [("file-broken", None)]


def test_exports_and_columns_without_a_region_are_nobodys_final_demand(tmp_path):
    lines = [(*line[:2], "", *line[3:]) if line[3] == "households" and line[2] == "south" else line for line in rows()]
    assert read_multi_region(written(tmp_path / "long.csv", lines)).final_regions is None
    table = read_multi_region(written(tmp_path / "long.csv", rows()))
    with pytest.raises(ShapeError, match="all 3 columns of final demand; found 1"):
        MultiRegionTable(table.table, table.regions, table.sectors, ["north"])


def test_totals_among_the_rows_are_added_up_and_left_out(tmp_path):
    lines = rows()
    for place, (seller, uses, homes, abroad) in enumerate(zip(PLACES, FLOWS, HOUSEHOLDS, EXPORTS, strict=True)):
        bought = sum(row[place] for row in FLOWS)
        totals = [
            (*seller, "", "total intermediate use", sum(uses)),
            (*seller, "", "total final use", sum(homes) + abroad),
            ("", "wages", *seller, 40),
            ("", "operating surplus", *seller, 60 - bought),
            ("", "total intermediate inputs", *seller, bought),
        ]
        lines += [tuple(map(str, (*one, "mn CNY"))) for one in totals]
    table = read_multi_region(written(tmp_path / "long.csv", lines)).table
    assert [name.en for name in table.value_added_names] == ["operating surplus", "wages"]
    assert len(table.final_names) == 3
    at = lines.index(("south", "coal", "", "total final use", "75", "mn CNY"))
    lines[at] = (*lines[at][:4], "95", "mn CNY")
    assert faults(written(tmp_path / "long.csv", lines)) == [("does-not-add-up", at + 2)]


def test_names_are_ordered_by_number_and_one_nearly_right_is_told(tmp_path):
    names = {"coal": "sector 10", "steel": "sector 9"}
    lines = [tuple(names.get(cell, cell) for cell in line) for line in rows()]
    assert read_multi_region(written(tmp_path / "long.csv", lines)).sector_names == ("sector 9", "sector 10")
    lines = rows()
    lines[3] = ("nroth", *lines[3][1:])
    assert faults(written(tmp_path / "long.csv", lines)) == [("block-unknown", None), ("region-unknown", 5)]
    # What comes from outside all regions is an input beside value added, and no part of it.
    lines = [*rows(), *(("Chile", "coal", *place, "0", "mn CNY") for place in PLACES)]
    table = read_multi_region(written(tmp_path / "long.csv", lines)).table
    assert [str(name) for name in table.value_added_names] == ["Chile:coal", "value added"]
