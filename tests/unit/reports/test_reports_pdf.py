"""The PDF holds the report in either language, as text, and is the same at every printing."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from growthpole.reports import write_pdf


def words(path):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)


@pytest.fixture(scope="module")
def chinese(sparse, counties, tmp_path_factory):
    return write_pdf(sparse, tmp_path_factory.mktemp("pdf") / "zh.pdf", boundaries=counties, made=True)


def test_it_is_a4_and_speaks_chinese(chinese):
    page = PdfReader(chinese).pages[0]
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
    said = words(chinese)
    assert "评估报告" in said
    assert "祁县玻璃器皿" in said
    assert "未知" in said


def test_it_speaks_english(sparse, tmp_path):
    said = words(write_pdf(sparse, tmp_path / "en.pdf", language="en"))
    assert "Assessment report" in said
    assert "Qixian glassware" in said
    assert "exported to more than 3000 countries" in " ".join(said.split())


def test_made_up_data_are_called_made_up_on_every_page(chinese):
    pages = PdfReader(chinese).pages
    assert all("虚构数据" in page.extract_text() for page in pages)


def test_the_same_assessment_gives_the_same_bytes(sparse, counties, chinese, tmp_path):
    again = write_pdf(sparse, tmp_path / "again.pdf", boundaries=counties, made=True)
    assert again.read_bytes() == chinese.read_bytes()


def test_draws_are_told(drawn, tmp_path):
    said = " ".join(words(write_pdf(drawn, tmp_path / "drawn.pdf", language="en")).split())
    assert "How far the rank holds" in said
    assert "brand titles 6 → 18" in said


def test_an_assessment_of_nobody_is_a_document(nobody, tmp_path):
    assert "0" in words(write_pdf(nobody, tmp_path / "none.pdf"))


def test_a_chart_of_many_bars_goes_over_several_pages(crowd, tmp_path):
    said = words(write_pdf(crowd(50), tmp_path / "many.pdf", language="en"))
    assert all(f"Town {number}" in said for number in range(50))


def test_every_cluster_beyond_the_sixtieth_is_counted(crowd, tmp_path):
    said = words(write_pdf(crowd(300), tmp_path / "very-many.pdf", language="en"))
    assert "The first 200 of 300 are shown" in said.replace("\n", " ")
