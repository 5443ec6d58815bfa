"""Input-output files in the layouts that offices print, and every fault with the cell it stands in."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from growthpole.errors import EvidenceError, InputError, Problem
from growthpole.model.text import Text
from growthpole.tables.input_output import read_input_output
from growthpole.tables.input_output_regions import read_multi_region

CHINESE = """2020年投入产出表,,,,,,,,,
单位：万元,,,,,,,,,
,代码,01,02,中间使用合计,最终消费,出口,最终使用合计,进口,总产出
,名称,煤炭,钢铁,中间使用合计,最终消费,出口,最终使用合计,进口,总产出
煤炭,01,10,30,40,50,20,70,10,100
钢铁,02,20,40,60,100,60,160,20,200
中间投入合计,TII,30,70,100,,,,,
劳动者报酬,VA001,50,80,130,,,,,
营业盈余,VA004,20,50,70,,,,,
增加值合计,TVA,70,130,200,,,,,
总投入,TI,100,200,300,,,,,
注：本表为例,,,,,,,,,
"""
SPLIT = """code,name,origin,a,b,TIU,consumption,exports,TFU,GO
a,Coal,Domestic,10,30,40,25,10,35,75
b,Steel,Domestic,20,40,60,60,40,100,160
a,Coal,Imports,5,10,15,5,0,5,20
b,Steel,Imports,0,20,20,10,0,10,30
TII,,TOT,35,100,135,100,50,150,285
VA001,,TOT,40,60,100,,,,
TVA,,TOT,40,60,100,,,,
"""


def read(folder: Path, text: str, name: str = "table.csv", **options: object):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_input_output(path, **options)


def faults(folder: Path, text: str, **options: object) -> tuple[Problem, ...]:
    with pytest.raises(EvidenceError) as caught:
        read(folder, text, **options)
    return caught.value.problems


@pytest.mark.parametrize("word", ["output", "总产出", "total outlays"])
def test_the_row_of_totals_may_be_called_output_as_the_column_is(tmp_path, word):
    text = f"sector,A,B,final,output\nA,10,20,70,100\nB,30,5,65,100\nvalue added,60,75,,\n{word},100,100,,\n"
    assert read(tmp_path, text, unit="万元").value_added.sum(axis=0).tolist() == [6e5, 7.5e5]


def test_chinese_table_with_titles_codes_names_and_totals(tmp_path):
    table = read(tmp_path, CHINESE, year=2020)
    assert table.sectors == ("01", "02")
    assert table.names == (Text("", "煤炭"), Text("", "钢铁"))
    assert table.flows.tolist() == [[1e5, 3e5], [2e5, 4e5]]
    assert table.final_names == (Text("", "最终消费"), Text("", "出口"))
    assert table.final_demand.tolist() == [[5e5, 2e5], [1e6, 6e5]]
    assert table.value_added.tolist() == [[5e5, 8e5], [2e5, 5e5]]
    assert table.output.tolist() == [1e6, 2e6]
    assert table.total_imports.tolist() == [1e5, 2e5]
    assert (table.export_columns, table.labour_rows, table.unit, table.year) == ((1,), (0,), "CNY", 2020)


def test_domestic_and_imported_rows_are_told_apart(tmp_path):
    table = read(tmp_path, SPLIT, unit="mn CNY")
    assert table.imports.tolist() == [[5e6, 1e7], [0.0, 2e7]]
    assert table.imports_final.tolist() == [[5e6, 0.0], [1e7, 0.0]]
    assert table.total_imports.tolist() == [2e7, 3e7]
    assert table.output.tolist() == [7.5e7, 1.6e8]
    assert [name.en for name in table.names] == ["Coal", "Steel"]


def test_the_same_table_as_workbook_packed_and_in_gb18030(tmp_path):
    plain = read(tmp_path, CHINESE)
    (tmp_path / "packed.csv.gz").write_bytes(gzip.compress(CHINESE.encode()))
    (tmp_path / "old.csv").write_bytes(CHINESE.encode("gb18030"))
    book = openpyxl.Workbook()
    for line in CHINESE.splitlines():
        book.active.append([int(cell) if re.fullmatch("[1-9][0-9]+", cell) else cell for cell in line.split(",")])
    book.save(tmp_path / "book.xlsx")
    for name in ("packed.csv.gz", "old.csv", "book.xlsx"):
        other = read_input_output(tmp_path / name)
        assert other.sectors == plain.sectors
        np.testing.assert_array_equal(other.flows, plain.flows)
        np.testing.assert_array_equal(other.total_imports, plain.total_imports)


def test_order_of_rows_does_not_matter(tmp_path):
    lines = CHINESE.splitlines()
    swapped = [*lines[:4], lines[5], lines[4], *lines[6:8], lines[8], *lines[9:]]
    table = read(tmp_path, "\n".join(swapped))
    np.testing.assert_array_equal(table.flows, read(tmp_path, CHINESE).flows)


def test_western_table_with_names_as_codes_and_a_row_of_imports(tmp_path):
    table = read(
        tmp_path,
        """"Unit: million yuan",,,,,
