"""``growthpole points``: how far apart an industry's establishments are, against chance."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from growthpole.cli.command import command_app
from growthpole.cli.progress import progress_bar
from growthpole.services.points import (
    PointColumns,
    PointsRun,
    default_step,
    measure_points,
    ripley_file,
    window_of,
    write_points,
)

app = command_app(no_args_is_help=True, help="Distance-based concentration of establishments with coordinates.")
SHOWN = 20

File = Annotated[Path, typer.Argument(help="CSV, TSV, Parquet or Excel file, one row per establishment.")]
X = Annotated[str, typer.Option("--x", help="Column of longitude, or of metres east.")]
Y = Annotated[str, typer.Option("--y", help="Column of latitude, or of metres north.")]
Industry = Annotated[str, typer.Option(help="Column of the industry.")]
RMax = Annotated[str, typer.Option("--r-max", help="Largest distance, such as 180km.")]
Step = Annotated[str, typer.Option(help="Spacing of distances; a 180th of --r-max by default.")]
Weights = Annotated[str, typer.Option(help="Column of employment.")]
Which = Annotated[list[str] | None, typer.Option(help="Industry to measure and draw; may be given again.")]
Coordinates = Annotated[str, typer.Option(help="lonlat (degrees) or plane (metres).")]
Level = Annotated[float, typer.Option(help="Level of each side of the bands.")]
Simulations = Annotated[int, typer.Option(help="Random placements.")]
Seed = Annotated[int, typer.Option(help="Seed of everything random.")]
Drop = Annotated[bool, typer.Option("--drop", help="Leave out faulty rows and count them, instead of stopping.")]
Memory = Annotated[str, typer.Option(help="Memory for the pass, such as 2GB.")]
Jobs = Annotated[int, typer.Option(help="Workers; -1 for all cores.")]
Out = Annotated[Path, typer.Option(help="Folder for tables and charts.")]
Identifier = Annotated[str, typer.Option(help="Column that identifies an establishment: finds duplicates.")]


Group = Annotated[str, typer.Option(help="Column of the broader industry, or a flag: the sites of the null.")]
Cumulative = Annotated[bool, typer.Option("--cumulative", help="Share of pairs within r, without a kernel.")]
Method = Annotated[str, typer.Option(help="auto, exact, hybrid or permutation.")]
Around = Annotated[str, typer.Option(help="Measure around the plants of this industry.")]
Density = Annotated[bool, typer.Option("--density", help="m, at each distance, instead of M, within it.")]
Window = Annotated[str, typer.Option(help="x_min,y_min,x_max,y_max in metres; by default around all rows.")]
Border = Annotated[str, typer.Option(help="isotropic or none.")]


@app.command("kd")
def kd_command(
    file: File, x: X, y: Y, industry: Industry, r_max: RMax, step: Step = "", weights: Weights = "",
    which: Which = None, group: Group = "", cumulative: Cumulative = False, method: Method = "auto",
    coordinates: Coordinates = "lonlat", level: Level = 0.95, simulations: Simulations = 1000, seed: Seed = 0,
    identifier: Identifier = "", drop: Drop = False, memory: Memory = "1GB", jobs: Jobs = -1,
    out: Out = Path("out/points"),
) -> None:  # fmt: skip
    """Duranton and Overman's K_d of every industry: localised, dispersed, at which distance."""
    columns = PointColumns(x, y, industry, weights, group, identifier)
    options = {
        "r_max": r_max, "step": step or default_step(r_max), "which": which, "cumulative": cumulative,
        "method": method, "coordinates": coordinates, "level": level, "simulations": simulations, "seed": seed,
    }  # fmt: skip
    _measure("kd", file, columns, which, out, {"drop": drop, "memory": memory, "n_jobs": jobs, **options})


@app.command("m")
def m_command(
    file: File, x: X, y: Y, industry: Industry, r_max: RMax, step: Step = "", weights: Weights = "",
    which: Which = None, around: Around = "", density: Density = False, coordinates: Coordinates = "lonlat",
    level: Level = 0.95, simulations: Simulations = 1000, seed: Seed = 0, identifier: Identifier = "",
    drop: Drop = False, memory: Memory = "1GB", jobs: Jobs = -1, out: Out = Path("out/points"),
) -> None:  # fmt: skip
    """Marcon and Puech's M (or m): how much more frequent an industry is around its plants."""
    columns = PointColumns(x, y, industry, weights, identifier=identifier)
    options = {
        "r_max": r_max, "step": step or default_step(r_max), "which": which, "around": around or None,
        "coordinates": coordinates, "level": level, "simulations": simulations, "seed": seed,
    }  # fmt: skip
    name = "m-density" if density else "m"
    _measure(name, file, columns, which, out, {"drop": drop, "memory": memory, "n_jobs": jobs, **options})


@app.command("ripley")
def ripley_command(
    file: File, x: X, y: Y, industry: Industry, r_max: RMax, which: Annotated[str, typer.Option(help="Industry.")],
    step: Step = "", window: Window = "", border: Border = "isotropic", simulations: Simulations = 0,
    level: Level = 0.95, seed: Seed = 0,
) -> None:  # fmt: skip
    """Ripley's K and Besag's L of one industry, on plane metres."""
    result = ripley_file(
        file, PointColumns(x, y, industry), which, window_of(window), r_max=r_max, step=step or default_step(r_max),
        border=border, simulations=simulations, level=level, seed=seed,
    )  # fmt: skip
    table = Table("r (m)", "K", "πr²", "L - r", title=f"{which}: {result.n} points in {result.area / 1e6:.4g} km²")
    for r, k, poisson, besag in zip(result.r, result.k, result.poisson, result.besag, strict=True):
        table.add_row(f"{r:g}", f"{k:.5g}", f"{poisson:.5g}", f"{besag:.4g}")
    Console().print(table)


def _measure(
    name: str, file: Path, columns: PointColumns, which: list[str] | None, out: Path, options: dict[str, Any]
) -> None:
    with progress_bar() as bar:
        task = bar.add_task("pairs of sites", total=None)
        run = measure_points(
            name, file, columns, progress=lambda done, total: bar.update(task, completed=done, total=total), **options
        )
    _show(run)
    for path in write_points(run, out, which or ()):
        typer.echo(path)


def _show(run: PointsRun) -> None:
    """The most localised industries, what was left out, and what to know about the method."""
    console = Console()
    table = run.result.table()
    shown = ("industry", "plants", "gamma", "psi", "p_localised", "q_localised", "method")
    grid = Table(*shown)
    for row in list(zip(*(table[name] for name in shown), strict=True))[:SHOWN]:
        grid.add_row(*(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row))
    console.print(grid)
    dropped = run.result.dropped
    for reason in ("missing", "outside", "duplicated"):
        if count := getattr(dropped, reason):
            console.print(f"left out, {reason}: {count}")
    for column, count in run.lost.items():
        console.print(f"{column}: {count} cells were no numbers and count as missing")
    for note in run.result.notes:
        console.print(note)
