"""A chapter stands in the page, in print and in the workbook, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import altair as alt
import openpyxl
import pypdf
import pytest

from growthpole.charts.theme import layered, rows
from growthpole.model.amount import amounting
from growthpole.model.assessment import Assessment
from growthpole.model.text import Text
from growthpole.reports import write_excel, write_html, write_pdf
from growthpole.reports.chapters.chapter import MOST_ROWS, Chapter, Drawing, Grid


def drawing(language: str) -> alt.LayerChart:
    said = {"en": "sand", "zh": "石英砂"}[language]
    bars = alt.Chart(rows([{"input": said, "gap": 3.0}])).mark_bar().encode(alt.X("gap:Q"), alt.Y("input:N"))
    return layered(bars, height=60)


def chapter(count: int = 2) -> Chapter:
    lines = tuple((Text(f"sand {place}", f"石英砂{place}"), "1,234.5", "0 to 3") for place in range(count))
    columns = (Text("input", "投入"), Text("gap, million CNY", "缺口（百万元）"), Text("share", "占比"))
    return Chapter(
        "chain-gaps",
        Text("What is <missing>", "缺什么"),
        (Text("Sand is bought elsewhere.", "石英砂外购。"),),
        {"chain_gap": Drawing(Text("The gap", "缺口图"), drawing)},
        (Grid("gaps", Text("Gaps: by input", "缺口：按投入"), columns, lines, frozenset({1, 2})),),
        (Text("From the table of 2020.", "依据2020年投入产出表。"),),
    )


def test_the_page_has_its_link_its_words_its_table_and_its_chart(sparse: Assessment, tmp_path: Path) -> None:
    page = write_html(sparse, tmp_path / "a.html", chapters=[chapter()]).read_text("utf-8")
    assert '<a href="#chain-gaps">' in page
    assert "What is &lt;missing&gt;" in page
    assert "石英砂外购。" in page
    assert '<td class="n">1,234.5</td>' in page
    assert 'data-chart="chain_gap"' in page
    assert '"chain_gap":{' in page


def test_a_report_without_chapters_is_as_before(sparse: Assessment, tmp_path: Path) -> None:
    bare, none = (write_html(sparse, tmp_path / f"{each}.html", chapters=()).read_bytes() for each in (1, 2))
    assert bare == none
    assert b"chain-gaps" not in bare


def test_a_long_table_is_cut_on_the_page_and_whole_in_the_workbook(sparse: Assessment, tmp_path: Path) -> None:
    long = chapter(MOST_ROWS + 7)
    page = write_html(sparse, tmp_path / "a.html", chapters=[long]).read_text("utf-8")
    assert f"The first {MOST_ROWS} of {MOST_ROWS + 7} are shown" in page
    book = openpyxl.load_workbook(write_excel(sparse, tmp_path / "a.xlsx", chapters=[long]))
    assert book["缺口：按投入 gaps"].max_row == MOST_ROWS + 8


def test_the_workbook_holds_numbers_where_they_are_numbers(sparse: Assessment, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(write_excel(sparse, tmp_path / "a.xlsx", chapters=[chapter()]))["缺口：按投入 gaps"]
    found = [cell.value for cell in sheet[2]]
    assert found == ["石英砂0 sand 0", 1234.5, "0 to 3"]


@pytest.mark.parametrize(("language", "words"), [("zh", "石英砂外购"), ("en", "Sand is bought elsewhere")])
def test_print_has_the_chapter_in_its_language(sparse: Assessment, tmp_path: Path, language: str, words: str) -> None:
    path = write_pdf(sparse, tmp_path / "a.pdf", language=language, chapters=[chapter()])
    said = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    assert words.replace(" ", "") in said.replace(" ", "").replace("\n", "")


def test_the_name_of_a_sheet_is_never_cut_within_a_number(sparse: Assessment, tmp_path: Path) -> None:
    whole = chapter()
    title = Text("Where more may be sold", "可望多销之处：前20项，共110项")
    long = replace(whole, grids=(replace(whole.grids[0], id="chain-potential", title=title),))
    book = openpyxl.load_workbook(write_excel(sparse, tmp_path / "a.xlsx", chapters=[long]))
    assert "可望多销之处 chain-potential" in book.sheetnames


def test_what_is_said_of_one_cluster_stands_on_its_own_page(sparse: Assessment, tmp_path: Path) -> None:
    cluster = sparse.clusters[0].cluster.id
    said = replace(chapter(), on_cluster={cluster: (Text("It buys all its sand.", "它的石英砂全部外购。"),)})
    page = write_html(sparse, tmp_path / "a.html", chapters=[said]).read_text("utf-8")
    own = page.split(f'id="t-{cluster}"', 1)[1].split("</section>", 1)[0]
    assert "它的石英砂全部外购。" in own
    assert 'href="#chain-gaps"' in own
    assert page.count("它的石英砂全部外购。") == 1
    printed = write_pdf(sparse, tmp_path / "a.pdf", chapters=[said])
    assert "它的石英砂全部外购" in "".join(one.extract_text() for one in pypdf.PdfReader(printed).pages)


def test_a_column_of_sentences_gets_room(sparse: Assessment, tmp_path: Path) -> None:
    wordy = Grid("why", Text("Why", "为何"), (Text("input", "投入"), Text("reason", "理由")), (("sand", "x" * 100),))
    assert wordy.long == {1}
    page = write_html(sparse, tmp_path / "a.html", chapters=[replace(chapter(), grids=(wordy,))]).read_text("utf-8")
    assert '<td class="long">xxx' in page


def test_money_stands_in_the_workbook_as_numbers_in_the_currency(sparse: Assessment, tmp_path: Path) -> None:
    span = amounting(Text("24.1–26.7", "2,406–2,673"), 24_060_000.0, 26_730_000.0)
    least = amounting(Text("≥ 1", "≥ 100"), 1e6, float("inf"))
    paid = amounting(Text("¥300,000.00"), 300_000.0, 300_000.0)
    columns = (Text("input", "投入"), Text("gap (mn CNY)", "缺口（万元）"), Text("cost", "费用"))
    lines = (("sand", span, paid), ("ash", least, "—"), ("lime", Text("unknown", "未知"), paid))
    money = replace(chapter(), grids=(Grid("money", Text("Money", "资金"), columns, lines, frozenset({1, 2})),))
    sheet = openpyxl.load_workbook(write_excel(sparse, tmp_path / "a.xlsx", chapters=[money]))["资金 money"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [
            "投入 input",
            "缺口（下限，元） gap (at least, CNY)",
            "缺口（上限，元） gap (at most, CNY)",
            "费用（元） cost (CNY)",
        ],
        ["sand", 24_060_000, 26_730_000, 300_000],
        ["ash", 1_000_000, "未知 unknown", "—"],
        ["lime", "未知 unknown", "未知 unknown", 300_000],
    ]
    assert sheet["B2"].number_format == "#,##0.00"


def test_years_stand_in_the_workbook_without_a_comma(sparse: Assessment, tmp_path: Path) -> None:
    columns = (Text("from", "开始年份"), Text("jobs", "岗位"), Text("index", "指数"))
    plain = Grid(
        "plain", Text("Numbers", "数字"), columns, (("2025", "2,025", "1.5"), ("2026", "7", "2")), frozenset({0, 1, 2})
    )
    sheet = openpyxl.load_workbook(
        write_excel(sparse, tmp_path / "a.xlsx", chapters=[replace(chapter(), grids=(plain,))])
    )["数字 plain"]
    assert [cell.value for cell in sheet[2]] == [2025, 2025, 1.5]
    assert [cell.number_format for cell in sheet[2]] == ["0", "#,##0", "#,##0.####"]


def test_a_day_never_breaks_at_its_hyphen(sparse: Assessment, tmp_path: Path) -> None:
    days = Grid(
        "days", Text("Days", "日期"), (Text("task", "任务"), Text("due", "时限")), (("a", "2024-12-31"), ("b", ""))
    )
    assert days.dates == {1}
    page = write_html(sparse, tmp_path / "a.html", chapters=[replace(chapter(), grids=(days,))]).read_text("utf-8")
    assert '<td class="date">2024-12-31</td>' in page
    assert re.search(r"td\.date \{[^}]*white-space: nowrap", page)
    printed = write_pdf(sparse, tmp_path / "a.pdf", chapters=[replace(chapter(), grids=(days,))])
    assert any("2024-12-31" in one.extract_text() for one in pypdf.PdfReader(printed).pages)
