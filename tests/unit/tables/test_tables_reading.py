"""What good files give, in every dress in which they come."""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from pathlib import Path

import numpy as np
import openpyxl
import polars as pl
import pytest

from growthpole.model.evidence import ALL, PROGRAMME, Origin
from growthpole.model.interval import Interval
from growthpole.model.status import Status
from growthpole.tables import examine, read_dossier
from growthpole.tables.words import STATUS_WORDS

HEADINGS = "cluster,indicator,period,value,unit,status,source\n"


def one_row(folder: Path, *, value: str = "42", unit: str = "亿元", status: str = "reported", period: str = "2023"):
    text = f'{HEADINGS}glass,output,"{period}","{value}",{unit},{status},return\n'
    folder.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    (row,) = read_dossier(folder).evidence
    return row


def test_the_published_facts_of_jinzhong(reference_folder: Path) -> None:
    dossier, problems = examine(reference_folder / "jinzhong")
    assert problems == ()
    assert dossier is not None
    assert len(dossier.clusters) == 10
    assert len(dossier.evidence) == 31
    assert len(dossier.sources) == 6
    yuci = dossier.clusters[dossier.cluster_index["yuci-textile-machinery-hydraulics"]]
    assert (yuci.name.zh, yuci.region, yuci.industries) == ("榆次纺机液压", "140702", ("C3551", "C3444"))
    assert (yuci.tier, yuci.peer_class, yuci.extra["region_zh"]) == ("city", "manufacturing", "榆次区")
    fund = next(row for row in dossier.evidence if row.indicator == "award_fund")
    assert (fund.subject, fund.value, fund.unit, fund.status) == (PROGRAMME, 5e7, "CNY", Status.CORRECTED)
    assert fund.origin == Origin("evidence.csv", None, 5)
    corrupt = [row for row in dossier.evidence if row.status is Status.CORRUPT]
    assert len(corrupt) == 6
    assert all(row.value is None for row in corrupt)
    assert {row.subject for row in dossier.evidence if row.indicator.startswith("weakness")} == {ALL}
    content = (reference_folder / "jinzhong" / "evidence.csv").read_bytes()
    assert dossier.hashes["evidence.csv"] == hashlib.sha256(content).hexdigest()


def test_jiaozuo_has_no_register_and_calls_its_clusters_areas(reference_folder: Path) -> None:
    dossier = read_dossier(reference_folder / "jiaozuo")
    assert [cluster.id for cluster in dossier.clusters] == ["jiaozuo-cluster-areas", "jiaozuo-tourism", "mengzhou"]
    revenue = next(row for row in dossier.evidence if row.indicator == "total_revenue")
    assert (revenue.value, revenue.status) == (247_500_000_000.0, Status.LOWER_BOUND)
    assert {row.period for row in dossier.evidence} == {"2009", "2013", "2014", "after", "before"}
    assert [source.id for source in dossier.sources] == ["seed1"]


@pytest.mark.parametrize(
    ("value", "unit", "canonical"),
    [
        ("1,234.5", "万元", 12_345_000.0),
        ("１，２３４．５", "万元", 12_345_000.0),
        ("1 234", "persons", 1234.0),
        ("16.56", "亿元", 1_656_000_000.0),
        ("16.56亿", "元", 1_656_000_000.0),
        ("16.56亿元", "", 1_656_000_000.0),
        ("16.56 亿元", "亿元", 1_656_000_000.0),
        ("3万", "人", 30_000.0),
        ("1.2 bn", "CNY", 1_200_000_000.0),
        ("¥1,200", "", 1200.0),
        ("70%", "", 0.7),
        ("70％", "%", 0.7),
        ("70%", "share", 0.7),
        ("70", "%", 0.7),
        ("0.7", "share", 0.7),
        ("-3.5", "百分点", -0.035),
        ("−3", "count", -3.0),
        ("1e6", "CNY", 1e6),
        ("1500", "亩", 1.0),
        ("100", "公顷", 1.0),
        ("1.2", "days", 1.2),
        ("2", "年", 730.5),
        ("5", "万kWh", 50_000.0),
        ("3", "千吨标准煤", 3000.0),
        ("是", "yes/no", 1.0),
        ("no", "yes/no", 0.0),
        ("√", "是/否", 1.0),
        ("有", "", 1.0),
        ("TRUE", "yes/no", 1.0),
        ("yes | 是", "", 1.0),
        ("0", "亿元", 0.0),
    ],
)
def test_a_figure_in_many_dresses(value: str, unit: str, canonical: float, tmp_path: Path) -> None:
    assert one_row(tmp_path, value=value, unit=unit).value == canonical


