"""``growthpole measure``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from growthpole.cli.command import command_app
from growthpole.cli.progress import progress_bar
from growthpole.errors import InputError
from growthpole.services.measure import Measured, as_evidence, as_source, measure_file, write_measured
from growthpole.services.measures_table import measure_named, measures
from growthpole.tables.plain import write_table

app = command_app()
SHOWN = 20


@app.command()
def measure(
    name: Annotated[str, typer.Argument(help="The measure; `list` for all of them, `list NAME` for one's arguments.")],
    path: Annotated[str, typer.Argument(help="CSV, TSV, Parquet or Excel file.")] = "",
    region: Annotated[str, typer.Option(help="Column of the region.")] = "",
    industry: Annotated[str, typer.Option(help="Column of the industry.")] = "",
    value: Annotated[str, typer.Option(help="Column of the figure; `employment` by default.")] = "",
    period: Annotated[str, typer.Option(help="Column of the period, where there is one.")] = "",
    reference: Annotated[str, typer.Option(help="Region that stands for the whole economy.")] = "",
    unknown: Annotated[str, typer.Option(help="leave_out or spread: what a missing figure does to the rest.")] = "",
    absent: Annotated[str, typer.Option(help="zero or unknown: what a combination without a row means.")] = "",
    settings: Annotated[list[str] | None, typer.Option("--set", help="Further argument, name=value.")] = None,
    sheet: Annotated[str | None, typer.Option(help="Worksheet of a workbook; the first by default.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="Keep rows of the result, column=value.")] = None,
    out: Annotated[Path | None, typer.Option(help="File to write: .csv, .tsv, .parquet or .xlsx.")] = None,
    evidence: Annotated[str, typer.Option(help="Write evidence instead: INDICATOR,UNIT,PERIOD.")] = "",
) -> None:
    """Measure a table: specialisation, concentration, change, relatedness, complexity."""
    if name == "list":
        _list(path)
        return
    columns = {
        "region": region, "industry": industry, "value": value, "period": period,
        "reference": reference, "unknown": unknown, "absent": absent,
    }  # fmt: skip
    if not path:
        raise InputError("`path` must be a table; it is missing. `growthpole measure list` names the measures.")
    with progress_bar() as bar:
        task = bar.add_task(name, total=None)
        measured = measure_file(
            name, Path(path), columns, _pairs(settings), sheet=sheet,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )  # fmt: skip
    measured = _kept(measured, _pairs(where))
    _warn(measured)
    if out is None:
        _show(measured.table)
    elif evidence:
        indicator, unit, when = (part.strip() for part in evidence.split(","))
        sources = out.with_name(f"{out.stem}.sources{out.suffix}")
        write_table(as_evidence(measured, indicator, region or "region", when, unit), out)
        write_table(as_source(measured), sources)
        typer.echo(f"{measured.table.height} figures written to {out}; add the row of {sources} to your sources.")
    else:
        write_measured(measured, out)
        typer.echo(f"{measured.table.height} rows written to {out}")


def _list(name: str) -> None:
    console = Console()
    if name:
        one = measure_named(name)
        table = Table(
            "argument", "kind", "needed", "meaning", title=f"{one.name}: {one.question}", title_justify="left"
        )
        for argument in one.arguments:
            table.add_row(argument.name, argument.kind, "yes" if argument.required else "", argument.help)
    else:
        table = Table("measure", "question", "arguments")
        for one in measures().values():
            table.add_row(one.name, one.question, ", ".join(argument.name for argument in one.arguments))
    console.print(table)


def _pairs(texts: list[str] | None) -> dict[str, str]:
    found = {}
    for text in texts or []:
        name, sign, value = text.partition("=")
        if not sign:
            raise InputError(f"an argument must read name=value; it is {text!r}.")
        found[name.strip()] = value.strip()
    return found


def _kept(measured: Measured, where: dict[str, str]) -> Measured:
    table = measured.table
    for name, value in where.items():
        if name not in table.columns:
            raise InputError(f"`--where` must name a column of {table.columns}; it names {name!r}.")
        table = table.filter(pl.col(name).cast(pl.String) == value)
    return replace(measured, table=table)


def _warn(measured: Measured) -> None:
    for name, count in measured.lost.items():
        typer.echo(f"{name}: {count} cells are no numbers and count as unknown.", err=True)
    if "status" in measured.table.columns:
        lacking = measured.table.filter(pl.col("status") == "unknown").height
        if lacking:
            typer.echo(f"{lacking} of {measured.table.height} rows are unknown.", err=True)


def _show(table: pl.DataFrame) -> None:
    shown = Table(*table.columns)
    for row in table.head(SHOWN).iter_rows():
        shown.add_row(*(_text(value) for value in row))
    Console().print(shown)
    if table.height > SHOWN:
        typer.echo(f"... {table.height - SHOWN} more rows; write all of them with --out FILE.")


def _text(value: object) -> str:
    if value is None:
        return "?"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
