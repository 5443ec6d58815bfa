"""The manual in print: Word read back with its tables, the PDF's words, the page; the same bytes twice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from growthpole.errors import NameUnknownError
from growthpole.model.text import Text
from growthpole.plan.manual import WorkManual, work_manual
from growthpole.programme.assess import assess
from growthpole.reports.manual.blocks import Block, Document, Heading, Paragraph, Sheet
from growthpole.reports.manual.html import write_manual_html
from growthpole.reports.manual.pdf import write_manual_pdf
from growthpole.reports.manual.spoken_blocks import spoken_document
from growthpole.reports.manual.view import documents, volume
from growthpole.reports.word.document import word_bytes, write_word
from growthpole.services.demo import lay_out
from growthpole.services.inputs import open_inputs

PRINTERS: dict[str, Callable[[Document, Path, str], Path]] = {
    "docx": write_word,
    "pdf": write_manual_pdf,
    "html": write_manual_html,
}
HELLO = Text("hello", "你好")
SECTIONS = ["基本情况", "“十有”清单", "存在短板", "年度目标", "工作措施、责任单位和时限", "晋级差距", "待补充数据"]


def made(world: str, folder: Path) -> WorkManual:
    shown = lay_out(world, folder)
    inputs = open_inputs(folder, period=shown.period)
    return work_manual(assess(inputs.programme, inputs.dossier, inputs.period), inputs.dossier)


@pytest.fixture(scope="module")
def jinzhong(tmp_path_factory: pytest.TempPathFactory) -> WorkManual:
    return made("jinzhong", tmp_path_factory.mktemp("jinzhong"))


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> WorkManual:
    return made("sandbox", tmp_path_factory.mktemp("sandbox"))


@pytest.fixture(scope="module")
def qixian(jinzhong: WorkManual) -> Document:
    return next(one for one in documents(jinzhong) if one.id == "qixian-glassware")


def sheets(blocks: tuple[Block, ...]) -> list[Sheet]:
    return [block for block in blocks if isinstance(block, Sheet)]


def test_the_towns_the_programme_names_stand_in_full_and_first(jinzhong: WorkManual) -> None:
    full = [town.assessed.cluster.id for town in jinzhong.towns if town.full]
    assert full == ["taigu-malleable-iron", "qixian-glassware", "pingyao-beef", "pingyao-lacquerware"]
    assert [town.full for town in jinzhong.towns] == [True] * 4 + [False] * 6
    assert jinzhong.named


def test_where_it_names_others_the_three_that_stand_highest_stand_in(sandbox: WorkManual) -> None:
    full = [town for town in sandbox.towns if town.full]
    assert len(full) == 3
    assert {town.assessed.decision.after for town in full} == {"province"}
    assert not sandbox.named
    said = [block.text.zh for block in volume(sandbox).blocks if isinstance(block, Paragraph)]
    assert any("不在名录中" in one for one in said)


def test_a_town_in_full_has_every_section_of_the_programme(qixian: Document) -> None:
    first = [block.text.zh for block in qixian.blocks if isinstance(block, Heading)]
    assert first == [*SECTIONS, "编制说明"]


def test_an_unknown_baseline_is_called_so_and_has_no_path(qixian: Document) -> None:
    goals, unset, _ = (sheet for sheet in sheets(qixian.blocks) if sheet.columns[2].zh == "基期值")
    assert (unset.title.zh, unset.columns[-1].zh, len(unset.rows) > 10) == (
        "补充数据后确定路径的目标",
        "2027年目标",
        True,
    )
    assert {row[2].zh for row in unset.rows} == {"未知"}  # type: ignore[union-attr]
    assert "未知" not in {row[2].zh for row in goals.rows}  # type: ignore[union-attr]
    known = next(row for row in goals.rows if row[0].zh == "专业镇产值，连续3年")  # type: ignore[union-attr]
    # 3.4 billion in 2019 to the gate's 4 billion in 2027: (4 / 3.4) ** (1 / 8) - 1 is 2.05 %.
    assert (known[1].zh, known[2].zh, known[-2].zh, known[-1].zh) == ("省级门槛", "34亿元", "≥ 40亿元", "年均增长2.1%")  # type: ignore[union-attr]


def test_word_has_headings_tables_with_header_rows_and_both_typefaces(qixian: Document, tmp_path: Path) -> None:
    book = docx.Document(str(write_word(qixian, tmp_path / "a.docx", "zh")))
    headed = [one.text for one in book.paragraphs if one.style.name.startswith("Heading 1")]
    assert headed == [*SECTIONS, "编制说明"]
    asked = sheets(qixian.blocks)
    assert len(book.tables) == len(asked)
    for table, sheet in zip(book.tables, asked, strict=True):
        assert [cell.text for cell in table.rows[0].cells] == [column.zh for column in sheet.columns]
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert len(table.rows) == len(sheet.rows) + 1
        last = [cell if isinstance(cell, str) else cell.get("zh") for cell in sheet.rows[-1]]
        assert [cell.text for cell in table.rows[-1].cells] == last
    fonts = book.tables[0].rows[0].cells[0].paragraphs[0].runs[0]._r.rPr.rFonts
    assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == ("Times New Roman", "SimSun")
    assert book.styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "SimHei"


def test_word_has_contents_page_numbers_and_a_picture(qixian: Document, tmp_path: Path) -> None:
    path = write_word(qixian, tmp_path / "a.docx", "zh")
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
        footers = "".join(archive.read(name).decode() for name in archive.namelist() if "footer" in name)
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert 'TOC \\o "1-2"' in body
    assert " PAGE " in footers
    assert len(pictures) == 1
    assert 'descr="任务进度安排"' in body


def test_the_contents_of_word_lead_to_every_heading_and_open_without_a_question(qixian: Document) -> None:
    book = docx.Document(io.BytesIO(word_bytes(qixian, "zh")))
    body = book.element.body
    marks = {one.get(qn("w:name")): one.getparent() for one in body.iter(qn("w:bookmarkStart"))}
    assert len({one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))}) == len(marks)
    links = [
        ("".join(text.text for text in link.iter(qn("w:t"))), marks[link.get(qn("w:anchor"))])
        for link in body.iter(qn("w:hyperlink"))
    ]
    assert [text for text, _ in links] == [*SECTIONS, "编制说明"]
    assert [text for text, _ in links] == ["".join(one.text for one in head.iter(qn("w:t"))) for _, head in links]
    # Either would make Word ask on opening whether fields may be updated.
    assert not [one for one in body.iter(qn("w:fldChar")) if one.get(qn("w:dirty"))]
    assert book.settings.element.find(qn("w:updateFields")) is None
    kinds = [one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    styled = {one.style_id for one in book.styles}
    assert {one.get(qn("w:val")) for one in body.iter(qn("w:pStyle"))} <= styled


def test_a_word_file_is_stamped_with_the_day_it_speaks_of(qixian: Document) -> None:
    content = word_bytes(qixian, "en")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.title == "Qixian glassware: work manual"
    assert (properties.created.year, properties.modified.month) == (2024, 12)


def test_control_characters_of_a_cell_do_not_break_the_file(tmp_path: Path) -> None:
    block = Sheet(HELLO, (HELLO,), (("a\x07<b>&",),), (1.0,))
    path = write_word(Document("x", HELLO, HELLO, HELLO, (2024, 12, 31), (block,)), tmp_path / "x.docx", "en")
    assert docx.Document(str(path)).tables[0].rows[1].cells[0].text == "a<b>&"


@pytest.mark.parametrize(("language", "words"), [("zh", SECTIONS), ("en", ["Where the town stands", "Annual goals"])])
def test_the_pdf_has_its_words_in_a_real_typeface(
    qixian: Document, tmp_path: Path, language: str, words: list[str]
) -> None:
    reader = pypdf.PdfReader(write_manual_pdf(qixian, tmp_path / "a.pdf", language))
    text = "".join(page.extract_text() for page in reader.pages)
    flat = re.sub(r"\s", "", text)
    for word in words:
        assert re.sub(r"\s", "", word) in flat
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert all("NotoSansSC" in font for font in fonts)
    assert reader.metadata is not None
    assert reader.metadata.title == qixian.title.get(language)


def test_the_page_needs_nothing_else_and_says_the_same(qixian: Document, tmp_path: Path) -> None:
    page = write_manual_html(qixian, tmp_path / "a.html", "zh").read_text("utf-8")
    assert '<td class="date">20' in page
    assert 'lang="zh"' in page
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!data:|#)', page)
    assert page.count("<table>") == len(sheets(qixian.blocks))
    for section in SECTIONS:
        assert f">{section}</h2>" in page


@pytest.mark.parametrize("ending", sorted(PRINTERS))
def test_the_same_manual_gives_the_same_bytes(jinzhong: WorkManual, tmp_path: Path, ending: str) -> None:
    short = list(documents(jinzhong))[-1]
    first, second = (PRINTERS[ending](short, tmp_path / f"{n}.{ending}", "zh").read_bytes() for n in (1, 2))
    assert first == second


def test_the_volume_holds_every_town(jinzhong: WorkManual, tmp_path: Path) -> None:
    bound = volume(jinzhong)
    assert bound.title.zh.endswith("“4+6”工作手册")
    book = docx.Document(str(write_word(bound, tmp_path / "v.docx", "zh")))
    second = [one.text for one in book.paragraphs if one.style.name == "Heading 2"]
    assert second[0] == "总体情况"
    assert second[1:] == [town.assessed.cluster.name.get("zh") for town in jinzhong.towns]
    register = book.tables[0]
    assert len(register.rows) == 11
    text = "".join(page.extract_text() for page in pypdf.PdfReader(write_manual_pdf(bound, tmp_path / "v.pdf")).pages)
    assert "重点篇" in re.sub(r"\s", "", text)


def test_what_the_ledger_says_stands_in_the_manual(sandbox: WorkManual) -> None:
    rows = [row for town in sandbox.towns for row in town.rows]
    started = next(row for row in rows if row.state == "started" and row.task is not None)
    document = next(one for one in documents(sandbox) if one.id == started.cluster)
    states = {row[-1].zh for sheet in sheets(document.blocks) for row in sheet.rows if not isinstance(row[-1], str)}
    assert "进行中" in states


def test_one_cluster_alone_is_in_full(tmp_path: Path) -> None:
    lay_out("jiaozuo", tmp_path)
    inputs = open_inputs(tmp_path, period="2013")
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    manual = work_manual(assessment, inputs.dossier, cluster="xiuwu", until="2015")
    assert [(town.assessed.cluster.id, town.full) for town in manual.towns] == [("xiuwu", True)]
    assert manual.years == ("2014", "2015")
    # A programme that lists two sections only still gets its goals and tasks.
    (document,) = documents(manual)
    headed = [block.text.zh for block in document.blocks if isinstance(block, Heading)]
    assert headed == ["已知数据", "创建示范区的差距", "年度目标", "工作任务", "待补充数据", "编制说明"]
    with pytest.raises(NameUnknownError, match="no cluster 'xiuvu'"):
        work_manual(assessment, inputs.dossier, cluster="xiuvu")


def test_another_language_is_refused(qixian: Document) -> None:
    with pytest.raises(NameUnknownError, match="language 'fr'"):
        spoken_document(qixian, "fr")
