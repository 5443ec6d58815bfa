"""Measure a long table by way of its regions x industries matrix: the adapters of the matrix measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.matrix.crosstable import cross_table
from growthpole.measures.matrix.inputs import CrossTable
from growthpole.measures.matrix.outlook import outlook
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.relatedness import relatedness
from growthpole.measures.matrix.specialisation import presence, rca
from growthpole.services.measures_table import Measure

__all__: list[str] = []

COLUMNS = frozenset({"region", "industry", "value", "period", "absent"})
# The parts of a result that lie along the regions, along the industries, in the cells, between pairs.
REGIONS = MappingProxyType(
    {
        "complexity": ("eci", "eci_low", "eci_high", "diversity", "component"),
        "fitness": ("fitness", "fitness_low", "fitness_high"),
        "outlook": ("outlook",),
        "entry_exit": ("entry_rate", "exit_rate"),
    }
)
INDUSTRIES = MappingProxyType(
    {
        "complexity": ("pci", "pci_regional", "ubiquity"),
        "fitness": ("complexity",),
        "entry_exit": ("industry_entry_rate", "industry_exit_rate"),
    }
)
CELLS = MappingProxyType({"density": ("density", "low", "high"), "outlook": ("gain",), "entry_exit": ("entry", "exit")})
PAIRS = MappingProxyType({"coagglomeration": ("index", "low", "high", "z")})

Given = Mapping[str, str]


def amounts(measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]) -> pl.DataFrame:
    """Call a measure of the amounts that gives a matrix of the cells."""
    return _over(
        measure, table, columns, lambda one, call: _cells(one, {measure.result: call(one, **arguments)}, columns)
    )


def pairs_of_amounts(
    measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]
) -> pl.DataFrame:
    """Call a measure of the amounts that gives matrices between industries."""
    arguments = dict(arguments)
    plants = arguments.pop("herfindahl", None)

    def pairs(one: CrossTable, call: Callable[..., Any]) -> pl.DataFrame:
        known = {} if plants is None else {"herfindahl": _along(plants, one.industries)}
        return _pairs(_parts(call(one, **arguments, **known), PAIRS["coagglomeration"]), "industry")

    return _over(measure, table, columns, pairs)


def pairs(measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]) -> pl.DataFrame:
    """Call a measure of presence that gives a matrix between industries, or between regions."""
    options, at_least = _threshold(arguments)
    side = "region" if options.get("of") == "regions" else "industry"
    return _over(
        measure,
        table,
        columns,
        lambda one, call: _pairs({measure.result: call(_present(one, at_least), **options)}, side),
    )


def regions(measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]) -> pl.DataFrame:
    """Call a measure of presence and give what lies along the regions."""
    return _vectors(measure, table, columns, arguments, REGIONS, "region")


def industries(measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]) -> pl.DataFrame:
    """Call a measure of presence and give what lies along the industries."""
    return _vectors(measure, table, columns, arguments, INDUSTRIES, "industry")


def cells(measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]) -> pl.DataFrame:
    """Call a measure of presence and relatedness and give what lies in the cells."""
    options, at_least = _threshold(arguments)
    similarity = options.pop("similarity", "proximity")

    def one_table(one: CrossTable, call: Callable[..., Any]) -> pl.DataFrame:
        here = _present(one, at_least)
        near = proximity(here) if similarity == "proximity" else relatedness(here, similarity=similarity)
        return _cells(one, _parts(call(here, near, **options), CELLS[call.__name__]), columns)

    return _over(measure, table, columns, one_table)


def changes(measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]) -> pl.DataFrame:
    """Compare presence in each period with the next."""
    options, at_least = _threshold(arguments)
    years = _tables(table, columns)
    if len(years) < 2 or None in years:
        raise InputError(f"{measure.name} compares periods; give `--period` and a table with at least two.")
    call = _function(measure)
    found = call({year: _present(one, at_least) for year, one in years.items()}, **options)
    first = next(iter(years.values()))
    parts = [
        _cells(first, _parts(result, CELLS["entry_exit"]), columns).select(
            pl.lit(before).alias("period"), pl.lit(after).alias("next_period"), pl.all()
        )
        for (before, after), result in found.items()
    ]
    return pl.concat(parts)


def steps(measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]) -> pl.DataFrame:
    """Give the reflections of the regions, a column for each step."""
    options, at_least = _threshold(arguments)

    def one_table(one: CrossTable, call: Callable[..., Any]) -> pl.DataFrame:
        found = call(_present(one, at_least), **options).regions
        return _frame(
            {columns.get("region", "region"): list(one.regions)}
            | {f"k_{step}": found[:, step] for step in range(found.shape[1])}
        )

    return _over(measure, table, columns, one_table)


def outlook_of(measure: Measure, table: pl.LazyFrame, columns: Given, arguments: Mapping[str, Any]) -> pl.DataFrame:
    """Give the complexity outlook gain of every industry a region lacks."""
    options, at_least = _threshold(arguments)
    return _over(
        measure,
        table,
        columns,
        lambda one, _: _cells(one, _parts(outlook(_present(one, at_least), **options), CELLS["outlook"]), columns),
    )


def _vectors(
    measure: Measure,
    table: pl.LazyFrame,
    columns: Given,
    arguments: Mapping[str, Any],
    names: Mapping[str, tuple[str, ...]],
    side: str,
) -> pl.DataFrame:
    options, at_least = _threshold(arguments)

    def one_table(one: CrossTable, call: Callable[..., Any]) -> pl.DataFrame:
        result = call(_present(one, at_least), **options)
        labels = one.regions if side == "region" else one.industries
        found = {name: getattr(result, name) for name in names[call.__name__]}
        return _frame({columns.get(side, side): list(labels), **found})

    return _over(measure, table, columns, one_table)


def _over(
    measure: Measure,
    table: pl.LazyFrame,
    columns: Given,
    one_table: Callable[[CrossTable, Callable[..., Any]], pl.DataFrame],
) -> pl.DataFrame:
    """One frame for each period, with the period in front."""
    call = _function(measure)
    parts = []
    for period, one in _tables(table, columns).items():
        frame = one_table(one, call)
        parts.append(frame if period is None else frame.select(pl.lit(period).alias(columns["period"]), pl.all()))
    return pl.concat(parts)


def _tables(table: pl.LazyFrame, columns: Given) -> dict[Any, CrossTable]:
    beyond = sorted(set(columns) - COLUMNS)
    if beyond:
        raise InputError(f"a measure of a matrix takes the columns {sorted(COLUMNS)}; it was given {beyond}.")
    named: dict[str, Any] = {"value": "employment"} | dict(columns)
    found = cross_table(table, **named)
    return found if isinstance(found, dict) else {None: found}


def _function(measure: Measure) -> Callable[..., Any]:
    module, _, function = measure.function.partition(":")
    call: Callable[..., Any] = getattr(import_module(module), function)
    return call


def _threshold(arguments: Mapping[str, Any]) -> tuple[dict[str, Any], float]:
    options = dict(arguments)
    return options, options.pop("at_least", 1.0)


def _present(table: CrossTable, at_least: float) -> CrossTable:
    return presence(rca(table), at_least=at_least)


def _along(plants: pl.LazyFrame, labels: tuple[Any, ...]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The figures of a table of label and figure, in the order of the labels."""
    table = plants.collect()
    figures = dict(zip(table.to_series(0).cast(pl.String), table.to_series(1), strict=True))
    missing = [label for label in labels if str(label) not in figures]
    if missing:
        raise InputError(f"the table of plant Herfindahls must name every industry; {missing[:10]} are missing.")
    return np.array([figures[str(label)] for label in labels], dtype=np.float64)


