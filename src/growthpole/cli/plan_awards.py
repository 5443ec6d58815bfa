"""``growthpole plan awards``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from growthpole.cli import show
from growthpole.cli.command import Language, Period, Programme, command_app
from growthpole.cli.plan_screen import show_grid
from growthpole.services.plan_awards import (
    awards_shown,
    awards_table,
    compare_awards,
    fairness_shown,
    fairness_table,
    write_frame,
)

app = command_app()
_WRITTEN = {"en": "{rows} rows written to {out}", "zh": "已写入{rows}行：{out}"}
_WAITING = {
    "en": "{count} clusters wait: it is not known whether they are eligible.",
    "zh": "{count}个暂不拨付：是否符合条件尚不清楚。",
}


@app.command()
def awards(
    path: Annotated[Path, typer.Argument(help="Folder or workbook.", exists=True)],
    budget: Annotated[
        list[str] | None, typer.Option(help="Another budget under the rule in force, such as '30 mn CNY' or 3000万元.")
    ] = None,
    change: Annotated[
        list[str] | None,
        typer.Option("--set", help="A change of the rules, such as fund.part.performance.cap='5 mn CNY'."),
    ] = None,
    jobs: Annotated[str | None, typer.Option(help="Indicator that counts jobs; employment by default.")] = None,
    suppose: Annotated[
        bool, typer.Option("--suppose", help="Add the rule in force were no unknown veto to apply: a supposition.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Awards to write: .csv, .xlsx, .tsv or .parquet.")] = None,
    fairness: Annotated[Path | None, typer.Option(help="How even each method is, to write likewise.")] = None,
    programme: Programme = None,
    period: Period = None,
    language: Annotated[Language, typer.Option(help="Language on the screen.")] = Language.en,
) -> None:
    """Split the award fund by the rule in force and by other methods, and show how even each is."""
    run = compare_awards(
        path,
        budgets=budget or (),
        settings=change or (),
        jobs=jobs,
        suppose=suppose,
        programme=programme,
        period=period,
    )
    show.warnings(run.inputs.warnings, language)
    for title, shown in fairness_shown(run, language):
        show_grid(title, shown.columns, shown.rows(), language, numeric=frozenset(range(1, shown.width)))
    if out is None:
        title, shown = awards_shown(run, language)
        show_grid(title, shown.columns, shown.rows(), language, numeric=frozenset({1}))
    if run.splits[0].waiting:
        typer.echo(_WAITING[language].format(count=len(run.splits[0].waiting)))
    for target, frame in ((out, awards_table(run, language)), (fairness, fairness_table(run))):
        if target is not None:
            typer.echo(_WRITTEN[language].format(rows=write_frame(frame, target), out=target))
