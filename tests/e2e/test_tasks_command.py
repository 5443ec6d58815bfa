"""``growthpole plan tasks`` as an office runs it: written, filled in, read back, carried on."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from growthpole.errors import EvidenceError
from growthpole.model.interval import Interval
from growthpole.services.demo import lay_out
from growthpole.services.plan_tasks import ledger_table, task_ledger, write_task_ledger

COMMAND = [sys.executable, "-c", "import sys; from growthpole.cli.app import main; sys.exit(main())"]


def run(*arguments: str | Path, code: int = 0) -> str:
    words = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", env=words)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The real towns, without a ledger yet."""
    lay_out("jinzhong", tmp_path / "office")
    return tmp_path / "office"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rewrite(path: Path, table: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


def test_a_chinese_ledger_is_written_filled_in_and_carried_on(office: Path, tmp_path: Path) -> None:
    shown = run("plan", "tasks", office, "--period", "2024", "--out", tmp_path / "a.csv", "--language", "zh")
    assert "共332项任务：新增332项" in shown
    table = rows(tmp_path / "a.csv")
    assert {row["状态"] for row in table} == {"未开始"}
    brand = next(row for row in table if row["任务编号"] == "qixian-glassware.remedy.regional_brand")
    assert (brand["责任单位"], brand["计划资金 (元)"], brand["完成时限"]) == ("市场监管局", "1000000", "2025-12-31")
    brand |= {
        "状态": "已完成",
        "完成日期": "2025年6月30日",
        "已用资金 (元)": "98万元",
        "完成比例 (%)": "100",
        "备注": "见函",
    }
    rewrite(office / "任务台账.csv", table)
    shown = run("plan", "tasks", office, "--period", "2024", "--out", tmp_path / "b.csv", "--language", "zh")
    assert "新增0项，延续332项" in shown
    again = next(row for row in rows(tmp_path / "b.csv") if row["任务编号"] == brand["任务编号"])
    assert (again["状态"], again["完成日期"], again["已用资金 (元)"], again["备注"]) == (
        "已完成",
        "2025-06-30",
        "980000",
        "见函",
    )
    # What is written from a ledger that was read back is the same ledger.
    shutil.copy(tmp_path / "b.csv", office / "任务台账.csv")
    write_task_ledger(task_ledger(office, period="2024"), tmp_path / "c.csv", "zh")
    assert (tmp_path / "c.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize(("language", "file"), [("en", "tasks.xlsx"), ("zh", "任务台账.xlsx")])
def test_a_workbook_is_filled_in_from_lists_and_reads_back(office: Path, language: str, file: str) -> None:
    write_task_ledger(task_ledger(office, period="2024"), office / file, language)
    book = openpyxl.load_workbook(office / file)
    page = book.worksheets[0]
    headings = [cell.value for cell in page[1]]
    offers = {str(one.sqref): one.formula1 for one in page.data_validations.dataValidation}
    states = {"en": '"open,started,done,dropped"', "zh": '"未开始,进行中,已完成,已取消"'}[language]
    column = openpyxl.utils.get_column_letter(headings.index({"en": "state", "zh": "状态"}[language]) + 1)
    assert offers[f"{column}2:{column}5000"] == states
    ids = [cell.value for cell in page["A"]]
    row = ids.index("qixian-glassware.remedy.regional_brand") + 1
    money = headings.index({"en": "cost (CNY)", "zh": "计划资金 (元)"}[language]) + 1
    assert page.cell(row, money).value == 1_000_000
    # The office fills it in and saves it, as a spreadsheet program does.
    page[f"{column}{row}"] = {"en": "done", "zh": "已完成"}[language]
    page.cell(row, headings.index({"en": "done_on", "zh": "完成日期"}[language]) + 1).value = date(2025, 6, 30)
    page.cell(row, headings.index({"en": "done_share (%)", "zh": "完成比例 (%)"}[language]) + 1).value = 100
    book.save(office / file)
    again = {one.id: one for one in task_ledger(office, period="2024").rows}
    assert {one.standing for one in again.values()} == {"kept"}
    entry = again["qixian-glassware.remedy.regional_brand"].entry
    assert entry is not None
    assert (entry.state, entry.done_on, entry.cost) == ("done", "2025-06-30", Interval(1e6, 1e6))
    assert entry.done_share == Interval(1.0, 1.0)


def test_the_same_ledger_gives_the_same_bytes(office: Path, tmp_path: Path) -> None:
    made = task_ledger(office, period="2024")
    for name in ("a.xlsx", "b.xlsx", "a.csv", "b.csv", "a.parquet", "b.parquet"):
        write_task_ledger(made, tmp_path / name, "zh")
    for ending in ("xlsx", "csv", "parquet"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2024-12-31T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_sequence_of_a_portfolio_goes_before_all_remedies(office: Path, tmp_path: Path) -> None:
    sequence = tmp_path / "plan.csv"
    sequence.write_text(
        "cluster,remedy,begins,works_from,cost_cents,why\nqixian-glassware,trade_fairs,2026,2027,80000000,cheapest\n",
        "utf-8",
    )
    table = ledger_table(task_ledger(office, period="2024", sequence=sequence))
    remedies = table.filter(table["section"] == "remedy").select("task", "begins", "due", "cost (CNY)")
    assert remedies.rows() == [("qixian-glassware.remedy.trade_fairs", "2026", "2026-06-30", "800000")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cluster,remedy,begins,works_from\nx,y,2026,2027\n", ["the column cost_cents"]),
        (
            "cluster,remedy,begins,works_from,cost_cents\nx,y,soon,2027,-1\n",
            ["a remedy of the programme", "'soon'", "0 or more"],
        ),
    ],
)
def test_a_sequence_that_cannot_be_is_refused(office: Path, tmp_path: Path, text: str, told: list[str]) -> None:
    (tmp_path / "plan.csv").write_text(text, "utf-8")
    with pytest.raises(EvidenceError) as caught:
        task_ledger(office, period="2024", sequence=tmp_path / "plan.csv")
    assert all(words in str(caught.value) for words in told)


def test_faults_of_a_ledger_are_told_by_row_and_column(office: Path) -> None:
    (office / "tasks.csv").write_text(
        "task,cluster,section,rule,begins,state,due,cost,done_on\n"
        "a,qixian-glassware,remedy,grow_leader,2024,done,2024-12-31,5,\n"
        "b,qixian-glassware,remedy,grow_leader,2024,open,then,-5,\n",
        "utf-8",
    )
    told = run("plan", "tasks", office, "--period", "2024", code=1)
    for words in ("row 2, column done_on", "row 3, column due", "row 3, column cost"):
        assert words in told
    (office / "tasks.csv").write_text(
        "task,cluster,section,rule,begins,state\na,qixian-glass,remedy,x,2024,half\n", "utf-8"
    )
    with pytest.raises(EvidenceError) as caught:
        task_ledger(office, period="2024")
    assert {problem.column for problem in caught.value.problems} == {"cluster", "state"}


def test_the_screen_shows_the_first_rows(office: Path) -> None:
    said = run("plan", "tasks", office, "--period", "2024", "--until", "2025")
    assert "302 more rows" in said
    assert "Jiexiu carbon" in said
    assert "jiexiu-carbon" not in said
