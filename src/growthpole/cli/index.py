"""``growthpole index build | rank | sensitivity``."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from growthpole.cli.command import command_app
from growthpole.errors import InputError
from growthpole.services.index import (
    rank_index,
    rank_table,
    score_table,
    sensitivity_table,
    uncertainty_of,
    write_frame,
    write_rank_chart,
    write_sensitivity_chart,
)
from growthpole.services.index_sources import CompositeIndex, IndexFiles, build_index

app = command_app(no_args_is_help=True, help="Build composite indices whose ranks carry an error bar.")
SHOWN = 60

Data = Annotated[Path, typer.Argument(help="Figures: CSV, TSV, Parquet or Excel; or a folder of evidence.")]
Frame = Annotated[
    Path | None, typer.Argument(help="Framework: a programme, a TOML file with [index], or a table of indicators.")
]
Unit = Annotated[str, typer.Option(help="Column that names the units.")]
Period = Annotated[str, typer.Option(help="Column of the period, for a panel; with a folder the year.")]
Classes = Annotated[str, typer.Option(help="Column of the peer class; ranks are counted inside it.")]
Choices = Annotated[list[str] | None, typer.Option("--set", help="Method of a stage, such as normalise=min-max.")]
Vary = Annotated[
    list[str] | None,
    typer.Option(help="What could have been otherwise: normalise=goalposts,percentile or weight:ID=1..3."),
]
Error = Annotated[float, typer.Option(help="Relative standard error of every figure.")]
Concentration = Annotated[float, typer.Option(help="Dirichlet weights around the given ones; 0 for fixed weights.")]
Seed = Annotated[int, typer.Option(help="Seed of the draws.")]
Workers = Annotated[int, typer.Option(help="Tasks at a time; changes no result.")]
Out = Annotated[Path | None, typer.Option(help="File to write: .csv, .tsv, .parquet or .xlsx.")]
Chart = Annotated[Path | None, typer.Option(help="Chart to write: .html, .svg, .png or .json.")]


@app.command("build")
def build_command(
    data: Data,
    framework: Frame = None,
    unit: Unit = "unit",
    period: Period = "",
    classes: Classes = "",
    choices: Choices = None,
    out: Out = None,
) -> None:
    """Score every unit, with the range that unknown figures leave open."""
    index = _built(IndexFiles(data, framework, unit, period, classes), choices)
    for step in index.log:
        typer.echo(f"{step.verb}: " + ", ".join(f"{name}={value}" for name, value in step.arguments.items()))
    table = score_table(index)
    # The scores of inner nodes stand in the file; on a screen they would squeeze everything else.
    _give(table, out, shown=table.drop(index.framework.order[:-1]))


@app.command("rank")
def rank_command(
    data: Data,
    framework: Frame = None,
    unit: Unit = "unit",
    period: Period = "",
    classes: Classes = "",
    choices: Choices = None,
    vary: Vary = None,
    error: Error = 0.0,
    concentration: Concentration = 0.0,
    replications: Annotated[int, typer.Option(help="Number of draws.")] = 1000,
    seed: Seed = 0,
    workers: Workers = 1,
    top: Annotated[int, typer.Option(help="Places whose holders are told apart as safe or borderline.")] = 10,
    gate: Annotated[float | None, typer.Option(help="The lowest score that passes.")] = None,
    out: Out = None,
    chart: Chart = None,
) -> None:
    """Rank the units, each rank with its exact range and its distribution."""
    index = _built(IndexFiles(data, framework, unit, period, classes), choices)
    uncertainty = uncertainty_of(vary or (), data=error, concentration=concentration or None)
    ranked = rank_index(index, uncertainty, replications=replications, seed=seed, workers=workers)
    table = rank_table(ranked, top=top, gate=gate)
    _give(table, out, shown=_ranges(table))
    if not ranked.intervals.exact:
        typer.echo("Ranges are bounds that hold, not exact: unknown figures move the references.", err=True)
    if chart is not None:
        write_rank_chart(ranked, chart)
        typer.echo(f"chart written to {chart}")


@app.command("sensitivity")
def sensitivity_command(
    data: Data,
    framework: Frame = None,
    unit: Unit = "unit",
    period: Period = "",
    classes: Classes = "",
    choices: Choices = None,
    vary: Vary = None,
    error: Error = 0.0,
    concentration: Concentration = 0.0,
    base: Annotated[int, typer.Option("--n", help="Base sample, a power of two.")] = 512,
    seed: Seed = 0,
    workers: Workers = 1,
    out: Out = None,
    chart: Chart = None,
) -> None:
    """Find which uncertain choice the ranks depend on: Sobol first-order and total indices."""
    index = _built(IndexFiles(data, framework, unit, period, classes), choices)
    uncertainty = uncertainty_of(vary or (), data=error, concentration=concentration or None)
    table, found = sensitivity_table(index, uncertainty, n=base, seed=seed, workers=workers)
    typer.echo(f"ranks shift by {found.mean_rank_shift:.2f} places on average, over {found.evaluations} evaluations")
    _give(table, out)
    if chart is not None:
        write_sensitivity_chart(found, chart)
        typer.echo(f"chart written to {chart}")


def _built(files: IndexFiles, choices: list[str] | None) -> CompositeIndex:
    index, lost = build_index(files, _pairs(choices))
    for name, count in lost.items():
        typer.echo(f"{name}: {count} cells are no numbers and count as unknown.", err=True)
    return index


def _pairs(texts: list[str] | None) -> dict[str, str]:
    found = {}
    for text in texts or []:
        name, sign, value = text.partition("=")
        if not sign:
            raise InputError(f"a choice must read stage=method; it is {text!r}.")
        found[name.strip()] = value.strip()
    return found


def _give(table: pl.DataFrame, out: Path | None, shown: pl.DataFrame | None = None) -> None:
    """Write the table, or print its first rows, in the short form where there is one."""
    if out is not None:
        write_frame(table, out)
        typer.echo(f"{table.height} rows written to {out}")
        return
    printed = table if shown is None else shown
    grid = Table(*printed.columns)
    for row in printed.head(SHOWN).iter_rows():
        grid.add_row(*(_text(one) for one in row))
    Console().print(grid)
    if table.height > SHOWN:
        typer.echo(f"... {table.height - SHOWN} more rows; write all of them with --out FILE.")


def _ranges(table: pl.DataFrame) -> pl.DataFrame:
    """Write the two ends of each range into one column."""
    pairs = {"score": ("score_low", "score_high"), "rank": ("rank_best", "rank_worst"), "90 %": ("rank_5", "rank_95")}
    kept = [one for one in table.columns if one != "rank_50" and not any(one in pair for pair in pairs.values())]
    columns = {name: table[name] for name in kept if not name.startswith(("top_", "gate", "p_"))}
    for title, (low, high) in pairs.items():
        if low in table.columns:
            columns[title] = pl.Series(title, [_range(*ends) for ends in table.select(low, high).iter_rows()])
    return pl.DataFrame({**columns, **{name: table[name] for name in kept if name not in columns}})


def _range(low: float, high: float) -> str:
    return _text(low) if low == high else f"{_text(low)} to {_text(high)}"


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "?"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
