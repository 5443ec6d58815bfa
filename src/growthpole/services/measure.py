"""Measure: open a table, call a measure, write the result or hand it on as evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.services.measures_table import Argument, Measure, measure_named
from growthpole.tables.plain import numbers, scan_table, write_table

__all__ = ["Measured", "as_evidence", "as_source", "measure_file", "on_frame", "source_id", "write_measured"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of a file.

    Attributes
    ----------
    measure : Measure
        What was measured.
    table : polars.DataFrame
        The result.
    origin : str
        The name of the file that was measured.
    lost : mapping of str to int
        Columns with cells that were no numbers, and how many: they counted as unknown.
    """

    measure: Measure
    table: pl.DataFrame
    origin: str
    lost: Mapping[str, int]


def measure_file(
    name: str,
    path: Path,
    columns: Mapping[str, str],
    settings: Mapping[str, str],
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
) -> Measured:
    """Measure a CSV, Parquet or Excel file.

    Parameters
    ----------
    name : str
        The measure, as in ``growthpole measure list``.
    path : Path
        The table.
    columns : mapping
        ``region``, ``industry``, ``value``, ``period``, ``reference``, ``unknown``, ``absent``, where given.
    settings : mapping
        Further arguments by name, as text.
    sheet : str, optional
        The worksheet of a workbook.
    progress : callable, optional
        Called with the steps done and the steps in all, by the measures that take long.

    Returns
    -------
    Measured

    Raises
    ------
    NameUnknownError
        For a measure, column or argument that does not exist.
    InputError
        For an argument that cannot be read, or is missing.
    """
    measure = measure_named(name)
    given = {key: text for key, text in columns.items() if text}
    arguments = _arguments(measure, settings)
    figures = [given.get("value", "employment"), *_figures(measure, arguments)]
    table, lost = numbers(_with_codes(scan_table(path, sheet), given), figures)
    if measure.progress:
        arguments["progress"] = progress
    table_of = _call(measure.run, measure, table, given, arguments)
    return Measured(measure, table_of, path.name, lost)


def on_frame(
    measure: Measure, table: pl.LazyFrame, columns: Mapping[str, str], arguments: Mapping[str, Any]
) -> pl.DataFrame:
    """Call a measure that takes a frame and gives one."""
    if not measure.cells and columns:
        raise InputError(f"{measure.name} takes no columns of region and industry; it was given {dict(columns)}.")
    result: pl.LazyFrame = _call(measure.function, table, **columns, **arguments)
    return result.collect()


def write_measured(measured: Measured, path: Path) -> None:
    """Write the result as CSV, TSV, Parquet or Excel."""
    write_table(measured.table, path)


def as_evidence(measured: Measured, indicator: str, subject: str, period: str, unit: str) -> pl.DataFrame:
    """Turn a measure into derived figures, with the formula as what is quoted.

    Parameters
    ----------
    measured : Measured
        One row per subject and period, at most.
    indicator : str
        The indicator's id in the programme.
    subject : str
        The column of the result that names the cluster or region.
    period : str
        The column of the period, or the period itself.
    unit : str
        Of the figure.

    Returns
    -------
    polars.DataFrame
        The columns of an evidence table. A row whose measure is unknown stays, without a value and with the
        status ``"missing"``: unknown is not absent.

    Raises
    ------
    InputError
        If a subject occurs more than once in a period.
    """
    table, result = measured.table, measured.measure.result
    when = pl.col(period).cast(pl.String) if period in table.columns else pl.lit(period)
    evidence = table.select(
        pl.col(subject).cast(pl.String).alias("subject"),
        pl.lit(indicator).alias("indicator"),
        when.alias("period"),
        pl.col(result).alias("value"),
        pl.lit(unit).alias("unit"),
        pl.when(pl.col(result).is_null()).then(pl.lit("missing")).otherwise(pl.lit("derived")).alias("status"),
        pl.lit(source_id(measured)).alias("source"),
        pl.lit(measured.measure.formula).alias("quote"),
    )
    twice = evidence.filter(pl.struct("subject", "period").is_duplicated())
    if twice.height:
        raise InputError(
            f"evidence has one figure per subject and period; {twice['subject'][0]!r} has several. "
            "Keep one industry with `--where`."
        )
    return evidence