@pytest.mark.parametrize("word", ["", "-", "—", "n/a", "暂无", "NULL", "……"])
def test_nothing_known_is_missing_and_never_zero(word: str, tmp_path: Path) -> None:
    row = one_row(tmp_path, value=word, status="")
    assert (row.value, row.status) == (None, Status.MISSING)


@pytest.mark.parametrize(
    ("status", "word"), [(status, word) for status, words in STATUS_WORDS.items() for word in words]
)
def test_every_word_for_a_status(status: Status, word: str, tmp_path: Path) -> None:
    valueless = status in {Status.CORRUPT, Status.SUPPRESSED, Status.MISSING}
    assert one_row(tmp_path, value="" if valueless else "42", status=word).status is status


def test_a_figure_without_a_status_is_reported(tmp_path: Path) -> None:
    assert one_row(tmp_path, status="").status is Status.REPORTED


@pytest.mark.parametrize("value", ["40-44", "40~44", "40至44", "40 – 44", "40..44亿元", "40亿元至44亿元"])
def test_a_range_is_an_estimate(value: str, tmp_path: Path) -> None:
    row = one_row(tmp_path, value=value, status="")
    assert (row.value, row.given, row.status) == (None, Interval(4.0e9, 4.4e9), Status.ESTIMATED)


def test_ends_come_with_their_estimate(tmp_path: Path) -> None:
    text = "cluster,indicator,period,value,unit,status,low,high\nglass,output,2023,42,亿元,estimated,40,44\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    (row,) = read_dossier(tmp_path).evidence
    assert (row.value, row.given) == (4.2e9, Interval(4.0e9, 4.4e9))


@pytest.mark.parametrize(
    "period", ["2023", "2023年", "2023年度", "2023.0", "２０２３", "二〇二三年", "2023-12-31", "FY2023"]
)
def test_a_year_in_many_dresses(period: str, tmp_path: Path) -> None:
    assert one_row(tmp_path, period=period).period == "2023"


def test_a_value_of_a_corrupt_row_is_told_and_not_used(tmp_path: Path) -> None:
    text = f"{HEADINGS}glass,output,2023,5000,亿元,corrupt,return\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    dossier, problems = examine(tmp_path)
    assert dossier is not None
    assert dossier.evidence[0].value is None
    assert [(problem.code, problem.severity) for problem in problems] == [("value-ignored", "warning")]


CHINESE = "专业镇,指标,年份,数值,单位,状态,来源,原文\n祁县玻璃器皿,产值,2023年,42,亿元,上报,年报,年产值42亿元\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_chinese_files_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    tmp_path.joinpath("指标数据.csv").write_bytes(CHINESE.encode(encoding))
    tmp_path.joinpath("专业镇.csv").write_bytes("编号,名称,级别\nqixian,祁县玻璃器皿,city\n".encode(encoding))
    dossier = read_dossier(tmp_path)
    (row,) = dossier.evidence
    assert (row.subject, row.indicator, row.value, row.source) == ("qixian", "产值", 4.2e9, "年报")
    assert row.quote == "年产值42亿元"
    assert (dossier.clusters[0].name.zh, dossier.clusters[0].tier) == ("祁县玻璃器皿", "city")


