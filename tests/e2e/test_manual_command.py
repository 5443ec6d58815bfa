"""``growthpole plan manual`` as an office runs it, and its page in a real browser, offline."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import pypdf
import pytest
from playwright.sync_api import Browser

from growthpole.errors import NameUnknownError
from growthpole.services.demo import lay_out
from growthpole.services.plan_manual import make_manual, write_manual

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]


def run(*arguments: str | Path, code: int = 0) -> str:
    words = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    lay_out("jiaozuo", folder)
    return folder


@pytest.fixture(scope="module")
def written(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole manual of the sparse world, by the real command."""
    folder = tmp_path_factory.mktemp("manual")
    shown = run("plan", "manual", office, "--out", folder, "--period", "2013")
    assert "共24个文件" in shown
    return folder


def test_every_cluster_has_its_documents_and_all_have_a_volume(written: Path) -> None:
    names = {path.stem for path in written.iterdir()}
    assert "work-manual" in names
    assert "mengzhou" in names
    assert {path.suffix for path in written.iterdir()} == {".docx", ".pdf", ".html"}
    assert len(list(written.iterdir())) == 3 * len(names) == 24


def test_what_was_written_opens(written: Path) -> None:
    book = docx.Document(str(written / "work-manual.docx"))
    assert any("重点篇" in one.text for one in book.paragraphs)
    assert len(book.tables) > 5
    text = "".join(page.extract_text() for page in pypdf.PdfReader(written / "mengzhou.pdf").pages)
    assert "年度目标" in text


@pytest.fixture(scope="module")
def qixian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One real town in English, by the real command, in one format."""
    folder = tmp_path_factory.mktemp("jinzhong")
    lay_out("jinzhong", folder / "in")
    run(
        "plan", "manual", folder / "in", "--out", folder / "out", "--period", "2024", "--cluster", "qixian-glassware",
        "--language", "en", "--format", "html",
    )  # fmt: skip
    return folder / "out"


def test_one_cluster_in_one_language_and_format(qixian: Path) -> None:
    assert [path.name for path in qixian.iterdir()] == ["qixian-glassware.html"]
    assert "Annual goals" in (qixian / "qixian-glassware.html").read_text("utf-8")


def test_what_does_not_exist_is_refused_in_words(office: Path, tmp_path: Path) -> None:
    with pytest.raises(NameUnknownError, match="Did you mean 'xiuwu'"):
        make_manual(office, period="2013", cluster="xiuvu")
    with pytest.raises(NameUnknownError, match="there is no format 'odt'"):
        next(write_manual(make_manual(office, period="2013"), tmp_path, formats=["odt"]))


@pytest.mark.browser
def test_the_page_opens_offline_with_its_tables_its_chart_and_no_fault(
    browser: Browser, written: Path, qixian: Path
) -> None:
    page = browser.new_page()
    faults: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((qixian / "qixian-glassware.html").as_uri())
    assert page.locator("figure img").first.evaluate("image => image.naturalWidth") > 100
    page.goto((written / "work-manual.html").as_uri())
    assert page.title().endswith("工作手册")
    assert page.locator("table").count() > 5
    page.get_by_role("link", name="孟州市产业集聚区").first.click()
    assert page.locator("h3:target").inner_text() == "孟州市产业集聚区"
    assert faults == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page never scrolls sideways"
    page.close()