,Agriculture,Steel industry,Households,Exports,Total output
Agriculture,15,50,25,10,100
Steel industry,20,10,100,70,200
Imports,20,50,,,
Wages,40,80,,,
Profits,5,10,,,
Total inputs,100,200,,,
""",
    )
    assert table.sectors == ("Agriculture", "Steel industry")
    assert [name.en for name in table.value_added_names] == ["Imports", "Wages", "Profits"]
    assert (table.household_columns, table.export_columns, table.labour_rows) == ((0,), (1,), (1,))


def test_imports_written_below_zero_are_the_same_imports(tmp_path):
    text = CHINESE.replace("70,10,100", "70,-10,100").replace("160,20,200", "160,-20,200")
    assert read(tmp_path, text).total_imports.tolist() == [1e5, 2e5]


def test_output_is_added_up_where_no_column_gives_it(tmp_path):
    text = "\n".join(line.rpartition(",")[0] for line in CHINESE.splitlines())
    assert read(tmp_path, text).output.tolist() == [1e6, 2e6]


def test_a_column_named_like_a_total_that_is_none_is_a_use_of_its_own(tmp_path):
    text = CHINESE.replace("最终消费,出口", "最终消费,出口合计")
    table = read(tmp_path, text)
    assert [name.zh for name in table.final_names] == ["最终消费", "出口合计"]


@pytest.mark.parametrize(
    ("old", "new", "code", "row", "column", "told"),
    [
        ("10,30,40,50", "10,30,45,50", "does-not-add-up", 5, "E 中间使用合计", "5 too high"),
        ("70,10,100", "75,10,100", "does-not-add-up", 5, "H 最终使用合计", "5 too high"),
        ("TII,30,70", "TII,35,70", "does-not-add-up", 7, "C 01", "5 too high"),
        ("70,10,100", "70,10,90", "does-not-add-up", 5, "J 总产出", "10 too low"),
        ("70,10,100", "70,10,-100", "output-negative", 5, "J", "output of -100 of sector 01"),
        ("20,40,60,100,60,160,20,200", "20,40,60,100,60,140,-20,200", "imports-negative", 6, "I", "imports of -20"),
        ("钢铁,02", "钢铁,03", "sector-unknown", 6, "B", "'03'"),
        ("10,30,40", "10,,40", "cell-empty", 5, "D 02", "an empty cell"),
        ("10,30,40", "10,abc,40", "no-figure", 5, "D 02", "'abc'"),
        ("10,30,40", "10,inf,40", "no-figure", 5, "D 02", "'inf'"),
        ("10,30,40", "10,30亿元,40", "units-mixed", 5, "D 02", "30亿元"),
        ("2020年投入产出表", "投入产出表 单位：亿元", "units-mixed", 1, "A", "亿元"),
        ("单位：万元", "单位：公斤布", "unit-unknown", 2, "A", "公斤布"),
        ("营业盈余,VA004", ",", "row-unnamed", 9, None, "(20 ...)"),
    ],
)  # fmt: skip
def test_faults_are_named_with_their_cell(tmp_path, old, new, code, row, column, told):
    found = [one for one in faults(tmp_path, CHINESE.replace(old, new, 1)) if one.code == code]
    assert found, f"no fault {code}"
    assert any(one.row == row and one.column == column and told in one.found for one in found), found


def test_all_faults_at_once(tmp_path):
    text = CHINESE.replace("10,30,40", "x,,40").replace("160,20,200", "165,20,200").replace("单位：万元", "")
    assert [one.code for one in faults(tmp_path, text)] == [
        "unit-missing",
        "no-figure",
        "cell-empty",
        "does-not-add-up",
    ]


def test_a_sector_without_a_column(tmp_path):
    lines = CHINESE.splitlines()
    text = "\n".join([*lines[:6], "水泥,03,1,2,3,,,,,3", *lines[6:]])
    (fault,) = faults(tmp_path, text)
    assert (fault.code, fault.row) == ("sector-unknown", 7)
    assert "'03', which has no column" in fault.found


def test_a_last_sector_spelt_differently_is_no_value_added_and_no_final_demand(tmp_path):
    text = """unit: mn CNY,,,,
