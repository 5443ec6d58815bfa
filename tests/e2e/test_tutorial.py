"""The tutorial, followed to the letter: its tables are typed in, its commands run, its screens must appear."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from growthpole.cli.app import COMMANDS

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "first-assessment.md"


def section(number: int) -> str:
    return re.split(r"(?m)^## \d+\. ", PAGE.read_text(encoding="utf-8"))[number]


def tables(text: str) -> list[list[dict[str, str]]]:
    """The Markdown tables of a section, each as rows by heading."""
    found = []
    for block in re.findall(r"(?m)(?:^\|.*\n)+", text):
        lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        found.append([dict(zip(lines[0], line, strict=True)) for line in lines[2:]])
    return found


def screens(text: str) -> list[list[str]]:
    """The lines that the page shows as printed, spaces made one."""
    return [
        [" ".join(line.split()) for line in block.splitlines()]
        for block in re.findall(r"```text\n(.*?)```", text, re.S)
    ]


def typed(text: str) -> list[list[str]]:
    """The commands of a section, without the path of the program."""
    lines = (line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines())
    return [shlex.split(line)[1:] for line in lines]


def run(words: list[str], capfd: pytest.CaptureFixture[str], code: int = 0) -> str:
    done = CliRunner().invoke(import_module(COMMANDS[words[0]][0]).app, words[1:], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return " ".join("".join([done.output, *capfd.readouterr()]).replace("│", " ").split())


def fill(workbook: Path, sheet: str, rows: list[dict[str, str]], first: int = 3) -> None:
    """Type rows below the example, as a clerk does: numbers as numbers."""
    book = openpyxl.load_workbook(workbook)
    place = {str(cell.value).split()[0]: cell.column for cell in book[sheet][1]}
    for line, row in enumerate(rows, first):
        for heading, word in row.items():
            number = re.fullmatch(r"[\d.]+", word)
            book[sheet].cell(line, place[heading], float(word) if number and heading == "value" else word)
    book.save(workbook)


def test_the_tutorial_holds_word_for_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("NO_COLOR", "1")
    run(typed(section(3))[0], capfd)
    clusters, evidence = tables(section(3))
    workbook = tmp_path / "mytown" / "evidence.xlsx"
    fill(workbook, "clusters", clusters)
    fill(workbook, "evidence", evidence)

    wrong, right = screens(section(4))
    said = run(typed(section(4))[0], capfd, code=1)
    assert [line for line in wrong if line not in said] == []
    fill(workbook, "evidence", [{"unit": "亿元"}])
    assert right[0] in run(typed(section(4))[0], capfd)

    assess, explain = typed(section(5))
    said = run(assess, capfd)
    assert [line for line in screens(section(5))[0] if line not in said] == []
    assert (tmp_path / "out" / "report.html").is_file()
    assert "evidence.xlsx, sheet evidence, row 3" in run(explain, capfd)

    said = run(typed(section(6))[0], capfd)
    assert [line for line in screens(section(6))[0] if line not in said] == []
    assert screens(section(7))[0][0] in run(typed(section(7))[0], capfd)