def _parts(result: Any, names: tuple[str, ...]) -> dict[str, CrossTable]:
    return {name: getattr(result, name) for name in names if getattr(result, name) is not None}


def _cells(table: CrossTable, values: Mapping[str, CrossTable], columns: Given) -> pl.DataFrame:
    across, down = len(table.regions), len(table.industries)
    keys = {
        columns.get("region", "region"): np.repeat(np.arange(across), down),
        columns.get("industry", "industry"): np.tile(np.arange(down), across),
    }
    named = dict(zip(keys, (table.regions, table.industries), strict=True))
    labels = {key: pl.Series(list(named[key])).gather(place) for key, place in keys.items()}
    return _frame({**labels, **{name: np.asarray(one).ravel() for name, one in values.items()}})


def _pairs(values: Mapping[str, CrossTable], side: str) -> pl.DataFrame:
    """The upper triangle: each pair once, without its diagonal."""
    labels = pl.Series(list(next(iter(values.values())).regions))
    rows, others = np.triu_indices(len(labels), 1)
    figures = {name: np.asarray(one)[rows, others] for name, one in values.items()}
    return _frame({side: labels.gather(rows), f"other_{side}": labels.gather(others), **figures})


def _frame(columns: Mapping[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(dict(columns)).with_columns(pl.selectors.float().fill_nan(None))