def test_half_a_letter_of_utf_16_is_told(tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_bytes(CHINESE.encode("utf-16")[:-1])
    assert [problem.code for problem in examine(tmp_path)[1]] == ["encoding-unknown"]


def test_own_names_go_before_other_names(tmp_path: Path) -> None:
    text = "id,cluster,name,name_en\nx,glass,y,Glass town\n"
    tmp_path.joinpath("clusters.csv").write_text(text, encoding="utf-8")
    tmp_path.joinpath("evidence.csv").write_text(f"{HEADINGS}glass,output,2023,42,亿元,,\n", encoding="utf-8")
    (cluster,) = read_dossier(tmp_path).clusters
    assert (cluster.id, cluster.name.en, cluster.extra) == ("glass", "Glass town", {"id": "x", "name": "y"})


def test_a_damaged_byte_does_not_turn_utf_8_into_another_encoding(tmp_path: Path) -> None:
    damaged = CHINESE.encode().replace("上报".encode(), b"\xe4\x4b\xe6\x8a\xa5")
    tmp_path.joinpath("evidence.csv").write_bytes(damaged)
    assert [(problem.code, problem.row) for problem in examine(tmp_path)[1]] == [("encoding-unknown", 2)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end(delimiter: str, end: str, tmp_path: Path) -> None:
    lines = ["cluster,indicator,period,value,unit", "glass,output,2023,42,亿元", "", "glass,output,2022,40,亿元"]
    text = end.join(line.replace(",", delimiter) for line in lines) + end
    tmp_path.joinpath("evidence.csv").write_bytes(text.encode())
    assert [(row.period, row.origin.row) for row in read_dossier(tmp_path).evidence] == [("2022", 4), ("2023", 2)]


def test_a_quotation_over_several_lines_keeps_the_lines_true(tmp_path: Path) -> None:
    text = 'cluster,indicator,period,value,quote\na,output,2021,1,"one\ntwo\nthree"\na,output,2022,x,\n'
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    assert [(problem.row, problem.found) for problem in examine(tmp_path)[1]] == [(5, "'x'")]


def test_remarks_and_examples_are_not_read(tmp_path: Path) -> None:
    text = f"{HEADINGS}# example,output,2023,x,y,z,\n＃ 示例,output,2023,x,y,z,\nglass,output,2023,42,亿元,,\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    dossier, problems = examine(tmp_path)
    assert problems == ()
    assert dossier is not None
    assert len(dossier.evidence) == 1


def test_several_files_of_evidence_are_one_table(tmp_path: Path) -> None:
    for year in (2022, 2023):
        text = f"{HEADINGS}glass,output,{year},{year - 1980},亿元,reported,return\n"
        tmp_path.joinpath(f"evidence-{year}.csv").write_text(text, encoding="utf-8")
    dossier = read_dossier(tmp_path)
    assert [(row.period, row.value, str(row.origin)) for row in dossier.evidence] == [
        ("2022", 4.2e9, "evidence-2022.csv, row 2"),
        ("2023", 4.3e9, "evidence-2023.csv, row 2"),
    ]
    assert set(dossier.hashes) == {"evidence-2022.csv", "evidence-2023.csv"}


def test_evidence_of_a_region(tmp_path: Path) -> None:
    rows = ",140727,population,2020,24.4,万人\nglass,140727,jobs,2020,3,万人\n"
    text = "cluster,region_code,indicator,period,value,unit\n" + rows
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    tmp_path.joinpath("clusters.csv").write_text("cluster,region_code\nglass,140727\n", encoding="utf-8")
    found = {(row.subject, row.indicator): row.value for row in read_dossier(tmp_path).evidence}
    assert found == {("140727", "population"): 244_000.0, ("glass", "jobs"): 30_000.0}


def test_firms_have_figures_where_a_heading_gives_the_unit(tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_text(f"{HEADINGS}glass,output,2023,42,亿元,,\n", encoding="utf-8")
    text = '企业编号,企业名称,所属专业镇,营业收入（万元）,从业人员,备注\nf1,甲,glass,"1,200",35,好\nf2,乙,glass,,40,\n'
    tmp_path.joinpath("企业.csv").write_text(text, encoding="utf-8")
    first, second = read_dossier(tmp_path).firms
    assert (first.figures, first.extra) == ({"营业收入": 1.2e7, "从业人员": 35.0}, {"备注": "好"})
    assert second.figures == {"从业人员": 40.0}


def test_a_misspelt_file_is_told(tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_text(f"{HEADINGS}glass,output,2023,42,亿元,,\n", encoding="utf-8")
    tmp_path.joinpath("souces.csv").write_text("x\n", encoding="utf-8")
    dossier, problems = examine(tmp_path)
    assert [(problem.code, problem.file, problem.severity) for problem in problems] == [
        ("file-unread", "souces.csv", "warning"),
    ]
    assert dossier is not None


def workbook(folder: Path, *rows: list[object], name: str = "evidence.xlsx", title: str = "evidence") -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].title = title
    for row in rows:
        book.worksheets[0].append(row)
    path = folder / name
    book.save(path)
    return path


def test_a_workbook_with_dates_per_cents_and_numbers_stored_as_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "指标数据"
    for row in (
        ["晋中市专业镇指标数据表（2023）"],
        [],
        ["专业镇", "指标", "年份", "数值", "单位", "状态"],
        ["glass", "output", datetime(2023, 12, 31), "4,200", "百万元", "上报"],
        ["glass", "sme_share", 2023.0, 0.715, "%", "上报"],
        ["glass", "plan", "2023年", True, "是/否", "核实"],
    ):
        sheet.append(row)
    sheet["D5"].number_format = "0.0%"
    sheet.merge_cells("A1:F1")
    path = tmp_path / "return.xlsx"
    book.save(path)
    dossier, problems = examine(path)
    assert problems == ()
    assert dossier is not None
    found = {row.indicator: (row.period, row.value, row.origin) for row in dossier.evidence}
    assert found == {
        "output": ("2023", 4.2e9, Origin("return.xlsx", "指标数据", 4)),
        "sme_share": ("2023", 0.715, Origin("return.xlsx", "指标数据", 5)),
        "plan": ("2023", 1.0, Origin("return.xlsx", "指标数据", 6)),
    }


@pytest.mark.parametrize(
    ("number_format", "value", "unit", "canonical"),
    [
        ("0%", 0.42, "", 0.42),
        ('0"%"', 42, "", 0.42),
        ('0.00"亿元"', 42.5, "", 4.25e9),
        ('#,##0"万人"', 3, "人", 30_000.0),
        ('0!.0,"万元"', 12345, "元", 12_345.0),
        ('"¥"#,##0', 4200, "万元", 4.2e7),
        ("#,##0.00", 1234.5, "元", 1234.5),
        ("General", 1e21, "元", 1e21),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(
    number_format: str, value: float, unit: str, canonical: float, tmp_path: Path
) -> None:
    path = workbook(tmp_path, ["cluster", "indicator", "period", "value", "unit"], ["glass", "x", 2023, value, unit])
    book = openpyxl.load_workbook(path)
    book["evidence"]["D2"].number_format = number_format
    book.save(path)
    assert read_dossier(path).evidence.value.tolist() == [canonical]


def test_titles_above_the_headings_are_skipped(tmp_path: Path) -> None:
    text = f"晋中市专业镇指标数据表\n填报单位：市工信局\n\n{HEADINGS}glass,output,2023,x,亿元,reported,return\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    assert [(problem.code, problem.row) for problem in examine(tmp_path)[1]] == [("value-not-number", 5)]


def test_codes_stored_as_decimal_numbers_are_codes(tmp_path: Path) -> None:
    frame = pl.DataFrame({"region_code": [140727.0], "indicator": ["jobs"], "period": [2023.0], "value": [3.0]})
    frame.write_parquet(tmp_path / "evidence.parquet")
    (row,) = read_dossier(tmp_path).evidence
    assert (row.subject, row.period) == ("140727", "2023")


def test_a_workbook_and_its_folder_and_its_csv_say_the_same(tmp_path: Path) -> None:
    rows = [["cluster", "indicator", "period", "value", "unit"], ["glass", "output", 2023, 16.56, "亿元"]]
    path = workbook(tmp_path, *rows)
    text = "\n".join(",".join(str(cell) for cell in row) for row in rows)
    csv = tmp_path / "csv"
    csv.mkdir()
    csv.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    values = [read_dossier(each).evidence[0].value for each in (path, tmp_path, csv, csv / "evidence.csv")]
    assert values == [1_656_000_000.0] * 4


def test_the_only_sheet_of_a_workbook_named_like_a_table_is_that_table(tmp_path: Path) -> None:
    workbook(tmp_path, ["cluster", "indicator", "period", "value"], ["glass", "firms", 2023, 4], title="Sheet1")
    assert len(read_dossier(tmp_path).evidence) == 1


def test_parquet_of_numbers_and_parquet_of_text_say_the_same(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "cluster": ["b", "a", "a"],
            "indicator": ["output", "output", "plan"],
            "period": [2023, 2023, 2023],
            "value": [16.56, None, 1.0],
            "unit": ["亿元", "亿元", "yes/no"],
            "status": ["reported", "missing", "reported"],
        }
    )
    tables = []
    for name, written in (("typed", frame), ("text", frame.cast(pl.String))):
        folder = tmp_path / name
        folder.mkdir()
        written.write_parquet(folder / "evidence.parquet")
        tables.append(read_dossier(folder).evidence)
    for table in tables:
        assert [row.subject for row in table] == ["a", "a", "b"]
        np.testing.assert_array_equal(table.value, [np.nan, 1.0, 1_656_000_000.0])
        assert [row.origin.row for row in table if row.origin] == [2, 3, 1]


def test_what_a_register_does_not_know_is_kept(tmp_path: Path) -> None:
    tmp_path.joinpath("evidence.csv").write_text(f"{HEADINGS}glass,output,2023,42,亿元,,\n", encoding="utf-8")
    text = "cluster,name_zh,founded,motto\nglass,祁县玻璃器皿,1950,\n"
    tmp_path.joinpath("clusters.csv").write_text(text, encoding="utf-8")
    assert read_dossier(tmp_path).clusters[0].extra == {"founded": "1950"}


def test_a_name_may_stand_for_the_id(tmp_path: Path) -> None:
    rows = ("Glass Town,output,2021,1,,,", "玻璃镇,output,2022,2,,,", "GLASS,output,2023,3,,,", "*计划*,fund,2023,4,,,")
    tmp_path.joinpath("evidence.csv").write_text(HEADINGS + "\n".join(rows), encoding="utf-8")
    tmp_path.joinpath("clusters.csv").write_text("cluster,name_en,name_zh\nglass,Glass town,玻璃镇\n", encoding="utf-8")
    subjects = [row.subject for row in read_dossier(tmp_path).evidence]
    assert subjects == [PROGRAMME, "glass", "glass", "glass"]


def test_an_old_field_limit_does_not_cut_long_quotes(tmp_path: Path) -> None:
    quote = "长" * 200_000
    text = f"cluster,indicator,period,value,quote\nglass,output,2023,1,{quote}\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    assert read_dossier(tmp_path).evidence[0].quote == quote


def test_bytes_are_read_once_written(tmp_path: Path) -> None:
    out = io.BytesIO()
    pl.DataFrame({"cluster": [], "indicator": [], "period": [], "value": []}).write_parquet(out)
    tmp_path.joinpath("evidence.parquet").write_bytes(out.getvalue())
    assert [problem.code for problem in examine(tmp_path)[1]] == ["table-empty"]


def test_a_heading_that_is_not_understood_is_told_with_the_nearest(tmp_path: Path) -> None:
    text = "cluster,indicator,period,value,unti,colour\nglass,output,2023,42,亿元,red\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    dossier, problems = examine(tmp_path)
    assert dossier is not None
    assert [(problem.code, problem.column, problem.do) for problem in problems] == [
        ("heading-unknown", "unti", "Rename it to 'unit' if that is meant; the column is not read."),
        ("heading-unknown", "colour", "Delete it, or rename it; the column is not read."),
    ]


def test_a_second_heading_for_one_column_is_told(tmp_path: Path) -> None:
    text = "cluster,indicator,period,value,source,来源\nglass,output,2023,42,a,b\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    dossier, problems = examine(tmp_path)
    assert dossier is not None
    assert dossier.evidence[0].source == "a"
    assert [(problem.code, problem.severity) for problem in problems] == [("heading-twice", "warning")]


@pytest.mark.parametrize(
    ("period", "kept"),
    [
        ("2023年第一季度", "2023Q1"),
        ("2023q3", "2023Q3"),
        ("2023下半年", "2023H2"),
        ("2023-6", "2023-06"),
        ("2023年6月", "2023-06"),
        ("after", "after"),
    ],
)
def test_parts_of_a_year(period: str, kept: str, tmp_path: Path) -> None:
    assert one_row(tmp_path, period=period).period == kept


def test_a_word_for_a_period_is_kept_and_told(tmp_path: Path) -> None:
    text = f"{HEADINGS}glass,output,202 3,42,亿元,,\n"
    tmp_path.joinpath("evidence.csv").write_text(text, encoding="utf-8")
    dossier, problems = examine(tmp_path)
    assert dossier is not None
    assert dossier.evidence[0].period == "202 3"
    assert [(problem.code, problem.severity) for problem in problems] == [("period-unusual", "warning")]


def test_a_thousand_unknown_clusters_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    lines = [f"town{number},output,2023,1,亿元,," for number in range(1200)]
    tmp_path.joinpath("evidence.csv").write_text(HEADINGS + "\n".join(lines), encoding="utf-8")
    tmp_path.joinpath("clusters.csv").write_text("cluster\nglass\n", encoding="utf-8")
    problems = [problem for problem in examine(tmp_path)[1] if problem.code == "cluster-unknown"]
    assert len(problems) == 1001
    assert problems[0].found == "200 more cells with the same fault"
    assert [problem.row for problem in problems[1:4]] == [2, 3, 4]


def test_parquet_that_is_whole_at_its_end_only(tmp_path: Path) -> None:
    frame = pl.DataFrame({"cluster": ["a"] * 999, "indicator": "b", "period": 2023, "value": 1.0})
    path = tmp_path / "evidence.parquet"
    frame.write_parquet(path)
    data = bytearray(path.read_bytes())
    data[4:60] = b"\xff" * 56
    path.write_bytes(data)
    dossier, problems = examine(tmp_path)
    assert dossier is None
    assert [problem.code for problem in problems] == ["parquet-broken"]
