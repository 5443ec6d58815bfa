"""The task ledger: written from an assessment, carried on from the one handed in, and told in the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from growthpole.errors import Problem
from growthpole.model.assessment import Assessment
from growthpole.model.plan import Undertaking
from growthpole.model.text import Text
from growthpole.plan.goals import plan_years
from growthpole.plan.task_ledger import read_tasks
from growthpole.plan.task_ledger_merge import LedgerRow, carried_on
from growthpole.plan.task_ledger_progress import TaskProgress, task_progress
from growthpole.plan.tasks_making import tasks_of
from growthpole.programme.assess import assess
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.tasks import tasks_chapter
from growthpole.reports.manual.ledger import STANDINGS, ledger_cells
from growthpole.reports.manual.ledger_book import BookColumn, write_ledger_book
from growthpole.reports.manual.task_sheet import what_of
from growthpole.reports.manual.words import STATES
from growthpole.reports.view.names import Names
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.services.plan_sequence import read_sequence
from growthpole.tables.columns import TABLES, Column
from growthpole.tables.plain import write_table

__all__ = ["TaskLedger", "ledger_table", "shown_tasks", "task_ledger", "tasks_study", "write_task_ledger"]

_ASKED = ("state", "done_share", "spent", "done_on", "note")
"""What the office fills in."""
_WIDTHS = {"task": 40.0, "what": 40.0, "proof": 32.0, "measure": 40.0, "note": 30.0, "owner": 20.0}
_SHOWN = (
    Text("cluster", "集群"), Text("task", "任务内容"), Text("due", "完成时限"), Text("state", "状态"),
    Text("standing", "与台账相比"),
)  # fmt: skip
_OPEN = ("new", "kept")
_STANDING = Text("standing", "与台账相比")
"""The further column that says whether a row is new, kept, settled or orphaned; it is read back as a remark."""


@dataclass(frozen=True)
class TaskLedger:
    """The ledger as it goes on.

    Attributes
    ----------
    inputs : Inputs
        What was handed in.
    assessment : Assessment
        What was decided on it.
    rows : tuple of LedgerRow
        By cluster, section and id.
    progress : TaskProgress
        What became of the ledger handed in.
    doubts : tuple of Problem
        What is doubtful about it and stops nothing.
    """

    inputs: Inputs
    assessment: Assessment
    rows: tuple[LedgerRow, ...]
    progress: TaskProgress
    doubts: tuple[Problem, ...] = ()


def task_ledger(
    path: Path,
    *,
    programme: str | None = None,
    period: str | None = None,
    until: str | None = None,
    sequence: Path | None = None,
) -> TaskLedger:
    """Make the task ledger of a folder or workbook, and carry on the one that lies there.

    Parameters
    ----------
    path : Path
        What the office hands in; its table ``tasks``, where there is one, is carried on.
    programme, period : str, optional
        As for the assessment.
    until : str, optional
        The last year planned; three years after the one assessed by default.
    sequence : Path, optional
        Remedies chosen, as ``growthpole plan portfolio --out`` writes them; by default all remedies of the
        weaknesses found.

    Returns
    -------
    TaskLedger

    Raises
    ------
    EvidenceError
        With every fault of the files, those of the ledger among them.
    """
    inputs = open_inputs(path, programme, period)
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    chosen = None if sequence is None else read_sequence(sequence, inputs.programme, inputs.dossier.cluster_index)
    return _carried(inputs, assessment, chosen, until)


def _carried(
    inputs: Inputs, assessment: Assessment, chosen: Sequence[Undertaking] | None = None, until: str | None = None
) -> TaskLedger:
    entries, doubts = read_tasks(inputs.dossier)
    tasks = tasks_of(assessment, plan_years(assessment.period, until), chosen)
    rows = carried_on(tasks, entries, assessment)
    return TaskLedger(inputs, assessment, rows, task_progress(entries, assessment), doubts)


def ledger_table(ledger: TaskLedger, language: str = "en") -> pl.DataFrame:
    """The ledger as a table that reads back: one row a task, headings and choices in one language.

    Parameters
    ----------
    ledger : TaskLedger
        From `task_ledger`.
    language : {"en", "zh"}
        The language of headings, choices and texts.

    Returns
    -------
    polars.DataFrame
        The columns of the ledger, then the standing of each row and what else the office keeps.
    """
    columns = TABLES["tasks"].columns
    cells = [ledger_cells(row, language) for row in ledger.rows]
    table = {_heading(one, language): [_said(one, row[one.name], language) for row in cells] for one in columns}
    table[_STANDING.get(language)] = [row["standing"] for row in cells]
    others = sorted({name for row in ledger.rows if row.entry is not None for name in row.entry.record.extra})
    for name in others:
        if name not in (_STANDING.en, _STANDING.zh):
            table[name] = ["" if one.entry is None else one.entry.record.extra.get(name, "") for one in ledger.rows]
    return pl.DataFrame(table, schema=dict.fromkeys(table, pl.String))


def write_task_ledger(ledger: TaskLedger, out: Path, language: str = "en") -> int:
    """Write the ledger as CSV, TSV or Parquet, or as a workbook to fill in, by the ending; gives the number of rows.

    The workbook has lists to choose from, and what the office fills in is shaded.
    """
    table = ledger_table(ledger, language)
    if out.suffix.lower() != ".xlsx":
        write_table(table, out)
        return table.height
    out.parent.mkdir(parents=True, exist_ok=True)
    known = {_heading(one, language): one for one in TABLES["tasks"].columns}
    columns = [_book_column(heading, known.get(heading), language) for heading in table.columns]
    name = Text("tasks", "任务台账").get(language)
    day = f"{ledger.assessment.period}-12-31"
    write_ledger_book(columns, table.rows(), out, sheet=name, day=day)
    return table.height


def shown_tasks(ledger: TaskLedger, language: str = "en") -> pl.DataFrame:
    """The ledger as it is read on a screen: what is still to be done first, by its day, in words of one language."""
    names = {each.cluster.id: each.cluster.name.get(language) for each in ledger.assessment.clusters}
    rows = []
    for row in ledger.rows:
        due, over = ledger_cells(row, language)["due"], row.standing not in _OPEN or row.state in ("done", "dropped")
        said = (what_of(row, ledger.inputs.programme), STATES[row.state], STANDINGS[row.standing])
        what, state, standing = (one.get(language) for one in said)
        rows.append((over, due, row.cluster, row.id, names.get(row.cluster, row.cluster), what, due, state, standing))
    heads = [one.get(language) for one in _SHOWN]
    return pl.DataFrame([one[4:] for one in sorted(rows)], dict.fromkeys(heads, pl.String), orient="row")


def _book_column(heading: str, column: Column | None, language: str) -> BookColumn:
    """How a column stands in the workbook; one that the ledger does not know is free text."""
    if column is None:
        return BookColumn(heading, 16)
    choices = tuple(_said(column, choice, language) for choice in column.choices)
    width = _WIDTHS.get(column.name, 14.0)
    return BookColumn(heading, width, column.kind == "figure", choices, column.name in _ASKED)


def _heading(column: Column, language: str) -> str:
    """The column's heading; money and shares say their unit."""
    unit = {"CNY": Text("CNY", "元"), "%": Text("%", "%")}.get(column.unit)
    chinese = next((word for word in column.aliases if not word.isascii()), column.name)
    name = Text(column.name, chinese).get(language)
    return name if unit is None else f"{name} ({unit.get(language)})"


def _said(column: Column, text: str, language: str) -> str:
    """A choice in the language of the table; other cells as they are."""
    words = column.choices.get(text, ())
    return words[0] if language == "zh" and words else text


def tasks_study(inputs: Inputs, assessment: Assessment) -> Chapter | None:
    """The chapter of tasks of a report."""
    ledger = _carried(inputs, assessment)
    return tasks_chapter(ledger.progress, ledger.rows, assessment, Names.of(assessment, inputs.dossier.boundaries))