def _with_codes(table: pl.LazyFrame, columns: Mapping[str, str]) -> pl.LazyFrame:
    """Region, industry and period as text, whatever the file holds: what is typed on the command line is text."""
    defaults = {"region": "region", "industry": "industry", "period": "period"}
    names = {columns.get(key, name) for key, name in defaults.items()} & set(table.collect_schema().names())
    return table.with_columns(pl.col(name).cast(pl.String) for name in sorted(names))


def source_id(measured: Measured) -> str:
    """Name the measure as a source."""
    return f"measure-{measured.measure.name}"


def as_source(measured: Measured) -> pl.DataFrame:
    """Give the row for the table of sources that the evidence refers to.

    Parameters
    ----------
    measured : Measured
        As for :func:`as_evidence`.

    Returns
    -------
    polars.DataFrame
        The columns of a table of sources, one row: the formula, and the file it was computed from.
    """
    one = measured.measure
    return pl.DataFrame(
        {
            "source": [source_id(measured)],
            "title": [f"{one.name}: {one.question}"],
            "publisher": ["computed with growthpole"],
            "published": [""],
            "url": [""],
            "note": [f"{one.formula}; from {measured.origin}"],
        }
    )


def _call(place: str, *arguments: Any, **named: Any) -> Any:
    module, _, function = place.partition(":")
    return getattr(import_module(module), function)(*arguments, **named)


def _arguments(measure: Measure, settings: Mapping[str, str]) -> dict[str, Any]:
    found = {name: _read(measure.argument(name), text) for name, text in settings.items()}
    lacking = [one for one in measure.arguments if one.required and one.name not in found]
    if lacking:
        raise InputError(f"{measure.name} needs `--set {lacking[0].name}=...`: {lacking[0].help}.")
    return found


def _figures(measure: Measure, arguments: Mapping[str, Any]) -> list[str]:
    """Name the columns that hold figures."""
    names: list[str] = []
    for one in measure.arguments:
        value = arguments.get(one.name, one.name if one.name == "plants" else None)
        if one.kind == "figure" and value is not None:
            names.append(value)
        elif one.kind in ("figures", "references", "pair") and value is not None:
            names.extend(value)
    return names


def _read(argument: Argument, text: str) -> Any:
    """Read an argument from its text."""
    reader = _READERS[argument.kind]
    try:
        return reader(text)
    except ValueError as error:
        raise InputError(f"`{argument.name}` must be a {argument.kind} ({argument.help}); it is {text!r}.") from error


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _flag(text: str) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in words:
        raise ValueError(text)
    return words[text.lower()]


def _mapping(text: str) -> Any:
    if text.isdigit():
        return int(text)
    table = scan_table(Path(text)).collect()
    return dict(zip(table.to_series(0).to_list(), table.to_series(1).to_list(), strict=True))


def _table(text: str) -> pl.LazyFrame:
    """A further table: the columns of which a cell is no number are codes, the others figures."""
    table = scan_table(Path(text))
    names = table.collect_schema().names()
    read, lost = numbers(table, names[1:])
    return read.with_columns(table.select(sorted(lost)).collect().get_columns()) if lost else read


def _pair(text: str) -> tuple[str, str]:
    first, second = _parts(text)
    return first, second


def _references(text: str) -> dict[str, tuple[float, float]]:
    found = {}
    for part in _parts(text):
        name, _, numbers_of = part.partition("=")
        reference, _, weight = numbers_of.partition(":")
        found[name.strip()] = float(reference), float(weight)
    return found


_READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "number": float,
    "integer": int,
    "flag": _flag,
    "list": _parts,
    "numbers": lambda text: [float(part) for part in _parts(text)],
    "mapping": _mapping,
    "table": _table,
    "figure": str,
    "figures": lambda text: tuple(_parts(text)),
    "seed": lambda text: np.random.default_rng(int(text)),
    "pair": _pair,
    "references": _references,
}