,coal,steel,glas,Households,Total output
coal,1,2,3,94,100
steel,4,5,6,85,100
glass,7,8,9,76,100
wages,88,85,82,,
"""
    assert [(one.code, one.row, one.column) for one in faults(tmp_path, text)] == [
        ("sector-unknown", None, "D"),
        ("sector-unknown", 5, None),
    ]
    table = read(tmp_path, text.replace("glass", "glas"))
    assert table.sectors == ("coal", "steel", "glas")


def test_empty_cells_are_zeros_only_where_that_is_asked_for(tmp_path):
    text = CHINESE.replace("01,10,30,40,50,20,70,10,100", "01,,30,30,50,20,70,,100").replace("30,70,100", "20,70,90")
    text = text.replace("VA004,20,50,70", "VA004,30,50,80").replace("TVA,70,130,200", "TVA,80,130,210")
    assert [one.code for one in faults(tmp_path, text)] == ["cell-empty", "cell-empty"]
    assert read(tmp_path, text, empty="zero").flows[0, 0] == 0.0


def test_rounding_of_the_printed_digits_is_no_fault(tmp_path):
    text = CHINESE.replace("TII,30,70,100", "TII,30,71,100").replace("20,70,10,100", "20,70,9,100")
    text = text.replace("VA004,20,50,70", "VA004,20,51,71")
    table = read(tmp_path, text)
    assert table.total_imports[0] == 9e4
    # The table keeps how far its rows and columns are from closing.
    assert table.tolerance == pytest.approx(1e4 / 1.5e6)
    with pytest.raises(EvidenceError, match="too low"):
        read(tmp_path, text.replace("01,10,30", "01,10.0001,30"))


def test_the_declared_unit_must_be_that_of_the_file(tmp_path):
    (fault,) = faults(tmp_path, CHINESE, unit="亿元")
    assert (fault.code, fault.row) == ("units-mixed", 2)
    assert read(tmp_path, CHINESE.replace("单位：万元", ""), unit="亿元").output[0] == 1e10


def test_a_column_of_units_must_hold_one(tmp_path):
    lines = CHINESE.replace("单位：万元", "").splitlines()
    units = ["", "", "单位", "", "万元", "亿元", *["万元"] * 5, ""]
    lines = [f"{unit},{line}" for unit, line in zip(units, lines, strict=True)]
    found = faults(tmp_path, "\n".join(lines))
    assert {one.code for one in found} == {"units-mixed"}
    assert any("亿元" in one.must + one.found for one in found)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("table.pdf", b"x", "must end in"),
        ("table.csv", b"", "no cell with anything"),
        ("table.csv", b"a,b\n1,2\n", "no heading row"),
        ("table.csv.gz", b"no gzip", "cannot be unpacked"),
        ("table.xlsx", b"no workbook", "not a whole workbook"),
        ("table.csv", b'a,"b\n', "unexpected end"),
        ("table.csv", b"\x81\x20\xff\xff,\xff", "no known encoding"),
    ],
)
def test_files_that_are_no_tables(tmp_path, name, content, told):
    (tmp_path / name).write_bytes(content)
    with pytest.raises((EvidenceError, InputError), match=told):
        read_input_output(tmp_path / name)


def test_what_is_asked_for_must_exist(tmp_path):
    with pytest.raises(InputError, match="must be a file"):
        read_input_output(tmp_path / "none.csv")
    with pytest.raises(InputError, match='"error" or "zero"'):
        read(tmp_path, CHINESE, empty="nothing")
    openpyxl.Workbook().save(tmp_path / "book.xlsx")
    with pytest.raises(InputError, match="`sheet` must be one of Sheet"):
        read_input_output(tmp_path / "book.xlsx", sheet="表1")


REGIONS = """Unit: mn CNY,,,,,,,,,
,,,north,,south,,north,south,
,,,coal,steel,coal,steel,Changes in valuables,Changes in valuables,total output
north,coal,t,10,20,0,5,60,5,100
,steel,t,5,10,5,0,80,0,100
south,coal,t,0,5,10,10,0,75,100
,steel,t,0,0,5,20,5,70,100
wages,,,60,60,70,60,,,
profits,,,25,5,10,5,,,
"""


def test_regions_with_merged_headings_and_final_demand_of_each(tmp_path):
    path = tmp_path / "regions.csv"
    path.write_text(REGIONS, encoding="utf-8")
    found = read_multi_region(path)
    assert found.region_names == ("north", "south")
    assert found.sector_names == ("coal", "steel")
    assert found.table.sectors == ("north:coal", "north:steel", "south:coal", "south:steel")
    assert found.block("north", "south").tolist() == [[0.0, 5e6], [5e6, 0.0]]
    assert [name.en for name in found.table.final_names] == ["Changes in valuables", "Changes in valuables"]
    assert [name.en for name in found.table.value_added_names] == ["wages", "profits"]


def test_faults_of_a_table_of_regions(tmp_path):
    path = tmp_path / "regions.csv"
    path.write_text(CHINESE, encoding="utf-8")
    with pytest.raises(EvidenceError, match="no two heading rows"):
        read_multi_region(path)
    path.write_text(
        REGIONS.replace("south,coal,t,0,5,10,10,0,75,100", "south,coal,t,0,5,10,,0,75,110"), encoding="utf-8"
    )
    with pytest.raises(EvidenceError) as caught:
        read_multi_region(path)
    assert [(one.code, one.row) for one in caught.value.problems] == [("cell-empty", 6), ("does-not-add-up", 6)]
    path.write_text(REGIONS.replace(",steel,t,0,0,5,20", ",iron,t,0,0,5,20"), encoding="utf-8")
    with pytest.raises(EvidenceError) as caught:
        read_multi_region(path)
    assert "sector-unknown" in {one.code for one in caught.value.problems}


def test_imports_by_buyer_are_no_part_of_the_value_added_total(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(
        "unit: mn CNY,,,,\nsector,1,2,final demand,total output\n1,10,20,70,100\n2,20,40,140,200\n"
        "imports,30,40,,\nwages,25,60,,\noperating surplus,15,40,,\nvalue added,40,100,,\n",
        encoding="utf-8",
    )
    assert [name.en for name in read_input_output(path).value_added_names] == ["imports", "wages", "operating surplus"]
    path.write_text(path.read_text(encoding="utf-8").replace("value added,40", "value added,70"), encoding="utf-8")
    with pytest.raises(EvidenceError, match="value added 70, which is 30 too high"):
        read_input_output(path)
