"""``growthpole chain regional``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from growthpole.cli.command import Language, command_app
from growthpole.cli.flows_screen import said, show_frame
from growthpole.errors import InputError
from growthpole.services.flows import METHODS, Method, input_frame, regional_frame, regional_study, write_frame

app = command_app()
SECTORS = ("method", "sector", "name", "output", "multiplier", "multiplier_nation")
INPUTS = ("method", "input", "name", "national", "regional")


@app.command()
def regional(
    region: Annotated[str, typer.Argument(help="County, city or province: code of GB/T 2260 or name.")],
    method: Annotated[
        list[str] | None, typer.Option(help="SLQ, CILQ, RLQ, FLQ, AFLQ or 2D-LQ; may be given several times.")
    ] = None,
    delta: Annotated[float, typer.Option(help="How much more a small region buys outside, for FLQ and AFLQ.")] = 0.3,
    known: Annotated[
        list[str] | None, typer.Option(help="Jobs that firms tell, SECTOR=PERSONS such as 057=9000; several times.")
    ] = None,
    sector: Annotated[str | None, typer.Option(help="Show what this sector (001 to 153) buys, input by input.")] = None,
    sort: Annotated[str, typer.Option(help="Column to sort by, the largest first.")] = "",
    top: Annotated[int, typer.Option(min=1, help="Rows shown on the screen.")] = 30,
    language: Annotated[Language, typer.Option(help="Language on the screen; files hold both names.")] = Language.en,
    out: Annotated[Path | None, typer.Option(help="File to write: .csv, .tsv, .parquet or .xlsx.")] = None,
) -> None:
    """Regionalise the national table by a county's or city's jobs, as intervals: coefficients and multipliers."""
    study = regional_study(region, _methods(method or ["FLQ"]), delta=delta, known=_known(known or []))
    frame = regional_frame(study) if sector is None else input_frame(study, sector)
    if sort:
        if sort not in frame.columns:
            raise InputError(f"`--sort` must name a column of {', '.join(frame.columns)}; it names {sort!r}.")
        frame = frame.sort(sort, descending=True, nulls_last=True, maintain_order=True)
    if out is not None:
        write_frame(frame, out)
        typer.echo(said(language, "written", n=frame.height, file=out))
        return
    typer.echo(said(language, "counted", name=study.name, code=study.region, jobs=study.total))
    show_frame(frame, SECTORS if sector is None else INPUTS, language, top)
    typer.echo(said(language, "range"))
    if study.jobs.notes[0]:
        typer.echo(said(language, "defect", note=study.jobs.notes[0]), err=True)


def _methods(words: list[str]) -> tuple[Method, ...]:
    for word in words:
        if word not in METHODS:
            raise InputError(f"`--method` must be one of {', '.join(METHODS)}; it is {word!r}.")
    return cast("tuple[Method, ...]", tuple(dict.fromkeys(words)))


def _known(texts: list[str]) -> dict[str, float]:
    found = {}
    for text in texts:
        sector, sign, persons = text.partition("=")
        if not sign or not persons.strip().replace(".", "", 1).isdigit():
            raise InputError(f"`--known` must read SECTOR=PERSONS, such as 057=9000; it is {text!r}.")
        found[sector.strip()] = float(persons)
    return found
