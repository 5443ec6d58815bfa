"""``growthpole plan tasks``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.cli.plan_screen import show_grid
from growthpole.services.plan_tasks import TaskLedger, shown_tasks, task_ledger, write_task_ledger

app = command_app()
SHOWN = 30
_SAID = {
    "en": "{all} tasks: {new} new, {kept} kept, {settled} settled, {orphaned} orphaned; {late} of the ledger are late",
    "zh": "共{all}项任务：新增{new}项，延续{kept}项，了结{settled}项，失去依据{orphaned}项；台账中逾期{late}项",
}
_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}


@app.command()
def tasks(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    out: Annotated[Path | None, typer.Option(help="Ledger to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    sequence: Annotated[
        Path | None,
        typer.Option(help="Remedies chosen, as `growthpole plan portfolio --out` writes them.", exists=True),
    ] = None,
    until: Annotated[str | None, typer.Option(help="Last year planned; three years ahead by default.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language of the ledger and the screen.")] = Language.en,
) -> None:
    """Write the task ledger that the work manual becomes, carrying on the states of the one in the folder."""
    ledger = task_ledger(path, programme=programme, period=period, until=until, sequence=sequence)
    show.warnings((*ledger.inputs.warnings, *ledger.doubts), language)
    typer.echo(_summary(ledger, language))
    if out is not None:
        typer.echo(_WRITTEN[language].format(rows=write_task_ledger(ledger, out, language), out=out))
        return
    _print(ledger, language)


def _summary(ledger: TaskLedger, language: str) -> str:
    standings = Counter(row.standing for row in ledger.rows)
    counts = {name: standings[name] for name in ("new", "kept", "settled", "orphaned")}
    return _SAID[language].format(all=len(ledger.rows), late=ledger.progress.whole.late, **counts)


def _print(ledger: TaskLedger, language: str) -> None:
    """What is to be done next, with the columns that fit on a screen."""
    table = shown_tasks(ledger, language)
    show_grid("", table.columns, table.rows(), language, top=SHOWN)
